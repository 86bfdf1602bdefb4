#pragma once

#include <string>
#include <vector>

namespace mops::cli {

/// A plain table for people: columns padded by display width (Chinese counts two), numbers right.
class TextTable {
public:
    explicit TextTable(std::vector<std::string> header)
        : m_header(std::move(header)) {}
    void add(std::vector<std::string> row) { m_rows.push_back(std::move(row)); }
    /// Ends with a line break.
    std::string render() const;

private:
    std::vector<std::string> m_header;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace mops::cli
