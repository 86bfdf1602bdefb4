#include "core/learn/item_item.h"

#include "core/learn/parallel.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kMostParts = 256;
constexpr std::size_t kPairsBetweenQuestions = 1'000'000;

Result<> checkInput(const Interactions& in) {
    const auto entries = static_cast<std::int64_t>(in.item.size());
    if (in.items < 0 || in.rowBegin.empty() || in.rowBegin.front() != 0 ||
        in.rowBegin.back() != entries || in.weight.size() != in.item.size() ||
        !std::ranges::is_sorted(in.rowBegin))
        return fail(ErrorCode::Usage, "interactions");
    for (std::size_t u = 0; u + 1 < in.rowBegin.size(); ++u)
        for (std::int64_t e = in.rowBegin[u]; e < in.rowBegin[u + 1]; ++e) {
            const auto i = static_cast<std::size_t>(e);
            if (in.item[i] < 0 || in.item[i] >= in.items ||
                (e > in.rowBegin[u] && in.item[i] <= in.item[i - 1]))
                return fail(ErrorCode::Usage, "items of row " + std::to_string(u + 1),
                            "ascending, below " + std::to_string(in.items));
            if (!(in.weight[i] > 0) || !std::isfinite(in.weight[i]))
                return fail(ErrorCode::InvalidNumber, "weight in row " + std::to_string(u + 1));
        }
    return {};
}

/// The weights as the similarity sees them, by user (as given) and by item.
struct Weighted {
    const Interactions& in;
    std::vector<double> weight;      ///< per entry
    std::vector<std::int64_t> begin; ///< per item, into user and entry
    std::vector<std::int32_t> user;
    std::vector<std::int64_t> entry;
    std::vector<double> norm; ///< per item
};

