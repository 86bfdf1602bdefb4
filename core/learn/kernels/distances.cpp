#include "core/learn/kernels/distances.h"
#include "core/learn/kernels/vector4.h"

#include <cmath>
#include <limits>

namespace mops::learn::kernels {
namespace {

// Differences are squared directly: |x|² − 2x·c + |c|² is a little quicker but loses every digit
// when the data lie far from zero. Each distance is one sum over columns in ascending order, so it
// does not depend on which rows share a tile.
template <std::size_t Rows, std::size_t Groups>
[[gnu::always_inline]] inline void distanceTile(const double* x, std::size_t columns,
                                                const double* packed, double* out) {
    Vector4 sums[Rows][Groups] = {};
    for (std::size_t c = 0; c < columns; ++c) {
        Vector4 points[Groups];
        for (std::size_t g = 0; g < Groups; ++g)
            points[g] = load(packed + (g * columns + c) * kLanes);
        for (std::size_t r = 0; r < Rows; ++r) {
            const Vector4 value = splat(x[r * columns + c]);
            for (std::size_t g = 0; g < Groups; ++g) {
                const Vector4 difference = value - points[g];
                sums[r][g] += difference * difference;
            }
        }
    }
    for (std::size_t r = 0; r < Rows; ++r)
        for (std::size_t g = 0; g < Groups; ++g)
            store(out + (r * Groups + g) * kLanes, sums[r][g]);
}

// Calls use(row, firstPoint, points, distances) for every row and run of up to eight points.
template <std::size_t Rows, class Use>
[[gnu::always_inline]] inline void rowTile(const double* x, std::size_t columns,
                                           const double* packed, std::size_t count,
                                           const Use& use) {
    alignas(32) double tile[Rows * 2 * kLanes];
    std::size_t first = 0;
    while (first < count) {
        const double* group = packed + first * columns;
        const std::size_t groups = count - first > kLanes ? 2 : 1;
        if (groups == 2)
            distanceTile<Rows, 2>(x, columns, group, tile);
        else
            distanceTile<Rows, 1>(x, columns, group, tile);
        const std::size_t points =
            std::size_t{groups * kLanes} < count - first ? groups * kLanes : count - first;
        for (std::size_t r = 0; r < Rows; ++r)
            use(r, first, points, tile + r * groups * kLanes);
        first += groups * kLanes;
    }
}

Vector4 root(const Vector4& v) {
    Vector4 result;
    for (std::size_t i = 0; i < kLanes; ++i)
        result[i] = std::sqrt(v[i]);
    return result;
}

/// Distances of a tile of rows to all points, summed by row and by point.
template <std::size_t Rows>
[[gnu::always_inline]] inline void bothWays(const double* x, std::size_t columns,
                                            const double* packed, std::size_t count,
                                            double* rowSums, double* pointSums) {
    alignas(32) double tile[Rows * 2 * kLanes];
    Vector4 byRow[Rows] = {};
    std::size_t p = 0;
    for (; p + 2 * kLanes <= count; p += 2 * kLanes) {
        distanceTile<Rows, 2>(x, columns, packed + p * columns, tile);
        for (std::size_t g = 0; g < 2; ++g) {
            Vector4 byPoint = load(pointSums + p + g * kLanes);
            for (std::size_t r = 0; r < Rows; ++r) {
                const Vector4 distance = root(load(tile + (r * 2 + g) * kLanes));
                byRow[r] += distance;
                byPoint += distance;
            }
            store(pointSums + p + g * kLanes, byPoint);
        }
    }
    for (std::size_t r = 0; r < Rows; ++r)
        rowSums[r] += sum(byRow[r]);
    for (; p < count; p += kLanes) {
        distanceTile<Rows, 1>(x, columns, packed + p * columns, tile);
        const std::size_t points = count - p < kLanes ? count - p : kLanes;
        for (std::size_t r = 0; r < Rows; ++r)
            for (std::size_t i = 0; i < points; ++i) {
                const double distance = std::sqrt(tile[r * kLanes + i]);
                rowSums[r] += distance;
                pointSums[p + i] += distance;
            }
    }
}

template <class Use>
[[gnu::always_inline]] inline void allTiles(const double* x, std::size_t rows, std::size_t columns,
                                            const double* packed, std::size_t count,
                                            const Use& use) {
    std::size_t row = 0;
    for (; row + kRowTile <= rows; row += kRowTile)
        rowTile<kRowTile>(x + row * columns, columns, packed, count,
                          [&](std::size_t r, std::size_t first, std::size_t points,
                              const double* distances) { use(row + r, first, points, distances); });
    for (; row < rows; ++row)
        rowTile<1>(x + row * columns, columns, packed, count,
                   [&](std::size_t, std::size_t first, std::size_t points,
                       const double* distances) { use(row, first, points, distances); });
}

} // namespace

void packPoints(const double* points, std::size_t count, std::size_t columns, double* packed) {
    for (std::size_t p = 0; p < padded(count); ++p)
        for (std::size_t c = 0; c < columns; ++c)
            packed[(p / kLanes * columns + c) * kLanes + p % kLanes] =
                p < count ? points[p * columns + c] : 0.0;
}

void nearestPoint(const double* x, std::size_t rows, std::size_t columns, const double* packed,
                  std::size_t count, std::int32_t* nearest, double* squared) {
    for (std::size_t r = 0; r < rows; ++r) {
        nearest[r] = 0;
        squared[r] = std::numeric_limits<double>::infinity();
    }
    allTiles(x, rows, columns, packed, count,
             [&](std::size_t row, std::size_t first, std::size_t points, const double* distances) {
                 double best = squared[row];
                 std::int32_t label = nearest[row];
                 for (std::size_t p = 0; p < points; ++p) {
                     const bool nearer = distances[p] < best;
                     best = nearer ? distances[p] : best;
                     label = nearer ? static_cast<std::int32_t>(first + p) : label;
                 }
                 squared[row] = best;
                 nearest[row] = label;
             });
}

void squaredDistances(const double* x, std::size_t rows, std::size_t columns, const double* packed,
                      std::size_t count, double* squared) {
    allTiles(x, rows, columns, packed, count,
             [&](std::size_t row, std::size_t first, std::size_t points, const double* distances) {
                 for (std::size_t p = 0; p < points; ++p)
                     squared[row * count + first + p] = distances[p];
             });
}

void addDistances(const double* x, std::size_t rows, std::size_t columns, const double* packed,
                  std::size_t count, double* sums) {
    allTiles(x, rows, columns, packed, count,
             [&](std::size_t row, std::size_t, std::size_t points, const double* distances) {
                 double roots[2 * kLanes];
                 for (std::size_t p = 0; p < points; ++p)
                     roots[p] = std::sqrt(distances[p]);
                 double total = 0;
                 for (std::size_t p = 0; p < points; ++p)
                     total += roots[p];
                 sums[row] += total;
             });
}

void addDistancesBothWays(const double* x, std::size_t rows, std::size_t columns,
                          const double* packed, std::size_t count, double* rowSums,
                          double* pointSums) {
    std::size_t row = 0;
    for (; row + kRowTile <= rows; row += kRowTile)
        bothWays<kRowTile>(x + row * columns, columns, packed, count, rowSums + row, pointSums);
    for (; row < rows; ++row)
        bothWays<1>(x + row * columns, columns, packed, count, rowSums + row, pointSums);
}

} // namespace mops::learn::kernels
