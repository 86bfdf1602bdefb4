#include "ui/desk/outbox_dialog.h"

#include "ui/desk/outbox_view.h"
#include "ui/shell/mart_session.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

OutboxDialog::OutboxDialog(MartSession& session, QWidget* parent)
    : QDialog(parent)
    , m_view(new OutboxView(session, u"outbox-dialog"_s, this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"outboxDialog"_s);
    setWindowTitle(tr("Messages to merchants"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(2), theme::unit(2), theme::unit(2));
    layout->setSpacing(theme::unit());
    layout->addWidget(m_view, 1);
    layout->addWidget(buttons);
    resize(theme::unit(115), theme::unit(70));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&session, &MartSession::changed, m_view, &OutboxView::refresh);
    m_view->refresh();
}

} // namespace mops::ui
