#pragma once

#include "core/desk/outbox.h"
#include "ui/tables/rows_table.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace mops::ui {

class KeyButton;
class MartSession;
class StatePane;
class TableView;

/// The outbox: what merchants are told and how far it got. One button lets all that is due leave,
/// into a file; what has left cannot be called back, only corrected.
class OutboxView final : public QWidget {
    Q_OBJECT
public:
    /// Two views that read at the same time need two names for it.
    OutboxView(MartSession& session, QString jobKind, QWidget* parent = nullptr);
    /// The key of the page that lets the messages leave, to be shown on the button.
    void setSendKey(const QString& keyCap);

    void refresh();
    void retranslate();
    int messages() const { return m_table.rowCount(); }
    /// Null without one.
    const desk::OutboxMessage* selected() const;
    QLineEdit* findField() const { return m_find; }
    TableView* table() const { return m_view; }
    bool canSend() const;
    /// Asks for the file, then lets all that is due leave.
    void chooseFile();
    /// Wants the case of the selected message, where it is about one.
    void openCase();

signals:
    /// What cases tell of their messages is another now.
    void messagesLeft();
    void selectionChanged();
    void caseWanted(const QString& caseKind, const QString& caseId);

private:
    struct Content {
        std::vector<desk::OutboxMessage> messages;
        desk::OutboxCount count;
    };
    static std::vector<TableColumn<desk::OutboxMessage>> columns();
    QWidget* buildFilter();
    void build();
    void showContent(Content content);
    void showCount();
    void showText();
    void send(const QString& path);

    MartSession& m_session;
    QString m_jobKind;
    RowsTable<desk::OutboxMessage> m_table;
    desk::OutboxCount m_count;
    QLineEdit* m_find;
    QComboBox* m_status;
    TableView* m_view;
    StatePane* m_state;
    QLabel* m_summary;
    QPlainTextEdit* m_text;
    KeyButton* m_send;
};

} // namespace mops::ui
