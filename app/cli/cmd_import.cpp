#include "app/cli/command.h"
#include "app/cli/import_answer.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/desk/imports.h"
#include "ui/text/quarantine_text.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

nlohmann::ordered_json counts(const sources::FileReport& file) {
    nlohmann::ordered_json quarantined = nlohmann::ordered_json::object();
    for (const auto& [reason, rows] : file.quarantined)
        quarantined[reason] = rows;
    nlohmann::ordered_json repaired = nlohmann::ordered_json::object();
    for (const auto& [code, values] : file.repaired)
        repaired[code] = values;
    return {{"read", file.read},       {"taken", file.taken},         {"inserted", file.inserted},
            {"updated", file.updated}, {"duplicate", file.duplicate}, {"quarantined", quarantined},
            {"repaired", repaired}};
}

/// One entry a file. A file whose lines feed two targets (a buyer and its alias) is counted by the
/// target that took most of them; `targets` holds the counts of each.
nlohmann::ordered_json filesJson(const std::vector<sources::FileReport>& reports) {
    auto files = nlohmann::ordered_json::array();
    for (auto first = reports.begin(); first != reports.end();) {
        const auto end = std::find_if(first, reports.end(), [&](const sources::FileReport& other) {
            return other.file != first->file;
        });
        const auto most = std::max_element(
            first, end, [](const auto& a, const auto& b) { return a.taken < b.taken; });
        nlohmann::ordered_json entry = {{"file", first->file}, {"encoding", first->encoding}};
        entry.update(counts(*most));
        auto& targets = entry["targets"] = nlohmann::ordered_json::object();
        for (; first != end; ++first)
            targets[first->target] = counts(*first);
        files.push_back(std::move(entry));
    }
    return files;
}

std::string reasonsText(const sources::FileReport& file) {
    std::string reasons;
    for (const auto& [reason, rows] : file.quarantined)
        reasons += (reasons.empty() ? "" : "; ") + std::to_string(rows) + " × " +
                   text::quarantineReason(reason).toStdString();
    return reasons;
}

} // namespace

Answer importAnswer(const sources::ImportReport& report) {
    Answer answer;
    answer.json["batch"] =
        report.batchId == 0 ? nlohmann::ordered_json() : nlohmann::ordered_json(report.batchId);
    if (report.operationId != 0)
        answer.json["operation_id"] = report.operationId;
    answer.json["files"] = filesJson(report.files);
    TextTable table(
        {"file", "target", "read", "taken", "duplicate", "repaired", "quarantined", "reasons"});
    for (const sources::FileReport& file : report.files) {
        table.add({file.file, file.target, std::to_string(file.read), std::to_string(file.taken),
                   std::to_string(file.duplicate), std::to_string(file.repairedValues()),
                   std::to_string(file.quarantinedRows()), reasonsText(file)});
    }
    answer.json["seconds"] = report.seconds;
    answer.text = table.render();
    answer.text += (report.batchId == 0 ? std::string("dry run, nothing was changed")
                                        : "batch " + std::to_string(report.batchId)) +
                   ", " + formatFixed(report.seconds, 1) + " s\n";
    return answer;
}

Action defineImport(CLI::App& subcommand) {
    struct Options {
        sources::ImportParams params;
        std::int64_t undo = 0;
    };
    const auto options = std::make_shared<Options>();
    auto* preset = subcommand.add_option("--preset", options->params.preset, "Built-in mapping");
    auto* mapping = subcommand.add_option("--mapping", options->params.mappingFile,
                                          "Mapping of your own (TOML)");
    auto* paths = subcommand.add_option("PATH", options->params.paths, "A folder, or files");
    subcommand.add_option("--encoding", options->params.encoding,
                          "UTF-8, GB18030 or ISO-8859-1; found out if not given");
    subcommand.add_flag("--dry-run", options->params.dryRun, "Do everything, then take it back");
    auto* undo =
        subcommand.add_option("--undo", options->undo, "Take the import of this batch back")
            ->check(CLI::PositiveNumber);
    preset->excludes(mapping);
    undo->excludes(preset)->excludes(mapping)->excludes(paths);
    return [options](Session& session) -> Result<Answer> {
        if (options->undo != 0) {
            auto mart = session.openExistingWriter();
            if (!mart)
                return failAs(mart);
            const auto removed = desk::takeImportBack(
                *mart, options->undo, {session.operatorName, *session.clock}, *session.context);
            if (!removed)
                return failAs(removed);
            Answer answer;
            answer.json = {{"batch", options->undo}, {"removed", *removed}};
            answer.text = "batch " + std::to_string(options->undo) + ": " +
                          std::to_string(*removed) + " rows taken back\n";
            return answer;
        }
        if (options->params.preset.empty() == options->params.mappingFile.empty())
            return fail(ErrorCode::Usage, "import: --preset NAME | --mapping FILE | --undo BATCH",
                        "merchantops-cli import --help");
        if (options->params.paths.empty())
            return fail(ErrorCode::Usage, "import: PATH", "merchantops-cli import --help");
        std::error_code ignored;
        if (!std::filesystem::exists(session.martPath, ignored)) {
            // Sources that are refused at first sight should not leave an empty mart behind.
            if (const auto readable = sources::previewImport(options->params, 0); !readable)
                return failAs(readable);
        }
        auto mart = session.openWriter();
        if (!mart)
            return failAs(mart);
        const auto report = desk::importFiles(
            *mart, options->params, {session.operatorName, *session.clock}, *session.context);
        if (!report)
            return failAs(report);
        return importAnswer(*report);
    };
}

} // namespace mops::cli
