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
    /// true: the penalty is on βk·deviation(k), as if the columns had mean 0 and population
    /// deviation 1 (of the unweighted rows); false: on βk itself. Coefficients come back on the
    /// input's scale either way. A constant column gets coefficient 0.
    bool standardize = true;
    int maxIterations = 100;
    /// Largest absolute gradient component by standardised coefficient, divided by the weights'
    /// sum.
    double gradientTolerance = 1e-6;
    double positiveWeight = 1.0; ///< factor on the weight of rows with label 1
    int threads = 1;             ///< the result does not depend on it

    Result<> validate() const;
};

struct LogisticResult {
    std::vector<double> coefficients; ///< per column, on the scale of the input
    double intercept = 0;
    /// Per column, from the penalised information matrix; NaN for a constant column or where
    /// collinear columns without a penalty leave the coefficient undetermined.
    std::vector<double> standardErrors;
    std::vector<double> means; ///< column means of the training rows
    double logLoss = 0; ///< mean over the training rows, each counted once, without the penalty
    double gradientNorm = 0; ///< at the end, as gradientTolerance
    int iterations = 0;
    bool converged = false;
    std::vector<double> objectivePerIteration; ///< penalised weighted mean log loss; never rises
};

/// P(y=1|x) = 1 / (1 + exp(−(β0 + β1 x1 + … + βn xn))), fitted by penalised maximum likelihood
/// with damped Newton steps. `weights` may be empty. With l2 > 0 separable data are safe; without,
/// the coefficients grow until the gradient is below its tolerance. O(iterations · rows ·
/// columns²). Errors: InvalidNumber, NotEnoughData (one class only, fewer than two rows), Usage
/// (also: more than 1,024 columns), Cancelled.
Result<LogisticResult> fitLogistic(MatrixView x, std::span<const std::uint8_t> y,
                                   std::span<const double> weights, const LogisticParams& params,
                                   TaskContext& context);

/// β0 + Σ βk xk of one row.
double logOdds(const LogisticResult& model, std::span<const double> row);
/// 1 / (1 + exp(−z)), without overflow.
double sigmoid(double z);

/// What each column adds to the log-odds against the average row: βk (xk − x̄k). The intercept that
/// goes with them is β0 + Σ βk x̄k; intercept + Σ contributions = log-odds.
std::vector<double> contributions(const LogisticResult& model, std::span<const double> row);
double centredIntercept(const LogisticResult& model);

} // namespace mops::learn
