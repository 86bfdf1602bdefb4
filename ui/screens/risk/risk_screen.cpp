#include "ui/screens/risk/risk_screen.h"

#include "core/desk/open_cases.h"
#include "ui/desk/open_kinds.h"
#include "ui/desk/review_desk.h"
#include "ui/screens/risk/model_card.h"
#include "ui/tables/table_view.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"
#include "ui/util/dialogs.h"
#include "ui/util/format.h"
#include "ui/util/state_pane.h"

#include <algorithm>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

const QString kTrainKind = u"risk-train"_s;

} // namespace

RiskScreen::RiskScreen(MartSession& session, QWidget* parent)
    : Screen(session, parent)

    , m_state(new StatePane(this))
    , m_desk(new ReviewDesk(session, "risk")) {
    m_top = buildTop();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(1.5), theme::unit(1), theme::unit(1));
    layout->setSpacing(theme::unit(1));
    layout->addWidget(m_top);
    m_state->setContent(m_desk);
    m_desk->setFocusProxy(m_desk->list());
    layout->addWidget(m_state, 1);
    connect(m_desk, &ReviewDesk::known, this, [this] {
        m_queueKnown = true;
        if (!m_wantedMerchant.isEmpty())
            jumpTo({u"risk"_s, std::exchange(m_wantedMerchant, {}), {}});
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

QWidget* RiskScreen::buildTop() {
    auto* top = new QWidget(this);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, theme::unit(1), 0);
    row->setSpacing(theme::unit(1));
    m_freshness = new QLabel(top);
    m_freshness->setObjectName(u"riskFreshness"_s);
    m_news = new QLabel(top);
    m_news->setObjectName(u"riskNews"_s);
    m_news->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_news->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    theme::setTextRole(m_news, theme::TextRole::Muted);
    const auto button = [&](const QString& name, auto action) {
        auto* made = new QPushButton(top);
        made->setObjectName(name);
        made->setFocusPolicy(Qt::TabFocus);
        connect(made, &QPushButton::clicked, this, action);
        return made;
    };
    m_card = button(u"showModelCard"_s, &RiskScreen::showModelCard);
    theme::setButtonRole(m_card, theme::ButtonRole::Quiet);
    m_train = button(u"trainRisk"_s, &RiskScreen::train);
    m_open = button(u"openCases"_s, &RiskScreen::askOpenCases);
    row->addWidget(m_freshness);
    row->addWidget(m_news, 1);
    row->addWidget(m_card);
    row->addWidget(m_train);
    row->addWidget(m_open);
    return top;
}

void RiskScreen::refresh() {
    if (session().state() != MartSession::State::Ready) {
        showState();
        return;
    }
    if (m_factsStale)
        readFacts();
    readQueue();
}

void RiskScreen::readFacts() {
    m_factsStale = false;
    session().read<RiskFacts>(
        {u"risk-facts"_s, tr("Reading the risk model")},
        [](db::Database& mart, TaskContext&) { return readRiskFacts(mart); }, this,
        [this](const Result<RiskFacts>& facts) { onFacts(facts); });
    readOpenable();
}

void RiskScreen::readQueue() {
    m_desk->refresh();
}

void RiskScreen::readOpenable() {
    session().read<std::int64_t>(
        {u"risk-openable"_s, tr("Looking for merchants at risk")},
        [](db::Database& mart, TaskContext& task) { return countOpenableOn(mart, "risk", task); },
        this,
        [this](const Result<std::int64_t>& openable) {
            if (!openable)
                return;
            m_openable = *openable;
            showState();
        });
}

void RiskScreen::onFacts(const Result<RiskFacts>& facts) {
    if (!facts) {
        m_factsStale = true;
        if (facts.error().code != ErrorCode::Cancelled)
            m_state->showFailed(facts.error(), [this] { refresh(); });
        return;
    }
    m_facts = *facts;
    m_factsKnown = true;
    RiskBackground background;
    background.currency = session().facts().currency;
    if (m_facts.model) {
        const risk::Evaluation& evaluation = m_facts.model->evaluation;
        background.outcome = m_facts.model->outcome;
        background.model = m_facts.model;
        background.scoredAsOf = m_facts.scoredAsOf;
        background.horizonDays = evaluation.split.horizonDays;
        background.usualShare = evaluation.model.rows == 0
                                    ? 0
                                    : static_cast<double>(evaluation.model.positives) /
                                          static_cast<double>(evaluation.model.rows);
    }
    m_desk->setBackground(background);
    showState();
}

void RiskScreen::showState() {
    showFreshness();
    const MartSession::State state = session().state();
    if (state == MartSession::State::Failed) {
        m_state->showFailed(session().error(), [this] { session().open(); });
        return;
    }
    if (state == MartSession::State::Missing || state == MartSession::State::Empty) {
        m_state->showEmpty(u"security-medium"_s, tr("No orders to judge merchants by"),
                           tr("The risk desk learns from orders, deliveries and reviews. Import "
                              "files, or simulate a marketplace to look around."),
                           {{tr("Go to Data"), [this] {
                                 emit jumpRequested({u"data"_s, {}, {}});
                             }}});
        return;
    }
    if (m_training && !m_desk->hasCases()) {
        m_state->showLoading(&session().jobs(), kTrainKind);
        return;
    }
    if (!m_factsKnown || !m_queueKnown) {
        m_state->showLoading(&session().jobs(), u"risk-facts"_s);
        return;
    }
    if (m_desk->hasCases()) {
        m_state->showContent();
    } else if (!m_facts.model || m_facts.scored == 0) {
        m_state->showEmpty(
            u"security-medium"_s, tr("No merchant is scored yet"),
            tr("The model learns from past outcomes which merchants are likely to "
               "give bad service, tests itself on later months, and scores everyone."),
            {{tr("Train the risk model and score"), [this] { train(); }}});
    } else if (m_openable > 0) {
        m_state->showEmpty(
            u"flag"_s, tr("Merchants at risk, no case yet: %1").arg(format::integer(m_openable)),
            tr("Open cases for merchants whose risk is at least 50 %, the most pressing first."),
            {{tr("Open cases"), [this] { openCases(); }},
             {tr("Model card"), [this] { showModelCard(); }, false}});
    } else {
        m_state->showEmpty(u"checkmark"_s, tr("No merchant is above the line"),
                           tr("Of %1 scored merchants none has a risk of 50 % or more.")
                               .arg(format::integer(m_facts.scored)),
                           {{tr("Model card"), [this] { showModelCard(); }, false}});
    }
}

bool RiskScreen::isStale() const {
    return m_facts.model && m_facts.model->fingerprint != session().facts().fingerprint;
}

void RiskScreen::showFreshness() {
    const bool ready = session().state() == MartSession::State::Ready;
    m_card->setVisible(ready && m_facts.model != nullptr);
    m_train->setVisible(ready && (m_facts.model != nullptr || m_desk->hasCases()));
    m_train->setText(m_facts.model ? tr("Train and score again") : tr("Train and score"));
    m_train->setEnabled(!m_training);
    m_open->setVisible(ready && m_desk->hasCases() && m_openable > 0);
    m_open->setText(tr("Open cases: %1").arg(format::integer(m_openable)));
    m_freshness->setVisible(ready && m_facts.scoredAsOf > 0);
    if (isStale()) {
        m_freshness->setText(
            tr("Scores of %1 are older than the data").arg(format::date(m_facts.scoredAsOf)));
        theme::setTone(m_freshness, theme::Tone::Watch);
    } else {
        m_freshness->setText(tr("Scores as of %1").arg(format::date(m_facts.scoredAsOf)));
        theme::setTone(m_freshness, theme::Tone::Neutral);
    }
}

void RiskScreen::train() {
    if (m_training)
        return;
    m_training = true;
    session().compute<TrainedRiskPtr>(
        {kTrainKind, tr("Training the risk model")},
        [](const mart::TradeColumns& trade, TaskContext& task) {
            return trainAndScore(trade, task);
        },
        this,
        [this](const Result<TrainedRiskPtr>& trained) {
            if (trained) {
                store(*trained);
                return;
            }
            m_training = false;
            if (trained.error().code == ErrorCode::Cancelled || m_desk->hasCases()) {
                say(text::errorText(trained.error()));
                showState();
                return;
            }
            showFreshness();
            m_state->showFailed(trained.error(), [this] { train(); });
        });
    showState();
}

void RiskScreen::store(const TrainedRiskPtr& trained) {
    const Clock* clock = &session().clock();
    session().write<std::int64_t>(
        {u"risk-store"_s, tr("Storing the scores")}, Change::Thought,
        [trained, clock](db::Database& mart, TaskContext&) {
            return storeTrained(mart, *trained, *clock);
        },
        this,
        [this, trained](const Result<std::int64_t>& run) {
            m_training = false;
            say(run ? tr("Scored merchants: %1")
                          .arg(format::integer(
                              static_cast<std::int64_t>(trained->scores.scores.size())))
                    : text::errorText(run.error()));
            m_factsStale = true;
            refresh();
        });
}

void RiskScreen::askOpenCases() {
    dialogs::confirm(this, tr("Open cases for merchants at risk?"),
                     tr("Cases that will be opened: %1. One undo takes them all back.")
                         .arg(format::integer(m_openable)),
                     tr("Open cases"), [this] { openCases(); });
}

void RiskScreen::openCases() {
    const Clock* clock = &session().clock();
    session().write<desk::OpenedCases>(
        {u"open-cases"_s, tr("Opening cases")}, Change::Desk,
        [clock, who = session().operatorName()](db::Database& mart, TaskContext& task) {
            return openCasesOn(mart, "risk", {who, *clock}, task);
        },
        this,
        [this](const Result<desk::OpenedCases>& opened) {
            say(opened ? tr("Cases opened: %1 · already open: %2")
                             .arg(format::integer(opened->opened),
                                  format::integer(opened->alreadyOpen))
                       : text::errorText(opened.error()));
            readQueue();
            readOpenable();
        });
}

void RiskScreen::showModelCard() {
    if (m_facts.model)
        (new ModelCard(m_facts.model, this))->open();
}

void RiskScreen::say(const QString& sentence) {
    m_news->setText(sentence);
    m_news->setToolTip(sentence);
    emit session().news(sentence);
}

void RiskScreen::retranslate() {
    m_card->setText(tr("Model card"));
    m_news->clear();
    m_desk->retranslate();
    showState();
}

void RiskScreen::restyle() {
    m_desk->restyle();
    showFreshness();
}

QString RiskScreen::filterHint() const {
    return tr("Filter cases by merchant or reason");
}

void RiskScreen::setFilterText(const QString& text) {
    m_desk->setFilterText(text);
}

QVector<ScreenAction> RiskScreen::actions() {
    QVector<ScreenAction> actions;
    if (m_state->state() == StatePane::State::Content)
        actions = m_desk->actions();
    const bool ready = session().state() == MartSession::State::Ready;
    actions.append(
        {tr("Train the risk model and score"), {}, [this] { train(); }, ready && !m_training});
    actions.append({tr("Open cases for merchants at risk"),
                    {},
                    [this] { askOpenCases(); },
                    ready && m_openable > 0});
    actions.append({tr("Model card"), {}, [this] { showModelCard(); }, m_facts.model != nullptr});
    return actions;
}

void RiskScreen::jumpTo(const Jump& jump) {
    if (jump.merchantId.isEmpty())
        return;
    if (!m_queueKnown) {
        m_wantedMerchant = jump.merchantId;
        return;
    }
    if (!m_desk->showMerchant(jump.merchantId.toStdString()))
        say(tr("No case of merchant %1").arg(jump.merchantId));
}

QVariantMap RiskScreen::saveState() const {
    return m_desk->saveState();
}

void RiskScreen::restoreState(const QVariantMap& state) {
    m_desk->restoreState(state);
}

QWidget* RiskScreen::mainFocus() {
    return m_desk->list();
}

} // namespace mops::ui
