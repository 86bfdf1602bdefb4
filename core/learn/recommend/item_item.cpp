#include "core/learn/recommend/item_item.h"

#include "core/learn/kernels/rankings.h"
#include "core/learn/parallel.h"
#include "core/learn/recommend/top_list.h"
#include "core/learn/worker_pool.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kMostParts = 256;
constexpr std::size_t kPairsBetweenQuestions = 1'000'000;
constexpr std::size_t kUsersBetweenQuestions = 4096;
constexpr std::int64_t kItemCost = 256; ///< of an item by itself, in pairs

/// The weights as the similarity sees them, by user (as given) and by item.
struct Weighted {
    const Interactions& in;
    std::vector<std::int64_t> begin; ///< items + 1, into user and ownWeight
    std::vector<std::int32_t> user;
    std::vector<double> norm;        ///< per item
    std::vector<std::int64_t> pairs; ///< items + 1, summed: entries of the users of an item
    std::vector<double> weight;      ///< per entry, by user; empty where all are the same
    std::vector<double> ownWeight;   ///< the same, by item
    double everyWeight = 0;          ///< what they are then: dot = weight² · support

    bool same() const { return weight.empty(); }
};

// BM25 with the item as the document and its users as the terms: idf(user) · w (k1 + 1) /
// (w + k1 (1 − b + b · length(item) / mean length)), idf = ln(1 + (N − n + ½) / (n + ½)), N items,
// n of them the user's. (Robertson & Zaragoza 2009.) Someone who takes everything says little.
Result<std::vector<double>> bm25(const Interactions& in, const ItemItemParams& params,
                                 TaskContext& context) {
    std::vector<double> length(static_cast<std::size_t>(in.items), 0.0);
    double total = 0;
    for (std::size_t e = 0; e < in.item.size(); ++e) {
        length[static_cast<std::size_t>(in.item[e])] += static_cast<double>(in.weight[e]);
        total += static_cast<double>(in.weight[e]);
    }
    const double mean = in.items > 0 ? total / in.items : 1.0;
    std::vector<double> weight(in.item.size());
    for (std::size_t u = 0; u + 1 < in.rowBegin.size(); ++u) {
        if (u % kUsersBetweenQuestions == 0 && context.cancelled())
            return fail(ErrorCode::Cancelled);
        const auto n = static_cast<double>(in.rowBegin[u + 1] - in.rowBegin[u]);
        const double idf = std::log1p((in.items - n + 0.5) / (n + 0.5));
        for (std::int64_t at = in.rowBegin[u]; at < in.rowBegin[u + 1]; ++at) {
            const auto e = static_cast<std::size_t>(at);
            const auto w = static_cast<double>(in.weight[e]);
            const double share = length[static_cast<std::size_t>(in.item[e])] / mean;
            const double damping = params.bm25K1 * (1 - params.bm25B + params.bm25B * share);
            weight[e] = idf * w * (params.bm25K1 + 1) / (w + damping);
        }
    }
    return weight;
}

void countByItem(Weighted& data) {
    const Interactions& in = data.in;
    const auto items = static_cast<std::size_t>(in.items);
    data.begin.assign(items + 1, 0);
    data.norm.assign(items, 0.0);
    for (std::size_t e = 0; e < in.item.size(); ++e) {
        const auto item = static_cast<std::size_t>(in.item[e]);
        const double weight = data.same() ? data.everyWeight : data.weight[e];
        ++data.begin[item + 1];
        data.norm[item] += weight * weight;
    }
    for (std::size_t i = 0; i < items; ++i) {
        data.begin[i + 1] += data.begin[i];
        data.norm[i] = std::sqrt(data.norm[i]);
    }
}

