#include "core/learn/anomaly/robust_distance.h"
#include "core/learn/parallel.h"

#include "core/learn/columns.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace mops::learn {
namespace {

constexpr double kMadToDeviation = 1.482602218505602; // 1 / Φ⁻¹(¾)
constexpr double kMeanToDeviation = 1.2533141373155;  // √(π/2)

/// Reorders the values.
double medianOf(std::vector<double>& values) {
    const std::size_t half = values.size() / 2;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(half);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    const double below = *std::max_element(values.begin(), middle);
    return below + (*middle - below) / 2;
}

void measure(MatrixView x, std::size_t column, RobustScale& scale, std::vector<double>& values) {
    values.resize(x.rows);
    for (std::size_t r = 0; r < x.rows; ++r)
        values[r] = x.at(r, column);
    const double median = medianOf(values);
    double mean = 0;
    for (double& value : values) {
        value = std::abs(value - median);
        mean += value / static_cast<double>(x.rows);
    }
    const double mad = medianOf(values);
    scale.median[column] = median;
    scale.deviation[column] = mad > 0 ? kMadToDeviation * mad : kMeanToDeviation * mean;
}

} // namespace

Result<RobustScale> robustScale(MatrixView x, int threads, TaskContext& context) {
    if (const auto valid = checkThreads(threads); !valid)
        return failAs(valid);
    // For its check of the numbers.
    if (const auto moments = columnMoments(x, threads, context); !moments)
        return failAs(moments);
    RobustScale scale;
    scale.median.resize(x.columns);
    scale.deviation.resize(x.columns);
    const auto done = forEachPart(x.columns, threads, context, [&](std::size_t c, StopSign&) {
        std::vector<double> values;
        measure(x, c, scale, values);
    });
    if (!done)
        return failAs(done);
    return scale;
}

Result<Matrix> robustZ(MatrixView x, const RobustScale& scale) {
    if (x.columns != scale.median.size())
        return fail(ErrorCode::Usage, std::to_string(x.columns) + " columns",
                    std::to_string(scale.median.size()));
    Matrix z(x.rows, x.columns);
    for (std::size_t r = 0; r < x.rows; ++r)
        for (std::size_t c = 0; c < x.columns; ++c)
            z.at(r, c) =
                scale.deviation[c] > 0 ? (x.at(r, c) - scale.median[c]) / scale.deviation[c] : 0.0;
    return z;
}

} // namespace mops::learn
