#pragma once

#include "core/learn/kmeans.h"
#include "core/learn/parallel.h"

#include <vector>

namespace mops::learn {

/// Rows whose distances to `points` take about a millisecond: the grain of cancelling.
std::size_t sliceRows(std::size_t points, std::size_t columns);

/// Lloyd's iterations on one data set: assign every row to its nearest centre, move every centre
/// to the mean of its rows, until labels stand still or centres move less than the goal.
class Lloyd {
public:
    Lloyd(MatrixView x, std::size_t k, int threads, TaskContext& context);
    /// `shiftGoal` is compared with Σ (squared movement of the centres). Errors: Cancelled.
    Result<KMeansResult> run(const Matrix& start, int maxIterations, double shiftGoal);

private:
    Result<> assign(const Matrix& centres);
    void reseedEmpty();
    Matrix movedCentres(const Matrix& centres) const;

    MatrixView m_x;
    std::size_t m_k;
    int m_threads;
    TaskContext& m_context;
    RowParts m_parts;
    std::vector<double> m_packed;
    std::vector<double> m_partSums;         ///< per part k × columns
    std::vector<std::int64_t> m_partCounts; ///< per part k
    std::vector<double> m_partInertia;

    // of the latest assignment
    std::vector<std::int32_t> m_labels;
    std::vector<double> m_squared; ///< per row, distance² to its centre
    std::vector<double> m_sums;
    std::vector<std::int64_t> m_counts;
    double m_inertia = 0;
};

} // namespace mops::learn
