#include "core/base/whole_file.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace mops {

WholeFile::WholeFile(std::filesystem::path target, std::filesystem::path temporary)
    : m_target(std::move(target))
    , m_temporary(std::move(temporary))
    , m_stream(m_temporary, std::ios::binary | std::ios::trunc) {}

WholeFile::WholeFile(WholeFile&& other) noexcept
    : m_target(std::move(other.m_target))
    , m_temporary(std::exchange(other.m_temporary, {}))
    , m_stream(std::move(other.m_stream)) {}

WholeFile::~WholeFile() {
    if (m_temporary.empty())
        return;
    m_stream.close();
    std::error_code ignored;
    std::filesystem::remove(m_temporary, ignored);
}

Result<WholeFile> WholeFile::begin(const std::filesystem::path& target) {
    std::error_code ignored;
    if (std::filesystem::is_directory(target, ignored))
        return fail(ErrorCode::FileIsDirectory, target.string());
    std::filesystem::path temporary = target;
    temporary += ".partial";
    WholeFile file(target, temporary);
    if (!file.m_stream)
        return fail(ErrorCode::FileNotWritable, target.string());
    return file;
}

void WholeFile::write(std::string_view bytes) {
    m_stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

Result<> WholeFile::commit() {
    m_stream.close();
    if (m_stream.fail())
        return Failure(trouble());
    std::error_code failed;
    std::filesystem::rename(m_temporary, m_target, failed);
    if (failed)
        return fail(ErrorCode::FileNotWritable, m_target.string() + ": " + failed.message());
    m_temporary.clear();
    return {};
}

Error WholeFile::trouble() const {
    // Libraries that write a file themselves do not say why they failed: ask the disk again.
    const std::array<char, 4096> page{};
    const int file = ::open(m_temporary.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
    bool isFull = false;
    if (file >= 0) {
        const auto written = ::write(file, page.data(), page.size());
        isFull = written < 0 ? errno == ENOSPC || errno == EDQUOT
                             : static_cast<std::size_t>(written) < page.size();
        ::close(file);
    }
    return {isFull ? ErrorCode::DiskFull : ErrorCode::FileNotWritable, m_target.string(), {}};
}

} // namespace mops
