#include "core/report/number_text.h"
#include "core/report/writers.h"

#include <algorithm>
#include <cmath>

namespace mops::report {
namespace {

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark;--ink:#1d2733;--soft:#5b6876;--line:#dfe5ec;--card:#f4f7fb;--paper:#fff;
--accent:#1f5fbf;--good:#1a7f4b;--bad:#b3382c;--note:#8a5a00;--notecard:#fff4dc}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf1;--soft:#9aa7b5;--line:#333d49;--card:#1e2630;
--paper:#141a21;--accent:#7fb0ff;--good:#5fcf94;--bad:#ff8f82;--note:#ffd27a;--notecard:#3a2f14}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:15px/1.55 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei","Noto Sans",system-ui,sans-serif}
main{max-width:62rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}
h1{margin:0;font-size:2rem;line-height:1.25}
h2{margin:2.5rem 0 .75rem;font-size:1.2rem;color:var(--accent)}
h3{margin:1.5rem 0 .5rem;font-size:1rem}
.period{margin:.25rem 0 0;color:var(--soft);font-size:1.05rem}
.notice{display:inline-block;margin:.75rem 0 0;padding:.15rem .7rem;border-radius:1rem;
background:var(--notecard);color:var(--note)}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:.75rem;margin:0}
.card{padding:.8rem 1rem;border-radius:.6rem;background:var(--card)}
.card dt{color:var(--soft);font-size:.85rem}.card dd{margin:0}
.card .value{font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums}
.card .change{font-size:.85rem;color:var(--soft)}
.good{color:var(--good)}.bad{color:var(--bad)}
.wide{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.4rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;
overflow-wrap:anywhere}
th{color:var(--soft);font-weight:600;font-size:.85rem;border-bottom:2px solid var(--line)}
th.n,td.n{text-align:right;white-space:nowrap}td.t{white-space:pre-line}
figure{margin:0 0 1rem}figure svg{width:100%;height:auto;display:block}
figure rect{fill:var(--accent)}figure text{fill:var(--soft);font-size:11px;text-anchor:middle}
.empty{color:var(--soft)}
footer{margin-top:3rem;font-size:.9rem}
@media print{body{background:#fff;font-size:11px}main{max-width:none;padding:0}
tr,.card,figure{break-inside:avoid}h2,h3{break-after:avoid}thead{display:table-header-group}}
)";

std::string escaped(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char byte : text) {
        switch (byte) {
        case '&': safe += "&amp;"; break;
        case '<': safe += "&lt;"; break;
        case '>': safe += "&gt;"; break;
        case '"': safe += "&quot;"; break;
        case '\'': safe += "&#39;"; break;
        default: safe += byte;
        }
    }
    return safe;
}

/// Appends one block after the other.
class Page {
public:
    explicit Page(const Document& document)
        : m_document(document)
        , m_numbers(document.language, document.currency) {}

    std::string render() {
        const std::string language = m_document.language == "zh" ? "zh-Hans" : "en";
        m_html = "<!DOCTYPE html>\n<html lang=\"" + language +
                 "\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                 "<meta name=\"generator\" content=\"MerchantOps\">\n<title>" +
                 escaped(m_document.title + " · " + m_document.subtitle) + "</title>\n<style>" +
                 std::string(kStyle) + "</style>\n</head>\n<body>\n<main>\n<header>\n<h1>" +
                 escaped(m_document.title) + "</h1>\n<p class=\"period\">" +
                 escaped(m_document.subtitle) + "</p>\n";
        if (!m_document.notice.empty())
            m_html += "<p class=\"notice\">" + escaped(m_document.notice) + "</p>\n";
        m_html += "</header>\n";
        for (const Block& block : m_document.blocks)
            std::visit([this](const auto& one) { add(one); }, block);
        m_html += "<footer>\n";
        add(Heading{m_document.about.title});
        add(m_document.about);
        m_html += "</footer>\n</main>\n</body>\n</html>\n";
        return std::move(m_html);
    }
    std::int64_t rows() const { return m_rows; }

private:
    void add(const Heading& heading) {
        m_html += "<h2>" + escaped(heading.text) + "</h2>\n";
        m_heading = heading.text;
    }
    void add(const Paragraph& paragraph) { m_html += "<p>" + escaped(paragraph.text) + "</p>\n"; }

