#include "ui/screens/audit/audit_screen.h"

#include "ui/screens/audit/ledger_section.h"

namespace mops::ui {

AuditScreen::AuditScreen(MartSession& session, QWidget* parent)
    : SectionedScreen(session, parent) {
    addSection("ledger", new LedgerSection(session, this), [] { return tr("Ledger"); });
    retranslate();
}

void AuditScreen::retranslate() {
    setTabsName(tr("Parts of the audit page"));
    SectionedScreen::retranslate();
}

} // namespace mops::ui
