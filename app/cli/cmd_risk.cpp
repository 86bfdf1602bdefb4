#include "app/cli/as_of_option.h"
#include "app/cli/command.h"
#include "app/cli/risk_why.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/risk/risk_model.h"
#include "ui/text/feature_text.h"
#include "ui/text/reason_text.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
    risk::RiskParams params;
    std::string asOf;
    std::string merchantId;
    std::size_t top = 20;
    int months = 6;
};

Result<risk::RiskParams> paramsOf(const Options& options, const Session& session) {
    risk::RiskParams params = options.params;
    params.seed = session.seed;
    params.threads = session.threads;
    const auto asOf = asOfDay(options.asOf);
    if (!asOf)
        return failAs(asOf);
    params.asOf = *asOf;
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    return params;
}

std::string metricText(double value) {
    return formatFixed(value, 4);
}

std::string evaluationText(const risk::Evaluation& evaluation) {
    TextTable table({"", "ROC-AUC", "PR-AUC", "log loss", "Brier", "accuracy", "precision",
                     "recall", "F1", "rows", "bad"});
    const auto add = [&](const std::string& name, const risk::MetricSet& metrics) {
        table.add({name, metricText(metrics.rocAuc), metricText(metrics.prAuc),
                   metricText(metrics.logLoss), metricText(metrics.brier),
                   metricText(metrics.accuracy), metricText(metrics.precision),
                   metricText(metrics.recall), metricText(metrics.f1), std::to_string(metrics.rows),
                   std::to_string(metrics.positives)});
    };
    add(evaluation.algorithm, evaluation.model);
    add("own past", evaluation.ownPast);
    add("training share", evaluation.baseline);
    return table.render();
}

std::string splitText(const risk::Evaluation& evaluation) {
    const auto span = [](const std::vector<Day>& days) {
        return formatDay(days.front()) + " … " + formatDay(days.back());
    };
    return text::outcomeName(evaluation.outcome).toStdString() + ": " +
           text::outcomeDescription(evaluation.outcome).toStdString() + "\n" +
           span(evaluation.split.trainAsOf) + " → " + span(evaluation.split.testAsOf) + "\n";
}

Answer answerOf(const risk::Evaluation& evaluation) {
    Answer answer;
    answer.json = Json::parse(risk::evaluationJson(evaluation));
    answer.text = splitText(evaluation) + evaluationText(evaluation);
    return answer;
}

/// Trains on the mart's facts; `writer` is the connection to read them from.
Result<risk::RiskModel> trainOn(db::Database& mart, const Options& options, Session& session) {
    const auto params = paramsOf(options, session);
    if (!params)
        return failAs(params);
    const auto trade = mart::readTradeColumns(mart, *session.context);
    if (!trade)
        return failAs(trade);
    return risk::trainRisk(*trade, *params, *session.context);
}

Result<Answer> train(const Options& options, Session& session) {
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    auto model = trainOn(*mart, options, session);
    if (!model)
        return failAs(model);
    const auto id = risk::storeModel(*mart, *model, *session.clock);
    if (!id)
        return failAs(id);
    Answer answer = answerOf(model->evaluation);
    answer.json["model_id"] = *id;
    answer.json["intercept"] = model->intercept;
    return answer;
}

Result<Answer> evaluate(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto model = trainOn(*mart, options, session);
    if (!model)
        return failAs(model);
    return answerOf(model->evaluation);
}

Result<Answer> score(const Options& options, Session& session) {
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    const auto params = paramsOf(options, session);
    if (!params)
        return failAs(params);
    const auto scene = prepareRisk(*mart, *params, session);
    if (!scene)
        return failAs(scene);
    auto scores = risk::scoreMerchants(scene->model, *scene->trade, scene->day, *session.context);
    if (!scores)
        return failAs(scores);
    const auto runId = risk::storeScores(*mart, *scores, *session.clock);
    if (!runId)
        return failAs(runId);
    Answer answer;
    answer.json = {{"run_id", *runId},
                   {"model_id", scores->modelId},
                   {"outcome", scores->outcome},
                   {"as_of", formatDay(scene->day)},
                   {"merchants", scores->scores.size()},
                   {"scores", Json::array()}};
    TextTable table({"merchant", "score", "why"});
    for (std::size_t row = 0; row < std::min(options.top, scores->scores.size()); ++row) {
        const risk::RiskScore& one = scores->scores[row];
        Json reasons = Json::array();
        std::string why;
        for (const risk::Contribution& reason : one.reasons) {
            reasons.push_back(contributionJson(reason));
            why += (why.empty() ? "" : "; ") + text::reasonText(reason.feature, reason.value,
                                                                reason.peerMedian,
                                                                scene->trade->currency)
                                                   .toStdString();
        }
        answer.json["scores"].push_back({{"merchant_id", one.merchantId},
                                         {"score", one.probability},
                                         {"log_odds", one.logOdds},
                                         {"reasons", reasons}});
        table.add({one.merchantId, metricText(one.probability), why});
    }
    answer.text = table.render();
    return answer;
}

Result<Answer> why(const Options& options, Session& session) {
    const auto params = paramsOf(options, session);
    if (!params)
        return failAs(params);
    return explainRisk(*params, options.merchantId, options.months, session);
}

void addCommon(CLI::App& command, Options& options) {
    command
        .add_option("--outcome", options.params.outcome,
                    "What may go wrong: bad-service, late-delivery, gone-quiet")
        ->capture_default_str();
    command.add_option("--model", options.params.algorithm, "The algorithm: logistic")
        ->capture_default_str();
    addAsOf(command, options.asOf);
}

void addTraining(CLI::App& command, Options& options) {
    addCommon(command, options);
    command
        .add_option("--train-months", options.params.trainMonths,
                    "Newest months to train on; 0 = all")
        ->capture_default_str();
    command
        .add_option("--test-months", options.params.testMonths, "Newest months kept for the test")
        ->capture_default_str();
    command.add_option("--l2", options.params.l2, "Strength of the penalty")->capture_default_str();
    command.add_option("--threshold", options.params.threshold, "Score that counts as bad")
        ->capture_default_str();
}

} // namespace

Action defineRisk(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.require_subcommand(1);
    auto* training =
        subcommand.add_subcommand("train", "Train, test on later months and store a model");
    addTraining(*training, *options);
    auto* evaluating = subcommand.add_subcommand("evaluate", "The same without storing anything");
    addTraining(*evaluating, *options);
    auto* scoring =
        subcommand.add_subcommand("score", "Score every merchant with the newest model");
    addCommon(*scoring, *options);
    scoring->add_option("--top", options->top, "How many to answer, riskiest first")
        ->capture_default_str();
    auto* explaining = subcommand.add_subcommand("why", "What makes one merchant's score");
    addCommon(*explaining, *options);
    explaining->add_option("--merchant", options->merchantId, "The merchant's id")->required();
    explaining
        ->add_option("--threshold", options->params.threshold,
                     "The verdict that a change would turn round")
        ->capture_default_str();
    explaining->add_option("--months", options->months, "How many earlier month ends to show")
        ->check(CLI::Range(0, 120))
        ->capture_default_str();
    return [=](Session& session) -> Result<Answer> {
        if (training->parsed())
            return train(*options, session);
        if (evaluating->parsed())
            return evaluate(*options, session);
        if (scoring->parsed())
            return score(*options, session);
        return why(*options, session);
    };
}

} // namespace mops::cli
