#pragma once

#include "core/desk/audit.h"
#include "ui/tables/rows_table.h"

#include <memory>
#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace mops::ui {

class KeyButton;
class StatePane;
class TableView;

/// One operation: what it changed in words, what it takes back or was taken back by, and its place
/// in the chain.
class OperationView final : public QWidget {
    Q_OBJECT
public:
    explicit OperationView(QWidget* parent = nullptr);

    void showLoading();
    void showNothing();
    void showFailed(const Error& error, std::function<void()> retry);
    void show(std::shared_ptr<const desk::OperationDetail> detail);
    const desk::OperationDetail* detail() const { return m_detail.get(); }
    /// The case it is about; empty = none or several.
    QString caseId() const;
    void retranslate();

signals:
    void operationWanted(qint64 operationId);
    void caseWanted(const mops::desk::OperationLine& line);
    void dossierWanted(const QString& caseId);

private:
    static std::vector<TableColumn<desk::FieldChange>> changeColumns(const OperationView* view);
    static std::vector<TableColumn<desk::OperationLine>> undoingColumns(const OperationView* view);
    static std::vector<TableColumn<desk::OperationLine>> caseColumns();
    QWidget* buildContent();
    QWidget* buildButtons();
    void fill();

    std::shared_ptr<const desk::OperationDetail> m_detail;
    RowsTable<desk::FieldChange> m_changes;
    RowsTable<desk::OperationLine> m_undoing;
    RowsTable<desk::OperationLine> m_cases;
    StatePane* m_pane;
    QLabel* m_title = nullptr;
    QLabel* m_subtitle = nullptr;
    QLabel* m_words = nullptr;
    TableView* m_changesView = nullptr;
    QLabel* m_undoingTitle = nullptr;
    TableView* m_undoingView = nullptr;
    QLabel* m_casesTitle = nullptr;
    TableView* m_casesView = nullptr;
    QLabel* m_proof = nullptr;
    QToolButton* m_rawButton = nullptr;
    QPlainTextEdit* m_raw = nullptr;
    KeyButton* m_open = nullptr;
    KeyButton* m_dossier = nullptr;
};

} // namespace mops::ui
