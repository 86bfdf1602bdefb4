#include "app/cli/command.h"
#include "app/cli/import_answer.h"
#include "app/cli/text_table.h"
#include "core/desk/imports.h"
#include "core/sources/quarantine.h"
#include "ui/text/quarantine_text.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

struct Options {
    sources::QuarantineQuery query;
    std::int64_t id = 0;
    std::string record;
    bool all = false;
    bool groups = false;
};

nlohmann::ordered_json toJson(const sources::QuarantineRow& row) {
    return {{"quarantine_id", row.quarantineId},
            {"batch_id", row.batchId},
            {"file", row.file},
            {"target", row.target},
            {"line", row.line},
            {"column", row.column},
            {"reason", row.reason},
            {"status", row.status},
            {"header", row.header},
            {"record", row.record}};
}

std::string sentence(const std::string& reason) {
    return text::quarantineReason(reason).toStdString();
}

Result<Answer> listGroups(db::Database& mart) {
    const auto groups = sources::readQuarantineGroups(mart);
    if (!groups)
        return failAs(groups);
    Answer answer;
    answer.json["groups"] = nlohmann::ordered_json::array();
    TextTable table({"file", "column", "reason", "rows", "meaning"});
    for (const auto& group : *groups) {
        answer.json["groups"].push_back({{"file", group.file},
                                         {"column", group.column},
                                         {"reason", group.reason},
                                         {"rows", group.rows}});
        table.add({group.file, group.column, group.reason, std::to_string(group.rows),
                   sentence(group.reason)});
    }
    answer.text = table.render();
    return answer;
}

Result<Answer> listRows(db::Database& mart, const sources::QuarantineQuery& query) {
    const auto rows = sources::readQuarantine(mart, query);
    if (!rows)
        return failAs(rows);
    Answer answer;
    answer.json["rows"] = nlohmann::ordered_json::array();
    TextTable table({"id", "batch", "file", "line", "column", "reason", "status"});
    for (const auto& row : *rows) {
        answer.json["rows"].push_back(toJson(row));
        table.add({std::to_string(row.quarantineId), std::to_string(row.batchId), row.file,
                   std::to_string(row.line), row.column, row.reason, row.status});
    }
    answer.text = table.render();
    return answer;
}

Result<Answer> showRow(db::Database& mart, std::int64_t id) {
    const auto row = sources::readQuarantineRow(mart, id);
    if (!row)
        return failAs(row);
    Answer answer;
    answer.json = toJson(*row);
    answer.json["meaning"] = sentence(row->reason);
    answer.text = row->file + ":" + std::to_string(row->line) + " " + row->column + ": " +
                  sentence(row->reason) + " (" + row->reason + ", " + row->status + ")\n" +
                  row->header + "\n" + row->record + "\n";
    return answer;
}

Result<Answer> retakeRows(Session& session, const Options& options) {
    if ((options.id != 0) == options.all || (options.all && !options.record.empty()))
        return fail(ErrorCode::Usage, "quarantine retake: ID [--record CSV] | --all",
                    "merchantops-cli quarantine retake --help");
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    const desk::Actor actor{session.operatorName, *session.clock};
    const auto report =
        options.all ? desk::retakeRows(*mart, options.query, actor, *session.context)
                    : desk::retakeRow(*mart, options.id, options.record, actor, *session.context);
    if (!report)
        return failAs(report);
    return importAnswer(*report);
}

void addFilters(CLI::App& subcommand, Options& options) {
    subcommand.add_option("--batch", options.query.batchId, "Only of this batch");
    subcommand.add_option("--file", options.query.file, "Only of this file");
    subcommand.add_option("--reason", options.query.reason, "Only with this reason code");
    subcommand.add_option("--limit", options.query.limit, "Most rows")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
}

} // namespace

Action defineQuarantine(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.require_subcommand(1);
    auto* list = subcommand.add_subcommand("list", "Refused rows, or groups of them");
    addFilters(*list, *options);
    list->add_option("--offset", options->query.offset, "Rows to skip")
        ->check(CLI::NonNegativeNumber);
    list->add_flag("--groups", options->groups, "Count by file, column and reason");
    bool* const all = &options->all;
    list->add_flag("--all", *all, "Also rows that were re-taken or dismissed");
    auto* show = subcommand.add_subcommand("show", "One refused row, whole");
    show->add_option("ID", options->id, "Its number")->required();
    auto* retake =
        subcommand.add_subcommand("retake", "Send refused rows through the import again");
    retake->add_option("ID", options->id, "Its number");
    retake->add_option("--record", options->record, "The corrected row as one CSV record");
    retake->add_flag("--all", *all, "All open rows that match the filters");
    addFilters(*retake, *options);
    return [options, list, show](Session& session) -> Result<Answer> {
        if (!list->parsed() && !show->parsed())
            return retakeRows(session, *options);
        auto mart = session.openReader();
        if (!mart)
            return failAs(mart);
        if (show->parsed())
            return showRow(*mart, options->id);
        if (options->groups)
            return listGroups(*mart);
        options->query.openOnly = !options->all;
        return listRows(*mart, options->query);
    };
}

} // namespace mops::cli
