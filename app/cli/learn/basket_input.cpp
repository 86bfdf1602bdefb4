#include "app/cli/learn/basket_input.h"

#include "app/cli/stopwatch.h"
#include "core/base/csv_record.h"
#include "core/sources/csv_reader.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <utility>

namespace mops::cli {
namespace {

using Header = sources::EdgeFileOptions::Header;

} // namespace

sources::EdgeFileOptions EdgeOptions::reading() const {
    sources::EdgeFileOptions options;
    options.file.separator = separator == "\\t" ? "\t" : separator;
    options.file.encoding = encoding;
    options.header = header == "yes" ? Header::Yes : header == "no" ? Header::No : Header::FindOut;
    options.dropMissing = missing == "drop";
    options.rowColumn = row;
    options.columnColumn = column;
    options.weightColumn = weight;
    return options;
}

void addEdgeReading(CLI::App& call, EdgeOptions& options) {
    call.add_option("--separator", options.separator,
                    "Between fields: , ; \\t | :: or a blank (default: found out)");
    call.add_option("--encoding", options.encoding, "UTF-8, GB18030, … (default: found out)");
    call.add_option("--header", options.header, "Whether the first row holds names")
        ->check(CLI::IsMember({"auto", "yes", "no"}))
        ->capture_default_str();
    call.add_option("--missing", options.missing, "What becomes of rows with an empty id")
        ->check(CLI::IsMember({"fail", "drop"}))
        ->capture_default_str();
}

std::shared_ptr<BasketOptions> addBaskets(CLI::App& call) {
    auto options = std::make_shared<BasketOptions>();
    call.add_option("FILE", options->file.path, "Text file of baskets")->required();
    call.add_option("--format", options->format,
                    "basket: a line is a basket of items; pairs: a line is a transaction and one "
                    "item. An item counts once a basket")
        ->check(CLI::IsMember({"basket", "pairs"}))
        ->capture_default_str();
    call.add_option("--min-support", options->minSupport,
                    "How often a set must occur: a whole number is a count of baskets (44; 1 is "
                    "one basket), a number with a decimal point a share of them (0.01; 1.0 is all)")
        ->capture_default_str();
    call.add_option("--max-length", options->itemsets.maxLength, "Longest set; 0 = any")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    call.add_option("--memory-mb", options->itemsets.memoryMb,
                    "Give up when the sets found and the work on them need more")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    call.add_option("--transaction-column", options->file.row,
                    "Pairs: name or position (default: the first)");
    call.add_option("--item-column", options->file.column,
                    "Pairs: name or position (default: the second)");
    addEdgeReading(call, options->file);
    return options;
}

std::vector<std::string_view> MinedBaskets::names(std::span<const std::int32_t> set) const {
    std::vector<std::int32_t> sorted(set.begin(), set.end());
    std::ranges::sort(sorted); // items are numbered in the order of their names
    std::vector<std::string_view> names;
    names.reserve(sorted.size());
    for (const std::int32_t item : sorted)
        names.push_back(items.name(item));
    return names;
}

Result<MinedBaskets> mineBaskets(const BasketOptions& options, Session& session) {
    const auto support = learn::MinSupport::parse(options.minSupport);
    if (!support)
        return failAs(support);
    const Stopwatch reading;
    sources::BasketFileOptions file;
    file.format =
        options.format == "pairs" ? sources::BasketFormat::Pairs : sources::BasketFormat::Basket;
    file.pairs = options.file.reading();
    auto table = sources::readBasketFile(options.file.path, file, *session.context);
    if (!table)
        return failAs(table);
    MinedBaskets mined;
    mined.readSeconds = reading.seconds();
    mined.input = {{"baskets", table->begin.size() - 1},
                   {"items", table->items.size()},
                   {"entries", table->item.size()},
                   {"empty_lines", table->empty},
                   {"dropped", table->dropped}};
    learn::ItemsetParams params = options.itemsets;
    params.minSupport = *support;
    params.threads = session.threads;
    const Stopwatch mining;
    const learn::Baskets baskets{std::move(table->begin), std::move(table->item),
                                 table->items.size()};
    auto found = learn::mineItemsets(baskets, params, *session.context);
    if (!found)
        return failAs(found);
    mined.mineSeconds = mining.seconds();
    mined.items = std::move(table->items);
    mined.found = std::move(*found);
    return mined;
}

void describeMined(const MinedBaskets& mined, const BasketOptions& options,
                   nlohmann::ordered_json& json) {
    json["itemsets"] = mined.found.sets;
    json["by_length"] = nlohmann::ordered_json::object();
    for (std::size_t n = 0; n < mined.found.byLength.size(); ++n)
        json["by_length"][std::to_string(n + 1)] = mined.found.byLength[n];
    json["min_support"] = options.minSupport;
    json["min_support_means"] =
        options.minSupport.find_first_not_of("0123456789") == std::string::npos
            ? "count of baskets"
            : "share of baskets";
    json["min_count"] = mined.found.minCount;
    json["max_length"] = options.itemsets.maxLength;
    for (const auto& [key, value] : mined.input.items())
        json[key] = value;
}

std::string joinNames(const std::vector<std::string_view>& names) {
    return writeCsvRecord(names, ',');
}

} // namespace mops::cli
