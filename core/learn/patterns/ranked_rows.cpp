#include "core/learn/patterns/ranked_rows.h"

#include "core/learn/parallel.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>

namespace mops::learn {
namespace {

constexpr std::uint32_t kNoRank = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kMostParts = 64;
constexpr std::size_t kBetweenQuestions = 1 << 14; ///< baskets

/// Baskets per item, each basket once however often it names the item.
Result<std::vector<std::uint32_t>> countItems(const Baskets& baskets, TaskContext& context) {
    const auto items = static_cast<std::size_t>(baskets.items);
    std::vector<std::uint32_t> counts(items, 0);
    std::vector<std::uint32_t> lastBasket(items, kNoRank);
    for (std::size_t b = 0; b < baskets.count(); ++b) {
        if (b % kBetweenQuestions == 0 && context.cancelled())
            return fail(ErrorCode::Cancelled);
        for (const std::int32_t item : baskets.of(b)) {
            if (item < 0 || item >= baskets.items)
                return fail(ErrorCode::InvalidNumber,
                            "basket " + std::to_string(b) + ", item " + std::to_string(item),
                            "0 … " + std::to_string(baskets.items - 1));
            const auto i = static_cast<std::size_t>(item);
            counts[i] += lastBasket[i] == b ? 0U : 1U;
            lastBasket[i] = static_cast<std::uint32_t>(b);
        }
    }
    return counts;
}

struct PartRows {
    std::vector<std::uint32_t> ranks;
    std::vector<std::uint32_t> lengths;
};

/// Baskets are short: insertion beats a general sort.
void sortShort(std::vector<std::uint32_t>& row) {
    if (row.size() > 32) {
        std::ranges::sort(row);
        return;
    }
    for (std::size_t i = 1; i < row.size(); ++i) {
        const std::uint32_t value = row[i];
        std::size_t j = i;
        for (; j > 0 && row[j - 1] > value; --j)
            row[j] = row[j - 1];
        row[j] = value;
    }
}

void rankPart(const Baskets& baskets, const std::vector<std::uint32_t>& rankOf, std::size_t begin,
              std::size_t end, PartRows& part, StopSign& stop) {
    std::vector<std::uint32_t> row;
    for (std::size_t b = begin; b < end; ++b) {
        if (b % kBetweenQuestions == 0 && stop.raised())
            return;
        row.clear();
        for (const std::int32_t item : baskets.of(b))
            if (const auto rank = rankOf[static_cast<std::size_t>(item)]; rank != kNoRank)
                row.push_back(rank);
        sortShort(row);
        row.erase(std::unique(row.begin(), row.end()), row.end());
        if (row.size() < 2)
            continue;
        part.ranks.insert(part.ranks.end(), row.begin(), row.end());
        part.lengths.push_back(static_cast<std::uint32_t>(row.size()));
    }
}

void join(std::vector<PartRows>& parts, RankedRows& rows) {
    std::size_t entries = 0;
    std::size_t count = 0;
    for (const PartRows& part : parts) {
        entries += part.ranks.size();
        count += part.lengths.size();
    }
    rows.ranks.reserve(entries);
    rows.begin.reserve(count + 1);
    for (PartRows& part : parts) {
        rows.ranks.insert(rows.ranks.end(), part.ranks.begin(), part.ranks.end());
        for (const std::uint32_t length : part.lengths) {
            rows.begin.push_back(rows.begin.back() + length);
            rows.pairWork += 0.5 * length * length;
        }
        part = {};
    }
}

} // namespace

void RankedRows::indexRanks(std::size_t rankCount) {
    occurrenceBegin.assign(rankCount + 1, 0);
    for (std::size_t r = 0; r < rows(); ++r)
        for (std::size_t e = begin[r] + 1; e < begin[r + 1]; ++e)
            ++occurrenceBegin[ranks[e] + 1];
    std::partial_sum(occurrenceBegin.begin(), occurrenceBegin.end(), occurrenceBegin.begin());
    occurrences.resize(occurrenceBegin.back());
    // Filled by moving the begins, which then stand one rank too far.
    for (std::size_t r = 0; r < rows(); ++r)
        for (std::size_t e = begin[r] + 1; e < begin[r + 1]; ++e)
            occurrences[occurrenceBegin[ranks[e]]++] = begin[r];
    for (std::size_t rank = rankCount; rank > 0; --rank)
        occurrenceBegin[rank] = occurrenceBegin[rank - 1];
    occurrenceBegin[0] = 0;
}

Result<RankedBaskets> rankBaskets(const Baskets& baskets, std::int64_t minCount, bool pairs,
                                  int threads, MemoryBudget& budget, TaskContext& context) {
    const std::size_t perItem = 3 * sizeof(std::uint32_t);
    const std::size_t forItems = static_cast<std::size_t>(baskets.items) * perItem;
    // Ranks twice while the parts are joined, then once beside the occurrences; a row's begin.
    const std::size_t forRows = baskets.item.size() * 2 * sizeof(std::uint32_t) +
                                baskets.count() * 2 * sizeof(std::uint32_t);
    if (baskets.item.size() >= kNoRank || !budget.charge(forItems) || !budget.charge(forRows))
        return fail(ErrorCode::MemoryLimit, std::to_string(baskets.item.size()) + " entries");
    const auto perItemCount = countItems(baskets, context);
    if (!perItemCount)
        return failAs(perItemCount);

    RankedBaskets result;
    for (std::int32_t item = 0; item < baskets.items; ++item)
        if ((*perItemCount)[static_cast<std::size_t>(item)] >= minCount)
            result.items.push_back(item);
    const auto countOf = [&](std::int32_t item) {
        return (*perItemCount)[static_cast<std::size_t>(item)];
    };
    std::ranges::stable_sort(result.items, std::greater<>(), countOf);
    std::vector<std::uint32_t> rankOf(perItemCount->size(), kNoRank);
    for (const std::int32_t item : result.items) {
        rankOf[static_cast<std::size_t>(item)] = static_cast<std::uint32_t>(result.counts.size());
        result.counts.push_back(countOf(item));
    }
    if (pairs) {
        const RowParts cut(baskets.count(), kMostParts);
        std::vector<PartRows> parts(cut.count);
        const auto done =
            forEachPart(cut.count, threads, context, [&](std::size_t part, StopSign& stop) {
                rankPart(baskets, rankOf, cut.begin(part), cut.end(part), parts[part], stop);
            });
        if (!done)
            return failAs(done);
        join(parts, result.rows);
        result.rows.indexRanks(result.items.size());
    }
    budget.release(forItems);
    return result;
}

} // namespace mops::learn
