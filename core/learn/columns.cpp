#include "core/learn/columns.h"

#include "core/learn/parallel.h"

#include <cmath>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kMostParts = 64;
constexpr std::size_t kRowsBetweenQuestions = 4096;

/// Per column Σ term(row, column), added part by part in their order.
template <class Term>
Result<std::vector<double>> columnSums(MatrixView x, int threads, TaskContext& context,
                                       const Term& term) {
    const RowParts parts(x.rows, kMostParts);
    std::vector<double> partial(parts.count * x.columns, 0.0);
    const auto done =
        forEachPart(parts.count, threads, context, [&](std::size_t p, StopSign& stop) {
            double* sums = partial.data() + p * x.columns;
            for (std::size_t r = parts.begin(p); r < parts.end(p); ++r) {
                if (r % kRowsBetweenQuestions == 0 && stop.raised())
                    return;
                for (std::size_t c = 0; c < x.columns; ++c)
                    sums[c] += term(x.at(r, c), c);
            }
        });
    if (!done)
        return failAs(done);
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
    const auto bad = columnSums(x, threads, context, [](double value, std::size_t) {
        return std::abs(value) <= kMaxMagnitude ? 0.0 : 1.0;
    });
    if (!bad)
        return failAs(bad);
    for (const double count : *bad)
        if (count > 0)
            return badNumber(x);

    const auto n = static_cast<double>(x.rows);
    const auto shifted = columnSums(x, threads, context,
                                    [&](double value, std::size_t c) { return value - x.data[c]; });
    if (!shifted)
        return failAs(shifted);
    ColumnMoments moments;
    moments.means.resize(x.columns);
    for (std::size_t c = 0; c < x.columns; ++c)
        moments.means[c] = x.data[c] + (*shifted)[c] / n;

    auto squares = columnSums(x, threads, context, [&](double value, std::size_t c) {
        const double difference = value - moments.means[c];
        return difference * difference;
    });
    if (!squares)
        return failAs(squares);
    moments.deviations = std::move(*squares);
    for (double& value : moments.deviations)
        value = std::sqrt(value / n);
    return moments;
}

} // namespace mops::learn
