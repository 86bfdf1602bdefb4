#pragma once

#include "core/base/result.h"
#include "core/db/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mops::mart {

struct MerchantOrderRow {
    std::string orderId;
    std::string status;
    std::string productId;
    std::string categoryId;
    std::int64_t priceMinor = 0;
    std::int64_t freightMinor = 0;
    std::int64_t orderedAt = 0;
    std::optional<std::int64_t> deliveredAt;
    std::optional<std::int64_t> promisedAt;
    std::optional<std::int64_t> reviewScore;
    std::string comment;
};

/// The facts of one merchant: who it is and its newest order lines, newest first.
struct MerchantPage {
    std::int64_t merchantKey = 0;
    std::string merchantId;
    std::string name;
    std::string region;
    std::string city;
    std::string categoryId;
    std::string status;
    std::optional<std::int64_t> registeredAt;
    std::string currency;
    std::vector<MerchantOrderRow> lines; ///< at most `limit`
    std::vector<std::int64_t> weekBegin; ///< Mondays, seconds
    std::vector<std::int64_t>
        weekTurnover; ///< minor units per week, all weeks of the merchant's life
    std::vector<std::int32_t> weekOrders;
};

/// Which lines are wanted: all, or only those that show a problem.
enum class LineFilter { All, Late, LowReview, Cancelled };

/// Clustered read of one merchant. Errors: NotFound.
Result<MerchantPage> readMerchantPage(db::Database& mart, const std::string& merchantId,
                                      LineFilter filter, int limit);

} // namespace mops::mart
