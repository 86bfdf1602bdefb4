#pragma once

#include "core/learn/recommend/item_item.h"
#include "core/mart/trade_columns.h"
#include "core/recommend/purchases.h"
#include "core/recommend/recommend.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::recommend {

/// Which products go together and which are wanted now, as of a moment.
struct Shelf {
    learn::ItemNeighbours neighbours;
    std::vector<std::uint32_t> category;    ///< per product; kNone when unknown
    std::vector<std::int32_t> recentBuyers; ///< per product: distinct buyers in the window
    std::vector<std::uint32_t> popular;     ///< products with recent buyers, most first
    std::vector<std::vector<std::uint32_t>> popularInCategory; ///< the same per category
};

/// `recentFrom`: purchases before it do not make a product popular.
Result<Shelf> buildShelf(const mart::TradeColumns& trade, const Purchases& purchases,
                         std::int64_t recentFrom, const RecommendParams& params,
                         TaskContext& context);

/// Ways to rank; the last is what is shown, the others stand beside it in the evaluation.
enum class Ranking { ItemItem, PopularInCategory, Popular, Blend };
const char* rankingName(Ranking ranking);

struct Candidate {
    std::uint32_t product = 0;
    double score = 0;
    Source source{};
    std::uint32_t because = 0; ///< product of the history, category, or nothing, by source
    std::int32_t support = 0;
};

/// The products that fit a history, best first, ties by product number. At least `count` when there
/// are so many, products of the history among them: what may not be shown is the caller's business.
///
///   score = Σ_{j in history} similarity(j, i)                           neighbouring items
///         + 0.1 · share of the history in i's category · buyers(i) / most buyers in it
///         + 0.01 · buyers(i) / most buyers of any product
///
/// One similar product outweighs popularity, but most buyers have bought once and most products
/// have no neighbours: then the category speaks, and for those without a past everybody.
std::vector<Candidate> rank(const Shelf& shelf, std::span<const std::uint32_t> history,
                            Ranking ranking, std::size_t count);

} // namespace mops::recommend
