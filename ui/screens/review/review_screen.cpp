#include "ui/screens/review/review_screen.h"

#include "ui/desk/review_desk.h"
#include "ui/util/dialogs.h"
#include "ui/util/format.h"
#include "ui/util/state_pane.h"

#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace mops::ui {

ReviewScreen::ReviewScreen(MartSession& session, QWidget* parent)
    : DeskScreen(session, "review", parent)
    , m_open(addButton(u"openReviews"_s, [this] { askOpenCases(); })) {
    retranslate();
}

void ReviewScreen::readFacts() {
    RiskBackground background;
    background.currency = session().facts().currency;
    desk()->setBackground(background);
}

void ReviewScreen::askOpenCases() {
    dialogs::confirm(this, tr("Take in what has come in?"),
                     tr("Cases that will be opened: %1. Undo takes them back, kind by kind.")
                         .arg(format::integer(openable())),
                     tr("Take in"), [this] { openCases(); });
}

void ReviewScreen::showState() {
    m_open->setVisible(isReady() && desk()->hasCases() && openable() > 0);
    m_open->setText(tr("Take in: %1").arg(format::integer(openable())));
    top()->setVisible(!m_open->isHidden() || !newsLine()->text().isEmpty());
    if (showNoMart(u"task-complete"_s, tr("Nothing to review"),
                   tr("Applications, listings and after-sales come from the platform's "
                      "files. Import them, or simulate a marketplace to look around.")))
        return;
    if (!queueKnown()) {
        statePane()->showLoading(&session().jobs(), u"review-queue"_s);
    } else if (desk()->hasCases()) {
        statePane()->showContent();
    } else if (openable() > 0) {
        statePane()->showEmpty(
            u"task-complete"_s, tr("Came in, no case yet: %1").arg(format::integer(openable())),
            tr("Applications, new listings, changes of listings and after-sales that nobody has "
               "looked at. The most pressing come first."),
            {{tr("Take in"), [this] { openCases(); }}});
    } else {
        statePane()->showEmpty(
            u"checkmark"_s, tr("Nothing to review"),
            tr("This mart has no application, listing or after-sale that waits for "
               "a decision."));
    }
}

QString ReviewScreen::filterHint() const {
    return tr("Filter cases by name or id");
}

QVector<ScreenAction> ReviewScreen::actions() {
    auto actions = DeskScreen::actions();
    actions.append({tr("Take in what has come in"),
                    {},
                    [this] { askOpenCases(); },
                    isReady() && openable() > 0});
    return actions;
}

} // namespace mops::ui
