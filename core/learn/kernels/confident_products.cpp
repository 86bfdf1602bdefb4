#include "core/learn/kernels/confident_products.h"

#include "core/learn/kernels/vector8f.h"

#define EIGEN_DONT_PARALLELIZE
#include <cmath>
#include <Eigen/Cholesky>

namespace mops::learn::kernels {
namespace {

constexpr std::size_t kTile = 8;

/// Eight rows at once, so that their dot products are eight independent chains of additions. A tile
/// that is not full repeats its first row with coefficients of 0.
struct Tile {
    const float* row[kTile];
    float a[kTile];
    std::size_t used;
};

[[gnu::always_inline]] inline Tile tileAt(const ConfidentRow& row, std::size_t first) {
    Tile tile;
    tile.used = row.count - first < kTile ? row.count - first : kTile;
    for (std::size_t t = 0; t < tile.used; ++t) {
        tile.row[t] = row.factors + static_cast<std::size_t>(row.index[first + t]) * row.width;
        tile.a[t] = row.alpha * row.weight[first + t];
    }
    for (std::size_t t = tile.used; t < kTile; ++t) {
        tile.row[t] = tile.row[0];
        tile.a[t] = 0;
    }
    return tile;
}

[[gnu::always_inline]] inline void dots(const Tile& tile, std::size_t width, const float* p,
                                        float* out) {
    Vector8f sums[kTile] = {};
    for (std::size_t c = 0; c < width; c += kFactorLanes) {
        const Vector8f own = load8(p + c);
        for (std::size_t t = 0; t < kTile; ++t)
            sums[t] += own * load8(tile.row[t] + c);
    }
    store8(out, sums8(sums));
}

[[gnu::always_inline]] inline void addRows(const Tile& tile, std::size_t width,
                                           const float* coefficients, float* out) {
    Vector8f factor[kTile];
    for (std::size_t t = 0; t < kTile; ++t)
        factor[t] = splat8(coefficients[t]);
    for (std::size_t c = 0; c < width; c += kFactorLanes) {
        Vector8f even = load8(out + c);
        Vector8f odd = {};
        for (std::size_t t = 0; t < kTile; t += 2) {
            even += factor[t] * load8(tile.row[t] + c);
            odd += factor[t + 1] * load8(tile.row[t + 1] + c);
        }
        store8(out + c, even + odd);
    }
}

/// out += Σ coefficient(a, y · p) y.
template <class Coefficient>
[[gnu::always_inline]] inline void addTiles(const ConfidentRow& row, const float* p, float* out,
                                            const Coefficient& coefficient) {
    for (std::size_t first = 0; first < row.count; first += kTile) {
        const Tile tile = tileAt(row, first);
        float numbers[kTile];
        dots(tile, row.width, p, numbers);
        store8(numbers, coefficient(load8(tile.a), load8(numbers)));
        for (std::size_t t = tile.used; t < kTile; ++t)
            numbers[t] = 0;
        addRows(tile, row.width, numbers, out);
    }
}

} // namespace

void addConfidentProduct(const ConfidentRow& row, const float* p, float* out) {
    addTiles(row, p, out, [](Vector8f a, Vector8f dot) { return a * dot; });
}

void addConfidentResidual(const ConfidentRow& row, const float* x, float* out) {
    addTiles(row, x, out, [](Vector8f a, Vector8f dot) { return 1 + a * (1 - dot); });
}

double confidentLoss(const ConfidentRow& row, const float* x) {
    double loss = 0;
    for (std::size_t first = 0; first < row.count; first += kTile) {
        const Tile tile = tileAt(row, first);
        float dot[kTile];
        dots(tile, row.width, x, dot);
        for (std::size_t t = 0; t < tile.used; ++t) {
            const auto d = static_cast<double>(dot[t]);
            loss += (1 + static_cast<double>(tile.a[t])) * (1 - d) * (1 - d) - d * d;
        }
    }
    return loss;
}

void gatherConfident(const ConfidentRow& row, float* out) {
    for (std::size_t k = 0; k < row.count; ++k) {
        const float root = std::sqrt(row.alpha * row.weight[k]);
        const float* y = row.factors + static_cast<std::size_t>(row.index[k]) * row.width;
        for (std::size_t c = 0; c < row.width; ++c)
            out[k * row.width + c] = root * y[c];
    }
}

void addSymmetricTimes(const float* g, std::size_t width, float scale, const float* p, float* out) {
    // Rows of G instead of columns: they are the same and lie together.
    std::size_t c = 0;
    const auto block = [&]<std::size_t Groups>() {
        Vector8f sums[Groups] = {};
        for (std::size_t j = 0; j < width; ++j) {
            const Vector8f factor = splat8(p[j]);
            for (std::size_t k = 0; k < Groups; ++k)
                sums[k] += factor * load8(g + j * width + c + k * kFactorLanes);
        }
        for (std::size_t k = 0; k < Groups; ++k) {
            float* to = out + c + k * kFactorLanes;
            store8(to, load8(to) + splat8(scale) * sums[k]);
        }
        c += Groups * kFactorLanes;
    };
    while (c + 8 * kFactorLanes <= width)
        block.template operator()<8>();
    while (c + 4 * kFactorLanes <= width)
        block.template operator()<4>();
    while (c < width)
        block.template operator()<1>();
}

float startConjugate(std::size_t width, const float* residual, float* direction) {
    Vector8f sum = {};
    for (std::size_t c = 0; c < width; c += kFactorLanes) {
        const Vector8f r = load8(residual + c);
        store8(direction + c, r);
        sum += r * r;
    }
    return sum8(sum);
}

float stepConjugate(std::size_t width, float squared, const float* product, float* x,
                    float* residual, float* direction) {
    Vector8f curvature = {};
    for (std::size_t c = 0; c < width; c += kFactorLanes)
        curvature += load8(direction + c) * load8(product + c);
    const float bend = sum8(curvature);
    if (!(bend > 0)) // nothing to gain along this direction
        return 0;
    const Vector8f length = splat8(squared / bend);
    Vector8f sum = {};
    for (std::size_t c = 0; c < width; c += kFactorLanes) {
        store8(x + c, load8(x + c) + length * load8(direction + c));
        const Vector8f r = load8(residual + c) - length * load8(product + c);
        store8(residual + c, r);
        sum += r * r;
    }
    const float after = sum8(sum);
    const Vector8f turn = splat8(after / squared);
    for (std::size_t c = 0; c < width; c += kFactorLanes)
        store8(direction + c, load8(residual + c) + turn * load8(direction + c));
    return after;
}

bool solveCholesky(float* a, std::size_t width, float* x) {
    using Square = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic>;
    const auto n = static_cast<Eigen::Index>(width);
    Eigen::Map<Square> matrix(a, n, n);
    const Eigen::LLT<Eigen::Ref<Square>> llt(matrix);
    if (llt.info() != Eigen::Success)
        return false;
    Eigen::Map<Eigen::VectorXf> vector(x, n);
    llt.solveInPlace(vector);
    return true;
}

void addToDoubles(const float* values, std::size_t count, double* sum) {
    for (std::size_t i = 0; i < count; ++i)
        sum[i] += static_cast<double>(values[i]);
}

} // namespace mops::learn::kernels
