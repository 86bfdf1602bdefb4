#include "app/cli/rule_replay_answer.h"

#include "app/cli/text_table.h"
#include "core/base/date.h"
#include "core/base/text.h"
#include "ui/text/feature_text.h"
#include "ui/text/segment_text.h"

#include <cmath>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;

Json numberOrNull(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

std::string dayText(std::int64_t at) {
    return formatDay(dayOf(fromSeconds(at)));
}

std::string money(std::int64_t minor, const std::string& currency) {
    return text::moneyText(static_cast<double>(minor), currency).toStdString();
}

std::string groupName(const std::string& kind, const std::string& name) {
    if (name.empty())
        return "-";
    return kind == "segment" ? text::segmentName(name).toStdString() : name;
}

} // namespace

Answer describeReplay(const desk::ReplayReport& report, const std::string& currency) {
    Answer answer;
    Json steps = Json::array();
    TextTable stepTable({"from", "hits"});
    for (const auto& [at, hits] : report.hitsPerStep) {
        steps.push_back({{"at", formatInstant(fromSeconds(at))}, {"hits", hits}});
        stepTable.add({dayText(at), std::to_string(hits)});
    }
    Json overlap = Json::array();
    TextTable overlapTable({"other rule", "both", "only this", "only that"});
    for (const auto& other : report.overlap) {
        overlap.push_back({{"rule", other.rule},
                           {"version", other.version},
                           {"both", other.both},
                           {"only_this", other.onlyThis},
                           {"only_that", other.onlyThat}});
        overlapTable.add({other.rule + " " + std::to_string(other.version),
                          std::to_string(other.both), std::to_string(other.onlyThis),
                          std::to_string(other.onlyThat)});
    }
    Json groups = Json::object();
    TextTable groupTable({"group", "", "subjects", "hits", "ratio", "uneven"});
    for (const std::string kind : desk::kReplayGroupings) {
        const auto list = report.groups.find(kind);
        if (list == report.groups.end())
            continue;
        groups[kind] = Json::array();
        for (const auto& group : list->second) {
            groups[kind].push_back({{"name", group.name},
                                    {"subjects", group.subjects},
                                    {"hits", group.hits},
                                    {"ratio", numberOrNull(group.ratio)},
                                    {"uneven", group.uneven}});
            groupTable.add({kind, groupName(kind, group.name), std::to_string(group.subjects),
                            std::to_string(group.hits),
                            std::isfinite(group.ratio) ? formatFixed(group.ratio, 2) : "-",
                            group.uneven ? "yes" : ""});
        }
    }
    Json fired = Json::array();
    for (const auto& hit : report.fired) {
        Json entry = {{"subject_id", hit.subjectId},
                      {"merchant_id", hit.merchantId},
                      {"merchant", hit.merchantName},
                      {"first_at", formatInstant(fromSeconds(hit.firstAt))},
                      {"money_minor", hit.moneyMinor}};
        for (std::size_t g = 0; g < hit.group.size(); ++g)
            if (const auto list = report.groups.find(desk::kReplayGroupings[g]);
                list != report.groups.end() && hit.group[g] >= 0)
                entry[list->first] = list->second[static_cast<std::size_t>(hit.group[g])].name;
        fired.push_back(std::move(entry));
    }
    Json nearest = Json::array();
    TextTable nearTable({"nearest to the line", "merchant", "margin", "hit"});
    for (const auto& near : report.nearest) {
        nearest.push_back({{"subject_id", near.subjectId},
                           {"merchant", near.merchantName},
                           {"margin", near.margin},
                           {"hit", near.hit}});
        nearTable.add({near.subjectId, near.merchantName, formatFixed(near.margin, 4),
                       near.hit ? "yes" : "no"});
    }
    answer.json = {{"subjects", report.subjects},
                   {"hits", report.hits},
                   {"money_minor", report.moneyMinor},
                   {"currency", currency},
                   {"minutes", report.reviewMinutes},
                   {"decided", report.decided},
                   {"agreed", report.agreed},
                   {"agreement", report.decided == 0 ? Json(nullptr)
                                                     : Json(static_cast<double>(report.agreed) /
                                                            static_cast<double>(report.decided))},
                   {"steps", std::move(steps)},
                   {"overlap", std::move(overlap)},
                   {"groups", std::move(groups)},
                   {"segments_as_of", report.segmentsAsOf
                                          ? Json(formatInstant(fromSeconds(*report.segmentsAsOf)))
                                          : Json(nullptr)},
                   {"nearest", std::move(nearest)},
                   {"hit_ids", desk::hitIds(report)},
                   {"fired", std::move(fired)},
                   {"seconds", report.seconds}};
    TextTable totals({"hits", "of", "money", "minutes", "decided", "agreed"});
    totals.add({std::to_string(report.hits), std::to_string(report.subjects),
                money(report.moneyMinor, currency), formatFixed(report.reviewMinutes, 0),
                std::to_string(report.decided), std::to_string(report.agreed)});
    answer.text = totals.render() + "\n" + stepTable.render() + "\n" + groupTable.render();
    if (!report.overlap.empty())
        answer.text += "\n" + overlapTable.render();
    if (!report.nearest.empty())
        answer.text += "\n" + nearTable.render();
    return answer;
}

Answer describeRun(const desk::RuleRun& run) {
    Answer answer;
    answer.json = {{"run", run.runId},
                   {"as_of", formatInstant(fromSeconds(run.asOf))},
                   {"operation_id", run.operationId == 0 ? Json(nullptr) : Json(run.operationId)},
                   {"rules", Json::array()}};
    TextTable table({"rule", "version", "shadow", "hits", "acted"});
    for (const auto& rule : run.rules) {
        answer.json["rules"].push_back({{"name", rule.name},
                                        {"version", rule.version},
                                        {"shadow", rule.shadow},
                                        {"hits", rule.hits},
                                        {"acted", rule.acted}});
        table.add({rule.name, std::to_string(rule.version), rule.shadow ? "yes" : "no",
                   std::to_string(rule.hits), std::to_string(rule.acted)});
    }
    answer.text = table.render();
    return answer;
}

Answer describeProof(const desk::ReplayProof& proof) {
    Answer answer;
    answer.json = {{"equal", proof.equal},
                   {"logged", proof.logged},
                   {"replayed", proof.replayed},
                   {"only_logged", proof.onlyLogged},
                   {"only_replayed", proof.onlyReplayed}};
    TextTable table({"equal", "logged", "replayed"});
    table.add(
        {proof.equal ? "yes" : "no", std::to_string(proof.logged), std::to_string(proof.replayed)});
    answer.text = table.render();
    answer.exitCode = proof.equal ? 0 : 4;
    return answer;
}

Answer describeThresholds(const std::vector<desk::ThresholdPoint>& points,
                          const std::string& currency) {
    Answer answer;
    answer.json = {{"thresholds", Json::array()}};
    TextTable table({"threshold", "cases", "money", "minutes", "decided", "agreed"});
    for (const auto& point : points) {
        answer.json["thresholds"].push_back({{"threshold", point.threshold},
                                             {"cases", point.cases},
                                             {"money_minor", point.moneyMinor},
                                             {"minutes", point.reviewMinutes},
                                             {"decided", point.decided},
                                             {"agreed", point.agreed}});
        table.add({formatFixed(point.threshold, 2), std::to_string(point.cases),
                   money(point.moneyMinor, currency), formatFixed(point.reviewMinutes, 0),
                   std::to_string(point.decided), std::to_string(point.agreed)});
    }
    answer.text = table.render();
    return answer;
}

} // namespace mops::cli
