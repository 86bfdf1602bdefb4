#pragma once

#include "core/desk/operators.h"
#include "ui/shell/section.h"
#include "ui/tables/rows_table.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace mops::ui {

class Card;
class KeyButton;
class NoticeBar;
class StatePane;
class TableView;

/// Who works here, in which role, and what each role may do.
class PeopleSection final : public Section {
    Q_OBJECT
public:
    explicit PeopleSection(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    QVector<ScreenAction> actions() override;
    QWidget* mainFocus() override;
    void save();

private:
    static std::vector<TableColumn<desk::DeskOperator>> peopleColumns();
    static std::vector<TableColumn<desk::Permission>> permissionColumns();
    QWidget* buildPeople();
    QWidget* buildPermissions();
    void refreshSave();
    void show(const std::vector<desk::DeskOperator>& people);
    void showPerson(int row);
    void startNew();
    void fillRoles();

    RowsTable<desk::DeskOperator> m_people;
    RowsTable<desk::Permission> m_permissions;
    Card* m_peopleCard = nullptr;
    TableView* m_peopleView = nullptr;
    QLabel* m_alone = nullptr;
    QLabel* m_nameLabel = nullptr;
    QLineEdit* m_name = nullptr;
    QLabel* m_roleLabel = nullptr;
    QComboBox* m_role = nullptr;
    QCheckBox* m_active = nullptr;
    KeyButton* m_new = nullptr;
    KeyButton* m_save = nullptr;
    Card* m_permissionsCard = nullptr;
    TableView* m_permissionsView = nullptr;
    NoticeBar* m_notice;
    StatePane* m_pane;
};

} // namespace mops::ui
