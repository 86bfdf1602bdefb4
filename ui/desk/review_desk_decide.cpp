// What the operator does at the desk: keys, decisions, undo.
#include "core/desk/operators.h"
#include "core/desk/outbox.h"
#include "ui/desk/bulk_panel.h"
#include "ui/desk/case_pane.h"
#include "ui/desk/decision_bar.h"
#include "ui/desk/desk_keys.h"
#include "ui/desk/desk_questions.h"
#include "ui/desk/evidence_view.h"
#include "ui/desk/history_view.h"
#include "ui/desk/outbox_dialog.h"
#include "ui/desk/outbox_view.h"
#include "ui/desk/review_desk.h"
#include "ui/desk/view_tabs.h"
#include "ui/shell/key_map_dialog.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/text/decision_text.h"
#include "ui/text/error_text.h"
#include "ui/text/merchant_message.h"
#include "ui/util/format.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

bool goesOn(desk::Verb verb) {
    switch (verb) {
    case desk::Verb::Note:
    case desk::Verb::Assign:
    case desk::Verb::Reopen:
    case desk::Verb::Resume:
    case desk::Verb::Claim:
    case desk::Verb::Release:
    case desk::Verb::Tag:
    case desk::Verb::Untag: return false;
    default: return true;
    }
}

bool inItemView() {
    return qobject_cast<QAbstractItemView*>(QApplication::focusWidget()) != nullptr;
}

std::string leadingReason(const desk::Case& item) {
    return item.why.empty() ? std::string() : item.why.front().feature;
}

} // namespace

void ReviewDesk::bindKeys() {
    for (const KeyCommand& command : keyCommands())
        m_keys->add(
            command.command, [this, which = command.command] { return run(which); },
            command.repeats ? DeskKeys::Repeat::Allowed : DeskKeys::Repeat::Once);
    // a table moves by itself, unless it is the queue's own
    const auto repeat = DeskKeys::Repeat::Allowed;
    m_keys->add(
        Qt::Key_Down, [this] { return (!inItemView() || m_view->hasFocus()) && step(+1); }, repeat);
    m_keys->add(
        Qt::Key_Up, [this] { return (!inItemView() || m_view->hasFocus()) && step(-1); }, repeat);
    m_keys->add(Qt::Key_Return, [this] { return onEnter(); });
    m_keys->add(Qt::Key_Enter, [this] { return onEnter(); });
    m_keys->add(Qt::Key_Escape, [this] { return onEscape(); });
    for (int number = 1; number <= 9; ++number)
        m_keys->add(static_cast<Qt::Key>(Qt::Key_0 + number),
                    [this, number] { return m_pane->decisions()->panel()->pick(number); });
}

void ReviewDesk::connectPane() {
    connect(m_view, &TableView::currentRowChanged, this, [this](int row) {
        if (m_updating || row < 0 || row >= m_list.rowCount())
            return;
        m_wanted = m_list.caseId(row);
        m_pane->setProblem({});
        showCurrent();
    });
    connect(m_view, &TableView::opened, this,
            [this] { m_pane->setFocus(Qt::ShortcutFocusReason); });
    connect(m_view, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        if (index.column() == static_cast<int>(CaseColumn::Mark))
            m_list.mark(index.row(), !m_list.marks().contains(m_list.tableRow(index.row())));
    });
    connect(&m_loader, &CaseLoader::loaded, this, [this](const std::string& caseId) {
        const CaseDetailPtr detail = m_loader.cached(caseId);
        if (!detail)
            return;
        m_queue.know(detail->item);
        if (m_pane->item() && m_pane->item()->caseId == caseId)
            showCurrent();
    });
    connect(&m_loader, &CaseLoader::failed, this,
            [this](const std::string& caseId, const Error& error) {
                if (m_pane->item() && m_pane->item()->caseId == caseId)
                    m_pane->setDetailFailed(error, [this] { m_loader.want(m_pane->item()); });
            });
    connect(m_pane, &CasePane::flipRequested, &m_flips, &FlipFinder::find);
    connect(&m_flips, &FlipFinder::found, this,
            [this](const std::string& merchantId, const risk::MerchantWhy& why) {
                m_pane->setFlip(merchantId, flipSentence(why.flip, m_background.currency) + u'\n' +
                                                peersSentence(why, m_background.currency));
            });
    connect(&m_flips, &FlipFinder::failed, this,
            [this](const std::string& merchantId, const Error& error) {
                m_pane->setFlip(merchantId, text::errorText(error));
            });
    connect(m_pane, &CasePane::merchantRequested, this, &ReviewDesk::merchantRequested);
    connect(m_pane, &CasePane::nextViewRequested, this, [this] { showView(u"decided"_s); });
    connect(m_pane->decisions(), &DecisionBar::wanted, this,
            [this](DeskCommand command) { run(command); });
    ChoicePanel* panel = m_pane->decisions()->panel();
    connect(panel, &ChoicePanel::confirmed, this, &ReviewDesk::onAnswer);
    connect(panel, &ChoicePanel::left, this, [this] {
        m_repeating = false;
        if (m_right->currentWidget() == m_pane)
            m_view->setFocus(Qt::OtherFocusReason);
    });
    connect(m_pane->history(), &HistoryView::noteWritten, this, [this](const QString& note) {
        desk::Decision decision;
        decision.verb = desk::Verb::Note;
        decision.note = note.toStdString();
        decide(decision);
    });
    connect(m_pane->history(), &HistoryView::noteClosed, this,
            [this] { m_view->setFocus(Qt::OtherFocusReason); });
    connect(m_bulk, &BulkPanel::confirmed, this, &ReviewDesk::decideBulk);
    connect(m_bulk, &BulkPanel::left, this, &ReviewDesk::leaveBulk);
}