    void add(const KeyFigures& figures) {
        m_html += "<dl class=\"cards\">\n";
        for (const KeyFigure& figure : figures.figures) {
            m_html += "<div class=\"card\"><dt>" + escaped(figure.label) +
                      "</dt><dd class=\"value\">" +
                      escaped(m_numbers.cell(figure.now, figure.kind)) + "</dd>";
            if (const FigureChange change = changeOf(figure, m_numbers); !change.text.empty())
                m_html += "<dd class=\"change\"><span class=\"" + std::string(toneClass(change)) +
                          "\">" + escaped(change.text) + "</span> " + escaped(figures.againstText) +
                          "</dd>";
            m_html += "</div>\n";
        }
        m_html += "</dl>\n";
    }

    static const char* toneClass(const FigureChange& change) {
        return change.tone > 0 ? "good" : change.tone < 0 ? "bad" : "level";
    }

    /// 640 × 190 units: bars up to 140 high above their labels, the count over each bar.
    void add(const Bars& bars) {
        const std::int64_t most =
            std::max<std::int64_t>(1, *std::max_element(bars.values.begin(), bars.values.end()));
        m_html += "<figure><svg viewBox=\"0 0 640 190\" role=\"img\" aria-label=\"" +
                  escaped(bars.title) + "\">\n";
        const auto count = static_cast<std::int64_t>(bars.values.size());
        for (std::int64_t bar = 0; bar < count; ++bar) {
            const auto place = static_cast<std::size_t>(bar);
            const std::int64_t height = bars.values[place] * 140 / most;
            const std::int64_t left = bar * 640 / count;
            const std::string middle = std::to_string(left + 320 / count);
            m_html += "<rect x=\"" + std::to_string(left + 6) + "\" y=\"" +
                      std::to_string(164 - height) + "\" width=\"" +
                      std::to_string(640 / count - 12) + "\" height=\"" + std::to_string(height) +
                      "\" rx=\"3\"/><text x=\"" + middle + "\" y=\"" +
                      std::to_string(158 - height) + "\">" + m_numbers.integer(bars.values[place]) +
                      "</text><text x=\"" + middle + "\" y=\"182\">" + escaped(bars.labels[place]) +
                      "</text>\n";
        }
        m_html += "</svg></figure>\n";
    }

    void add(const Table& table) {
        if (table.title != m_heading)
            m_html += "<h3>" + escaped(table.title) + "</h3>\n";
        if (table.rows.empty()) {
            m_html += "<p class=\"empty\">" + escaped(table.whenEmpty) + "</p>\n";
            return;
        }
        m_html += "<div class=\"wide\"><table>\n<thead><tr>";
        for (const Column& column : table.columns)
            m_html += std::string("<th scope=\"col\" class=\"") + cellClass(column) + "\">" +
                      escaped(column.title) + "</th>";
        m_html += "</tr></thead>\n<tbody>\n";
        for (const auto& row : table.rows) {
            m_html += "<tr>";
            for (std::size_t column = 0; column < row.size(); ++column)
                m_html += std::string("<td class=\"") + cellClass(table.columns[column]) + "\">" +
                          escaped(m_numbers.cell(row[column], table.columns[column].kind)) +
                          "</td>";
            m_html += "</tr>\n";
        }
        m_html += "</tbody>\n</table></div>\n";
        m_rows += static_cast<std::int64_t>(table.rows.size());
    }

    static const char* cellClass(const Column& column) {
        return column.kind == CellKind::Text ? "t" : "n";
    }

    const Document& m_document;
    NumberText m_numbers;
    std::string m_html;
    std::string m_heading; ///< a table under a heading of the same words needs no title
    std::int64_t m_rows = 0;
};

} // namespace

Result<std::int64_t> writeHtml(const Document& document, const std::filesystem::path& file) {
    Page page(document);
    if (const auto written = writeBytes(file, page.render()); !written)
        return failAs(written);
    return page.rows();
}

} // namespace mops::report
