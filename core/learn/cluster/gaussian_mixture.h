#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/matrix.h"

#include <cstdint>
#include <vector>

namespace mops::learn {

enum class CovarianceKind {
    Full,     ///< every component its own ellipsoid in any direction
    Diagonal, ///< axes along the columns; for many columns or few rows
};

struct MixtureParams {
    int k = 8; ///< components, 1 … rows
    CovarianceKind covariance = CovarianceKind::Full;
    /// Independent k-means starts; after five iterations the one of highest log-likelihood goes on
    /// (Biernacki, Celeux, Govaert 2003).
    int starts = 4;
    int maxIterations = 100;
    double tolerance = 1e-3; ///< stop when the mean log-likelihood a row changes by less
    /// Added to every variance, in the squared units of the columns: keeps a component on few or
    /// equal rows from collapsing. Columns much smaller than its root should be standardised.
    double regularization = 1e-6;
    std::uint64_t seed = 1;
    int threads = 1; ///< the result does not depend on it
    bool keepProbabilities = false;

    Result<> validate() const;
};

struct MixtureModel {
    CovarianceKind covariance = CovarianceKind::Full;
    std::vector<double> weights; ///< sum to 1
    Matrix means;                ///< k × columns
    /// Full: k of columns × columns, symmetric; diagonal: one k × columns.
    std::vector<Matrix> covariances;

    std::size_t components() const { return weights.size(); }
    /// k − 1 weights, the means and the different covariances.
    std::size_t freeParameters() const;
};

/// Rows seen by a mixture.
struct MixtureRows {
    std::vector<std::int32_t> labels; ///< the most probable component
    std::vector<double> logDensity;   ///< log p(row)
    Matrix probabilities;             ///< rows × k, or empty
};

struct MixtureResult {
    MixtureModel model;
    MixtureRows rows;
    double logLikelihood = 0; ///< Σ log p(row) under the model returned
    double bic = 0;           ///< −2 log-likelihood + free parameters · ln rows; lower is better
    double aic = 0;           ///< −2 log-likelihood + 2 · free parameters
    int iterations = 0;       ///< of the winning start, the first five included
    bool converged = false;
    std::vector<double> meanLogLikelihoods; ///< a row, before each iteration of the winning start
};

/// Mixture of normal distributions by expectation–maximisation (Dempster, Laird, Rubin 1977):
/// p(x) = Σ w_k N(x; μ_k, Σ_k). Densities stay logarithms throughout, log Σ exp from the largest.
/// Starts from k-means. O(rows · k · columns²) an iteration, O(rows · k · columns) when diagonal;
/// memory beyond data and result: at most 256 MiB of partial sums or k · columns² numbers.
/// Missing values are refused. Errors: InvalidNumber (NaN, infinite), NotEnoughData (k > rows),
/// NoConvergence (a covariance that cannot be factored: too little regularization), MemoryLimit
/// (k · columns² above 2^27), Usage, Cancelled.
Result<MixtureResult> gaussianMixture(MatrixView x, const MixtureParams& params,
                                      TaskContext& context);

/// Expectation–maximisation from a given model; params.k, covariance and starts are not used.
Result<MixtureResult> gaussianMixtureFrom(MatrixView x, const MixtureModel& start,
                                          const MixtureParams& params, TaskContext& context);

/// What a fitted model says of (new) rows.
Result<MixtureRows> mixtureRows(MatrixView x, const MixtureModel& model, bool keepProbabilities,
                                int threads, TaskContext& context);

} // namespace mops::learn
