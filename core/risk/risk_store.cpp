#include "core/db/statement.h"
#include "core/features/feature_frame.h"
#include "core/mart/mart.h"
#include "core/risk/risk_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace mops::risk {
namespace {

using Json = nlohmann::ordered_json;

/// JSON has no NaN; it is written as null and read back as NaN.
double numberAt(const Json& json, const char* key) {
    const Json& value = json.at(key);
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

Json metricsJson(const MetricSet& metrics) {
    return {{"roc_auc", metrics.rocAuc},
            {"pr_auc", metrics.prAuc},
            {"log_loss", metrics.logLoss},
            {"brier", metrics.brier},
            {"accuracy", metrics.accuracy},
            {"precision", metrics.precision},
            {"recall", metrics.recall},
            {"f1", metrics.f1},
            {"confusion",
             {{"true_positive", metrics.confusion.truePositive},
              {"false_positive", metrics.confusion.falsePositive},
              {"true_negative", metrics.confusion.trueNegative},
              {"false_negative", metrics.confusion.falseNegative}}},
            {"rows", metrics.rows},
            {"positives", metrics.positives}};
}

MetricSet metricsFrom(const Json& json) {
    MetricSet metrics;
    metrics.rocAuc = numberAt(json, "roc_auc");
    metrics.prAuc = numberAt(json, "pr_auc");
    metrics.logLoss = numberAt(json, "log_loss");
    metrics.brier = numberAt(json, "brier");
    metrics.accuracy = numberAt(json, "accuracy");
    metrics.precision = numberAt(json, "precision");
    metrics.recall = numberAt(json, "recall");
    metrics.f1 = numberAt(json, "f1");
    const Json& confusion = json.at("confusion");
    confusion.at("true_positive").get_to(metrics.confusion.truePositive);
    confusion.at("false_positive").get_to(metrics.confusion.falsePositive);
    confusion.at("true_negative").get_to(metrics.confusion.trueNegative);
    confusion.at("false_negative").get_to(metrics.confusion.falseNegative);
    json.at("rows").get_to(metrics.rows);
    json.at("positives").get_to(metrics.positives);
    return metrics;
}

Json daysJson(const std::vector<Day>& days) {
    Json json = Json::array();
    for (const Day day : days)
        json.push_back(formatDay(day));
    return json;
}

std::vector<Day> daysFrom(const Json& json) {
    std::vector<Day> days;
    for (const Json& text : json)
        days.push_back(parseDay(text.get<std::string>()).value());
    return days;
}

Json evaluationToJson(const Evaluation& evaluation) {
    Json roc = Json::array();
    for (const learn::CurvePoint& point : evaluation.roc)
        roc.push_back(
            {{"threshold", std::isfinite(point.threshold) ? Json(point.threshold) : Json()},
             {"false_positive_rate", point.x},
             {"true_positive_rate", point.y}});
    Json reliability = Json::array();
    for (const learn::ReliabilityBin& bin : evaluation.reliability)
        reliability.push_back(
            {{"predicted", bin.meanPredicted}, {"observed", bin.observedRate}, {"rows", bin.rows}});
    Json coefficients = Json::array();
    for (const auto& [feature, coefficient] : evaluation.coefficients)
        coefficients.push_back({{"feature", feature}, {"coefficient", coefficient}});
    return {{"outcome", evaluation.outcome},
            {"as_of", formatDay(dayOf(fromSeconds(evaluation.asOf)))},
            {"split",
             {{"train", daysJson(evaluation.split.trainAsOf)},
              {"test", daysJson(evaluation.split.testAsOf)},
              {"horizon_days", evaluation.split.horizonDays},
              {"train_rows", evaluation.trainRows},
              {"train_positives", evaluation.trainPositives},
              {"test_rows", evaluation.model.rows},
              {"test_positives", evaluation.model.positives}}},
            {"threshold", evaluation.threshold},
            {"models", {{evaluation.algorithm, metricsJson(evaluation.model)}}},
            {"baseline", metricsJson(evaluation.baseline)},
            {"own_past", metricsJson(evaluation.ownPast)},
            {"coefficients", coefficients},
            {"reliability", reliability},
            {"roc_curve", roc}};
}

Evaluation evaluationFrom(const Json& json) {
    Evaluation evaluation;
    json.at("outcome").get_to(evaluation.outcome);
    evaluation.asOf = features::endOfDay(parseDay(json.at("as_of").get<std::string>()).value());
    const Json& split = json.at("split");
    evaluation.split.trainAsOf = daysFrom(split.at("train"));
    evaluation.split.testAsOf = daysFrom(split.at("test"));
    split.at("horizon_days").get_to(evaluation.split.horizonDays);
    split.at("train_rows").get_to(evaluation.trainRows);
    split.at("train_positives").get_to(evaluation.trainPositives);
    json.at("threshold").get_to(evaluation.threshold);
    const auto model = json.at("models").begin();
    evaluation.algorithm = model.key();
    evaluation.model = metricsFrom(model.value());
    evaluation.baseline = metricsFrom(json.at("baseline"));
    evaluation.ownPast = metricsFrom(json.at("own_past"));
    for (const Json& entry : json.at("coefficients"))
        evaluation.coefficients.emplace_back(entry.at("feature").get<std::string>(),
                                             numberAt(entry, "coefficient"));
    for (const Json& bin : json.at("reliability"))
        evaluation.reliability.push_back({numberAt(bin, "predicted"), numberAt(bin, "observed"),
                                          bin.at("rows").get<std::int64_t>()});
    for (const Json& point : json.at("roc_curve")) {
        // Only the first point's threshold is infinite: nothing is called positive there.
        const double threshold = point.at("threshold").is_null()
                                     ? std::numeric_limits<double>::infinity()
                                     : point.at("threshold").get<double>();
        evaluation.roc.push_back({threshold, numberAt(point, "false_positive_rate"),
                                  numberAt(point, "true_positive_rate")});
    }
    return evaluation;
}

Json parametersJson(const RiskModel& model) {
    return {{"features", model.features},
            {"evidence", model.evidence},
            {"fill", model.fill},
            {"low", model.low},
            {"high", model.high},
            {"means", model.means},
            {"deviations", model.deviations},
            {"coefficients", model.coefficients},
            {"intercept", model.intercept}};
}

void readParameters(const Json& json, RiskModel& model) {
    json.at("features").get_to(model.features);
    json.at("evidence").get_to(model.evidence);
    json.at("fill").get_to(model.fill);
    json.at("low").get_to(model.low);
    json.at("high").get_to(model.high);
    json.at("means").get_to(model.means);
    json.at("deviations").get_to(model.deviations);
    json.at("coefficients").get_to(model.coefficients);
    json.at("intercept").get_to(model.intercept);
}

Json reasonsJson(const std::vector<Contribution>& reasons) {
    Json json = Json::array();
    for (const Contribution& reason : reasons)
        json.push_back({{"feature", reason.feature},
                        {"value", reason.value},
                        {"contribution", reason.contribution},
                        {"peer_median", reason.peerMedian}});
    return json;
}

std::vector<Contribution> reasonsFrom(std::string_view text) {
    std::vector<Contribution> reasons;
    for (const Json& reason : Json::parse(text))
        reasons.push_back({reason.at("feature").get<std::string>(), numberAt(reason, "value"),
                           numberAt(reason, "contribution"), numberAt(reason, "peer_median")});
    return reasons;
}

std::int64_t now(const Clock& clock) {
    return toSeconds(clock.now());
}

/// A hand-edited mart must not end the program: whatever the JSON lacks is an integrity fault.
template <class Body>
auto readGuarded(const std::string& what, Body&& body) -> decltype(body()) {
    return db::guarded([&]() -> decltype(body()) {
        try {
            return body();
        } catch (const nlohmann::json::exception&) {
            return fail(ErrorCode::IntegrityFault, what, "risk train");
        } catch (const std::bad_optional_access&) {
            return fail(ErrorCode::IntegrityFault, what, "risk train");
        }
    });
}

} // namespace

std::string evaluationJson(const Evaluation& evaluation) {
    return evaluationToJson(evaluation).dump();
}

Result<std::int64_t> storeModel(db::Database& mart, RiskModel& model, const Clock& clock) {
    return db::guarded([&]() -> Result<std::int64_t> {
        const auto facts = mart::readFacts(mart);
        if (!facts)
            return failAs(facts);
        db::Transaction transaction(mart);
        db::Statement insert(mart,
                             "INSERT INTO model (room, algorithm, outcome, as_of, seed, made_at, "
                             "card, parameters, fingerprint) "
                             "VALUES ('risk', ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.run(model.algorithm, model.outcome, model.asOf,
                   static_cast<std::int64_t>(model.seed), now(clock),
                   evaluationJson(model.evaluation), parametersJson(model).dump(),
                   facts->fingerprint);
        model.modelId = mart.lastInsertRowId();
        transaction.commit();
        return model.modelId;
    });
}

Result<std::int64_t> storeScores(db::Database& mart, RiskScores& scores, const Clock& clock) {
    return db::guarded([&]() -> Result<std::int64_t> {
        db::Transaction transaction(mart);
        db::Statement run(mart,
                          "INSERT INTO score_run (model_id, as_of, made_at) VALUES (?, ?, ?)");
        run.run(scores.modelId, scores.asOf, now(clock));
        scores.runId = mart.lastInsertRowId();
        db::Statement insert(mart,
                             "INSERT INTO score (run_id, merchant_key, probability, log_odds, "
                             "reasons) VALUES (?, ?, ?, ?, ?)");
        std::vector<const RiskScore*> byKey;
        byKey.reserve(scores.scores.size());
        for (const RiskScore& score : scores.scores)
            byKey.push_back(&score);
        std::sort(byKey.begin(), byKey.end(), [](const RiskScore* a, const RiskScore* b) {
            return a->merchantKey < b->merchantKey;
        });
        for (const RiskScore* score : byKey)
            insert.run(scores.runId, score->merchantKey, score->probability, score->logOdds,
                       reasonsJson(score->reasons).dump());
        transaction.commit();
        return scores.runId;
    });
}

Result<RiskModel> readLatestModel(db::Database& mart, const std::string& outcome) {
    return readGuarded("model of " + outcome, [&]() -> Result<RiskModel> {
        db::Statement select(mart,
                             "SELECT model_id, algorithm, outcome, as_of, seed, card, parameters, "
                             "fingerprint "
                             "FROM model WHERE room = 'risk' AND outcome = ? "
                             "ORDER BY model_id DESC LIMIT 1");
        select.bind(1, outcome);
        if (!select.step())
            return fail(ErrorCode::NotFound, "model of " + outcome,
                        "risk train --outcome " + outcome);
        RiskModel model;
        model.modelId = select.integer(0);
        model.algorithm = select.text(1);
        model.outcome = select.text(2);
        model.asOf = select.integer(3);
        model.seed = static_cast<std::uint64_t>(select.integer(4));
        model.evaluation = evaluationFrom(Json::parse(select.text(5)));
        readParameters(Json::parse(select.text(6)), model);
        model.fingerprint = select.text(7);
        return model;
    });
}

Result<RiskScores> readLatestScores(db::Database& mart, const std::string& outcome) {
    return readGuarded("scores", [&]() -> Result<RiskScores> {
        db::Statement run(mart, "SELECT r.run_id, r.model_id, r.as_of, m.outcome, "
                                "json_extract(m.parameters, '$.intercept') "
                                "FROM score_run r JOIN model m ON m.model_id = r.model_id "
                                "WHERE ?1 = '' OR m.outcome = ?1 "
                                "ORDER BY r.run_id DESC LIMIT 1");
        run.bind(1, outcome);
        if (!run.step())
            return fail(ErrorCode::NotFound, "scores", "risk score");
        RiskScores scores;
        scores.runId = run.integer(0);
        scores.modelId = run.integer(1);
        scores.asOf = run.integer(2);
        scores.outcome = run.text(3);
        scores.intercept = run.real(4);
        db::Statement rows(mart, "SELECT s.merchant_key, d.merchant_id, s.probability, s.log_odds, "
                                 "s.reasons FROM score s "
                                 "JOIN dim_merchant d ON d.merchant_key = s.merchant_key "
                                 "WHERE s.run_id = ? ORDER BY s.log_odds DESC, d.merchant_id");
        rows.bind(1, scores.runId);
        while (rows.step()) {
            RiskScore& score = scores.scores.emplace_back();
            score.merchantKey = rows.integer(0);
            score.merchantId = rows.text(1);
            score.probability = rows.real(2);
            score.logOdds = rows.real(3);
            score.reasons = reasonsFrom(rows.text(4));
        }
        return scores;
    });
}

} // namespace mops::risk
