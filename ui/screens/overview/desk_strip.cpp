#include "ui/screens/overview/desk_strip.h"

#include "core/desk/case_kind.h"
#include "ui/text/error_text.h"
#include "ui/util/format.h"

#include <cmath>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <string_view>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// The desks that hold cases behind a figure, each with how many.
struct DeskShare {
    const char* page;
    const char* title;
    std::int64_t cases = 0;
};

std::array<DeskShare, 2> sharesOf(const desk::DeskDay& day,
                                  std::int64_t desk::DeskDay::PerKind::*figure) {
    std::array shares{DeskShare{"risk", QT_TRANSLATE_NOOP("Screen", "Risk")},
                      DeskShare{"review", QT_TRANSLATE_NOOP("Screen", "Reviews")}};
    for (const desk::DeskDay::PerKind& each : day.kinds)
        if (const desk::CaseKind* kind = desk::findCaseKind(each.kind))
            for (DeskShare& share : shares)
                share.cases += std::string_view(share.page) == kind->page ? each.*figure : 0;
    return shares;
}

/// Above it people agree substantially (Landis & Koch 1977).
constexpr double kSubstantial = 0.61;

} // namespace

DeskFigure::DeskFigure(const QString& name, QWidget* parent)
    : QAbstractButton(parent) {
    setObjectName(name);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void DeskFigure::setFigure(const QString& title, const QString& value, const QString& remark,
                           theme::Tone tone) {
    setText(title);
    m_value = value;
    m_remark = remark;
    m_tone = tone;
    setAccessibleName(remark.isEmpty() ? u"%1: %2"_s.arg(title, value)
                                       : u"%1: %2 (%3)"_s.arg(title, value, remark));
    setToolTip(remark);
    update();
}

QSize DeskFigure::sizeHint() const {
    return {theme::unit(15), theme::unit(8)};
}
QSize DeskFigure::minimumSizeHint() const {
    return {theme::unit(9), theme::unit(8)};
}

void DeskFigure::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(c.accent) : QPen(Qt::NoPen));
        painter.setBrush(c.raised);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme::unit(),
                                theme::unit());
    }
    const QRect inner =
        rect().adjusted(theme::unit(), theme::unit(0.75), -theme::unit(0.5), -theme::unit(0.75));
    QFont small = font();
    const int em = QFontInfo(small).pixelSize();
    small.setPixelSize(qRound(em * 0.88));
    painter.setFont(small);
    painter.setPen(c.mutedText);
    const QFontMetrics metrics(small);
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignTop,
                     metrics.elidedText(text(), Qt::ElideRight, inner.width()));
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignBottom,
                     metrics.elidedText(m_remark, Qt::ElideRight, inner.width()));
    QFont figure = font();
    figure.setPixelSize(qRound(em * 1.35));
    figure.setWeight(QFont::DemiBold);
    painter.setFont(figure);
    painter.setPen(m_tone == theme::Tone::Neutral ? c.text : theme::toneColour(m_tone));
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter, m_value);
}

DeskStrip::DeskStrip(QWidget* parent)
    : QFrame(parent) {
    setProperty("card", true);
    setObjectName(u"deskStrip"_s);
    constexpr std::array kNames{"deskWaiting", "deskLate",   "deskDueToday",  "deskBreaches",
                                "deskDecided", "deskUndone", "deskAutomatic", "deskAgreement"};
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::unit(0.5), 0, theme::unit(0.5), 0);
    row->setSpacing(0);
    for (std::size_t at = 0; at < m_figures.size(); ++at) {
        m_figures[at] = new DeskFigure(QString::fromLatin1(kNames[at]), this);
        row->addWidget(m_figures[at]);
        connect(m_figures[at], &QAbstractButton::clicked, this,
                [this, at] { go(static_cast<Figure>(at)); });
    }
    fill();
}

void DeskStrip::go(Figure figure) {
    const auto ledgerOf = [this](const QString& kind) {
        emit wanted({u"audit"_s, {}, {{u"section"_s, u"ledger"_s}, {u"kind"_s, kind}}});
    };
    switch (figure) {
    case Decided: ledgerOf(u"case."_s); break;
    case Undone: ledgerOf(u"undo"_s); break;
    case Automatic: ledgerOf(u"band.run"_s); break;
    case Agreement: emit wanted({u"audit"_s, {}, {{u"section"_s, u"agreement"_s}}}); break;
    default: goToCases(figure); break;
    }
}

