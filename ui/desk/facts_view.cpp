#include "ui/desk/facts_view.h"

#include "ui/text/case_fact_text.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// A text of a megabyte must not reach the layout; the row's whole text is in the mart.
constexpr int kLongestValue = 600;
/// Short facts stand side by side; a change or a long text takes the whole width.
constexpr int kPairs = 2;
constexpr double kWidestName = 17; ///< in theme::unit()
constexpr double kWidestValue = 19;

QLabel* label(QWidget* parent, const QString& text) {
    auto* made =
        new QLabel(text.size() > kLongestValue ? text.left(kLongestValue) + u'…' : text, parent);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(true);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return made;
}

bool isWide(const QLabel& name, const QString& value) {
    const QFontMetrics metrics = name.fontMetrics();
    return value.contains(u'\n') ||
           metrics.horizontalAdvance(value.left(kLongestValue)) > theme::unit(kWidestValue) ||
           metrics.horizontalAdvance(name.text()) > theme::unit(kWidestName);
}

} // namespace

FactsView::FactsView(QWidget* parent)
    : QWidget(parent) {
    setObjectName(u"caseFacts"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    hide();
}

void FactsView::setFacts(const std::vector<desk::CaseFact>& facts, const FactWords& words) {
    const auto same = [](const desk::CaseFact& a, const desk::CaseFact& b) {
        return a.name == b.name && a.value == b.value && a.before == b.before && a.bad == b.bad;
    };
    if (words.currency == m_words.currency &&
        std::equal(facts.begin(), facts.end(), m_facts.begin(), m_facts.end(), same))
        return;
    m_facts = facts;
    m_words = words;
    build();
}

void FactsView::retranslate() {
    setAccessibleName(tr("Facts of the case"));
    build();
}

QWidget* FactsView::buildValue(const desk::CaseFact& fact) {
    const QString value = m_words.value(fact.name, fact.value);
    if (fact.before.empty()) {
        auto* plain = label(m_body, value);
        if (fact.bad)
            theme::setTone(plain, theme::Tone::Bad);
        return plain;
    }
    auto* both = new QWidget(m_body);
    auto* column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* before = label(both, tr("− %1").arg(m_words.value(fact.name, fact.before)));
    theme::setTone(before, theme::Tone::Bad);
    auto* after = label(both, tr("+ %1").arg(value));
    theme::setTone(after, theme::Tone::Good);
    column->addWidget(before);
    column->addWidget(after);
    return both;
}

void FactsView::build() {
    if (m_body != nullptr)
        m_body->deleteLater();
    m_body = nullptr;
    setVisible(!m_facts.empty());
    if (m_facts.empty())
        return;
    m_body = new QWidget(this);
    auto* grid = new QGridLayout(m_body);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::unit(1));
    grid->setVerticalSpacing(theme::unit(0.25));
    int row = 0;
    int pair = 0;
    for (const desk::CaseFact& fact : m_facts) {
        // Only what speaks against it is marked: nobody has checked the rest.
        auto* mark = new QLabel(fact.bad ? u"✕"_s : QString(), m_body);
        mark->setAccessibleName(fact.bad ? tr("speaks against") : QString());
        theme::setTone(mark, theme::Tone::Bad);
        auto* name = label(m_body, text::caseFactName(fact.name));
        theme::setTextRole(name, theme::TextRole::Muted);
        const bool wide =
            !fact.before.empty() || isWide(*name, m_words.value(fact.name, fact.value));
        // A name beside others keeps its line; the values take what is left.
        name->setWordWrap(wide);
        name->setMaximumWidth(theme::unit(kWidestName));
        if (wide && pair > 0) {
            pair = 0;
            ++row;
        }
        const int column = pair * 3;
        grid->addWidget(mark, row, column, Qt::AlignTop);
        grid->addWidget(name, row, column + 1, Qt::AlignTop);
        if (wide)
            grid->addWidget(buildValue(fact), row, column + 2, 1, -1, Qt::AlignTop);
        else
            grid->addWidget(buildValue(fact), row, column + 2, Qt::AlignTop);
        pair = wide ? 0 : (pair + 1) % kPairs;
        if (pair == 0)
            ++row;
    }
    for (int at = 0; at < kPairs; ++at)
        grid->setColumnStretch(at * 3 + 2, 1);
    layout()->addWidget(m_body);
}

} // namespace mops::ui
