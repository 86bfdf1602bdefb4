#include "core/learn/anomaly/robust_distance.h"

#include "core/base/text.h"
#include "core/learn/anomaly/mcd_search.h"
#include "core/learn/measure/distributions.h"
#include "core/learn/parallel.h"

#include <algorithm>
#include <cmath>
#include <Eigen/Cholesky>
#include <numeric>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kMostColumns = 512;
constexpr double kReweighting = 0.975;

double chiSquareQuantile(double p, double degrees) {
    double low = 0;
    double high = degrees + 10;
    while (1 - chiSquareTail(high, degrees) < p)
        high *= 2;
    for (int halving = 0; halving < 200; ++halving) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high)
            break;
        (1 - chiSquareTail(middle, degrees) < p ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

/// The covariance of the innermost `share` of normal rows is too small by this factor:
/// share / P(χ²(p + 2) ≤ q) with q the quantile of χ²(p) (Croux & Haesbroeck 1999).
double consistencyFactor(double share, double columns) {
    if (share >= 1)
        return 1;
    return share / (1 - chiSquareTail(chiSquareQuantile(share, columns), columns + 2));
}

Result<> checkSize(MatrixView x) {
    if (x.columns == 0 || x.rows < 2 * (x.columns + 1))
        return fail(ErrorCode::NotEnoughData,
                    std::to_string(x.rows) + " rows, " + std::to_string(x.columns) + " columns",
                    "at least " + std::to_string(2 * (x.columns + 1)) + " rows");
    if (x.columns > kMostColumns)
        return fail(ErrorCode::Usage, std::to_string(x.columns) + " columns",
                    "at most " + std::to_string(kMostColumns));
    if (x.rows > 0xffffffffU)
        return fail(ErrorCode::Usage, std::to_string(x.rows) + " rows", "at most 4294967295");
    return {};
}

std::size_t supportRowsOf(MatrixView x, double share) {
    const std::size_t least = (x.rows + x.columns + 2) / 2; // ⌈(rows + columns + 1)/2⌉
    if (share <= 0)
        return least;
    const double wanted = std::ceil(share * static_cast<double>(x.rows));
    return std::clamp(static_cast<std::size_t>(wanted), least, x.rows);
}

Failure constantColumns(const RobustScale& scale) {
    std::string columns;
    for (std::size_t c = 0; c < scale.deviation.size(); ++c)
        if (!(scale.deviation[c] > 0))
            columns += (columns.empty() ? "" : ", ") + std::to_string(c + 1);
    return fail(ErrorCode::NotEnoughData, "constant: column " + columns, "leave the column out");
}

/// The scatter as seen through `scale`, times `factor`, in the numbers of the input.
void describe(const Scatter& scatter, const RobustScale& scale, double factor,
              RobustDistanceResult& result) {
    const auto size = scatter.centre.size();
    const Eigen::MatrixXd precision = Eigen::LLT<Eigen::MatrixXd>(scatter.covariance)
                                          .solve(Eigen::MatrixXd::Identity(size, size));
    const auto n = static_cast<std::size_t>(size);
    result.location.resize(n);
    result.covariance = Matrix(n, n);
    result.precision = Matrix(n, n);
    for (std::size_t i = 0; i < n; ++i) {
        const auto row = static_cast<Eigen::Index>(i);
        result.location[i] = scale.median[i] + scale.deviation[i] * scatter.centre[row];
        for (std::size_t j = 0; j < n; ++j) {
            const auto column = static_cast<Eigen::Index>(j);
            result.covariance.at(i, j) =
                factor * scatter.covariance(row, column) * scale.deviation[i] * scale.deviation[j];
            result.precision.at(i, j) =
                precision(row, column) / factor / scale.deviation[i] / scale.deviation[j];
        }
    }
}

/// Rows inside the ellipsoid at kReweighting give the final estimate; so more rows count than the
/// inner half, and normal data lose little.
Result<> reweight(MatrixView z, const Scatter& inner, const RobustScale& scale,
                  const RobustDistanceParams& params, TaskContext& context,
                  RobustDistanceResult& result) {
    const auto columns = static_cast<double>(z.columns);
    std::vector<double> squared;
    if (const auto done = squaredDistances(z, inner, params.threads, context, squared); !done)
        return done;
    const double limit = chiSquareQuantile(kReweighting, columns) * result.consistency;
    std::vector<std::uint32_t> rows;
    for (std::size_t r = 0; r < squared.size(); ++r)
        if (squared[r] <= limit)
            rows.push_back(static_cast<std::uint32_t>(r));
    const auto outer =
        rows.empty() ? Result<Scatter>(inner) : scatterOf(z, rows, params.threads, context);
    if (!outer)
        return failAs(outer);
    const bool better = !rows.empty() && !outer->singular;
    const Scatter& final = better ? *outer : inner;
    const double factor = better ? consistencyFactor(kReweighting, columns) : result.consistency;
    describe(final, scale, factor, result);
    if (const auto done = squaredDistances(z, final, params.threads, context, squared); !done)
        return done;
    result.cutDistance = std::sqrt(chiSquareQuantile(params.cut, columns));
    for (double& value : squared) {
        value = std::sqrt(value / factor);
        result.outliers += value > result.cutDistance ? 1 : 0;
    }
    result.distance = std::move(squared);
    return {};
}

} // namespace

