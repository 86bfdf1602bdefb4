#include "ui/charts/axis_ticks.h"
#include "ui/charts/chart_parts.h"
#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>
#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QFontMetrics>
#include <QHorizontalBarSeries>
#include <QLocale>
#include <QPen>

namespace mops::ui {
namespace {

constexpr double kPixelsPerRow = 48;
constexpr double kPixelsPerColumn = 80;
/// Fewer are names that may be long; more are steps of time.
constexpr std::size_t kManyLabels = 8;
constexpr double kPlotShare = 0.9; ///< of the chart's width; the rest is the axis

class BarChart final : public BuiltChart {
public:
    BarChart(const BarSpec& spec, const QSizeF& size)
        : m_spec(spec)
        , m_chart(newChart(static_cast<int>(spec.series.size()))) {
        if (m_spec.horizontal)
            m_series = new QHorizontalBarSeries;
        else
            m_series = new QBarSeries;
        double low = 0;
        double high = 0;
        for (const BarSpec::Series& series : m_spec.series) {
            auto* bars = new QBarSet(series.name);
            bars->setColor(theme::seriesColour(series.colour));
            bars->setPen(Qt::NoPen);
            for (const double value : series.values) {
                const double shown = std::isfinite(value) ? value : 0;
                *bars << shown;
                low = std::min(low, shown);
                high = std::max(high, shown);
            }
            m_series->append(bars);
        }
        m_series->setBarWidth(0.62);
        m_chart->addSeries(m_series);
        addAxes(low, high, size);
    }

    QChart* chart() const override { return m_chart; }

    ChartHit hit(const QPointF& place) const override {
        const QRectF plot = m_chart->plotArea();
        if (!plot.contains(place) || m_spec.labels.empty())
            return {};
        const double share = m_spec.horizontal ? 1 - (place.y() - plot.top()) / plot.height()
                                               : (place.x() - plot.left()) / plot.width();
        const auto count = static_cast<double>(m_spec.labels.size());
        const int shown =
            std::clamp(static_cast<int>(share * count), 0, static_cast<int>(count) - 1);
        ChartHit hit;
        // Horizontal bars are drawn upwards; the first label stands at the top.
        hit.index = m_spec.horizontal ? static_cast<int>(count) - 1 - shown : shown;
        const auto at = static_cast<std::size_t>(hit.index);
        hit.text = m_spec.labels[at];
        for (const BarSpec::Series& series : m_spec.series)
            if (at < series.values.size() && std::isfinite(series.values[at]))
                hit.text +=
                    QLatin1Char('\n') +
                    (series.name.isEmpty() ? QString() : series.name + QStringLiteral("  ")) +
                    (m_spec.yFormat ? m_spec.yFormat(series.values[at])
                                    : QLocale().toString(series.values[at]));
        hit.place = place;
        return hit;
    }

private:
    void addAxes(double low, double high, const QSizeF& size) {
        const double space =
            m_spec.horizontal ? size.width() / kPixelsPerColumn : size.height() / kPixelsPerRow;
        const auto ticks = roundTicks(low, high, std::clamp(static_cast<int>(space), 3, 7));
        QCategoryAxis* values = newAxis(ticks, m_spec.yFormat, m_spec.yTitle, true);
        values->setRange(ticks.front(), ticks.back());
        auto* names = new QBarCategoryAxis;
        // Where they do not fit side by side, every second, third, … one stands for all.
        const QFontMetrics metrics(values->labelsFont());
        double widest = 0;
        for (const QString& label : m_spec.labels)
            widest = std::max<double>(widest, metrics.horizontalAdvance(label) + theme::unit());
        const double room = kPlotShare * size.width() /
                            std::max<double>(1, static_cast<double>(m_spec.labels.size()));
        const bool isShortened = m_spec.horizontal || m_spec.labels.size() < kManyLabels;
        const auto every =
            isShortened ? 1 : static_cast<std::size_t>(std::max(1.0, std::ceil(widest / room)));
        QStringList labels;
        for (std::size_t at = 0; at < m_spec.labels.size(); ++at) {
            QString unique = at % every == 0 ? m_spec.labels[at] : QString(QChar(0x200B));
            while (labels.contains(unique))
                unique += QChar(0x200B);
            labels << unique;
        }
        if (m_spec.horizontal) {
            std::reverse(labels.begin(), labels.end());
            const QList<QBarSet*> sets = m_series->barSets();
            for (QBarSet* set : sets)
                for (int left = 0, right = set->count() - 1; left < right; ++left, --right) {
                    const qreal value = set->at(left);
                    set->replace(left, set->at(right));
                    set->replace(right, value);
                }
        }
        names->setCategories(labels);
        names->setTruncateLabels(isShortened);
        names->setGridLineVisible(false);
        names->setLabelsColor(theme::colours().mutedText);
        names->setLabelsFont(values->labelsFont());
        names->setLinePen(QPen(theme::colours().border, 1));
        names->setTitleText(m_spec.xTitle);
        names->setTitleVisible(!m_spec.xTitle.isEmpty());
        names->setTitleFont(values->labelsFont());
        names->setTitleBrush(theme::colours().mutedText);
        m_chart->addAxis(names, m_spec.horizontal ? Qt::AlignLeft : Qt::AlignBottom);
        m_chart->addAxis(values, m_spec.horizontal ? Qt::AlignBottom : Qt::AlignLeft);
        m_series->attachAxis(names);
        m_series->attachAxis(values);
    }

    BarSpec m_spec;
    QChart* m_chart;
    QAbstractBarSeries* m_series = nullptr;
};

} // namespace

std::unique_ptr<BuiltChart> buildBars(const BarSpec& spec, const QSizeF& size) {
    return std::make_unique<BarChart>(spec, size);
}

} // namespace mops::ui
