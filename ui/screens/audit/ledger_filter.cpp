#include "ui/screens/audit/ledger_filter.h"

#include "ui/screens/audit/ledger_words.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"

#include <map>
#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// A pause in typing, so that a word is one question.
constexpr int kPauseMilliseconds = 150;

std::int64_t midnight(QDate day) {
    return day.startOfDay().toSecsSinceEpoch();
}

} // namespace

LedgerFilter::LedgerFilter(QWidget* parent)
    : QWidget(parent)
    , m_who(new QComboBox(this))
    , m_what(new QComboBox(this))
    , m_when(new QComboBox(this))
    , m_from(new QDateEdit(QDate::currentDate().addDays(-7), this))
    , m_dash(new QLabel(u"–"_s, this))
    , m_to(new QDateEdit(QDate::currentDate(), this))
    , m_text(new QLineEdit(this))
    , m_pause(new QTimer(this)) {
    setProperty("plain", true);
    m_who->setObjectName(u"ledgerWho"_s);
    m_what->setObjectName(u"ledgerWhat"_s);
    m_when->setObjectName(u"ledgerWhen"_s);
    m_from->setObjectName(u"ledgerFrom"_s);
    m_to->setObjectName(u"ledgerTo"_s);
    m_text->setObjectName(u"ledgerText"_s);
    m_text->setProperty("search", true);
    m_text->setClearButtonEnabled(true);
    m_who->setMaximumWidth(theme::unit(22));
    m_what->setMaximumWidth(theme::unit(28));
    for (QDateEdit* edit : {m_from, m_to}) {
        edit->setCalendarPopup(true);
        edit->hide();
    }
    m_dash->hide();
    m_pause->setSingleShot(true);
    m_pause->setInterval(kPauseMilliseconds);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit());
    row->addWidget(m_text, 1);
    row->addWidget(m_who);
    row->addWidget(m_what);
    row->addWidget(m_when);
    row->addWidget(m_from);
    row->addWidget(m_dash);
    row->addWidget(m_to);
    connect(m_pause, &QTimer::timeout, this, &LedgerFilter::changed);
    connect(m_text, &QLineEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    for (QComboBox* box : {m_who, m_what})
        connect(box, &QComboBox::activated, this, &LedgerFilter::changed);
    connect(m_when, &QComboBox::currentIndexChanged, this, [this](int period) {
        m_from->setVisible(period == Between);
        m_dash->setVisible(period == Between);
        m_to->setVisible(period == Between);
    });
    connect(m_when, &QComboBox::activated, this, &LedgerFilter::changed);
    for (QDateEdit* edit : {m_from, m_to})
        connect(edit, &QDateEdit::dateChanged, this, &LedgerFilter::changed);
    retranslate();
}

QWidget* LedgerFilter::textField() const {
    return m_text;
}

desk::OperationFilter LedgerFilter::filter() const {
    desk::OperationFilter filter;
    filter.operatorName = format::toStd(m_who->currentData().toString());
    filter.kind = format::toStd(m_what->currentData().toString());
    filter.text = format::toStd(m_text->text().trimmed());
    const QDate today = QDate::currentDate();
    switch (m_when->currentIndex()) {
    case Today: filter.from = midnight(today); break;
    case Yesterday:
        filter.from = midnight(today.addDays(-1));
        filter.to = midnight(today) - 1;
        break;
    case Week: filter.from = midnight(today.addDays(-6)); break;
    case Month: filter.from = midnight(today.addDays(-29)); break;
    case Between:
        filter.from = midnight(m_from->date());
        filter.to = midnight(m_to->date().addDays(1)) - 1;
        break;
    default: break;
    }
    return filter;
}

bool LedgerFilter::isEmpty() const {
    const auto now = filter();
    return now.operatorName.empty() && now.kind.empty() && now.text.empty() && !now.from;
}

void LedgerFilter::clear() {
    {
        const QSignalBlocker quiet(m_text);
        m_text->clear();
    }
    m_who->setCurrentIndex(0);
    m_what->setCurrentIndex(0);
    m_when->setCurrentIndex(Always);
    emit changed();
}

