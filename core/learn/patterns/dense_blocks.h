#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

/// A two-sided graph: buyer – merchant, reviewer – product. Rows and columns have numbers of their
/// own. Pairs may stand more than once.
struct BipartiteEdges {
    std::span<const std::int32_t> row;    ///< per edge, 0 … rows−1
    std::span<const std::int32_t> column; ///< per edge, 0 … columns−1
    std::span<const double> weight;       ///< per edge, 0 or more; empty = every edge weighs 1
    std::int32_t rows = 0;
    std::int32_t columns = 0;
};

struct DenseBlockParams {
    int blocks = 1;               ///< how many at most, one after the other
    double offset = 5;            ///< c of the column weight; above 1
    std::int64_t memoryMb = 8192; ///< for the graph's copy and the search

    Result<> validate() const;
};

struct DenseBlock {
    std::vector<std::int32_t> rows;    ///< ascending
    std::vector<std::int32_t> columns; ///< ascending
    std::int64_t edges = 0;            ///< different pairs inside
    double suspiciousness = 0;         ///< f(S): Σ over the edges inside of their weight
    double density = 0;                ///< g(S) = f(S) / (rows + columns): what is maximised
    double fill = 0;                   ///< edges / (rows · columns)
    std::int64_t peeled = 0;           ///< nodes that were in the graph of this search
};

struct DenseBlocksResult {
    std::vector<DenseBlock> blocks; ///< in the order found; fewer when no edge is left
    std::int64_t edges = 0;         ///< different pairs
    std::int64_t duplicates = 0;    ///< edges whose pair stood before
    std::int64_t peakBytes = 0;
};

/// The densest blocks of a graph by greedy peeling, robust against camouflage (Hooi et al.,
/// FRAUDAR, KDD 2016). An edge to column j weighs w_j = 1 / log(d_j + c) times its own weight, d_j
/// being the column's summed weights: links to what everybody links to count little. Starting from
/// the whole graph the node whose edges weigh least is taken away, a row before a column and the
/// lower number first among equals; of all graphs on the way the one of highest g is the answer,
/// at least half as dense as the best there is. For the next block the edges inside are taken out
/// and the column weights computed anew.
///
/// Without weights an edge that stands twice counts once, with weights they add up. Weights are
/// held as whole multiples of 2⁻⁶¹ of the total, so sums are exact and the answer does not depend
/// on their order; what is smaller counts as 0.
/// O((edges + nodes · log nodes) · blocks) on one thread: each step depends on the one before.
/// Memory: 8 bytes an edge (24 with weights), 60 a node.
/// Errors: Usage, NotEnoughData (no edge above 0), InvalidNumber (weights not finite or below 0,
/// their sum beyond 1e-280 … 1e300, numbers out of range), MemoryLimit, Cancelled.
Result<DenseBlocksResult> denseBlocks(const BipartiteEdges& edges, const DenseBlockParams& params,
                                      TaskContext& context);

} // namespace mops::learn
