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
/// Plain facts stand side by side; a change takes the whole width.
constexpr int kPairs = 2;

QLabel* label(QWidget* parent, const QString& text) {
    auto* made =
        new QLabel(text.size() > kLongestValue ? text.left(kLongestValue) + u'…' : text, parent);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(true);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return made;
}

} // namespace

FactsView::FactsView(QWidget* parent)
    : QWidget(parent) {
    setObjectName(u"caseFacts"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    hide();
}

void FactsView::setFacts(const std::vector<desk::CaseFact>& facts, const std::string& currency) {
    const auto same = [](const desk::CaseFact& a, const desk::CaseFact& b) {
        return a.name == b.name && a.value == b.value && a.before == b.before && a.bad == b.bad;
    };
    if (currency == m_currency &&
        std::equal(facts.begin(), facts.end(), m_facts.begin(), m_facts.end(), same))
        return;
    m_facts = facts;
    m_currency = currency;
    build();
}

void FactsView::retranslate() {
    setAccessibleName(tr("Facts of the case"));
    build();
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
        const bool changed = !fact.before.empty();
        if (changed && pair > 0) {
            pair = 0;
            ++row;
        }
        const int column = pair * 3;
        auto* mark = new QLabel(fact.bad ? u"✕"_s : u"✓"_s, m_body);
        mark->setAccessibleName(fact.bad ? tr("speaks against") : tr("in order"));
        theme::setTone(mark, fact.bad ? theme::Tone::Bad : theme::Tone::Good);
        auto* name = label(m_body, text::caseFactName(fact.name));
        theme::setTextRole(name, theme::TextRole::Muted);
        grid->addWidget(mark, row, column, Qt::AlignTop);
        grid->addWidget(name, row, column + 1, Qt::AlignTop);
        auto* value = label(m_body, text::caseFactValue(fact.name, fact.value, m_currency));
        if (changed) {
            auto* both = new QWidget(m_body);
            auto* column2 = new QVBoxLayout(both);
            column2->setContentsMargins(0, 0, 0, 0);
            column2->setSpacing(0);
            auto* before = label(
                both, tr("− %1").arg(text::caseFactValue(fact.name, fact.before, m_currency)));
            theme::setTone(before, theme::Tone::Bad);
            value->setText(tr("+ %1").arg(value->text()));
            theme::setTone(value, theme::Tone::Good);
            column2->addWidget(before);
            column2->addWidget(value);
            grid->addWidget(both, row, column + 2, 1, -1);
        } else {
            if (fact.bad)
                theme::setTone(value, theme::Tone::Bad);
            grid->addWidget(value, row, column + 2, Qt::AlignTop);
        }
        pair = changed ? 0 : (pair + 1) % kPairs;
        if (pair == 0)
            ++row;
    }
    for (int at = 0; at < kPairs; ++at)
        grid->setColumnStretch(at * 3 + 2, 1);
    layout()->addWidget(m_body);
}

} // namespace mops::ui
