#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/matrix.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

struct LogisticParams {
    /// Penalty ½·l2·Σ βk² on the *sum* of the weighted losses (scikit-learn: l2 = 1/C); the
    /// intercept is free.
    double l2 = 1.0;
    /// Penalty l1·Σ |βk| beside it (scikit-learn's elastic net: l1 = ratio/C, l2 = (1 − ratio)/C).
    /// Coefficients that do not earn it are exactly 0.
    double l1 = 0.0;
    /// true: the penalties are on βk·deviation(k), as if the columns had mean 0 and population
    /// deviation 1 (of the unweighted rows); false: on βk itself. Coefficients come back on the
    /// input's scale either way. A constant column gets coefficient 0.
    bool standardize = true;
    int maxIterations = 100;
    /// Largest absolute gradient component by standardised coefficient (with l1: of the smallest
    /// subgradient), divided by the weights' sum. Once met, one step more is taken.
    double gradientTolerance = 1e-6;
    double positiveWeight = 1.0; ///< factor on the weight of rows with label 1
    /// Weights each class by rows / (2 · rows of the class), on top of the rows' weights;
    /// positiveWeight must be 1.
    bool balanced = false;
    int threads = 1; ///< the result does not depend on it

    Result<> validate() const;
};

struct LogisticResult {
    std::vector<double> coefficients; ///< per column, on the scale of the input
    double intercept = 0;
    /// Per column, from the penalised information matrix; NaN for a constant column or where
    /// collinear columns without a penalty leave the coefficient undetermined. With l1 > 0: of the
    /// columns with a coefficient other than 0, as if they had been chosen before; NaN for others.
    std::vector<double> standardErrors;
    double interceptStandardError = 0; ///< NaN as above
    std::vector<double> means;         ///< column means of the training rows
    double logLoss = 0; ///< mean over the training rows, each counted once, without the penalty
    double gradientNorm = 0;  ///< at the end, as gradientTolerance
    int iterations = 0;       ///< steps over all rows
    int sampleIterations = 0; ///< steps before them over a sample of the rows
    bool converged = false;
    std::vector<double> objectivePerIteration; ///< penalised weighted mean log loss; never rises
};

/// P(y=1|x) = 1 / (1 + exp(−(β0 + β1 x1 + … + βn xn))), fitted by penalised maximum likelihood
/// with damped Newton steps (proximal ones with l1 > 0). `weights` may be empty. With a penalty
/// separable data are safe; without, the coefficients grow until the gradient is below its
/// tolerance. Missing values (NaN) are refused.
/// O(iterations · rows · columns²). From 50,000 rows on the steps start from the fit of an eighth
/// of the rows, drawn with a fixed seed (from 400,000 on that starts from an eighth of the eighth),
/// which leaves about four passes over all rows; the sample and at most 64 MB of partial sums are
/// the memory beside the input. The result does not depend on `threads`. Errors: InvalidNumber,
/// NotEnoughData (one class only, fewer than two rows), Usage (also: more than 1,024 columns),
/// Cancelled.
Result<LogisticResult> fitLogistic(MatrixView x, std::span<const std::uint8_t> y,
                                   std::span<const double> weights, const LogisticParams& params,
                                   TaskContext& context);

/// β0 + Σ βk xk of one row.
double logOdds(const LogisticResult& model, std::span<const double> row);
/// exp(βk): by which factor the odds change when column k grows by 1.
double oddsRatio(const LogisticResult& model, std::size_t column);
/// 1 / (1 + exp(−z)), without overflow.
double sigmoid(double z);

/// What each column adds to the log-odds against the average row: βk (xk − x̄k). The intercept that
/// goes with them is β0 + Σ βk x̄k; intercept + Σ contributions = log-odds.
std::vector<double> contributions(const LogisticResult& model, std::span<const double> row);
double centredIntercept(const LogisticResult& model);

} // namespace mops::learn
