#pragma once

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/database.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mops::mart {

/// "No such time": later than every as-of, so `time <= asOf` is false.
inline constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

enum class OrderStatus : std::uint8_t {
    Created,
    Approved,
    Invoiced,
    Processing,
    Shipped,
    Delivered,
    Unavailable,
    Canceled
};

/// The trade facts as columns, read once and scanned many times (features of several days,
/// recommendations, the overview). Merchants, orders, products, buyers and categories are dense
/// numbers here: positions in these vectors. Immutable after load; shared between threads.
struct TradeColumns {
    // merchants, by merchant_key
    std::vector<std::int64_t> merchantKey;
    std::vector<std::string> merchantId;
    std::vector<std::int64_t> merchantRegisteredAt; ///< seconds; kNever when unknown
    std::vector<std::uint32_t> merchantItemBegin; ///< merchants + 1: the merchant's range of item*
    // items, by merchant, time, order, item number
    std::vector<std::int64_t> itemOrderedAt;
    std::vector<std::uint32_t> itemOrder;
    std::vector<std::uint32_t> itemProduct;
    std::vector<std::int64_t> itemPrice;   ///< minor units
    std::vector<std::int64_t> itemFreight; ///< minor units
    std::vector<std::int64_t> itemShipBy;  ///< kNever when unknown
    // orders
    std::vector<std::int64_t> orderKey;
    std::vector<std::int64_t> orderedAt;
    std::vector<std::int64_t> approvedAt;
    std::vector<std::int64_t> shippedAt;
    std::vector<std::int64_t> deliveredAt;
    std::vector<std::int64_t> promisedAt;
    std::vector<std::uint32_t> orderBuyer;
    std::vector<OrderStatus> orderStatus;
    std::vector<std::int64_t> orderReviewAt;    ///< of the order's first review; kNever = none
    std::vector<std::uint8_t> orderReviewScore; ///< of the order's first review; 0 = none
    // products
    std::vector<std::int64_t> productKey;
    std::vector<std::string> productId;
    std::vector<std::uint32_t> productCategory; ///< kNone when unknown
    // categories and buyers
    std::vector<std::int64_t> categoryKey;
    std::vector<std::string> categoryId;
    std::vector<std::string> categoryNameZh; ///< empty when untranslated
    std::vector<std::string> categoryNameEn;
    std::vector<std::string> buyerId;

    std::string currency;
    std::int64_t firstOrderedAt = 0; ///< 0 when there are no orders
    std::int64_t lastOrderedAt = 0;

    std::size_t merchants() const { return merchantKey.size(); }
    std::size_t items() const { return itemOrder.size(); }
    std::size_t orders() const { return orderKey.size(); }
    std::size_t products() const { return productKey.size(); }

    /// The moment from which the order counts as cancelled. Sources give a cancelled order no time
    /// of cancelling; by the promised day (else 30 days after the order) it is known to everyone,
    /// so using it from then on never looks ahead. kNever when the order is not cancelled.
    std::int64_t cancelledKnownAt(std::size_t order) const;
};

/// The last day that holds at least half the orders of the median day (of the days with orders):
/// exports often end with a ragged tail that says nothing about the merchants. The as-of day that
/// everybody takes when none is given. Only orders up to the end of `upTo` are looked at. Empty
/// without orders. O(orders).
std::optional<Day> lastFullDay(const TradeColumns& trade, std::optional<Day> upTo = {});

/// One scan per table, O(rows). Errors: those of db, Cancelled, MemoryLimit (over 2^32 items),
/// IntegrityFault (a row that refers to nothing).
Result<TradeColumns> readTradeColumns(db::Database& mart, TaskContext& context);

} // namespace mops::mart
