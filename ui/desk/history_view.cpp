#include "ui/desk/history_view.h"

#include "ui/tables/table_view.h"
#include "ui/text/decision_text.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"
#include "ui/util/key_button.h"
#include "ui/util/state_pane.h"

#include <algorithm>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// What an operation adds to its name: the reason that was given, who was left out as innocent, and
/// what the merchant is told.
QString operationDetail(const desk::Operation& operation, const std::string& caseKind) {
    const QJsonObject payload =
        QJsonDocument::fromJson(QByteArray::fromStdString(operation.payload)).object();
    QStringList parts;
    const bool isMessage = operation.kind.starts_with("message.");
    for (const auto key : {"reason_code"_L1, "reason"_L1})
        if (const QString code = payload.value(key).toString(); !code.isEmpty() && !isMessage)
            parts << text::decisionReason(caseKind, code.toStdString());
    QStringList except;
    for (const QJsonValue& merchant : payload.value("except"_L1).toArray())
        except << merchant.toString();
    if (!except.isEmpty())
        parts << QCoreApplication::translate("HistoryView", "all but %1").arg(except.join(u", "_s));
    const QString words = isMessage ? payload.value("text"_L1).toString()
                                    : payload.value("message"_L1).toObject()["text"_L1].toString();
    if (!words.isEmpty())
        parts << QCoreApplication::translate("HistoryView", "To the merchant: %1").arg(words);
    return parts.join(u" · "_s);
}

QString eventName(const desk::TimelineEvent& event) {
    switch (event.kind) {
    case desk::TimelineEvent::Kind::Score:
        return QCoreApplication::translate("HistoryView", "Scored");
    case desk::TimelineEvent::Kind::Rule:
        return QCoreApplication::translate("HistoryView", "Rule %1, version %2")
            .arg(format::text(event.code), format::decimal(event.value, 0));
    default: break;
    }
    for (const desk::MilestoneCode& known : desk::milestoneCodes())
        if (event.code == known.code)
            return QCoreApplication::translate("Milestone", known.name);
    return format::text(event.code);
}

QString eventText(const desk::TimelineEvent& event) {
    if (event.kind == desk::TimelineEvent::Kind::Score)
        return format::percent(event.value, 0);
    if (event.kind == desk::TimelineEvent::Kind::Milestone && event.text.empty() && event.value > 0)
        return format::decimal(event.value, 0);
    return format::text(event.text);
}

} // namespace

std::vector<TableColumn<HistoryView::Event>> HistoryView::columns() {
    using Column = TableColumn<Event>;
    Column at{[] { return tr("When"); },
              [](const Event& row) { return format::dateTime(row.at); },
              [](const Event& row) { return QVariant(static_cast<qlonglong>(row.at)); },
              CellKind::Text,
              {},
              {},
              {}};
    Column who{[] { return tr("Who"); },
               [](const Event& row) { return format::text(row.operatorName); },
               {},
               CellKind::Text,
               {},
               {},
               {}};
    Column what{[] { return tr("What"); },
                [](const Event& row) { return row.what; },
                {},
                CellKind::Text,
                {},
                {},
                {}};
    Column words{[] { return tr("Reason or note"); },
                 [](const Event& row) { return row.text.simplified(); },
                 {},
                 CellKind::Text,
                 {},
                 {},
                 [](const Event& row) { return row.text; }};
    return {at, who, what, words};
}

HistoryView::HistoryView(QWidget* parent)
    : QWidget(parent)
    , m_table(columns())
    , m_state(new StatePane(this))
    , m_view(new TableView) {
    m_editorBox = buildEditor();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::unit(1), 0, 0);
    layout->setSpacing(theme::unit(0.5));
    m_view->setObjectName(u"historyTable"_s);
    m_view->setStateName(u"risk-history"_s);
    m_view->setModel(&m_table);
    m_view->setColumnWidths({12, 8, 12, 20});
    m_view->setMinimumHeight(theme::rowHeight() * 3);
    m_state->setContent(m_view);
    layout->addWidget(m_editorBox);
    layout->addWidget(m_state, 1);
    m_editorBox->hide();
    retranslate();
}

QWidget* HistoryView::buildEditor() {
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(0.5));
    m_editor = new QPlainTextEdit(box);
    m_editor->setObjectName(u"noteEditor"_s);
    m_editor->setTabChangesFocus(true);
    m_editor->setFixedHeight(fontMetrics().height() * 3 + theme::unit(2));
    m_editor->installEventFilter(this);
    m_save = new KeyButton(u"Ctrl+↵"_s, box);
    m_save->setObjectName(u"noteSave"_s);
    theme::setButtonRole(m_save, theme::ButtonRole::Primary);
    m_leave = new KeyButton(u"Esc"_s, box);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_leave);
    buttons->addWidget(m_save);
    layout->addWidget(m_editor);
    layout->addLayout(buttons);
    connect(m_save, &QPushButton::clicked, this, &HistoryView::save);
    connect(m_leave, &QPushButton::clicked, this, &HistoryView::closeNote);
    connect(m_editor, &QPlainTextEdit::textChanged, this,
            [this] { m_save->setEnabled(!m_editor->toPlainText().trimmed().isEmpty()); });
    m_save->setEnabled(false);
    return box;
}

void HistoryView::retranslate() {
    m_view->setAccessibleName(tr("History of the case"));
    m_editor->setAccessibleName(tr("Note on this case"));
    m_editor->setPlaceholderText(tr("What should the next person know?"));
    m_save->setText(tr("Save note"));
    m_leave->setText(tr("Leave"));
    m_table.refreshTexts();
}

void HistoryView::showLoading() {
    m_table.setRows(std::vector<Event>{});
    m_state->showLoading();
}

void HistoryView::setDetail(const CaseDetailPtr& detail, const std::string& caseKind) {
    std::vector<Event> events;
    for (const desk::CaseNote& note : detail->notes)
        events.push_back({note.at, note.operatorName, text::operationText("case.note"),
                          format::text(note.note)});
    for (const desk::Operation& operation : detail->operations) {
        const bool noted = std::any_of(events.begin(), events.end(), [&](const Event& event) {
            return operation.kind == "case.note" && event.at == operation.at;
        });
        if (!noted)
            events.push_back({operation.at, operation.operatorName,
                              text::operationText(operation.kind),
                              operationDetail(operation, caseKind)});
    }
    // operations come from the ledger, which keeps sealed what a second reviewer must not see
    for (const desk::TimelineEvent& event : detail->timeline)
        if (event.kind != desk::TimelineEvent::Kind::Operation)
            events.push_back({event.at, {}, eventName(event), eventText(event)});
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& left, const Event& right) { return left.at > right.at; });
    const bool empty = events.empty();
    m_table.setRows(std::move(events));
    if (empty)
        m_state->showEmpty(u"document-edit"_s, tr("Nothing happened yet"),
                           tr("Decisions and notes on this case will stand here."));
    else
        m_state->showContent();
}

void HistoryView::startNote() {
    m_editorBox->show();
    m_editor->setFocus(Qt::ShortcutFocusReason);
}

void HistoryView::closeNote() {
    m_editor->clear();
    m_editorBox->hide();
    emit noteClosed();
}

bool HistoryView::isWriting() const {
    return !m_editorBox->isHidden();
}

void HistoryView::save() {
    const QString note = m_editor->toPlainText().trimmed();
    if (note.isEmpty())
        return;
    emit noteWritten(note);
    closeNote();
}

bool HistoryView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_editor && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            if (!key->isAutoRepeat())
                save();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            closeNote();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace mops::ui
