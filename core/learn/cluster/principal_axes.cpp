#include "core/learn/cluster/principal_axes.h"

#include "core/base/task_context.h"
#include "core/learn/columns.h"
#include "core/learn/kernels/logistic_terms.h"

#include <cmath>
#include <Eigen/Eigenvalues>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kMostColumns = 1024;

Eigen::MatrixXd covariance(MatrixView x, const std::vector<double>& means) {
    const std::size_t width = kernels::padded(x.columns);
    std::vector<double> scratch(width * 64);
    std::vector<double> gram(width * width, 0.0);
    kernels::addCentredGram(x.data, x.rows, x.columns, means.data(), scratch.data(), gram.data());
    const auto n = static_cast<Eigen::Index>(x.columns);
    Eigen::MatrixXd result(n, n);
    for (Eigen::Index i = 0; i < n; ++i)
        for (Eigen::Index j = i; j < n; ++j)
            result(i, j) = result(j, i) =
                gram[static_cast<std::size_t>(i) * width + static_cast<std::size_t>(j)] /
                static_cast<double>(x.rows - 1);
    return result;
}

/// Eigenvectors are defined up to their sign; this one makes the largest entry positive.
double signOf(const Eigen::VectorXd& axis) {
    Eigen::Index largest = 0;
    for (Eigen::Index c = 1; c < axis.size(); ++c)
        if (std::abs(axis[c]) > std::abs(axis[largest]))
            largest = c;
    return axis[largest] < 0 ? -1.0 : 1.0;
}

} // namespace

// Eigenvectors of the covariance matrix (Pearson 1901; Jolliffe, Principal Component Analysis).
Result<PrincipalAxes> principalAxes(MatrixView x, int count) {
    if (count < 1 || static_cast<std::size_t>(count) > x.columns)
        return fail(ErrorCode::Usage, "count=" + std::to_string(count),
                    "1 … " + std::to_string(x.columns));
    if (x.columns > kMostColumns)
        return fail(ErrorCode::Usage, std::to_string(x.columns) + " columns",
                    "at most " + std::to_string(kMostColumns));
    if (x.rows < 2)
        return fail(ErrorCode::NotEnoughData, std::to_string(x.rows) + " rows", "at least 2");
    NoTaskContext context;
    const auto moments = columnMoments(x, 1, context);
    if (!moments)
        return failAs(moments);
    const Eigen::MatrixXd matrix = covariance(x, moments->means);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
    if (solver.info() != Eigen::Success)
        return fail(ErrorCode::NoConvergence, "eigenvalues");

    const auto axes = static_cast<std::size_t>(count);
    PrincipalAxes result;
    result.means = moments->means;
    result.axes = Matrix(axes, x.columns);
    result.variance.resize(axes);
    result.totalVariance = matrix.trace();
    result.scores = Matrix(x.rows, axes);
    for (std::size_t a = 0; a < axes; ++a) {
        const auto column = static_cast<Eigen::Index>(x.columns - 1 - a); // Eigen sorts ascending
        const Eigen::VectorXd axis = solver.eigenvectors().col(column);
        const double sign = signOf(axis);
        for (std::size_t c = 0; c < x.columns; ++c)
            result.axes.at(a, c) = sign * axis[static_cast<Eigen::Index>(c)];
        result.variance[a] = std::max(0.0, solver.eigenvalues()[column]);
    }
    for (std::size_t r = 0; r < x.rows; ++r)
        for (std::size_t a = 0; a < axes; ++a) {
            double score = 0;
            for (std::size_t c = 0; c < x.columns; ++c)
                score += (x.at(r, c) - result.means[c]) * result.axes.at(a, c);
            result.scores.at(r, a) = score;
        }
    return result;
}

} // namespace mops::learn
