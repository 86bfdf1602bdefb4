#include "app/cli/case_json.h"
#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/desk/band.h"
#include "core/desk/verbs.h"
#include "ui/text/merchant_message.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
    bool noMessage = false;
    std::string kind = desk::kRiskKind;
    double promise = 0.02;
    double confidence = 0.95;
    double auditShare = 0.05;
};

Json limitJson(const std::optional<double>& limit) {
    return limit ? Json(*limit) : Json();
}

std::string limitText(const std::optional<double>& limit) {
    return limit ? formatFixed(*limit, 4) : "-";
}

Json bandJson(const desk::Band& band) {
    return {{"kind", band.kind},
            {"version", band.version},
            {"state", band.state},
            {"promised_error", band.promisedError},
            {"confidence", band.confidence},
            {"approve_below", limitJson(band.approveBelow)},
            {"draft_below", limitJson(band.draftBelow)},
            {"draft_above", limitJson(band.draftAbove)},
            {"refuse_above", limitJson(band.refuseAbove)},
            {"audit_share", band.auditShare},
            {"learned", Json::parse(band.learned, nullptr, false)}};
}

TextTable bandTable(const std::vector<desk::Band>& bands) {
    TextTable table({"kind", "version", "state", "promise", "confidence", "approve below",
                     "draft below", "draft above", "refuse above", "audit"});
    for (const desk::Band& band : bands)
        table.add({band.kind, std::to_string(band.version), band.state,
                   formatFixed(band.promisedError, 4), formatFixed(band.confidence, 3),
                   limitText(band.approveBelow), limitText(band.draftBelow),
                   limitText(band.draftAbove), limitText(band.refuseAbove),
                   formatFixed(band.auditShare, 3)});
    return table;
}

Result<Answer> list(Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto bands = desk::readBands(*mart);
    if (!bands)
        return failAs(bands);
    Answer answer;
    answer.json = {{"bands", Json::array()}};
    for (const desk::Band& band : *bands)
        answer.json["bands"].push_back(bandJson(band));
    answer.text = bandTable(*bands).render();
    return answer;
}

std::string limitsText(const desk::Band& band) {
    TextTable table({"side", "limit", "decisions", "errors", "bound"});
    const Json learned = Json::parse(band.learned, nullptr, false);
    for (const char* side : {"approve", "refuse"})
        for (const Json& limit : learned.at(side))
            table.add({side, formatFixed(limit.at("limit").get<double>(), 4),
                       std::to_string(limit.at("decisions").get<std::int64_t>()),
                       std::to_string(limit.at("errors").get<std::int64_t>()),
                       formatFixed(limit.at("bound").get<double>(), 4)});
    return table.render();
}

Result<Answer> learn(const Options& options, bool save, Session& session) {
    auto mart = save ? session.openExistingWriter() : session.openReader();
    if (!mart)
        return failAs(mart);
    auto band =
        desk::learnBand(*mart, options.kind, options.promise, options.confidence, *session.context);
    if (!band)
        return failAs(band);
    band->auditShare = options.auditShare;
    Answer answer;
    if (save) {
        const auto receipt = desk::saveBand(*mart, *band, {session.operatorName, *session.clock});
        if (!receipt)
            return failAs(receipt);
        answer = receiptAnswer(*receipt, nullptr);
    }
    answer.json["band"] = bandJson(*band);
    answer.text += bandTable({*band}).render() + "\n" + limitsText(*band);
    return answer;
}

Result<Answer> change(const Options& options, const char* state, Session& session) {
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    const auto receipt =
        desk::switchBand(*mart, options.kind, state, {session.operatorName, *session.clock});
    if (!receipt)
        return failAs(receipt);
    return receiptAnswer(*receipt, nullptr);
}

