#include "core/learn/recommend/top_items.h"

#include "core/learn/kernels/products.h"
#include "core/learn/parallel.h"
#include "core/learn/worker_pool.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <string>

namespace mops::learn {
namespace {

/// Users and items of one product: its scores stay in the second cache.
constexpr std::size_t kUserBlock = 64;
constexpr std::size_t kItemBlock = 1024;
/// Long lists of a block of users together: fewer users then.
constexpr std::size_t kListEntries = std::size_t{1} << 17;
constexpr std::size_t kMostParts = 256;
/// Looking through all items is quicker than a list of those met from this share on.
constexpr std::size_t kAllItemsFactor = 8;
constexpr std::size_t kUsersBetweenQuestions = 64;
constexpr std::int64_t kUserCost = 64; ///< of a list by itself, in entries
constexpr float kNever = -std::numeric_limits<float>::infinity();

std::vector<std::int32_t> takers(const Interactions& taken) {
    std::vector<std::int32_t> counts(static_cast<std::size_t>(taken.items), 0);
    for (const std::int32_t item : taken.item)
        ++counts[static_cast<std::size_t>(item)];
    return counts;
}

std::size_t listLength(const Interactions& taken, const TopItemsParams& params) {
    return std::min(static_cast<std::size_t>(params.top), static_cast<std::size_t>(taken.items));
}

Result<> check(const Interactions& taken, const TopItemsParams& params) {
    if (const auto valid = params.validate(); !valid)
        return valid;
    if (const auto valid = checkInteractions(taken); !valid)
        return valid;
    const double megabytes = static_cast<double>(taken.users()) *
                             static_cast<double>(listLength(taken, params)) * 2 *
                             sizeof(ScoredItem) / (1024.0 * 1024.0);
    if (megabytes > static_cast<double>(params.memoryLimitMb))
        return fail(ErrorCode::MemoryLimit,
                    std::to_string(static_cast<std::int64_t>(megabytes)) + " MB",
                    "limit " + std::to_string(params.memoryLimitMb) + " MB; a shorter list");
    return {};
}

/// The lists of parts of users, put together in their order.
class Collector {
public:
    Collector(const Interactions& taken, std::int64_t userCost)
        : m_taken(taken)
        , m_cut(cutRows(taken.rowBegin, userCost, kMostParts))
        , m_found(m_cut.size() - 1)
        , m_counts(static_cast<std::size_t>(taken.users()), 0) {}

    /// work(firstUser, endUser, add, stop), which calls add(user, list) for users in ascending
    /// order.
    template <class Work>
    Result<TopItems> run(const TopItemsParams& params, TaskContext& context, const Work& work) {
        const std::size_t parts = m_found.size();
        std::atomic<std::int64_t> doneParts = 0;
        const auto done =
            forEachPart(parts, params.threads, context, [&](std::size_t p, StopSign& stop) {
                work(
                    m_cut[p], m_cut[p + 1],
                    [&](std::size_t user, std::span<const ScoredItem> list) {
                        m_found[p].insert(m_found[p].end(), list.begin(), list.end());
                        m_counts[user] = static_cast<std::int64_t>(list.size());
                    },
                    stop);
                const std::int64_t now = ++doneParts;
                context.report({.stage = "score",
                                .fraction = static_cast<double>(now) / static_cast<double>(parts),
                                .done = now,
                                .total = static_cast<std::int64_t>(parts),
                                .object = {}});
            });
        if (!done)
            return failAs(done);
        return joined();
    }

private:
    TopItems joined() {
        TopItems result;
        result.begin.assign(m_counts.size() + 1, 0);
        for (std::size_t u = 0; u < m_counts.size(); ++u)
            result.begin[u + 1] = result.begin[u] + m_counts[u];
        result.entries.reserve(static_cast<std::size_t>(result.begin.back()));
        for (std::vector<ScoredItem>& part : m_found) {
            result.entries.insert(result.entries.end(), part.begin(), part.end());
            part = {};
        }
        return result;
    }

    const Interactions& m_taken;
    std::vector<std::size_t> m_cut;
    std::vector<std::vector<ScoredItem>> m_found;
    std::vector<std::int64_t> m_counts;
};

/// Scores of a block of users for all items, some items at a time.
class FactorScorer {
public:
    FactorScorer(const UserItemFactors& factors, const Interactions& taken,
                 const std::vector<std::int32_t>& untaken, const TopItemsParams& params)
        : m_factors(factors)
        , m_taken(taken)
        , m_untaken(untaken)
        , m_exclude(params.excludeTaken)
        , m_lists(std::clamp(kListEntries / (listLength(taken, params) + 1), std::size_t{1},
                             kUserBlock),
                  TopList(listLength(taken, params)))
        , m_scores(m_lists.size() * std::min(kItemBlock, static_cast<std::size_t>(taken.items))) {}

