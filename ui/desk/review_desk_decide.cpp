// What the operator does at the desk: keys, decisions, undo.
#include "ui/desk/case_pane.h"
#include "ui/desk/decision_bar.h"
#include "ui/desk/desk_keys.h"
#include "ui/desk/evidence_view.h"
#include "ui/desk/review_desk.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/text/decision_text.h"
#include "ui/text/error_text.h"
#include "ui/util/format.h"

#include <QAbstractItemView>
#include <QApplication>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

bool goesOn(desk::Verb verb) {
    return verb != desk::Verb::Note && verb != desk::Verb::Assign && verb != desk::Verb::Reopen;
}

bool inItemView() {
    return qobject_cast<QAbstractItemView*>(QApplication::focusWidget()) != nullptr;
}

} // namespace

void ReviewDesk::bindKeys() {
    const auto repeat = DeskKeys::Repeat::Allowed;
    m_keys->add(
        Qt::Key_J, [this] { return step(+1); }, repeat);
    m_keys->add(
        Qt::Key_K, [this] { return step(-1); }, repeat);
    // a table moves by itself
    m_keys->add(
        Qt::Key_Down, [this] { return !inItemView() && step(+1); }, repeat);
    m_keys->add(
        Qt::Key_Up, [this] { return !inItemView() && step(-1); }, repeat);
    m_keys->add(
        Qt::Key_BracketRight,
        [this] {
            m_pane->evidence()->step(+1);
            return true;
        },
        repeat);
    m_keys->add(
        Qt::Key_BracketLeft,
        [this] {
            m_pane->evidence()->step(-1);
            return true;
        },
        repeat);
    m_keys->add(Qt::Key_Space,
                [this] { return m_pane->item() && m_pane->evidence()->togglePeek(); });
    const auto enter = [this] {
        if (m_pane->decisions()->isAskingReason()) {
            m_pane->decisions()->confirmReason();
            return true;
        }
        if (!m_list->hasFocus() || !m_pane->item())
            return false;
        m_pane->setFocus(Qt::ShortcutFocusReason);
        return true;
    };
    m_keys->add(Qt::Key_Return, enter);
    m_keys->add(Qt::Key_Enter, enter);
    m_keys->add(Qt::Key_Escape, [this] {
        if (m_pane->decisions()->isAskingReason()) {
            m_pane->decisions()->leaveReason();
            return true;
        }
        if (m_pane->evidence()->isPeeking())
            return m_pane->evidence()->togglePeek();
        if (m_list->hasFocus())
            return false;
        m_list->setFocus(Qt::ShortcutFocusReason);
        return true;
    });
    m_keys->add(QKeyCombination(Qt::ControlModifier, Qt::Key_Z), [this] {
        undo();
        return true;
    });
    m_keys->add(QKeyCombination(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_Z), [this] {
        redo();
        return true;
    });
    bindDecisionKeys();
}

void ReviewDesk::bindDecisionKeys() {
    m_keys->add(Qt::Key_A, [this] { return act(desk::Verb::Approve); });
    m_keys->add(Qt::Key_R, [this] { return act(desk::Verb::Refuse); });
    m_keys->add(Qt::Key_Q, [this] { return act(desk::Verb::Ask); });
    m_keys->add(Qt::Key_E, [this] { return act(desk::Verb::Escalate); });
    m_keys->add(Qt::Key_Z, [this] { return act(desk::Verb::Snooze); });
    m_keys->add(Qt::Key_S, [this] { return act(desk::Verb::Assign); });
    m_keys->add(Qt::Key_O, [this] { return act(desk::Verb::Reopen); });
    m_keys->add(Qt::Key_N, [this] { return act(desk::Verb::Note); });
    m_keys->add(Qt::Key_Period, [this] { return repeatLast(); });
    for (int number = 1; number <= 9; ++number)
        m_keys->add(static_cast<Qt::Key>(Qt::Key_0 + number), [this, number] {
            return m_pane->decisions()->isAskingReason() && m_pane->decisions()->pickReason(number);
        });
}

bool ReviewDesk::act(desk::Verb verb) {
    DecisionBar* bar = m_pane->decisions();
    if (bar->isAskingReason()) {
        if (verb == desk::Verb::Refuse)
            bar->leaveReason();
        return true;
    }
    if (!m_pane->item())
        return true;
    const bool closed = desk::isClosed(m_pane->item()->status);
    if (verb == desk::Verb::Note) {
        m_pane->startNote();
    } else if (verb == desk::Verb::Refuse && !closed) {
        bar->askReason();
    } else {
        decide(verb);
    }
    return true;
}

bool ReviewDesk::repeatLast() {
    if (!m_pane->item() || m_pane->decisions()->isAskingReason())
        return true;
    if (!m_last) {
        m_pane->setProblem(tr("There is no decision yet to repeat."));
        return true;
    }
    decide(m_last->verb, format::text(m_last->reasonCode), format::text(m_last->note));
    return true;
}

