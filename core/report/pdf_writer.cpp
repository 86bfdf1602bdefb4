#include "core/report/number_text.h"
#include "core/report/pdf_page.h"
#include "core/report/writers.h"

#include <algorithm>

namespace mops::report {
namespace {

constexpr double kLeft = 48;
constexpr double kRight = PdfPaper::kWidth - 48;
constexpr double kInner = kRight - kLeft;
constexpr double kTop = 64;
constexpr double kBottom = PdfPaper::kHeight - 60;
constexpr double kCellPadding = 4;
constexpr std::size_t kLongestCell = 600; // bytes; a longer name is cut, so that a row fits a page

constexpr Colour kInk = 0x1D2733, kSoft = 0x5B6876, kLine = 0xDFE5EC, kCard = 0xF2F6FB;
constexpr Colour kAccent = 0x1F5FBF, kGood = 0x1A7F4B, kBad = 0xB3382C;
constexpr Colour kNote = 0x8A5A00, kNoteCard = 0xFFF1D2, kStripe = 0xF8FAFC;

constexpr TextStyle kTitleStyle{24, true, kInk};
constexpr TextStyle kSubtitleStyle{12, false, kSoft};
constexpr TextStyle kHeadingStyle{13, true, kAccent};
constexpr TextStyle kSmallHeadingStyle{10, true, kInk};
constexpr TextStyle kBodyStyle{9.5, false, kInk};
constexpr TextStyle kCellStyle{8.5, false, kInk};
constexpr TextStyle kHeadCellStyle{8, true, kSoft};
constexpr TextStyle kSmallStyle{8, false, kSoft};
constexpr TextStyle kNoteStyle{8.5, true, kNote};

std::string shortened(const std::string& text) {
    if (text.size() <= kLongestCell)
        return text;
    std::size_t end = kLongestCell;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.substr(0, end) + "…";
}

/// Sets the document from top to bottom. Run twice: the first run finds out how many pages there
/// are, the second says so at the foot of each.
class Setter {
public:
    Setter(const Document& document, int pages)
        : m_document(document)
        , m_numbers(document.language, document.currency)
        , m_paper(document.language)
        , m_pages(pages) {
        m_paper.setInformation(document.title, document.subtitle,
                               formatInstant(document.stateAsOf));
    }

    std::string run() {
        addTitle();
        for (const Block& block : m_document.blocks)
            std::visit([this](const auto& one) { add(one); }, block);
        add(Heading{m_document.about.title});
        add(m_document.about);
        closePage();
        return m_paper.finish();
    }
    int pages() const { return m_page; }
    std::int64_t rows() const { return m_rows; }

private:
    void closePage() {
        m_paper.rule(kLeft, kBottom + 16, kInner, kLine, 0.6);
        m_paper.text(m_document.title + " · " + m_document.subtitle, kSmallStyle, kLeft,
                     kBottom + 22, kInner * 0.8);
        m_paper.text(std::to_string(m_page) + " / " + std::to_string(m_pages), kSmallStyle, kLeft,
                     kBottom + 22, kInner, true);
        m_paper.endPage();
    }

    void nextPage() {
        closePage();
        ++m_page;
        m_paper.text(m_document.title, kSmallStyle, kLeft, 34, kInner);
        m_paper.text(m_document.notice, kSmallStyle, kLeft, 34, kInner, true);
        m_paper.rule(kLeft, 50, kInner, kLine, 0.6);
        m_y = kTop;
    }

    /// Goes on to the next page when less than `height` is left on this one.
    void need(double height) {
        if (m_y + height > kBottom && m_y > kTop)
            nextPage();
    }

    void addTitle() {
        m_paper.box(0, 0, PdfPaper::kWidth, 6, kAccent);
        m_y = 46;
        m_y += m_paper.text(m_document.title, kTitleStyle, kLeft, m_y, kInner) + 2;
        const double height =
            m_paper.text(m_document.subtitle, kSubtitleStyle, kLeft, m_y, kInner * 0.75);
        if (!m_document.notice.empty()) {
            const double width = m_paper.textWidth(m_document.notice, kNoteStyle);
            m_paper.box(kRight - width - 20, m_y - 1, width + 20, 19, kNoteCard, 9.5);
            m_paper.text(m_document.notice, kNoteStyle, kRight - width - 10, m_y + 2, -1);
        }
        m_y += height + 4;
    }

