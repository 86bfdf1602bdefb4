#pragma once

#include "ui/desk/fact_words.h"

#include <QWidget>

namespace mops::ui {

/// The facts of a case as a check-list: what speaks against it is marked, what was changed stands
/// red before and green after. Signs say the same as the colours.
class FactsView final : public QWidget {
    Q_OBJECT
public:
    explicit FactsView(QWidget* parent = nullptr);
    void setFacts(const std::vector<desk::CaseFact>& facts, const FactWords& words);
    int count() const { return static_cast<int>(m_facts.size()); }
    void retranslate();

private:
    void build();
    QWidget* buildValue(const desk::CaseFact& fact);

    std::vector<desk::CaseFact> m_facts;
    FactWords m_words;
    QWidget* m_body = nullptr;
};

} // namespace mops::ui
