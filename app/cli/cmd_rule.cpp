#include "app/cli/as_of_option.h"
#include "app/cli/command.h"
#include "app/cli/rule_replay_answer.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/desk/replay.h"
#include "core/features/feature_frame.h"
#include "core/mart/mart.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::string name;
    std::optional<int> version;
    std::string when;
    std::string subject = "merchant";
    std::string action = "case";
    std::string tag;
    std::string note;
    std::string asOf;
    bool allVersions = false;
    std::string from;
    std::string to;
    int days = 90;
    int stepDays = 7;
    std::string saveAs;
    bool openCases = false;
    std::int64_t runId = 0;
    std::string kind = "merchant-risk";
};

desk::RuleSubject subjectOf(const Options& options) {
    return *desk::parseSubject(options.subject);
}

Result<std::optional<std::int64_t>> asOfSecond(const Options& options) {
    const auto day = asOfDay(options.asOf);
    if (!day)
        return failAs(day);
    return *day ? std::optional(features::endOfDay(**day)) : std::nullopt;
}

Json ruleJson(const desk::RuleVersion& rule) {
    return {{"name", rule.name},
            {"version", rule.version},
            {"subject", desk::subjectName(rule.subject)},
            {"predicate", rule.predicate},
            {"action", desk::actionName(rule.action)},
            {"tag", rule.tag},
            {"note", rule.note},
            {"state", desk::stateName(rule.state)},
            {"made_by", rule.madeBy},
            {"made_at", formatInstant(fromSeconds(rule.madeAt))},
            {"waits_for_approval", rule.waitsForApproval}};
}

Answer receiptAnswer(const desk::Receipt& receipt) {
    Answer answer;
    answer.json = {
        {"operation_id", receipt.operationId}, {"hash", receipt.hash}, {"kind", receipt.kind}};
    TextTable table({"operation", "kind", "hash"});
    table.add({std::to_string(receipt.operationId), receipt.kind, receipt.hash.substr(0, 12)});
    answer.text = table.render();
    return answer;
}

Result<Answer> add(const Options& options, Session& session) {
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    desk::RuleVersion rule;
    rule.name = options.name;
    rule.subject = subjectOf(options);
    rule.predicate = options.when;
    rule.action = *desk::parseAction(options.action);
    rule.tag = options.tag;
    rule.note = options.note;
    const auto receipt = desk::saveRule(*mart, rule, {session.operatorName, *session.clock});
    if (!receipt)
        return failAs(receipt);
    const auto saved = desk::readRule(*mart, std::string(trim(options.name)));
    if (!saved)
        return failAs(saved);
    Answer answer = receiptAnswer(*receipt);
    answer.json.update(ruleJson(*saved));
    answer.json["kind"] = receipt->kind;
    return answer;
}

Answer rulesAnswer(const std::vector<desk::RuleVersion>& rules) {
    Answer answer;
    answer.json = {{"rules", Json::array()}};
    TextTable table({"rule", "version", "state", "on", "action", "by", "condition"});
    for (const desk::RuleVersion& rule : rules) {
        answer.json["rules"].push_back(ruleJson(rule));
        table.add({rule.name, std::to_string(rule.version),
                   std::string(desk::stateName(rule.state)) + (rule.waitsForApproval ? " ?" : ""),
                   desk::subjectName(rule.subject),
                   rule.action == desk::RuleAction::Tag ? "tag " + rule.tag
                                                        : desk::actionName(rule.action),
                   rule.madeBy, rule.predicate});
    }
    answer.text = table.render();
    return answer;
}

Result<Answer> list(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto rules = desk::readRules(*mart, options.allVersions);
    if (!rules)
        return failAs(rules);
    return rulesAnswer(*rules);
}

Result<Answer> show(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    if (const auto known = desk::readRule(*mart, options.name); !known)
        return failAs(known);
    auto rules = desk::readRules(*mart, true);
    if (!rules)
        return failAs(rules);
    std::erase_if(*rules, [&](const desk::RuleVersion& rule) { return rule.name != options.name; });
    return rulesAnswer(*rules);
}

Result<Answer> test(const Options& options, Session& session) {
    const auto asOf = asOfSecond(options);
    if (!asOf)
        return failAs(asOf);
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto tested =
        desk::testPredicate(*mart, subjectOf(options), options.when, *asOf, *session.context);
    if (!tested)
        return failAs(tested);
    Answer answer;
    answer.json = {{"hits", tested->hits},
                   {"subjects", tested->subjects},
                   {"sample", tested->sample},
                   {"seconds", tested->seconds}};
    TextTable table({"hits", "of", "sample"});
    std::string sample;
    for (const std::string& id : tested->sample)
        sample += (sample.empty() ? "" : " ") + id;
    table.add({std::to_string(tested->hits), std::to_string(tested->subjects), sample});
    answer.text = table.render();
    return answer;
}

