#include "ui/charts/axis_ticks.h"
#include "ui/charts/chart_parts.h"
#include "ui/theme/theme.h"

#include <algorithm>
#include <QCategoryAxis>
#include <QChart>
#include <QScatterSeries>

namespace mops::ui {
namespace {

constexpr double kNearPixels = 14;

class MapChart final : public BuiltChart {
public:
    MapChart(const MapSpec& spec, const QSizeF& size)
        : m_spec(spec)
        , m_chart(newChart(static_cast<int>(spec.groups.size()))) {
        double left = 0, right = 0, bottom = 0, top = 0;
        for (const MapPoint& point : m_spec.points) {
            left = std::min(left, point.x);
            right = std::max(right, point.x);
            bottom = std::min(bottom, point.y);
            top = std::max(top, point.y);
        }
        const auto xTicks =
            roundTicks(left, right, std::clamp(static_cast<int>(size.width() / 80), 3, 9));
        const auto yTicks =
            roundTicks(bottom, top, std::clamp(static_cast<int>(size.height() / 48), 3, 7));
        m_x = newAxis(xTicks, {}, m_spec.xTitle, true);
        m_y = newAxis(yTicks, {}, m_spec.yTitle, true);
        m_x->setRange(xTicks.front(), xTicks.back());
        m_y->setRange(yTicks.front(), yTicks.back());
        m_chart->addAxis(m_x, Qt::AlignBottom);
        m_chart->addAxis(m_y, Qt::AlignLeft);
        for (std::size_t group = 0; group < std::max<std::size_t>(1, m_spec.groups.size()); ++group)
            addGroup(group);
    }

    QChart* chart() const override { return m_chart; }

    ChartHit hit(const QPointF& place) const override {
        ChartHit hit;
        double best = kNearPixels * kNearPixels;
        for (std::size_t at = 0; at < m_spec.points.size(); ++at) {
            const QPointF spot =
                m_chart->mapToPosition({m_spec.points[at].x, m_spec.points[at].y}, m_first);
            const QPointF apart = spot - place;
            const double squared = QPointF::dotProduct(apart, apart);
            if (squared < best) {
                best = squared;
                hit = {static_cast<int>(at), spot, m_spec.points[at].label};
            }
        }
        return hit;
    }

private:
    void addGroup(std::size_t group) {
        auto* series = new QScatterSeries;
        if (group < m_spec.groups.size())
            series->setName(m_spec.groups[group]);
        QColor colour = theme::seriesColour(static_cast<int>(group));
        colour.setAlphaF(0.75F);
        series->setColor(colour);
        series->setBorderColor(theme::colours().surface);
        series->setMarkerSize(theme::unit(0.9));
        // Shapes repeat the groups for those who cannot tell the colours apart.
        constexpr std::array kShapes{
            QScatterSeries::MarkerShapeCircle, QScatterSeries::MarkerShapeRectangle,
            QScatterSeries::MarkerShapeTriangle, QScatterSeries::MarkerShapeRotatedRectangle};
        series->setMarkerShape(kShapes[group % kShapes.size()]);
        QList<QPointF> points;
        for (const MapPoint& point : m_spec.points)
            if (static_cast<std::size_t>(std::max(0, point.group)) == group)
                points << QPointF(point.x, point.y);
        series->replace(points);
        m_chart->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
        if (m_first == nullptr)
            m_first = series;
    }

    MapSpec m_spec;
    QChart* m_chart;
    QCategoryAxis* m_x = nullptr;
    QCategoryAxis* m_y = nullptr;
    QScatterSeries* m_first = nullptr;
};

} // namespace

std::unique_ptr<BuiltChart> buildMap(const MapSpec& spec, const QSizeF& size) {
    return std::make_unique<MapChart>(spec, size);
}

} // namespace mops::ui
