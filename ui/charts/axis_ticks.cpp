#include "ui/charts/axis_ticks.h"

#include <array>
#include <cmath>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

QDate monthStep(QDate first, int months) {
    QDate day(first.year(), first.month(), 1);
    while (day < first || (day.month() - 1) % months != 0)
        day = day.addMonths(1);
    return day;
}

} // namespace

std::vector<double> roundTicks(double low, double high, int atMost) {
    if (!std::isfinite(low) || !std::isfinite(high))
        return {0, 1};
    if (high <= low)
        high = low + (low == 0 ? 1 : std::abs(low) * 0.1);
    const double raw = (high - low) / std::max(1, atMost - 1);
    const double power = std::pow(10, std::floor(std::log10(raw)));
    double step = power * 10;
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (power * factor >= raw * 0.999) {
            step = power * factor;
            break;
        }
    }
    std::vector<double> ticks;
    const double first = std::floor(low / step + 1e-9);
    for (double at = first; ticks.size() < 32; ++at) {
        ticks.push_back(at * step);
        if (at * step >= high - step * 1e-9)
            break;
    }
    return ticks;
}

std::vector<QDate> dateTicks(QDate first, QDate last, int atMost) {
    std::vector<QDate> ticks;
    const qint64 days = first.daysTo(last) + 1;
    atMost = std::max(2, atMost);
    for (const int step : {1, 2, 7, 14}) {
        if (days / step > atMost)
            continue;
        // Counted back from the newest day, which is the one people look for.
        for (QDate day = last; day >= first; day = day.addDays(-step))
            ticks.insert(ticks.begin(), day);
        return ticks;
    }
    for (const int months : {1, 2, 3, 6, 12}) {
        if (days / (30 * months) > atMost && months != 12)
            continue;
        for (QDate day = monthStep(first, months); day <= last; day = day.addMonths(months))
            ticks.push_back(day);
        return ticks;
    }
    return ticks;
}

QString dateTickText(QDate day, const std::vector<QDate>& ticks) {
    const bool chinese = QLocale().language() == QLocale::Chinese;
    const qint64 apart = ticks.size() > 1 ? ticks[0].daysTo(ticks[1]) : 1;
    if (apart < 28)
        return chinese ? QStringLiteral("%1月%2日").arg(day.month()).arg(day.day())
                       : QLocale().toString(day, u"d MMM"_s);
    return chinese ? QStringLiteral("%1年%2月").arg(day.year()).arg(day.month())
                   : QLocale().toString(day, u"MMM yyyy"_s);
}

} // namespace mops::ui
