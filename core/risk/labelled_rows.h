#pragma once

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/mart/trade_columns.h"
#include "core/risk/outcome.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::risk {

/// Merchants as of one day whose outcome is known: what a model learns from or is tested on.
struct LabelledRows {
    Day asOf{};
    std::vector<std::uint32_t> merchant;      ///< position in TradeColumns
    std::vector<std::vector<double>> columns; ///< catalogue, then own past (risk_features.h)
    std::vector<std::uint8_t> bad;

    std::size_t rows() const { return merchant.size(); }
};

/// The month ends from the first order to `lastDay` whose horizon is over by `lastDay`.
std::vector<Day> labelledDays(const mart::TradeColumns& trade, const Outcome& outcome, Day lastDay);

/// One entry per day, in the order of `days`, the same for any number of threads. A thread holds
/// one feature frame at a time. Errors: those of features::buildFeatures(), Cancelled.
Result<std::vector<LabelledRows>> readLabelledRows(const mart::TradeColumns& trade,
                                                   const Outcome& outcome,
                                                   std::span<const Day> days, Day lastDay,
                                                   int threads, TaskContext& context);

} // namespace mops::risk
