#include "core/learn/classify/logistic.h"

#include "core/base/rng.h"
#include "core/learn/classify/logistic_objective.h"
#include "core/learn/classify/logistic_solver.h"
#include "core/learn/columns.h"
#include "core/learn/parallel.h"

#include <algorithm>
#include <cmath>
#include <Eigen/Cholesky>
#include <limits>
#include <optional>
#include <string>
#include <tuple>

namespace mops::learn {
namespace {

constexpr std::size_t kMostColumns = 1024; ///< bounds the time of one Cholesky factorisation

// Large data start from a sample, and that from a sample of its own. It is so large that its end is
// near and its curvature much the same.
constexpr std::size_t kRowsForSample = 50'000;
constexpr std::size_t kBlocksPerSampled = 8;
constexpr std::size_t kRowsPerBlock = 16; ///< read in one go
constexpr std::size_t kSampledPerColumn = 50;
constexpr std::uint64_t kSampleSeed = 1;
constexpr int kMostSampleIterations = 15;
constexpr double kSampleTolerance = 1e-4;

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

/// Penalties of the standardised slopes, and what there is to know of the data before a fit.
struct Setting {
    ColumnMoments moments;
    std::vector<double> l2;
    std::vector<double> l1; ///< empty when there is none
    double negative = 0;    ///< total weight
    double positive = 0;

    double total() const { return negative + positive; }
};

Setting setting(ColumnMoments moments, const LogisticParams& params) {
    Setting made;
    const std::size_t columns = moments.deviations.size();
    made.l2.assign(columns, 1.0); // a constant column: its slope stays 0, any curvature will do
    if (params.l1 > 0)
        made.l1.assign(columns, 0.0);
    for (std::size_t c = 0; c < columns; ++c) {
        const double deviation = params.standardize ? 1.0 : moments.deviations[c];
        if (!(moments.deviations[c] > 0))
            continue;
        made.l2[c] = params.l2 / deviation / deviation;
        if (params.l1 > 0)
            made.l1[c] = params.l1 / deviation;
    }
    made.moments = std::move(moments);
    return made;
}

LogisticPosition interceptOnly(const Setting& given) {
    const auto width = static_cast<Eigen::Index>(given.l2.size()) + 1;
    LogisticPosition position = Eigen::VectorXd::Zero(width);
    position[width - 1] = std::log(given.positive / given.negative);
    return position;
}

/// The rows of a fit. They may be a sample of those that `setting.moments` are of.
struct Rows {
    MatrixView x;
    std::span<const std::uint8_t> y;
    std::span<const double> weights;
};

/// A few rows of the data, with their own classes and their share of the penalties.
struct Sample {
    Matrix x;
    std::vector<std::uint8_t> y;
    std::vector<double> weights;
    Setting setting;