Result<Answer> switchTo(desk::RuleState state, const Options& options, Session& session) {
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    const auto rule = desk::readRule(*mart, options.name, options.version);
    if (!rule)
        return failAs(rule);
    const auto receipt = desk::switchRule(*mart, rule->name, rule->version, state,
                                          {session.operatorName, *session.clock});
    if (!receipt)
        return failAs(receipt);
    Answer answer = receiptAnswer(*receipt);
    answer.json["name"] = rule->name;
    answer.json["version"] = rule->version;
    return answer;
}

Result<Answer> columns(const Options& options, Session& session) {
    Answer answer;
    answer.json = {{"columns", Json::array()}};
    TextTable table({"column", "unit", "description"});
    for (const desk::RuleColumn& column : desk::ruleColumns(subjectOf(options))) {
        const std::string description = session.translate(column.context, column.description);
        answer.json["columns"].push_back(
            {{"name", column.name}, {"unit", column.unit}, {"description", description}});
        table.add({column.name, column.unit, description});
    }
    answer.text = table.render();
    return answer;
}

/// The last so many days of the mart unless told otherwise.
Result<desk::ReplayParams> replayParams(const Options& options, const mart::MartFacts& facts) {
    if (!facts.dataAsOf)
        return fail(ErrorCode::NotEnoughData, "order_head", "merchantops-cli import");
    const auto to = asOfDay(options.to);
    const auto from = asOfDay(options.from);
    if (!to || !from)
        return failAs(to ? from : to);
    desk::ReplayParams params;
    const Day last = to->value_or(dayOf(*facts.dataAsOf));
    params.to = features::endOfDay(last);
    params.from = *from ? toSeconds(Instant{**from})
                        : toSeconds(Instant{last - std::chrono::days(options.days - 1)});
    params.stepDays = options.stepDays;
    return params;
}

Result<Answer> replay(const Options& options, Session& session) {
    const bool writes = !options.saveAs.empty() || options.openCases;
    auto mart = writes ? session.openExistingWriter() : session.openReader();
    if (!mart)
        return failAs(mart);
    if (options.name.empty() == options.when.empty())
        return fail(ErrorCode::Usage, "rule replay", "NAME | --when PREDICATE");
    desk::RuleVersion rule;
    if (!options.name.empty()) {
        auto known = desk::readRule(*mart, options.name, options.version);
        if (!known)
            return failAs(known);
        rule = std::move(*known);
    } else {
        rule.subject = subjectOf(options);
        rule.predicate = options.when;
        rule.name = options.saveAs.empty() ? "?" : options.saveAs;
    }
    const auto facts = mart::readFacts(*mart);
    if (!facts)
        return failAs(facts);
    auto params = replayParams(options, *facts);
    if (!params)
        return failAs(params);
    params->subject = rule.subject;
    params->predicate = rule.predicate;
    const auto report = desk::replayRule(*mart, *params, *session.context);
    if (!report)
        return failAs(report);
    Answer answer = describeReplay(*report, facts->currency);
    const desk::Actor actor{session.operatorName, *session.clock};
    if (!options.saveAs.empty()) {
        rule.name = options.saveAs;
        rule.note = desk::replayNote(*params, *report);
        const auto receipt = desk::saveRule(*mart, rule, actor);
        if (!receipt)
            return failAs(receipt);
        answer.json["saved_operation_id"] = receipt->operationId;
    }
    if (options.openCases) {
        const auto opened = desk::openHits(*mart, rule, desk::hitIds(*report), actor);
        if (!opened)
            return failAs(opened);
        answer.json["opened"] = opened->opened;
        answer.json["already_open"] = opened->alreadyOpen;
    }
    return answer;
}

Result<Answer> run(const Options& options, Session& session) {
    const auto asOf = asOfSecond(options);
    if (!asOf)
        return failAs(asOf);
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    const auto done =
        desk::runRules(*mart, *asOf, {session.operatorName, *session.clock}, *session.context);
    if (!done)
        return failAs(done);
    return describeRun(*done);
}

Result<Answer> prove(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto proof = desk::replayRun(*mart, options.runId, *session.context);
    if (!proof)
        return failAs(proof);
    return describeProof(*proof);
}

Result<Answer> thresholds(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto points = desk::replayThreshold(*mart, options.kind, *session.context);
    if (!points)
        return failAs(points);
    const auto facts = mart::readFacts(*mart);
    if (!facts)
        return failAs(facts);
    return describeThresholds(*points, facts->currency);
}

