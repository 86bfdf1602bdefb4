#pragma once

#include "core/learn/cluster/kmeans.h"
#include "core/learn/columns.h"
#include "core/learn/kernels/nearest_centre.h"
#include "core/learn/parallel.h"

#include <memory>
#include <vector>

namespace mops::learn {

/// Rows whose distances to `points` take about a millisecond: the grain of cancelling.
std::size_t sliceRows(std::size_t points, std::size_t columns);

/// Lloyd's iterations on one data set: assign every row to its nearest centre, move every centre
/// to the mean of its rows, until labels stand still or centres move less than the goal. Keeps a
/// centred single-precision copy of the data (half their size); see kernels/nearest_centre.h.
class Lloyd {
public:
    Lloyd(MatrixView x, const ColumnMoments& moments, std::size_t k, int threads,
          TaskContext& context);
    /// Makes the copy; once, before the first run. Errors: Cancelled.
    Result<> prepare();
    /// `shiftGoal` is compared with Σ (squared movement of the centres). Errors: Cancelled.
    Result<KMeansResult> run(const Matrix& start, int maxIterations, double shiftGoal);

private:
    struct PartSums {
        std::vector<double> high;
        std::vector<double> low;
        std::vector<std::int64_t> counts;
        std::size_t moved = 0;
        std::vector<double> squared; ///< scratch
    };
    /// A state of the run that can be the answer.
    struct State {
        Matrix centres;
        double inertia = 0;
        bool exact = false; ///< inertia summed over the rows, not taken from the sums of clusters
    };

    std::size_t firstRow(std::size_t part) const;
    void packCentres(const Matrix& centres);
    void forget();
    Result<> assign(const Matrix& centres);
    void assignSlice(std::size_t firstBlock, std::size_t blocks, const Matrix& centres,
                     PartSums& sums);
    void addParts();
    double inertiaOfSums(const Matrix& centres) const;
    Result<double> inertiaOfRows(const Matrix& centres, const std::vector<std::int32_t>& labels);
    Result<bool> noBetter(State& now, State& before);
    Result<KMeansResult> answer(KMeansResult result, State state, std::vector<std::int32_t> labels);
    Result<> reseedEmpty(const Matrix& centres);
    Matrix movedCentres(const Matrix& centres) const;

    MatrixView m_x;
    const ColumnMoments& m_moments;
    std::size_t m_k;
    int m_threads;
    TaskContext& m_context;
    std::size_t m_blockCount;
    RowParts m_parts;
    double m_scale = 1;
    double m_spread = 0; ///< Σ squared distance to the mean of all rows
    std::unique_ptr<float[]> m_blocks;
    std::vector<float> m_norms;

    // the centres of the latest assignment
    std::vector<float> m_packedFloats;
    std::vector<float> m_halfSquares;
    std::vector<double> m_packed;
    kernels::PackedCentres m_screen;

    double m_travelled = 0;          ///< how far a centre can have moved since the start, scaled
    std::vector<double> m_safeUntil; ///< per block, see kernels::screenNearest()

    // of the latest assignment; the labels padded to whole blocks
    std::vector<std::int32_t> m_labels;
    std::vector<std::int32_t> m_labelsBefore;
    std::vector<PartSums> m_partSums;
    PartSums m_sums;
    std::vector<double> m_squared; ///< per row; made when needed
};

} // namespace mops::learn