bool ReviewDesk::onEnter() {
    ChoicePanel* panel = m_pane->decisions()->panel();
    if (panel->isAsking()) {
        panel->confirm();
        return true;
    }
    if (m_right->currentWidget() == m_bulk) {
        m_bulk->confirm();
        return true;
    }
    if (!m_view->hasFocus() || !m_pane->item())
        return false;
    m_pane->setFocus(Qt::ShortcutFocusReason);
    return true;
}

bool ReviewDesk::onEscape() {
    if (m_pane->decisions()->isAsking()) {
        m_pane->decisions()->panel()->leave();
        return true;
    }
    if (m_right->currentWidget() == m_bulk) {
        leaveBulk();
        return true;
    }
    if (m_pane->evidence()->isPeeking())
        return m_pane->evidence()->togglePeek();
    if (!m_view->hasFocus()) {
        m_view->setFocus(Qt::ShortcutFocusReason);
        return true;
    }
    if (m_list.marks().count() == 0)
        return false;
    m_list.clearMarks();
    return true;
}

bool ReviewDesk::walkEvidence(int by) {
    m_pane->evidence()->step(by);
    return true;
}

bool ReviewDesk::run(DeskCommand command) {
    switch (command) {
    case DeskCommand::Next: return step(+1);
    case DeskCommand::Previous: return step(-1);
    case DeskCommand::Approve: return act(desk::Verb::Approve);
    case DeskCommand::Refuse: return act(desk::Verb::Refuse);
    case DeskCommand::Ask: return act(desk::Verb::Ask);
    case DeskCommand::Escalate: return act(desk::Verb::Escalate);
    case DeskCommand::Snooze: return act(desk::Verb::Snooze);
    case DeskCommand::Note: return act(desk::Verb::Note);
    case DeskCommand::Tag: return act(desk::Verb::Tag);
    case DeskCommand::Assign: return act(desk::Verb::Assign);
    case DeskCommand::Reopen: {
        const CasePtr item = m_pane->item();
        return act(item && item->status == desk::CaseStatus::Asked ? desk::Verb::Resume
                                                                   : desk::Verb::Reopen);
    }
    case DeskCommand::Repeat: return repeatLast();
    case DeskCommand::Mark: return mark(0);
    case DeskCommand::ExtendDown: return mark(+1);
    case DeskCommand::ExtendUp: return mark(-1);
    case DeskCommand::MarkAll: m_list.markAll(); return true;
    case DeskCommand::NextEvidence: return walkEvidence(+1);
    case DeskCommand::PreviousEvidence: return walkEvidence(-1);
    case DeskCommand::Peek: return m_pane->item() && m_pane->evidence()->togglePeek();
    case DeskCommand::Undo: undo(); return true;
    case DeskCommand::Redo: redo(); return true;
    }
    return false;
}

bool ReviewDesk::act(desk::Verb verb) {
    ChoicePanel* panel = m_pane->decisions()->panel();
    if (panel->isAsking()) {
        // the same key again takes the question back; any other means nothing here
        if (panel->verb() == verb)
            panel->leave();
        return true;
    }
    const CasePtr item = m_pane->item();
    if (!item || m_right->currentWidget() == m_bulk)
        return true;
    if (desk::isClosed(item->status) && goesOn(verb) && !hasMarks()) {
        m_pane->setProblem(
            tr("This case is decided. Reopen it (O) or undo the decision (Ctrl+Z) first."));
        return true;
    }
    switch (verb) {
    case desk::Verb::Note: m_pane->startNote(); return true;
    case desk::Verb::Refuse:
    case desk::Verb::Ask: return askForWords(verb, *item);
    case desk::Verb::Snooze: panel->ask(snoozeQuestion()); return true;
    case desk::Verb::Tag: {
        QStringList inUse;
        for (const FacetValue& tag : m_counts.tags)
            if (!tag.text.empty())
                inUse << format::text(tag.text);
        panel->ask(tagQuestion(item->tags, inUse));
        return true;
    }
    case desk::Verb::Escalate:
        if (!m_operators.empty()) {
            panel->ask(escalateQuestion(m_operators));
            return true;
        }
        break;
    default: break;
    }
    desk::Decision decision;
    decision.verb = verb;
    decide(decision);
    return true;
}

