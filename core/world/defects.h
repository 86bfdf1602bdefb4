#pragma once

#include "core/base/rng.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mops::world {

/// What a column of a dirty file holds: it decides which defects it can have.
enum class DirtyType { Id, Reference, Text, Prose, Choice, Integer, Real, Money, Instant };

struct DirtyColumn {
    const char* field; ///< of the mapping's target
    const char* zh;    ///< name in the header
    const char* en;
    DirtyType type;
    bool isRequired = false;
    bool isBounded = false; ///< negative numbers are out of range
};

/// What a careful import makes of a defect.
enum class Outcome {
    Repaired,   ///< the row is taken as if nothing had been wrong
    Duplicate,  ///< the row is left out: it stands there already
    Quarantined ///< the row waits for a person
};

struct Defect {
    const char* kind; ///< as in the manifest
    Outcome outcome;
    const char* reason; ///< code of the repair or of the quarantine; empty for a duplicate
};

/// A row with a defect: its fields, or its bytes where no fields could say it.
struct DirtyRow {
    Defect defect;
    int column = -1; ///< −1 = the row as a whole
    std::vector<std::string> fields;
    std::string record; ///< bytes in the file's encoding; empty = made from the fields
};

/// Spoils one value so that a careful import repairs it. Nothing when this row offers no place.
/// Draws the same numbers for the same row.
bool spoilRepairably(std::span<const DirtyColumn> columns, const std::vector<std::string>& fields,
                     Rng& rng, DirtyRow& row);
/// Spoils the row so that it cannot be taken. Prose with line breaks is left alone.
bool spoilBeyondRepair(std::span<const DirtyColumn> columns, const std::vector<std::string>& fields,
                       char delimiter, bool isUtf8, Rng& rng, DirtyRow& row);

} // namespace mops::world
