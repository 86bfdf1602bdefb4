#include "app/cli/text_table.h"

#include <algorithm>

namespace mops::cli {
namespace {

/// Columns a terminal gives to UTF-8 text: two for CJK and full-width forms.
std::size_t displayWidth(const std::string& text) {
    std::size_t width = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 || (byte >= 0xC0 && byte < 0xE3))
            width += 1;
        else if (byte >= 0xE3)
            width += 2;
    }
    return width;
}

/// "12,345.00 CNY" is a number, too.
std::string withoutCurrency(const std::string& text) {
    constexpr std::size_t kCode = 4; // a space and three letters
    const bool hasCode = text.size() > kCode && text[text.size() - kCode] == ' ' &&
                         text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                                                text.size() - kCode + 1) == std::string::npos;
    return hasCode ? text.substr(0, text.size() - kCode) : text;
}

bool looksNumeric(const std::string& text) {
    return !text.empty() &&
           withoutCurrency(text).find_first_not_of("0123456789.,-+%:e ") == std::string::npos;
}

} // namespace

std::string TextTable::render() const {
    const std::size_t columns = m_header.size();
    std::vector<std::size_t> width(columns);
    std::vector<bool> rightAligned(columns, !m_rows.empty());
    for (std::size_t c = 0; c < columns; ++c)
        width[c] = displayWidth(m_header[c]);
    for (const auto& row : m_rows) {
        for (std::size_t c = 0; c < columns; ++c) {
            width[c] = std::max(width[c], displayWidth(row[c]));
            rightAligned[c] = rightAligned[c] && (row[c].empty() || looksNumeric(row[c]));
        }
    }
    std::string text;
    const auto addRow = [&](const std::vector<std::string>& row) {
        std::string line;
        for (std::size_t c = 0; c < columns; ++c) {
            const std::string padding(width[c] - displayWidth(row[c]), ' ');
            line += rightAligned[c] ? padding + row[c] : row[c] + padding;
            line += c + 1 < columns ? "  " : "";
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    };
    addRow(m_header);
    std::vector<std::string> rule;
    for (std::size_t c = 0; c < columns; ++c)
        rule.emplace_back(width[c], '-');
    addRow(rule);
    for (const auto& row : m_rows)
        addRow(row);
    return text;
}

} // namespace mops::cli
