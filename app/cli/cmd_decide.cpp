#include "app/cli/case_json.h"
#include "app/cli/command.h"
#include "core/desk/cases.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

struct Options {
    std::string caseId;
    std::string verb;
    std::string reason;
    std::string note;
    std::string until;
    std::string assignee;
};

Result<desk::Decision> decisionOf(const Options& options) {
    desk::Decision decision;
    decision.caseId = options.caseId;
    decision.reasonCode = options.reason;
    decision.note = options.note;
    decision.assignee = options.assignee;
    const auto verb = desk::parseVerb(options.verb);
    if (!verb)
        return fail(ErrorCode::Usage, options.verb,
                    "approve, refuse, ask, escalate, snooze, note, assign, reopen");
    decision.verb = *verb;
    if (options.until.empty())
        return decision;
    const auto until = parseInstant(options.until);
    if (!until || *verb != desk::Verb::Snooze)
        return fail(ErrorCode::Usage, "--until " + options.until, "snooze --until 2026-01-31");
    decision.snoozedUntil = toSeconds(*until);
    return decision;
}

} // namespace

Action defineDecide(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.add_option("CASE", options->caseId, "The case's id")->required();
    subcommand
        .add_option("VERB", options->verb,
                    "approve, refuse, ask, escalate, snooze, note, assign or reopen")
        ->required();
    subcommand.add_option("--reason", options->reason, "The reason's code; refusing needs one");
    subcommand.add_option("--note", options->note, "A note for whoever reads the case later");
    subcommand.add_option("--until", options->until, "snooze: when the case comes back");
    subcommand.add_option("--to", options->assignee, "assign: to whom; without it to you");
    return [options](Session& session) -> Result<Answer> {
        const auto decision = decisionOf(*options);
        if (!decision)
            return failAs(decision);
        auto mart = session.openExistingWriter();
        if (!mart)
            return failAs(mart);
        const auto receipt = desk::decide(*mart, *decision, {session.operatorName, *session.clock});
        if (!receipt)
            return failAs(receipt);
        return receiptAnswer(*receipt, nullptr);
    };
}

} // namespace mops::cli
