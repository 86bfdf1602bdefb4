#include "ui/screens/overview/measure_card.h"

#include "ui/util/format.h"

#include <algorithm>
#include <cmath>
#include <QCoreApplication>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace mops::ui {

using mart::Measure;

QString measureName(Measure measure) {
    const char* name = "";
    switch (measure) {
    case Measure::Turnover: name = QT_TRANSLATE_NOOP("Measure", "Turnover"); break;
    case Measure::Orders: name = QT_TRANSLATE_NOOP("Measure", "Orders"); break;
    case Measure::AverageOrder: name = QT_TRANSLATE_NOOP("Measure", "Average order"); break;
    case Measure::Buyers: name = QT_TRANSLATE_NOOP("Measure", "Buyers"); break;
    case Measure::ActiveMerchants: name = QT_TRANSLATE_NOOP("Measure", "Active merchants"); break;
    case Measure::LateShare: name = QT_TRANSLATE_NOOP("Measure", "Late deliveries"); break;
    case Measure::ReviewMean: name = QT_TRANSLATE_NOOP("Measure", "Review score"); break;
    case Measure::CancelledShare: name = QT_TRANSLATE_NOOP("Measure", "Cancelled orders"); break;
    }
    return QCoreApplication::translate("Measure", name);
}

QString measureText(Measure measure, double value, const std::string& currency) {
    switch (measure) {
    case Measure::Turnover: return format::moneyCompact(value, currency);
    case Measure::AverageOrder:
        return std::isnan(value) ? format::missing() : format::money(std::llround(value), currency);
    case Measure::Orders:
    case Measure::Buyers:
    case Measure::ActiveMerchants:
        return std::isnan(value) ? format::missing() : format::integer(std::llround(value));
    case Measure::LateShare:
    case Measure::CancelledShare: return format::percent(value);
    case Measure::ReviewMean: return format::decimal(value, 2);
    }
    return {};
}

int measureDirection(Measure measure) {
    switch (measure) {
    case Measure::LateShare:
    case Measure::CancelledShare: return -1;
    case Measure::AverageOrder: return 0;
    default: return 1;
    }
}

namespace {

bool isShare(Measure measure) {
    return measure == Measure::LateShare || measure == Measure::CancelledShare;
}

/// Shares change by percentage points, the score by points, everything else in percent.
QString changeText(const mart::MeasureValue& value) {
    if (!std::isfinite(value.now) || !std::isfinite(value.before))
        return format::missing();
    const double difference = value.now - value.before;
    const QString sign = difference > 0 ? u"+"_s : (difference < 0 ? u"−"_s : QString());
    if (isShare(value.measure))
        return QCoreApplication::translate("Measure", "%1%2 pp", "percentage points")
            .arg(sign, format::decimal(std::abs(difference) * 100, 1));
    if (value.measure == Measure::ReviewMean)
        return sign + format::decimal(std::abs(difference), 2);
    return format::change(value.now, value.before);
}

theme::Tone toneOf(const mart::MeasureValue& value) {
    if (!std::isfinite(value.now) || !std::isfinite(value.before) || value.now == value.before)
        return theme::Tone::Neutral;
    const int direction = measureDirection(value.measure) * (value.now > value.before ? 1 : -1);
    return direction > 0 ? theme::Tone::Good
                         : (direction < 0 ? theme::Tone::Bad : theme::Tone::Neutral);
}

} // namespace

MeasureCard::MeasureCard(Measure measure, QWidget* parent)
    : QAbstractButton(parent)
    , m_measure(measure)
    , m_line(new Sparkline(this)) {
    setCheckable(true);
    setObjectName(u"measure%1"_s.arg(static_cast<int>(measure)));
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_line->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_line->hide();
    m_value.measure = measure;
    m_value.now = m_value.before = std::nan("");
}

void MeasureCard::setValue(const mart::MeasureValue& value, const std::string& currency) {
    m_value = value;
    m_currency = currency;
    m_line->setTone(theme::Tone::Neutral);
    retranslate();
}

void MeasureCard::setTrend(std::vector<double> values) {
    m_line->setVisible(!values.empty());
    m_line->setValues(std::move(values));
}

void MeasureCard::retranslate() {
    setText(measureName(m_measure));
    setAccessibleName(u"%1: %2 (%3)"_s.arg(text(), measureText(m_measure, m_value.now, m_currency),
                                           changeText(m_value)));
    setToolTip(QCoreApplication::translate("Measure", "Before: %1")
                   .arg(measureText(m_measure, m_value.before, m_currency)));
    update();
}

QSize MeasureCard::sizeHint() const {
    return {theme::unit(24), theme::unit(11.5)};
}
QSize MeasureCard::minimumSizeHint() const {
    return {theme::unit(16), theme::unit(11.5)};
}

void MeasureCard::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool marked = isChecked() || hasFocus();
    painter.setPen(QPen(marked ? c.accent : c.border, isChecked() ? 1.6 : 1.0));
    painter.setBrush(underMouse() ? c.raised : c.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme::unit(1.2),
                            theme::unit(1.2));

    const int pad = theme::unit(1.75);
    const QRect inner = rect().adjusted(pad, theme::unit(1.25), -pad, -theme::unit(1.25));
    QFont font = this->font();
    const int em = QFontInfo(font).pixelSize();
    font.setPixelSize(qRound(em * 0.92));
    painter.setFont(font);
    painter.setPen(c.mutedText);
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignTop, text());

    QFont figure = this->font();
    figure.setPixelSize(qRound(em * 1.7));
    figure.setWeight(QFont::DemiBold);
    painter.setFont(figure);
    painter.setPen(c.text);
    const QRect middle(inner.left(), inner.top() + theme::unit(2.4), inner.width(),
                       theme::unit(3.6));
    painter.drawText(middle, Qt::AlignLeft | Qt::AlignVCenter,
                     measureText(m_measure, m_value.now, m_currency));

    const theme::Tone tone = toneOf(m_value);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(tone == theme::Tone::Neutral ? c.mutedText : theme::toneColour(tone));
    const QString change = changeText(m_value);
    // A change that rounds to nothing points nowhere.
    const bool shows = std::any_of(change.begin(), change.end(),
                                   [](QChar digit) { return digit >= u'1' && digit <= u'9'; });
    const QString arrow = !shows ? QString() : m_value.now > m_value.before ? u"▲ "_s : u"▼ "_s;
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignBottom, arrow + change);
    const int lineWidth = inner.width() * 2 / 5;
    const QRect place(inner.right() - lineWidth, inner.bottom() - theme::unit(4), lineWidth,
                      theme::unit(4));
    if (m_line->geometry() != place)
        m_line->setGeometry(place);
}

} // namespace mops::ui
