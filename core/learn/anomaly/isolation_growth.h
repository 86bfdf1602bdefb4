#pragma once

#include "core/base/rng.h"
#include "core/learn/anomaly/isolation_forest.h"
#include "core/learn/parallel.h"

#include <vector>

namespace mops::learn {

struct GrownTree {
    std::vector<IsolationForest::Node> nodes; ///< by level: children stand behind their parent
    std::vector<float> expectedLength;
    std::uint8_t height = 0;
};

/// Grows one tree of an isolation forest on rows of its own choice. Needs origin, scale and sample
/// of the forest.
class IsolationGrowth {
public:
    IsolationGrowth(MatrixView x, const IsolationForest& forest, Rng rng, StopSign& stop);
    /// Empty when stopped.
    GrownTree grow();

private:
    struct Range {
        std::size_t begin = 0;
        std::size_t end = 0;
        int depth = 0;
    };
    struct Split {
        std::size_t feature = 0;
        float threshold = 0;
    };

    bool drawSplit(const Range& range, Split& split);
    std::size_t partition(const Range& range, const Split& split);
    void fillExpected(const std::vector<Range>& ranges);
    float value(std::size_t row, std::size_t column) const { return m_z[row * m_stride + column]; }

    Rng m_rng;
    StopSign& m_stop;
    std::size_t m_stride = 0;
    int m_heightLimit = 0;
    std::vector<float> m_z;               ///< the drawn rows, scaled
    std::vector<std::uint16_t> m_rows;    ///< in the order of the nodes
    std::vector<std::uint16_t> m_columns; ///< not constant in the forest's rows
    GrownTree m_tree;
};

} // namespace mops::learn
