#include "core/learn/kernels/mixture_terms.h"
#include "core/learn/kernels/vector4.h"

#include <cmath>

namespace mops::learn::kernels {
namespace {

/// Vectors of rows in a register tile: with four outputs twelve sums, two operands, one factor.
#if defined(__AVX2__)
constexpr std::size_t kRowVectors = 3;
/// Columns of a tile of second moments: again twelve sums.
constexpr std::size_t kRight = 3;
#else
constexpr std::size_t kRowVectors = 1;
constexpr std::size_t kRight = 1;
#endif
constexpr std::size_t kTile = kRowVectors * kLanes;
constexpr std::size_t kSlice = kMixtureSlice;
static_assert(kSlice % kTile == 0);

/// The columns j … j+Right of Σ z_i z_j over a slice for the four rows from i.
template <std::size_t Right>
[[gnu::always_inline]] inline void secondTile(const double* z, std::size_t columns, std::size_t i,
                                              std::size_t j, double* second) {
    Vector4 sums[kLanes][Right] = {};
    for (std::size_t r = 0; r < kSlice; r += kLanes) {
        Vector4 right[Right];
        for (std::size_t b = 0; b < Right; ++b)
            right[b] = load(z + (j + b) * kSlice + r);
        for (std::size_t a = 0; a < kLanes; ++a) {
            const Vector4 left = load(z + (i + a) * kSlice + r);
            for (std::size_t b = 0; b < Right; ++b)
                sums[a][b] += left * right[b];
        }
    }
    for (std::size_t a = 0; a < kLanes && i + a < columns; ++a)
        for (std::size_t b = 0; b < Right; ++b)
            second[(i + a) * columns + j + b] += sum(sums[a][b]);
}

/// Four rows of four columns, less the origin, as four columns of four rows.
[[gnu::always_inline]] inline void transposeTile(const double* from, std::size_t columns,
                                                 const double* origin, double* to) {
    const Vector4 middle = load(origin);
    Vector4 rows[kLanes];
    for (std::size_t i = 0; i < kLanes; ++i)
        rows[i] = load(from + i * columns) - middle;
    const Vector4 a = __builtin_shufflevector(rows[0], rows[1], 0, 4, 2, 6);
    const Vector4 b = __builtin_shufflevector(rows[0], rows[1], 1, 5, 3, 7);
    const Vector4 c = __builtin_shufflevector(rows[2], rows[3], 0, 4, 2, 6);
    const Vector4 d = __builtin_shufflevector(rows[2], rows[3], 1, 5, 3, 7);
    store(to, __builtin_shufflevector(a, c, 0, 1, 4, 5));
    store(to + kSlice, __builtin_shufflevector(b, d, 0, 1, 4, 5));
    store(to + 2 * kSlice, __builtin_shufflevector(a, c, 2, 3, 6, 7));
    store(to + 3 * kSlice, __builtin_shufflevector(b, d, 2, 3, 6, 7));
}

} // namespace

void columnSlice(const double* x, std::size_t rows, std::size_t columns, const double* origin,
                 double* slice) {
    std::size_t r = 0;
    for (; r + kLanes <= rows; r += kLanes) {
        const double* from = x + r * columns;
        std::size_t c = 0;
        for (; c + kLanes <= columns; c += kLanes)
            transposeTile(from + c, columns, origin + c, slice + c * kSlice + r);
        for (; c < columns; ++c)
            for (std::size_t i = 0; i < kLanes; ++i)
                slice[c * kSlice + r + i] = from[i * columns + c] - origin[c];
    }
    for (; r < kSlice; ++r)
        for (std::size_t c = 0; c < columns; ++c)
            slice[c * kSlice + r] = r < rows ? x[r * columns + c] - origin[c] : 0.0;
}

void packTriangle(const double* inverse, std::size_t columns, double* packed) {
    for (std::size_t j = 0; j < columns; j += kLanes)
        for (std::size_t i = 0; i < j + kLanes; ++i)
            for (std::size_t lane = 0; lane < kLanes; ++lane)
                *packed++ =
                    i <= j + lane && j + lane < columns ? inverse[(j + lane) * columns + i] : 0.0;
}

void fullLogDensity(const double* slice, std::size_t columns, const double* mean,
                    const double* packedInverse, double constant, double* scratch, double* logs) {
    const std::size_t width = padded(columns);
    for (std::size_t first = 0; first < kSlice; first += kTile) {
        for (std::size_t c = 0; c < columns; ++c)
            for (std::size_t v = 0; v < kRowVectors; ++v)
                store(scratch + c * kTile + v * kLanes,
                      load(slice + c * kSlice + first + v * kLanes) - mean[c]);
        for (std::size_t i = columns * kTile; i < width * kTile; ++i)
            scratch[i] = 0;
        Vector4 squares[kRowVectors] = {};
        const double* factors = packedInverse;
        for (std::size_t j = 0; j < columns; j += kLanes) {
            Vector4 sums[kLanes][kRowVectors] = {};
            for (std::size_t i = 0; i < j + kLanes; ++i, factors += kLanes) {
                Vector4 rows[kRowVectors];
                for (std::size_t v = 0; v < kRowVectors; ++v)
                    rows[v] = load(scratch + i * kTile + v * kLanes);
                for (std::size_t lane = 0; lane < kLanes; ++lane) {
                    const Vector4 factor = splat(factors[lane]);
                    for (std::size_t v = 0; v < kRowVectors; ++v)
                        sums[lane][v] += rows[v] * factor;
                }
            }
            for (std::size_t lane = 0; lane < kLanes; ++lane)
                for (std::size_t v = 0; v < kRowVectors; ++v)
                    squares[v] += sums[lane][v] * sums[lane][v];
        }
        for (std::size_t v = 0; v < kRowVectors; ++v)
            store(logs + first + v * kLanes, constant - 0.5 * squares[v]);
    }
}

void diagonalLogDensity(const double* slice, std::size_t columns, const double* mean,
                        const double* inverseDeviations, double constant, double* logs) {
    for (std::size_t first = 0; first < kSlice; first += 2 * kLanes) {
        Vector4 squares[2] = {};
        for (std::size_t c = 0; c < columns; ++c)
            for (std::size_t v = 0; v < 2; ++v) {
                const Vector4 z = (load(slice + c * kSlice + first + v * kLanes) - mean[c]) *
                                  inverseDeviations[c];
                squares[v] += z * z;
            }
        for (std::size_t v = 0; v < 2; ++v)
            store(logs + first + v * kLanes, constant - 0.5 * squares[v]);
    }
}

void normaliseLogs(std::size_t components, std::size_t rows, double* logs, double* logSums) {
    for (std::size_t r = 0; r < kSlice; ++r) {
        if (r >= rows) {
            for (std::size_t k = 0; k < components; ++k)
                logs[k * kSlice + r] = 0;
            continue;
        }
        double largest = logs[r];
        for (std::size_t k = 1; k < components; ++k)
            largest = logs[k * kSlice + r] > largest ? logs[k * kSlice + r] : largest;
        double total = 0;
        for (std::size_t k = 0; k < components; ++k) {
            double& value = logs[k * kSlice + r];
            const double below = value - largest;
            value = below < -745.0 ? 0.0 : std::exp(below);
            total += value;
        }
        logSums[r] = largest + std::log(total);
        const double share = 1 / total;
        for (std::size_t k = 0; k < components; ++k)
            logs[k * kSlice + r] *= share;
    }
}

double addFullMoments(const double* slice, std::size_t columns, const double* mean,
                      const double* shares, double* scratch, double* first, double* second) {
    double roots[kSlice];
    Vector4 weight = {};
    for (std::size_t r = 0; r < kSlice; r += kLanes)
        weight += load(shares + r);
    const double total = sum(weight);
    if (total == 0)
        return 0;
    for (std::size_t r = 0; r < kSlice; ++r)
        roots[r] = std::sqrt(shares[r]);
    for (std::size_t c = 0; c < columns; ++c) {
        Vector4 sums = {};
        for (std::size_t r = 0; r < kSlice; r += kLanes) {
            const Vector4 root = load(roots + r);
            const Vector4 z = (load(slice + c * kSlice + r) - mean[c]) * root;
            store(scratch + c * kSlice + r, z);
            sums += z * root;
        }
        first[c] += sum(sums);
    }
    for (std::size_t i = columns * kSlice; i < padded(columns) * kSlice; ++i)
        scratch[i] = 0;
    for (std::size_t i = 0; i < columns; i += kLanes) {
        std::size_t j = i;
        for (; j + kRight <= columns; j += kRight)
            secondTile<kRight>(scratch, columns, i, j, second);
        for (; j < columns; ++j)
            secondTile<1>(scratch, columns, i, j, second);
    }
    return total;
}

double addDiagonalMoments(const double* slice, std::size_t columns, const double* mean,
                          const double* shares, double* first, double* second) {
    Vector4 weight = {};
    for (std::size_t r = 0; r < kSlice; r += kLanes)
        weight += load(shares + r);
    for (std::size_t c = 0; c < columns; ++c) {
        Vector4 sums = {};
        Vector4 squares = {};
        for (std::size_t r = 0; r < kSlice; r += kLanes) {
            const Vector4 z = load(slice + c * kSlice + r) - mean[c];
            const Vector4 weighted = z * load(shares + r);
            sums += weighted;
            squares += weighted * z;
        }
        first[c] += sum(sums);
        second[c] += sum(squares);
    }
    return sum(weight);
}

} // namespace mops::learn::kernels
