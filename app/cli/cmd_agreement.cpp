#include "app/cli/case_json.h"
#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/desk/agreement.h"
#include "core/desk/second_eyes.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::string by = "all";
    std::int64_t limit = 50;
};

const char* verbText(desk::Verb verb) {
    return verb == desk::Verb::Approve ? "approve" : "refuse";
}

Json numberOrNull(double value) {
    return std::isfinite(value) ? Json(value) : Json();
}

std::string numberText(double value) {
    return std::isfinite(value) ? formatFixed(value, 3) : "-";
}

} // namespace

Action defineAgreement(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.add_option("--by", options->by, "What to group by")
        ->check(CLI::IsMember({"all", "operator", "reason", "rule", "kind"}))
        ->capture_default_str();
    subcommand.add_option("--limit", options->limit, "Most disagreements to answer")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    return [options](Session& session) -> Result<Answer> {
        auto mart = session.openReader();
        if (!mart)
            return failAs(mart);
        const auto lines = desk::measureAgreement(*mart, *desk::parseAgreementBy(options->by));
        if (!lines)
            return failAs(lines);
        const auto disagreements = desk::readDisagreements(*mart, options->limit);
        if (!disagreements)
            return failAs(disagreements);
        Answer answer;
        answer.json = {
            {"by", options->by}, {"agreement", Json::array()}, {"disagreements", Json::array()}};
        TextTable table({options->by, "cases", "equal", "by chance", "kappa", "low", "high"});
        for (const desk::Agreement& line : *lines) {
            answer.json["agreement"].push_back({{"group", line.group},
                                                {"cases", line.cases},
                                                {"observed", line.observed},
                                                {"expected", line.expected},
                                                {"kappa", numberOrNull(line.kappa)},
                                                {"low", numberOrNull(line.low)},
                                                {"high", numberOrNull(line.high)}});
            table.add({line.group, std::to_string(line.cases), formatFixed(line.observed, 3),
                       formatFixed(line.expected, 3), numberText(line.kappa), numberText(line.low),
                       numberText(line.high)});
        }
        TextTable list({"case", "merchant", "first", "", "second", "", "status", "decided by"});
        for (const desk::Disagreement& one : *disagreements) {
            answer.json["disagreements"].push_back({{"case_id", one.caseId},
                                                    {"kind", one.kind},
                                                    {"merchant_name", one.merchantName},
                                                    {"first_operator", one.firstOperator},
                                                    {"first", verbText(one.first)},
                                                    {"first_reason", one.firstReason},
                                                    {"second_operator", one.secondOperator},
                                                    {"second", verbText(one.second)},
                                                    {"second_reason", one.secondReason},
                                                    {"at", timeText(one.at)},
                                                    {"status", desk::statusName(one.status)},
                                                    {"decided_by", one.decidedBy}});
            list.add({one.caseId, one.merchantName, one.firstOperator, verbText(one.first),
                      one.secondOperator, verbText(one.second), desk::statusName(one.status),
                      one.decidedBy});
        }
        answer.text = table.render();
        if (!disagreements->empty())
            answer.text += "\n" + list.render();
        return answer;
    };
}

} // namespace mops::cli
