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
    int minimumOrders; ///< fewer orders in the horizon: no label
    double level;      ///< share above which the outcome counts as bad
    /// Whether an order is known by `knownBy` to have gone bad; null: the outcome is that no order
    /// comes at all, and `minimumOrders` asks for orders in as many days before instead.
    bool (*orderIsBad)(const mart::TradeColumns& trade, std::size_t order, std::int64_t knownBy);
};

/// bad-service (default), late-delivery, gone-quiet.
std::span<const Outcome> outcomeTable();
const Outcome* findOutcome(std::string_view id);

/// The label of one merchant for the horizon after `asOf` (both inclusive seconds): true = bad,
/// nothing = not decidable (too few orders, or the horizon is not over at `dataEnd`). Orders of the
/// horizon count when they came to an end in it: delivered, known as cancelled, or past the
/// promised day. Nothing after the horizon is looked at, so a label never changes once it exists.
/// O(log items + items of the merchant in the horizon).
std::optional<bool> outcomeOf(const Outcome& outcome, const mart::TradeColumns& trade,
                              std::size_t merchant, std::int64_t asOf, std::int64_t dataEnd);

/// What a merchant's own past says of an outcome.
struct OwnPast {
    double share = 0;        ///< NaN without orders that came to an end
    double observations = 0; ///< orders behind it; NaN: the share is exact
};
/// The share of bad orders among those that came to an end by `asOf`. For outcomes without bad
/// orders: the days of silence d as d / (d + horizon).
OwnPast ownPastOf(const Outcome& outcome, const mart::TradeColumns& trade, std::size_t merchant,
                  std::int64_t asOf);

} // namespace mops::risk