Result<> fillByItem(Weighted& data, TaskContext& context) {
    const Interactions& in = data.in;
    data.user.resize(in.item.size());
    data.ownWeight.resize(data.weight.size());
    data.pairs.assign(data.begin.size(), 0);
    std::vector<std::int64_t> next = data.begin;
    for (std::size_t u = 0; u + 1 < in.rowBegin.size(); ++u) {
        if (u % kUsersBetweenQuestions == 0 && context.cancelled())
            return fail(ErrorCode::Cancelled);
        for (std::int64_t at = in.rowBegin[u]; at < in.rowBegin[u + 1]; ++at) {
            const auto e = static_cast<std::size_t>(at);
            const auto item = static_cast<std::size_t>(in.item[e]);
            const auto slot = static_cast<std::size_t>(next[item]++);
            data.user[slot] = static_cast<std::int32_t>(u);
            if (!data.same())
                data.ownWeight[slot] = data.weight[e];
            data.pairs[item + 1] += in.rowBegin[u + 1] - in.rowBegin[u];
        }
    }
    for (std::size_t i = 1; i < data.pairs.size(); ++i)
        data.pairs[i] += data.pairs[i - 1];
    return {};
}

Result<Weighted> weigh(const Interactions& in, const ItemItemParams& params, TaskContext& context) {
    Weighted result{in, {}, {}, {}, {}, {}, {}, 0};
    if (params.weighting == ItemWeighting::Bm25) {
        auto weights = bm25(in, params, context);
        if (!weights)
            return failAs(weights);
        result.weight = std::move(*weights);
    } else if (!in.weight.empty() && std::ranges::count(in.weight, in.weight[0]) ==
                                         static_cast<std::ptrdiff_t>(in.weight.size())) {
        result.everyWeight = static_cast<double>(in.weight[0]);
    } else {
        result.weight.assign(in.weight.begin(), in.weight.end());
    }
    countByItem(result);
    if (const auto filled = fillByItem(result, context); !filled)
        return failAs(filled);
    return result;
}

/// Finds the neighbours of one item after another; owns the accumulators of one worker.
class NeighbourFinder {
public:
    NeighbourFinder(const Weighted& data, const ItemItemParams& params)
        : m_data(data)
        , m_params(params)
        , m_scale(data.everyWeight * data.everyWeight)
        , m_counts(data.same() || params.minSupport > 1)
        , m_best(std::min(static_cast<std::size_t>(params.neighbours), data.norm.size()))
        , m_dot(data.same() ? 0 : data.norm.size(), 0.0)
        , m_support(m_counts ? data.norm.size() : 0, 0)
        , m_similarity(data.norm.size())
        , m_marked(m_counts ? 0 : static_cast<std::size_t>(data.in.users()), 0) {}

    /// Appends the neighbours of `item`; false when stopped.
    bool find(std::size_t item, StopSign& stop, std::vector<Neighbour>& to) {
        // Where an item has many pairs, looking through all items is quicker than keeping a list
        // of those that were met.
        const bool all =
            (m_data.pairs[item + 1] - m_data.pairs[item]) * kAllItemsFactor >= m_data.in.items;
        if (!(all ? accumulate<false>(item, stop) : accumulate<true>(item, stop)))
            return false;
        m_best.clear(0);
        if (all)
            offerAll(item);
        else
            offerMet(item);
        const std::size_t before = to.size();
        for (const ScoredItem& best : m_best.sorted())
            to.push_back({best.item, best.score, 0});
        const std::span<Neighbour> kept(to.data() + before, to.size() - before);
        const bool done = m_counts ? readSupports(kept) : countSupports(item, kept, stop);
        forget(all);
        return done;
    }

private:
    static constexpr std::int64_t kAllItemsFactor = 8;

    template <bool List>
    bool accumulate(std::size_t item, StopSign& stop) {
        if (m_data.same())
            return accumulate<true, false, List>(item, stop);
        return m_counts ? accumulate<true, true, List>(item, stop)
                        : accumulate<false, true, List>(item, stop);
    }

