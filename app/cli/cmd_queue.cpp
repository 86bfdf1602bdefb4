#include "app/cli/case_json.h"
#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/desk/cases.h"
#include "core/desk/verbs.h"
#include "core/mart/mart.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

struct Options {
    std::vector<std::string> statuses;
    std::string merchantId;
    std::string kind;
    std::int64_t limit = 100;
    std::string caseId;
    desk::OpenCasesParams open;
};

desk::QueueQuery queryOf(const Options& options) {
    desk::QueueQuery query;
    query.kind = options.kind;
    query.merchantId = options.merchantId;
    for (const std::string& name : options.statuses)
        query.statuses.push_back(*desk::parseStatus(name));
    return query;
}

Result<Answer> list(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto query = queryOf(options);
    const auto cases = desk::readQueue(*mart, query, *session.clock);
    if (!cases)
        return failAs(cases);
    const auto facts = mart::readFacts(*mart);
    if (!facts)
        return failAs(facts);
    Answer answer;
    answer.json = {{"cases", nlohmann::ordered_json::array()}, {"total", cases->size()}};
    TextTable table({"case", "status", "merchant", "priority", "score", "due", "why"});
    for (const desk::Case& found : *cases) {
        if (static_cast<std::int64_t>(answer.json["cases"].size()) >= options.limit)
            break;
        answer.json["cases"].push_back(caseJson(found, facts->currency));
        table.add({found.caseId, desk::statusName(found.status), found.merchantName,
                   formatFixed(found.priority, 0), formatFixed(found.score, 3),
                   timeText(found.dueAt), whyText(found.why, facts->currency)});
    }
    answer.text = table.render() + std::to_string(cases->size()) + "\n";
    return answer;
}

Result<Answer> next(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    auto query = queryOf(options);
    query.limit = 1;
    query.viewer = session.operatorName;
    const auto cases = desk::readQueue(*mart, query, *session.clock);
    if (!cases)
        return failAs(cases);
    if (cases->empty())
        return fail(ErrorCode::NotFound, "queue next", "merchantops-cli queue open");
    return describeCase(*mart, cases->front(), {session.operatorName, *session.clock});
}

Result<Answer> show(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto found = desk::readCase(*mart, options.caseId);
    if (!found)
        return failAs(found);
    return describeCase(*mart, *found, {session.operatorName, *session.clock});
}

Result<Answer> open(const Options& options, Session& session) {
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    const auto opened =
        desk::openRiskCases(*mart, options.open, {session.operatorName, *session.clock});
    if (!opened)
        return failAs(opened);
    Answer answer;
    answer.json = {{"operation_id", nullptr},
                   {"opened", opened->opened},
                   {"already_open", opened->alreadyOpen}};
    if (opened->operationId != 0)
        answer.json["operation_id"] = opened->operationId;
    TextTable table({"opened", "already open"});
    table.add({std::to_string(opened->opened), std::to_string(opened->alreadyOpen)});
    answer.text = table.render();
    return answer;
}

void addFilters(CLI::App& command, Options& options) {
    command.add_option("--status", options.statuses, "Only cases of this status; repeatable")
        ->check(CLI::IsMember({"open", "asked", "escalated", "snoozed", "approved", "refused"}));
    command.add_option("--merchant", options.merchantId, "Only cases of this merchant");
    command.add_option("--kind", options.kind, "Only cases of this kind");
}

} // namespace

Action defineQueue(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.require_subcommand(1);
    auto* listing = subcommand.add_subcommand("list", "The cases that wait, most urgent first");
    addFilters(*listing, *options);
    listing->add_option("--limit", options->limit, "Most cases to answer")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    auto* first = subcommand.add_subcommand("next", "The case to look at next");
    addFilters(*first, *options);
    auto* showing = subcommand.add_subcommand("show", "One case with its notes and history");
    showing->add_option("CASE", options->caseId, "The case's id")->required();
    auto* opening = subcommand.add_subcommand("open", "Open cases for the riskiest merchants");
    opening
        ->add_option("--min-probability", options->open.minimumProbability,
                     "Least probability of a merchant to be looked at")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    opening->add_option("--most", options->open.most, "Most cases to open")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    opening->add_option("--due-days", options->open.dueInDays, "Days until they are due")
        ->check(CLI::Range(0, 3650))
        ->capture_default_str();
    return [=](Session& session) -> Result<Answer> {
        if (listing->parsed())
            return list(*options, session);
        if (first->parsed())
            return next(*options, session);
        if (showing->parsed())
            return show(*options, session);
        return open(*options, session);
    };
}

} // namespace mops::cli
