#include "app/cli/risk_why.h"

#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/risk/merchant_scene.h"
#include "ui/text/feature_text.h"
#include "ui/text/reason_text.h"

#include <cmath>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;

Json numberOrNull(double value) {
    return std::isfinite(value) ? Json(value) : Json();
}

std::string percentText(double share) {
    return std::isfinite(share) ? formatFixed(100 * share, 1) + " %" : "–";
}

Json flipJson(const risk::Flip& flip) {
    Json steps = Json::array();
    for (const risk::FlipStep& step : flip.steps)
        steps.push_back({{"feature", step.feature},
                         {"from", numberOrNull(step.from)},
                         {"to", step.to},
                         {"good_orders", step.goodOrders}});
    return {{"threshold", flip.threshold}, {"possible", flip.possible},
            {"score", flip.probability},   {"flipped_score", flip.flipped},
            {"best_score", flip.best},     {"steps", std::move(steps)}};
}

Json peersJson(const risk::MerchantWhy& why) {
    Json places = Json::array();
    for (const risk::PeerPlace& place : why.peers)
        places.push_back({{"feature", place.feature},
                          {"value", numberOrNull(place.value)},
                          {"percentile", numberOrNull(place.percentile)},
                          {"low", numberOrNull(place.low)},
                          {"median", numberOrNull(place.median)},
                          {"high", numberOrNull(place.high)},
                          {"bad", place.bad}});
    return {{"same_category", why.group.sameCategory},
            {"same_size", why.group.sameSize},
            {"category_id", why.group.categoryId},
            {"merchants", why.group.merchants},
            {"places", std::move(places)}};
}

Json pastJson(const risk::MerchantWhy& why) {
    Json past = Json::array();
    for (const risk::PastValues& then : why.past) {
        Json values = Json::object();
        for (std::size_t k = 0; k < why.features.size(); ++k)
            values[why.features[k]] = numberOrNull(then.values[k]);
        past.push_back({{"as_of", formatDay(then.asOf)}, {"values", std::move(values)}});
    }
    return past;
}

std::string peersText(const risk::MerchantWhy& why, const std::string& currency) {
    std::vector<std::string> heads{"", "now", "below it", "peers' median"};
    for (const risk::PastValues& then : why.past)
        heads.push_back(formatDay(then.asOf));
    TextTable table(heads);
    for (std::size_t k = 0; k < why.peers.size(); ++k) {
        const risk::PeerPlace& place = why.peers[k];
        const auto value = [&](double number) {
            return text::featureValueText(place.feature, number, currency).toStdString();
        };
        std::vector<std::string> cells{text::featureName(place.feature).toStdString(),
                                       value(place.value), percentText(place.percentile),
                                       value(place.median)};
        for (const risk::PastValues& then : why.past)
            cells.push_back(value(then.values[k]));
        table.add(cells);
    }
    return table.render();
}

std::string flipText(const risk::Flip& flip, const std::string& currency) {
    const std::string line = percentText(flip.probability) + " → " +
                             percentText(flip.possible ? flip.flipped : flip.best) + "  (" +
                             percentText(flip.threshold) + ")\n";
    if (!flip.possible)
        return "no change that the merchant can make is enough: " + line;
    TextTable table({"what would flip it", "from", "to", "good orders"});
    for (const risk::FlipStep& step : flip.steps)
        table.add({text::featureName(step.feature).toStdString(),
                   text::featureValueText(step.feature, step.from, currency).toStdString(),
                   text::featureValueText(step.feature, step.to, currency).toStdString(),
                   step.goodOrders == 0 ? "" : std::to_string(step.goodOrders)});
    return line + table.render();
}

} // namespace

Result<RiskScene> prepareRisk(db::Database& mart, const risk::RiskParams& params,
                              Session& session) {
    auto model = risk::readLatestModel(mart, params.outcome);
    if (!model)
        return failAs(model);
    auto trade = mart::readTradeColumns(mart, *session.context);
    if (!trade)
        return failAs(trade);
    const auto day = risk::scoringDay(*trade, params.asOf);
    if (!day)
        return failAs(day);
    return RiskScene{std::move(*model), std::make_shared<mart::TradeColumns>(std::move(*trade)),
                     *day};
}

Json contributionJson(const risk::Contribution& contribution) {
    return {{"feature", contribution.feature},
            {"value", contribution.value},
            {"contribution", contribution.contribution},
            {"peer_median", contribution.peerMedian}};
}

Result<Answer> explainRisk(const risk::RiskParams& params, const std::string& merchantId,
                           int months, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    auto prepared = prepareRisk(*mart, params, session);
    if (!prepared)
        return failAs(prepared);
    const std::string currency = prepared->trade->currency;
    const auto scene = risk::MerchantScene::make(std::move(prepared->model), prepared->trade,
                                                 prepared->day, *session.context);
    if (!scene)
        return failAs(scene);
    const auto why = scene->why(merchantId, params.threshold, months, *session.context);
    if (!why)
        return failAs(why);
    const risk::RiskScore& one = why->explanation.score;
    Answer answer;
    answer.json = {{"merchant_id", one.merchantId},
                   {"outcome", scene->model().outcome},
                   {"model_id", scene->model().modelId},
                   {"as_of", formatDay(scene->asOf())},
                   {"score", one.probability},
                   {"log_odds", one.logOdds},
                   {"contributions", Json::array()},
                   {"intercept", why->explanation.intercept},
                   {"flip", flipJson(why->flip)},
                   {"peers", peersJson(*why)},
                   {"past", pastJson(*why)}};
    TextTable table({"contribution", "because"});
    table.add({formatFixed(why->explanation.intercept, 4), "average"});
    for (const risk::Contribution& reason : one.reasons) {
        answer.json["contributions"].push_back(contributionJson(reason));
        table.add({formatFixed(reason.contribution, 4),
                   text::reasonText(reason.feature, reason.value, reason.peerMedian, currency)
                       .toStdString()});
    }
    answer.text = one.merchantId + "  " + formatFixed(one.probability, 4) + "\n" + table.render() +
                  "\n" + peersText(*why, currency) + "\n" + flipText(why->flip, currency);
    return answer;
}

} // namespace mops::cli
