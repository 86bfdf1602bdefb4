#pragma once

#include "core/base/result.h"
#include "core/base/rng.h"
#include "core/base/task_context.h"
#include "core/learn/matrix.h"
#include "core/learn/parallel.h"

#include <cstdint>
#include <Eigen/Core>
#include <functional>
#include <span>
#include <vector>

namespace mops::learn {

/// Centre and covariance (divisor: the number of rows) of some rows. Included by robust_distance's
/// .cpp files only, so Eigen does not travel.
struct Scatter {
    Eigen::VectorXd centre;
    Eigen::MatrixXd covariance;
    Eigen::MatrixXd factor; ///< lower triangular L with covariance = L Lᵀ
    double logDeterminant = 0;
    bool singular = false;
};

/// The scatter of the picked rows, in parts of rows that threads share.
Result<Scatter> scatterOf(MatrixView z, std::span<const std::uint32_t> rows, int threads,
                          TaskContext& context);
/// Squared distance of every row to the scatter's centre.
Result<> squaredDistances(MatrixView z, const Scatter& scatter, int threads, TaskContext& context,
                          std::vector<double>& squared);
/// The `count` rows with the smallest distances (of equals the earlier), ascending.
std::vector<std::uint32_t> nearestRows(std::span<const double> squared, std::size_t count);

/// Estimates that C-steps have reached, best first.
struct McdCandidate {
    Scatter scatter;
    std::vector<std::uint32_t> rows; ///< that it was made of
};

/// The search for the rows of least covariance determinant on one table of scaled numbers.
class McdSearch {
public:
    McdSearch(MatrixView z, std::size_t supportRows, int starts, std::uint64_t seed, int threads,
              TaskContext& context);
    /// Errors: NotEnoughData (the rows lie in a plane), Cancelled.
    Result<McdCandidate> run();
    int steps() const { return m_steps; }

private:
    /// Some rows of the table, copied.
    struct Group {
        Matrix z;
        std::size_t support = 0;
    };

    Result<std::vector<Scatter>> searchGroup(const Group& group, std::size_t starts,
                                             std::uint64_t stream) const;
    Result<std::vector<Scatter>> improve(const Group& group,
                                         const std::vector<Scatter>& candidates) const;
    Result<std::vector<Scatter>>
    forEachStart(std::size_t count, const std::function<Scatter(std::size_t)>& work) const;
    Result<std::vector<Scatter>> firstCandidates();
    Result<McdCandidate> step(const Scatter& from);
    Result<McdCandidate> converge(McdCandidate candidate);
    Scatter randomStart(const Group& group, Rng& rng) const;
    Scatter twoSteps(const Group& group, Scatter from) const;
    Group groupOf(std::span<const std::size_t> rows) const;
    Failure inAPlane(const McdCandidate& candidate) const;
    void report(double fraction);

    MatrixView m_z;
    std::size_t m_support;
    std::size_t m_starts;
    std::uint64_t m_seed;
    int m_threads;
    TaskContext& m_context;
    int m_steps = 0;
};

} // namespace mops::learn
