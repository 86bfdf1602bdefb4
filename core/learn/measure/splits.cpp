#include "core/learn/measure/splits.h"

#include "core/base/rng.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <string>

namespace mops::learn {
namespace {

std::vector<std::size_t> shuffled(std::size_t count, Rng& rng) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = count; i > 1; --i) // Fisher and Yates
        std::swap(order[i - 1], order[rng.below(i)]);
    return order;
}

Result<> checkFolds(int folds, std::size_t most, const char* what) {
    if (folds < 2)
        return fail(ErrorCode::Usage, "folds=" + std::to_string(folds), "at least 2");
    if (static_cast<std::size_t>(folds) > most)
        return fail(ErrorCode::NotEnoughData,
                    std::to_string(most) + " " + what + ", " + std::to_string(folds) + " folds");
    return {};
}

Result<> checkShare(double share) {
    if (!(share > 0 && share < 1))
        return fail(ErrorCode::Usage, "test share", "between 0 and 1");
    return {};
}

std::vector<Split> splitsOf(std::span<const std::size_t> foldOfRow, int folds) {
    std::vector<Split> splits(static_cast<std::size_t>(folds));
    for (std::size_t r = 0; r < foldOfRow.size(); ++r)
        for (std::size_t f = 0; f < splits.size(); ++f)
            (foldOfRow[r] == f ? splits[f].test : splits[f].train).push_back(r);
    return splits;
}

/// Rows of each class, classes ascending.
std::map<std::int32_t, std::vector<std::size_t>> rowsByClass(std::span<const std::int32_t> labels) {
    std::map<std::int32_t, std::vector<std::size_t>> rows;
    for (std::size_t r = 0; r < labels.size(); ++r)
        rows[labels[r]].push_back(r);
    return rows;
}

} // namespace

Result<Split> timeSplit(std::span<const std::int64_t> times, std::int64_t cutoff,
                        std::int64_t gap) {
    std::int64_t testFrom = 0;
    if (gap < 0 || __builtin_add_overflow(cutoff, gap, &testFrom))
        return fail(ErrorCode::Usage, "gap=" + std::to_string(gap), "0 or more");
    Split split;
    for (std::size_t r = 0; r < times.size(); ++r) {
        if (times[r] < cutoff)
            split.train.push_back(r);
        else if (times[r] >= testFrom)
            split.test.push_back(r);
    }
    if (split.train.empty() || split.test.empty())
        return fail(ErrorCode::NotEnoughData, std::to_string(split.train.size()) +
                                                  " rows before the cutoff, " +
                                                  std::to_string(split.test.size()) + " after it");
    return split;
}

Result<std::int64_t> cutoffForShare(std::span<const std::int64_t> times, double testShare) {
    if (const auto valid = checkShare(testShare); !valid)
        return failAs(valid);
    std::vector<std::int64_t> sorted(times.begin(), times.end());
    std::ranges::sort(sorted);
    if (sorted.empty() || sorted.front() == sorted.back())
        return fail(ErrorCode::NotEnoughData, std::to_string(sorted.size()) + " rows of one time",
                    "at least 2 times");
    const auto wanted =
        std::min(static_cast<std::size_t>((1 - testShare) * static_cast<double>(sorted.size())),
                 sorted.size() - 1);
    const auto cutoff = sorted[wanted];
    if (cutoff > sorted.front())
        return cutoff;
    return *std::ranges::upper_bound(sorted, cutoff); // the first time is needed for training
}

Result<std::vector<Split>> walkForward(std::span<const std::int64_t> times, int folds,
                                       std::int64_t gap) {
    std::vector<std::int64_t> sorted(times.begin(), times.end());
    std::ranges::sort(sorted);
    const auto distinct =
        static_cast<std::size_t>(std::ranges::unique(sorted).begin() - sorted.begin());
    if (folds < 1 || static_cast<std::size_t>(folds) + 1 > distinct)
        return fail(folds < 1 ? ErrorCode::Usage : ErrorCode::NotEnoughData,
                    std::to_string(distinct) + " times, folds=" + std::to_string(folds),
                    "more times than folds");
    sorted.assign(times.begin(), times.end());
    std::ranges::sort(sorted);
    std::vector<std::int64_t> cutoffs;
    for (int f = 1; f <= folds; ++f) {
        auto at = sorted.begin() +
                  static_cast<std::ptrdiff_t>(sorted.size() * static_cast<std::size_t>(f) /
                                              (static_cast<std::size_t>(folds) + 1));
        const std::int64_t before = cutoffs.empty() ? sorted.front() : cutoffs.back();
        if (*at <= before)
            at = std::ranges::upper_bound(sorted, before);
        if (at == sorted.end())
            return fail(ErrorCode::NotEnoughData, "most rows share one time", "fewer folds");
        cutoffs.push_back(*at);
    }
    std::vector<Split> splits;
    for (std::size_t f = 0; f < cutoffs.size(); ++f) {
        auto split = timeSplit(times, cutoffs[f], gap);
        if (!split)
            return failAs(split);
        if (f + 1 < cutoffs.size())
            std::erase_if(split->test,
                          [&](std::size_t row) { return times[row] >= cutoffs[f + 1]; });
        if (split->test.empty())
            return fail(ErrorCode::NotEnoughData, "gap=" + std::to_string(gap), "a smaller gap");
        splits.push_back(std::move(*split));
    }
    return splits;
}

