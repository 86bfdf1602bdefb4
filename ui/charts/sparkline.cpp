#include "ui/charts/sparkline.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <QPainter>
#include <QPainterPath>

namespace mops::ui {

Sparkline::Sparkline(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Sparkline::setValues(std::vector<double> values) {
    m_values = std::move(values);
    update();
}

void Sparkline::setTone(theme::Tone tone) {
    m_tone = tone;
    update();
}

QSize Sparkline::sizeHint() const {
    return {theme::unit(14), theme::unit(4)};
}
QSize Sparkline::minimumSizeHint() const {
    return {theme::unit(6), theme::unit(3)};
}

void Sparkline::paintEvent(QPaintEvent*) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const double value : m_values) {
        if (std::isnan(value))
            continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (m_values.size() < 2 || low > high)
        return;
    const double span = high > low ? high - low : 1;
    const QRectF area = QRectF(rect()).adjusted(2, 3, -3, -3);
    const auto place = [&](std::size_t at) {
        return QPointF(area.left() + area.width() * static_cast<double>(at) /
                                         static_cast<double>(m_values.size() - 1),
                       area.bottom() - area.height() * (m_values[at] - low) / span);
    };
    QPainterPath line;
    QPainterPath fill;
    bool open = false;
    QPointF last;
    const auto closeFill = [&] {
        if (open) {
            fill.lineTo(last.x(), area.bottom() + 3);
            fill.closeSubpath();
        }
        open = false;
    };
    for (std::size_t at = 0; at < m_values.size(); ++at) {
        if (std::isnan(m_values[at])) {
            closeFill();
            continue;
        }
        const QPointF point = place(at);
        if (open) {
            line.lineTo(point);
            fill.lineTo(point);
        } else {
            line.moveTo(point);
            fill.moveTo(point.x(), area.bottom() + 3);
            fill.lineTo(point);
            open = true;
        }
        last = point;
    }
    closeFill();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour =
        m_tone == theme::Tone::Neutral ? theme::colours().accent : theme::toneColour(m_tone);
    QColor soft = colour;
    soft.setAlphaF(0.12F);
    painter.fillPath(fill, soft);
    painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(last, 2.4, 2.4);
}

} // namespace mops::ui
