#include "core/risk/rings.h"

#include "core/features/feature_frame.h"
#include "core/learn/patterns/dense_blocks.h"
#include "core/risk/shared_buyers.h"
#include "core/risk/trade_graph.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace mops::risk {
namespace {

constexpr double kOffset = 5;     ///< of the column weight, as in denseBlocks()
constexpr int kBlocksPerRing = 3; ///< searched for each ring wanted: not every block is one
constexpr double kSameRing = 0.5; ///< share of the smaller's merchants that two have in common
constexpr std::uint64_t kFnvOffset = 0xCBF29CE484222325ULL;
constexpr std::uint64_t kFnvPrime = 0x100000001B3ULL;

/// Time searched at once: (after, until].
struct Stretch {
    std::int64_t after = 0;
    std::int64_t until = 0;
};

/// All the days, then halves, quarters, … of them, each half a stretch after the one before.
std::vector<Stretch> stretchesOf(std::int64_t asOf, const RingParams& params) {
    std::vector<Stretch> stretches{{asOf - params.days * kSecondsPerDay, asOf}};
    for (int days = params.days / 2; days >= params.shortestDays; days /= 2)
        for (std::int64_t until = asOf; until - days * kSecondsPerDay >= stretches[0].after;
             until -= days * kSecondsPerDay / 2)
            stretches.push_back({until - days * kSecondsPerDay, until});
    return stretches;
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
void reckon(Ring& ring) {
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
    const double expected = merchantDegrees * buyerDegrees / static_cast<double>(ring.pairs);
    ring.lift = expected > 0 ? links / expected : 0;
    ring.excess = ring.lift > 1 ? 1 - 1 / ring.lift : 0;
    if (ring.links.empty())
        ring.firstAt = ring.lastAt = 0;
    ring.ringId = idOf(ring.merchants);
}

Ring ringOf(const mart::TradeColumns& trade, const TradeGraph& graph, const Stretch& stretch,
            const learn::DenseBlock& block) {
    Ring ring;
    ring.after = stretch.after;
    ring.until = stretch.until;
    ring.pairs = static_cast<std::int64_t>(graph.pairs.size());
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
            const TradePair& pair = graph.pairs[k];
            if (const auto found = place.find(pair.buyer); found != place.end())
                ring.links.push_back({position, found->second, pair.orders, pair.moneyMinor,
                                      pair.firstAt, pair.lastAt});
        }
        std::sort(ring.links.begin() + static_cast<std::ptrdiff_t>(first), ring.links.end(),
                  [](const RingLink& a, const RingLink& b) { return a.buyer < b.buyer; });
    }
    reckon(ring);
    return ring;
}

/// Members who are in the block for the sake of others: merchants at whom its buyers order not much
/// more than chance (camouflage goes to the large ones), buyers with a single link.
Ring trimmed(Ring ring, double leastLift) {
    constexpr double kLeastPartOfLift = 0.2;
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
            lift[k] = merchantLinks[k] * static_cast<double>(ring.pairs) /
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
        ring = strikeOut(ring, struck);
    }
    return ring;
}

/// What a group is held against: everybody who traded in a stretch.
struct Market {
    std::int64_t merchants = 0, buyers = 0;
    double orders = 0;
    /// How many orders come at once: Σ n² / Σ n over the pairs. Buyers who come back make counts
    /// of orders spread as much wider than counts of pairs (a compound Poisson).
    double repeat = 1;
};

Market marketOf(const TradeGraph& graph) {
    Market market{graph.merchants(), graph.buyers(), 0, 1};
    double squares = 0;
    for (const TradePair& pair : graph.pairs) {
        const auto orders = static_cast<double>(pair.orders);
        market.orders += orders;
        squares += orders * orders;
    }
    if (market.orders > 0)
        market.repeat = squares / market.orders;
    return market;
}

/// Log likelihood ratio of so many events against those expected (Kulldorff 1997).
double evidence(double found, double expected) {
    return found > expected && expected > 0 ? found * std::log(found / expected) - found + expected
                                            : 0;
}

/// How much less likely than one in a hundred markets so many links, or so many orders, are by the
/// search alone, as a logarithm: the evidence must outweigh the number of groups, and of stretches,
/// that could be chosen. Above 0 it is a ring.
double beyondChance(const Ring& ring, const Market& market, std::size_t stretches) {
    const auto logChoices = [](std::int64_t all, std::size_t chosen) {
        const auto n = static_cast<double>(all);
        const auto k = static_cast<double>(chosen);
        return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
    };
    constexpr double kLogMarkets = 4.6; // a hundred
    constexpr double kLogTests = 0.69;  // links and orders: two
    double merchantOrders = 0;
    double buyerOrders = 0;
    for (const RingMerchant& merchant : ring.merchants)
        merchantOrders += static_cast<double>(merchant.orders);
    for (const RingBuyer& buyer : ring.buyers)
        buyerOrders += static_cast<double>(buyer.orders);
    const auto links = static_cast<double>(ring.links.size());
    const double byLinks = evidence(links, links / ring.lift);
    const double byOrders =
        evidence(static_cast<double>(ring.orders), merchantOrders * buyerOrders / market.orders) /
        market.repeat;
    return std::max(byLinks, byOrders) - logChoices(market.merchants, ring.merchants.size()) -
           logChoices(market.buyers, ring.buyers.size()) - kLogMarkets - kLogTests -
           std::log(static_cast<double>(stretches));
}

struct Suspect {
    Ring ring;
    double beyond = 0; ///< chance
};

