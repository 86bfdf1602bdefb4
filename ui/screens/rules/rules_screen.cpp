#include "ui/screens/rules/rules_screen.h"

#include "ui/screens/rules/bands_section.h"
#include "ui/screens/rules/rules_section.h"

namespace mops::ui {

RulesScreen::RulesScreen(MartSession& session, QWidget* parent)
    : SectionedScreen(session, parent) {
    addSection("rules", new RulesSection(session, this), [] { return tr("Rules"); });
    addSection("bands", new BandsSection(session, this), [] { return tr("Automation"); });
    retranslate();
}

void RulesScreen::retranslate() {
    setTabsName(tr("Parts of the rules page"));
    SectionedScreen::retranslate();
}

} // namespace mops::ui