Result<Answer> run(const Options& options, Session& session) {
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    const desk::BandMessages messages =
        options.noMessage ? desk::BandMessages()
                          : text::bandMessages(session.language, toSeconds(session.clock->now()));
    const auto done =
        desk::runBands(*mart, {session.operatorName, *session.clock}, *session.context, messages);
    if (!done)
        return failAs(done);
    Answer answer;
    answer.json = {{"operation_id", nullptr},   {"approved", done->approved},
                   {"refused", done->refused},  {"drafted", done->drafted},
                   {"asked", done->asked},      {"audited", done->audited},
                   {"messages", done->messages}};
    if (done->operationId != 0)
        answer.json["operation_id"] = done->operationId;
    TextTable table({"approved", "refused", "drafted", "asked", "audited", "messages"});
    table.add({std::to_string(done->approved), std::to_string(done->refused),
               std::to_string(done->drafted), std::to_string(done->asked),
               std::to_string(done->audited), std::to_string(done->messages)});
    answer.text = table.render();
    return answer;
}

Result<Answer> audit(Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto audits = desk::auditBands(*mart);
    if (!audits)
        return failAs(audits);
    Answer answer;
    answer.json = {{"audits", Json::array()}};
    TextTable table({"kind", "version", "automatic", "audited", "waiting", "wrong", "error",
                     "at least", "at most", "promise", "kept"});
    for (const desk::BandAudit& audit : *audits) {
        answer.json["audits"].push_back({{"kind", audit.kind},
                                         {"version", audit.version},
                                         {"promised_error", audit.promisedError},
                                         {"automatic", audit.automatic},
                                         {"audited", audit.audited},
                                         {"waiting", audit.waiting},
                                         {"wrong", audit.wrong},
                                         {"error", audit.error},
                                         {"lower_bound", audit.lowerBound},
                                         {"upper_bound", audit.upperBound},
                                         {"promise_kept", audit.promiseKept}});
        table.add({audit.kind, std::to_string(audit.version), std::to_string(audit.automatic),
                   std::to_string(audit.audited), std::to_string(audit.waiting),
                   std::to_string(audit.wrong), formatFixed(audit.error, 4),
                   formatFixed(audit.lowerBound, 4), formatFixed(audit.upperBound, 4),
                   formatFixed(audit.promisedError, 4), audit.promiseKept ? "yes" : "no"});
    }
    answer.text = table.render();
    return answer;
}

CLI::App* addKind(CLI::App* command, Options& options) {
    command->add_option("--kind", options.kind, "The kind of case")->capture_default_str();
    return command;
}

void addPromise(CLI::App& command, Options& options) {
    command.add_option("--promise", options.promise, "Largest share of errors of what runs alone")
        ->capture_default_str();
    command.add_option("--confidence", options.confidence, "That the promise is kept")
        ->capture_default_str();
    command
        .add_option("--audit", options.auditShare,
                    "Share of what runs alone that a person looks at")
        ->capture_default_str();
}

} // namespace

Action defineBand(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.require_subcommand(1);
    auto* listing = subcommand.add_subcommand("list", "The bands of each kind of case");
    auto* learning =
        addKind(subcommand.add_subcommand(
                    "learn", "Learn limits from what people decided; nothing is saved"),
                *options);
    addPromise(*learning, *options);
    auto* saving =
        addKind(subcommand.add_subcommand("save", "Learn limits and save them, off"), *options);
    addPromise(*saving, *options);
    auto* on = addKind(
        subcommand.add_subcommand("on", "Switch automation on; among people a second one consents"),
        *options);
    auto* off = addKind(subcommand.add_subcommand("off", "Switch automation off"), *options);
    auto* stop = addKind(subcommand.add_subcommand("stop", "Stop automation at once; anybody may"),
                         *options);
    subcommand.add_subcommand("audit", "What the audits found against the promise");
    auto* running = subcommand.add_subcommand("run", "Decide and draft what lies in the bands now");
    running->add_flag("--no-message", options->noMessage, "Tell merchants who are refused nothing");
    return [=](Session& session) -> Result<Answer> {
        if (listing->parsed())
            return list(session);
        if (learning->parsed() || saving->parsed())
            return learn(*options, saving->parsed(), session);
        if (on->parsed() || off->parsed() || stop->parsed())
            return change(*options,
                          on->parsed()    ? "on"
                          : off->parsed() ? "off"
                                          : "stopped",
                          session);
        return running->parsed() ? run(*options, session) : audit(session);
    };
}

} // namespace mops::cli
