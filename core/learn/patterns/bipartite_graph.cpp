#include "core/learn/patterns/bipartite_graph.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kBetweenQuestions = std::size_t{1} << 20; ///< edges

Result<> check(const BipartiteEdges& edges) {
    if (edges.row.size() != edges.column.size() ||
        (!edges.weight.empty() && edges.weight.size() != edges.row.size()))
        return fail(ErrorCode::Usage, "rows, columns and weights of different length");
    for (std::size_t e = 0; e < edges.row.size(); ++e) {
        if (edges.row[e] < 0 || edges.row[e] >= edges.rows || edges.column[e] < 0 ||
            edges.column[e] >= edges.columns)
            return fail(ErrorCode::InvalidNumber, "edge " + std::to_string(e) + ": " +
                                                      std::to_string(edges.row[e]) + ", " +
                                                      std::to_string(edges.column[e]));
        if (!edges.weight.empty() && !(std::isfinite(edges.weight[e]) && edges.weight[e] >= 0))
            return fail(ErrorCode::InvalidNumber,
                        "edge " + std::to_string(e) + ": weight " + std::to_string(edges.weight[e]),
                        "0 or more");
    }
    return {};
}

void startCounts(const std::span<const std::int32_t>& nodes, std::int32_t count,
                 std::vector<std::int64_t>& begin) {
    begin.assign(static_cast<std::size_t>(count) + 1, 0);
    for (const std::int32_t node : nodes)
        ++begin[static_cast<std::size_t>(node) + 1];
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
}

/// Edges by column, in the order they came.
Result<Adjacency> byColumn(const BipartiteEdges& edges, TaskContext& context) {
    Adjacency columns;
    startCounts(edges.column, edges.columns, columns.begin);
    std::vector<std::int64_t> next(columns.begin.begin(), columns.begin.end() - 1);
    columns.neighbour.resize(edges.row.size());
    columns.weight.resize(edges.weight.size());
    for (std::size_t e = 0; e < edges.row.size(); ++e) {
        if (e % kBetweenQuestions == 0 && context.cancelled())
            return fail(ErrorCode::Cancelled);
        const auto to = static_cast<std::size_t>(next[static_cast<std::size_t>(edges.column[e])]++);
        columns.neighbour[to] = edges.row[e];
        if (!edges.weight.empty())
            columns.weight[to] = edges.weight[e];
    }
    return columns;
}

/// The other side's view. `from` is walked node by node, so neighbours ascend, and a pair that
/// stands again follows itself: it is left out, or its weight added.
Result<Adjacency> turned(const Adjacency& from, std::size_t nodes, std::int64_t& duplicates,
                         TaskContext& context) {
    Adjacency to;
    startCounts(from.neighbour, static_cast<std::int32_t>(nodes), to.begin);
    std::vector<std::int64_t> next(to.begin.begin(), to.begin.end() - 1);
    to.neighbour.resize(from.neighbour.size());
    to.weight.resize(from.weight.size());
    for (std::size_t node = 0; node < from.nodes(); ++node) {
        if (node % 4096 == 0 && context.cancelled())
            return fail(ErrorCode::Cancelled);
        for (auto e = static_cast<std::size_t>(from.begin[node]);
             e < static_cast<std::size_t>(from.begin[node + 1]); ++e) {
            const auto other = static_cast<std::size_t>(from.neighbour[e]);
            std::int64_t& at = next[other];
            if (at > to.begin[other] &&
                to.neighbour[static_cast<std::size_t>(at - 1)] == static_cast<std::int32_t>(node)) {
                ++duplicates;
                if (!to.weight.empty())
                    to.weight[static_cast<std::size_t>(at - 1)] += from.weight[e];
                continue;
            }
            to.neighbour[static_cast<std::size_t>(at)] = static_cast<std::int32_t>(node);
            if (!to.weight.empty())
                to.weight[static_cast<std::size_t>(at)] = from.weight[e];
            ++at;
        }
    }
    if (duplicates == 0)
        return to;
    std::int64_t kept = 0; // close the gaps that the left out ones leave
    for (std::size_t node = 0; node < nodes; ++node) {
        const std::int64_t begin = to.begin[node];
        to.begin[node] = kept;
        for (std::int64_t e = begin; e < next[node]; ++e, ++kept) {
            to.neighbour[static_cast<std::size_t>(kept)] =
                to.neighbour[static_cast<std::size_t>(e)];
            if (!to.weight.empty())
                to.weight[static_cast<std::size_t>(kept)] = to.weight[static_cast<std::size_t>(e)];
        }
    }
    to.begin[nodes] = kept;
    to.neighbour.resize(static_cast<std::size_t>(kept));
    if (!to.weight.empty())
        to.weight.resize(static_cast<std::size_t>(kept));
    return to;
}

void removeInside(Adjacency& side, const std::vector<char>& nodeMarked,
                  const std::vector<char>& neighbourMarked) {
    std::size_t kept = 0;
    std::int64_t begin = 0;
    for (std::size_t node = 0; node < side.nodes(); ++node) {
        const std::int64_t end = side.begin[node + 1];
        for (auto e = static_cast<std::size_t>(begin); e < static_cast<std::size_t>(end); ++e) {
            if (nodeMarked[node] != 0 &&
                neighbourMarked[static_cast<std::size_t>(side.neighbour[e])] != 0)
                continue;
            side.neighbour[kept] = side.neighbour[e];
            if (!side.weight.empty())
                side.weight[kept] = side.weight[e];
            ++kept;
        }
        begin = end;
        side.begin[node + 1] = static_cast<std::int64_t>(kept);
    }
    side.neighbour.resize(kept);
    if (!side.weight.empty())
        side.weight.resize(kept);
}

std::size_t bytesOf(const Adjacency& side) {
    return side.begin.capacity() * sizeof(std::int64_t) +
           side.neighbour.capacity() * sizeof(std::int32_t) +
           side.weight.capacity() * sizeof(double);
}

} // namespace

std::size_t BipartiteGraph::bytes() const {
    return bytesOf(rows) + bytesOf(columns);
}

Result<BipartiteGraph> makeGraph(const BipartiteEdges& edges, TaskContext& context) {
    if (const auto valid = check(edges); !valid)
        return failAs(valid);
    auto columns = byColumn(edges, context);
    if (!columns)
        return failAs(columns);
    BipartiteGraph graph;
    auto rows = turned(*columns, static_cast<std::size_t>(edges.rows), graph.duplicates, context);
    if (!rows)
        return failAs(rows);
    graph.rows = std::move(*rows);
    if (graph.duplicates > 0) {
        std::int64_t none = 0;
        columns = turned(graph.rows, static_cast<std::size_t>(edges.columns), none, context);
        if (!columns)
            return failAs(columns);
    }
    graph.columns = std::move(*columns);
    return graph;
}

void removeInside(BipartiteGraph& graph, const std::vector<char>& rowMarked,
                  const std::vector<char>& columnMarked) {
    removeInside(graph.rows, rowMarked, columnMarked);
    removeInside(graph.columns, columnMarked, rowMarked);
}

} // namespace mops::learn