void DeskStrip::goToCases(Figure figure) {
    using PerKind = desk::DeskDay::PerKind;
    const auto counted = figure == Late       ? &PerKind::late
                         : figure == DueToday ? &PerKind::dueToday
                                              : &PerKind::waiting;
    const QString view = figure == Late       ? u"late"_s
                         : figure == DueToday ? u"today"_s
                                              : u"waiting"_s;
    const auto shares = sharesOf(m_day.value_or(desk::DeskDay{}), counted);
    const auto goTo = [this, view](const DeskShare& share) {
        emit wanted({QString::fromLatin1(share.page), {}, {{u"view"_s, view}}});
    };
    if (shares[0].cases == 0 || shares[1].cases == 0) {
        goTo(shares[1].cases > 0 ? shares[1] : shares[0]);
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const DeskShare& share : shares)
        menu->addAction(tr("%1: %2").arg(QCoreApplication::translate("Screen", share.title),
                                         format::integer(share.cases)),
                        this, [goTo, share] { goTo(share); });
    const DeskFigure* from = m_figures[static_cast<std::size_t>(figure)];
    menu->popup(from->mapToGlobal(from->rect().bottomLeft()));
}

void DeskStrip::show(const desk::DeskDay& day) {
    m_day = day;
    m_error.reset();
    fill();
}

void DeskStrip::showFailed(const Error& error) {
    m_day.reset();
    m_error = error;
    fill();
}

void DeskStrip::retranslate() {
    setAccessibleName(tr("The desk today"));
    fill();
}

void DeskStrip::fill() {
    using theme::Tone;
    const bool known = m_day.has_value();
    const desk::DeskDay day = m_day.value_or(desk::DeskDay{});
    const auto number = [known](std::int64_t value) {
        return known ? format::integer(value) : format::missing();
    };
    const auto badIfAny = [](std::int64_t value) { return value > 0 ? Tone::Bad : Tone::Neutral; };
    m_figures[Waiting]->setFigure(
        tr("Waiting"), number(day.waiting),
        day.oldestWaitingSeconds > 0
            ? tr("oldest %1").arg(format::duration(static_cast<double>(day.oldestWaitingSeconds)))
            : QString(),
        Tone::Neutral);
    if (m_error) {
        m_figures[Waiting]->setFigure(tr("Waiting"), format::missing(), tr("cannot be read"),
                                      Tone::Bad);
        m_figures[Waiting]->setToolTip(
            (text::errorText(*m_error) + u"\n"_s + text::errorHint(*m_error)).trimmed());
    }
    m_figures[Late]->setFigure(tr("Late"), number(day.late),
                               known ? (day.late > 0 ? tr("past the deadline") : tr("none"))
                                     : QString(),
                               badIfAny(day.late));
    m_figures[DueToday]->setFigure(tr("Due today"), number(day.dueToday), tr("still to come"),
                                   day.dueToday > 0 ? Tone::Watch : Tone::Neutral);
    m_figures[Breaches]->setFigure(
        tr("Will be late"), day.breachesToCome ? number(*day.breachesToCome) : format::missing(),
        day.breachesToCome ? tr("at this pace") : tr("no pace yet"),
        badIfAny(day.breachesToCome.value_or(0)));
    m_figures[Decided]->setFigure(
        tr("Decided today"), number(day.decided),
        known ? tr("%1 yesterday by now").arg(format::integer(day.decidedBefore)) : QString(),
        Tone::Neutral);
    m_figures[Undone]->setFigure(tr("Undone today"), number(day.undone), QString(), Tone::Neutral);
    m_figures[Automatic]->setFigure(
        tr("Automatic"), number(day.automatic),
        day.decided > 0
            ? tr("%1 of decided")
                  .arg(format::percent(
                      static_cast<double>(day.automatic) / static_cast<double>(day.decided), 0))
            : QString(),
        Tone::Neutral);
    const desk::Agreement& agreement = day.agreement;
    const bool measured = known && agreement.cases > 0 && std::isfinite(agreement.kappa);
    m_figures[Agreement]->setFigure(
        tr("Agreement κ"), measured ? format::decimal(agreement.kappa, 2) : format::missing(),
        measured ? tr("%n case(s) decided twice", nullptr, static_cast<int>(agreement.cases))
                 : tr("nothing decided twice"),
        !measured                        ? Tone::Neutral
        : agreement.kappa < kSubstantial ? Tone::Watch
                                         : Tone::Good);
}

} // namespace mops::ui
