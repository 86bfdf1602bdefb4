#include "core/risk/shared_buyers.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <string>
#include <unordered_map>

namespace mops::risk {
namespace {

constexpr std::size_t kMostMerchants = 30; ///< of a buyer who is looked at
constexpr std::size_t kLargestGroup = 40;
constexpr std::size_t kBytesPerMegabyte = std::size_t{1} << 20;
constexpr double kLeastCover = 0.3; ///< of a group's buyers, by the merchant that it grows by

/// The graph from the buyers' side.
class Baskets {
public:
    explicit Baskets(const TradeGraph& graph)
        : m_begin(graph.buyerDegree.size() + 1, 0)
        , m_merchant(graph.pairs.size()) {
        for (std::size_t buyer = 0; buyer < graph.buyerDegree.size(); ++buyer)
            m_begin[buyer + 1] =
                m_begin[buyer] + static_cast<std::size_t>(graph.buyerDegree[buyer]);
        std::vector<std::size_t> next(m_begin.begin(), m_begin.end() - 1);
        for (const TradePair& pair : graph.pairs)
            m_merchant[next[pair.buyer]++] = pair.merchant;
    }
    std::size_t buyers() const { return m_begin.size() - 1; }
    /// Ascending; nothing of somebody who buys everywhere.
    std::span<const std::uint32_t> of(std::size_t buyer) const {
        const std::size_t merchants = m_begin[buyer + 1] - m_begin[buyer];
        return {m_merchant.data() + m_begin[buyer], merchants > kMostMerchants ? 0 : merchants};
    }

private:
    std::vector<std::size_t> m_begin;
    std::vector<std::uint32_t> m_merchant;
};

struct Seed {
    std::uint32_t first = 0, second = 0; ///< merchants
    double surprise = 0;
};

std::size_t countSharedPairs(const Baskets& baskets) {
    std::size_t count = 0;
    for (std::size_t buyer = 0; buyer < baskets.buyers(); ++buyer) {
        const std::size_t merchants = baskets.of(buyer).size();
        count += merchants * (merchants - std::min<std::size_t>(merchants, 1)) / 2;
    }
    return count;
}

/// Both merchants of a pair in one number, to be sorted and counted.
std::vector<std::uint64_t> sharedPairs(const Baskets& baskets, std::size_t count) {
    std::vector<std::uint64_t> shared;
    shared.reserve(count);
    for (std::size_t buyer = 0; buyer < baskets.buyers(); ++buyer) {
        const auto merchants = baskets.of(buyer);
        for (std::size_t k = 1; k < merchants.size(); ++k)
            for (std::size_t j = 0; j < k; ++j)
                shared.push_back(std::uint64_t{merchants[j]} << 32 | merchants[k]);
    }
    std::sort(shared.begin(), shared.end());
    return shared;
}

/// Pairs whose number of common buyers the configuration model explains least.
std::vector<Seed> findSeeds(const TradeGraph& graph, const std::vector<std::uint64_t>& shared,
                            const SharedBuyersParams& params) {
    const auto pairs = static_cast<double>(graph.pairs.size());
    const double chance = 2 * static_cast<double>(shared.size()) / (pairs * pairs);
    std::vector<Seed> seeds;
    for (std::size_t k = 0; k < shared.size();) {
        const std::size_t first = k;
        while (k < shared.size() && shared[k] == shared[first])
            ++k;
        const auto common = static_cast<double>(k - first);
        if (common < static_cast<double>(params.fewestBuyers))
            continue;
        const auto a = static_cast<std::uint32_t>(shared[first] >> 32);
        const auto b = static_cast<std::uint32_t>(shared[first]);
        const double expected = chance * static_cast<double>(graph.merchantDegree[a]) *
                                static_cast<double>(graph.merchantDegree[b]);
        if (common > params.leastLift * expected)
            seeds.push_back({a, b, common * std::log(common / expected) - common + expected});
    }
    std::stable_sort(seeds.begin(), seeds.end(),
                     [](const Seed& x, const Seed& y) { return x.surprise > y.surprise; });
    seeds.resize(std::min(seeds.size(), params.seeds));
    return seeds;
}

/// A group that takes in merchants one by one.
class Group {
public:
    Group(const TradeGraph& graph, const Baskets& baskets)
        : m_graph(graph)
        , m_baskets(baskets) {}

    void add(std::uint32_t merchant) {
        m_merchants.insert(merchant);
        for (std::size_t k = m_graph.begin[merchant]; k < m_graph.begin[merchant + 1]; ++k)
            if (++m_ordersAt[m_graph.pairs[k].buyer] == 2)
                m_buyers.push_back(m_graph.pairs[k].buyer);
    }
    /// False when no further merchant belongs to it.
    bool grow(double leastLift) {
        std::map<std::uint32_t, double> cover;
        double degrees = 0;
        for (const std::uint32_t buyer : m_buyers) {
            degrees += static_cast<double>(m_graph.buyerDegree[buyer]);
            for (const std::uint32_t merchant : m_baskets.of(buyer))
                if (!m_merchants.contains(merchant))
                    ++cover[merchant];
        }
        const auto best =
            std::max_element(cover.begin(), cover.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; });
        if (best == cover.end() || m_merchants.size() >= kLargestGroup ||
            best->second < kLeastCover * static_cast<double>(m_buyers.size()))
            return false;
        const double expected = static_cast<double>(m_graph.merchantDegree[best->first]) * degrees /
                                static_cast<double>(m_graph.pairs.size());
        if (best->second < leastLift * expected)
            return false;
        add(best->first);
        return true;
    }
    learn::DenseBlock block() const {
        learn::DenseBlock block;
        for (const std::uint32_t buyer : m_buyers)
            block.rows.push_back(static_cast<std::int32_t>(buyer));
        for (const std::uint32_t merchant : m_merchants)
            block.columns.push_back(static_cast<std::int32_t>(merchant));
        return block;
    }
    const std::set<std::uint32_t>& merchants() const { return m_merchants; }

private:
    const TradeGraph& m_graph;
    const Baskets& m_baskets;
    std::set<std::uint32_t> m_merchants;
    std::unordered_map<std::uint32_t, int> m_ordersAt; ///< buyer → how many of the merchants
    std::vector<std::uint32_t> m_buyers;               ///< at two of the merchants or more
};

} // namespace

Result<std::vector<learn::DenseBlock>> groupsOfSharedBuyers(const TradeGraph& graph,
                                                            const SharedBuyersParams& params,
                                                            TaskContext& context) {
    const Baskets baskets(graph);
    const std::size_t count = countSharedPairs(baskets);
    const auto needed =
        static_cast<std::int64_t>((count * sizeof(std::uint64_t)) / kBytesPerMegabyte);
    if (needed > params.memoryMb)
        return fail(ErrorCode::MemoryLimit, std::to_string(needed) + " MB",
                    "--days: a shorter time");
    if (context.cancelled())
        return fail(ErrorCode::Cancelled);
    std::vector<learn::DenseBlock> groups;
    std::set<std::set<std::uint32_t>> known;
    for (const Seed& seed : findSeeds(graph, sharedPairs(baskets, count), params)) {
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        Group group(graph, baskets);
        group.add(seed.first);
        group.add(seed.second);
        while (known.insert(group.merchants()).second) {
            groups.push_back(group.block());
            if (!group.grow(params.leastLift))
                break;
        }
    }
    return groups;
}

} // namespace mops::risk
