#pragma once

#include "core/desk/outbox.h"
#include "ui/tables/rows_table.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace mops::ui {

class MartSession;
class StatePane;
class TableView;

/// The outbox: what merchants are told and how far it got. One button lets all that is due leave,
/// into a file; what has left cannot be called back, only corrected.
class OutboxDialog final : public QDialog {
    Q_OBJECT
public:
    explicit OutboxDialog(MartSession& session, QWidget* parent = nullptr);

    void refresh();
    int messages() const { return m_table.rowCount(); }

signals:
    /// What cases tell of their messages is another now.
    void messagesLeft();

private:
    struct Content {
        std::vector<desk::OutboxMessage> messages;
        desk::OutboxCount count;
    };
    static std::vector<TableColumn<desk::OutboxMessage>> columns();
    void build();
    void showContent(Content content);
    void showText(int row);
    void chooseFile();
    void send(const QString& path);

    MartSession& m_session;
    RowsTable<desk::OutboxMessage> m_table;
    TableView* m_view;
    StatePane* m_state;
    QLabel* m_summary;
    QPlainTextEdit* m_text;
    QPushButton* m_send;
};

} // namespace mops::ui
