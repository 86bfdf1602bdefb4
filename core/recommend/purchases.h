#pragma once

#include "core/learn/recommend/item_item.h"
#include "core/mart/trade_columns.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::recommend {

/// One buyer's product with the time it was last bought.
struct Purchase {
    std::uint32_t product = 0;
    std::int64_t at = 0;
};

/// What each buyer bought by a moment, products once, by product number. Orders known as cancelled
/// by then do not count.
struct Purchases {
    std::vector<std::size_t> begin; ///< buyers + 1
    std::vector<Purchase> entries;

    std::size_t buyers() const { return begin.size() - 1; }
    std::span<const Purchase> of(std::size_t buyer) const {
        return {entries.data() + begin[buyer], entries.data() + begin[buyer + 1]};
    }
};

/// A buyer with more products keeps the newest this many: item–item counts pairs, and one bot with
/// ten thousand products would cost more than all people together.
inline constexpr std::size_t kMostProductsPerBuyer = 500;

/// O(items log). Only orders placed by `asOf` (inclusive).
Purchases readPurchases(const mart::TradeColumns& trade, std::int64_t asOf);

/// Buyers × products with weight 1.
learn::Interactions toInteractions(const Purchases& purchases, std::size_t products);

} // namespace mops::recommend
