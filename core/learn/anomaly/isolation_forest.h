#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/kernels/isolation_paths.h"
#include "core/learn/matrix.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

struct IsolationForestParams {
    int trees = 100;  ///< 1 … 100,000; more trees, steadier scores
    int sample = 256; ///< rows drawn per tree without replacement, 2 … 32,768; at most all rows
    std::uint64_t seed = 1;
    int threads = 1; ///< the result does not depend on it

    Result<> validate() const;
};

/// Trees that cut off single rows by random splits: what needs few cuts is unusual. A plain value,
/// safe to share between threads.
struct IsolationForest {
    using Node = kernels::IsolationNode;

    std::vector<Node> nodes;              ///< tree after tree
    std::vector<float> expectedLength;    ///< per node: mean path length of the sampled rows there
    std::vector<std::size_t> treeBegin;   ///< trees + 1
    std::vector<std::uint8_t> treeHeight; ///< per tree: most steps to a leaf
    /// Columns are brought to [0, 1] of the training rows: splits do not change by it, and small
    /// differences of large numbers survive the four bytes of a threshold.
    std::vector<double> origin;
    std::vector<double> scale; ///< 0 for a constant column: it never splits
    int sample = 0;            ///< rows per tree, after the limit to all rows
    double normalisation = 1;  ///< c(sample)
    double meanLeafLength = 0; ///< iteration statistics: mean over trees of the root's expectation

    std::size_t columns() const { return origin.size(); }
    std::size_t trees() const { return treeHeight.size(); }
};

/// c(n): mean path length of an unsuccessful search in a binary search tree of n rows (Liu, Ting &
/// Zhou 2008, equation 1): 2 (ln(n − 1) + γ) − 2 (n − 1)/n, c(2) = 1, c(1) = c(0) = 0.
double averagePathLength(std::size_t rows);

/// Grows the forest (Liu, Ting & Zhou, Isolation Forest, ICDM 2008). x is rows × columns, at most
/// 65,534 columns. O(rows · columns) to look at the ranges, then O(trees · sample · log sample).
/// Memory: 12 bytes a node, under 2 · trees · sample nodes, at most 1 GiB. Missing values (NaN) are
/// refused: fill or drop them before. Errors: Usage, NotEnoughData (fewer than two rows, every
/// column constant), InvalidNumber, MemoryLimit, Cancelled.
Result<IsolationForest> fitIsolationForest(MatrixView x, const IsolationForestParams& params,
                                           TaskContext& context);

/// s(x) = 2^(−E[h(x)] / c(sample)) in (0, 1): near 1 unusual, below 0.5 ordinary. E[h] is the mean
/// path length over trees, with c(rows in the leaf) added where growing stopped early. O(rows ·
/// trees · log sample), memory 8 bytes a row. Errors: Usage (other columns than trained on),
/// InvalidNumber, Cancelled.
Result<std::vector<double>> isolationScores(const IsolationForest& forest, MatrixView x,
                                            int threads, TaskContext& context);

struct IsolationReason {
    double score = 0;
    double base = 0; ///< log2 of the score of a row that surprises no tree
    /// Per column; positive makes the row more unusual. base + Σ contributions = log2(score): each
    /// step of a path adds what it takes from the expected length, to the column it looks at.
    std::vector<double> contributions;
};

/// Why one row has its score. O(trees · log sample). Errors: as isolationScores.
Result<IsolationReason> explainIsolation(const IsolationForest& forest,
                                         std::span<const double> row);

} // namespace mops::learn
