#include "core/report/number_text.h"
#include "core/report/writers.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <map>
#include <set>
#include <xlsxwriter.h>

namespace mops::report {
namespace {

constexpr std::size_t kLongestSheetName = 31; // characters, as the format wants it
constexpr std::size_t kLongestCell = 32'000;  // bytes; the format allows 32,767 characters
constexpr double kNarrowest = 8;
constexpr double kWidest = 60;
constexpr std::uint32_t kAccent = 0x1F5FBF;

/// Cut at a character's border.
std::string cut(const std::string& text, std::size_t bytes) {
    std::size_t end = std::min(text.size(), bytes);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.substr(0, end);
}

/// About how many columns of a digit's width the text takes: wide characters take two.
double widthOf(const std::string& text) {
    double widest = 0;
    double width = 0;
    for (const char byte : text) {
        const auto code = static_cast<unsigned char>(byte);
        if (byte == '\n')
            width = 0;
        else if (code < 0x80)
            width += 1;
        else if (code >= 0xE3)
            width += 2;
        else if (code >= 0xC0)
            width += 1;
        widest = std::max(widest, width);
    }
    return widest;
}

class Workbook {
public:
    Workbook(const Document& document, const std::filesystem::path& file)
        : m_document(document)
        , m_numbers(document.language, document.currency)
        , m_book(workbook_new(file.c_str())) {}

    Result<std::int64_t> write(const std::filesystem::path& file) {
        if (m_book == nullptr)
            return fail(ErrorCode::FileNotWritable, file.string());
        setProperties();
        makeFormats();
        for (const Block& block : m_document.blocks) {
            if (const auto* figures = std::get_if<KeyFigures>(&block))
                add(*figures);
            else if (const auto* table = std::get_if<Table>(&block))
                add(table->excerpt ? m_document.data : *table);
        }
        add(m_document.about);
        if (const lxw_error failed = workbook_close(m_book); failed != LXW_NO_ERROR)
            return fail(ErrorCode::FileNotWritable, file.string() + ": " + lxw_strerror(failed));
        return m_rows;
    }

private:
    /// The date is the data's: with the present one the file would never be the same again.
    void setProperties() {
        lxw_doc_properties properties{};
        std::string title = m_document.title; // the library wants char*, and copies what it gets
        std::string subject = m_document.subtitle;
        properties.title = title.data();
        properties.subject = subject.data();
        properties.created = static_cast<std::time_t>(toSeconds(m_document.stateAsOf));
        workbook_set_properties(m_book, &properties);
    }

    lxw_format* makeFormat(const std::string& numberFormat, std::uint8_t align) {
        lxw_format* format = workbook_add_format(m_book);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        format_set_align(format, align);
        if (!numberFormat.empty())
            format_set_num_format(format, numberFormat.c_str());
        return format;
    }

    void makeFormats() {
        const std::string places = m_numbers.moneyDecimals() > 0 ? "#,##0.00" : "#,##0";
        std::string sign = m_numbers.currencySign();
        std::erase(sign, '"'); // it stands between quotes in the format
        const std::string money = sign.empty() ? places : "\"" + sign + "\"" + places;
        m_formats = {{CellKind::Text, makeFormat("", LXW_ALIGN_LEFT)},
                     {CellKind::Integer, makeFormat("#,##0", LXW_ALIGN_RIGHT)},
                     {CellKind::Decimal, makeFormat("0.000", LXW_ALIGN_RIGHT)},
                     {CellKind::Money, makeFormat(money, LXW_ALIGN_RIGHT)},
                     {CellKind::Share, makeFormat("0.0%", LXW_ALIGN_RIGHT)},
                     {CellKind::Date, makeFormat("yyyy-mm-dd", LXW_ALIGN_RIGHT)}};
        format_set_text_wrap(m_formats[CellKind::Text]);
        m_title = workbook_add_format(m_book);
        format_set_bold(m_title);
        format_set_font_color(m_title, LXW_COLOR_WHITE);
        format_set_bg_color(m_title, kAccent);
        format_set_align(m_title, LXW_ALIGN_VERTICAL_CENTER);
    }

    /// Sheet names have forbidden characters, a greatest length and must differ.
    std::string sheetName(const std::string& title) {
        std::string clean;
        std::size_t characters = 0;
        for (const char byte : title) {
            characters += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
            if (characters > kLongestSheetName - 3)
                break;
            clean +=
                std::string_view("[]:*?/\\'").find(byte) == std::string_view::npos ? byte : ' ';
        }
        std::string name = clean;
        for (int number = 2; !m_sheetNames.insert(name).second; ++number)
            name = clean + " " + std::to_string(number);
        return name;
    }

