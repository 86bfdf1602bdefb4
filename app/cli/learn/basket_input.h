#pragma once

#include "app/cli/session.h"
#include "core/learn/patterns/baskets.h"
#include "core/learn/patterns/itemsets.h"
#include "core/sources/basket_file.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>

namespace CLI {
class App;
}

namespace mops::cli {

/// Options of a file of pairs of ids.
struct EdgeOptions {
    std::string path;
    std::string separator;
    std::string encoding;
    std::string header = "auto";
    std::string missing = "fail";
    std::string row;
    std::string column;
    std::string weight;

    sources::EdgeFileOptions reading() const;
};
/// `--separator --encoding --header --missing`.
void addEdgeReading(CLI::App& call, EdgeOptions& options);

/// Options of the calls on baskets.
struct BasketOptions {
    EdgeOptions file;
    std::string format = "basket";
    std::string minSupport = "0.01";
    learn::ItemsetParams itemsets;
};
std::shared_ptr<BasketOptions> addBaskets(CLI::App& call);

/// The file's baskets and their frequent sets, with the times both took.
struct MinedBaskets {
    sources::NameIndex items;
    learn::ItemsetResult found;
    nlohmann::ordered_json input; ///< what is told of the file
    double readSeconds = 0;
    double mineSeconds = 0;

    /// Names of items, ascending.
    std::vector<std::string_view> names(std::span<const std::int32_t> set) const;
};
Result<MinedBaskets> mineBaskets(const BasketOptions& options, Session& session);

/// itemsets, by_length, min_count and what else every call on baskets answers.
void describeMined(const MinedBaskets& mined, const BasketOptions& options,
                   nlohmann::ordered_json& json);

/// The names as one CSV field that is a CSV record itself.
std::string joinNames(const std::vector<std::string_view>& names);

} // namespace mops::cli
