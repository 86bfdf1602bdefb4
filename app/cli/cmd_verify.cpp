#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/desk/ledger.h"
#include "core/mart/quality.h"

#include <CLI/CLI.hpp>

namespace mops::cli {
namespace {

constexpr int kFault = 4;

struct Check {
    std::string name;
    bool ok = true;
    std::string detail;
};

std::string detailOf(const desk::LedgerCheck& check) {
    if (check.ok)
        return std::to_string(check.operations);
    return check.fault + " (" + std::to_string(check.firstBroken) + ")" +
           (check.detail.empty() ? "" : ": " + check.detail);
}

Result<std::vector<Check>> runChecks(db::Database& mart, TaskContext& context) {
    std::vector<Check> checks;
    const auto findings = mart::verifyMart(mart, context);
    if (!findings)
        return failAs(findings);
    for (const mart::IntegrityFinding& finding : *findings)
        checks.push_back({finding.check, false, finding.detail});
    if (findings->empty())
        checks.push_back({"mart", true, {}});
    const auto ledger = desk::verifyLedger(mart, context);
    if (!ledger)
        return failAs(ledger);
    checks.push_back({"ledger", ledger->ok, detailOf(*ledger)});
    const auto state = desk::verifyState(mart, context);
    if (!state)
        return failAs(state);
    checks.push_back({"state", state->ok, detailOf(*state)});
    return checks;
}

} // namespace

Action defineVerify(CLI::App&) {
    return [](Session& session) -> Result<Answer> {
        auto mart = session.openReader();
        if (!mart)
            return failAs(mart);
        const auto checks = runChecks(*mart, *session.context);
        if (!checks)
            return failAs(checks);
        Answer answer;
        bool ok = true;
        auto list = nlohmann::ordered_json::array();
        TextTable table({"check", "ok", "detail"});
        for (const Check& check : *checks) {
            ok = ok && check.ok;
            list.push_back({{"check", check.name}, {"ok", check.ok}, {"detail", check.detail}});
            table.add({check.name, check.ok ? "yes" : "no", check.detail});
        }
        answer.json = {{"ok", ok}, {"checks", std::move(list)}};
        answer.text = table.render();
        answer.exitCode = ok ? 0 : kFault;
        return answer;
    };
}

} // namespace mops::cli
