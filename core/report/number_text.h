#pragma once

#include "core/report/document.h"

#include <string>
#include <string_view>
#include <vector>

namespace mops::report {

/// How numbers, money and dates look in a language. The same on every machine: no locale is asked.
class NumberText {
public:
    NumberText(std::string language, std::string currency);

    std::string integer(std::int64_t value) const;           ///< "1,234"
    std::string decimal(double value, int decimals) const;   ///< "1,234.50"
    std::string share(double value) const;                   ///< "12.5%"
    std::string money(std::int64_t minor) const;             ///< "R$1,234.50"
    std::string date(Day day) const;                         ///< "2018年8月31日", "31 Aug 2018"
    std::string month(std::chrono::year_month month) const;  ///< "2018年8月", "August 2018"
    std::string cell(const Cell& cell, CellKind kind) const; ///< "–" for a cell without a value
    /// "R$", or the code and a blank where there is no common sign.
    const std::string& currencySign() const { return m_sign; }
    const char* percentagePoints() const { return m_chinese ? "个百分点" : " pp"; }
    int moneyDecimals() const { return m_moneyDecimals; }
    double unitsOf(std::int64_t minor) const;

private:
    bool m_chinese;
    std::string m_sign;
    int m_moneyDecimals = 2;
};

inline constexpr const char* kMissing = "–";

/// The cell as the table of key figures and writers need it; NaN when it has no number.
double numberOf(const Cell& cell);

/// How a key figure moved: "▲ 12.5%", for shares in percentage points. Empty without a value
/// before.
struct FigureChange {
    std::string text;
    int tone = 0; ///< 1 better, −1 worse, 0 neither
};
FigureChange changeOf(const KeyFigure& figure, const NumberText& numbers);

/// Puts values in for %1, %2 …
std::string fillIn(std::string text, const std::vector<std::string>& values);
/// Valid UTF-8 without control characters, whatever the source held.
std::string cleanText(std::string_view text);

} // namespace mops::report