    // List: remember which items were met.
    template <bool Count, bool Dot, bool List>
    bool accumulate(std::size_t item, StopSign& stop) {
        const Interactions& in = m_data.in;
        const double* weights = m_data.weight.data();
        for (std::int64_t s = m_data.begin[item]; s < m_data.begin[item + 1]; ++s) {
            const auto slot = static_cast<std::size_t>(s);
            const auto user = static_cast<std::size_t>(m_data.user[slot]);
            const double own = Dot ? m_data.ownWeight[slot] : 0.0;
            const auto begin = static_cast<std::size_t>(in.rowBegin[user]);
            const auto end = static_cast<std::size_t>(in.rowBegin[user + 1]);
            if (!goOn(end - begin, stop))
                return false;
            const std::int32_t* others = in.item.data() + begin;
            if constexpr (List)
                for (std::size_t e = 0; e < end - begin; ++e)
                    if (Count ? m_support[static_cast<std::size_t>(others[e])] == 0
                              : m_dot[static_cast<std::size_t>(others[e])] == 0)
                        m_met.push_back(others[e]);
            if constexpr (Count)
                kernels::addOnes(others, end - begin, m_support.data());
            if constexpr (Dot)
                kernels::addScaled(others, weights + begin, end - begin, own, m_dot.data());
        }
        return true;
    }

    bool goOn(std::size_t steps, StopSign& stop) {
        m_steps += steps;
        if (m_steps < kPairsBetweenQuestions)
            return true;
        m_steps = 0;
        return !stop.raised();
    }

    void offerAll(std::size_t item) {
        const std::size_t items = m_data.norm.size();
        const kernels::Cosines how{m_data.norm.data(), m_data.norm[item], m_params.shrinkage,
                                   m_params.minSupport};
        if (m_data.same())
            kernels::cosinesOfSupports(how, m_scale, m_support.data(), items, m_similarity.data());
        else
            kernels::cosines(how, m_dot.data(), m_counts ? m_support.data() : nullptr, items,
                             m_similarity.data());
        m_similarity[item] = 0;
        m_best.offerAll(m_similarity.data(), items, 0);
    }

    void offerMet(std::size_t item) {
        for (const std::int32_t other : m_met) {
            const auto o = static_cast<std::size_t>(other);
            if (o == item || (m_counts && m_support[o] < m_params.minSupport))
                continue;
            const double dot =
                m_data.same() ? m_scale * static_cast<double>(m_support[o]) : m_dot[o];
            const double below = m_data.norm[item] * m_data.norm[o] + m_params.shrinkage;
            m_best.offer({other, static_cast<float>(dot / below)});
        }
    }

    bool readSupports(std::span<Neighbour> kept) const {
        for (Neighbour& neighbour : kept)
            neighbour.support = m_support[static_cast<std::size_t>(neighbour.item)];
        return true;
    }

    /// For the few that are kept: cheaper than counting every pair.
    bool countSupports(std::size_t item, std::span<Neighbour> kept, StopSign& stop) {
        const std::span<const std::int32_t> users = usersOf(item);
        for (const std::int32_t user : users)
            m_marked[static_cast<std::size_t>(user)] = 1;
        bool done = true;
        for (Neighbour& neighbour : kept) {
            const auto others = usersOf(static_cast<std::size_t>(neighbour.item));
            if (done = done && goOn(others.size(), stop); !done)
                break;
            for (const std::int32_t user : others)
                neighbour.support += m_marked[static_cast<std::size_t>(user)];
        }
        for (const std::int32_t user : users)
            m_marked[static_cast<std::size_t>(user)] = 0;
        return done;
    }

    std::span<const std::int32_t> usersOf(std::size_t item) const {
        return {m_data.user.data() + m_data.begin[item],
                m_data.user.data() + m_data.begin[item + 1]};
    }

    void forget(bool all) {
        if (all) {
            std::ranges::fill(m_dot, 0.0);
            std::ranges::fill(m_support, 0);
            return;
        }
        for (const std::int32_t other : m_met) {
            const auto o = static_cast<std::size_t>(other);
            if (!m_support.empty())
                m_support[o] = 0;
            if (!m_dot.empty())
                m_dot[o] = 0;
        }
        m_met.clear();
    }

    const Weighted& m_data;
    const ItemItemParams& m_params;
    double m_scale;
    bool m_counts; ///< supports are counted with the pairs, else afterwards
    TopList m_best;
    std::vector<double> m_dot;
    std::vector<std::int32_t> m_support;
    std::vector<float> m_similarity;
    std::vector<std::uint8_t> m_marked;
    std::vector<std::int32_t> m_met;
    std::size_t m_steps = 0;
};

