#pragma once

#include "core/learn/columns.h"

namespace mops::learn {

/// Rows in standard units: z = (x − mean) / population deviation; a constant column becomes 0.
struct Standardized {
    Matrix rows;
    ColumnMoments moments;

    /// Points of the standardised space (rows of `points`) in the units of the data.
    Matrix inDataUnits(const Matrix& points) const;
    /// The other way: points in the units of the data as standard ones.
    Matrix inStandardUnits(const Matrix& points) const;
};

/// Errors: those of columnMoments().
Result<Standardized> standardized(MatrixView x, int threads, TaskContext& context);

} // namespace mops::learn