    /// Users at once.
    std::size_t block() const { return m_lists.size(); }

    bool score(std::size_t firstUser, std::size_t users, StopSign& stop) {
        for (std::size_t u = 0; u < users; ++u) {
            m_lists[u].clear();
            m_next[u] = m_taken.rowBegin[firstUser + u];
        }
        const auto items = static_cast<std::size_t>(m_taken.items);
        for (std::size_t first = 0; first < items; first += kItemBlock) {
            if (stop.raised())
                return false;
            scoreItems(firstUser, users, first, std::min(kItemBlock, items - first));
        }
        return true;
    }

    std::span<const ScoredItem> list(std::size_t firstUser, std::size_t u) {
        if (m_taken.rowBegin[firstUser + u] == m_taken.rowBegin[firstUser + u + 1])
            return {};
        return m_lists[u].sorted();
    }

private:
    void scoreItems(std::size_t firstUser, std::size_t users, std::size_t first,
                    std::size_t items) {
        const std::size_t width = m_factors.width;
        std::fill_n(m_scores.begin(), users * items, 0.0F);
        kernels::addProduct(m_factors.user.data() + firstUser * width, kernels::As::Itself,
                            m_factors.item.data() + first * width, kernels::As::Transposed, users,
                            width, items, 1.0F, m_scores.data());
        const auto end = static_cast<std::int32_t>(first + items);
        const auto untaken = std::ranges::lower_bound(m_untaken, static_cast<std::int32_t>(first));
        for (std::size_t u = 0; u < users; ++u) {
            float* scores = m_scores.data() + u * items;
            for (auto at = untaken; at != m_untaken.end() && *at < end; ++at)
                scores[static_cast<std::size_t>(*at) - first] = kNever;
            std::int64_t& next = m_next[u];
            for (; m_exclude && next < m_taken.rowBegin[firstUser + u + 1]; ++next) {
                const std::int32_t item = m_taken.item[static_cast<std::size_t>(next)];
                if (item >= end)
                    break;
                scores[static_cast<std::size_t>(item) - first] = kNever;
            }
            m_lists[u].offerAll(scores, items, static_cast<std::int32_t>(first));
        }
    }

    const UserItemFactors& m_factors;
    const Interactions& m_taken;
    const std::vector<std::int32_t>& m_untaken; ///< items nobody took, ascending
    bool m_exclude;
    std::vector<TopList> m_lists;
    std::vector<float> m_scores;
    std::int64_t m_next[kUserBlock] = {};
};

/// Scores of one user after another from the neighbours of what it took.
class NeighbourScorer {
public:
    NeighbourScorer(const ItemNeighbours& neighbours, const Interactions& taken,
                    const TopItemsParams& params)
        : m_neighbours(neighbours)
        , m_taken(taken)
        , m_exclude(params.excludeTaken)
        , m_list(listLength(taken, params))
        , m_scores(static_cast<std::size_t>(taken.items), 0.0F) {}

    std::span<const ScoredItem> score(std::size_t user) {
        const auto begin = static_cast<std::size_t>(m_taken.rowBegin[user]);
        const auto end = static_cast<std::size_t>(m_taken.rowBegin[user + 1]);
        std::size_t pairs = 0;
        for (std::size_t e = begin; e < end; ++e)
            pairs += m_neighbours.of(m_taken.item[e]).size();
        m_list.clear(0); // what no neighbour speaks for is not listed
        if (pairs * kAllItemsFactor >= m_scores.size())
            throughAll(begin, end);
        else
            throughMet(begin, end);
        return m_list.sorted();
    }

private:
    void throughAll(std::size_t begin, std::size_t end) {
        for (std::size_t e = begin; e < end; ++e)
            for (const Neighbour& neighbour : m_neighbours.of(m_taken.item[e]))
                m_scores[static_cast<std::size_t>(neighbour.item)] +=
                    m_taken.weight[e] * neighbour.similarity;
        for (std::size_t e = begin; m_exclude && e < end; ++e)
            m_scores[static_cast<std::size_t>(m_taken.item[e])] = 0;
        m_list.offerAll(m_scores.data(), m_scores.size(), 0);
        std::ranges::fill(m_scores, 0.0F);
    }

    void throughMet(std::size_t begin, std::size_t end) {
        for (std::size_t e = begin; e < end; ++e)
            for (const Neighbour& neighbour : m_neighbours.of(m_taken.item[e])) {
                float& score = m_scores[static_cast<std::size_t>(neighbour.item)];
                if (score == 0)
                    m_met.push_back(neighbour.item);
                score += m_taken.weight[e] * neighbour.similarity;
            }
        for (std::size_t e = begin; m_exclude && e < end; ++e)
            m_scores[static_cast<std::size_t>(m_taken.item[e])] = 0;
        for (const std::int32_t item : m_met) {
            m_list.offer({item, m_scores[static_cast<std::size_t>(item)]});
            m_scores[static_cast<std::size_t>(item)] = 0; // met twice: listed once
        }
        m_met.clear();
    }

