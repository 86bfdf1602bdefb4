#pragma once

#include <cstdint>
#include <QString>
#include <string>

/// Numbers, money and times as people of the language now set read them (QLocale default).
/// A missing value (NaN, kNever, no currency amount) is an en dash.
namespace mops::ui::format {

QString missing(); ///< "–"
QString integer(std::int64_t value);
QString decimal(double value, int digits);
QString compact(double value); ///< 12k / 1.2万
QString percent(double share, int digits = 1);
/// Signed change of a share of the former value: "+12.3 %"; missing when `before` is 0 or NaN.
QString change(double now, double before);
QString money(std::int64_t minor, const std::string& currency);  ///< ¥1,234.50
QString moneyCompact(double minor, const std::string& currency); ///< ¥1.2万, R$12k
QString currencySymbol(const std::string& currency);
QString date(std::int64_t seconds); ///< short, local order, UTC calendar
QString dateTime(std::int64_t seconds);
QString duration(double seconds);
QString bytes(std::int64_t size);
QString text(std::string_view utf8);
std::string toStd(const QString& text);

} // namespace mops::ui::format
