#include "ui/screens/rules/predicate_edit.h"

#include "ui/text/rule_text.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTextBlock>

using namespace Qt::StringLiterals;

namespace mops::ui {

PredicateEdit::PredicateEdit(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_completer(new QCompleter(new QStandardItemModel(this), this)) {
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTabChangesFocus(true);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    m_completer->setCompletionRole(Qt::UserRole);
    connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this,
            [this](const QModelIndex& index) {
                insertCompletion(index.data(Qt::UserRole).toString());
            });
    setSubject(desk::RuleSubject::Merchant);
}

void PredicateEdit::setSubject(desk::RuleSubject subject) {
    m_subject = subject;
    auto* model = static_cast<QStandardItemModel*>(m_completer->model());
    model->clear();
    for (const desk::RuleColumn& column : desk::ruleColumns(subject)) {
        const QString name = format::text(column.name);
        auto* item =
            new QStandardItem(u"%1   %2"_s.arg(name, text::ruleColumnName(subject, column.name)));
        item->setData(name, Qt::UserRole);
        item->setToolTip(text::ruleColumnDescription(subject, column.name));
        model->appendRow(item);
    }
}

QString PredicateEdit::wordBeforeCursor() const {
    const QTextCursor cursor = textCursor();
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    int from = static_cast<int>(before.size());
    while (from > 0 && (before[from - 1].isLetterOrNumber() || before[from - 1] == u'_'))
        --from;
    return before.mid(from);
}

void PredicateEdit::insertCompletion(const QString& name) {
    QTextCursor cursor = textCursor();
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor,
                        static_cast<int>(wordBeforeCursor().size()));
    cursor.insertText(name);
    setTextCursor(cursor);
}

void PredicateEdit::complete(bool whatever) {
    const QString word = wordBeforeCursor();
    if (!whatever && (word.size() < 2 || word.front().isDigit())) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->setCompletionPrefix(word);
    const bool done = m_completer->completionCount() == 0 ||
                      (m_completer->completionCount() == 1 &&
                       m_completer->currentIndex().data(Qt::UserRole).toString() == word);
    if (done) {
        m_completer->popup()->hide();
        return;
    }
    QRect place = cursorRect();
    place.setWidth(theme::unit(56));
    m_completer->complete(place);
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

void PredicateEdit::keyPressEvent(QKeyEvent* event) {
    if (m_completer->popup()->isVisible()) {
        switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Tab: event->ignore(); return; // the popup's own
        case Qt::Key_Escape: m_completer->popup()->hide(); return;
        default: break;
        }
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        complete(true);
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
    if (!event->text().isEmpty() && event->text().front().isPrint())
        complete(false);
    else if (event->key() == Qt::Key_Backspace && m_completer->popup()->isVisible())
        complete(false);
}

} // namespace mops::ui
