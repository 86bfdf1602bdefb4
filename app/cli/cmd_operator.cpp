#include "app/cli/case_json.h"
#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/desk/operators.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

struct Options {
    std::string name;
    std::string role = "reviewer";
};

Result<Answer> list(Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto people = desk::readOperators(*mart);
    if (!people)
        return failAs(people);
    Answer answer;
    answer.json = {{"operators", nlohmann::ordered_json::array()},
                   {"permissions", nlohmann::ordered_json::array()}};
    TextTable table({"operator", "role", "active"});
    for (const desk::DeskOperator& person : *people) {
        answer.json["operators"].push_back({{"name", person.name},
                                            {"role", desk::roleName(person.role)},
                                            {"active", person.active}});
        table.add({person.name, desk::roleName(person.role), person.active ? "yes" : "no"});
    }
    TextTable allowed({"action", "reviewer", "analyst", "lead", "compliance", "second person", ""});
    const auto tick = [](bool yes) { return std::string(yes ? "x" : ""); };
    for (const desk::Permission& permission : desk::permissions()) {
        const std::string title = session.translate("Permission", permission.title);
        answer.json["permissions"].push_back({{"action", permission.action},
                                              {"title", title},
                                              {"reviewer", permission.reviewer},
                                              {"analyst", permission.analyst},
                                              {"lead", permission.lead},
                                              {"compliance", permission.compliance},
                                              {"second_person", permission.secondPerson}});
        allowed.add({permission.action, tick(permission.reviewer), tick(permission.analyst),
                     tick(permission.lead), tick(permission.compliance),
                     tick(permission.secondPerson), title});
    }
    answer.text = table.render() + "\n" + allowed.render();
    return answer;
}

/// What a person is now; NotFound when nobody has that name.
Result<desk::DeskOperator> find(db::Database& mart, const std::string& name) {
    const auto people = desk::readOperators(mart);
    if (!people)
        return failAs(people);
    const auto found =
        std::find_if(people->begin(), people->end(),
                     [&](const desk::DeskOperator& person) { return person.name == name; });
    if (found == people->end())
        return fail(ErrorCode::NotFound, name, "merchantops-cli operator list");
    return *found;
}

Result<Answer> save(Session& session, const Options& options, bool remove, bool mustExist) {
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    desk::DeskOperator person{options.name, *desk::parseRole(options.role), true};
    if (mustExist) {
        const auto before = find(*mart, options.name);
        if (!before)
            return failAs(before);
        if (remove)
            person = {before->name, before->role, false};
    }
    const auto receipt = desk::saveOperator(*mart, person, {session.operatorName, *session.clock});
    if (!receipt)
        return failAs(receipt);
    auto answer = receiptAnswer(*receipt, nullptr);
    answer.json["operator"] = {
        {"name", person.name}, {"role", desk::roleName(person.role)}, {"active", person.active}};
    return answer;
}

void addName(CLI::App& command, Options& options) {
    command.add_option("NAME", options.name, "The person's name, as in --operator")->required();
}

CLI::Option* addRole(CLI::App& command, Options& options) {
    return command.add_option("--role", options.role, "What the person may do")
        ->check(CLI::IsMember({"reviewer", "analyst", "lead", "compliance"}))
        ->capture_default_str();
}

} // namespace

Action defineOperator(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.require_subcommand(1);
    auto* listing = subcommand.add_subcommand("list", "Who works here, and what roles may do");
    auto* adding = subcommand.add_subcommand("add", "Add a person; the first one is a lead");
    addName(*adding, *options);
    addRole(*adding, *options);
    auto* changing = subcommand.add_subcommand("role", "Change a person's role");
    addName(*changing, *options);
    addRole(*changing, *options)->required();
    auto* removing = subcommand.add_subcommand("remove", "A person does not work here any more");
    addName(*removing, *options);
    return [=](Session& session) -> Result<Answer> {
        if (listing->parsed())
            return list(session);
        return save(session, *options, removing->parsed(), !adding->parsed());
    };
}

} // namespace mops::cli
