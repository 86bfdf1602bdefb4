#include "core/risk/rings.h"

#include "core/features/feature_frame.h"
#include "core/learn/patterns/dense_blocks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace mops::risk {
namespace {

constexpr double kOffset = 5;     ///< of the column weight, as in denseBlocks()
constexpr int kBlocksPerRing = 3; ///< searched for each ring wanted: not every block is one
constexpr std::uint64_t kFnvOffset = 0xCBF29CE484222325ULL;
constexpr std::uint64_t kFnvPrime = 0x100000001B3ULL;

/// One buyer at one merchant in the window.
struct Pair {
    std::uint32_t merchant = 0;
    std::uint32_t buyer = 0;
    std::int64_t orders = 0;
    std::int64_t moneyMinor = 0;
    std::int64_t firstAt = 0, lastAt = 0;
};

struct Graph {
    std::vector<Pair> pairs;                  ///< by merchant, buyer
    std::vector<std::size_t> begin;           ///< per merchant, merchants + 1
    std::vector<std::int64_t> merchantDegree; ///< different buyers
    std::vector<std::int64_t> merchantOrders;
    std::vector<std::int64_t> buyerDegree; ///< different merchants
    std::vector<std::int64_t> buyerOrders;
};

/// Merchant by merchant, so that only one merchant's lines are held.
Result<Graph> readGraph(const mart::TradeColumns& trade, std::int64_t from, std::int64_t to,
                        TaskContext& context) {
    constexpr std::size_t kMerchantsBetweenQuestions = 4'096;
    Graph graph;
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
                  [](const Pair& a, const Pair& b) { return a.buyer < b.buyer; });
        std::size_t kept = first;
        for (std::size_t k = first; k < graph.pairs.size(); ++k) {
            const Pair line = graph.pairs[k];
            graph.merchantOrders[merchant] += line.orders;
            graph.buyerOrders[line.buyer] += line.orders;
            if (kept > first && graph.pairs[kept - 1].buyer == line.buyer) {
                Pair& pair = graph.pairs[kept - 1];
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

/// FNV-1a over the merchants' ids in order: the same merchants have the same id everywhere.
std::string idOf(const std::vector<RingMerchant>& merchants) {
    std::uint64_t hash = kFnvOffset;
    for (const RingMerchant& merchant : merchants)
        for (const char byte : merchant.merchantId + '\n')
            hash = (hash ^ static_cast<unsigned char>(byte)) * kFnvPrime;
    constexpr const char* kDigits = "0123456789abcdef";
    std::string text;
    for (int digit = 15; digit >= 4; --digit)
        text += kDigits[(hash >> (4 * digit)) & 0xFU];
    return text;
}

/// Everything that follows from members and links.
void reckon(Ring& ring, std::int64_t pairs) {
    ring.suspiciousness = 0;
    ring.orders = ring.moneyMinor = 0;
    ring.firstAt = std::numeric_limits<std::int64_t>::max();
    ring.lastAt = std::numeric_limits<std::int64_t>::min();
    for (RingMerchant& merchant : ring.merchants)
        merchant.ringOrders = 0;
    for (RingBuyer& buyer : ring.buyers)
        buyer.ringOrders = 0;
    for (const RingLink& link : ring.links) {
        RingMerchant& merchant = ring.merchants[link.merchant];
        ring.suspiciousness += 1 / std::log(static_cast<double>(merchant.buyers) + kOffset);
        merchant.ringOrders += link.orders;
        ring.buyers[link.buyer].ringOrders += link.orders;
        ring.orders += link.orders;
        ring.moneyMinor += link.moneyMinor;
        ring.firstAt = std::min(ring.firstAt, link.firstAt);
        ring.lastAt = std::max(ring.lastAt, link.lastAt);
    }
    const auto merchants = static_cast<double>(ring.merchants.size());
    const auto buyers = static_cast<double>(ring.buyers.size());
    const auto links = static_cast<double>(ring.links.size());
    ring.density = links > 0 ? ring.suspiciousness / (merchants + buyers) : 0;
    ring.fill = links > 0 ? links / (merchants * buyers) : 0;
    double merchantDegrees = 0;
    double buyerDegrees = 0;
    for (const RingMerchant& merchant : ring.merchants)
        merchantDegrees += static_cast<double>(merchant.buyers);
    for (const RingBuyer& buyer : ring.buyers)
        buyerDegrees += static_cast<double>(buyer.merchants);
    const double expected = merchantDegrees * buyerDegrees / static_cast<double>(pairs);
    ring.lift = expected > 0 ? links / expected : 0;
    ring.excess = ring.lift > 1 ? 1 - 1 / ring.lift : 0;
    if (ring.links.empty())
        ring.firstAt = ring.lastAt = 0;
    ring.ringId = idOf(ring.merchants);
}

Ring ringOf(const mart::TradeColumns& trade, const Graph& graph, const learn::DenseBlock& block) {
    Ring ring;
    std::vector<std::uint32_t> merchants(block.columns.begin(), block.columns.end());
    std::vector<std::uint32_t> buyers(block.rows.begin(), block.rows.end());
    std::sort(merchants.begin(), merchants.end(), [&](std::uint32_t a, std::uint32_t b) {
        return trade.merchantId[a] < trade.merchantId[b];
    });
    std::sort(buyers.begin(), buyers.end(), [&](std::uint32_t a, std::uint32_t b) {
        return trade.buyerId[a] < trade.buyerId[b];
    });
    std::unordered_map<std::uint32_t, std::uint32_t> place;
    for (const std::uint32_t buyer : buyers) {
        place.emplace(buyer, static_cast<std::uint32_t>(ring.buyers.size()));
        ring.buyers.push_back(
            {trade.buyerId[buyer], graph.buyerDegree[buyer], graph.buyerOrders[buyer], 0});
    }
    for (const std::uint32_t merchant : merchants) {
        const auto position = static_cast<std::uint32_t>(ring.merchants.size());
        ring.merchants.push_back({trade.merchantKey[merchant], trade.merchantId[merchant],
                                  graph.merchantDegree[merchant], graph.merchantOrders[merchant],
                                  0});
        const std::size_t first = ring.links.size();
        for (std::size_t k = graph.begin[merchant]; k < graph.begin[merchant + 1]; ++k) {
            const Pair& pair = graph.pairs[k];
            if (const auto found = place.find(pair.buyer); found != place.end())
                ring.links.push_back({position, found->second, pair.orders, pair.moneyMinor,
                                      pair.firstAt, pair.lastAt});
        }
        std::sort(ring.links.begin() + static_cast<std::ptrdiff_t>(first), ring.links.end(),
                  [](const RingLink& a, const RingLink& b) { return a.buyer < b.buyer; });
    }
    reckon(ring, static_cast<std::int64_t>(graph.pairs.size()));
    return ring;
}

/// Members who are in the block for the sake of others: merchants at whom its buyers order not much
/// more than chance (camouflage goes to the large ones), buyers with a single link.
Ring trimmed(Ring ring, double leastLift, std::int64_t pairs) {
    constexpr double kLeastPartOfLift = 1.0 / 3;
    while (!ring.links.empty()) {
        double buyerDegrees = 0;
        for (const RingBuyer& buyer : ring.buyers)
            buyerDegrees += static_cast<double>(buyer.merchants);
        std::vector<double> merchantLinks(ring.merchants.size(), 0);
        std::vector<int> buyerLinks(ring.buyers.size(), 0);
        for (const RingLink& link : ring.links) {
            ++merchantLinks[link.merchant];
            ++buyerLinks[link.buyer];
        }
        std::vector<double> lift(ring.merchants.size(), 0);
        for (std::size_t k = 0; k < lift.size(); ++k)
            lift[k] = merchantLinks[k] * static_cast<double>(pairs) /
                      (static_cast<double>(ring.merchants[k].buyers) * buyerDegrees);
        // Members act alike: who has a small part of the others' lift is camouflage.
        const double needed =
            std::max(leastLift, *std::max_element(lift.begin(), lift.end()) * kLeastPartOfLift);
        std::vector<std::size_t> struck;
        for (std::size_t k = 0; k < ring.links.size(); ++k)
            if (lift[ring.links[k].merchant] < needed || buyerLinks[ring.links[k].buyer] < 2)
                struck.push_back(k);
        if (struck.empty())
            break;
        ring = strikeOut(ring, struck, pairs);
    }
    return ring;
}

/// Whether so many links could be the work of the search alone: the log likelihood ratio of the
/// links against chance (Kulldorff 1997) must outweigh the number of groups that could be chosen.
bool isBeyondChance(const Ring& ring, std::int64_t merchants, std::int64_t buyers) {
    const auto logChoices = [](std::int64_t all, std::size_t chosen) {
        const auto n = static_cast<double>(all);
        const auto k = static_cast<double>(chosen);
        return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
    };
    constexpr double kLogFalseAlarms = 4.6; // one in a hundred markets
    const auto links = static_cast<double>(ring.links.size());
    const double ratio = links * std::log(ring.lift) - links * (1 - 1 / ring.lift);
    return ratio > logChoices(merchants, ring.merchants.size()) +
                       logChoices(buyers, ring.buyers.size()) + kLogFalseAlarms;
}

} // namespace

Result<> RingParams::validate() const {
    if (top < 1 || days < 1)
        return fail(ErrorCode::Usage, top < 1 ? "top" : "days", "≥ 1");
    if (fewestMerchants < 1 || fewestBuyers < 1)
        return fail(ErrorCode::Usage, "members", "≥ 1");
    if (!(leastLift >= 1))
        return fail(ErrorCode::Usage, "lift", "≥ 1");
    return {};
}

Result<Rings> findRings(const mart::TradeColumns& trade, const RingParams& params,
                        TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    Rings found;
    found.asOf = params.asOf ? features::endOfDay(*params.asOf) : trade.lastOrderedAt;
    const auto graph =
        readGraph(trade, found.asOf - params.days * kSecondsPerDay, found.asOf, context);
    if (!graph)
        return failAs(graph);
    if (graph->pairs.empty())
        return fail(ErrorCode::NotEnoughData, "orders", "merchantops-cli import");
    std::vector<std::int32_t> rows;
    std::vector<std::int32_t> columns;
    rows.reserve(graph->pairs.size());
    columns.reserve(graph->pairs.size());
    for (const Pair& pair : graph->pairs) {
        rows.push_back(static_cast<std::int32_t>(pair.buyer));
        columns.push_back(static_cast<std::int32_t>(pair.merchant));
    }
    learn::DenseBlockParams search;
    search.blocks = kBlocksPerRing * params.top;
    search.offset = kOffset;
    search.memoryMb = params.memoryMb;
    const auto blocks =
        learn::denseBlocks({.row = rows,
                            .column = columns,
                            .weight = {},
                            .rows = static_cast<std::int32_t>(trade.buyerId.size()),
                            .columns = static_cast<std::int32_t>(trade.merchants())},
                           search, context);
    if (!blocks)
        return failAs(blocks);
    const auto positive = [](std::int64_t degree) { return degree > 0; };
    found.pairs = static_cast<std::int64_t>(graph->pairs.size());
    found.buyers = std::count_if(graph->buyerDegree.begin(), graph->buyerDegree.end(), positive);
    found.merchants =
        std::count_if(graph->merchantDegree.begin(), graph->merchantDegree.end(), positive);
    for (const learn::DenseBlock& block : blocks->blocks) {
        const Ring ring = trimmed(ringOf(trade, *graph, block), params.leastLift, found.pairs);
        if (ring.merchants.size() < static_cast<std::size_t>(params.fewestMerchants) ||
            ring.buyers.size() < static_cast<std::size_t>(params.fewestBuyers))
            continue;
        const bool known =
            std::any_of(found.rings.begin(), found.rings.end(),
                        [&](const Ring& other) { return other.ringId == ring.ringId; });
        if (!known && ring.lift >= params.leastLift &&
            isBeyondChance(ring, found.merchants, found.buyers))
            found.rings.push_back(ring);
    }
    std::stable_sort(found.rings.begin(), found.rings.end(),
                     [](const Ring& a, const Ring& b) { return a.density > b.density; });
    if (found.rings.size() > static_cast<std::size_t>(params.top))
        found.rings.resize(static_cast<std::size_t>(params.top));
    return found;
}

Ring strikeOut(const Ring& ring, std::span<const std::size_t> links, std::int64_t pairs) {
    std::vector<char> struck(ring.links.size(), 0);
    for (const std::size_t link : links)
        if (link < struck.size())
            struck[link] = 1;
    std::vector<std::int64_t> merchantPlace(ring.merchants.size(), -1);
    std::vector<std::int64_t> buyerPlace(ring.buyers.size(), -1);
    for (std::size_t k = 0; k < ring.links.size(); ++k)
        if (struck[k] == 0)
            merchantPlace[ring.links[k].merchant] = buyerPlace[ring.links[k].buyer] = 0;
    Ring left;
    for (std::size_t k = 0; k < ring.merchants.size(); ++k)
        if (merchantPlace[k] == 0) {
            merchantPlace[k] = static_cast<std::int64_t>(left.merchants.size());
            left.merchants.push_back(ring.merchants[k]);
        }
    for (std::size_t k = 0; k < ring.buyers.size(); ++k)
        if (buyerPlace[k] == 0) {
            buyerPlace[k] = static_cast<std::int64_t>(left.buyers.size());
            left.buyers.push_back(ring.buyers[k]);
        }
    for (std::size_t k = 0; k < ring.links.size(); ++k) {
        if (struck[k] != 0)
            continue;
        RingLink link = ring.links[k];
        link.merchant = static_cast<std::uint32_t>(merchantPlace[link.merchant]);
        link.buyer = static_cast<std::uint32_t>(buyerPlace[link.buyer]);
        left.links.push_back(link);
    }
    reckon(left, pairs);
    return left;
}

} // namespace mops::risk
