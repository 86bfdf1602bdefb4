#include "core/learn/kernels/column_sums.h"
#include "core/learn/kernels/vector4.h"

#include <cmath>

namespace mops::learn::kernels {
namespace {

using Mask4 = decltype(Vector4{} < Vector4{});

/// Groups of columns are taken one after another, so that their sums stay in registers.
constexpr std::size_t kGroup = 4 * kLanes;
/// Rows between two groups: those of one step stay in the first-level cache.
constexpr std::size_t kStep = 32;

Vector4 magnitude(const Vector4& v) {
    return v < 0 ? -v : v;
}

} // namespace

bool addColumnSums(const double* x, std::size_t rows, std::size_t columns, const double* origin,
                   double limit, double* sums) {
    Mask4 good = Vector4{} == Vector4{};
    bool restGood = true;
    for (std::size_t first = 0; first < rows; first += kStep) {
        const std::size_t end = rows - first < kStep ? rows : first + kStep;
        std::size_t c = 0;
        for (; c + kGroup <= columns; c += kGroup) {
            Vector4 totals[kGroup / kLanes] = {};
            Vector4 from[kGroup / kLanes];
            for (std::size_t g = 0; g < kGroup / kLanes; ++g)
                from[g] = load(origin + c + g * kLanes);
            for (std::size_t r = first; r < end; ++r)
                for (std::size_t g = 0; g < kGroup / kLanes; ++g) {
                    const Vector4 value = load(x + r * columns + c + g * kLanes);
                    good &= magnitude(value) <= limit;
                    totals[g] += value - from[g];
                }
            for (std::size_t g = 0; g < kGroup / kLanes; ++g)
                store(sums + c + g * kLanes, load(sums + c + g * kLanes) + totals[g]);
        }
        for (; c < columns; ++c) {
            double total = 0;
            for (std::size_t r = first; r < end; ++r) {
                const double value = x[r * columns + c];
                restGood &= std::fabs(value) <= limit;
                total += value - origin[c];
            }
            sums[c] += total;
        }
    }
    return restGood && good[0] != 0 && good[1] != 0 && good[2] != 0 && good[3] != 0;
}

void addColumnSquares(const double* x, std::size_t rows, std::size_t columns, const double* origin,
                      double* sums) {
    for (std::size_t first = 0; first < rows; first += kStep) {
        const std::size_t end = rows - first < kStep ? rows : first + kStep;
        std::size_t c = 0;
        for (; c + kGroup <= columns; c += kGroup) {
            Vector4 totals[kGroup / kLanes] = {};
            Vector4 from[kGroup / kLanes];
            for (std::size_t g = 0; g < kGroup / kLanes; ++g)
                from[g] = load(origin + c + g * kLanes);
            for (std::size_t r = first; r < end; ++r)
                for (std::size_t g = 0; g < kGroup / kLanes; ++g) {
                    const Vector4 value = load(x + r * columns + c + g * kLanes) - from[g];
                    totals[g] += value * value;
                }
            for (std::size_t g = 0; g < kGroup / kLanes; ++g)
                store(sums + c + g * kLanes, load(sums + c + g * kLanes) + totals[g]);
        }
        for (; c < columns; ++c) {
            double total = 0;
            for (std::size_t r = first; r < end; ++r) {
                const double value = x[r * columns + c] - origin[c];
                total += value * value;
            }
            sums[c] += total;
        }
    }
}

} // namespace mops::learn::kernels
