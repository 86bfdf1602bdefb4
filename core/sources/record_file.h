#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/sources/csv_reader.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mops::sources {

struct RecordFileOptions {
    std::string separator =
        {}; ///< ",", ";", "\t", "|", "::" or " " (runs of blanks); empty = find out
    std::string encoding = {};     ///< empty = find out
    std::size_t maxFields = 4'096; ///< what stands behind is left out
};

/// Any separated text file of an operator, record by record, for analyses without a mart. Unlike an
/// import there is no quarantine: the first row that breaks the rules ends the reading.
/// Memory is bounded by the longest allowed record. Fields come trimmed of ASCII blanks.
class RecordFile {
public:
    /// `context` outlives the file; reading reports the stage "read" and asks it for cancelling.
    /// Errors: FileNotFound, FileIsDirectory, FileUnreadable, FileIsEmpty, FileIsBinary,
    /// EncodingInvalid, Usage (separator), Cancelled.
    static Result<RecordFile> open(const std::filesystem::path& path,
                                   const RecordFileOptions& options, TaskContext& context);

    /// True and fields() is the next record; false at the end. Errors: RowInvalid (file, line and
    /// reason), FileUnreadable, Cancelled.
    Result<bool> next();
    std::span<const std::string_view> fields() const { return m_fields; }
    std::int64_t line() const { return m_reader->row().line; }
    /// "prices.csv:12", for messages.
    std::string where() const;
    const std::string& separator() const { return m_separator; }

private:
    RecordFile() = default;

    std::string m_name;
    std::string m_separator;
    std::int64_t m_bytes = 0;
    std::int64_t m_records = 0;
    TaskContext* m_context = nullptr;
    std::unique_ptr<TextInput> m_input;
    std::unique_ptr<CsvReader> m_reader;
    std::vector<std::string_view> m_fields;
};

} // namespace mops::sources