    void add(const Heading& heading) {
        need(130); // a heading stays with the beginning of what it heads
        m_y += m_y > kTop ? 16 : 0;
        m_y += m_paper.text(heading.text, kHeadingStyle, kLeft, m_y, kInner) + 6;
        m_heading = heading.text;
    }

    void add(const Paragraph& paragraph) {
        need(m_paper.textHeight(paragraph.text, kBodyStyle, kInner));
        m_y += m_paper.text(paragraph.text, kBodyStyle, kLeft, m_y, kInner) + 6;
    }

    /// Cards, four in a row.
    void add(const KeyFigures& figures) {
        constexpr double kGap = 9;
        constexpr double kHeight = 62;
        constexpr std::size_t kInRow = 4;
        const double width = (kInner - kGap * (kInRow - 1)) / kInRow;
        for (std::size_t place = 0; place < figures.figures.size(); ++place) {
            const auto column = static_cast<double>(place % kInRow);
            if (place % kInRow == 0)
                need(kHeight);
            addCard(figures.figures[place], kLeft + column * (width + kGap), width, kHeight);
            if (place % kInRow == kInRow - 1 || place + 1 == figures.figures.size())
                m_y += kHeight + kGap;
        }
        add(Footnote{"▲▼ " + figures.againstText});
    }

    struct Footnote {
        std::string text;
    };
    void add(const Footnote& note) {
        m_y += m_paper.text(note.text, kSmallStyle, kLeft, m_y - 3, kInner);
    }

    void addCard(const KeyFigure& figure, double x, double width, double height) {
        m_paper.box(x, m_y, width, height, kCard, 5);
        m_paper.box(x, m_y + 10, 2.5, height - 20, kAccent);
        const double inner = width - 20;
        m_paper.text(figure.label, kSmallStyle, x + 11, m_y + 7, inner);
        const std::string value = m_numbers.cell(figure.now, figure.kind);
        TextStyle style{15, true, kInk};
        while (style.size > 8 && m_paper.textWidth(value, style) > inner)
            style.size -= 0.5;
        m_paper.text(value, style, x + 11, m_y + 19, -1);
        const FigureChange change = changeOf(figure, m_numbers);
        const Colour colour = change.tone > 0 ? kGood : change.tone < 0 ? kBad : kSoft;
        m_paper.text(change.text, {8, true, colour}, x + 11, m_y + 43, inner);
    }

    void add(const Bars& bars) {
        constexpr double kHeight = 96;
        need(kHeight + 44);
        const auto most = static_cast<double>(
            std::max<std::int64_t>(1, *std::max_element(bars.values.begin(), bars.values.end())));
        const double step = kInner / static_cast<double>(bars.values.size());
        const double base = m_y + 14 + kHeight;
        for (std::size_t bar = 0; bar < bars.values.size(); ++bar) {
            const double left = kLeft + static_cast<double>(bar) * step;
            const double height = kHeight * static_cast<double>(bars.values[bar]) / most;
            if (bars.values[bar] > 0)
                m_paper.box(left + 5, base - height, step - 10, height, kAccent,
                            std::min(2.0, height / 2));
            centred(m_numbers.integer(bars.values[bar]), left, base - height - 12, step);
            centred(bars.labels[bar], left, base + 4, step);
        }
        m_paper.rule(kLeft, base, kInner, kLine, 0.8);
        m_y = base + 24;
    }

    void centred(const std::string& text, double left, double y, double width) {
        const double own = m_paper.textWidth(text, kSmallStyle);
        m_paper.text(text, kSmallStyle, left + (width - own) / 2, y, -1);
    }

