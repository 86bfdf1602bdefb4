#include "ui/charts/chart_parts.h"

#include "ui/theme/theme.h"

#include <algorithm>
#include <QApplication>
#include <QCategoryAxis>
#include <QChart>
#include <QFontInfo>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLocale>
#include <QPen>

namespace mops::ui {
namespace {

QFont captionFont() {
    QFont font = QApplication::font();
    font.setPixelSize(qRound(QFontInfo(font).pixelSize() * 0.85));
    return font;
}

} // namespace

QChart* newChart(int series) {
    const theme::Colours& c = theme::colours();
    auto* chart = new QChart;
    chart->setBackgroundVisible(false);
    chart->setPlotAreaBackgroundVisible(false);
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    // Room for half a label at the right, and for the button of the table twin at the top.
    chart->setMargins(QMargins(0, series > 1 ? 4 : 26, 28, 0));
    chart->legend()->setVisible(series > 1);
    chart->legend()->setAlignment(Qt::AlignTop);
    chart->legend()->setFont(captionFont());
    chart->legend()->setLabelColor(c.mutedText);
    chart->legend()->setMarkerShape(QLegend::MarkerShapeCircle);
    return chart;
}

QCategoryAxis* newAxis(const std::vector<double>& ticks, const AxisFormat& format,
                       const QString& title, bool gridLines) {
    const theme::Colours& c = theme::colours();
    auto* axis = new QCategoryAxis;
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    axis->setLabelsFont(captionFont());
    axis->setLabelsColor(c.mutedText);
    axis->setGridLineVisible(gridLines);
    axis->setGridLinePen(QPen(c.grid, 1));
    axis->setLinePen(QPen(gridLines ? c.grid : c.border, 1));
    axis->setLineVisible(!gridLines);
    axis->setTitleText(title);
    axis->setTitleVisible(!title.isEmpty());
    axis->setTitleFont(captionFont());
    axis->setTitleBrush(c.mutedText);
    axis->setTruncateLabels(false);
    if (!ticks.empty())
        axis->setStartValue(ticks.front());
    QStringList used;
    for (const double tick : ticks) {
        QString label = format ? format(tick) : QLocale().toString(tick, 'g', 4);
        // Category labels must differ; equal words are told apart by invisible blanks.
        while (used.contains(label))
            label += QChar(0x200B);
        used << label;
        axis->append(label, tick);
    }
    return axis;
}

std::vector<QPointF> decimate(const std::vector<QPointF>& points, int columns) {
    if (columns < 1 || points.size() <= static_cast<std::size_t>(columns) * 2)
        return points;
    std::vector<QPointF> kept;
    kept.reserve(static_cast<std::size_t>(columns) * 2);
    const std::size_t buckets = static_cast<std::size_t>(columns);
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
        const auto begin =
            points.begin() + static_cast<std::ptrdiff_t>(bucket * points.size() / buckets);
        const auto end =
            points.begin() + static_cast<std::ptrdiff_t>((bucket + 1) * points.size() / buckets);
        auto [low, high] = std::minmax_element(
            begin, end, [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
        if (high < low)
            std::swap(low, high);
        kept.push_back(*low);
        if (low != high)
            kept.push_back(*high);
    }
    return kept;
}

} // namespace mops::ui