Result<Answer> examples(const Session& session) {
    Answer answer;
    answer.json = {{"examples", Json::array()}};
    TextTable table({"rule", "on", "action", "says", "condition"});
    for (const desk::ExampleRule& example : desk::exampleRules()) {
        const std::string title = session.translate("ExampleRule", example.title);
        answer.json["examples"].push_back({{"name", example.name},
                                           {"title", title},
                                           {"subject", desk::subjectName(example.subject)},
                                           {"predicate", example.predicate},
                                           {"action", desk::actionName(example.action)},
                                           {"tag", example.tag}});
        table.add({example.name, desk::subjectName(example.subject),
                   desk::actionName(example.action), title, example.predicate});
    }
    answer.text = table.render();
    return answer;
}

void addSubject(CLI::App& command, Options& options) {
    command.add_option("--on", options.subject, "What the condition is about")
        ->check(CLI::IsMember({"merchant", "order"}))
        ->capture_default_str();
}

void addWhen(CLI::App& command, Options& options) {
    command.add_option("--when", options.when, "The condition, a SQL predicate")->required();
}

void addName(CLI::App& command, Options& options) {
    command.add_option("NAME", options.name, "The rule's name")->required();
}

} // namespace

Action defineRule(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.require_subcommand(1);
    auto* adding = subcommand.add_subcommand("add", "Save a rule, or a new version of it");
    addName(*adding, *options);
    addWhen(*adding, *options);
    addSubject(*adding, *options);
    adding->add_option("--action", options->action, "What happens when it holds")
        ->check(CLI::IsMember({"case", "tag", "hold"}))
        ->capture_default_str();
    adding->add_option("--tag", options->tag, "What --action tag writes");
    adding->add_option("--note", options->note, "Why there is this rule");
    auto* listing = subcommand.add_subcommand("list", "The newest version of each rule");
    listing->add_flag("--all", options->allVersions, "Every version");
    auto* showing = subcommand.add_subcommand("show", "Every version of one rule");
    addName(*showing, *options);
    auto* testing = subcommand.add_subcommand("test", "Try a condition without saving it");
    addWhen(*testing, *options);
    addSubject(*testing, *options);
    addAsOf(*testing, options->asOf);
    std::vector<std::pair<CLI::App*, desk::RuleState>> switches;
    const auto addSwitch = [&](const char* name, const char* says, desk::RuleState state) {
        auto* command = subcommand.add_subcommand(name, says);
        addName(*command, *options);
        command->add_option("--version", options->version, "Not the newest version");
        switches.emplace_back(command, state);
    };
    addSwitch("enable", "Let a rule act", desk::RuleState::Enabled);
    addSwitch("disable", "Stop a rule", desk::RuleState::Disabled);
    addSwitch("shadow", "Watch what a rule would do", desk::RuleState::Shadow);
    auto* documenting = subcommand.add_subcommand("columns", "The columns a condition may name");
    addSubject(*documenting, *options);
    auto* replaying =
        subcommand.add_subcommand("replay", "What a rule would have done in the past");
    replaying->add_option("NAME", options->name, "A saved rule");
    replaying->add_option("--when", options->when, "A condition that is not saved");
    replaying->add_option("--version", options->version, "Not the newest version");
    addSubject(*replaying, *options);
    replaying->add_option("--from", options->from, "First day");
    replaying->add_option("--to", options->to, "Last day; without it the last day with orders");
    replaying->add_option("--days", options->days, "Days before the last one, without --from")
        ->check(CLI::Range(1, 36'500))
        ->capture_default_str();
    replaying->add_option("--step", options->stepDays, "Days between two looks at a merchant")
        ->check(CLI::Range(1, 36'500))
        ->capture_default_str();
    replaying->add_option("--save-as", options->saveAs,
                          "Save the condition as a version of this rule, with the figures");
    replaying->add_flag("--open", options->openCases, "Open the hits as cases");
    auto* running = subcommand.add_subcommand("run", "Run the enabled and the shadow rules");
    addAsOf(*running, options->asOf);
    auto* proving =
        subcommand.add_subcommand("prove", "Run a logged run again and compare hit by hit");
    proving->add_option("RUN", options->runId, "The run's number")->required();
    auto* thresholding = subcommand.add_subcommand(
        "thresholds", "What each threshold of the score would have brought");
    thresholding->add_option("--kind", options->kind, "Kind of the cases")->capture_default_str();
    auto* showingExamples = subcommand.add_subcommand("examples", "Rules to begin with");
    return [=](Session& session) -> Result<Answer> {
        for (const auto& [command, state] : switches)
            if (command->parsed())
                return switchTo(state, *options, session);
        if (adding->parsed())
            return add(*options, session);
        if (listing->parsed())
            return list(*options, session);
        if (showing->parsed())
            return show(*options, session);
        if (testing->parsed())
            return test(*options, session);
        if (replaying->parsed())
            return replay(*options, session);
        if (running->parsed())
            return run(*options, session);
        if (proving->parsed())
            return prove(*options, session);
        if (thresholding->parsed())
            return thresholds(*options, session);
        if (showingExamples->parsed())
            return examples(session);
        return columns(*options, session);
    };
}

} // namespace mops::cli