bool ReviewDesk::askForWords(desk::Verb verb, const desk::Case& item) {
    ChoicePanel* panel = m_pane->decisions()->panel();
    Drafting drafting;
    drafting.now = m_queue.now();
    drafting.many = hasMarks();
    if (drafting.many) {
        const auto rows = m_list.marks().rows();
        drafting.ofOneKind = std::all_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
            return m_queue.table()->kind(row) == item.kind;
        });
    }
    if (verb == desk::Verb::Ask) {
        panel->ask(askQuestion(item, drafting));
        return true;
    }
    std::vector<desk::Addressee> members;
    if (!drafting.many && desk::concernsMany(item.kind)) {
        const CaseDetailPtr detail = m_loader.cached(item.caseId);
        if (!detail) {
            m_pane->setProblem(tr("The members of the ring are still being read."));
            return true;
        }
        members = detail->addressees;
    }
    panel->ask(refuseQuestion(item, drafting, members));
    return true;
}

/// The last decision for another case: its words are drafted anew, for they may name the merchant,
/// and nobody of another ring is left out.
desk::Decision ReviewDesk::lastFor(const desk::Case& item) const {
    desk::Decision decision = *m_last;
    decision.except.clear();
    if (decision.message.empty())
        return decision;
    const QString draft =
        text::merchantMessage(item, decision.verb, decision.reasonCode,
                              {decision.messageLanguage, m_queue.now(), hasMarks()});
    if (!draft.isEmpty())
        decision.message = draft.toStdString();
    return decision;
}

void ReviewDesk::onAnswer(const Answer& answer) {
    const CasePtr item = m_pane->item();
    desk::Decision decision = decisionOf(answer, m_queue.now());
    if (std::exchange(m_repeating, false) && m_last && item) {
        m_repeatAgreed = true;
        decision = lastFor(*item);
    }
    if (item && decision.verb == desk::Verb::Tag && !hasMarks() &&
        std::find(item->tags.begin(), item->tags.end(), decision.tag) != item->tags.end())
        decision.verb = desk::Verb::Untag;
    decide(decision);
}

int ReviewDesk::nextSimilar(int from) const {
    for (int at = std::max(0, from); at < m_list.rowCount(); ++at) {
        const std::uint32_t row = m_list.tableRow(at);
        const desk::QueueTable& table = *m_queue.table();
        const desk::QueueReason& reason = table.reasons(row).front();
        const std::string_view feature =
            reason.feature == 0 ? std::string_view() : table.feature(reason);
        if (table.kind(row) == m_lastKind && feature == m_lastReason &&
            !desk::isClosed(m_queue.statusOf(row)))
            return at;
    }
    return -1;
}

bool ReviewDesk::repeatLast() {
    ChoicePanel* panel = m_pane->decisions()->panel();
    if (panel->isAsking()) {
        if (m_repeating)
            panel->confirm();
        return true;
    }
    if (!m_last) {
        m_pane->setProblem(tr("There is no decision yet to repeat."));
        return true;
    }
    const int similar = nextSimilar(m_view->currentRow());
    if (similar < 0) {
        m_pane->setProblem(tr("No similar case is left below this one."));
        return true;
    }
    if (similar != m_view->currentRow())
        select(similar);
    if (!m_repeatAgreed) {
        m_repeating = true;
        panel->ask(repeatQuestion(*m_last, m_lastKind));
        return true;
    }
    if (const CasePtr item = m_pane->item())
        decide(lastFor(*item));
    return true;
}

void ReviewDesk::decide(const desk::Decision& wanted) {
    if (hasMarks() && wanted.verb != desk::Verb::Note) {
        previewBulk(wanted);
        return;
    }
    const CasePtr item = m_pane->item();
    if (!item)
        return;
    if (wanted.verb == desk::Verb::Reopen && isUntouched(*item, m_queue.now())) {
        m_pane->setProblem(tr("This case is waiting already."));
        return;
    }
    desk::Decision decision = wanted;
    decision.caseId = item->caseId;
    m_pane->setProblem({});
    say({});
    m_undone = false;
    // first: the end of the queue tells the sitting as soon as the last case has left
    m_sitting.count(decision.verb, m_queue.now());
    const int ticket = m_queue.lay(decision);
    if (goesOn(decision.verb)) {
        m_loader.forget(item->caseId);
        if (!m_last || m_last->verb != decision.verb || m_last->reasonCode != decision.reasonCode)
            m_repeatAgreed = false;
        m_last = decision;
        m_lastKind = item->kind;
        m_lastReason = leadingReason(*item);
        const int shown = m_view->currentRow();
        const CasePtr after = m_queue.find(item->caseId);
        if (after && !belongs(*after, question().filter, m_queue.now())) {
            leaveList(item->caseId);
        } else {
            const int next = nextAfter(shown);
            m_allDone = next < 0;
            select(next);
        }
    } else if (const CasePtr after = m_queue.find(item->caseId);
               after && !belongs(*after, question().filter, m_queue.now())) {
        leaveList(item->caseId);
    } else {
        showCurrent();
    }
    m_session.decide(decision, this,
                     [this, ticket, decision](const Result<desk::Receipt>& receipt) {
                         settle(ticket, decision, receipt);
                     });
}

