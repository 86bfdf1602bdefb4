#include "core/learn/patterns/dense_blocks.h"

#include "core/learn/patterns/bipartite_graph.h"
#include "core/learn/patterns/least_tree.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace mops::learn {
namespace {

constexpr std::int64_t kBytesPerMb = 1024 * 1024;
/// Of all edges together, in the whole numbers they are held in: sums and differences stay exact.
constexpr double kTotalUnits = 0x1.0p61;
constexpr std::size_t kBetweenQuestions = std::size_t{1} << 18; ///< edges looked at
constexpr std::size_t kAhead = 12; ///< edges between the fetch of a key and its use

/// A pass of pruning that takes less than this part of the nodes is the last.
constexpr std::size_t kWorthwhilePass = 50;

__extension__ using Wide = __int128;

/// One search: weights, peeling, the best graph on the way.
class Peeling {
public:
    Peeling(const BipartiteGraph& graph, double offset, TaskContext& context)
        : m_graph(graph)
        , m_context(context)
        , m_rows(graph.rows.nodes())
        , m_tree(m_rows + graph.columns.nodes())
        , m_unit(graph.columns.nodes()) {
        weigh(offset);
    }

    std::size_t bytes() const {
        const std::size_t nodes = m_rows + m_graph.columns.nodes();
        return nodes * (sizeof(std::int64_t) * 2 + sizeof(std::int32_t) + 2) +
               m_unit.size() * (sizeof(double) + sizeof(std::int64_t));
    }
    /// Whether there is a weight at all and their sum can be computed with.
    bool usable() const { return m_usable; }

    /// report(share of the search that is done)
    template <class Report>
    Result<DenseBlock> search(const Report& report) {
        std::int64_t held = m_total;
        std::size_t left = m_nodes;
        if (const auto pruned = prune(held, left); !pruned)
            return failAs(pruned);
        m_tree.build();
        std::vector<std::uint32_t> order;
        order.reserve(left);
        std::int64_t best = held;
        std::size_t bestLeft = left;
        while (left > 0) {
            const std::size_t node = m_tree.least();
            held -= m_tree.key(node);
            m_tree.remove(node);
            order.push_back(static_cast<std::uint32_t>(node));
            lowerNeighbours(node,
                            [&](std::size_t other, std::int64_t by) { m_tree.lower(other, by); });
            --left;
            if (static_cast<Wide>(held) * static_cast<Wide>(bestLeft) >
                static_cast<Wide>(best) * static_cast<Wide>(left)) {
                best = held;
                bestLeft = left;
            }
            if (m_looked >= kBetweenQuestions) {
                if (const auto asked = mayGoOn(); !asked)
                    return failAs(asked);
                report(static_cast<double>(m_nodes - left) / static_cast<double>(m_nodes));
            }
        }
        return block(order, best, bestLeft);
    }

private:
    void weigh(double offset) {
        const Adjacency& columns = m_graph.columns;
        double total = 0;
        for (std::size_t c = 0; c < columns.nodes(); ++c) {
            double sum = static_cast<double>(columns.degree(c));
            if (m_graph.weighted()) {
                sum = 0;
                for (auto e = columns.begin[c]; e < columns.begin[c + 1]; ++e)
                    sum += columns.weight[static_cast<std::size_t>(e)];
            }
            m_unit[c] = 1 / std::log(sum + offset);
            total += sum * m_unit[c];
        }
        m_scale = kTotalUnits / total;
        m_usable = total > 0 && std::isfinite(total) && std::isfinite(m_scale);
        if (!m_usable)
            return;
        for (double& unit : m_unit) {
            unit *= m_scale;
            m_wholeUnit.push_back(std::llround(unit));
        }
        setKeys();
    }

