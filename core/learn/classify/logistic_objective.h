#pragma once

#include "core/learn/columns.h"
#include "core/learn/parallel.h"

#include <cstdint>
#include <Eigen/Core>
#include <span>
#include <vector>

namespace mops::learn {

/// Standardised slopes, then the intercept.
using LogisticPosition = Eigen::VectorXd;

struct LogisticValue {
    double objective = 0; ///< weighted loss + penalty, a sum over rows
    double plainLoss = 0; ///< each row once, without the penalty
    Eigen::VectorXd gradient;
    Eigen::MatrixXd hessian; ///< empty when not asked for
};

enum class Curvature : std::uint8_t { Wanted, NotWanted };

/// The loss of a logistic regression with its squared penalty, as a function of its coefficients.
/// Not included by headers, so Eigen does not travel.
class LogisticObjective {
public:
    LogisticObjective(MatrixView x, std::span<const std::uint8_t> y,
                      std::span<const double> weights, const ColumnMoments& moments,
                      std::span<const double> penalty, double positiveWeight, int threads,
                      TaskContext& context);

    std::size_t width() const { return m_x.columns + 1; }
    /// One pass over the rows; without the curvature it costs about what reading them costs.
    /// Errors: Cancelled.
    Result<LogisticValue> at(const LogisticPosition& position,
                             Curvature curvature = Curvature::Wanted) const;

private:
    struct PartSums;
    Eigen::MatrixXd hessian(const std::vector<PartSums>& parts) const;

    MatrixView m_x;
    std::span<const std::uint8_t> m_y;
    std::span<const double> m_weights;
    const ColumnMoments& m_moments;
    std::span<const double> m_penalty;
    std::vector<double> m_inverseScale;
    double m_positiveWeight;
    int m_threads;
    TaskContext& m_context;
    RowParts m_parts;
};

} // namespace mops::learn
