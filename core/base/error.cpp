#include "core/base/error.h"

namespace mops {

std::string_view codeName(ErrorCode code) {
    switch (code) {
    case ErrorCode::Usage: return "usage";
    case ErrorCode::FileNotFound: return "file_not_found";
    case ErrorCode::FileUnreadable: return "file_unreadable";
    case ErrorCode::FileIsDirectory: return "file_is_directory";
    case ErrorCode::FileIsEmpty: return "file_is_empty";
    case ErrorCode::FileIsBinary: return "file_is_binary";
    case ErrorCode::FileNotWritable: return "file_not_writable";
    case ErrorCode::EncodingInvalid: return "encoding_invalid";
    case ErrorCode::PresetUnknown: return "preset_unknown";
    case ErrorCode::MappingInvalid: return "mapping_invalid";
    case ErrorCode::ColumnMissing: return "column_missing";
    case ErrorCode::RowInvalid: return "row_invalid";
    case ErrorCode::FilesMissing: return "files_missing";
    case ErrorCode::MartMissing: return "mart_missing";
    case ErrorCode::MartNotAMart: return "mart_not_a_mart";
    case ErrorCode::MartFromFuture: return "mart_from_future";
    case ErrorCode::MartLocked: return "mart_locked";
    case ErrorCode::MartReadOnly: return "mart_read_only";
    case ErrorCode::MartCorrupt: return "mart_corrupt";
    case ErrorCode::DiskFull: return "disk_full";
    case ErrorCode::Database: return "database";
    case ErrorCode::SqlRefused: return "sql_refused";
    case ErrorCode::TimeLimit: return "time_limit";
    case ErrorCode::NotFound: return "not_found";
    case ErrorCode::Forbidden: return "forbidden";
    case ErrorCode::Conflict: return "conflict";
    case ErrorCode::ReasonRequired: return "reason_required";
    case ErrorCode::NotEnoughData: return "not_enough_data";
    case ErrorCode::InvalidNumber: return "invalid_number";
    case ErrorCode::NoConvergence: return "no_convergence";
    case ErrorCode::MemoryLimit: return "memory_limit";
    case ErrorCode::IntegrityFault: return "integrity_fault";
    case ErrorCode::Cancelled: return "cancelled";
    case ErrorCode::Internal: return "internal";
    }
    return "internal";
}

} // namespace mops
