#include "core/learn/gaussian_mixture.h"

#include "core/base/rng.h"
#include "core/learn/columns.h"
#include "core/learn/kmeans.h"
#include "core/learn/mixture_pass.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kMostCovarianceNumbers = std::size_t{1} << 27;

Result<> checkSize(MatrixView x, std::size_t k, CovarianceKind covariance) {
    if (x.columns == 0)
        return fail(ErrorCode::NotEnoughData, "0 columns");
    if (x.rows < k)
        return fail(ErrorCode::NotEnoughData,
                    std::to_string(x.rows) + " rows, k=" + std::to_string(k));
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

/// A report per iteration: of the whole task, as many starts.
class Reports {
public:
    Reports(const MixtureParams& params, TaskContext& context, int start, int starts)
        : m_params(params)
        , m_context(context)
        , m_start(start)
        , m_starts(starts) {}
    void iteration(int done) const {
        const double share = static_cast<double>(done) / m_params.maxIterations;
        m_context.report({.stage = "cluster",
                          .fraction = (m_start + share) / m_starts,
                          .done = done,
                          .total = m_params.maxIterations,
                          .object = {}});
    }

private:
    const MixtureParams& m_params;
    TaskContext& m_context;
    int m_start;
    int m_starts;
};

/// The iterations; leaves rows, likelihood and criteria of the last model open.
Result<MixtureResult> iterate(MixturePass& pass, MixtureModel model, std::size_t rows,
                              const MixtureParams& params, const Reports& reports) {
    MixtureResult result;
    result.model = std::move(model);
    double before = -std::numeric_limits<double>::infinity();
    while (result.iterations < params.maxIterations && !result.converged) {
        reports.iteration(result.iterations);
        const auto moments = pass.expect(result.model);
        if (!moments)
            return failAs(moments);
        result.model = pass.maximise(*moments, result.model.means, params.regularization);
        const double now = moments->logLikelihood / static_cast<double>(rows);
        result.meanLogLikelihoods.push_back(now);
        result.converged = std::abs(now - before) < params.tolerance;
        before = now;
        ++result.iterations;
    }
    return result;
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
    MixtureResult best;
    for (int start = 0; start < params.starts; ++start) {
        Rng own = rng.fork(static_cast<std::uint64_t>(start));
        auto model = kMeansStart(pass, x, params, own.next(), context);
        if (!model)
            return failAs(model);
        auto found = iterate(pass, std::move(*model), x.rows, params,
                             Reports(params, context, start, params.starts));
        if (!found)
            return failAs(found);
        if (start == 0 || found->meanLogLikelihoods.back() > best.meanLogLikelihoods.back())
            best = std::move(*found);
    }
    if (const auto finished = finish(pass, params, best); !finished)
        return failAs(finished);
    return best;
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
    auto found = iterate(pass, start, x.rows, params, Reports(params, context, 0, 1));
    if (!found)
        return failAs(found);
    if (const auto finished = finish(pass, params, *found); !finished)
        return failAs(finished);
    return found;
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