bool ReviewDesk::step(int by) {
    const int rows = m_table.rowCount();
    if (rows == 0)
        return true;
    m_pane->decisions()->leaveReason();
    m_list->selectRow(std::clamp(m_list->currentRow() + by, 0, rows - 1));
    return true;
}

void ReviewDesk::decide(desk::Verb verb, const QString& reasonCode, const QString& note) {
    const CasePtr item = m_pane->item();
    if (!item)
        return;
    if (desk::isClosed(item->status) && goesOn(verb)) {
        m_pane->setProblem(
            tr("This case is decided. Reopen it (O) or undo the decision (Ctrl+Z) first."));
        return;
    }
    if (verb == desk::Verb::Reopen && isUntouched(*item, now())) {
        m_pane->setProblem(tr("This case is waiting already."));
        return;
    }
    m_pane->setProblem({});
    m_undone = false;
    desk::Decision decision;
    decision.caseId = item->caseId;
    decision.verb = verb;
    decision.reasonCode = reasonCode.toStdString();
    decision.note = note.toStdString();
    const std::int64_t at = now();
    const int ticket = m_queue.lay(decision, m_session.operatorName(), at);
    m_sitting.count(verb, at);
    if (goesOn(verb)) {
        m_loader.forget(item->caseId);
        m_last = decision;
        m_wanted = nextAfter(m_list->currentRow());
        m_allDone = m_wanted.isEmpty();
    }
    showRows();
    m_session.decide(decision, this,
                     [this, ticket, decision](const Result<desk::Receipt>& receipt) {
                         settle(ticket, decision, receipt);
                     });
}

void ReviewDesk::settle(int ticket, const desk::Decision& decision,
                        const Result<desk::Receipt>& receipt) {
    if (receipt) {
        m_queue.settle(ticket);
        m_loader.forget(decision.caseId);
        // history and notes of the case on screen are others now
        if (m_pane->item() && m_pane->item()->caseId == decision.caseId)
            m_loader.want(m_pane->item());
        return;
    }
    m_queue.takeBack(ticket);
    m_sitting.discount(decision.verb);
    bringBack(format::text(decision.caseId));
    const QString hint = text::errorHint(receipt.error());
    const QString what = tr("Not stored: %1 – %2")
                             .arg(text::verbText(decision.verb), text::errorText(receipt.error()));
    m_pane->setProblem(hint.isEmpty() ? what : what + u'\n' + hint);
}

void ReviewDesk::undo() {
    m_undoing.push_back(true);
    m_pane->decisions()->leaveReason();
    m_session.undo();
}

void ReviewDesk::redo() {
    m_undoing.push_back(false);
    m_pane->decisions()->leaveReason();
    m_session.redo();
}

void ReviewDesk::onUndoAnswered() {
    if (m_undoing.empty())
        return;
    m_undone = m_undoing.front();
    m_undoing.pop_front();
}

void ReviewDesk::onTouched(const QString& caseId) {
    if (std::exchange(m_undone, false))
        m_sitting.countUndo();
    m_loader.forget(caseId.toStdString());
    m_touched = caseId;
    m_pane->setProblem({});
    emit refreshWanted();
}

QVector<ScreenAction> ReviewDesk::actions() {
    const bool chosen = m_pane->item() != nullptr;
    // the keys are valid while the list or the case has the focus, and nowhere else
    const bool focused = isAncestorOf(QApplication::focusWidget());
    const auto key = [focused](const QString& keys) {
        return focused ? QKeySequence(keys) : QKeySequence();
    };
    const auto verb = [this, chosen, key](desk::Verb which, const char* letter) {
        return ScreenAction{text::verbText(which), key(QString::fromLatin1(letter)),
                            [this, which] { act(which); }, chosen};
    };
    return {
        verb(desk::Verb::Approve, "A"),
        verb(desk::Verb::Refuse, "R"),
        verb(desk::Verb::Ask, "Q"),
        verb(desk::Verb::Escalate, "E"),
        verb(desk::Verb::Snooze, "Z"),
        verb(desk::Verb::Note, "N"),
        verb(desk::Verb::Assign, "S"),
        verb(desk::Verb::Reopen, "O"),
        {tr("Same decision and reason again"), key(u"."_s), [this] { repeatLast(); },
         chosen && m_last.has_value()},
        {tr("Next case"), key(u"J"_s), [this] { step(+1); }},
        {tr("Previous case"), key(u"K"_s), [this] { step(-1); }},
        {tr("Next order line"), key(u"]"_s), [this] { m_pane->evidence()->step(+1); }, chosen},
        {tr("Previous order line"), key(u"["_s), [this] { m_pane->evidence()->step(-1); }, chosen},
        {tr("Order line in full"), key(u"Space"_s), [this] { m_pane->evidence()->togglePeek(); },
         chosen},
        {tr("Undo"), key(u"Ctrl+Z"_s), [this] { undo(); }},
        {tr("Redo"), key(u"Ctrl+Shift+Z"_s), [this] { redo(); }},
    };
}

} // namespace mops::ui
