#include "core/learn/patterns/itemsets.h"

#include "core/base/text.h"
#include "core/learn/patterns/itemset_miner.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <mutex>
#include <numeric>
#include <string>

namespace mops::learn {
namespace {

constexpr std::int64_t kBytesPerMb = 1024 * 1024;
constexpr std::size_t kMostParts = 512;

Failure tooLarge(const ItemsetParams& params, std::int64_t minCount, const std::string& what) {
    return fail(ErrorCode::MemoryLimit,
                what + "memory_mb=" + std::to_string(params.memoryMb) +
                    ", min_count=" + std::to_string(minCount),
                "raise min_support, limit max_length or raise memory_mb");
}

/// Branches one after the other, cut where about the same work lies between; the most work first,
/// so that no thread is left with it at the end.
struct Part {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    double work = 0;
};

std::vector<Part> cutBranches(const RankedRows& rows, std::size_t ranks, bool asBits) {
    std::vector<double> work(ranks, 1);
    for (std::size_t r = 0; r < rows.rows(); ++r)
        for (std::size_t e = rows.begin[r] + 1; e < rows.begin[r + 1]; ++e)
            work[rows.ranks[e]] += static_cast<double>(e - rows.begin[r]) + 8;
    const double share =
        std::accumulate(work.begin(), work.end(), 0.0) / static_cast<double>(kMostParts);
    std::vector<Part> parts;
    for (std::uint32_t rank = 0; rank < ranks; ++rank) {
        if (parts.empty() || asBits || parts.back().work + work[rank] > share)
            parts.push_back({rank, rank, 0});
        parts.back().end = rank + 1;
        parts.back().work += work[rank];
    }
    std::ranges::stable_sort(parts, std::greater<>(), &Part::work);
    return parts;
}

/// Scratch memory for as many branches as run at the same time.
class Miners {
public:
    Miners(std::uint32_t minCount, int maxLength, std::size_t ranks, MemoryBudget& budget)
        : m_minCount(minCount)
        , m_maxLength(maxLength)
        , m_ranks(ranks)
        , m_budget(budget) {}

