#include "ui/screens/risk/risk_screen.h"

#include "ui/desk/review_desk.h"
#include "ui/screens/risk/model_card.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"
#include "ui/util/dialogs.h"
#include "ui/util/format.h"
#include "ui/util/state_pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

const QString kTrainKind = u"risk-train"_s;

} // namespace

RiskScreen::RiskScreen(MartSession& session, QWidget* parent)
    : DeskScreen(session, "risk", parent)
    , m_freshness(new QLabel(top()))
    , m_card(addButton(u"showModelCard"_s, [this] { showModelCard(); }))
    , m_train(addButton(u"trainRisk"_s, [this] { train(); }))
    , m_open(addButton(u"openCases"_s, [this] { askOpenCases(); })) {
    m_freshness->setObjectName(u"riskFreshness"_s);
    topRow()->insertWidget(0, m_freshness);
    newsLine()->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    theme::setButtonRole(m_card, theme::ButtonRole::Quiet);
    retranslate();
}

void RiskScreen::readFacts() {
    session().read<RiskFacts>(
        {u"risk-facts"_s, tr("Reading the risk model")},
        [](db::Database& mart, TaskContext&) { return readRiskFacts(mart); }, this,
        [this](const Result<RiskFacts>& facts) { onFacts(facts); });
}

void RiskScreen::onFacts(const Result<RiskFacts>& facts) {
    if (!facts) {
        forgetFacts();
        if (facts.error().code != ErrorCode::Cancelled)
            statePane()->showFailed(facts.error(), [this] { refresh(); });
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
    desk()->setBackground(background);
    showState();
}

void RiskScreen::showState() {
    showFreshness();
    if (showNoMart(u"security-medium"_s, tr("No orders to judge merchants by"),
                   tr("The risk desk learns from orders, deliveries and reviews. Import "
                      "files, or simulate a marketplace to look around.")))
        return;
    if (m_training && !desk()->hasCases()) {
        statePane()->showLoading(&session().jobs(), kTrainKind);
        return;
    }
    if (!m_factsKnown || !queueKnown()) {
        statePane()->showLoading(&session().jobs(), u"risk-facts"_s);
        return;
    }
    if (desk()->hasCases()) {
        statePane()->showContent();
    } else if (!m_facts.model || m_facts.scored == 0) {
        statePane()->showEmpty(
            u"security-medium"_s, tr("No merchant is scored yet"),
            tr("The model learns from past outcomes which merchants are likely to "
               "give bad service, tests itself on later months, and scores everyone."),
            {{tr("Train the risk model and score"), [this] { train(); }}});
    } else if (openable() > 0) {
        statePane()->showEmpty(
            u"flag"_s, tr("Merchants at risk, no case yet: %1").arg(format::integer(openable())),
            tr("Open cases for merchants whose risk is at least 50 %, the most pressing first."),
            {{tr("Open cases"), [this] { openCases(); }},
             {tr("Model card"), [this] { showModelCard(); }, false}});
    } else {
        statePane()->showEmpty(u"checkmark"_s, tr("No merchant is above the line"),
                               tr("Of %1 scored merchants none has a risk of 50 % or more.")
                                   .arg(format::integer(m_facts.scored)),
                               {{tr("Model card"), [this] { showModelCard(); }, false}});
    }
}

bool RiskScreen::isStale() const {
    return m_facts.model && m_facts.model->fingerprint != session().facts().fingerprint;
}

void RiskScreen::showFreshness() {
    const bool ready = isReady();
    m_card->setVisible(ready && m_facts.model != nullptr);
    m_train->setVisible(ready && (m_facts.model != nullptr || desk()->hasCases()));
    m_train->setText(m_facts.model ? tr("Train and score again") : tr("Train and score"));
    m_train->setEnabled(!m_training);
    m_open->setVisible(ready && desk()->hasCases() && openable() > 0);
    m_open->setText(tr("Open cases: %1").arg(format::integer(openable())));
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
            if (trained.error().code == ErrorCode::Cancelled || desk()->hasCases()) {
                say(text::errorText(trained.error()));
                showState();
                return;
            }
            showFreshness();
            statePane()->showFailed(trained.error(), [this] { train(); });
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
            forgetFacts();
            refresh();
        });
}

void RiskScreen::askOpenCases() {
    dialogs::confirm(this, tr("Open cases for merchants at risk?"),
                     tr("Cases that will be opened: %1. One undo takes them all back.")
                         .arg(format::integer(openable())),
                     tr("Open cases"), [this] { openCases(); });
}

void RiskScreen::showModelCard() {
    if (m_facts.model)
        (new ModelCard(m_facts.model, this))->open();
}

void RiskScreen::retranslate() {
    m_card->setText(tr("Model card"));
    DeskScreen::retranslate();
}

QString RiskScreen::filterHint() const {
    return tr("Filter cases by merchant or reason");
}

QVector<ScreenAction> RiskScreen::actions() {
    auto actions = DeskScreen::actions();
    const bool ready = isReady();
    actions.append(
        {tr("Train the risk model and score"), {}, [this] { train(); }, ready && !m_training});
    actions.append({tr("Open cases for merchants at risk"),
                    {},
                    [this] { askOpenCases(); },
                    ready && openable() > 0});
    actions.append({tr("Model card"), {}, [this] { showModelCard(); }, m_facts.model != nullptr});
    return actions;
}

} // namespace mops::ui
