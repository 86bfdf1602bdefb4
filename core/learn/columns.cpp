#include "core/learn/columns.h"

#include "core/learn/kernels/column_moments.h"
#include "core/learn/parallel.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kMostParts = 64;
constexpr std::size_t kNumbersBetweenQuestions = 1 << 20;
constexpr std::size_t kRowsForRoughMeans = 256;

struct Sums {
    std::vector<double> sums;
    std::vector<double> squares;
    double bad = 0; ///< numbers that are none, or too large
};

/// Σ (x − shift) and Σ (x − shift)² per column, added part by part in their order.
Result<Sums> sumsAround(const std::vector<double>& shift, MatrixView x, int threads,
                        TaskContext& context) {
    const RowParts parts(x.rows, kMostParts);
    std::vector<Sums> partial(parts.count);
    const std::size_t slice = std::max<std::size_t>(kNumbersBetweenQuestions / x.columns, 1);
    const auto done =
        forEachPart(parts.count, threads, context, [&](std::size_t p, StopSign& stop) {
            Sums& part = partial[p];
            part.sums.assign(x.columns, 0.0);
            part.squares.assign(x.columns, 0.0);
            for (std::size_t r = parts.begin(p); r < parts.end(p) && !stop.raised(); r += slice)
                part.bad += kernels::addColumnMoments(
                    x.data + r * x.columns, std::min(slice, parts.end(p) - r), x.columns,
                    shift.data(), kMaxMagnitude, part.sums.data(), part.squares.data());
        });
    if (!done)
        return failAs(done);
    Sums total{std::vector<double>(x.columns, 0.0), std::vector<double>(x.columns, 0.0), 0};
    for (const Sums& part : partial) {
        for (std::size_t c = 0; c < x.columns; ++c) {
            total.sums[c] += part.sums[c];
            total.squares[c] += part.squares[c];
        }
        total.bad += part.bad;
    }
    return total;
}

/// Means of a few rows spread over the data: near enough to the means that the squares around
/// them lose no digits. Of equal values it is that value exactly.
std::vector<double> roughMeans(MatrixView x) {
    std::vector<double> means(x.data, x.data + x.columns);
    const std::size_t taken = std::min(x.rows, kRowsForRoughMeans);
    for (std::size_t i = 0; i < taken; ++i) {
        const double* row = x.data + x.rows * i / taken * x.columns;
        for (std::size_t c = 0; c < x.columns; ++c)
            means[c] += (row[c] - x.data[c]) / static_cast<double>(taken);
    }
    return means;
}

Failure badNumber(MatrixView x) {
    for (std::size_t r = 0; r < x.rows; ++r)
        for (std::size_t c = 0; c < x.columns; ++c)
            if (!(std::abs(x.at(r, c)) <= kMaxMagnitude))
                return fail(ErrorCode::InvalidNumber,
                            "row " + std::to_string(r + 1) + ", column " + std::to_string(c + 1),
                            "finite, at most 1e140");
    return fail(ErrorCode::Internal, "columnMoments");
}

} // namespace

Result<ColumnMoments> columnMoments(MatrixView x, int threads, TaskContext& context) {
    if (x.rows == 0 || x.columns == 0)
        return fail(ErrorCode::NotEnoughData,
                    std::to_string(x.rows) + " rows, " + std::to_string(x.columns) + " columns");
    std::vector<double> shift = roughMeans(x);
    const auto n = static_cast<double>(x.rows);
    ColumnMoments moments;
    for (int pass = 0;; ++pass) {
        const auto found = sumsAround(shift, x, threads, context);
        if (!found)
            return failAs(found);
        if (found->bad > 0)
            return badNumber(x);
        moments.means = shift;
        moments.deviations.resize(x.columns);
        bool farFromShift = false;
        for (std::size_t c = 0; c < x.columns; ++c) {
            const double offset = found->sums[c] / n;
            const double variance = found->squares[c] / n - offset * offset;
            moments.means[c] += offset;
            moments.deviations[c] = std::sqrt(std::max(variance, 0.0));
            // The difference loses log10(offset² / variance) digits.
            farFromShift = farFromShift || offset * offset > variance;
        }
        if (!farFromShift || pass == 1)
            return moments;
        shift = moments.means;
    }
}

} // namespace mops::learn