    void setKeys() {
        const Adjacency& columns = m_graph.columns;
        std::vector<std::int64_t> rowKeys(m_rows, 0);
        for (std::size_t c = 0; c < columns.nodes(); ++c) {
            std::int64_t sum = 0;
            for (auto e = static_cast<std::size_t>(columns.begin[c]);
                 e < static_cast<std::size_t>(columns.begin[c + 1]); ++e) {
                const std::int64_t value = valueOf(columns, e, c);
                rowKeys[static_cast<std::size_t>(columns.neighbour[e])] += value;
                sum += value;
            }
            m_total += sum;
            if (columns.degree(c) > 0) {
                m_tree.set(m_rows + c, sum);
                ++m_nodes;
            }
        }
        for (std::size_t r = 0; r < m_rows; ++r)
            if (m_graph.rows.degree(r) > 0) {
                m_tree.set(r, rowKeys[r]);
                ++m_nodes;
            }
    }

    Result<> mayGoOn() {
        m_looked = 0;
        if (m_context.cancelled())
            return fail(ErrorCode::Cancelled);
        return {};
    }

    /// Takes away what the ordered search would take away before it comes to its answer, in any
    /// order and without the tournament. No node of the best graph B on the way weighs less than
    /// g(B): without it g would be higher. So while the present g is G ≤ g(B), nodes that weigh
    /// less than G are not in B, nor are those that then weigh less; the search takes all of them
    /// before any other, and what is left does not depend on their order. G rises with each, so it
    /// stays at most that of a graph on the way. This empties most of a graph with heavy tails.
    Result<> prune(std::int64_t& held, std::size_t& left) {
        const std::size_t nodes = m_rows + m_graph.columns.nodes();
        std::size_t before = 0;
        do {
            before = left;
            const std::int64_t least = held / static_cast<std::int64_t>(left);
            for (std::size_t node = 0; node < nodes; ++node) {
                const std::int64_t key = m_tree.key(node);
                if (key >= least) // also what is gone
                    continue;
                held -= key;
                --left;
                m_tree.set(node, LeastTree::kGone);
                lowerNeighbours(node, [&](std::size_t other, std::int64_t by) {
                    m_tree.set(other, m_tree.key(other) - by);
                });
                if (m_looked >= kBetweenQuestions)
                    if (const auto asked = mayGoOn(); !asked)
                        return asked;
            }
        } while (left > 0 && (before - left) * kWorthwhilePass >= before);
        return {};
    }

    /// The same number from either side.
    std::int64_t valueOf(const Adjacency& side, std::size_t edge, std::size_t column) const {
        return side.weight.empty() ? m_wholeUnit[column]
                                   : std::llround(side.weight[edge] * m_unit[column]);
    }

    template <class Lower>
    void lowerNeighbours(std::size_t node, const Lower& lower) {
        const bool isRow = node < m_rows;
        const Adjacency& side = isRow ? m_graph.rows : m_graph.columns;
        const std::size_t own = isRow ? node : node - m_rows;
        const std::size_t shift = isRow ? m_rows : 0;
        const auto begin = static_cast<std::size_t>(side.begin[own]);
        const auto end = static_cast<std::size_t>(side.begin[own + 1]);
        const std::int64_t* keys = m_tree.keys() + shift;
        for (std::size_t e = begin; e < end; ++e) {
            if (e + kAhead < end)
                __builtin_prefetch(keys + side.neighbour[e + kAhead], 1);
            const auto other = static_cast<std::size_t>(side.neighbour[e]);
            if (keys[other] != LeastTree::kGone)
                lower(shift + other, valueOf(side, e, isRow ? other : own));
        }
        m_looked += end - begin + 1;
    }

    DenseBlock block(const std::vector<std::uint32_t>& order, std::int64_t units,
                     std::size_t left) const {
        DenseBlock found;
        for (std::size_t k = order.size() - left; k < order.size(); ++k) {
            if (order[k] < m_rows)
                found.rows.push_back(static_cast<std::int32_t>(order[k]));
            else
                found.columns.push_back(static_cast<std::int32_t>(order[k] - m_rows));
        }
        std::ranges::sort(found.rows);
        std::ranges::sort(found.columns);
        found.suspiciousness = static_cast<double>(units) / m_scale;
        found.density = found.suspiciousness / static_cast<double>(left);
        found.peeled = static_cast<std::int64_t>(m_nodes);
        return found;
    }

