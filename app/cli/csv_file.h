#pragma once

#include "core/base/whole_file.h"

#include <string>
#include <string_view>

namespace mops::cli {

/// A CSV file that appears whole or not at all (RFC 4180, UTF-8, LF). Fields are added one by one.
class CsvFile {
public:
    /// Errors: FileNotWritable, FileIsDirectory.
    static Result<CsvFile> begin(const std::string& path);

    CsvFile& add(std::string_view field);
    CsvFile& add(double value); ///< NaN = an empty field
    CsvFile& add(std::int64_t value);
    void endRow();
    /// Errors: FileNotWritable, DiskFull.
    Result<> commit();

private:
    explicit CsvFile(WholeFile file)
        : m_file(std::move(file)) {}
    void separate();

    WholeFile m_file;
    std::string m_buffer;
    bool m_rowBegun = false;
};

} // namespace mops::cli
