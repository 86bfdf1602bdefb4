#pragma once

#include "core/desk/case_kind.h"

#include <QWidget>

class QGridLayout;

namespace mops::ui {

/// The facts of a case as a check-list: what speaks against it is marked, what was changed stands
/// red before and green after. Signs say the same as the colours.
class FactsView final : public QWidget {
    Q_OBJECT
public:
    explicit FactsView(QWidget* parent = nullptr);
    void setFacts(const std::vector<desk::CaseFact>& facts, const std::string& currency);
    int count() const { return static_cast<int>(m_facts.size()); }
    void retranslate();

private:
    void build();

    std::vector<desk::CaseFact> m_facts;
    std::string m_currency;
    QWidget* m_body = nullptr;
};

} // namespace mops::ui
