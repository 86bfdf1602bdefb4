#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/matrix.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

struct LogisticParams {
    double l2 = 1.0;              ///< penalty ½·l2·|β|², the intercept is free (scikit-learn: 1/C)
    bool standardize = true;      ///< solve on columns of mean 0 and deviation 1; answers stay on the user's scale
    int maxIterations = 100;
    double gradientTolerance = 1e-6; ///< largest absolute gradient component, per row
    double positiveWeight = 1.0;  ///< weight of rows with label 1

    Result<> validate() const;
};

struct LogisticResult {
    std::vector<double> coefficients;    ///< per column, on the scale of the input
    double intercept = 0;
    std::vector<double> standardErrors;  ///< per column, from the penalised information matrix
    std::vector<double> means;           ///< column means of the training rows
    double logLoss = 0;                  ///< mean over the training rows, without the penalty
    double gradientNorm = 0;             ///< at the end, per row
    int iterations = 0;
    bool converged = false;
    std::vector<double> objectivePerIteration; ///< penalised mean log loss; never rises
};

/// P(y=1|x) = 1 / (1 + exp(−(β0 + β1 x1 + … + βn xn))), fitted by penalised maximum likelihood
/// with damped Newton steps. `weights` may be empty. With l2 > 0 separable data are safe.
/// O(iterations · rows · columns²).
/// Errors: InvalidNumber, NotEnoughData (one class only, fewer than two rows), Usage, Cancelled.
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
