#include "ui/screens/rules/band_bar.h"

#include "ui/theme/theme.h"
#include "ui/util/format.h"

#include <algorithm>
#include <array>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

struct Part {
    double from = 0;
    double to = 0;
    theme::Tone tone = theme::Tone::Neutral;
    QString word;
};

} // namespace

BandBar::BandBar(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BandBar::setBand(const std::optional<desk::Band>& band) {
    m_band = band;
    update();
}

QSize BandBar::sizeHint() const {
    return {theme::unit(60), theme::unit(6)};
}
QSize BandBar::minimumSizeHint() const {
    return {theme::unit(30), theme::unit(6)};
}

void BandBar::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours();
    const desk::Band band = m_band.value_or(desk::Band{});
    const double approve = band.approveBelow.value_or(0);
    const double draftLow = std::max(approve, band.draftBelow.value_or(approve));
    const double refuse = band.refuseAbove.value_or(1);
    const double draftHigh = std::min(refuse, band.draftAbove.value_or(refuse));
    const std::array parts{Part{0, approve, theme::Tone::Good, tr("approves alone")},
                           Part{approve, draftLow, theme::Tone::Info, tr("drafts")},
                           Part{draftLow, draftHigh, theme::Tone::Neutral, tr("asks a person")},
                           Part{draftHigh, refuse, theme::Tone::Info, tr("drafts")},
                           Part{refuse, 1, theme::Tone::Bad, tr("refuses alone")}};
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF bar(0, 0, width(), theme::unit(3.25));
    QFont small = font();
    small.setPixelSize(qRound(QFontInfo(small).pixelSize() * 0.85));
    painter.setFont(small);
    const QFontMetrics metrics(small);
    double lastLabel = -theme::unit(10);
    for (const Part& part : parts) {
        if (part.to <= part.from)
            continue;
        const QRectF place(bar.left() + part.from * bar.width(), bar.top(),
                           (part.to - part.from) * bar.width(), bar.height());
        painter.setPen(QPen(c.surface, 2));
        painter.setBrush(part.tone == theme::Tone::Neutral ? c.neutralSoft
                                                           : theme::toneSoft(part.tone));
        painter.drawRoundedRect(place, theme::unit(0.5), theme::unit(0.5));
        painter.setPen(part.tone == theme::Tone::Neutral ? c.mutedText
                                                         : theme::toneColour(part.tone));
        if (metrics.horizontalAdvance(part.word) < place.width() - theme::unit())
            painter.drawText(place, Qt::AlignCenter, part.word);
        painter.setPen(c.mutedText);
        const QString limit = format::decimal(part.from, 2);
        if (place.left() - lastLabel > metrics.horizontalAdvance(limit) + theme::unit()) {
            const double x = qBound(0.0, place.left() - (part.from > 0 ? theme::unit(1.5) : 0),
                                    static_cast<double>(width()));
            painter.drawText(QPointF(x, bar.bottom() + metrics.ascent() + theme::unit(0.5)), limit);
            lastLabel = place.left();
        }
    }
    painter.drawText(QRectF(0, bar.bottom() + theme::unit(0.5), width(), metrics.height()),
                     Qt::AlignRight, format::decimal(1, 2));
}

} // namespace mops::ui