void LedgerFilter::setText(const QString& text) {
    if (m_text->text() == text)
        return;
    const QSignalBlocker quiet(m_text);
    m_text->setText(text);
    emit changed();
}

void LedgerFilter::setKind(const QString& kind) {
    setChoice(m_what, kind);
    emit changed();
}

void LedgerFilter::setFacets(std::vector<desk::OperationFacet> facets) {
    m_facets = std::move(facets);
    fillChoices();
}

/// A choice that the ledger does not hold (yet) stays chosen: the empty list says so.
void LedgerFilter::setChoice(QComboBox* box, const QString& value) {
    int at = box->findData(value);
    if (at < 0) {
        box->addItem(box == m_what ? ledger_words::kindName(format::toStd(value)) : value, value);
        at = box->count() - 1;
    }
    box->setCurrentIndex(at);
}

void LedgerFilter::fillChoices() {
    const QString who = m_who->currentData().toString();
    const QString what = m_what->currentData().toString();
    std::map<std::string, std::int64_t> operators;
    std::map<std::string, std::map<std::string, std::int64_t>> families;
    for (const desk::OperationFacet& facet : m_facets) {
        operators[facet.operatorName] += facet.operations;
        families[ledger_words::familyOf(facet.kind)][facet.kind] += facet.operations;
    }
    const auto counted = [](const QString& name, std::int64_t operations) {
        return u"%1 (%2)"_s.arg(name, format::integer(operations));
    };
    m_who->clear();
    m_who->addItem(tr("Anybody"), QString());
    for (const auto& [name, operations] : operators)
        m_who->addItem(counted(format::text(name), operations), format::text(name));
    m_what->clear();
    m_what->addItem(tr("Everything"), QString());
    for (const auto& [family, kinds] : families) {
        std::int64_t all = 0;
        for (const auto& [kind, operations] : kinds)
            all += operations;
        m_what->addItem(counted(ledger_words::familyName(family), all), format::text(family));
        if (family == kinds.begin()->first)
            continue;
        for (const auto& [kind, operations] : kinds)
            m_what->addItem(u"    "_s + counted(ledger_words::kindName(kind), operations),
                            format::text(kind));
    }
    setChoice(m_who, who);
    setChoice(m_what, what);
}

void LedgerFilter::retranslate() {
    m_text->setPlaceholderText(tr("Case, merchant, rule, #number or hash"));
    m_text->setAccessibleName(m_text->placeholderText());
    m_who->setAccessibleName(tr("Who"));
    m_what->setAccessibleName(tr("What"));
    m_when->setAccessibleName(tr("When"));
    m_from->setAccessibleName(tr("From"));
    m_to->setAccessibleName(tr("To"));
    const QStringList periods{tr("Any time"),    tr("Today"),        tr("Yesterday"),
                              tr("Last 7 days"), tr("Last 30 days"), tr("From … to …")};
    if (m_when->count() == 0)
        m_when->addItems(periods);
    for (int at = 0; at < periods.size(); ++at)
        m_when->setItemText(at, periods[at]);
    fillChoices();
}

QVariantMap LedgerFilter::saveState() const {
    return {{u"who"_s, m_who->currentData()},
            {u"what"_s, m_what->currentData()},
            {u"when"_s, m_when->currentIndex()},
            {u"from"_s, m_from->date()},
            {u"to"_s, m_to->date()},
            {u"text"_s, m_text->text()}};
}

void LedgerFilter::restoreState(const QVariantMap& state) {
    const QSignalBlocker quiet(this);
    const QSignalBlocker quietText(m_text);
    setChoice(m_who, state.value(u"who"_s).toString());
    setChoice(m_what, state.value(u"what"_s).toString());
    m_when->setCurrentIndex(qBound(0, state.value(u"when"_s).toInt(), m_when->count() - 1));
    if (const QDate from = state.value(u"from"_s).toDate(); from.isValid())
        m_from->setDate(from);
    if (const QDate to = state.value(u"to"_s).toDate(); to.isValid())
        m_to->setDate(to);
    m_text->setText(state.value(u"text"_s).toString());
}

} // namespace mops::ui
