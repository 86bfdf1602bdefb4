#include "core/db/statement.h"
#include "core/desk/case_kind.h"
#include "core/desk/verbs.h"
#include "core/profile/segment_names.h"
#include "core/profile/segments.h"
#include "core/report/recipes/month_figures.h"
#include "core/report/recipes/risk_sections.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace mops::report {
namespace {

/// The words of the screens for what the ledger calls by code: by verb, one case or many.
constexpr std::array<std::pair<std::string_view, const char*>, 8> kDecisions{{
    {"approve", MOPS_TEXT("Decision", "Approved")},
    {"refuse", MOPS_TEXT("Decision", "Refused")},
    {"ask", MOPS_TEXT("Decision", "Asked the merchant")},
    {"escalate", MOPS_TEXT("Decision", "Escalated")},
    {"snooze", MOPS_TEXT("Decision", "Snoozed")},
    {"note", MOPS_TEXT("Decision", "Noted")},
    {"assign", MOPS_TEXT("Decision", "Assigned")},
    {"reopen", MOPS_TEXT("Decision", "Reopened")},
}};

struct DecisionCount {
    std::int64_t made = 0; ///< cases
    std::int64_t automatic = 0;
    std::int64_t takenBack = 0;
};
struct MonthOfDecisions {
    std::map<std::string, DecisionCount> byVerb;
    std::map<std::string, std::int64_t> byReason; ///< of those in force
};

/// Operations whose effect is taken back now: undone more often than done again.
std::set<std::int64_t> takenBack(db::Database& mart) {
    std::set<std::int64_t> ids;
    db::Statement row(mart,
                      "SELECT u.undoes FROM operation u "
                      "LEFT JOIN operation r ON r.undoes = u.operation_id AND r.kind = 'redo' "
                      "WHERE u.kind = 'undo' GROUP BY u.undoes "
                      "HAVING count(DISTINCT u.operation_id) > count(r.operation_id)");
    while (row.step())
        ids.insert(row.integer(0));
    return ids;
}

MonthOfDecisions readDecisions(db::Database& mart, std::chrono::year_month month) {
    const MonthSpan span = spanOf(month);
    const auto undone = takenBack(mart);
    MonthOfDecisions decisions;
    // One case, many at once, two who agree without seeing each other, and the automation, whose
    // refusals name no reason of their own.
    db::Statement row(
        mart, "WITH month AS (SELECT operation_id, kind, payload FROM operation WHERE at >= ?1 AND "
              "at < ?2) "
              "SELECT operation_id, substr(kind, 6), CASE WHEN kind GLOB 'bulk.*' THEN "
              "json_array_length(payload, '$.cases') ELSE 1 END, "
              "coalesce(json_extract(payload, '$.reason'), ''), 0 FROM month "
              "WHERE kind GLOB 'case.*' OR kind GLOB 'bulk.*' "
              "UNION ALL SELECT operation_id, json_extract(payload, '$.verb'), 1, "
              "coalesce(json_extract(payload, '$.reason'), ''), 0 FROM month "
              "WHERE kind = 'blind.mark' AND json_extract(payload, '$.outcome') = 'agree' "
              "UNION ALL SELECT operation_id, json_extract(each.value, '$.do'), count(*), '', 1 "
              "FROM month, json_each(payload, '$.cases') AS each WHERE kind = 'band.run' AND "
              "json_extract(each.value, '$.do') IN ('approve', 'refuse') GROUP BY 1, 2");
    row.bindAll(span.begin, span.end);
    while (row.step()) {
        DecisionCount& count = decisions.byVerb[std::string(row.text(1))];
        const std::int64_t cases = row.integer(2);
        count.made += cases;
        count.automatic += row.integer(4) != 0 ? cases : 0;
        if (undone.contains(row.integer(0)))
            count.takenBack += cases;
        else if (!row.text(3).empty())
            decisions.byReason[std::string(row.text(3))] += cases;
    }
    return decisions;
}

std::string reasonName(const RiskScene& scene, const std::string& code) {
    for (const desk::CaseKind& kind : desk::caseKinds())
        for (const desk::ReasonCode& reason : kind.reasons)
            if (code == reason.code)
                return scene.input.translate("Reason", reason.name);
    return cleanText(code);
}

Table verbTable(const RiskScene& scene, const MonthOfDecisions& decisions) {
    Table table;
    table.title = scene.say(MOPS_TEXT("Report", "Decisions of the month"));
    table.columns = {
        {"decision", scene.say(MOPS_TEXT("Report", "Decision")), CellKind::Text, 2},
        {"made", scene.say(MOPS_TEXT("Report", "Made")), CellKind::Integer, 1},
        {"automatic", scene.say(MOPS_TEXT("Report", "Of these automatic")), CellKind::Integer, 1},
        {"taken_back", scene.say(MOPS_TEXT("Report", "Of these taken back")), CellKind::Integer,
         1}};
    table.whenEmpty = scene.say(MOPS_TEXT("Report", "Nothing was decided in this month."));
    for (const auto& [verb, name] : kDecisions)
        if (const auto found = decisions.byVerb.find(std::string(verb));
            found != decisions.byVerb.end())
            table.rows.push_back({scene.input.translate("Decision", name), found->second.made,
                                  found->second.automatic, found->second.takenBack});
    return table;
}

Table reasonTable(const RiskScene& scene, const MonthOfDecisions& decisions) {
    Table table;
    table.title = scene.say(MOPS_TEXT("Report", "Decisions by reason"));
    table.columns = {
        {"reason", scene.say(MOPS_TEXT("Report", "Reason")), CellKind::Text, 2},
        {"decisions", scene.say(MOPS_TEXT("Report", "Decisions in force")), CellKind::Integer, 1}};
    std::vector<std::pair<std::string, std::int64_t>> counts(decisions.byReason.begin(),
                                                             decisions.byReason.end());
    std::stable_sort(counts.begin(), counts.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [code, count] : counts)
        table.rows.push_back({reasonName(scene, code), count});
    return table;
}

std::string segmentName(const RiskScene& scene, const std::string& code) {
    const profile::SegmentName name = profile::segmentName(code);
    return name.text == nullptr
               ? cleanText(code)
               : fillIn(scene.input.translate("Segment", name.text), {name.number});
}

} // namespace

