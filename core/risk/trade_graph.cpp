#include "core/risk/trade_graph.h"

#include <algorithm>

namespace mops::risk {
namespace {

std::int64_t active(const std::vector<std::int64_t>& degrees) {
    return std::count_if(degrees.begin(), degrees.end(),
                         [](std::int64_t degree) { return degree > 0; });
}

} // namespace

std::int64_t TradeGraph::merchants() const {
    return active(merchantDegree);
}

std::int64_t TradeGraph::buyers() const {
    return active(buyerDegree);
}

/// Merchant by merchant, so that only one merchant's lines are held.
Result<TradeGraph> readTradeGraph(const mart::TradeColumns& trade, std::int64_t from,
                                  std::int64_t to, TaskContext& context) {
    constexpr std::size_t kMerchantsBetweenQuestions = 4'096;
    TradeGraph graph;
    graph.begin.push_back(0);
    graph.merchantDegree.assign(trade.merchants(), 0);
    graph.merchantOrders.assign(trade.merchants(), 0);
    graph.buyerDegree.assign(trade.buyerId.size(), 0);
    graph.buyerOrders.assign(trade.buyerId.size(), 0);
    for (std::uint32_t merchant = 0; merchant < trade.merchants(); ++merchant) {
        if (merchant % kMerchantsBetweenQuestions == 0 && context.cancelled())
            return fail(ErrorCode::Cancelled);
        const std::size_t first = graph.pairs.size();
        std::uint32_t lastOrder = mart::kNone;
        for (std::size_t item = trade.merchantItemBegin[merchant];
             item < trade.merchantItemBegin[merchant + 1]; ++item) {
            const std::int64_t at = trade.itemOrderedAt[item];
            if (at <= from || at > to)
                continue;
            const std::uint32_t order = trade.itemOrder[item];
            graph.pairs.push_back({merchant, trade.orderBuyer[order], order == lastOrder ? 0 : 1,
                                   trade.itemPrice[item], at, at});
            lastOrder = order;
        }
        const auto begin = graph.pairs.begin() + static_cast<std::ptrdiff_t>(first);
        std::sort(begin, graph.pairs.end(),
                  [](const TradePair& a, const TradePair& b) { return a.buyer < b.buyer; });
        std::size_t kept = first;
        for (std::size_t k = first; k < graph.pairs.size(); ++k) {
            const TradePair line = graph.pairs[k];
            graph.merchantOrders[merchant] += line.orders;
            graph.buyerOrders[line.buyer] += line.orders;
            if (kept > first && graph.pairs[kept - 1].buyer == line.buyer) {
                TradePair& pair = graph.pairs[kept - 1];
                pair.orders += line.orders;
                pair.moneyMinor += line.moneyMinor;
                pair.firstAt = std::min(pair.firstAt, line.firstAt);
                pair.lastAt = std::max(pair.lastAt, line.lastAt);
                continue;
            }
            graph.pairs[kept++] = line;
            ++graph.merchantDegree[merchant];
            ++graph.buyerDegree[line.buyer];
        }
        graph.pairs.resize(kept);
        graph.begin.push_back(kept);
    }
    return graph;
}

} // namespace mops::risk
