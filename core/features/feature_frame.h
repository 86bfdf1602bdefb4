#pragma once

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/mart/trade_columns.h"

#include <cstdint>
#include <vector>

namespace mops::features {

/// Feature values of all merchants that had at least one order by the as-of moment.
struct FeatureFrame {
    std::int64_t asOf = 0;               ///< seconds; nothing later was looked at
    std::vector<std::uint32_t> merchant; ///< row → merchant position in TradeColumns
    std::vector<std::vector<double>>
        columns; ///< per feature of the catalogue, per row; NaN = missing

    std::size_t rows() const { return merchant.size(); }
};

/// All features in one pass over the items. `asOf` is the last day looked at, inclusive (23:59:59).
/// O(items + reviews). Errors: NotEnoughData (no orders by then), Cancelled.
Result<FeatureFrame> buildFeatures(const mart::TradeColumns& trade, Day asOf, TaskContext& context);

/// The last instant of a day: what an as-of day means everywhere.
inline std::int64_t endOfDay(Day day) {
    return toSeconds(Instant{day}) + kSecondsPerDay - 1;
}

} // namespace mops::features