    const ItemNeighbours& m_neighbours;
    const Interactions& m_taken;
    bool m_exclude;
    TopList m_list;
    std::vector<float> m_scores;
    std::vector<std::int32_t> m_met;
};

bool speaksOfOtherItems(const ItemNeighbours& neighbours, std::int32_t items) {
    if (neighbours.begin.size() != static_cast<std::size_t>(items) + 1 ||
        neighbours.begin.back() != static_cast<std::int64_t>(neighbours.entries.size()))
        return true;
    return std::ranges::any_of(neighbours.entries, [&](const Neighbour& neighbour) {
        return neighbour.item < 0 || neighbour.item >= items;
    });
}

} // namespace

Result<> TopItemsParams::validate() const {
    if (top < 1)
        return fail(ErrorCode::Usage, "top=" + std::to_string(top), "at least 1");
    if (memoryLimitMb < 1)
        return fail(ErrorCode::Usage, "memory_mb=" + std::to_string(memoryLimitMb), "at least 1");
    return checkThreads(threads);
}

Result<TopItems> topItems(const UserItemFactors& factors, const Interactions& taken,
                          const TopItemsParams& params, TaskContext& context) {
    if (const auto valid = check(taken, params); !valid)
        return failAs(valid);
    if (factors.users() != static_cast<std::size_t>(taken.users()) ||
        factors.items() != static_cast<std::size_t>(taken.items))
        return fail(ErrorCode::Usage,
                    std::to_string(factors.users()) + "×" + std::to_string(factors.items()),
                    std::to_string(taken.users()) + "×" + std::to_string(taken.items));
    std::vector<std::int32_t> untaken;
    const std::vector<std::int32_t> counts = takers(taken);
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] == 0)
            untaken.push_back(static_cast<std::int32_t>(i));
    WorkerPool<FactorScorer> scorers;
    Collector collector(taken, taken.items);
    return collector.run(params, context,
                         [&](std::size_t begin, std::size_t end, const auto& add, StopSign& stop) {
                             FactorScorer scorer(factors, taken, untaken, params);
                             for (std::size_t first = begin; first < end; first += kUserBlock) {
                                 const std::size_t users = std::min(kUserBlock, end - first);
                                 if (!scorer.score(first, users, stop))
                                     return;
                                 for (std::size_t u = 0; u < users; ++u)
                                     add(first + u, scorer.list(first, u));
                             }
                         });
}

// score(u, i) = Σ_j w(u,j) sim(j, i) over what u took and whose neighbours hold i.
Result<TopItems> topItems(const ItemNeighbours& neighbours, const Interactions& taken,
                          const TopItemsParams& params, TaskContext& context) {
    if (const auto valid = check(taken, params); !valid)
        return failAs(valid);
    if (speaksOfOtherItems(neighbours, taken.items))
        return fail(ErrorCode::Usage, "neighbours", std::to_string(taken.items) + " items");
    Collector collector(taken, kUserCost);
    return collector.run(params, context,
                         [&](std::size_t begin, std::size_t end, const auto& add, StopSign& stop) {
                             NeighbourScorer scorer(neighbours, taken, params);
                             for (std::size_t user = begin; user < end; ++user) {
                                 if ((user - begin) % kUsersBetweenQuestions == 0 && stop.raised())
                                     return;
                                 add(user, scorer.score(user));
                             }
                         });
}

Result<TopItems> popularItems(const Interactions& taken, const TopItemsParams& params,
                              TaskContext& context) {
    if (const auto valid = check(taken, params); !valid)
        return failAs(valid);
    const std::vector<std::int32_t> counts = takers(taken);
    std::vector<ScoredItem> ranked;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0)
            ranked.push_back({static_cast<std::int32_t>(i), static_cast<float>(counts[i])});
    std::ranges::sort(ranked, [](const ScoredItem& a, const ScoredItem& b) {
        return a.score != b.score ? a.score > b.score : a.item < b.item;
    });
    const std::size_t length = listLength(taken, params);
    Collector collector(taken, kUserCost);
    return collector.run(
        params, context, [&](std::size_t begin, std::size_t end, const auto& add, StopSign& stop) {
            std::vector<ScoredItem> list;
            for (std::size_t user = begin; user < end; ++user) {
                if ((user - begin) % kUsersBetweenQuestions == 0 && stop.raised())
                    return;
                list.clear();
                const auto own = taken.itemsOf(static_cast<std::int32_t>(user));
                for (std::size_t r = 0; r < ranked.size() && list.size() < length && !own.empty();
                     ++r)
                    if (!params.excludeTaken || !std::ranges::binary_search(own, ranked[r].item))
                        list.push_back(ranked[r]);
                add(user, list);
            }
        });
}

} // namespace mops::learn
