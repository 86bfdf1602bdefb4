#pragma once

#include "ui/charts/chart_panel.h"

#include <memory>

class QChart;
class QCategoryAxis;

namespace mops::ui {

/// Most points the chart library is given; the density painter takes over above (its first paint
/// is quadratic in the number of points).
inline constexpr std::size_t kMostScatterPoints = 2'000;

/// What the pointer hit: where to mark and what to say.
struct ChartHit {
    int index = -1; ///< in days/x, labels or points; −1 = nothing
    QPointF place;  ///< in the chart's coordinates
    QString text;
};

/// A chart built from a spec for one set of colours and one language; thrown away and built again
/// when either changes.
class BuiltChart {
public:
    virtual ~BuiltChart() = default;
    virtual QChart* chart() const = 0;
    virtual ChartHit hit(const QPointF& place) const = 0;
};

std::unique_ptr<BuiltChart> buildLines(const LineSpec& spec, const QSizeF& size);
std::unique_ptr<BuiltChart> buildBars(const BarSpec& spec, const QSizeF& size);
std::unique_ptr<BuiltChart> buildMap(const MapSpec& spec, const QSizeF& size);

/// A bare chart in the theme's colours: no frame, no title, no animation.
QChart* newChart(int series);
/// An axis whose words come from our own formatting.
QCategoryAxis* newAxis(const std::vector<double>& ticks, const AxisFormat& format,
                       const QString& title, bool gridLines);
/// Fewer points that draw the same line: smallest and largest of each pixel column.
std::vector<QPointF> decimate(const std::vector<QPointF>& points, int columns);

} // namespace mops::ui
