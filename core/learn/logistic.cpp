#include "core/learn/logistic.h"

#include "core/learn/columns.h"
#include "core/learn/logistic_objective.h"
#include "core/learn/parallel.h"

#include <algorithm>
#include <cmath>
#include <Eigen/Cholesky>
#include <limits>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kMostColumns = 1024; ///< bounds the time of one Cholesky factorisation

Result<> checkInput(MatrixView x, std::span<const std::uint8_t> y,
                    std::span<const double> weights) {
    if (y.size() != x.rows || (!weights.empty() && weights.size() != x.rows))
        return fail(ErrorCode::Usage, std::to_string(x.rows) + " rows, " +
                                          std::to_string(y.size()) + " labels, " +
                                          std::to_string(weights.size()) + " weights");
    if (x.columns > kMostColumns)
        return fail(ErrorCode::Usage, std::to_string(x.columns) + " columns",
                    "at most " + std::to_string(kMostColumns));
    if (x.rows < 2)
        return fail(ErrorCode::NotEnoughData, std::to_string(x.rows) + " rows", "at least 2");
    for (std::size_t r = 0; r < x.rows; ++r) {
        if (y[r] > 1)
            return fail(ErrorCode::InvalidNumber, "label of row " + std::to_string(r + 1),
                        "0 or 1");
        if (!weights.empty() && !(weights[r] >= 0 && weights[r] <= 1e100))
            return fail(ErrorCode::InvalidNumber, "weight of row " + std::to_string(r + 1));
    }
    return {};
}

/// Total weight of the rows with label 0 and with label 1.
std::pair<double, double> classWeights(std::span<const std::uint8_t> y,
                                       std::span<const double> weights, double positiveWeight) {
    double negative = 0;
    double positive = 0;
    for (std::size_t r = 0; r < y.size(); ++r)
        (y[r] != 0 ? positive : negative) += weights.empty() ? 1.0 : weights[r];
    return {negative, positive * positiveWeight};
}

/// Solves H d = −g. Where H has no Cholesky factor (collinear columns without a penalty), its
/// diagonal is raised until it has.
Eigen::VectorXd newtonStep(const Eigen::MatrixXd& hessian, const Eigen::VectorXd& gradient) {
    Eigen::MatrixXd damped = hessian;
    for (double damping = 1e-10; damping < 1e10; damping *= 100) {
        const Eigen::LLT<Eigen::MatrixXd> factor(damped);
        if (factor.info() == Eigen::Success) {
            Eigen::VectorXd step = factor.solve(-gradient);
            if (step.allFinite() && step.dot(gradient) < 0)
                return step;
        }
        damped = hessian;
        damped.diagonal().array() += damping * (hessian.diagonal().maxCoeff() + 1e-300);
    }
    return -gradient;
}

/// At the optimum the objective changes by less than its rounding; there the gradient decides.
bool gainsBelowRounding(const LogisticValue& before, const LogisticValue& after) {
    return std::abs(after.objective - before.objective) <= 1e-14 * std::abs(before.objective) &&
           after.gradient.cwiseAbs().maxCoeff() < before.gradient.cwiseAbs().maxCoeff();
}

struct Fit {
    LogisticPosition position;
    LogisticValue value;
    std::vector<double> objectives;
    double gradientNorm = 0;
    int iterations = 0;
    bool converged = false;
};

/// Newton steps, halved until the objective falls (Armijo). Errors: Cancelled.
Result<Fit> minimise(const LogisticObjective& objective, double intercept,
                     const LogisticParams& params, double totalWeight, TaskContext& context) {
    Fit fit;
    fit.position = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(objective.width()));
    fit.position[fit.position.size() - 1] = intercept;
    auto value = objective.at(fit.position);
    if (!value)
        return failAs(value);
    fit.value = std::move(*value);
    for (;;) {
        const double objectiveNow = fit.value.objective / totalWeight;
        fit.objectives.push_back(
            fit.objectives.empty() ? objectiveNow : std::min(objectiveNow, fit.objectives.back()));
        fit.gradientNorm = fit.value.gradient.cwiseAbs().maxCoeff() / totalWeight;
        fit.converged = fit.gradientNorm <= params.gradientTolerance;
        if (fit.converged || fit.iterations >= params.maxIterations)
            return fit;
        context.report({.stage = "train",
                        .fraction = -1,
                        .done = fit.iterations,
                        .total = params.maxIterations,
                        .object = {}});
        const Eigen::VectorXd step = newtonStep(fit.value.hessian, fit.value.gradient);
        const double slope = step.dot(fit.value.gradient);
        bool fell = false;
        for (double length = 1; length > 1e-10 && !fell; length /= 2) {
            const LogisticPosition trial = fit.position + length * step;
            auto next = objective.at(trial);
            if (!next)
                return failAs(next);
            const bool armijo = next->objective <= fit.value.objective + 1e-4 * length * slope;
            fell = armijo || gainsBelowRounding(fit.value, *next);
            if (fell) {
                fit.position = trial;
                fit.value = std::move(*next);
            } else if (-slope * length < 1e-14 * std::abs(fit.value.objective)) {
                break; // what there is to gain is below the rounding of the sum
            }
        }
        if (!fell)
            return fit;
        ++fit.iterations;
    }
}

