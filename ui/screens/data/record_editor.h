#pragma once

#include "ui/screens/data/quarantine_tables.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace mops::ui {

class Card;
class RecordFieldTable;
class TableView;

/// One refused row: why it was refused, its fields to correct in place, and the way back. A row
/// that breaks the rules of CSV is corrected as text.
class RecordEditor final : public QWidget {
    Q_OBJECT
public:
    explicit RecordEditor(QWidget* parent = nullptr);

    void setLine(const QuarantineLine& line);
    void clear();
    void setBusy(bool busy);
    void takeAgain();
    /// Moves the focus to the value that is the reason and opens it for writing.
    void editOffending();
    void retranslate();
    void restyle();

signals:
    /// `record` is empty when nothing was corrected.
    void takeAgainWanted(qint64 quarantineId, const QByteArray& record);

private:
    QWidget* buildButtons();
    void showTexts();
    void showButtons();
    bool isChanged() const;

    QuarantineLine m_line;
    bool m_hasLine = false;
    bool m_isBusy = false;
    Card* m_card;
    QLabel* m_reason;
    RecordFieldTable* m_fields;
    TableView* m_view;
    QPlainTextEdit* m_text;
    QStackedWidget* m_stack;
    QPushButton* m_revert;
    QPushButton* m_take;
};

} // namespace mops::ui
