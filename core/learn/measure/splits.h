#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace mops::learn {

/// Row numbers from 0, ascending; no row is in both.
struct Split {
    std::vector<std::size_t> train;
    std::vector<std::size_t> test;
};

/// Rows before `cutoff` train, rows from `cutoff + gap` on test; what lies between is left out, so
/// that outcomes still open at the cutoff do not leak. Errors: NotEnoughData (a side is empty),
/// Usage (gap below 0).
Result<Split> timeSplit(std::span<const std::int64_t> times, std::int64_t cutoff,
                        std::int64_t gap = 0);
/// The cutoff that leaves about `testShare` of the rows to test: a time that occurs; rows of equal
/// time stay together. Errors: NotEnoughData (all times equal), Usage (share not in (0, 1)).
Result<std::int64_t> cutoffForShare(std::span<const std::int64_t> times, double testShare);
/// `folds` splits that walk forward: the rows in order of time are cut into folds + 1 parts, and
/// part k+1 is tested after training on parts 0 … k. Rows of equal time stay together.
Result<std::vector<Split>> walkForward(std::span<const std::int64_t> times, int folds,
                                       std::int64_t gap = 0);

/// A random part of the rows to test, the same rows for the same seed. With `labels` (may be empty)
/// each class gives its share.
Result<Split> randomSplit(std::size_t rows, double testShare, std::span<const std::int32_t> labels,
                          std::uint64_t seed);

/// Every row is tested once; fold sizes differ by one row at most.
/// Errors: Usage (fewer than two folds), NotEnoughData (more folds than rows).
Result<std::vector<Split>> kFold(std::size_t rows, int folds, std::uint64_t seed);
/// The same with every class spread evenly: per fold and class the counts differ by one at most.
/// NotEnoughData also when a class has fewer rows than there are folds.
Result<std::vector<Split>> stratifiedKFold(std::span<const std::int32_t> labels, int folds,
                                           std::uint64_t seed);
/// The same with all rows of a group (a merchant, a buyer) in one fold; large groups first, each to
/// the fold with the fewest rows. NotEnoughData when there are fewer groups than folds.
Result<std::vector<Split>> groupKFold(std::span<const std::int64_t> groups, int folds,
                                      std::uint64_t seed);

/// Fits on split.train and answers one number per row of split.test, in that order.
using FitAndPredict = std::function<Result<std::vector<double>>(const Split& split, int fold)>;
/// Predictions of every row by a model that did not see it; NaN for rows that no fold tests.
/// Progress by folds. Errors: those of `work`, Internal (a wrong number of predictions), Cancelled.
Result<std::vector<double>> outOfFold(std::span<const Split> splits, std::size_t rows,
                                      const FitAndPredict& work, TaskContext& context);

} // namespace mops::learn