/// √ of the diagonal of H⁻¹; NaN where the columns do not determine the coefficient.
std::vector<double> standardErrors(const Eigen::MatrixXd& hessian,
                                   const std::vector<double>& deviations) {
    std::vector<double> errors(deviations.size(), std::numeric_limits<double>::quiet_NaN());
    const Eigen::LLT<Eigen::MatrixXd> factor(hessian);
    if (factor.info() != Eigen::Success)
        return errors;
    const Eigen::MatrixXd inverse =
        factor.solve(Eigen::MatrixXd::Identity(hessian.rows(), hessian.cols()));
    for (std::size_t c = 0; c < errors.size(); ++c) {
        const auto i = static_cast<Eigen::Index>(c);
        if (deviations[c] > 0 && inverse(i, i) > 0)
            errors[c] = std::sqrt(inverse(i, i)) / deviations[c];
    }
    return errors;
}

LogisticResult onInputScale(const Fit& fit, const ColumnMoments& moments, std::size_t rows) {
    LogisticResult result;
    const std::size_t columns = moments.means.size();
    result.means = moments.means;
    result.coefficients.assign(columns, 0.0);
    result.intercept = fit.position[static_cast<Eigen::Index>(columns)];
    for (std::size_t c = 0; c < columns; ++c) {
        if (moments.deviations[c] > 0)
            result.coefficients[c] =
                fit.position[static_cast<Eigen::Index>(c)] / moments.deviations[c];
        result.intercept -= result.coefficients[c] * moments.means[c];
    }
    result.standardErrors = standardErrors(fit.value.hessian, moments.deviations);
    result.logLoss = fit.value.plainLoss / static_cast<double>(rows);
    result.gradientNorm = fit.gradientNorm;
    result.iterations = fit.iterations;
    result.converged = fit.converged;
    result.objectivePerIteration = fit.objectives;
    return result;
}

} // namespace

Result<> LogisticParams::validate() const {
    if (!(l2 >= 0 && l2 <= 1e100))
        return fail(ErrorCode::Usage, "l2", "0 or more");
    if (maxIterations < 1)
        return fail(ErrorCode::Usage, "max_iterations=" + std::to_string(maxIterations),
                    "at least 1");
    if (!(gradientTolerance > 0) || !std::isfinite(gradientTolerance))
        return fail(ErrorCode::Usage, "gradient_tolerance", "above 0");
    if (!(positiveWeight > 0 && positiveWeight <= 1e100))
        return fail(ErrorCode::Usage, "positive_weight", "above 0");
    return checkThreads(threads);
}

// minimise Σ wᵢ [log(1 + exp(ηᵢ)) − yᵢ ηᵢ] + ½ l2 Σ βₖ², η = β0 + Σ βₖ xₖ
// (Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 4.4). As the intercept is
// free, the solution does not depend on where zero is, so the solver works on standardised columns
// in both modes; without `standardize` the penalty of a standardised slope b = β·deviation is
// l2/deviation², which is the penalty l2 on β itself.
Result<LogisticResult> fitLogistic(MatrixView x, std::span<const std::uint8_t> y,
                                   std::span<const double> weights, const LogisticParams& params,
                                   TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkInput(x, y, weights); !valid)
        return failAs(valid);
    const auto [negative, positive] = classWeights(y, weights, params.positiveWeight);
    if (!(negative > 0 && positive > 0))
        return fail(ErrorCode::NotEnoughData, "one class only");
    const auto moments = columnMoments(x, params.threads, context);
    if (!moments)
        return failAs(moments);

    std::vector<double> penalty(x.columns);
    for (std::size_t c = 0; c < x.columns; ++c) {
        const double deviation = moments->deviations[c];
        if (!(deviation > 0))
            penalty[c] = 1; // a constant column: its slope stays 0, any curvature will do
        else
            penalty[c] = params.standardize ? params.l2 : params.l2 / deviation / deviation;
    }
    const LogisticObjective objective(x, y, weights, *moments, penalty, params.positiveWeight,
                                      params.threads, context);
    const auto fit =
        minimise(objective, std::log(positive / negative), params, negative + positive, context);
    if (!fit)
        return failAs(fit);
    return onInputScale(*fit, *moments, x.rows);
}

double sigmoid(double z) {
    const double e = std::exp(-std::abs(z));
    return z >= 0 ? 1.0 / (1.0 + e) : e / (1.0 + e);
}

double logOdds(const LogisticResult& model, std::span<const double> row) {
    double total = model.intercept;
    for (std::size_t c = 0; c < std::min(row.size(), model.coefficients.size()); ++c)
        total += model.coefficients[c] * row[c];
    return total;
}

std::vector<double> contributions(const LogisticResult& model, std::span<const double> row) {
    std::vector<double> result(std::min(row.size(), model.coefficients.size()));
    for (std::size_t c = 0; c < result.size(); ++c)
        result[c] = model.coefficients[c] * (row[c] - model.means[c]);
    return result;
}

double centredIntercept(const LogisticResult& model) {
    double total = model.intercept;
    for (std::size_t c = 0; c < model.coefficients.size(); ++c)
        total += model.coefficients[c] * model.means[c];
    return total;
}

} // namespace mops::learn
