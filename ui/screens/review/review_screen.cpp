#include "ui/screens/review/review_screen.h"

#include "ui/desk/open_kinds.h"
#include "ui/desk/review_desk.h"
#include "ui/tables/table_view.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"
#include "ui/util/dialogs.h"
#include "ui/util/format.h"
#include "ui/util/state_pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

ReviewScreen::ReviewScreen(MartSession& session, QWidget* parent)
    : Screen(session, parent)
    , m_top(new QWidget(this))
    , m_news(new QLabel(m_top))
    , m_open(new QPushButton(m_top))
    , m_state(new StatePane(this))
    , m_desk(new ReviewDesk(session, "review")) {
    m_news->setObjectName(u"reviewNews"_s);
    m_news->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    theme::setTextRole(m_news, theme::TextRole::Muted);
    m_open->setObjectName(u"openReviews"_s);
    m_open->setFocusPolicy(Qt::TabFocus);
    auto* row = new QHBoxLayout(m_top);
    row->setContentsMargins(0, 0, theme::unit(1), 0);
    row->addWidget(m_news, 1);
    row->addWidget(m_open);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(1.5), theme::unit(1), theme::unit(1));
    layout->setSpacing(theme::unit(1));
    layout->addWidget(m_top);
    m_state->setContent(m_desk);
    m_desk->setFocusProxy(m_desk->list());
    layout->addWidget(m_state, 1);
    connect(m_open, &QPushButton::clicked, this, &ReviewScreen::askOpenCases);
    connect(m_desk, &ReviewDesk::known, this, [this] {
        if (!m_wantedMerchant.isEmpty())
            jumpTo({u"review"_s, std::exchange(m_wantedMerchant, {}), {}});
        showState();
    });
    connect(m_desk, &ReviewDesk::failed, this, [this](const Error& error) {
        if (error.code != ErrorCode::Cancelled)
            m_state->showFailed(error, [this] { refresh(); });
    });
    connect(m_desk, &ReviewDesk::merchantRequested, this, [this](const QString& merchantId) {
        emit jumpRequested({u"merchants"_s, merchantId, {}});
    });
    connect(&session, &MartSession::changed, this, [this](Change change) {
        if (change == Change::Desk)
            return;
        m_factsStale = true;
        m_desk->reload();
        if (isVisible())
            refresh();
    });
    retranslate();
    m_state->showLoading();
}

void ReviewScreen::refresh() {
    if (session().state() != MartSession::State::Ready) {
        showState();
        return;
    }
    if (std::exchange(m_factsStale, false)) {
        RiskBackground background;
        background.currency = session().facts().currency;
        m_desk->setBackground(background);
        readOpenable();
    }
    m_desk->refresh();
}

void ReviewScreen::readOpenable() {
    session().read<std::int64_t>(
        {u"review-openable"_s, tr("Looking for what came in")},
        [](db::Database& mart, TaskContext& task) { return countOpenableOn(mart, "review", task); },
        this,
        [this](const Result<std::int64_t>& openable) {
            if (!openable)
                return;
            m_openable = *openable;
            showState();
        });
}

void ReviewScreen::askOpenCases() {
    dialogs::confirm(this, tr("Take in what has come in?"),
                     tr("Cases that will be opened: %1. Undo takes them back, kind by kind.")
                         .arg(format::integer(m_openable)),
                     tr("Take in"), [this] { openCases(); });
}

void ReviewScreen::openCases() {
    const Clock* clock = &session().clock();
    session().write<desk::OpenedCases>(
        {u"open-reviews"_s, tr("Opening cases")}, Change::Desk,
        [clock, who = session().operatorName()](db::Database& mart, TaskContext& task) {
            return openCasesOn(mart, "review", {who, *clock}, task);
        },
        this,
        [this](const Result<desk::OpenedCases>& opened) {
            say(opened ? tr("Cases opened: %1 · already open: %2")
                             .arg(format::integer(opened->opened),
                                  format::integer(opened->alreadyOpen))
                       : text::errorText(opened.error()));
            m_desk->refresh();
            readOpenable();
        });
}

void ReviewScreen::showState() {
    const MartSession::State state = session().state();
    const bool ready = state == MartSession::State::Ready;
    m_open->setVisible(ready && m_desk->hasCases() && m_openable > 0);
    m_open->setText(tr("Take in: %1").arg(format::integer(m_openable)));
    m_top->setVisible(!m_open->isHidden() || !m_news->text().isEmpty());
    if (state == MartSession::State::Failed) {
        m_state->showFailed(session().error(), [this] { session().open(); });
        return;
    }
    if (state == MartSession::State::Missing || state == MartSession::State::Empty) {
        m_state->showEmpty(u"task-complete"_s, tr("Nothing to review"),
                           tr("Applications, listings and after-sales come from the platform's "
                              "files. Import them, or simulate a marketplace to look around."),
                           {{tr("Go to Data"), [this] {
                                 emit jumpRequested({u"data"_s, {}, {}});
                             }}});
        return;
    }
    if (!m_desk->isKnown()) {
        m_state->showLoading(&session().jobs(), u"review-queue"_s);
    } else if (m_desk->hasCases()) {
        m_state->showContent();
    } else if (m_openable > 0) {
        m_state->showEmpty(
            u"task-complete"_s, tr("Came in, no case yet: %1").arg(format::integer(m_openable)),
            tr("Applications, new listings, changes of listings and after-sales that nobody has "
               "looked at. The most pressing come first."),
            {{tr("Take in"), [this] { openCases(); }}});
    } else {
        m_state->showEmpty(u"checkmark"_s, tr("Nothing to review"),
                           tr("This mart has no application, listing or after-sale that waits for "
                              "a decision."));
    }
}

void ReviewScreen::say(const QString& sentence) {
    m_news->setText(sentence);
    m_news->setToolTip(sentence);
    emit session().news(sentence);
    showState();
}

void ReviewScreen::retranslate() {
    m_news->clear();
    m_desk->retranslate();
    showState();
}

void ReviewScreen::restyle() {
    m_desk->restyle();
}

QString ReviewScreen::filterHint() const {
    return tr("Filter cases by name or id");
}

void ReviewScreen::setFilterText(const QString& text) {
    m_desk->setFilterText(text);
}

QVector<ScreenAction> ReviewScreen::actions() {
    QVector<ScreenAction> actions;
    if (m_state->state() == StatePane::State::Content)
        actions = m_desk->actions();
    actions.append({tr("Take in what has come in"),
                    {},
                    [this] { askOpenCases(); },
                    session().state() == MartSession::State::Ready && m_openable > 0});
    return actions;
}

void ReviewScreen::jumpTo(const Jump& jump) {
    if (jump.merchantId.isEmpty())
        return;
    if (!m_desk->isKnown()) {
        m_wantedMerchant = jump.merchantId;
        return;
    }
    if (!m_desk->showMerchant(jump.merchantId.toStdString()))
        say(tr("No case of merchant %1").arg(jump.merchantId));
}

QVariantMap ReviewScreen::saveState() const {
    return m_desk->saveState();
}

void ReviewScreen::restoreState(const QVariantMap& state) {
    m_desk->restoreState(state);
}

QWidget* ReviewScreen::mainFocus() {
    return m_desk->list();
}

} // namespace mops::ui
