#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__GNUC__)
#define MOPS_KERNEL_API __attribute__((visibility("default")))
#else
#define MOPS_KERNEL_API
#endif

/// The inner loops, in a shared library of their own that exists once per processor level (see
/// CMakeLists.txt here). Raw pointers cross this border, nothing that depends on vector width.
/// A kernel neither allocates nor checks; callers hand over slices that take a few milliseconds.
namespace mops::learn::kernels {

/// Points are packed in groups of this many: [group][column][lane], the last group zero-filled.
inline constexpr std::size_t kLanes = 4;

constexpr std::size_t padded(std::size_t count) {
    return (count + kLanes - 1) / kLanes * kLanes;
}

/// Row-major points → packed groups; `packed` holds padded(count) · columns numbers.
MOPS_KERNEL_API void packPoints(const double* points, std::size_t count, std::size_t columns,
                                double* packed);

/// Per row the nearest of `count` packed points (the first of equals) and its squared distance.
MOPS_KERNEL_API void nearestPoint(const double* x, std::size_t rows, std::size_t columns,
                                  const double* packed, std::size_t count, std::int32_t* nearest,
                                  double* squared);

/// All squared distances, rows × count.
MOPS_KERNEL_API void squaredDistances(const double* x, std::size_t rows, std::size_t columns,
                                      const double* packed, std::size_t count, double* squared);

/// sums[r] += Σ over the packed points of the (not squared) distance to row r.
MOPS_KERNEL_API void addDistances(const double* x, std::size_t rows, std::size_t columns,
                                  const double* packed, std::size_t count, double* sums);

/// sums[label] += row, counts[label] += 1.
MOPS_KERNEL_API void addRows(const double* x, std::size_t rows, std::size_t columns,
                             const std::int32_t* labels, double* sums, std::int64_t* counts);

/// Rows of a logistic fit. `weights` may be null: all 1.
struct LogisticRows {
    const double* x = nullptr;
    const std::uint8_t* y = nullptr;
    const double* weights = nullptr;
    std::size_t rows = 0;
    std::size_t columns = 0;
};

/// Where the loss is taken: z = (x − centre) · inverseScale, log-odds = intercept + z · slopes.
struct LogisticPoint {
    const double* centre = nullptr;
    const double* inverseScale = nullptr;
    const double* slopes = nullptr;
    double intercept = 0;
    double positiveWeight = 1;
};

/// Sums over rows. Column `columns` is the intercept's; the width is padded(columns + 1).
struct LogisticSums {
    double loss = 0;            ///< weighted
    double plainLoss = 0;       ///< each row once
    double* gradient = nullptr; ///< width
    double* gram = nullptr;     ///< width × width; only entries with row ≤ column are defined
};

/// Numbers of scratch that logisticTerms() needs.
MOPS_KERNEL_API std::size_t logisticScratch(std::size_t columns);

/// Adds loss, gradient and weighted Gram matrix Σ w p (1 − p) z zᵀ of the rows to `sums`.
MOPS_KERNEL_API void logisticTerms(const LogisticRows& rows, const LogisticPoint& point,
                                   double* scratch, LogisticSums& sums);

/// gram += Σ z zᵀ with z = x − centre, row ≤ column only, rows of width padded(columns).
MOPS_KERNEL_API void addCentredGram(const double* x, std::size_t rows, std::size_t columns,
                                    const double* centre, double* scratch, double* gram);

} // namespace mops::learn::kernels