    const BipartiteGraph& m_graph;
    TaskContext& m_context;
    std::size_t m_rows;
    LeastTree m_tree;
    std::vector<double> m_unit;            ///< per column what weight 1 is worth, in units
    std::vector<std::int64_t> m_wholeUnit; ///< the same, rounded
    bool m_usable = false;
    double m_scale = 1; ///< units per weight
    std::int64_t m_total = 0;
    std::size_t m_nodes = 0; ///< with an edge
    std::size_t m_looked = 0;
};

/// Counts the edges inside and takes them out.
void cut(BipartiteGraph& graph, DenseBlock& block) {
    std::vector<char> rowMarked(graph.rows.nodes(), 0);
    std::vector<char> columnMarked(graph.columns.nodes(), 0);
    for (const std::int32_t row : block.rows)
        rowMarked[static_cast<std::size_t>(row)] = 1;
    for (const std::int32_t column : block.columns)
        columnMarked[static_cast<std::size_t>(column)] = 1;
    const std::int64_t before = graph.edges();
    removeInside(graph, rowMarked, columnMarked);
    block.edges = before - graph.edges();
    block.fill = static_cast<double>(block.edges) / (static_cast<double>(block.rows.size()) *
                                                     static_cast<double>(block.columns.size()));
}

std::int64_t bytesNeeded(const BipartiteEdges& edges) {
    const auto nodes = static_cast<std::int64_t>(edges.rows) + edges.columns;
    const std::int64_t perEdge = edges.weight.empty() ? 8 : 24;
    return nodes * 60 + static_cast<std::int64_t>(edges.row.size()) * perEdge;
}

Failure nothingFound(const BipartiteEdges& edges) {
    if (std::ranges::any_of(edges.weight, [](double weight) { return weight > 0; }))
        return fail(ErrorCode::InvalidNumber, "sum of weights", "1e-280 … 1e300");
    return fail(ErrorCode::NotEnoughData, "0 edges above 0", "1");
}

} // namespace

Result<> DenseBlockParams::validate() const {
    if (blocks < 1)
        return fail(ErrorCode::Usage, "blocks=" + std::to_string(blocks), "at least 1");
    if (!(offset > 1) || !std::isfinite(offset))
        return fail(ErrorCode::Usage, "offset", "above 1");
    if (memoryMb < 1 || memoryMb > std::numeric_limits<std::int64_t>::max() / kBytesPerMb)
        return fail(ErrorCode::Usage, "memory_mb=" + std::to_string(memoryMb), "at least 1");
    return {};
}

Result<DenseBlocksResult> denseBlocks(const BipartiteEdges& edges, const DenseBlockParams& params,
                                      TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (bytesNeeded(edges) > params.memoryMb * kBytesPerMb)
        return fail(ErrorCode::MemoryLimit,
                    "memory_mb=" + std::to_string(params.memoryMb) + ", " +
                        std::to_string(edges.row.size()) + " edges",
                    "memory_mb " + std::to_string(bytesNeeded(edges) / kBytesPerMb + 1));
    const auto report = [&](double share) {
        context.report({.stage = "blocks", .fraction = share, .done = 0, .total = 0, .object = {}});
    };
    report(0);
    auto graph = makeGraph(edges, context);
    if (!graph)
        return failAs(graph);
    DenseBlocksResult result;
    result.edges = graph->edges();
    result.duplicates = graph->duplicates;
    for (int k = 0; k < params.blocks && graph->edges() > 0; ++k) {
        Peeling peeling(*graph, params.offset, context);
        if (!peeling.usable())
            break;
        result.peakBytes =
            std::max(result.peakBytes, static_cast<std::int64_t>(graph->bytes() + peeling.bytes()));
        auto block = peeling.search([&](double share) { report((k + share) / params.blocks); });
        if (!block)
            return failAs(block);
        cut(*graph, *block);
        result.blocks.push_back(std::move(*block));
    }
    if (result.blocks.empty())
        return nothingFound(edges);
    return result;
}

} // namespace mops::learn
