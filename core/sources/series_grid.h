#pragma once

#include "core/base/result.h"
#include "core/sources/numeric_table.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mops::sources {

/// One step of a time series.
enum class SeriesStep {
    Row, ///< times are whole numbers, or rows in the order of the file where there are no times
    Hour,
    Day,
    Week, ///< from Monday
    Month,
};

struct SeriesGridOptions {
    SeriesStep step = SeriesStep::Day; ///< of dated times; whole numbers are always Row
    bool gapsAreZero = false;          ///< a step without a row: 0 (nothing sold), else NaN
    enum class Repeats { Sum, Mean, Fail } repeats = Repeats::Sum; ///< rows of the same step
};

/// Series in equal steps, one after another in one array: what learn::SeriesSet wants.
struct SeriesGrid {
    SeriesStep step = SeriesStep::Row;
    std::vector<std::string> names; ///< in order of appearance; one empty name without names
    std::vector<double> values;
    std::vector<std::size_t> begin = {0}; ///< series + 1
    std::int64_t last = 0;                ///< the last step of the file, in which all series end
    std::int64_t gaps = 0;                ///< steps between without a row

    /// "2018-08-31", "2018-08", …: the step `ahead` after the last one, or its number.
    std::string label(std::int64_t ahead) const;
};

/// Puts the only number column of `table` on a grid. `times` and `names` are columns of
/// NumericTable::apart or null. Each series runs from its first step to the last step of all.
/// Missing values (NaN) in rows stay missing unless another row of the step has one.
/// Errors: InvalidNumber (a time that is neither ISO 8601 nor a whole number; a mixture; the detail
/// names the line), Conflict (a repeated step with Fail), MemoryLimit (more than a million steps of
/// one series or 2^27 of all).
Result<SeriesGrid> makeSeriesGrid(const NumericTable& table, const TextColumn* times,
                                  const TextColumn* names, const SeriesGridOptions& options);

} // namespace mops::sources