    Rows rows() const { return {x, y, weights}; }
};

/// One block of rows of every kBlocksPerSampled, drawn, so that no period of the file matches it.
Sample sampleOf(const Rows& all, const Setting& given, double positiveWeight) {
    Sample sample;
    const std::size_t columns = all.x.columns;
    const std::size_t blocks = all.x.rows / (kBlocksPerSampled * kRowsPerBlock);
    const std::size_t rows = blocks * kRowsPerBlock;
    sample.x = Matrix(rows, columns);
    sample.y.resize(rows);
    sample.weights.resize(all.weights.empty() ? 0 : rows);
    Rng rng(kSampleSeed);
    for (std::size_t b = 0; b < blocks; ++b) {
        const std::size_t from =
            (b * kBlocksPerSampled + rng.below(kBlocksPerSampled)) * kRowsPerBlock;
        const std::size_t to = b * kRowsPerBlock;
        std::copy_n(all.x.data + from * columns, kRowsPerBlock * columns,
                    sample.x.values.data() + to * columns);
        std::copy_n(all.y.data() + from, kRowsPerBlock, sample.y.data() + to);
        if (!all.weights.empty())
            std::copy_n(all.weights.data() + from, kRowsPerBlock, sample.weights.data() + to);
    }
    sample.setting = given;
    std::tie(sample.setting.negative, sample.setting.positive) =
        classWeights(sample.y, sample.weights, positiveWeight);
    const double share = sample.setting.total() / given.total();
    for (std::vector<double>* penalties : {&sample.setting.l2, &sample.setting.l1})
        for (double& penalty : *penalties)
            penalty *= share;
    return sample;
}

struct Ended {
    LogisticEnd end;
    int sampleIterations = 0;
};

Result<Ended> fitRows(const Rows& rows, const Setting& given, const LogisticParams& params,
                      bool isSample, TaskContext& context);

/// Where to start, and the curvature there if known.
struct Start {
    LogisticPosition position;
    Eigen::MatrixXd hessian;
    int iterations = 0;
};

/// Where the rows of a sample alone end; the intercept-only model when that is nowhere.
/// Errors: Cancelled.
Result<Start> startOf(const Rows& rows, const Setting& given, const LogisticParams& params,
                      TaskContext& context) {
    Start start{interceptOnly(given), {}, 0};
    const std::size_t sampled = rows.x.rows / kBlocksPerSampled;
    if (rows.x.rows < kRowsForSample || sampled < kSampledPerColumn * rows.x.columns)
        return start;
    const Sample sample = sampleOf(rows, given, params.positiveWeight);
    if (!(sample.setting.negative > 0 && sample.setting.positive > 0))
        return start;
    LogisticParams rough = params;
    rough.maxIterations = kMostSampleIterations;
    rough.gradientTolerance = std::max(kSampleTolerance, params.gradientTolerance);
    auto fitted = fitRows(sample.rows(), sample.setting, rough, true, context);
    if (!fitted)
        return failAs(fitted);
    start.iterations = fitted->sampleIterations + fitted->end.iterations;
    if (!fitted->end.converged)
        return start;
    start.position = std::move(fitted->end.position);
    start.hessian = fitted->end.value.hessian * (given.total() / sample.setting.total());
    return start;
}

Result<Ended> fitRows(const Rows& rows, const Setting& given, const LogisticParams& params,
                      bool isSample, TaskContext& context) {
    auto start = startOf(rows, given, params, context);
    if (!start)
        return failAs(start);
    const LogisticObjective objective(rows.x, rows.y, rows.weights, given.moments, given.l2,
                                      params.positiveWeight, params.threads, context);
    const LogisticWalk walk{.l1 = given.l1,
                            .maxIterations = params.maxIterations,
                            .gradientTolerance = params.gradientTolerance,
                            .totalWeight = given.total(),
                            .startHessian = std::move(start->hessian),
                            .isSample = isSample};
    auto end = walkDown(objective, std::move(start->position), walk, context);
    if (!end)
        return failAs(end);
    return Ended{std::move(*end), start->iterations};
}

/// The inverse of H where it has one.
std::optional<Eigen::MatrixXd> inverseOf(const Eigen::MatrixXd& hessian) {
    const Eigen::LLT<Eigen::MatrixXd> factor(hessian);
    if (factor.info() != Eigen::Success)
        return {};
    return factor.solve(Eigen::MatrixXd::Identity(hessian.rows(), hessian.cols()));
}

/// Standardised slopes whose standard error is looked for, then the intercept.
std::vector<Eigen::Index> determined(const LogisticEnd& end, const Setting& given) {
    std::vector<Eigen::Index> chosen;
    for (std::size_t c = 0; c < given.moments.deviations.size(); ++c) {
        const auto k = static_cast<Eigen::Index>(c);
        if (given.moments.deviations[c] > 0 && (given.l1.empty() || end.position[k] != 0))
            chosen.push_back(k);
    }
    chosen.push_back(static_cast<Eigen::Index>(given.moments.deviations.size()));
    return chosen;
}

/// √ of the diagonal of H⁻¹, on the input's scale; the intercept there is b0 − Σ bₖ mean/deviation.
void addStandardErrors(const LogisticEnd& end, const Setting& given, LogisticResult& result) {
    const auto& deviations = given.moments.deviations;
    result.standardErrors.assign(deviations.size(), std::numeric_limits<double>::quiet_NaN());
    result.interceptStandardError = std::numeric_limits<double>::quiet_NaN();
    const auto chosen = determined(end, given);
    const auto inverse = inverseOf(end.value.hessian(chosen, chosen));
    if (!inverse)
        return;
    const Eigen::Index last = inverse->rows() - 1;
    Eigen::VectorXd shift = Eigen::VectorXd::Ones(last + 1);
    for (Eigen::Index i = 0; i < last; ++i) {
        const auto c = static_cast<std::size_t>(chosen[static_cast<std::size_t>(i)]);
        shift[i] = -given.moments.means[c] / deviations[c];
        if ((*inverse)(i, i) > 0)
            result.standardErrors[c] = std::sqrt((*inverse)(i, i)) / deviations[c];
    }
    const double variance = shift.dot(*inverse * shift);
    if (variance > 0)
        result.interceptStandardError = std::sqrt(variance);
}

LogisticResult onInputScale(const LogisticEnd& end, const Setting& given, std::size_t rows) {
    LogisticResult result;
    const ColumnMoments& moments = given.moments;
    const std::size_t columns = moments.means.size();
    result.means = moments.means;
    result.coefficients.assign(columns, 0.0);
    result.intercept = end.position[static_cast<Eigen::Index>(columns)];
    for (std::size_t c = 0; c < columns; ++c) {
        if (moments.deviations[c] > 0)
            result.coefficients[c] =
                end.position[static_cast<Eigen::Index>(c)] / moments.deviations[c];
        result.intercept -= result.coefficients[c] * moments.means[c];
    }
    addStandardErrors(end, given, result);
    result.logLoss = end.value.plainLoss / static_cast<double>(rows);
    result.gradientNorm = end.gradientNorm;
    result.iterations = end.iterations;
    result.converged = end.converged;
    result.objectivePerIteration = end.objectives;
    return result;
}

/// The weights of the rows times rows / (2 · rows of their class).
std::vector<double> balancedWeights(std::span<const std::uint8_t> y,
                                    std::span<const double> weights) {
    const auto positive = static_cast<double>(std::ranges::count(y, std::uint8_t{1}));
    const auto rows = static_cast<double>(y.size());
    const double ofNegative = rows / (2 * (rows - positive));
    const double ofPositive = rows / (2 * positive);
    std::vector<double> result(y.size());
    for (std::size_t r = 0; r < y.size(); ++r)
        result[r] = (weights.empty() ? 1.0 : weights[r]) * (y[r] != 0 ? ofPositive : ofNegative);
    return result;
}

} // namespace

Result<> LogisticParams::validate() const {
    if (!(l2 >= 0 && l2 <= 1e100))
        return fail(ErrorCode::Usage, "l2", "0 or more");
    if (!(l1 >= 0 && l1 <= 1e100))
        return fail(ErrorCode::Usage, "l1", "0 or more");
    if (balanced && positiveWeight != 1.0)
        return fail(ErrorCode::Usage, "positive_weight and balanced", "one of them");
    if (maxIterations < 1)
        return fail(ErrorCode::Usage, "max_iterations=" + std::to_string(maxIterations),
                    "at least 1");
    if (!(gradientTolerance > 0) || !std::isfinite(gradientTolerance))
        return fail(ErrorCode::Usage, "gradient_tolerance", "above 0");
    if (!(positiveWeight > 0 && positiveWeight <= 1e100))
        return fail(ErrorCode::Usage, "positive_weight", "above 0");
    return checkThreads(threads);
}

// minimise Σ wᵢ [log(1 + exp(ηᵢ)) − yᵢ ηᵢ] + ½ l2 Σ βₖ² + l1 Σ |βₖ|, η = β0 + Σ βₖ xₖ
// (Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 4.4; proximal Newton: Lee,
// Sun, Saunders, SIAM J. Optim. 24(3), 2014). As the intercept is free, the solution does not
// depend on where zero is, so the solver works on standardised columns in both modes; without
// `standardize` the penalties of a standardised slope b = β·deviation are l2/deviation² and
// l1/deviation, which are those on β itself.
Result<LogisticResult> fitLogistic(MatrixView x, std::span<const std::uint8_t> y,
                                   std::span<const double> weights, const LogisticParams& params,
                                   TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkInput(x, y, weights); !valid)
        return failAs(valid);
    std::vector<double> balanced;
    if (params.balanced)
        weights = balanced = balancedWeights(y, weights);
    const auto [negative, positive] = classWeights(y, weights, params.positiveWeight);
    if (!(negative > 0 && positive > 0))
        return fail(ErrorCode::NotEnoughData,
                    positive > 0 ? "all labels are 1" : "all labels are 0",
                    "both labels must occur");
    auto moments = columnMoments(x, params.threads, context);
    if (!moments)
        return failAs(moments);
    Setting all = setting(std::move(*moments), params);
    all.negative = negative;
    all.positive = positive;

    const auto ended = fitRows({x, y, weights}, all, params, false, context);
    if (!ended)
        return failAs(ended);
    LogisticResult result = onInputScale(ended->end, all, x.rows);
    result.sampleIterations = ended->sampleIterations;
    return result;
}

double oddsRatio(const LogisticResult& model, std::size_t column) {
    return std::exp(model.coefficients[column]);
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
