#include "ui/util/format.h"

#include "core/base/money.h"
#include "core/mart/trade_columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace mops::ui::format {
namespace {

bool isChinese() {
    return QLocale().language() == QLocale::Chinese;
}

/// At most three significant digits, without trailing zeros.
/// With at most `digits` decimals, without zeros at their end.
QString shortDecimal(double value, int digits) {
    QString text = QLocale().toString(value, 'f', digits);
    if (digits == 0)
        return text;
    while (text.endsWith(QLocale().zeroDigit()))
        text.chop(1);
    if (text.endsWith(QLocale().decimalPoint()))
        text.chop(QLocale().decimalPoint().size());
    return text;
}

QString shortDecimal(double value) {
    return shortDecimal(value, std::abs(value) >= 100 ? 0 : 1);
}

/// 1.02, 10.2, 102: of millions, tens of thousands matter.
QString threeDigits(double value) {
    const double magnitude = std::abs(value);
    return shortDecimal(value, magnitude >= 99.95 ? 0 : magnitude >= 9.995 ? 1 : 2);
}

QDateTime utc(std::int64_t seconds) {
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

bool isTime(std::int64_t seconds) {
    return seconds != mart::kNever;
}

} // namespace

QString missing() {
    return u"–"_s;
}

QString integer(std::int64_t value) {
    return QLocale().toString(static_cast<qlonglong>(value));
}

QString decimal(double value, int digits) {
    if (!std::isfinite(value))
        return missing();
    // What is nothing at so many digits has no sign.
    const double half = 0.5 * std::pow(10.0, -digits);
    return QLocale().toString(std::abs(value) < half ? 0.0 : value, 'f', digits);
}

QString compact(double value) {
    if (!std::isfinite(value))
        return missing();
    const double magnitude = std::abs(value);
    if (isChinese()) {
        if (magnitude >= 99'950'000)
            return threeDigits(value / 1e8) + u"亿"_s;
        if (magnitude >= 10'000)
            return shortDecimal(value / 1e4) + u"万"_s;
    } else {
        if (magnitude >= 999'500'000)
            return threeDigits(value / 1e9) + u"B"_s;
        if (magnitude >= 999'500)
            return threeDigits(value / 1e6) + u"M"_s;
        if (magnitude >= 10'000)
            return shortDecimal(value / 1e3) + u"k"_s;
    }
    return magnitude >= 100 ? QLocale().toString(value, 'f', 0) : shortDecimal(value);
}

QString percent(double share, int digits) {
    if (!std::isfinite(share))
        return missing();
    const QString number = QLocale().toString(share * 100, 'f', digits);
    return isChinese() ? number + u"%"_s : number + u"\u202f%"_s;
}

QString change(double now, double before) {
    if (!std::isfinite(now) || !std::isfinite(before) || before == 0)
        return missing();
    const double share = now / before - 1;
    const QString text = percent(std::abs(share));
    if (std::abs(share) < 0.0005)
        return text;
    return (share > 0 ? u"+"_s : u"−"_s) + text;
}

QString currencySymbol(const std::string& currency) {
    if (currency == "CNY" || currency == "JPY")
        return u"¥"_s;
    if (currency == "BRL")
        return u"R$"_s;
    if (currency == "USD")
        return u"$"_s;
    if (currency == "EUR")
        return u"€"_s;
    if (currency == "GBP")
        return u"£"_s;
    return currency.empty() ? QString() : text(currency) + u"\u00a0"_s;
}

QString money(std::int64_t minor, const std::string& currency) {
    const std::int64_t unit = minorPerUnit(currency);
    const QString number = QLocale().toString(
        static_cast<double>(std::abs(minor)) / static_cast<double>(unit), 'f', unit == 1 ? 0 : 2);
    return (minor < 0 ? u"−"_s : QString()) + currencySymbol(currency) + number;
}

QString moneyCompact(double minor, const std::string& currency) {
    if (!std::isfinite(minor))
        return missing();
    const double value = minor / static_cast<double>(minorPerUnit(currency));
    return (value < 0 ? u"−"_s : QString()) + currencySymbol(currency) + compact(std::abs(value));
}

QString date(std::int64_t seconds) {
    if (!isTime(seconds))
        return missing();
    return isChinese() ? utc(seconds).date().toString(u"yyyy-MM-dd"_s)
                       : QLocale().toString(utc(seconds).date(), u"d MMM yyyy"_s);
}

QString dateTime(std::int64_t seconds) {
    if (!isTime(seconds))
        return missing();
    return date(seconds) + u" "_s + utc(seconds).time().toString(u"HH:mm"_s);
}

QString duration(double seconds) {
    if (!std::isfinite(seconds))
        return missing();
    struct Unit {
        double seconds;
        double below; ///< of this unit; what is longer is told in the next
        QString chinese, english;
    };
    const std::array units{
        Unit{1, 60, u"%1 秒"_s, u"%1 s"_s}, Unit{60, 120, u"%1 分钟"_s, u"%1 min"_s},
        Unit{3'600, 48, u"%1 小时"_s, u"%1 h"_s},
        Unit{86'400, std::numeric_limits<double>::infinity(), u"%1 天"_s, u"%1 d"_s}};
    const auto fits = std::find_if(units.begin(), units.end(), [seconds](const Unit& unit) {
        return seconds < unit.below * unit.seconds;
    });
    return (isChinese() ? fits->chinese : fits->english).arg(decimal(seconds / fits->seconds, 1));
}

QString bytes(std::int64_t size) {
    return QLocale().formattedDataSize(size, 1, QLocale::DataSizeSIFormat);
}

QString text(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

std::string toStd(const QString& text) {
    return text.toStdString();
}

} // namespace mops::ui::format
