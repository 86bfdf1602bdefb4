#include "ui/screens/audit/messages_section.h"

#include "ui/desk/desk_screen.h"
#include "ui/desk/outbox_view.h"
#include "ui/tables/table_view.h"
#include "ui/util/format.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace mops::ui {

MessagesSection::MessagesSection(MartSession& session, QWidget* parent)
    : Section(session, parent)
    , m_view(new OutboxView(session, QStringLiteral("outbox"), this)) {
    m_view->setSendKey(QStringLiteral("L"));
    m_view->table()->setStateName(QStringLiteral("audit.messages"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_view);
    connect(m_view, &OutboxView::caseWanted, this,
            [this](const QString& kind, const QString& caseId) {
                emit jumpRequested(jumpToCase(format::toStd(kind), format::toStd(caseId)));
            });
    retranslate();
}

void MessagesSection::refresh() {
    m_view->refresh();
}

QVector<ScreenAction> MessagesSection::actions() {
    const desk::OutboxMessage* message = m_view->selected();
    return {{tr("Find a message"), QKeySequence(Qt::Key_Slash),
             [this] { m_view->findField()->setFocus(Qt::ShortcutFocusReason); }},
            {tr("Open the case"), QKeySequence(Qt::Key_O), [this] { m_view->openCase(); },
             message != nullptr && !message->caseId.empty()},
            {tr("Let the messages leave"), QKeySequence(Qt::Key_L),
             [this] { m_view->chooseFile(); }, m_view->canSend()}};
}

QWidget* MessagesSection::mainFocus() {
    return m_view->table();
}

void MessagesSection::retranslate() {
    m_view->retranslate();
}

} // namespace mops::ui