Result<> RobustDistanceParams::validate() const {
    if (!(support == 0 || (support >= 0.5 && support <= 1)))
        return fail(ErrorCode::Usage, "support=" + formatDouble(support), "0.5 to 1, or 0");
    if (starts < 10 || starts > 100'000)
        return fail(ErrorCode::Usage, "starts=" + std::to_string(starts), "10 to 100000");
    if (!(cut >= 0.5 && cut < 1))
        return fail(ErrorCode::Usage, "cut=" + formatDouble(cut), "0.5 to below 1");
    return checkThreads(threads);
}

Result<RobustDistanceResult> robustDistance(MatrixView x, const RobustDistanceParams& params,
                                            TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto fits = checkSize(x); !fits)
        return failAs(fits);
    const auto scale = robustScale(x, params.threads, context);
    if (!scale)
        return failAs(scale);
    if (std::ranges::any_of(scale->deviation, [](double d) { return !(d > 0); }))
        return constantColumns(*scale);
    // The determinant's minimum moves with any change of scale, so the search works on numbers of
    // about 1.
    const auto z = robustZ(x, *scale);
    if (!z)
        return failAs(z);
    RobustDistanceResult result;
    result.supportRows = supportRowsOf(x, params.support);
    McdSearch search(*z, result.supportRows, params.starts, params.seed, params.threads, context);
    const auto inner = search.run();
    if (!inner)
        return failAs(inner);
    result.support.assign(inner->rows.begin(), inner->rows.end());
    result.logDeterminant = inner->scatter.logDeterminant;
    for (const double deviation : scale->deviation)
        result.logDeterminant += 2 * std::log(deviation);
    result.consistency =
        consistencyFactor(static_cast<double>(result.supportRows) / static_cast<double>(x.rows),
                          static_cast<double>(x.columns));
    result.starts = params.starts;
    result.steps = search.steps();
    if (const auto done = reweight(*z, inner->scatter, *scale, params, context, result); !done)
        return failAs(done);
    return result;
}

Result<std::vector<double>> distanceParts(const RobustDistanceResult& found,
                                          std::span<const double> row) {
    const std::size_t n = found.location.size();
    if (row.size() != n)
        return fail(ErrorCode::Usage, std::to_string(row.size()) + " columns", std::to_string(n));
    std::vector<double> parts(n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j)
            parts[i] += found.precision.at(i, j) * (row[j] - found.location[j]);
        parts[i] *= row[i] - found.location[i];
    }
    return parts;
}

} // namespace mops::learn