    void add(const Table& table) {
        if (table.rows.empty()) {
            add(Paragraph{table.whenEmpty});
            return;
        }
        const std::vector<double> widths = widthsOf(table);
        need(70);
        if (table.title != m_heading)
            m_y += m_paper.text(table.title, kSmallHeadingStyle, kLeft, m_y + 4, kInner) + 8;
        addHeadRow(table, widths);
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const auto texts = textsOf(table, row);
            const double height = rowHeight(texts, kCellStyle, widths);
            if (m_y + height > kBottom) {
                nextPage();
                addHeadRow(table, widths);
            }
            if (row % 2 == 1)
                m_paper.box(kLeft, m_y, kInner, height, kStripe);
            addRow(table, texts, kCellStyle, widths);
            m_y += height;
            m_paper.rule(kLeft, m_y, kInner, kLine, 0.5);
        }
        m_y += 8;
        m_rows += static_cast<std::int64_t>(table.rows.size());
    }

    /// By the columns' proportions, but none so narrow that a number would break into two lines.
    std::vector<double> widthsOf(const Table& table) {
        double all = 0;
        for (const Column& column : table.columns)
            all += column.width;
        std::vector<double> least(table.columns.size(), 24);
        std::vector<double> widths;
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            widths.push_back(kInner * table.columns[column].width / all);
            if (table.columns[column].kind != CellKind::Text)
                for (const auto& row : table.rows)
                    least[column] =
                        std::max(least[column],
                                 2 * kCellPadding + 1 +
                                     m_paper.textWidth(
                                         m_numbers.cell(row[column], table.columns[column].kind),
                                         kCellStyle));
        }
        for (std::size_t column = 0; column < widths.size(); ++column)
            if (const double lacking = least[column] - widths[column]; lacking > 0) {
                widths[column] += lacking;
                *std::max_element(widths.begin(), widths.end()) -= lacking;
            }
        return widths;
    }

    std::vector<std::string> textsOf(const Table& table, std::size_t row) const {
        std::vector<std::string> texts;
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            texts.push_back(
                shortened(m_numbers.cell(table.rows[row][column], table.columns[column].kind)));
        return texts;
    }

    double rowHeight(const std::vector<std::string>& texts, const TextStyle& style,
                     const std::vector<double>& widths) {
        double height = 0;
        for (std::size_t column = 0; column < texts.size(); ++column)
            height = std::max(height, m_paper.textHeight(texts[column], style,
                                                         widths[column] - 2 * kCellPadding));
        return height + 2 * 3;
    }

    void addRow(const Table& table, const std::vector<std::string>& texts, const TextStyle& style,
                const std::vector<double>& widths) {
        double x = kLeft;
        for (std::size_t column = 0; column < texts.size(); ++column) {
            m_paper.text(texts[column], style, x + kCellPadding, m_y + 3,
                         widths[column] - 2 * kCellPadding,
                         table.columns[column].kind != CellKind::Text);
            x += widths[column];
        }
    }

    void addHeadRow(const Table& table, const std::vector<double>& widths) {
        std::vector<std::string> titles;
        for (const Column& column : table.columns)
            titles.push_back(column.title);
        const double height = rowHeight(titles, kHeadCellStyle, widths);
        addRow(table, titles, kHeadCellStyle, widths);
        m_y += height;
        m_paper.rule(kLeft, m_y, kInner, kAccent, 1);
    }

    const Document& m_document;
    NumberText m_numbers;
    PdfPaper m_paper;
    int m_pages;
    int m_page = 1;
    double m_y = kTop;
    std::string m_heading; ///< a table under a heading of the same words needs no title
    std::int64_t m_rows = 0;
};

} // namespace

Result<std::int64_t> writePdf(const Document& document, const std::filesystem::path& file) {
    Setter draft(document, 1);
    if (draft.run().empty())
        return fail(ErrorCode::MemoryLimit, file.string());
    Setter final(document, draft.pages());
    const std::string bytes = final.run();
    if (bytes.empty())
        return fail(ErrorCode::MemoryLimit, file.string());
    if (const auto written = writeBytes(file, bytes); !written)
        return failAs(written);
    return final.rows();
}

} // namespace mops::report
