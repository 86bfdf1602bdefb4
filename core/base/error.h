#pragma once

#include <string>
#include <string_view>

namespace mops {

/// What kind of expected failure happened. The sentence for people is made from it in ui/text;
/// scripts see the snake_case name of codeName().
enum class ErrorCode {
    Usage,           ///< the caller asked for something that makes no sense
    FileNotFound,    ///< no such file or folder
    FileUnreadable,  ///< exists but cannot be read
    FileIsDirectory, ///< a file was wanted
    FileIsEmpty,     ///< nothing in it
    FileIsBinary,    ///< not a text file
    FileNotWritable, ///< cannot be created or written
    EncodingInvalid, ///< bytes do not fit the stated encoding
    PresetUnknown,   ///< no mapping preset of that name
    MappingInvalid,  ///< a mapping file that cannot be understood
    ColumnMissing,   ///< the file lacks columns that are needed
    RowInvalid,      ///< a row of a text file that cannot be understood
    FilesMissing,    ///< the folder lacks files that the mapping needs
    MartMissing,     ///< no mart at that path
    MartNotAMart,    ///< a file, but no mart
    MartFromFuture,  ///< written by a newer version
    MartLocked,      ///< another program writes to it
    MartReadOnly,    ///< file, folder or disk cannot be written
    MartCorrupt,     ///< damaged database file
    DiskFull,        ///< no space left
    Database,        ///< any other failure of the database
    SqlRefused,      ///< a query that the read-only page does not allow
    TimeLimit,       ///< a query took longer than its limit
    NotFound,        ///< no object of that id
    Conflict,        ///< not possible in the present state
    ReasonRequired,  ///< the action needs a reason
    Forbidden,       ///< the operator's role does not allow it
    NotEnoughData,   ///< too little data for a result
    InvalidNumber,   ///< NaN, infinite or out of range where a number is needed
    NoConvergence,   ///< an algorithm did not reach its goal
    MemoryLimit,     ///< would need more memory than allowed
    IntegrityFault,  ///< the mart or its ledger contradicts itself
    Cancelled,       ///< stopped on request; nothing was changed
    Internal,        ///< a bug
};

/// The stable name of a code, as in `--json` output ("file_not_found").
std::string_view codeName(ErrorCode code);

/// An expected failure, as a value.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string detail; ///< the facts: path, line, column, id; no sentence, not translated
    std::string hint; ///< facts for the remedy: allowed values, the limit, a command; may be empty
};

} // namespace mops