/// What the graph of one stretch shows.
Result<> searchStretch(const mart::TradeColumns& trade, const TradeGraph& graph,
                       const Stretch& stretch, int blocks, std::size_t stretches,
                       const RingParams& params, TaskContext& context,
                       std::vector<Suspect>& suspects) {
    // A short stretch has few of the market's buyers: the search pays for those alone.
    std::vector<std::int32_t> number(trade.buyerId.size(), -1);
    std::vector<std::int32_t> active;
    for (std::size_t buyer = 0; buyer < number.size(); ++buyer)
        if (graph.buyerDegree[buyer] > 0) {
            number[buyer] = static_cast<std::int32_t>(active.size());
            active.push_back(static_cast<std::int32_t>(buyer));
        }
    std::vector<std::int32_t> rows;
    std::vector<std::int32_t> columns;
    rows.reserve(graph.pairs.size());
    columns.reserve(graph.pairs.size());
    for (const TradePair& pair : graph.pairs) {
        rows.push_back(number[pair.buyer]);
        columns.push_back(static_cast<std::int32_t>(pair.merchant));
    }
    learn::DenseBlockParams search;
    search.blocks = blocks;
    search.offset = kOffset;
    search.memoryMb = params.memoryMb;
    auto found = learn::denseBlocks({.row = rows,
                                     .column = columns,
                                     .weight = {},
                                     .rows = static_cast<std::int32_t>(active.size()),
                                     .columns = static_cast<std::int32_t>(trade.merchants())},
                                    search, context);
    if (!found)
        return failAs(found);
    for (learn::DenseBlock& block : found->blocks)
        for (std::int32_t& row : block.rows)
            row = active[static_cast<std::size_t>(row)];
    const Market market = marketOf(graph);
    auto groups = groupsOfSharedBuyers(graph,
                                       {.fewestBuyers = params.fewestBuyers,
                                        .leastLift = params.leastLift,
                                        .memoryMb = params.memoryMb},
                                       context);
    if (!groups)
        return failAs(groups);
    groups->insert(groups->end(), found->blocks.begin(), found->blocks.end());
    for (const learn::DenseBlock& block : *groups) {
        Ring ring = trimmed(ringOf(trade, graph, stretch, block), params.leastLift);
        if (ring.merchants.size() < static_cast<std::size_t>(params.fewestMerchants) ||
            ring.buyers.size() < static_cast<std::size_t>(params.fewestBuyers) ||
            ring.lift < params.leastLift)
            continue;
        const double beyond = beyondChance(ring, market, stretches);
        if (beyond > 0)
            suspects.push_back({std::move(ring), beyond});
    }
    return {};
}

bool isSame(const Ring& one, const Ring& other) {
    std::size_t common = 0;
    for (const RingMerchant& merchant : one.merchants)
        common += std::any_of(
            other.merchants.begin(), other.merchants.end(),
            [&](const RingMerchant& its) { return its.merchantKey == merchant.merchantKey; });
    const auto smaller =
        static_cast<double>(std::min(one.merchants.size(), other.merchants.size()));
    return static_cast<double>(common) >= kSameRing * smaller;
}

} // namespace

Result<> RingParams::validate() const {
    if (top < 1 || days < 1)
        return fail(ErrorCode::Usage, top < 1 ? "top" : "days", "≥ 1");
    if (shortestDays < 1)
        return fail(ErrorCode::Usage, "shortest", "≥ 1");
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
    const std::vector<Stretch> stretches = stretchesOf(found.asOf, params);
    std::vector<Suspect> suspects;
    for (std::size_t k = 0; k < stretches.size(); ++k) {
        context.report({"search",
                        static_cast<double>(k) / static_cast<double>(stretches.size()),
                        static_cast<std::int64_t>(k),
                        static_cast<std::int64_t>(stretches.size()),
                        {}});
        const auto graph = readTradeGraph(trade, stretches[k].after, stretches[k].until, context);
        if (!graph)
            return failAs(graph);
        if (k == 0) {
            if (graph->pairs.empty())
                return fail(ErrorCode::NotEnoughData, "orders", "merchantops-cli import");
            found.pairs = static_cast<std::int64_t>(graph->pairs.size());
            found.buyers = graph->buyers();
            found.merchants = graph->merchants();
        }
        if (graph->pairs.empty())
            continue;
        const auto searched = searchStretch(trade, *graph, stretches[k],
                                            k == 0 ? kBlocksPerRing * params.top : params.top,
                                            stretches.size(), params, context, suspects);
        if (!searched)
            return failAs(searched);
    }
    std::stable_sort(suspects.begin(), suspects.end(),
                     [](const Suspect& a, const Suspect& b) { return a.beyond > b.beyond; });
    for (Suspect& suspect : suspects)
        if (std::none_of(found.rings.begin(), found.rings.end(),
                         [&](const Ring& kept) { return isSame(kept, suspect.ring); }))
            found.rings.push_back(std::move(suspect.ring));
    std::stable_sort(found.rings.begin(), found.rings.end(),
                     [](const Ring& a, const Ring& b) { return a.density > b.density; });
    if (found.rings.size() > static_cast<std::size_t>(params.top))
        found.rings.resize(static_cast<std::size_t>(params.top));
    return found;
}

Ring strikeOut(const Ring& ring, std::span<const std::size_t> links) {
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
    left.after = ring.after;
    left.until = ring.until;
    left.pairs = ring.pairs;
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
    reckon(left);
    return left;
}

} // namespace mops::risk
