#include "app/cli/csv_file.h"

#include "core/base/text.h"

#include <cmath>

namespace mops::cli {
namespace {

constexpr std::size_t kBufferBytes = 1 << 16;

} // namespace

Result<CsvFile> CsvFile::begin(const std::string& path) {
    auto file = WholeFile::begin(path);
    if (!file)
        return failAs(file);
    return CsvFile(std::move(*file));
}

void CsvFile::separate() {
    if (m_rowBegun)
        m_buffer += ',';
    m_rowBegun = true;
}

CsvFile& CsvFile::add(std::string_view field) {
    separate();
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
        m_buffer += field;
        return *this;
    }
    m_buffer += '"';
    for (const char c : field) {
        if (c == '"')
            m_buffer += '"';
        m_buffer += c;
    }
    m_buffer += '"';
    return *this;
}

CsvFile& CsvFile::add(double value) {
    separate();
    if (!std::isnan(value))
        m_buffer += formatDouble(value);
    return *this;
}

CsvFile& CsvFile::add(std::int64_t value) {
    separate();
    m_buffer += std::to_string(value);
    return *this;
}

void CsvFile::endRow() {
    m_buffer += '\n';
    m_rowBegun = false;
    if (m_buffer.size() >= kBufferBytes) {
        m_file.write(m_buffer);
        m_buffer.clear();
    }
}

Result<> CsvFile::commit() {
    m_file.write(m_buffer);
    m_buffer.clear();
    return m_file.commit();
}

} // namespace mops::cli
