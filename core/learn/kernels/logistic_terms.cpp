#include "core/learn/kernels/logistic_terms.h"
#include "core/learn/kernels/vector4.h"
#include "core/learn/kernels/vector_math.h"

namespace mops::learn::kernels {
namespace {

/// Rows standardised at a time: small enough to stay in the first-level cache with 30 columns.
constexpr std::size_t kTileRows = 64;

/// Groups of lanes in a register tile of the Gram matrix, kRowTile high: 12 accumulators, three
/// values and a factor fill the 16 registers of AVX2.
#if defined(__AVX2__)
constexpr std::size_t kGramGroups = 3;
#else
constexpr std::size_t kGramGroups = 2;
#endif
constexpr std::size_t kGradientGroups = 4;
constexpr std::size_t kNumbersPerLine = 8; ///< of the cache

// One block of the Gram matrix: gram[i…i+kRowTile)[j…j+4·Groups) += Σ_r z[r][i] z[r][j].
template <std::size_t Groups>
[[gnu::always_inline]] inline void gramTile(const double* z, std::size_t rows, std::size_t width,
                                            std::size_t i, std::size_t j, double* gram) {
    Vector4 sums[kRowTile][Groups] = {};
    for (std::size_t r = 0; r < rows; ++r) {
        Vector4 values[Groups];
        for (std::size_t g = 0; g < Groups; ++g)
            values[g] = load(z + r * width + j + g * kLanes);
        for (std::size_t k = 0; k < kRowTile; ++k) {
            const Vector4 factor = splat(z[r * width + i + k]);
            for (std::size_t g = 0; g < Groups; ++g)
                sums[k][g] += factor * values[g];
        }
    }
    for (std::size_t k = 0; k < kRowTile; ++k)
        for (std::size_t g = 0; g < Groups; ++g) {
            double* to = gram + (i + k) * width + j + g * kLanes;
            store(to, load(to) + sums[k][g]);
        }
}

/// gram += zᵀ z, the blocks on and above the diagonal.
void addGram(const double* z, std::size_t rows, std::size_t width, double* gram) {
    for (std::size_t i = 0; i < width; i += kRowTile) {
        std::size_t j = i / kLanes * kLanes;
        for (; j + kGramGroups * kLanes <= width; j += kGramGroups * kLanes)
            gramTile<kGramGroups>(z, rows, width, i, j, gram);
        for (; kGramGroups > 2 && j + 2 * kLanes <= width; j += 2 * kLanes)
            gramTile<2>(z, rows, width, i, j, gram);
        for (; j < width; j += kLanes)
            gramTile<1>(z, rows, width, i, j, gram);
    }
}

// gradient[c…c+4·Groups) += Σ_r factor[r] z[r][c…]
template <std::size_t Groups>
[[gnu::always_inline]] inline void gradientTile(const double* z, const double* factors,
                                                std::size_t rows, std::size_t width, std::size_t c,
                                                double* gradient) {
    Vector4 sums[Groups] = {};
    for (std::size_t r = 0; r < rows; ++r) {
        const Vector4 factor = splat(factors[r]);
        for (std::size_t g = 0; g < Groups; ++g)
            sums[g] += factor * load(z + r * width + c + g * kLanes);
    }
    for (std::size_t g = 0; g < Groups; ++g)
        store(gradient + c + g * kLanes, load(gradient + c + g * kLanes) + sums[g]);
}

void addGradient(const double* z, const double* factors, std::size_t rows, std::size_t width,
                 double* gradient) {
    std::size_t c = 0;
    for (; c + kGradientGroups * kLanes <= width; c += kGradientGroups * kLanes)
        gradientTile<kGradientGroups>(z, factors, rows, width, c, gradient);
    for (; c < width; c += kLanes)
        gradientTile<1>(z, factors, rows, width, c, gradient);
}

/// A tile of rows and what is computed from them. All arrays hold kTileRows entries.
struct Tile {
    double* z;         ///< standardised, with the intercept's column, kTileRows × width
    double* slopes;    ///< width, the intercept among them
    double* logOdds;   ///< then the residual w (p − y)
    double* curvature; ///< √(w p (1 − p))
    std::size_t width;
    std::size_t rows;       ///< real ones
    std::size_t paddedRows; ///< zero rows of weight zero up to a whole vector
};

/// Whole vectors, the last one over the end of the one before: no loop of single numbers.
[[gnu::always_inline]] inline void standardiseRow(const double* from, const LogisticPoint& point,
                                                  std::size_t columns, double* to) {
    for (std::size_t c = 0; c + kLanes <= columns; c += kLanes)
        store(to + c, (load(from + c) - load(point.centre + c)) * load(point.inverseScale + c));
    if (columns % kLanes != 0) {
        const std::size_t c = columns - kLanes;
        store(to + c, (load(from + c) - load(point.centre + c)) * load(point.inverseScale + c));
    }
}

void standardise(const LogisticRows& rows, const LogisticPoint& point, std::size_t first,
                 const Tile& tile) {
    const std::size_t columns = rows.columns;
    for (std::size_t r = 0; r < tile.rows; ++r) {
        const double* from = rows.x + (first + r) * columns;
        double* to = tile.z + r * tile.width;
        // The next tile comes from memory while this one is computed; past the end it does no harm.
        for (std::size_t c = 0; c < columns; c += kNumbersPerLine)
            __builtin_prefetch(from + kTileRows * columns + c, 0, 2);
        store(to + tile.width - kLanes, Vector4{});
        if (columns >= kLanes)
            standardiseRow(from, point, columns, to);
        else
            for (std::size_t c = 0; c < columns; ++c)
                to[c] = (from[c] - point.centre[c]) * point.inverseScale[c];
        to[columns] = 1.0;
    }
    for (std::size_t i = tile.rows * tile.width; i < tile.paddedRows * tile.width; ++i)
        tile.z[i] = 0.0;
}

void computeLogOdds(const Tile& tile) {
    for (std::size_t r = 0; r < tile.paddedRows; r += kLanes) {
        const double* row = tile.z + r * tile.width;
        Vector4 a = {};
        Vector4 b = {};
        Vector4 c = {};
        Vector4 d = {};
        for (std::size_t k = 0; k < tile.width; k += kLanes) {
            const Vector4 slope = load(tile.slopes + k);
            a += load(row + k) * slope;
            b += load(row + tile.width + k) * slope;
            c += load(row + 2 * tile.width + k) * slope;
            d += load(row + 3 * tile.width + k) * slope;
        }
        store(tile.logOdds + r, Vector4{sum(a), sum(b), sum(c), sum(d)});
    }
}

/// Four rows: adds their loss, turns log-odds into residuals, sets the curvature. With
/// e = exp(−|η|) nothing overflows and small probabilities keep their digits.
void computeTerms(const Tile& tile, std::size_t r, const Vector4& outcome, const Vector4& weight,
                  const Vector4& present, LogisticSums& sums) {
    const Vector4 logOdds = load(tile.logOdds + r);
    const Vector4 size = magnitude(logOdds);
    const Vector4 e = expOfNegative(-size);
    const Vector4 likely = splat(1.0) / (splat(1.0) + e); // of the side that η points to
    const Vector4 unlikely = e * likely;
    const Whole4 positive = outcome > splat(0.5);
    const Whole4 surprise = positive ^ (logOdds >= splat(0.0));
    const Vector4 miss = choose(surprise, likely, unlikely);
    const Vector4 loss = logOnePlus(e) + choose(surprise, size, splat(0.0));
    sums.loss += sum(weight * loss);
    sums.plainLoss += sum(present * loss);
    store(tile.logOdds + r, weight * choose(positive, -miss, miss));
    store(tile.curvature + r, squareRoot(weight * likely * unlikely));
}

void computeTerms(const LogisticRows& rows, const LogisticPoint& point, std::size_t first,
                  const Tile& tile, LogisticSums& sums) {
    for (std::size_t r = 0; r < tile.paddedRows; r += kLanes) {
        double outcome[kLanes] = {};
        double weight[kLanes] = {};
        double present[kLanes] = {};
        for (std::size_t k = 0; k < kLanes && r + k < tile.rows; ++k) {
            const bool positive = rows.y[first + r + k] != 0;
            outcome[k] = positive ? 1.0 : 0.0;
            present[k] = 1.0;
            weight[k] = (rows.weights == nullptr ? 1.0 : rows.weights[first + r + k]) *
                        (positive ? point.positiveWeight : 1.0);
        }
        computeTerms(tile, r, load(outcome), load(weight), load(present), sums);
    }
}

void scaleRows(const Tile& tile) {
    for (std::size_t r = 0; r < tile.paddedRows; ++r) {
        const Vector4 factor = splat(tile.curvature[r]);
        double* row = tile.z + r * tile.width;
        for (std::size_t c = 0; c < tile.width; c += kLanes)
            store(row + c, load(row + c) * factor);
    }
}

} // namespace

std::size_t logisticScratch(std::size_t columns) {
    return padded(columns + 1) * (kTileRows + 1) + 2 * kTileRows;
}

void logisticTerms(const LogisticRows& rows, const LogisticPoint& point, double* scratch,
                   LogisticSums& sums) {
    Tile tile{};
    tile.width = padded(rows.columns + 1);
    tile.z = scratch;
    tile.slopes = tile.z + kTileRows * tile.width;
    tile.logOdds = tile.slopes + tile.width;
    tile.curvature = tile.logOdds + kTileRows;
    for (std::size_t c = 0; c < tile.width; ++c)
        tile.slopes[c] = c < rows.columns ? point.slopes[c] : 0.0;
    tile.slopes[rows.columns] = point.intercept;

    for (std::size_t first = 0; first < rows.rows; first += kTileRows) {
        tile.rows = rows.rows - first < kTileRows ? rows.rows - first : kTileRows;
        tile.paddedRows = padded(tile.rows);
        standardise(rows, point, first, tile);
        computeLogOdds(tile);
        computeTerms(rows, point, first, tile, sums);
        addGradient(tile.z, tile.logOdds, tile.paddedRows, tile.width, sums.gradient);
        if (sums.gram == nullptr)
            continue;
        scaleRows(tile);
        addGram(tile.z, tile.paddedRows, tile.width, sums.gram);
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
        addGram(scratch, count, width, gram);
    }
}

} // namespace mops::learn::kernels
