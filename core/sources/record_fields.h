#pragma once

#include "core/sources/quarantine.h"

#include <string>
#include <vector>

namespace mops::sources {

/// A refused row as its fields. `isReadable` is false when the record breaks the rules of CSV: it
/// can only be corrected as a whole, and `values` then holds the record itself.
struct RecordFields {
    char delimiter = ',';
    bool isReadable = true;
    std::vector<std::string> names;  ///< of the header
    std::vector<std::string> values; ///< as many as the record has, at least as many as names
};

RecordFields splitRecord(const QuarantineRow& row);
/// The record again. Fields beyond the header that were emptied are left out.
std::string joinRecord(const RecordFields& fields);

} // namespace mops::sources
