#include "app/cli/case_json.h"
#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/desk/approvals.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

struct Options {
    std::int64_t approvalId = 0;
    std::int64_t limit = 100;
};

Result<Answer> list(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto approvals = desk::readApprovals(*mart, options.limit);
    if (!approvals)
        return failAs(approvals);
    Answer answer;
    answer.json = {{"approvals", nlohmann::ordered_json::array()}, {"waiting", 0}};
    std::int64_t waiting = 0;
    TextTable table({"id", "action", "subject", "asked by", "at", "status", "decided by"});
    for (const desk::Approval& approval : *approvals) {
        waiting += approval.status == "waiting" ? 1 : 0;
        nlohmann::ordered_json json = {
            {"approval_id", approval.approvalId},
            {"action", approval.action},
            {"subject", approval.subject},
            {"request", nlohmann::ordered_json::parse(approval.request, nullptr, false)},
            {"requested_by", approval.requestedBy},
            {"requested_at", timeText(approval.requestedAt)},
            {"status", approval.status},
            {"decided_by", approval.decidedBy},
            {"decided_at", nullptr}};
        if (approval.decidedAt)
            json["decided_at"] = timeText(*approval.decidedAt);
        answer.json["approvals"].push_back(std::move(json));
        table.add({std::to_string(approval.approvalId), approval.action, approval.subject,
                   approval.requestedBy, timeText(approval.requestedAt), approval.status,
                   approval.decidedBy});
    }
    answer.json["waiting"] = waiting;
    answer.text = table.render();
    return answer;
}

Result<Answer> decide(const Options& options, bool grant, Session& session) {
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    const auto receipt = desk::decideApproval(*mart, options.approvalId, grant,
                                              {session.operatorName, *session.clock});
    if (!receipt)
        return failAs(receipt);
    auto answer = receiptAnswer(*receipt, "action");
    answer.json["approval_id"] = options.approvalId;
    return answer;
}

} // namespace

Action defineApprove(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.require_subcommand(1);
    auto* listing = subcommand.add_subcommand("list", "What waits for a second person, and waited");
    listing->add_option("--limit", options->limit, "Most approvals to answer")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    auto* granting = subcommand.add_subcommand("grant", "Consent: the action happens now");
    granting->add_option("ID", options->approvalId, "The approval's id")->required();
    auto* denying = subcommand.add_subcommand("deny", "Refuse, or withdraw what you asked for");
    denying->add_option("ID", options->approvalId, "The approval's id")->required();
    return [=](Session& session) -> Result<Answer> {
        if (listing->parsed())
            return list(*options, session);
        return decide(*options, granting->parsed(), session);
    };
}

} // namespace mops::cli