void ReviewDesk::settle(int ticket, const desk::Decision& decision,
                        const Result<desk::Receipt>& receipt) {
    if (receipt) {
        m_queue.settle(ticket);
        if (receipt->corrections > 0)
            say(MartSession::correctionNews(receipt->corrections));
        m_loader.forget(decision.caseId);
        // history and notes of the case on screen are others now
        if (m_pane->item() && m_pane->item()->caseId == decision.caseId)
            m_loader.want(m_pane->item());
        return;
    }
    m_queue.takeBack(ticket);
    m_sitting.discount(decision.verb);
    m_touched = decision.caseId;
    bringBack(std::exchange(m_touched, {}));
    const QString hint = text::errorHint(receipt.error());
    const QString what = tr("Not stored: %1 – %2")
                             .arg(text::verbText(decision.verb), text::errorText(receipt.error()));
    m_pane->setProblem(hint.isEmpty() ? what : what + u'\n' + hint);
}

void ReviewDesk::undo() {
    m_undoing.push_back(true);
    m_pane->decisions()->panel()->leave();
    leaveBulk();
    m_session.undo();
}

void ReviewDesk::redo() {
    m_undoing.push_back(false);
    m_pane->decisions()->panel()->leave();
    leaveBulk();
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
    if (!isVisible() || !m_queue.isKnown())
        return;
    m_touched = caseId.toStdString();
    m_pane->setProblem({});
    m_queue.catchUp();
}

void ReviewDesk::readOperators() {
    m_session.read<std::vector<desk::DeskOperator>>(
        {m_page + u"-operators"_s, tr("Reading the operators")},
        [](db::Database& mart, TaskContext&) { return desk::readOperators(mart); }, this,
        [this](const Result<std::vector<desk::DeskOperator>>& people) {
            if (!people)
                return;
            m_operators.clear();
            for (const desk::DeskOperator& person : *people)
                if (person.active && person.name != m_session.operatorName())
                    m_operators.push_back(person.name);
        });
}

QVector<ScreenAction> ReviewDesk::actions() {
    const bool chosen = m_pane->item() != nullptr;
    // the keys are valid while the list or the case has the focus, and nowhere else
    const bool focused = isAncestorOf(QApplication::focusWidget());
    QVector<ScreenAction> actions;
    for (const KeyCommand& command : keyCommands()) {
        const bool always =
            command.command == DeskCommand::Undo || command.command == DeskCommand::Redo ||
            command.command == DeskCommand::Next || command.command == DeskCommand::Previous;
        const bool possible = command.command == DeskCommand::Repeat ? m_last.has_value() : true;
        actions.append(
            {commandTitle(command.command),
             focused ? QKeySequence(KeyMap::shared().key(command.command)) : QKeySequence(),
             [this, which = command.command] { run(which); }, (always || chosen) && possible});
    }
    const auto verb = [&](desk::Verb which) {
        actions.append({text::verbText(which), {}, [this, which] { act(which); }, chosen});
    };
    verb(desk::Verb::Claim);
    verb(desk::Verb::Release);
    actions.append({tr("Keep what is shown as a view"), {}, [this] { m_tabs->askName(false); }});
    actions.append({tr("Messages to merchants: what waits to leave"), {}, [this] {
                        auto* outbox = new OutboxDialog(m_session, this);
                        connect(outbox->view(), &OutboxView::messagesLeft, this, [this] {
                            m_loader.clear();
                            if (m_pane->item())
                                m_loader.want(m_pane->item());
                        });
                        connect(outbox->view(), &OutboxView::caseWanted, this,
                                [this, outbox](const QString& kind, const QString& caseId) {
                                    outbox->accept();
                                    if (!showCase(format::toStd(caseId)))
                                        emit caseElsewhere(kind, caseId);
                                });
                        outbox->open();
                    }});
    actions.append({tr("Change the keys"), {}, [this] {
                        (new KeyMapDialog(KeyMap::shared(), this))->open();
                    }});
    return actions;
}

} // namespace mops::ui
