#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/mart/mart.h"
#include "core/world/dirty_export.h"
#include "core/world/simulate.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

Answer answerOf(const world::WorldReport& report) {
    Answer answer;
    answer.json = {{"rows", report.rows}, {"seed", report.seed}, {"seconds", report.seconds}};
    TextTable table({"table", "rows"});
    for (const auto& [name, rows] : report.rows)
        table.add({name, std::to_string(rows)});
    answer.text = table.render();
    return answer;
}

/// A mart that exists only while its files are written.
class ScratchMart {
public:
    /// Beside the folder, where there is room for the files as well.
    explicit ScratchMart(const std::filesystem::path& folder)
        : m_path(folder.string() + ".world.db") {
        remove();
    }
    ScratchMart(const ScratchMart&) = delete;
    ScratchMart& operator=(const ScratchMart&) = delete;
    ~ScratchMart() { remove(); }
    const std::filesystem::path& path() const { return m_path; }

private:
    void remove() const {
        std::error_code ignored;
        for (const char* ending : {"", "-wal", "-shm"})
            std::filesystem::remove(m_path.string() + ending, ignored);
    }
    std::filesystem::path m_path;
};

Result<Answer> simulateDirty(const world::WorldParams& params, const world::DirtyParams& dirty,
                             const std::filesystem::path& folder, Session& session) {
    if (const auto usable = world::checkDirtyFolder(folder); !usable)
        return failAs(usable);
    const ScratchMart scratch(folder.lexically_normal());
    auto mart = mart::openWriter(scratch.path());
    if (!mart)
        return failAs(mart);
    const auto world = world::simulate(*mart, params, *session.clock, *session.context);
    if (!world)
        return failAs(world);
    const auto report = world::writeDirtyFiles(*mart, folder, dirty, *session.context);
    if (!report)
        return failAs(report);
    Answer answer = answerOf(*world);
    answer.json["folder"] = folder.string();
    answer.json["files"] = report->rows;
    answer.json["defects"] = report->defects;
    TextTable table({"defect", "rows"});
    for (const auto& [kind, rows] : report->defects)
        table.add({kind, std::to_string(rows)});
    answer.text = table.render();
    return answer;
}

} // namespace

Action defineSimulate(CLI::App& subcommand) {
    struct Options {
        std::filesystem::path folder;
        world::DirtyParams dirty;
    };
    const auto params = std::make_shared<world::WorldParams>();
    const auto options = std::make_shared<Options>();
    subcommand.add_option("--merchants", params->merchants, "How many merchants, 1 to 1,000,000")
        ->capture_default_str();
    subcommand.add_option("--days", params->days, "How many days of trade")->capture_default_str();
    subcommand
        .add_option("--orders-per-merchant", params->trade.ordersPerMerchant,
                    "Orders of an average merchant; 0 = what its pace gives, thinned in very "
                    "large worlds")
        ->capture_default_str();
    subcommand.add_option("--truth", params->truthFile, "File for the planted truth");
    subcommand.add_option("--locale", params->locale, "Language of names and comments")
        ->check(CLI::IsMember({"zh", "en"}))
        ->capture_default_str();
    auto* dirty = subcommand.add_option(
        "--dirty", options->folder,
        "Write CSV files with planted defects and their manifest into FOLDER instead of a mart");
    subcommand
        .add_option("--defects", options->dirty.defectRate, "Share of the rows that get a defect")
        ->needs(dirty)
        ->check(CLI::Range(0.0, 0.5))
        ->capture_default_str();
    return [params, options](Session& session) -> Result<Answer> {
        params->seed = session.seed;
        params->threads = session.threads;
        if (const auto valid = params->validate(); !valid)
            return failAs(valid);
        if (!options->folder.empty()) {
            options->dirty.seed = session.seed;
            options->dirty.chinese = params->locale == "zh";
            return simulateDirty(*params, options->dirty, options->folder, session);
        }
        auto mart = session.openWriter();
        if (!mart)
            return failAs(mart);
        const auto report = world::simulate(*mart, *params, *session.clock, *session.context);
        if (!report)
            return failAs(report);
        return answerOf(*report);
    };
}

} // namespace mops::cli
