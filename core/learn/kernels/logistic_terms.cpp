#include "core/learn/kernels/logistic_terms.h"
#include "core/learn/kernels/vector4.h"

#include <cmath>

namespace mops::learn::kernels {
namespace {

/// Rows standardised at a time: small enough to stay in the first-level cache with 30 columns.
constexpr std::size_t kTileRows = 64;

// One block of the Gram matrix: gram[i…i+4)[j…j+4·Groups) += Σ_r left[r][i] right[r][j].
template <std::size_t Groups>
[[gnu::always_inline]] inline void gramTile(const double* left, const double* right,
                                            std::size_t rows, std::size_t width, std::size_t i,
                                            std::size_t j, double* gram) {
    Vector4 sums[kLanes][Groups] = {};
    for (std::size_t r = 0; r < rows; ++r) {
        Vector4 values[Groups];
        for (std::size_t g = 0; g < Groups; ++g)
            values[g] = load(right + r * width + j + g * kLanes);
        for (std::size_t k = 0; k < kLanes; ++k) {
            const Vector4 factor = splat(left[r * width + i + k]);
            for (std::size_t g = 0; g < Groups; ++g)
                sums[k][g] += factor * values[g];
        }
    }
    for (std::size_t k = 0; k < kLanes; ++k)
        for (std::size_t g = 0; g < Groups; ++g) {
            double* to = gram + (i + k) * width + j + g * kLanes;
            store(to, load(to) + sums[k][g]);
        }
}

void addGram(const double* left, const double* right, std::size_t rows, std::size_t width,
             double* gram) {
    for (std::size_t i = 0; i < width; i += kLanes) {
        std::size_t j = i;
        for (; j + 2 * kLanes <= width; j += 2 * kLanes)
            gramTile<2>(left, right, rows, width, i, j, gram);
        if (j < width)
            gramTile<1>(left, right, rows, width, i, j, gram);
    }
}

double dot(const double* a, const double* b, std::size_t width) {
    Vector4 total = {};
    for (std::size_t c = 0; c < width; c += kLanes)
        total += load(a + c) * load(b + c);
    return sum(total);
}

struct RowTerms {
    double loss;      ///< −log likelihood
    double residual;  ///< p − y
    double curvature; ///< p (1 − p)
};

// With e = exp(−|η|) nothing overflows and small probabilities keep their digits.
RowTerms rowTerms(double logOdds, bool positive) {
    const double e = std::exp(-std::fabs(logOdds));
    const double likely = 1.0 / (1.0 + e); // the probability of the side that η points to
    const double unlikely = e * likely;
    const bool surprise = positive != (logOdds >= 0);
    const double miss = surprise ? likely : unlikely;
    return {std::log1p(e) + (surprise ? std::fabs(logOdds) : 0.0), positive ? -miss : miss,
            likely * unlikely};
}

void standardise(const LogisticRows& rows, const LogisticPoint& point, std::size_t first,
                 std::size_t count, std::size_t width, double* z) {
    for (std::size_t r = 0; r < count; ++r) {
        const double* from = rows.x + (first + r) * rows.columns;
        double* to = z + r * width;
        for (std::size_t c = 0; c < rows.columns; ++c)
            to[c] = (from[c] - point.centre[c]) * point.inverseScale[c];
        to[rows.columns] = 1.0;
        for (std::size_t c = rows.columns + 1; c < width; ++c)
            to[c] = 0.0;
    }
}

} // namespace

std::size_t logisticScratch(std::size_t columns) {
    return padded(columns + 1) * (2 * kTileRows + 1);
}

void logisticTerms(const LogisticRows& rows, const LogisticPoint& point, double* scratch,
                   LogisticSums& sums) {
    const std::size_t width = padded(rows.columns + 1);
    double* z = scratch;
    double* weighted = z + kTileRows * width;
    double* slopes = weighted + kTileRows * width;
    for (std::size_t c = 0; c < width; ++c)
        slopes[c] = c < rows.columns ? point.slopes[c] : 0.0;
    slopes[rows.columns] = point.intercept;

    for (std::size_t first = 0; first < rows.rows; first += kTileRows) {
        const std::size_t count = rows.rows - first < kTileRows ? rows.rows - first : kTileRows;
        standardise(rows, point, first, count, width, z);
        for (std::size_t r = 0; r < count; ++r) {
            const double* row = z + r * width;
            const bool positive = rows.y[first + r] != 0;
            const RowTerms terms = rowTerms(dot(row, slopes, width), positive);
            const double weight = (rows.weights == nullptr ? 1.0 : rows.weights[first + r]) *
                                  (positive ? point.positiveWeight : 1.0);
            sums.loss += weight * terms.loss;
            sums.plainLoss += terms.loss;
            const double residual = weight * terms.residual;
            const double curvature = weight * terms.curvature;
            for (std::size_t c = 0; c < width; ++c) {
                sums.gradient[c] += residual * row[c];
                weighted[r * width + c] = curvature * row[c];
            }
        }
        addGram(weighted, z, count, width, sums.gram);
    }
}

void addCentredGram(const double* x, std::size_t rows, std::size_t columns, const double* centre,
                    double* scratch, double* gram) {
    const std::size_t width = padded(columns);
    for (std::size_t first = 0; first < rows; first += kTileRows) {
        const std::size_t count = rows - first < kTileRows ? rows - first : kTileRows;
        for (std::size_t r = 0; r < count; ++r)
            for (std::size_t c = 0; c < width; ++c)
                scratch[r * width + c] =
                    c < columns ? x[(first + r) * columns + c] - centre[c] : 0.0;
        addGram(scratch, scratch, count, width, gram);
    }
}

} // namespace mops::learn::kernels
