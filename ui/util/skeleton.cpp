#include "ui/util/skeleton.h"

#include "ui/theme/theme.h"

#include <array>
#include <QPainter>

namespace mops::ui {

Skeleton::Skeleton(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Loading"));
}

void Skeleton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::colours().neutralSoft);
    constexpr std::array<double, 5> kWidths{0.92, 0.78, 0.86, 0.64, 0.81};
    const double step = theme::rowHeight();
    const double bar = theme::unit(1.5);
    std::size_t row = 0;
    for (double y = 0; y + bar < height(); y += step, ++row)
        painter.drawRoundedRect(QRectF(0, y, width() * kWidths[row % kWidths.size()], bar), bar / 2,
                                bar / 2);
}

} // namespace mops::ui
