#pragma once

#include "core/desk/agreement.h"
#include "core/desk/second_eyes.h"
#include "ui/shell/section.h"
#include "ui/tables/rows_table.h"

#include <memory>

class QLabel;
class QStackedWidget;

namespace mops::ui {

class Card;
class KeyButton;
class NoticeBar;
class Segmented;
class StatePane;
class TableView;

/// Whether two people who see the same case decide the same: kappa with its interval by person,
/// reason, rule and kind of case, and the cases on which they differ.
class AgreementSection final : public Section {
    Q_OBJECT
public:
    explicit AgreementSection(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    QVector<ScreenAction> actions() override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QWidget* mainFocus() override;
    /// Draws waiting cases for double review.
    void draw();

private:
    struct Answer {
        desk::Agreement all;
        std::vector<desk::Agreement> groups;
        std::vector<desk::Disagreement> disagreements;
    };
    static std::vector<TableColumn<desk::Agreement>> groupColumns(const AgreementSection* section);
    static std::vector<TableColumn<desk::Disagreement>> disagreementColumns();
    desk::AgreementBy by() const;
    QString groupText(const std::string& group) const;
    void show(std::shared_ptr<const Answer> answer);

    std::shared_ptr<const Answer> m_answer;
    RowsTable<desk::Agreement> m_groups;
    RowsTable<desk::Disagreement> m_disagreements;
    QLabel* m_summary;
    Segmented* m_by;
    KeyButton* m_draw;
    Card* m_groupsCard;
    TableView* m_groupsView;
    Card* m_disagreementsCard;
    TableView* m_disagreementsView;
    NoticeBar* m_notice;
    StatePane* m_pane;
};

} // namespace mops::ui
