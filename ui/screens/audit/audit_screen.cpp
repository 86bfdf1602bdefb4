#include "ui/screens/audit/audit_screen.h"

#include "ui/screens/audit/agreement_section.h"
#include "ui/screens/audit/approvals_section.h"
#include "ui/screens/audit/ledger_section.h"
#include "ui/screens/audit/messages_section.h"
#include "ui/screens/audit/people_section.h"

namespace mops::ui {

AuditScreen::AuditScreen(MartSession& session, QWidget* parent)
    : SectionedScreen(session, parent) {
    addSection("ledger", new LedgerSection(session, this), [] { return tr("Ledger"); });
    addSection("messages", new MessagesSection(session, this), [] { return tr("Messages"); });
    addSection("agreement", new AgreementSection(session, this), [] { return tr("Agreement"); });
    addSection("approvals", new ApprovalsSection(session, this),
               [] { return tr("Second person"); });
    addSection("people", new PeopleSection(session, this), [] { return tr("People and roles"); });
    retranslate();
}

void AuditScreen::retranslate() {
    setTabsName(tr("Parts of the audit page"));
    SectionedScreen::retranslate();
}

} // namespace mops::ui
