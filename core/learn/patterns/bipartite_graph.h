#pragma once

#include "core/learn/patterns/dense_blocks.h"

#include <cstdint>
#include <vector>

namespace mops::learn {

/// One side's view of a graph: per node its neighbours on the other side.
struct Adjacency {
    std::vector<std::int64_t> begin; ///< nodes + 1
    std::vector<std::int32_t> neighbour;
    std::vector<double> weight; ///< empty = 1 each

    std::size_t nodes() const { return begin.size() - 1; }
    std::size_t degree(std::size_t node) const {
        return static_cast<std::size_t>(begin[node + 1] - begin[node]);
    }
};

/// Both views of the same edges, every pair once.
struct BipartiteGraph {
    Adjacency rows;
    Adjacency columns;
    std::int64_t duplicates = 0;

    std::int64_t edges() const { return rows.begin.back(); }
    bool weighted() const { return !rows.weight.empty(); }
    std::size_t bytes() const;
};

/// Errors: InvalidNumber, Cancelled.
Result<BipartiteGraph> makeGraph(const BipartiteEdges& edges, TaskContext& context);

/// Takes out the edges whose row and column are both marked.
void removeInside(BipartiteGraph& graph, const std::vector<char>& rowMarked,
                  const std::vector<char>& columnMarked);

} // namespace mops::learn