Result<Split> randomSplit(std::size_t rows, double testShare, std::span<const std::int32_t> labels,
                          std::uint64_t seed) {
    if (const auto valid = checkShare(testShare); !valid)
        return failAs(valid);
    if (!labels.empty() && labels.size() != rows)
        return fail(ErrorCode::Usage, std::to_string(labels.size()) + " labels for " +
                                          std::to_string(rows) + " rows");
    std::vector<std::int32_t> one;
    if (labels.empty()) {
        one.assign(rows, 0);
        labels = one;
    }
    Rng rng(seed);
    std::vector<bool> tested(rows, false);
    for (const auto& [label, members] : rowsByClass(labels)) {
        const auto count =
            static_cast<std::size_t>(std::llround(testShare * static_cast<double>(members.size())));
        const auto order = shuffled(members.size(), rng);
        for (std::size_t i = 0; i < count; ++i)
            tested[members[order[i]]] = true;
    }
    Split split;
    for (std::size_t r = 0; r < rows; ++r)
        (tested[r] ? split.test : split.train).push_back(r);
    if (split.train.empty() || split.test.empty())
        return fail(ErrorCode::NotEnoughData, std::to_string(rows) + " rows");
    return split;
}

Result<std::vector<Split>> kFold(std::size_t rows, int folds, std::uint64_t seed) {
    if (const auto valid = checkFolds(folds, rows, "rows"); !valid)
        return failAs(valid);
    Rng rng(seed);
    std::vector<std::size_t> foldOfRow(rows);
    const auto order = shuffled(rows, rng);
    for (std::size_t i = 0; i < rows; ++i)
        foldOfRow[order[i]] = i % static_cast<std::size_t>(folds);
    return splitsOf(foldOfRow, folds);
}

// The classes are dealt out one after the other without starting anew, so that the folds' sizes
// stay even as well.
Result<std::vector<Split>> stratifiedKFold(std::span<const std::int32_t> labels, int folds,
                                           std::uint64_t seed) {
    const auto classes = rowsByClass(labels);
    std::size_t smallest = labels.size();
    for (const auto& [label, members] : classes)
        smallest = std::min(smallest, members.size());
    if (const auto valid = checkFolds(folds, smallest, "rows in the smallest class"); !valid)
        return failAs(valid);
    Rng rng(seed);
    std::vector<std::size_t> foldOfRow(labels.size());
    std::size_t next = 0;
    for (const auto& [label, members] : classes)
        for (const std::size_t i : shuffled(members.size(), rng))
            foldOfRow[members[i]] = next++ % static_cast<std::size_t>(folds);
    return splitsOf(foldOfRow, folds);
}

Result<std::vector<Split>> groupKFold(std::span<const std::int64_t> groups, int folds,
                                      std::uint64_t seed) {
    std::map<std::int64_t, std::size_t> sizes;
    for (const std::int64_t group : groups)
        ++sizes[group];
    if (const auto valid = checkFolds(folds, sizes.size(), "groups"); !valid)
        return failAs(valid);
    Rng rng(seed);
    std::vector<std::pair<std::int64_t, std::size_t>> bySize(sizes.begin(), sizes.end());
    const auto order = shuffled(bySize.size(), rng); // so that equal groups fall by chance
    std::vector<std::size_t> ranked = order;
    std::ranges::stable_sort(ranked, std::greater<>(),
                             [&](std::size_t i) { return bySize[i].second; });
    std::vector<std::size_t> rowsIn(static_cast<std::size_t>(folds), 0);
    std::map<std::int64_t, std::size_t> foldOf;
    for (const std::size_t i : ranked) {
        const auto least =
            static_cast<std::size_t>(std::ranges::min_element(rowsIn) - rowsIn.begin());
        foldOf[bySize[i].first] = least;
        rowsIn[least] += bySize[i].second;
    }
    std::vector<std::size_t> foldOfRow(groups.size());
    for (std::size_t r = 0; r < groups.size(); ++r)
        foldOfRow[r] = foldOf[groups[r]];
    return splitsOf(foldOfRow, folds);
}

Result<std::vector<double>> outOfFold(std::span<const Split> splits, std::size_t rows,
                                      const FitAndPredict& work, TaskContext& context) {
    std::vector<double> predictions(rows, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t f = 0; f < splits.size(); ++f) {
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        context.report({.stage = "train",
                        .fraction = static_cast<double>(f) / static_cast<double>(splits.size()),
                        .done = static_cast<std::int64_t>(f),
                        .total = static_cast<std::int64_t>(splits.size()),
                        .object = {}});
        const auto found = work(splits[f], static_cast<int>(f));
        if (!found)
            return failAs(found);
        if (found->size() != splits[f].test.size())
            return fail(ErrorCode::Internal, "outOfFold: " + std::to_string(found->size()) +
                                                 " predictions for " +
                                                 std::to_string(splits[f].test.size()) + " rows");
        for (std::size_t i = 0; i < found->size(); ++i)
            predictions[splits[f].test[i]] = (*found)[i];
    }
    return predictions;
}

} // namespace mops::learn
