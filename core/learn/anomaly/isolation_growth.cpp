#include "core/learn/anomaly/isolation_growth.h"

#include "core/learn/columns.h"
#include "core/learn/sampling.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace mops::learn {

IsolationGrowth::IsolationGrowth(MatrixView x, const IsolationForest& forest, Rng rng,
                                 StopSign& stop)
    : m_rng(rng)
    , m_stop(stop)
    , m_stride(x.columns + 1) {
    const auto sample = static_cast<std::size_t>(forest.sample);
    m_heightLimit = static_cast<int>(std::bit_width(sample - 1)); // ⌈log2 sample⌉
    m_z.resize(sample * m_stride);
    m_rows.resize(sample);
    std::iota(m_rows.begin(), m_rows.end(), std::uint16_t{0});
    const auto drawn = drawFewWithoutReplacement(x.rows, sample, m_rng);
    for (std::size_t i = 0; i < sample; ++i)
        kernels::scaleRows(x.data + drawn[i] * x.columns, 1, x.columns, forest.origin.data(),
                           forest.scale.data(), kMaxMagnitude, m_z.data() + i * m_stride);
    for (std::size_t c = 0; c < x.columns; ++c)
        if (forest.scale[c] > 0)
            m_columns.push_back(static_cast<std::uint16_t>(c));
}

/// A column that varies among the node's rows, each equally likely, and a threshold between its
/// ends. False when none varies.
bool IsolationGrowth::drawSplit(const Range& range, Split& split) {
    for (std::size_t left = m_columns.size(); left > 0; --left) {
        if (left % 64 == 0 && m_stop.raised())
            return false;
        const auto pick = static_cast<std::size_t>(m_rng.below(left));
        std::swap(m_columns[pick], m_columns[left - 1]);
        const std::size_t column = m_columns[left - 1];
        float low = value(m_rows[range.begin], column);
        float high = low;
        for (std::size_t i = range.begin + 1; i < range.end; ++i) {
            const float v = value(m_rows[i], column);
            low = std::min(low, v);
            high = std::max(high, v);
        }
        if (!(low < high))
            continue;
        const auto u = static_cast<float>(m_rng.uniform());
        const float threshold = low + (high - low) * u;
        split = {column, threshold < high ? threshold : low};
        return true;
    }
    return false;
}

std::size_t IsolationGrowth::partition(const Range& range, const Split& split) {
    const auto begin = m_rows.begin();
    const auto middle =
        std::partition(begin + static_cast<std::ptrdiff_t>(range.begin),
                       begin + static_cast<std::ptrdiff_t>(range.end), [&](std::uint16_t row) {
                           return value(row, split.feature) <= split.threshold;
                       });
    return static_cast<std::size_t>(middle - begin);
}

GrownTree IsolationGrowth::grow() {
    const auto leaf = static_cast<std::uint16_t>(m_stride - 1);
    std::vector<Range> ranges{{0, m_rows.size(), 0}};
    m_tree.nodes.resize(1);
    for (std::size_t at = 0; at < ranges.size(); ++at) {
        if (at % 256 == 0 && m_stop.raised())
            return {};
        const Range range = ranges[at];
        const std::size_t rows = range.end - range.begin;
        m_tree.height = std::max(m_tree.height, static_cast<std::uint8_t>(range.depth));
        Split split;
        if (rows <= 1 || range.depth >= m_heightLimit || !drawSplit(range, split)) {
            m_tree.nodes[at] = {static_cast<float>(range.depth + averagePathLength(rows)), leaf,
                                static_cast<std::uint16_t>(at)};
            continue;
        }
        const std::size_t middle = partition(range, split);
        m_tree.nodes[at] = {split.threshold, static_cast<std::uint16_t>(split.feature),
                            static_cast<std::uint16_t>(ranges.size())};
        ranges.push_back({range.begin, middle, range.depth + 1});
        ranges.push_back({middle, range.end, range.depth + 1});
        m_tree.nodes.resize(ranges.size());
    }
    fillExpected(ranges);
    return std::move(m_tree);
}

void IsolationGrowth::fillExpected(const std::vector<Range>& ranges) {
    m_tree.expectedLength.resize(ranges.size());
    std::vector<double> expected(ranges.size());
    for (std::size_t at = ranges.size(); at-- > 0;) {
        const IsolationForest::Node& node = m_tree.nodes[at];
        if (node.left == at) {
            expected[at] = static_cast<double>(node.threshold);
        } else {
            const auto rows = [&](std::size_t i) {
                return static_cast<double>(ranges[i].end - ranges[i].begin);
            };
            expected[at] = (expected[node.left] * rows(node.left) +
                            expected[node.left + 1U] * rows(node.left + 1U)) /
                           rows(at);
        }
        m_tree.expectedLength[at] = static_cast<float>(expected[at]);
    }
}

} // namespace mops::learn