// BM25 with the item as the document and its users as the terms: idf(user) · w (k1 + 1) /
// (w + k1 (1 − b + b · length(item) / mean length)), idf = ln(1 + (N − n + ½) / (n + ½)), N items,
// n of them the user's. (Robertson & Zaragoza 2009.) Someone who takes everything says little.
std::vector<double> bm25(const Interactions& in, const ItemItemParams& params) {
    std::vector<double> length(static_cast<std::size_t>(in.items), 0.0);
    double total = 0;
    for (std::size_t e = 0; e < in.item.size(); ++e) {
        length[static_cast<std::size_t>(in.item[e])] += static_cast<double>(in.weight[e]);
        total += static_cast<double>(in.weight[e]);
    }
    const double mean = in.items > 0 ? total / in.items : 1.0;
    std::vector<double> weight(in.item.size());
    for (std::size_t u = 0; u + 1 < in.rowBegin.size(); ++u) {
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

Weighted weigh(const Interactions& in, const ItemItemParams& params) {
    Weighted result{in, {}, {}, {}, {}, {}};
    result.weight = params.weighting == ItemWeighting::Bm25
                        ? bm25(in, params)
                        : std::vector<double>(in.weight.begin(), in.weight.end());
    const auto items = static_cast<std::size_t>(in.items);
    result.begin.assign(items + 1, 0);
    result.norm.assign(items, 0.0);
    for (std::size_t e = 0; e < in.item.size(); ++e) {
        const auto item = static_cast<std::size_t>(in.item[e]);
        ++result.begin[item + 1];
        result.norm[item] += result.weight[e] * result.weight[e];
    }
    for (std::size_t i = 0; i < items; ++i) {
        result.begin[i + 1] += result.begin[i];
        result.norm[i] = std::sqrt(result.norm[i]);
    }
    result.user.resize(in.item.size());
    result.entry.resize(in.item.size());
    std::vector<std::int64_t> next = result.begin;
    for (std::size_t u = 0; u + 1 < in.rowBegin.size(); ++u)
        for (std::int64_t e = in.rowBegin[u]; e < in.rowBegin[u + 1]; ++e) {
            const auto item = static_cast<std::size_t>(in.item[static_cast<std::size_t>(e)]);
            const auto slot = static_cast<std::size_t>(next[item]++);
            result.user[slot] = static_cast<std::int32_t>(u);
            result.entry[slot] = e;
        }
    return result;
}

/// Finds the neighbours of one item after another; owns the accumulators of one worker.
class NeighbourFinder {
public:
    NeighbourFinder(const Weighted& data, const ItemItemParams& params)
        : m_data(data)
        , m_params(params)
        , m_dot(data.norm.size(), 0.0)
        , m_support(data.norm.size(), 0) {}

    /// Appends the neighbours of `item`; false when stopped.
    bool find(std::size_t item, StopSign& stop, std::vector<Neighbour>& to) {
        if (!accumulate(item, stop))
            return false;
        m_found.clear();
        for (const std::int32_t other : m_touched) {
            const auto o = static_cast<std::size_t>(other);
            if (o != item && m_support[o] >= m_params.minSupport) {
                const double similarity =
                    m_dot[o] / (m_data.norm[item] * m_data.norm[o] + m_params.shrinkage);
                m_found.push_back({other, static_cast<float>(similarity), m_support[o]});
            }
            m_dot[o] = 0;
            m_support[o] = 0;
        }
        m_touched.clear();
        const std::size_t kept =
            std::min(m_found.size(), static_cast<std::size_t>(m_params.neighbours));
        const auto end = m_found.begin() + static_cast<std::ptrdiff_t>(kept);
        std::partial_sort(
            m_found.begin(), end, m_found.end(), [](const Neighbour& a, const Neighbour& b) {
                return a.similarity != b.similarity ? a.similarity > b.similarity : a.item < b.item;
            });
        to.insert(to.end(), m_found.begin(), end);
        return true;
    }

private:
    bool accumulate(std::size_t item, StopSign& stop) {
        const Interactions& in = m_data.in;
        for (std::int64_t s = m_data.begin[item]; s < m_data.begin[item + 1]; ++s) {
            const auto slot = static_cast<std::size_t>(s);
            const auto user = static_cast<std::size_t>(m_data.user[slot]);
            const double own = m_data.weight[static_cast<std::size_t>(m_data.entry[slot])];
            const auto begin = static_cast<std::size_t>(in.rowBegin[user]);
            const auto end = static_cast<std::size_t>(in.rowBegin[user + 1]);
            m_pairs += end - begin;
            if (m_pairs >= kPairsBetweenQuestions) {
                m_pairs = 0;
                if (stop.raised())
                    return false;
            }
            for (std::size_t e = begin; e < end; ++e) {
                const auto other = static_cast<std::size_t>(in.item[e]);
                if (m_support[other]++ == 0)
                    m_touched.push_back(in.item[e]);
                m_dot[other] += own * m_data.weight[e];
            }
        }
        return true;
    }

    const Weighted& m_data;
    const ItemItemParams& m_params;
    std::vector<double> m_dot;
    std::vector<std::int32_t> m_support;
    std::vector<std::int32_t> m_touched;
    std::vector<Neighbour> m_found;
    std::size_t m_pairs = 0;
};

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
    return checkThreads(threads);
}

// cos(i, j) = Σ_u w(u,i) w(u,j) / (|w(i)| |w(j)| + shrinkage), over the users of i only.
Result<ItemNeighbours> itemItem(const Interactions& interactions, const ItemItemParams& params,
                                TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkInput(interactions); !valid)
        return failAs(valid);
    const Weighted data = weigh(interactions, params);
    const auto items = static_cast<std::size_t>(interactions.items);
    const std::size_t parts = std::clamp<std::size_t>(items / 16, 1, kMostParts);
    std::vector<std::vector<Neighbour>> found(parts);
    std::vector<std::int64_t> counts(items, 0);
    std::atomic<std::int64_t> doneParts = 0;
    const auto done =
        forEachPart(parts, params.threads, context, [&](std::size_t p, StopSign& stop) {
            NeighbourFinder finder(data, params);
            for (std::size_t i = items * p / parts; i < items * (p + 1) / parts; ++i) {
                const std::size_t before = found[p].size();
                if (!finder.find(i, stop, found[p]))
                    return;
                counts[i] = static_cast<std::int64_t>(found[p].size() - before);
            }
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