    std::unique_ptr<ItemsetMiner> take() {
        const std::scoped_lock lock(m_mutex);
        if (m_free.empty())
            return std::make_unique<ItemsetMiner>(m_minCount, m_maxLength, m_ranks, m_budget);
        auto miner = std::move(m_free.back());
        m_free.pop_back();
        return miner;
    }
    /// The work done so far, as a share of `total`.
    double giveBack(std::unique_ptr<ItemsetMiner> miner, double work, double total) {
        const std::scoped_lock lock(m_mutex);
        m_free.push_back(std::move(miner));
        m_done += work;
        return m_done / total;
    }
    void addStatistics(ItemsetResult& result) const {
        for (const auto& miner : m_free) {
            result.intersections += miner->state().intersections;
            result.projections += miner->state().projections;
        }
    }

private:
    std::uint32_t m_minCount;
    int m_maxLength;
    std::size_t m_ranks;
    MemoryBudget& m_budget;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<ItemsetMiner>> m_free;
    double m_done = 0;
};

Result<> mineBranches(const RankedBaskets& ranked, std::uint32_t minCount,
                      const ItemsetParams& params, MemoryBudget& budget, TaskContext& context,
                      ItemsetResult& result) {
    const std::size_t ranks = ranked.items.size();
    const std::size_t words = (ranked.rows.rows() + 63) / 64;
    // The bits of everything may be many where a branch's are few.
    const bool asBits = ranks > 0 && bitsPay(ranked.rows, ranks) &&
                        ranks * words * sizeof(std::uint64_t) <
                            static_cast<std::size_t>(params.memoryMb * kBytesPerMb) / 4;
    std::vector<std::uint64_t> bits;
    std::vector<std::uint32_t> every(asBits ? ranks : 0);
    std::iota(every.begin(), every.end(), 0);
    if (asBits) {
        if (!budget.charge(ranks * words * sizeof(std::uint64_t)))
            return {}; // the caller sees the exceeded budget
        fillBits(ranked.rows, ranks, bits);
    }
    const auto parts = cutBranches(ranked.rows, ranks, asBits);
    double total = 0;
    for (const Part& part : parts)
        total += part.work;
    Miners miners(minCount, params.maxLength, ranks, budget);
    const auto done =
        forEachPart(parts.size(), params.threads, context, [&](std::size_t p, StopSign& stop) {
            auto miner = miners.take();
            bool goOn = true;
            for (std::uint32_t rank = parts[p].begin; goOn && rank < parts[p].end; ++rank) {
                ItemsetBranch& branch = result.tree.branches[rank];
                goOn = asBits ? miner->mine({bits.data(), every.data(), words}, rank,
                                            ranked.counts[rank], branch, stop)
                              : miner->mine(ranked.rows, rank, branch, stop);
            }
            if (!goOn)
                stop.raise();
            context.report({.stage = "mine",
                            .fraction = miners.giveBack(std::move(miner), parts[p].work, total),
                            .done = 0,
                            .total = 0,
                            .object = {}});
        });
    miners.addStatistics(result);
    if (!done && !budget.exceeded())
        return failAs(done);
    return {};
}

void countByLength(const ItemsetBranch& branch, std::uint32_t first, std::uint32_t count,
                   std::size_t length, std::vector<std::int64_t>& byLength) {
    if (count == 0)
        return;
    if (byLength.size() < length)
        byLength.resize(length, 0);
    byLength[length - 1] += count;
    for (std::uint32_t i = first; i < first + count; ++i)
        countByLength(branch, branch.nodes[i].firstChild, branch.nodes[i].children, length + 1,
                      byLength);
}

void summarise(ItemsetResult& result) {
    if (!result.tree.items.empty())
        result.byLength.assign(1, static_cast<std::int64_t>(result.tree.items.size()));
    for (const ItemsetBranch& branch : result.tree.branches)
        countByLength(branch, 0, branch.children, 2, result.byLength);
    result.sets = std::accumulate(result.byLength.begin(), result.byLength.end(), std::int64_t{0});
}

} // namespace

Result<MinSupport> MinSupport::parse(std::string_view text) {
    if (const auto count = parseInteger(text)) {
        if (*count < 1)
            return fail(ErrorCode::Usage, "min_support=" + std::string(text), "above 0");
        return MinSupport{.share = 0, .count = *count};
    }
    const auto share = parseDouble(text);
    if (!share || !(*share > 0 && *share <= 1))
        return fail(ErrorCode::Usage, "min_support=" + std::string(text),
                    "a count of baskets (44) or a share with a decimal point, above 0 and at most "
                    "1.0 (0.01)");
    return MinSupport{.share = *share, .count = 0};
}

std::int64_t MinSupport::countOf(std::size_t baskets) const {
    if (count > 0)
        return count;
    // Rounding must neither skip a count that has the share nor take one that has not.
    const auto n = static_cast<double>(baskets);
    auto least = static_cast<std::int64_t>(std::ceil(share * n));
    while (least > 1 && static_cast<double>(least - 1) / n >= share)
        --least;
    while (static_cast<double>(least) / n < share)
        ++least;
    return std::max<std::int64_t>(least, 1);
}

Result<> ItemsetParams::validate() const {
    if (minSupport.count < 0 ||
        (minSupport.count == 0 && !(minSupport.share > 0 && minSupport.share <= 1)))
        return fail(ErrorCode::Usage, "min_support", "a count of at least 1 or a share in (0, 1]");
    if (maxLength < 0)
        return fail(ErrorCode::Usage, "max_length=" + std::to_string(maxLength),
                    "at least 1, or 0 for any");
    if (memoryMb < 1 || memoryMb > std::numeric_limits<std::int64_t>::max() / kBytesPerMb)
        return fail(ErrorCode::Usage, "memory_mb=" + std::to_string(memoryMb), "at least 1");
    return checkThreads(threads);
}

Result<ItemsetResult> mineItemsets(const Baskets& baskets, const ItemsetParams& params,
                                   TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (baskets.count() == 0)
        return fail(ErrorCode::NotEnoughData, "0 baskets");
    ItemsetResult result;
    result.baskets = static_cast<std::int64_t>(baskets.count());
    result.minCount = params.minSupport.countOf(baskets.count());
    if (result.minCount > result.baskets) // no set can be that frequent
        return result;
    const auto minCount = static_cast<std::uint32_t>(result.minCount);
    MemoryBudget budget(params.memoryMb * kBytesPerMb);
    context.report({.stage = "mine", .fraction = 0, .done = 0, .total = 0, .object = {}});
    auto ranked = rankBaskets(baskets, result.minCount, params.maxLength != 1, params.threads,
                              budget, context);
    if (!ranked)
        return ranked.error().code == ErrorCode::MemoryLimit
                   ? tooLarge(params, result.minCount, ranked.error().detail + ", ")
                   : failAs(ranked);
    if (params.maxLength != 1) {
        result.tree.branches.resize(ranked->items.size());
        const auto mined = mineBranches(*ranked, minCount, params, budget, context, result);
        if (!mined)
            return failAs(mined);
        if (budget.exceeded())
            return tooLarge(params, result.minCount, {});
    }
    result.tree.items = std::move(ranked->items);
    result.tree.counts = std::move(ranked->counts);
    summarise(result);
    result.peakBytes = budget.peak();
    return result;
}

} // namespace mops::learn
