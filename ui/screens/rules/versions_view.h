#pragma once

#include "core/desk/rule.h"
#include "ui/tables/rows_table.h"

#include <QWidget>

class QLabel;

namespace mops::ui {

class TableView;

/// Every version of a rule, and what each changed.
class VersionsView final : public QWidget {
    Q_OBJECT
public:
    explicit VersionsView(QWidget* parent = nullptr);
    /// Newest first.
    void setVersions(std::vector<desk::RuleVersion> versions);
    void retranslate();
    void restyle();
    int count() const { return m_table.rowCount(); }

signals:
    /// Enter: this version into the editor.
    void versionWanted(const mops::desk::RuleVersion& version);

private:
    static std::vector<TableColumn<desk::RuleVersion>> columns();
    void showDifference();

    RowsTable<desk::RuleVersion> m_table;
    std::vector<desk::RuleVersion> m_versions;
    TableView* m_view;
    QLabel* m_title;
    QLabel* m_difference;
};

} // namespace mops::ui
