#pragma once

#include "core/learn/kernels/api.h"

namespace mops::learn::kernels {

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
    /// width × width; only entries with row ≤ column are defined. Null: not wanted, which makes a
    /// pass several times quicker.
    double* gram = nullptr;
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
