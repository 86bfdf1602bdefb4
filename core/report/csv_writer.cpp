#include "core/base/date.h"
#include "core/base/text.h"
#include "core/report/number_text.h"
#include "core/report/writers.h"

#include <cmath>

namespace mops::report {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr int kDecimals = 6;

std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string field = "\"";
    for (const char byte : text) {
        field += byte;
        if (byte == '"')
            field += '"';
    }
    return field + '"';
}

/// A spreadsheet that opens the file must not take a merchant's name for a formula.
std::string withoutFormula(const std::string& text) {
    const bool formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    return formula ? "'" + text : text;
}

std::string fieldOf(const Cell& cell, CellKind kind, const NumberText& numbers) {
    if (const auto* text = std::get_if<std::string>(&cell))
        return quoted(withoutFormula(*text));
    const auto* whole = std::get_if<std::int64_t>(&cell);
    if (whole != nullptr && kind == CellKind::Date)
        return formatDay(Day{std::chrono::days{*whole}});
    if (whole != nullptr && kind == CellKind::Money)
        return formatFixed(numbers.unitsOf(*whole), numbers.moneyDecimals());
    if (whole != nullptr)
        return std::to_string(*whole);
    const double real = numberOf(cell);
    return std::isfinite(real) ? formatFixed(real, kDecimals) : std::string();
}

} // namespace

Result<std::int64_t> writeCsv(const Document& document, const std::filesystem::path& file) {
    const Table& table = document.data;
    const NumberText numbers(document.language, document.currency);
    std::string text(kByteOrderMark);
    for (std::size_t column = 0; column < table.columns.size(); ++column)
        text += (column == 0 ? "" : ",") + quoted(table.columns[column].id);
    text += "\r\n";
    for (const auto& row : table.rows) {
        for (std::size_t column = 0; column < row.size(); ++column)
            text += (column == 0 ? "" : ",") +
                    fieldOf(row[column], table.columns[column].kind, numbers);
        text += "\r\n";
    }
    if (const auto written = writeBytes(file, text); !written)
        return failAs(written);
    return static_cast<std::int64_t>(table.rows.size());
}

} // namespace mops::report
