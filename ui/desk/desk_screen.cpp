#include "ui/desk/desk_screen.h"

#include "core/desk/open_cases.h"
#include "ui/desk/open_kinds.h"
#include "ui/desk/review_desk.h"
#include "ui/tables/table_view.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"
#include "ui/util/state_pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

Jump jumpToCase(const std::string& kind, const std::string& caseId) {
    const desk::CaseKind* known = desk::findCaseKind(kind);
    return {known != nullptr ? QString::fromLatin1(known->page) : u"risk"_s,
            {},
            {{u"case"_s, QString::fromStdString(caseId)}}};
}

DeskScreen::DeskScreen(MartSession& session, const char* page, QWidget* parent)
    : Screen(session, parent)
    , m_page(QString::fromLatin1(page))
    , m_top(new QWidget(this))
    , m_topRow(new QHBoxLayout(m_top))
    , m_news(new QLabel(m_top))
    , m_state(new StatePane(this))
    , m_desk(new ReviewDesk(session, page)) {
    m_news->setObjectName(m_page + u"News"_s);
    m_news->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    theme::setTextRole(m_news, theme::TextRole::Muted);
    m_topRow->setContentsMargins(0, 0, theme::unit(1), 0);
    m_topRow->setSpacing(theme::unit(1));
    m_topRow->addWidget(m_news, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(1.5), theme::unit(1), theme::unit(1));
    layout->setSpacing(theme::unit(1));
    layout->addWidget(m_top);
    m_state->setContent(m_desk);
    m_desk->setFocusProxy(m_desk->list());
    layout->addWidget(m_state, 1);
    connect(m_desk, &ReviewDesk::known, this, [this] {
        if (const Jump wanted = std::exchange(m_wanted, {}); !wanted.screen.isEmpty())
            jumpTo(wanted);
        showState();
    });
    connect(m_desk, &ReviewDesk::failed, this, [this](const Error& error) {
        if (error.code != ErrorCode::Cancelled)
            m_state->showFailed(error, [this] { refresh(); });
    });
    connect(m_desk, &ReviewDesk::caseElsewhere, this,
            [this](const QString& kind, const QString& caseId) {
                emit jumpRequested(jumpToCase(kind.toStdString(), caseId.toStdString()));
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
    m_state->showLoading();
}

QPushButton* DeskScreen::addButton(const QString& name, const std::function<void()>& action) {
    auto* button = new QPushButton(m_top);
    button->setObjectName(name);
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QPushButton::clicked, this, action);
    m_topRow->addWidget(button);
    return button;
}

bool DeskScreen::queueKnown() const {
    return m_desk->isKnown();
}

void DeskScreen::refresh() {
    if (!isReady()) {
        showState();
        return;
    }
    if (std::exchange(m_factsStale, false)) {
        readFacts();
        readOpenable();
    }
    m_desk->refresh();
}

void DeskScreen::readOpenable() {
    session().read<std::int64_t>(
        {m_page + u"-openable"_s, tr("Looking for what could become a case")},
        [page = m_page.toStdString()](db::Database& mart, TaskContext& task) {
            return countOpenableOn(mart, page, task);
        },
        this,
        [this](const Result<std::int64_t>& openable) {
            if (!openable)
                return;
            m_openable = *openable;
            showState();
        });
}

void DeskScreen::openCases() {
    const Clock* clock = &session().clock();
    session().write<desk::OpenedCases>(
        {m_page + u"-open"_s, tr("Opening cases")}, Change::Desk,
        [clock, page = m_page.toStdString(), who = session().operatorName()](db::Database& mart,
                                                                             TaskContext& task) {
            return openCasesOn(mart, page, {who, *clock}, task);
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

bool DeskScreen::showNoMart(const QString& icon, const QString& title, const QString& text) {
    const MartSession::State state = session().state();
    if (state == MartSession::State::Failed) {
        m_state->showFailed(session().error(), [this] { session().open(); });
        return true;
    }
    if (state != MartSession::State::Missing && state != MartSession::State::Empty)
        return false;
    m_state->showEmpty(icon, title, text, {{tr("Go to Data"), [this] {
                                                emit jumpRequested({u"data"_s, {}, {}});
                                            }}});
    return true;
}

void DeskScreen::say(const QString& sentence) {
    m_news->setText(sentence);
    m_news->setToolTip(sentence);
    emit session().news(sentence);
    showState();
}

void DeskScreen::retranslate() {
    m_news->clear();
    m_desk->retranslate();
    showState();
}

void DeskScreen::restyle() {
    m_desk->restyle();
    showState();
}

void DeskScreen::setFilterText(const QString& text) {
    m_desk->setFilterText(text);
}

QVector<ScreenAction> DeskScreen::actions() {
    return m_state->state() == StatePane::State::Content ? m_desk->actions()
                                                         : QVector<ScreenAction>();
}

void DeskScreen::jumpTo(const Jump& jump) {
    const QString caseId = jump.more.value(u"case"_s).toString();
    const QString view = jump.more.value(u"view"_s).toString();
    if (jump.merchantId.isEmpty() && caseId.isEmpty() && view.isEmpty())
        return;
    if (!m_desk->isKnown()) {
        m_wanted = jump;
        return;
    }
    if (!view.isEmpty())
        m_desk->showView(view);
    else if (!caseId.isEmpty() && !m_desk->showCase(caseId.toStdString()))
        say(tr("The desk has no case %1").arg(caseId));
    else if (!jump.merchantId.isEmpty() && !m_desk->showMerchant(jump.merchantId.toStdString()))
        say(tr("No case of merchant %1").arg(jump.merchantId));
}

QVariantMap DeskScreen::saveState() const {
    return m_desk->saveState();
}

void DeskScreen::restoreState(const QVariantMap& state) {
    m_desk->restoreState(state);
}

QWidget* DeskScreen::mainFocus() {
    return m_desk->list();
}

} // namespace mops::ui