    void put(lxw_worksheet* sheet, lxw_row_t row, std::size_t column, const Cell& cell,
             CellKind kind) {
        const auto place = static_cast<lxw_col_t>(column);
        lxw_format* format = m_formats.at(kind);
        if (const auto* text = std::get_if<std::string>(&cell)) {
            worksheet_write_string(sheet, row, place, cut(*text, kLongestCell).c_str(), format);
            return;
        }
        double number = numberOf(cell);
        if (const auto* minor = std::get_if<std::int64_t>(&cell); minor && kind == CellKind::Money)
            number = m_numbers.unitsOf(*minor);
        if (const auto* day = std::get_if<std::int64_t>(&cell); day && kind == CellKind::Date)
            number = static_cast<double>(*day + 25'569); // days from 1899-12-30 to 1970-01-01
        if (std::isfinite(number))
            worksheet_write_number(sheet, row, place, number, format);
        else
            worksheet_write_blank(sheet, row, place, format);
    }

    lxw_worksheet* begin(const std::string& title, const std::vector<std::string>& columns) {
        lxw_worksheet* sheet = workbook_add_worksheet(m_book, sheetName(title).c_str());
        for (std::size_t column = 0; column < columns.size(); ++column)
            worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(column),
                                   columns[column].c_str(), m_title);
        worksheet_freeze_panes(sheet, 1, 0);
        worksheet_set_landscape(sheet);
        worksheet_set_paper(sheet, 9); // A4
        worksheet_fit_to_pages(sheet, 1, 0);
        worksheet_repeat_rows(sheet, 0, 0);
        return sheet;
    }

    void finish(lxw_worksheet* sheet, const std::vector<double>& widths, std::size_t rows) {
        for (std::size_t column = 0; column < widths.size(); ++column) {
            const auto place = static_cast<lxw_col_t>(column);
            worksheet_set_column(sheet, place, place,
                                 std::clamp(widths[column] + 3, kNarrowest, kWidest), nullptr);
        }
        if (rows > 0)
            worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(rows),
                                 static_cast<lxw_col_t>(widths.size() - 1));
        m_rows += static_cast<std::int64_t>(rows);
    }

    void add(const Table& table) {
        std::vector<std::string> titles;
        std::vector<double> widths;
        for (const Column& column : table.columns) {
            titles.push_back(column.title);
            widths.push_back(widthOf(column.title));
        }
        if (titles.empty())
            return;
        lxw_worksheet* sheet = begin(table.title, titles);
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            for (std::size_t column = 0; column < table.columns.size(); ++column) {
                const CellKind kind = table.columns[column].kind;
                const Cell& cell = table.rows[row][column];
                put(sheet, static_cast<lxw_row_t>(row + 1), column, cell, kind);
                widths[column] = std::max(widths[column], widthOf(m_numbers.cell(cell, kind)));
            }
        }
        if (table.rows.empty())
            worksheet_write_string(sheet, 1, 0, table.whenEmpty.c_str(), nullptr);
        finish(sheet, widths, table.rows.size());
    }

    void add(const KeyFigures& figures) {
        lxw_worksheet* sheet =
            begin(figures.title, {figures.labelTitle, figures.nowTitle, figures.beforeTitle});
        std::vector<double> widths{widthOf(figures.labelTitle), 12, 12};
        for (std::size_t row = 0; row < figures.figures.size(); ++row) {
            const KeyFigure& figure = figures.figures[row];
            const auto place = static_cast<lxw_row_t>(row + 1);
            put(sheet, place, 0, figure.label, CellKind::Text);
            put(sheet, place, 1, figure.now, figure.kind);
            put(sheet, place, 2, figure.before, figure.kind);
            widths[0] = std::max(widths[0], widthOf(figure.label));
        }
        finish(sheet, widths, figures.figures.size());
    }

    const Document& m_document;
    NumberText m_numbers;
    lxw_workbook* m_book; ///< freed by workbook_close()
    std::map<CellKind, lxw_format*> m_formats;
    lxw_format* m_title = nullptr;
    std::set<std::string> m_sheetNames;
    std::int64_t m_rows = 0;
};

} // namespace

Result<std::int64_t> writeXlsx(const Document& document, const std::filesystem::path& file) {
    return Workbook(document, file).write(file);
}

} // namespace mops::report
