#include "app/cli/csv_file.h"
#include "app/cli/learn/basket_input.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"

#include <algorithm>
#include <CLI/CLI.hpp>

namespace mops::cli {
namespace {

struct FoundSet {
    std::vector<std::int32_t> items;
    std::uint32_t count = 0;
};

/// The most frequent sets of two or more, the first of equals in the order of the tree.
std::vector<FoundSet> mostFrequent(const learn::ItemsetTree& tree, std::size_t most) {
    std::vector<FoundSet> best; // ascending only at the end
    const auto rarer = [](const FoundSet& a, const FoundSet& b) { return a.count > b.count; };
    tree.forEach([&](std::span<const std::int32_t> items, std::uint32_t count) {
        if (items.size() < 2 || most == 0 || (best.size() == most && count <= best.back().count))
            return true;
        FoundSet found{{items.begin(), items.end()}, count};
        best.insert(std::ranges::upper_bound(best, found, rarer), std::move(found));
        if (best.size() > most)
            best.pop_back();
        return true;
    });
    return best;
}

/// One row per set.
Result<> writeSets(const std::string& path, const MinedBaskets& mined) {
    auto file = CsvFile::begin(path);
    if (!file)
        return failAs(file);
    file->add("items").add("length").add("count").add("support").endRow();
    const auto baskets = static_cast<double>(mined.found.baskets);
    mined.found.tree.forEach([&](std::span<const std::int32_t> items, std::uint32_t count) {
        file->add(joinNames(mined.names(items)))
            .add(static_cast<std::int64_t>(items.size()))
            .add(static_cast<std::int64_t>(count))
            .add(static_cast<double>(count) / baskets)
            .endRow();
        return true;
    });
    return file->commit();
}

} // namespace

Action defineLearnItemsets(CLI::App& call) {
    struct Options {
        std::size_t top = 20;
        std::string out;
    };
    const auto baskets = addBaskets(call);
    const auto options = std::make_shared<Options>();
    call.add_option("--top", options->top, "How many of the most frequent sets of two or more")
        ->check(CLI::Range(std::size_t{0}, std::size_t{100'000}))
        ->capture_default_str();
    call.add_option("--out", options->out, "CSV file for every set");
    return [=](Session& session) -> Result<Answer> {
        const auto mined = mineBaskets(*baskets, session);
        if (!mined)
            return failAs(mined);
        if (!options->out.empty())
            if (const auto written = writeSets(options->out, *mined); !written)
                return failAs(written);
        Answer answer;
        describeMined(*mined, *baskets, answer.json);
        answer.json["top"] = nlohmann::ordered_json::array();
        TextTable text({"items", "count", "support"});
        for (const FoundSet& set : mostFrequent(mined->found.tree, options->top)) {
            const double support =
                static_cast<double>(set.count) / static_cast<double>(mined->found.baskets);
            const auto names = mined->names(set.items);
            answer.json["top"].push_back(
                {{"items", names}, {"count", set.count}, {"support", support}});
            text.add({joinNames(names), std::to_string(set.count), formatFixed(support, 5)});
        }
        answer.json["seconds"] = mined->mineSeconds;
        answer.json["read_seconds"] = mined->readSeconds;
        answer.text = std::to_string(mined->found.sets) + " sets in at least " +
                      std::to_string(mined->found.minCount) + " of " +
                      std::to_string(mined->found.baskets) + " baskets\n" + text.render();
        return answer;
    };
}

} // namespace mops::cli