Result<> checkMemory(const Weighted& data, const ItemItemParams& params) {
    double kept = 0;
    for (std::size_t i = 0; i + 1 < data.pairs.size(); ++i)
        kept += static_cast<double>(
            std::min<std::int64_t>({data.pairs[i + 1] - data.pairs[i], params.neighbours,
                                    static_cast<std::int64_t>(data.in.items)}));
    const double megabytes = 2 * kept * sizeof(Neighbour) / (1024.0 * 1024.0);
    if (megabytes > static_cast<double>(params.memoryLimitMb))
        return fail(ErrorCode::MemoryLimit,
                    std::to_string(static_cast<std::int64_t>(megabytes)) + " MB",
                    "limit " + std::to_string(params.memoryLimitMb) + " MB; fewer neighbours");
    return {};
}

} // namespace

Result<> ItemItemParams::validate() const {
    if (neighbours < 1)
        return fail(ErrorCode::Usage, "neighbours=" + std::to_string(neighbours), "at least 1");
    if (!(shrinkage >= 0) || !std::isfinite(shrinkage))
        return fail(ErrorCode::Usage, "shrinkage", "0 or more");
    if (minSupport < 1)
        return fail(ErrorCode::Usage, "min_support=" + std::to_string(minSupport), "at least 1");
    if (!(bm25K1 >= 0) || !std::isfinite(bm25K1) || !(bm25B >= 0 && bm25B <= 1))
        return fail(ErrorCode::Usage, "bm25", "k1 at least 0, b in [0, 1]");
    if (memoryLimitMb < 1)
        return fail(ErrorCode::Usage, "memory_mb=" + std::to_string(memoryLimitMb), "at least 1");
    return checkThreads(threads);
}

// cos(i, j) = Σ_u w(u,i) w(u,j) / (|w(i)| |w(j)| + shrinkage), over the users of i only.
Result<ItemNeighbours> itemItem(const Interactions& interactions, const ItemItemParams& params,
                                TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkInteractions(interactions); !valid)
        return failAs(valid);
    const auto weighted = weigh(interactions, params, context);
    if (!weighted)
        return failAs(weighted);
    const Weighted& data = *weighted;
    if (const auto fits = checkMemory(data, params); !fits)
        return failAs(fits);
    const auto items = static_cast<std::size_t>(interactions.items);
    const std::vector<std::size_t> cut = cutRows(data.pairs, kItemCost, kMostParts);
    const std::size_t parts = cut.size() - 1;
    std::vector<std::vector<Neighbour>> found(parts);
    WorkerPool<NeighbourFinder> finders;
    std::vector<std::int64_t> counts(items, 0);
    std::atomic<std::int64_t> doneParts = 0;
    const auto done =
        forEachPart(parts, params.threads, context, [&](std::size_t p, StopSign& stop) {
            finders.with([&] { return NeighbourFinder(data, params); },
                         [&](NeighbourFinder& finder) {
                             for (std::size_t i = cut[p]; i < cut[p + 1] && !stop.raised(); ++i) {
                                 const std::size_t before = found[p].size();
                                 if (!finder.find(i, stop, found[p]))
                                     return;
                                 counts[i] = static_cast<std::int64_t>(found[p].size() - before);
                             }
                         });
            const std::int64_t now = ++doneParts;
            context.report({.stage = "neighbours",
                            .fraction = static_cast<double>(now) / static_cast<double>(parts),
                            .done = now,
                            .total = static_cast<std::int64_t>(parts),
                            .object = {}});
        });
    if (!done)
        return failAs(done);
    ItemNeighbours result;
    result.begin.assign(items + 1, 0);
    for (std::size_t i = 0; i < items; ++i)
        result.begin[i + 1] = result.begin[i] + counts[i];
    result.entries.reserve(static_cast<std::size_t>(result.begin.back()));
    for (std::vector<Neighbour>& part : found) {
        result.entries.insert(result.entries.end(), part.begin(), part.end());
        part = {};
    }
    return result;
}

} // namespace mops::learn
