#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/database.h"
#include "core/sources/file_inspection.h"
#include "core/sources/import_run.h"
#include "core/sources/mapping.h"
#include "core/sources/text_input.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mops::sources {

/// A file with the mapping that reads it.
struct InputFile {
    std::string name; ///< without folder
    const FileMapping* mapping = nullptr;
    FileFacts facts;
    std::filesystem::path path; ///< empty: the text is in memory
    std::string text;
};

/// A row that is not taken.
struct RefusedRow {
    std::int64_t number = 0; ///< of the row in its file, from 1, without the header
    std::int64_t line = 0;
    std::string_view column;
    std::string_view reason;
    std::string_view header;
    std::string_view record;
    bool isDismissed = false;
};

/// Where refused rows go.
class RefusedRows {
public:
    virtual ~RefusedRows() = default;
    virtual void add(const InputFile& file, const RefusedRow& row) = 0;
};

/// What all files of one import share.
struct LoadJob {
    db::Database& mart;
    const Mapping& mapping;
    std::int64_t batchId = 0;
    RefusedRows& refused;
    TaskContext& context;
    std::int64_t bytesTotal = 0;
    std::int64_t bytesDone = 0;
};

/// One file → temp.stage → the mart, and its line in import_file. Part of the caller's transaction.
/// Errors: ColumnMissing, FileUnreadable, Cancelled. Throws DatabaseFailure.
Result<FileReport> loadFile(LoadJob& job, const InputFile& file);

/// The header of a file: its names, trimmed. Errors: FileIsEmpty, ColumnMissing (what the mapping
/// needs is not there, or there twice).
Result<std::vector<std::string>> checkHeader(const InputFile& file,
                                             const std::vector<std::string_view>& fields);

/// Bytes that are no UTF-8 text, and NUL, as \xNN.
std::string printable(std::string_view bytes);

} // namespace mops::sources
