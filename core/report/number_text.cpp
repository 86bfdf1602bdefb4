#include "core/report/number_text.h"

#include "core/base/money.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace mops::report {
namespace {

struct Sign {
    std::string_view currency;
    const char* chinese;
    const char* english;
};
constexpr std::array kSigns{
    Sign{"CNY", "¥", "CN¥"},   Sign{"BRL", "R$", "R$"},   Sign{"USD", "US$", "US$"},
    Sign{"EUR", "€", "€"},     Sign{"GBP", "£", "£"},     Sign{"JPY", "JP¥", "JP¥"},
    Sign{"KRW", "₩", "₩"},     Sign{"INR", "₹", "₹"},     Sign{"VND", "₫", "₫"},
    Sign{"HKD", "HK$", "HK$"}, Sign{"TWD", "NT$", "NT$"},
};
constexpr std::array kMonths{"January", "February", "March",     "April",   "May",      "June",
                             "July",    "August",   "September", "October", "November", "December"};

std::string signOf(const std::string& currency, bool chinese) {
    for (const Sign& sign : kSigns)
        if (sign.currency == currency)
            return chinese ? sign.chinese : sign.english;
    return currency.empty() ? std::string() : currency + " ";
}

/// Commas between groups of three digits before the point.
std::string grouped(std::string digits) {
    const std::size_t start = digits.starts_with('-') ? 1 : 0;
    std::size_t end = digits.find('.');
    if (end == std::string::npos)
        end = digits.size();
    for (std::size_t place = end; place > start + 3; place -= 3)
        digits.insert(place - 3, 1, ',');
    return digits;
}

unsigned monthNumber(std::chrono::month month) {
    return static_cast<unsigned>(month);
}

} // namespace

NumberText::NumberText(std::string language, std::string currency)
    : m_chinese(language == "zh")
    , m_sign(signOf(currency, m_chinese))
    , m_moneyDecimals(minorPerUnit(currency) > 1 ? 2 : 0) {}

std::string NumberText::integer(std::int64_t value) const {
    return grouped(std::to_string(value));
}

std::string NumberText::decimal(double value, int decimals) const {
    return std::isfinite(value) ? grouped(formatFixed(value, decimals)) : kMissing;
}

std::string NumberText::share(double value) const {
    return std::isfinite(value) ? decimal(100 * value, 1) + "%" : kMissing;
}

double NumberText::unitsOf(std::int64_t minor) const {
    return static_cast<double>(minor) / (m_moneyDecimals > 0 ? 100.0 : 1.0);
}

std::string NumberText::money(std::int64_t minor) const {
    return (minor < 0 ? "-" : "") + m_sign + decimal(std::abs(unitsOf(minor)), m_moneyDecimals);
}

std::string NumberText::month(std::chrono::year_month month) const {
    const std::string year = std::to_string(static_cast<int>(month.year()));
    const unsigned number = monthNumber(month.month());
    return m_chinese ? year + "年" + std::to_string(number) + "月"
                     : std::string(kMonths[number - 1]) + " " + year;
}

std::string NumberText::date(Day day) const {
    const std::chrono::year_month_day parts{day};
    const std::string year = std::to_string(static_cast<int>(parts.year()));
    const std::string number = std::to_string(static_cast<unsigned>(parts.day()));
    const unsigned month = monthNumber(parts.month());
    return m_chinese ? year + "年" + std::to_string(month) + "月" + number + "日"
                     : number + " " + std::string(kMonths[month - 1]).substr(0, 3) + " " + year;
}

std::string NumberText::cell(const Cell& cell, CellKind kind) const {
    if (const auto* text = std::get_if<std::string>(&cell))
        return *text;
    if (std::holds_alternative<std::monostate>(cell))
        return kMissing;
    const auto* whole = std::get_if<std::int64_t>(&cell);
    switch (kind) {
    case CellKind::Money: return whole ? money(*whole) : kMissing;
    case CellKind::Date: return whole ? date(Day{std::chrono::days{*whole}}) : kMissing;
    case CellKind::Share: return share(numberOf(cell));
    case CellKind::Decimal: return decimal(numberOf(cell), 3);
    case CellKind::Integer:
    case CellKind::Text: return whole ? integer(*whole) : decimal(numberOf(cell), 3);
    }
    return kMissing;
}

double numberOf(const Cell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell))
        return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&cell))
        return *real;
    return std::numeric_limits<double>::quiet_NaN();
}

FigureChange changeOf(const KeyFigure& figure, const NumberText& numbers) {
    const double now = numberOf(figure.now);
    const double before = numberOf(figure.before);
    const bool share = figure.kind == CellKind::Share;
    if (!std::isfinite(now) || !std::isfinite(before) || (!share && before == 0))
        return {};
    const double change = share ? 100 * (now - before) : 100 * (now - before) / before;
    const bool level = std::abs(change) < 0.05; // would be shown as 0.0
    const std::string size =
        numbers.decimal(std::abs(change), 1) + (share ? numbers.percentagePoints() : "%");
    const int direction = level ? 0 : change > 0 ? 1 : -1;
    const int wanted = figure.better == KeyFigure::Better::Higher  ? 1
                       : figure.better == KeyFigure::Better::Lower ? -1
                                                                   : 0;
    return {(level ? "± " : change > 0 ? "▲ " : "▼ ") + size, direction * wanted};
}

std::string fillIn(std::string text, const std::vector<std::string>& values) {
    std::string filled;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto place = at + 1 < text.size() && text[at] == '%' && text[at + 1] >= '1'
                               ? static_cast<std::size_t>(text[at + 1] - '1')
                               : values.size();
        if (place < values.size()) {
            filled += values[place];
            ++at;
        } else {
            filled += text[at];
        }
    }
    return filled;
}

std::string cleanText(std::string_view text) {
    // Line and paragraph separators would make a name as tall as a page; the last two code points
    // of the plane are not allowed in XML.
    constexpr std::array<std::string_view, 4> kForbidden{"\u2028", "\u2029", "\xEF\xBF\xBE",
                                                         "\xEF\xBF\xBF"};
    const bool valid = isValidUtf8(text);
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto code = static_cast<unsigned char>(text[at]);
        const std::string_view three = text.substr(at, 3);
        if (std::find(kForbidden.begin(), kForbidden.end(), three) != kForbidden.end()) {
            clean += ' ';
            at += 2;
        } else if (code < 0x20 || code == 0x7f) {
            clean += ' ';
        } else {
            clean += valid || code < 0x80 ? text[at] : '?';
        }
    }
    return clean;
}

} // namespace mops::report
