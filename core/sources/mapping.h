#pragma once

#include "core/base/result.h"
#include "core/sources/target_table.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mops::sources {

/// What becomes of a row whose value is missing, or cannot be used.
enum class ValuePolicy {
    Keep,       ///< the row is taken with an unknown value
    Quarantine, ///< the row waits in quarantine
    Drop,       ///< the row goes to quarantine as dismissed: kept, but nobody is asked
    Fill        ///< the row is taken with the mapping's `fill`
};

/// How the text of a column is read.
enum class ValueType { Text, Integer, Decimal, Money, Instant, Day, Boolean };

struct ColumnMapping {
    std::string from;                    ///< name in the file's header; or
    std::optional<std::string> constant; ///< the same value for every row
    const TargetField* field = nullptr;
    ValueType type = ValueType::Text;
    ValuePolicy missing = ValuePolicy::Keep;
    ValuePolicy invalid = ValuePolicy::Quarantine;
    std::string fill;
    std::optional<double> minimum, maximum; ///< in the unit of the file; instants in seconds
    std::vector<std::string> allowed;       ///< after `values` was applied; empty = all
    std::map<std::string, std::string, std::less<>> values; ///< text in the file → text to read
};

/// Rows of one file that have the same key but say different things.
enum class SameKey { Quarantine, First, Last };

struct FileMapping {
    std::string match; ///< file name; '*' and '?' as wildcards, letter case ignored
    const Target* target = nullptr;
    std::vector<ColumnMapping> columns;
    SameKey sameKey = SameKey::Quarantine;
    bool updateOnly = false; ///< rows only add to what is in the mart
    char delimiter = '\0';   ///< '\0' = detect
};

struct Mapping {
    std::string name;
    std::string currency;
    char decimalMark = '.';
    std::vector<std::string> missingTexts; ///< beside the empty text
    std::vector<FileMapping> files;
    std::string source; ///< the TOML text, kept with the batch so that its rows can be re-taken
};

/// Errors: MappingInvalid with file, line and key.
Result<Mapping> parseMapping(std::string_view toml, const std::string& fileName);
/// Errors: those of parseMapping(), FileNotFound, FileIsDirectory, FileIsEmpty, FileUnreadable.
Result<Mapping> readMappingFile(const std::filesystem::path& path);
/// A built-in mapping. Errors: PresetUnknown.
Result<Mapping> presetMapping(const std::string& name);

/// '*' any text, '?' any character; ASCII letter case ignored.
bool matchesPattern(std::string_view name, std::string_view pattern);
/// Cuts "a,b,c".
std::vector<std::string_view> splitList(std::string_view list);

} // namespace mops::sources
