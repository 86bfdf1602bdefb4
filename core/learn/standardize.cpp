#include "core/learn/standardize.h"

namespace mops::learn {

Matrix Standardized::inDataUnits(const Matrix& points) const {
    Matrix result = points;
    for (std::size_t r = 0; r < points.rows; ++r)
        for (std::size_t c = 0; c < points.columns; ++c)
            result.at(r, c) = moments.means[c] + points.at(r, c) * moments.deviations[c];
    return result;
}

Matrix Standardized::inStandardUnits(const Matrix& points) const {
    Matrix result = points;
    for (std::size_t r = 0; r < points.rows; ++r)
        for (std::size_t c = 0; c < points.columns; ++c) {
            const double deviation = moments.deviations[c];
            result.at(r, c) = deviation > 0 ? (points.at(r, c) - moments.means[c]) / deviation : 0;
        }
    return result;
}

Result<Standardized> standardized(MatrixView x, int threads, TaskContext& context) {
    auto moments = columnMoments(x, threads, context);
    if (!moments)
        return failAs(moments);
    Standardized result{Matrix(x.rows, x.columns), std::move(*moments)};
    for (std::size_t r = 0; r < x.rows; ++r)
        for (std::size_t c = 0; c < x.columns; ++c) {
            const double deviation = result.moments.deviations[c];
            if (deviation > 0)
                result.rows.at(r, c) = (x.at(r, c) - result.moments.means[c]) / deviation;
        }
    return result;
}

} // namespace mops::learn
