#pragma once

#include "ui/desk/case_loader.h"
#include "ui/tables/rows_table.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace mops::ui {

class StatePane;
class TableView;

/// What happened to a case, newest first, and the place to write a note.
class HistoryView final : public QWidget {
    Q_OBJECT
public:
    explicit HistoryView(QWidget* parent = nullptr);

    void showLoading();
    void setDetail(const CaseDetailPtr& detail, const std::string& caseKind);
    /// Opens the editor and puts the cursor there.
    void startNote();
    void closeNote();
    bool isWriting() const;
    int count() const { return m_table.rowCount(); }
    void retranslate();

signals:
    void noteWritten(const QString& note);
    void noteClosed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Event {
        std::int64_t at = 0;
        std::string operatorName;
        QString what;
        QString text;
    };
    static std::vector<TableColumn<Event>> columns();
    QWidget* buildEditor();
    void save();

    RowsTable<Event> m_table;
    StatePane* m_state;
    TableView* m_view;
    QWidget* m_editorBox = nullptr;
    QPlainTextEdit* m_editor = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_leave = nullptr;
};

} // namespace mops::ui
