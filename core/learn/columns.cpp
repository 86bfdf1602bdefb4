#include "core/learn/columns.h"

#include "core/learn/kernels/column_sums.h"
#include "core/learn/parallel.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kMostParts = 64;
constexpr std::size_t kRowsBetweenQuestions = 4096;

/// Per column a sum over rows, added part by part in their order: add(slice of x, sums) returns
/// false on an unusable number. Empty then.
template <class Add>
Result<std::vector<double>> columnSums(MatrixView x, int threads, TaskContext& context,
                                       const Add& add) {
    const RowParts parts(x.rows, kMostParts);
    std::vector<double> partial(parts.count * x.columns, 0.0);
    std::atomic<bool> good = true;
    const auto done =
        forEachPart(parts.count, threads, context, [&](std::size_t p, StopSign& stop) {
            double* sums = partial.data() + p * x.columns;
            for (std::size_t r = parts.begin(p); r < parts.end(p) && good && !stop.raised();
                 r += kRowsBetweenQuestions) {
                const std::size_t rows = std::min(kRowsBetweenQuestions, parts.end(p) - r);
                if (!add(MatrixView{x.row(r).data(), rows, x.columns}, sums))
                    good = false;
            }
        });
    if (!done)
        return failAs(done);
    if (!good)
        return std::vector<double>{};
    std::vector<double> total(x.columns, 0.0);
    for (std::size_t p = 0; p < parts.count; ++p)
        for (std::size_t c = 0; c < x.columns; ++c)
            total[c] += partial[p * x.columns + c];
    return total;
}

Failure badNumber(MatrixView x) {
    for (std::size_t r = 0; r < x.rows; ++r)
        for (std::size_t c = 0; c < x.columns; ++c)
            if (!(std::abs(x.at(r, c)) <= kMaxMagnitude))
                return fail(ErrorCode::InvalidNumber,
                            "row " + std::to_string(r + 1) + ", column " + std::to_string(c + 1));
    return fail(ErrorCode::Internal, "columnMoments");
}

} // namespace

Result<ColumnMoments> columnMoments(MatrixView x, int threads, TaskContext& context) {
    if (x.rows == 0 || x.columns == 0)
        return fail(ErrorCode::NotEnoughData,
                    std::to_string(x.rows) + " rows, " + std::to_string(x.columns) + " columns");
    const auto n = static_cast<double>(x.rows);
    const auto shifted = columnSums(x, threads, context, [&](MatrixView rows, double* sums) {
        return kernels::addColumnSums(rows.data, rows.rows, rows.columns, x.data, kMaxMagnitude,
                                      sums);
    });
    if (!shifted)
        return failAs(shifted);
    if (shifted->empty())
        return badNumber(x);
    ColumnMoments moments;
    moments.means.resize(x.columns);
    for (std::size_t c = 0; c < x.columns; ++c)
        moments.means[c] = x.data[c] + (*shifted)[c] / n;

    auto squares = columnSums(x, threads, context, [&](MatrixView rows, double* sums) {
        kernels::addColumnSquares(rows.data, rows.rows, rows.columns, moments.means.data(), sums);
        return true;
    });
    if (!squares)
        return failAs(squares);
    moments.deviations = std::move(*squares);
    for (double& value : moments.deviations)
        value = std::sqrt(value / n);
    return moments;
}

} // namespace mops::learn
