#include "ui/desk/flip_finder.h"

#include "core/base/date.h"
#include "ui/text/feature_text.h"
#include "ui/util/feature_words.h"
#include "ui/util/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr double kThreshold = 0.5;
constexpr int kMonths = 6;

} // namespace

FlipFinder::FlipFinder(MartSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session) {
    connect(&session, &MartSession::changed, this, [this](Change change) {
        if (change != Change::Desk)
            m_scene.reset();
    });
}

void FlipFinder::setModel(std::shared_ptr<const risk::RiskModel> model, std::int64_t asOf) {
    if (model == m_model && asOf == m_asOf)
        return;
    m_model = std::move(model);
    m_asOf = asOf;
    m_scene.reset();
}

void FlipFinder::find(const std::string& merchantId) {
    if (!m_model)
        return;
    if (m_scene) {
        ask(merchantId);
        return;
    }
    m_session.withTrade(this, [this, merchantId](const Result<MartSession::TradePtr>& trade) {
        if (!trade) {
            emit failed(merchantId, trade.error());
            return;
        }
        m_session.jobs().run<ScenePtr>(
            {u"flip-scene"_s, tr("Comparing all merchants")},
            [model = m_model, trade = *trade,
             day = dayOf(fromSeconds(m_asOf))](TaskContext& task) -> Result<ScenePtr> {
                auto scene = risk::MerchantScene::make(*model, trade, day, task);
                if (!scene)
                    return failAs(scene);
                return std::make_shared<const risk::MerchantScene>(std::move(*scene));
            },
            this,
            [this, merchantId](const Result<ScenePtr>& scene) {
                if (!scene) {
                    emit failed(merchantId, scene.error());
                    return;
                }
                m_scene = *scene;
                ask(merchantId);
            });
    });
}

void FlipFinder::ask(const std::string& merchantId) {
    using WhyPtr = std::shared_ptr<const risk::MerchantWhy>;
    m_session.jobs().run<WhyPtr>(
        {u"flip"_s, tr("Scoring again")},
        [scene = m_scene, merchantId](TaskContext& task) -> Result<WhyPtr> {
            auto why = scene->why(merchantId, kThreshold, kMonths, task);
            if (!why)
                return failAs(why);
            return std::make_shared<const risk::MerchantWhy>(std::move(*why));
        },
        this,
        [this, merchantId](const Result<WhyPtr>& why) {
            if (why)
                emit found(merchantId, **why);
            else
                emit failed(merchantId, why.error());
        });
}

QString flipSentence(const risk::Flip& flip, const std::string& currency) {
    if (!flip.possible || flip.steps.empty())
        return QCoreApplication::translate(
                   "Flip", "Nothing that the merchant can change turns it round: at best %1.")
            .arg(format::percent(flip.best, 0));
    QStringList steps;
    for (const risk::FlipStep& step : flip.steps) {
        QString words = QCoreApplication::translate("Flip", "%1 from %2 to %3")
                            .arg(text::featureName(step.feature),
                                 featureValue(step.feature, step.from, currency),
                                 featureValue(step.feature, step.to, currency));
        if (step.goodOrders > 0)
            words = QCoreApplication::translate("Flip", "%1 (takes %2 orders without a fault)")
                        .arg(words, format::integer(step.goodOrders));
        steps << words;
    }
    return QCoreApplication::translate("Flip", "Would be %1 (scored again) with: %2")
        .arg(format::percent(flip.flipped, 0),
             steps.join(QCoreApplication::translate("Case", "; ")));
}

QString peersSentence(const risk::MerchantWhy& why, const std::string& currency) {
    QStringList bad;
    for (const risk::PeerPlace& place : why.peers)
        if (place.bad)
            bad << QCoreApplication::translate("Flip", "%1 %2 (half of the peers: %3 … %4)")
                       .arg(text::featureName(place.feature),
                            featureValue(place.feature, place.value, currency),
                            featureValue(place.feature, place.low, currency),
                            featureValue(place.feature, place.high, currency));
    const QString peers = format::integer(why.group.merchants);
    if (bad.isEmpty())
        return QCoreApplication::translate("Flip",
                                           "Among its %1 peers it is nowhere in the worst tenth.")
            .arg(peers);
    return QCoreApplication::translate("Flip", "In the worst tenth of its %1 peers: %2")
        .arg(peers, bad.join(QCoreApplication::translate("Case", "; ")));
}

} // namespace mops::ui
