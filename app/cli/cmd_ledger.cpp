#include "app/cli/case_json.h"
#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/desk/ledger.h"
#include "core/report/dossier_document.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

constexpr int kFault = 4;

struct Options {
    std::string out;
    std::string caseId;
    std::int64_t limit = 50;
};

Result<Answer> verify(Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto check = desk::verifyLedger(*mart, *session.context);
    if (!check)
        return failAs(check);
    Answer answer;
    answer.json = {{"ok", check->ok},
                   {"operations", check->operations},
                   {"first_broken", nullptr},
                   {"fault", nullptr},
                   {"clock_set_back", check->clockSetBack}};
    if (check->clockSetBack > 0)
        answer.json["first_set_back"] = check->firstSetBack;
    if (!check->ok) {
        answer.json["first_broken"] = check->firstBroken;
        answer.json["fault"] = check->fault;
        answer.json["detail"] = check->detail;
        answer.exitCode = kFault;
    } else if (const auto head = desk::ledgerHead(*mart); head) {
        answer.json["head"] = *head;
    } else {
        return failAs(head);
    }
    TextTable table({"ok", "operations", "first broken", "fault"});
    table.add({check->ok ? "yes" : "no", std::to_string(check->operations),
               check->ok ? "" : std::to_string(check->firstBroken), check->fault});
    answer.text = table.render();
    if (answer.json.contains("head"))
        answer.text += answer.json["head"].get<std::string>() + "\n";
    if (check->clockSetBack > 0)
        answer.text += "clock set back: " + std::to_string(check->clockSetBack) + " (first " +
                       std::to_string(check->firstSetBack) + ")\n";
    return answer;
}

Result<Answer> dossier(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto files = report::writeDossier(*mart, options.caseId, options.out, session.language,
                                            session.translate, *session.context);
    if (!files)
        return failAs(files);
    Answer answer;
    answer.json = {{"case_id", options.caseId},       {"file", options.out},
                   {"json", files->json.string()},    {"attached", files->attached},
                   {"operations", files->operations}, {"head", files->ledgerHead},
                   {"blake2b", files->jsonDigest}};
    answer.text = options.out + "  " + files->json.string() + "  " +
                  std::to_string(files->operations) + "  " + files->ledgerHead + "\n";
    return answer;
}

Result<Answer> exportTo(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto operations =
        desk::exportLedger(*mart, options.out, *session.context, session.operatorName);
    if (!operations)
        return failAs(operations);
    Answer answer;
    answer.json = {{"file", options.out}, {"operations", *operations}};
    answer.text = options.out + "  " + std::to_string(*operations) + "\n";
    return answer;
}

Result<Answer> show(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto operations =
        desk::readOperations(*mart, options.limit, options.caseId, session.operatorName);
    if (!operations)
        return failAs(operations);
    Answer answer;
    answer.json = {{"operations", nlohmann::ordered_json::array()}};
    TextTable table({"operation", "at", "operator", "kind", "undoes", "hash"});
    for (const desk::Operation& operation : *operations) {
        auto json = operationJson(operation);
        json["payload"] = nlohmann::ordered_json::parse(operation.payload, nullptr, false);
        answer.json["operations"].push_back(std::move(json));
        table.add({std::to_string(operation.operationId), timeText(operation.at),
                   operation.operatorName, operation.kind,
                   operation.undoes ? std::to_string(*operation.undoes) : "",
                   operation.hash.substr(0, 16)});
    }
    answer.text = table.render();
    return answer;
}

} // namespace

Action defineLedger(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.require_subcommand(1);
    auto* verifying = subcommand.add_subcommand("verify", "Recompute every hash and link");
    auto* exporting = subcommand.add_subcommand("export", "Write all operations, one JSON a line");
    exporting->add_option("--out", options->out, "The file to write")->required();
    auto* showing = subcommand.add_subcommand("show", "The newest operations");
    showing->add_option("--limit", options->limit, "Most operations to answer")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    showing->add_option("--case", options->caseId, "Only those that touched this case");
    auto* evidence =
        subcommand.add_subcommand("dossier", "One case as evidence that a third party can verify");
    evidence->add_option("CASE", options->caseId, "The case's id")->required();
    evidence
        ->add_option("--out", options->out, "The file to write: .pdf (and .json beside) or .json")
        ->required();
    return [=](Session& session) -> Result<Answer> {
        if (evidence->parsed())
            return dossier(*options, session);
        if (verifying->parsed())
            return verify(session);
        if (exporting->parsed())
            return exportTo(*options, session);
        return show(*options, session);
    };
}

} // namespace mops::cli