void addDecisions(const RiskScene& scene, Document& document) {
    const MonthOfDecisions decisions = readDecisions(scene.input.mart, scene.month);
    Table verbs = verbTable(scene, decisions);
    document.blocks.emplace_back(Heading{verbs.title});
    document.blocks.emplace_back(std::move(verbs));
    if (Table reasons = reasonTable(scene, decisions); !reasons.rows.empty())
        document.blocks.emplace_back(std::move(reasons));
}

void addModel(const RiskScene& scene, Document& document) {
    Table table;
    table.title = scene.say(MOPS_TEXT("Report", "How good the model is"));
    document.blocks.emplace_back(Heading{table.title});
    if (!scene.model) {
        document.blocks.emplace_back(Paragraph{
            scene.say(MOPS_TEXT("Report", "No model was trained for this outcome yet."))});
        return;
    }
    const risk::Evaluation& evaluation = scene.model->evaluation;
    table.columns = {
        {"predictor", scene.say(MOPS_TEXT("Report", "Predictor")), CellKind::Text, 2.2},
        {"roc_auc", "ROC-AUC", CellKind::Decimal, 1},
        {"pr_auc", "PR-AUC", CellKind::Decimal, 1},
        {"log_loss", scene.say(MOPS_TEXT("Report", "Log loss")), CellKind::Decimal, 1},
        {"brier", "Brier", CellKind::Decimal, 1},
        {"precision", scene.say(MOPS_TEXT("Report", "Precision")), CellKind::Decimal, 1},
        {"recall", scene.say(MOPS_TEXT("Report", "Recall")), CellKind::Decimal, 1}};
    const auto add = [&](std::string name, const risk::MetricSet& metrics) {
        table.rows.push_back({std::move(name), metrics.rocAuc, metrics.prAuc, metrics.logLoss,
                              metrics.brier, metrics.precision, metrics.recall});
    };
    add(fillIn(scene.say(MOPS_TEXT("Report", "Model (%1)")), {cleanText(evaluation.algorithm)}),
        evaluation.model);
    add(scene.say(MOPS_TEXT("Report", "Merchant's own past")), evaluation.ownPast);
    add(scene.say(MOPS_TEXT("Report", "Training share for everyone")), evaluation.baseline);
    document.blocks.emplace_back(Paragraph{fillIn(
        scene.say(MOPS_TEXT("Report",
                            "Measured on %1 later merchant months, %2 of them bad; the model "
                            "learned from %3 earlier ones. The other rows are what it has to "
                            "beat.")),
        {scene.numbers.integer(evaluation.model.rows),
         scene.numbers.integer(evaluation.model.positives),
         scene.numbers.integer(evaluation.trainRows)})});
    document.blocks.emplace_back(std::move(table));
}

Result<> addSegments(const RiskScene& scene, Document& document) {
    const auto segmentation = profile::readLatestSegmentation(scene.input.mart);
    if (!segmentation && segmentation.error().code != ErrorCode::NotFound)
        return failAs(segmentation);
    Table table;
    table.title = scene.say(MOPS_TEXT("Report", "Kinds of merchants"));
    document.blocks.emplace_back(Heading{table.title});
    if (!segmentation) {
        document.blocks.emplace_back(Paragraph{
            scene.say(MOPS_TEXT("Report", "Merchants were not divided into kinds yet."))});
        return {};
    }
    table.columns = {
        {"kind", scene.say(MOPS_TEXT("Report", "Kind")), CellKind::Text, 2},
        {"merchants", scene.say(MOPS_TEXT("Report", "Merchants")), CellKind::Integer, 1},
        {"share", scene.say(MOPS_TEXT("Report", "Share")), CellKind::Share, 1},
        {"turnover", scene.say(MOPS_TEXT("Report", "Turnover, all time")), CellKind::Money, 1.5}};
    const auto all = static_cast<std::int64_t>(segmentation->members.size());
    for (const profile::Segment& segment : segmentation->segments)
        table.rows.push_back({segmentName(scene, segment.nameCode), segment.size,
                              shareCell(segment.size, all), segment.turnoverMinor});
    document.blocks.emplace_back(std::move(table));
    return {};
}

} // namespace mops::report
