#include "ui/charts/density_map.h"

#include "ui/charts/axis_ticks.h"
#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>
#include <QEvent>
#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace mops::ui {
namespace {

constexpr int kCell = 3; ///< device-independent pixels of one density cell
constexpr double kNearPixels = 10;

} // namespace

DensityMap::DensityMap(QWidget* parent)
    : QWidget(parent) {
    setMouseTracking(true);
}

void DensityMap::setSpec(const MapSpec& spec) {
    m_spec = spec;
    double left = 0, right = 0, bottom = 0, top = 0;
    for (const MapPoint& point : m_spec.points) {
        left = std::min(left, point.x);
        right = std::max(right, point.x);
        bottom = std::min(bottom, point.y);
        top = std::max(top, point.y);
    }
    const auto xTicks = roundTicks(left, right, 8);
    const auto yTicks = roundTicks(bottom, top, 6);
    m_left = xTicks.front();
    m_right = xTicks.back();
    m_bottom = yTicks.front();
    m_top = yTicks.back();
    m_image = {};
    update();
}

int DensityMap::pointAt(const QPointF& where) const {
    int nearest = -1;
    double best = kNearPixels * kNearPixels;
    for (std::size_t at = 0; at < m_spec.points.size(); ++at) {
        const QPointF apart = place(m_spec.points[at]) - where;
        const double squared = QPointF::dotProduct(apart, apart);
        if (squared < best) {
            best = squared;
            nearest = static_cast<int>(at);
        }
    }
    return nearest;
}

QRectF DensityMap::plot() const {
    const double line = fontMetrics().height();
    return QRectF(rect()).adjusted(line * 3, line * 2, -line, -line * 2.5);
}

QPointF DensityMap::place(const MapPoint& point) const {
    const QRectF area = plot();
    return {area.left() + area.width() * (point.x - m_left) / (m_right - m_left),
            area.bottom() - area.height() * (point.y - m_bottom) / (m_top - m_bottom)};
}

void DensityMap::render() {
    const QRectF area = plot();
    const int columns = std::max(1, static_cast<int>(area.width() / kCell));
    const int rows = std::max(1, static_cast<int>(area.height() / kCell));
    const std::size_t groups = std::max<std::size_t>(1, m_spec.groups.size());
    std::vector<std::uint32_t> counts(static_cast<std::size_t>(columns) *
                                      static_cast<std::size_t>(rows) * groups);
    for (const MapPoint& point : m_spec.points) {
        const QPointF spot = place(point) - area.topLeft();
        const int column = std::clamp(static_cast<int>(spot.x() / kCell), 0, columns - 1);
        const int row = std::clamp(static_cast<int>(spot.y() / kCell), 0, rows - 1);
        const auto group = std::min(groups - 1, static_cast<std::size_t>(std::max(0, point.group)));
        ++counts[(static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                  static_cast<std::size_t>(column)) *
                     groups +
                 group];
    }
    std::uint32_t most = 1;
    for (const std::uint32_t count : counts)
        most = std::max(most, count);
    m_image = QImage(columns, rows, QImage::Format_ARGB32_Premultiplied);
    m_image.fill(Qt::transparent);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const auto* cell =
                counts.data() + (static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                                 static_cast<std::size_t>(column)) *
                                    groups;
            const auto* top = std::max_element(cell, cell + groups);
            if (*top == 0)
                continue;
            // The logarithm keeps lone merchants visible beside a crowd.
            const double weight = 0.35 + 0.65 * std::log1p(*top) / std::log1p(most);
            QColor colour = theme::seriesColour(static_cast<int>(top - cell));
            colour.setAlphaF(static_cast<float>(weight));
            m_image.setPixelColor(column, row, colour);
        }
    }
}

void DensityMap::paintEvent(QPaintEvent*) {
    if (m_image.isNull())
        render();
    const theme::Colours& c = theme::colours();
    const QRectF area = plot();
    QPainter painter(this);
    painter.setPen(c.grid);
    for (const double tick : roundTicks(m_left, m_right, 8)) {
        const double x = place({tick, 0, 0, {}, {}}).x();
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    }
    for (const double tick : roundTicks(m_bottom, m_top, 6)) {
        const double y = place({0, tick, 0, {}, {}}).y();
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    }
    painter.drawImage(area, m_image);
    painter.setPen(c.mutedText);
    const double line = fontMetrics().height();
    for (const double tick : roundTicks(m_left, m_right, 8))
        painter.drawText(QRectF(place({tick, 0, 0, {}, {}}).x() - 40, area.bottom() + 2, 80, line),
                         Qt::AlignCenter, QLocale().toString(tick, 'g', 3));
    for (const double tick : roundTicks(m_bottom, m_top, 6))
        painter.drawText(
            QRectF(0, place({0, tick, 0, {}, {}}).y() - line / 2, area.left() - 4, line),
            Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(tick, 'g', 3));
    painter.drawText(QRectF(area.left(), area.bottom() + line, area.width(), line * 1.4),
                     Qt::AlignCenter, m_spec.xTitle);
    double x = area.left();
    for (std::size_t group = 0; group < m_spec.groups.size(); ++group) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme::seriesColour(static_cast<int>(group)));
        painter.drawEllipse(QRectF(x, line * 0.45, line * 0.55, line * 0.55));
        painter.setPen(c.mutedText);
        const int width = fontMetrics().horizontalAdvance(m_spec.groups[group]);
        painter.drawText(QRectF(x + line * 0.8, 0, width + 4, line * 1.4), Qt::AlignVCenter,
                         m_spec.groups[group]);
        x += width + line * 1.6;
    }
}

void DensityMap::mouseMoveEvent(QMouseEvent* event) {
    const int point = pointAt(event->position());
    if (point < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPosition().toPoint(),
                           m_spec.points[static_cast<std::size_t>(point)].label, this);
}

void DensityMap::mousePressEvent(QMouseEvent* event) {
    const int point = pointAt(event->position());
    if (point >= 0)
        emit clicked(point);
}

void DensityMap::resizeEvent(QResizeEvent*) {
    m_image = {};
}

void DensityMap::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_image = {};
}

} // namespace mops::ui
