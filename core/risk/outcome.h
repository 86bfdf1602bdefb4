#pragma once

#include "core/mart/trade_columns.h"

#include <optional>
#include <span>
#include <string_view>

namespace mops::risk {

/// What may go wrong with a merchant in the days after an as-of moment. The one place where
/// outcomes are defined; models, evaluation and screens refer to them by id.
struct Outcome {
    const char* id;          ///< "bad-service"
    const char* name;        ///< English, marked for translation (context "Outcome")
    const char* description; ///< with the level and the least number of orders
    int horizonDays;
    int minimumOrders;       ///< fewer orders in the horizon: no label
    double level;            ///< share above which the outcome counts as bad
};

/// bad-service (default), late-delivery, gone-quiet.
std::span<const Outcome> outcomeTable();
const Outcome* findOutcome(std::string_view id);

/// The label of one merchant for the horizon after `asOf`: true = bad, nothing = not decidable
/// (too few orders, or the horizon is not over at `dataEnd`).
std::optional<bool> outcomeOf(const Outcome& outcome, const mart::TradeColumns& trade,
                              std::size_t merchant, std::int64_t asOf, std::int64_t dataEnd);

} // namespace mops::risk
