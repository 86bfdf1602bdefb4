#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <fstream>
#include <string_view>

namespace mops {

/// A file that appears whole or not at all: written beside its place and renamed by commit().
/// Without commit() nothing is left behind.
class WholeFile {
public:
    /// Errors: FileNotWritable, FileIsDirectory.
    static Result<WholeFile> begin(const std::filesystem::path& target);
    WholeFile(WholeFile&& other) noexcept;
    WholeFile& operator=(WholeFile&&) = delete;
    ~WholeFile();

    /// Trouble is kept and answered by commit().
    void write(std::string_view bytes);
    /// Where the bytes are until commit(): for libraries that write a file themselves.
    const std::filesystem::path& temporary() const { return m_temporary; }
    /// Errors: FileNotWritable, DiskFull.
    Result<> commit();
    /// Why writing failed: DiskFull when the disk takes no more byte, else FileNotWritable.
    Error trouble() const;

private:
    WholeFile(std::filesystem::path target, std::filesystem::path temporary);

    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    std::ofstream m_stream;
};

} // namespace mops
