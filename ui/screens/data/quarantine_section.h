#pragma once

#include "ui/screens/data/data_section.h"
#include "ui/screens/data/quarantine_tables.h"

class QLabel;
class QPushButton;

namespace mops::ui {

class NoticeBar;
class RecordEditor;
class StatePane;
class TableView;

/// Refused rows and their way back: groups by reason, the rows of one, the row to correct.
class QuarantineSection final : public DataSection {
    Q_OBJECT
public:
    explicit QuarantineSection(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    void restyle() override;
    void setFilterText(const QString& text) override;
    QVector<ScreenAction> actions() override;
    QWidget* mainFocus() override;

private:
    QWidget* buildLists();
    void showGroups(const Result<std::vector<sources::QuarantineGroup>>& groups);
    void showNothing(bool martMissing);
    void readLines();
    void showLines(const Result<QuarantineLines>& lines);
    void showLine(int row);
    const sources::QuarantineGroup* currentGroup() const;
    /// Open rows of the group's file and reason, in whatever column.
    std::int64_t rowsLikeGroup() const;
    void takeAgain(qint64 quarantineId, const QByteArray& record);
    void askTakeGroup();
    void takeGroup(const sources::QuarantineGroup& group);
    void showResult(const Result<sources::ImportReport>& report);
    void showTexts();

    QuarantineGroupTable* m_groups;
    QuarantineLineTable* m_lines;
    TableView* m_groupsView;
    TableView* m_linesView;
    QLabel* m_linesTitle;
    QPushButton* m_takeGroup;
    RecordEditor* m_editor;
    NoticeBar* m_notice;
    StatePane* m_pane;
    bool m_martMissing = false;
    bool m_truncated = false;
    int m_lineToShow = 0; ///< place in the list, so that the next row follows a taken one
};

} // namespace mops::ui
