#include "core/recommend/purchases.h"

#include <algorithm>

namespace mops::recommend {
namespace {

/// Products once with the newest time; at most kMostProductsPerBuyer; by product. Answers how many
/// entries are left at the front.
std::size_t tidy(std::span<Purchase> basket) {
    std::sort(basket.begin(), basket.end(), [](const Purchase& a, const Purchase& b) {
        return a.product != b.product ? a.product < b.product : a.at > b.at;
    });
    const auto last =
        std::unique(basket.begin(), basket.end(),
                    [](const Purchase& a, const Purchase& b) { return a.product == b.product; });
    auto count = static_cast<std::size_t>(last - basket.begin());
    if (count > kMostProductsPerBuyer) {
        std::sort(basket.begin(), last, [](const Purchase& a, const Purchase& b) {
            return a.at != b.at ? a.at > b.at : a.product < b.product;
        });
        count = kMostProductsPerBuyer;
        std::sort(basket.begin(), basket.begin() + kMostProductsPerBuyer,
                  [](const Purchase& a, const Purchase& b) { return a.product < b.product; });
    }
    return count;
}

} // namespace

Purchases readPurchases(const mart::TradeColumns& trade, std::int64_t asOf) {
    const auto counts = [&](std::size_t item) {
        return trade.itemOrderedAt[item] <= asOf &&
               trade.cancelledKnownAt(trade.itemOrder[item]) > asOf;
    };
    std::vector<std::size_t> begin(trade.buyerId.size() + 1, 0);
    for (std::size_t item = 0; item < trade.items(); ++item) {
        if (counts(item))
            ++begin[trade.orderBuyer[trade.itemOrder[item]] + 1];
    }
    for (std::size_t buyer = 1; buyer < begin.size(); ++buyer)
        begin[buyer] += begin[buyer - 1];
    std::vector<Purchase> raw(begin.back());
    std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
    for (std::size_t item = 0; item < trade.items(); ++item) {
        if (counts(item))
            raw[next[trade.orderBuyer[trade.itemOrder[item]]]++] = {trade.itemProduct[item],
                                                                    trade.itemOrderedAt[item]};
    }
    Purchases purchases;
    purchases.begin.reserve(begin.size());
    purchases.begin.push_back(0);
    for (std::size_t buyer = 0; buyer + 1 < begin.size(); ++buyer) {
        const std::span<Purchase> basket(raw.data() + begin[buyer], raw.data() + begin[buyer + 1]);
        const std::size_t kept = tidy(basket);
        purchases.entries.insert(purchases.entries.end(), basket.begin(),
                                 basket.begin() + static_cast<std::ptrdiff_t>(kept));
        purchases.begin.push_back(purchases.entries.size());
    }
    return purchases;
}

learn::Interactions toInteractions(const Purchases& purchases, std::size_t products) {
    learn::Interactions interactions;
    interactions.items = static_cast<std::int32_t>(products);
    interactions.rowBegin.reserve(purchases.begin.size());
    for (const std::size_t begin : purchases.begin)
        interactions.rowBegin.push_back(static_cast<std::int64_t>(begin));
    interactions.item.reserve(purchases.entries.size());
    for (const Purchase& purchase : purchases.entries)
        interactions.item.push_back(static_cast<std::int32_t>(purchase.product));
    interactions.weight.assign(purchases.entries.size(), 1.0F);
    return interactions;
}

} // namespace mops::recommend
