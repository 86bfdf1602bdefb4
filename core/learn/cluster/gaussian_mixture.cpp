#include "core/learn/cluster/gaussian_mixture.h"

#include "core/base/rng.h"
#include "core/learn/cluster/kmeans.h"
#include "core/learn/cluster/mixture_pass.h"
#include "core/learn/columns.h"
#include "core/learn/quiet_context.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace mops::learn {
namespace {

/// Of each of several starts; only the best one goes on (Biernacki, Celeux, Govaert 2003).
constexpr int kTrialIterations = 5;
constexpr std::size_t kMostCovarianceNumbers = std::size_t{1} << 27;

Result<> checkSize(MatrixView x, std::size_t k, CovarianceKind covariance) {
    if (x.columns == 0)
        return fail(ErrorCode::NotEnoughData, "0 columns");
    if (x.rows < k)
        return fail(ErrorCode::NotEnoughData,
                    std::to_string(x.rows) + " rows, k=" + std::to_string(k),
                    "k <= " + std::to_string(x.rows));
    if (x.rows > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
        return fail(ErrorCode::MemoryLimit, std::to_string(x.rows) + " rows");
    if (covariance == CovarianceKind::Full && x.columns > kMostCovarianceNumbers / x.columns / k)
        return fail(ErrorCode::MemoryLimit,
                    std::to_string(k) + " × " + std::to_string(x.columns) + "²",
                    "covariance diag, or fewer columns");
    return {};
}

Result<> checkModel(const MixtureModel& model, std::size_t columns) {
    const std::size_t k = model.components();
    bool fits = k > 0 && model.means.rows == k && model.means.columns == columns &&
                model.covariances.size() == (model.covariance == CovarianceKind::Full ? k : 1);
    const std::size_t rows = model.covariance == CovarianceKind::Full ? columns : k;
    for (const Matrix& covariance : model.covariances)
        fits = fits && covariance.rows == rows && covariance.columns == columns;
    if (!fits)
        return fail(ErrorCode::Usage, "model", std::to_string(columns) + " columns");
    const auto usable = [](double value) { return std::abs(value) <= kMaxMagnitude; };
    bool finite = std::ranges::all_of(model.means.values, usable);
    for (const double weight : model.weights)
        finite = finite && weight > 0 && weight <= 1;
    if (!finite)
        return fail(ErrorCode::InvalidNumber, "model");
    return {};
}

/// A report per iteration: those before this run and all there can be.
class Reports {
public:
    Reports(const MixtureParams& params, TaskContext& context, int before, int all)
        : m_params(params)
        , m_context(context)
        , m_before(before)
        , m_all(all) {}
    void iteration(int done) const {
        m_context.report({.stage = "cluster",
                          .fraction = static_cast<double>(m_before + done) / m_all,
                          .done = done,
                          .total = m_params.maxIterations,
                          .object = {}});
    }

private:
    const MixtureParams& m_params;
    TaskContext& m_context;
    int m_before;
    int m_all;
};

/// A run of iterations that can go on; rows, likelihood and criteria are still open.
struct Run {
    MixtureResult result;
    double before = -std::numeric_limits<double>::infinity(); ///< mean log-likelihood
};

Result<> iterate(MixturePass& pass, Run& run, std::size_t rows, int untilIteration,
                 const MixtureParams& params, const Reports& reports) {
    MixtureResult& result = run.result;
    while (result.iterations < untilIteration && !result.converged) {
        reports.iteration(result.iterations);
        const auto moments = pass.expect(result.model);
        if (!moments)
            return failAs(moments);
        result.model = pass.maximise(*moments, result.model.means, params.regularization);
        const double now = moments->logLikelihood / static_cast<double>(rows);
        result.meanLogLikelihoods.push_back(now);
        result.converged = std::abs(now - run.before) < params.tolerance;
        run.before = now;
        ++result.iterations;
    }
    return {};
}

Result<> finish(MixturePass& pass, const MixtureParams& params, MixtureResult& result) {
    auto rows = pass.rows(result.model, params.keepProbabilities);
    if (!rows)
        return failAs(rows);
    result.rows = std::move(*rows);
    result.logLikelihood = 0;
    for (const double value : result.rows.logDensity)
        result.logLikelihood += value;
    const auto free = static_cast<double>(result.model.freeParameters());
    const auto n = static_cast<double>(result.rows.logDensity.size());
    result.bic = -2 * result.logLikelihood + free * std::log(n);
    result.aic = -2 * result.logLikelihood + 2 * free;
    return {};
}

Result<MixtureModel> kMeansStart(MixturePass& pass, MatrixView x, const MixtureParams& params,
                                 std::uint64_t seed, TaskContext& context) {
    const auto clusters =
        kMeans(x, {.k = params.k, .starts = 1, .seed = seed, .threads = params.threads}, context);
    if (!clusters)
        return failAs(clusters);
    const auto moments = pass.momentsOf(clusters->labels, clusters->centres);
    if (!moments)
        return failAs(moments);
    return pass.maximise(*moments, clusters->centres, params.regularization);
}

} // namespace

Result<> MixtureParams::validate() const {
    if (k < 1)
        return fail(ErrorCode::Usage, "k=" + std::to_string(k), "at least 1");
    if (starts < 1)
        return fail(ErrorCode::Usage, "starts=" + std::to_string(starts), "at least 1");
    if (maxIterations < 1)
        return fail(ErrorCode::Usage, "max_iterations=" + std::to_string(maxIterations),
                    "at least 1");
    if (!(tolerance >= 0) || !std::isfinite(tolerance))
        return fail(ErrorCode::Usage, "tolerance", "0 or more");
    if (!(regularization >= 0) || !std::isfinite(regularization))
        return fail(ErrorCode::Usage, "regularization", "0 or more");
    return checkThreads(threads);
}

std::size_t MixtureModel::freeParameters() const {
    const std::size_t d = means.columns;
    const std::size_t own = covariance == CovarianceKind::Full ? d * (d + 1) / 2 : d;
    return components() * (1 + d + own) - 1;
}

Result<MixtureResult> gaussianMixture(MatrixView x, const MixtureParams& params,
                                      TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    const auto k = static_cast<std::size_t>(params.k);
    if (const auto valid = checkSize(x, k, params.covariance); !valid)
        return failAs(valid);
    const auto moments = columnMoments(x, params.threads, context);
    if (!moments)
        return failAs(moments);
    MixturePass pass(x, moments->means, k, params.covariance, params.threads, context);
    const Rng rng(params.seed);
    const int trial = params.starts == 1 ? params.maxIterations
                                         : std::min(kTrialIterations, params.maxIterations);
    Run best;
    for (int start = 0; start < params.starts; ++start) {
        Rng own = rng.fork(static_cast<std::uint64_t>(start));
        auto model = kMeansStart(pass, x, params, own.next(), context);
        if (!model)
            return failAs(model);
        Run run;
        run.result.model = std::move(*model);
        const auto done = iterate(pass, run, x.rows, trial, params,
                                  Reports(params, context, start * trial,
                                          (params.starts - 1) * trial + params.maxIterations));
        if (!done)
            return failAs(done);
        if (start == 0 || run.before > best.before)
            best = std::move(run);
    }
    const int before = (params.starts - 1) * trial;
    const auto done = iterate(pass, best, x.rows, params.maxIterations, params,
                              Reports(params, context, before, before + params.maxIterations));
    if (!done)
        return failAs(done);
    if (const auto finished = finish(pass, params, best.result); !finished)
        return failAs(finished);
    return std::move(best.result);
}

Result<MixtureResult> gaussianMixtureFrom(MatrixView x, const MixtureModel& start,
                                          const MixtureParams& params, TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkSize(x, start.components(), start.covariance); !valid)
        return failAs(valid);
    if (const auto valid = checkModel(start, x.columns); !valid)
        return failAs(valid);
    const auto moments = columnMoments(x, params.threads, context);
    if (!moments)
        return failAs(moments);
    MixturePass pass(x, moments->means, start.components(), start.covariance, params.threads,
                     context);
    Run run;
    run.result.model = start;
    const auto done = iterate(pass, run, x.rows, params.maxIterations, params,
                              Reports(params, context, 0, params.maxIterations));
    if (!done)
        return failAs(done);
    if (const auto finished = finish(pass, params, run.result); !finished)
        return failAs(finished);
    return std::move(run.result);
}

Result<MixtureRows> mixtureRows(MatrixView x, const MixtureModel& model, bool keepProbabilities,
                                int threads, TaskContext& context) {
    if (const auto valid = checkThreads(threads); !valid)
        return failAs(valid);
    if (const auto valid = checkModel(model, x.columns); !valid)
        return failAs(valid);
    const auto moments = columnMoments(x, threads, context);
    if (!moments)
        return failAs(moments);
    return MixturePass(x, moments->means, model.components(), model.covariance, threads, context)
        .rows(model, keepProbabilities);
}

} // namespace mops::learn
