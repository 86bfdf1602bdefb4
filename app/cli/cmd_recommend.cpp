#include "app/cli/as_of_option.h"
#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/recommend/recommend.h"
#include "ui/text/feature_text.h"
#include "ui/text/recommend_text.h"

#include <chrono>
#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;
using text::RecommendFor;

struct Options {
    recommend::RecommendParams params;
    std::string asOf;
    std::string merchantId;
    std::string buyerId;
};

struct Scene {
    recommend::RecommendParams params;
    mart::TradeColumns trade;
};

Result<Scene> prepare(const Options& options, Session& session) {
    Scene scene;
    scene.params = options.params;
    scene.params.seed = session.seed;
    scene.params.threads = session.threads;
    const auto asOf = asOfDay(options.asOf);
    if (!asOf)
        return failAs(asOf);
    scene.params.asOf = *asOf;
    if (const auto valid = scene.params.validate(); !valid)
        return failAs(valid);
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    auto trade = mart::readTradeColumns(*mart, *session.context);
    if (!trade)
        return failAs(trade);
    scene.trade = std::move(*trade);
    return scene;
}

/// Built from the facts in a moment, so nothing is stored that could grow stale; this says how much
/// it learns and how long that takes.
Result<Answer> train(const Options& options, Session& session) {
    const auto scene = prepare(options, session);
    if (!scene)
        return failAs(scene);
    const auto begin = std::chrono::steady_clock::now();
    const auto recommender =
        recommend::Recommender::build(scene->trade, scene->params, *session.context);
    if (!recommender)
        return failAs(recommender);
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    Answer answer;
    answer.json = {{"items", recommender->items()},
                   {"users", recommender->users()},
                   {"neighbours", recommender->neighbours()},
                   {"built", "in-process"},
                   {"seconds", seconds}};
    TextTable table({"items", "users", "neighbours", "seconds"});
    table.add({std::to_string(recommender->items()), std::to_string(recommender->users()),
               std::to_string(recommender->neighbours()), formatFixed(seconds, 3)});
    answer.text = table.render();
    return answer;
}

Result<Answer> evaluate(const Options& options, Session& session) {
    const auto scene = prepare(options, session);
    if (!scene)
        return failAs(scene);
    const auto evaluation = recommend::evaluate(scene->trade, scene->params, *session.context);
    if (!evaluation)
        return failAs(evaluation);
    Answer answer;
    answer.json = {{"split", formatDay(evaluation->split)},
                   {"top", evaluation->top},
                   {"items", evaluation->items},
                   {"users", evaluation->scores.front().users},
                   {"algorithms", Json::object()}};
    TextTable table({"algorithm", "precision", "recall", "NDCG", "MAP", "coverage", "users"});
    for (const recommend::RecommendScore& score : evaluation->scores) {
        answer.json["algorithms"][score.algorithm] = {
            {"precision", score.precision}, {"recall", score.recall},
            {"ndcg", score.ndcg},           {"map", score.map},
            {"coverage", score.coverage},   {"users", score.users}};
        table.add({score.algorithm, formatFixed(score.precision, 5), formatFixed(score.recall, 5),
                   formatFixed(score.ndcg, 5), formatFixed(score.map, 5),
                   formatFixed(score.coverage, 4), std::to_string(score.users)});
    }
    answer.text = table.render();
    return answer;
}

Answer answerOf(const recommend::Preview& preview, RecommendFor subject) {
    Answer answer;
    answer.json = {
        {subject == RecommendFor::Merchant ? "merchant_id" : "buyer_id", preview.subjectId},
        {"currency", preview.currency},
        {"history", preview.history},
        {"items", Json::array()},
        {"removed", Json::array()}};
    TextTable table({"product", "category", "score", "price", "why"});
    for (const recommend::RecommendedItem& item : preview.items) {
        const std::string reason = text::recommendReason(item, subject).toStdString();
        answer.json["items"].push_back({{"product_id", item.productId},
                                        {"category_id", item.categoryId},
                                        {"score", item.score},
                                        {"source", recommend::sourceName(item.source)},
                                        {"reason", reason},
                                        {"because_of", item.becauseOf},
                                        {"support", item.support},
                                        {"median_price_minor", item.medianPriceMinor}});
        table.add({item.productId, item.categoryId, formatFixed(item.score, 4),
                   text::moneyText(static_cast<double>(item.medianPriceMinor), preview.currency)
                       .toStdString(),
                   reason});
    }
    TextTable removed({"removed", "why"});
    for (const recommend::RemovedItem& item : preview.removed) {
        answer.json["removed"].push_back(
            {{"product_id", item.productId}, {"limit", recommend::limitName(item.limit)}});
        removed.add({item.productId, text::limitText(item.limit, subject).toStdString()});
    }
    answer.text = table.render();
    if (!preview.removed.empty())
        answer.text += "\n" + removed.render();
    return answer;
}

Result<Answer> preview(const Options& options, Session& session) {
    if (options.merchantId.empty() == options.buyerId.empty())
        return fail(ErrorCode::Usage, "recommend preview", "--merchant ID | --buyer ID");
    const auto scene = prepare(options, session);
    if (!scene)
        return failAs(scene);
    const auto recommender =
        recommend::Recommender::build(scene->trade, scene->params, *session.context);
    if (!recommender)
        return failAs(recommender);
    const bool forMerchant = !options.merchantId.empty();
    const auto result = forMerchant
                            ? recommender->forMerchant(options.merchantId, scene->params.top)
                            : recommender->forBuyer(options.buyerId, scene->params.top);
    if (!result)
        return failAs(result);
    return answerOf(*result, forMerchant ? RecommendFor::Merchant : RecommendFor::Buyer);
}

void addCommon(CLI::App& command, Options& options) {
    command.add_option("--top", options.params.top, "Length of the lists")->capture_default_str();
    command.add_option("--neighbours", options.params.neighbours, "Neighbours kept per product")
        ->capture_default_str();
    command
        .add_option("--sold-within", options.params.soldWithinDays,
                    "Days after the last sale from which a product counts as no longer sold")
        ->capture_default_str();
    addAsOf(command, options.asOf);
}

} // namespace

Action defineRecommend(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.require_subcommand(1);
    auto* training = subcommand.add_subcommand(
        "train",
        "Build the neighbours in this process, and say how much was learned; nothing is stored");
    addCommon(*training, *options);
    auto* evaluating = subcommand.add_subcommand(
        "evaluate", "Predict later purchases, beside the trivial baselines");
    addCommon(*evaluating, *options);
    auto* previewing = subcommand.add_subcommand(
        "preview", "What a buyer would be shown, or a merchant might stock");
    addCommon(*previewing, *options);
    previewing->add_option("--merchant", options->merchantId, "For this merchant");
    previewing->add_option("--buyer", options->buyerId, "For this buyer");
    return [=](Session& session) -> Result<Answer> {
        if (training->parsed())
            return train(*options, session);
        if (evaluating->parsed())
            return evaluate(*options, session);
        return preview(*options, session);
    };
}

} // namespace mops::cli
