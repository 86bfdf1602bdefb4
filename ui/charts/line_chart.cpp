#include "ui/charts/axis_ticks.h"
#include "ui/charts/chart_parts.h"
#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>
#include <QAreaSeries>
#include <QCategoryAxis>
#include <QChart>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QLocale>
#include <QPen>

namespace mops::ui {
namespace {

constexpr double kPixelsPerDateLabel = 90;
constexpr double kPixelsPerNumberLabel = 70;
constexpr double kPixelsPerRow = 48;

class LineChart final : public BuiltChart {
public:
    LineChart(const LineSpec& spec, const QSizeF& size)
        : m_spec(spec)
        , m_chart(newChart(static_cast<int>(spec.series.size()))) {
        addAxes(size);
        for (const LineSeries& series : m_spec.series)
            addSeries(series, static_cast<int>(size.width()));
    }

    QChart* chart() const override { return m_chart; }

    ChartHit hit(const QPointF& place) const override {
        const QRectF plot = m_chart->plotArea();
        if (m_firstSeries == nullptr || !plot.adjusted(-4, 0, 4, 0).contains(place))
            return {};
        const double wanted = m_chart->mapToValue(place, m_firstSeries).x();
        std::size_t nearest = 0;
        for (std::size_t at = 1; at < count(); ++at)
            if (std::abs(x(at) - wanted) < std::abs(x(nearest) - wanted))
                nearest = at;
        ChartHit hit;
        hit.index = static_cast<int>(nearest);
        hit.text = xText(nearest);
        double y = m_low;
        for (const LineSeries& series : m_spec.series) {
            if (nearest >= series.values.size() || std::isnan(series.values[nearest]))
                continue;
            hit.text += QLatin1Char('\n') + series.name + QStringLiteral("  ") +
                        (m_spec.yFormat ? m_spec.yFormat(series.values[nearest])
                                        : QLocale().toString(series.values[nearest]));
            y = std::max(y, series.values[nearest]);
        }
        hit.place = m_chart->mapToPosition({x(nearest), y}, m_firstSeries);
        return hit;
    }

private:
    std::size_t count() const { return m_spec.days.empty() ? m_spec.x.size() : m_spec.days.size(); }
    double x(std::size_t at) const {
        return m_spec.days.empty() ? m_spec.x[at]
                                   : static_cast<double>(m_spec.days[at].toJulianDay());
    }
    QString xText(std::size_t at) const {
        if (!m_spec.days.empty())
            return QLocale().language() == QLocale::Chinese
                       ? m_spec.days[at].toString(QStringLiteral("yyyy-MM-dd ddd"))
                       : QLocale().toString(m_spec.days[at], QStringLiteral("ddd, d MMM yyyy"));
        const QString value = m_spec.xFormat ? m_spec.xFormat(m_spec.x[at])
                                             : QLocale().toString(m_spec.x[at], 'g', 4);
        return m_spec.xTitle.isEmpty() ? value : m_spec.xTitle + QStringLiteral("  ") + value;
    }

    void addAxes(const QSizeF& size) {
        double low = m_spec.fromZero ? 0 : std::numeric_limits<double>::infinity();
        double high = -std::numeric_limits<double>::infinity();
        for (const LineSeries& series : m_spec.series)
            for (const double value : series.values)
                if (std::isfinite(value)) {
                    low = std::min(low, value);
                    high = std::max(high, value);
                }
        if (high < low)
            high = low = 0;
        std::vector<double> yTicks = roundTicks(
            low, high, std::clamp(static_cast<int>(size.height() / kPixelsPerRow), 3, 7));
        std::vector<double> xTicks;
        AxisFormat xFormat = m_spec.xFormat;
        std::vector<QDate> dates;
        double xLow = count() > 0 ? x(0) : 0;
        double xHigh = count() > 0 ? x(count() - 1) : 1;
        if (m_spec.square) {
            xTicks = yTicks = {0, 0.2, 0.4, 0.6, 0.8, 1.0};
            xLow = 0;
            xHigh = 1;
        } else if (!m_spec.days.empty()) {
            dates = dateTicks(m_spec.days.front(), m_spec.days.back(),
                              static_cast<int>(size.width() / kPixelsPerDateLabel));
            for (const QDate day : dates)
                xTicks.push_back(static_cast<double>(day.toJulianDay()));
            xFormat = [dates](double value) {
                return dateTickText(QDate::fromJulianDay(static_cast<qint64>(value)), dates);
            };
        } else {
            xTicks = roundTicks(
                xLow, xHigh,
                std::clamp(static_cast<int>(size.width() / kPixelsPerNumberLabel), 2, 10));
        }
        m_low = yTicks.front();
        m_x = newAxis(xTicks, xFormat, m_spec.xTitle, false);
        m_y = newAxis(yTicks, m_spec.yFormat, m_spec.yTitle, true);
        m_x->setRange(xLow, xHigh > xLow ? xHigh : xLow + 1);
        m_y->setRange(yTicks.front(), yTicks.back());
        m_chart->addAxis(m_x, Qt::AlignBottom);
        m_chart->addAxis(m_y, Qt::AlignLeft);
    }

    /// A gap (NaN) ends one piece of line and begins another; only the first is in the legend.
    void addSeries(const LineSeries& series, int columns) {
        std::vector<QPointF> piece;
        bool first = true;
        const auto flush = [&] {
            if (!piece.empty())
                addPiece(series, decimate(piece, columns), std::exchange(first, false));
            piece.clear();
        };
        for (std::size_t at = 0; at < count() && at < series.values.size(); ++at) {
            if (std::isfinite(series.values[at]))
                piece.emplace_back(x(at), series.values[at]);
            else
                flush();
        }
        flush();
    }

    void addPiece(const LineSeries& series, const std::vector<QPointF>& points, bool inLegend) {
        const QColor colour =
            series.muted ? theme::colours().mutedText : theme::seriesColour(series.colour);
        QPen pen(colour, series.muted ? 1.4 : 2.0, series.dashed ? Qt::DashLine : Qt::SolidLine,
                 Qt::RoundCap, Qt::RoundJoin);
        auto* line = new QLineSeries;
        line->setName(series.name);
        line->replace(QList<QPointF>(points.begin(), points.end()));
        if (series.area) {
            auto* base = new QLineSeries(m_chart);
            base->append(points.front().x(), m_low);
            base->append(points.back().x(), m_low);
            auto* area = new QAreaSeries(line, base);
            line->setParent(area);
            QColor soft = colour;
            soft.setAlphaF(0.10F);
            area->setBrush(soft);
            area->setPen(Qt::NoPen);
            attach(area, false);
            auto* edge = new QLineSeries;
            edge->setName(series.name);
            edge->replace(line->points());
            line = edge;
        }
        line->setPen(pen);
        attach(line, inLegend);
        if (m_firstSeries == nullptr)
            m_firstSeries = line;
    }

    void attach(QAbstractSeries* series, bool inLegend) {
        m_chart->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
        if (!inLegend)
            for (QLegendMarker* marker : m_chart->legend()->markers(series))
                marker->setVisible(false);
    }

    LineSpec m_spec;
    QChart* m_chart;
    QCategoryAxis* m_x = nullptr;
    QCategoryAxis* m_y = nullptr;
    QAbstractSeries* m_firstSeries = nullptr;
    double m_low = 0;
};

} // namespace

std::unique_ptr<BuiltChart> buildLines(const LineSpec& spec, const QSizeF& size) {
    return std::make_unique<LineChart>(spec, size);
}

} // namespace mops::ui
