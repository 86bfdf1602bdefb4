#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/base/text_columns.h"
#include "core/db/database.h"
#include "core/mart/trade_columns.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mops::mart {

using mops::Dictionary;
using mops::facet;
using mops::FacetValue;

/// All merchants as columns: what the merchants page scrolls, sorts and filters in memory.
struct MerchantTable {
    std::vector<std::int64_t> merchantKey;
    std::vector<char> names;              ///< arena, UTF-8
    std::vector<std::uint32_t> nameBegin; ///< rows + 1
    std::vector<char> ids;                ///< arena
    std::vector<std::uint32_t> idBegin;   ///< rows + 1
    Dictionary region;
    Dictionary city;
    Dictionary category; ///< category_id
    Dictionary status;
    std::vector<std::int64_t> registeredAt; ///< kNever when unknown
    std::vector<std::int32_t> orders;       ///< all time
    std::vector<std::int64_t> turnover;     ///< minor units, all time
    std::vector<std::int64_t> turnover30;   ///< of the last 30 days of data
    std::vector<float> reviewMean;          ///< NaN without reviews
    std::vector<float> lateShare;           ///< NaN without deliveries
    std::vector<std::int64_t> lastOrderAt;  ///< kNever without orders
    std::vector<float> riskProbability;     ///< of the latest score run; NaN when not scored
    std::vector<std::int32_t> segment;      ///< of the latest segment run; −1 when in none
    std::vector<std::string> segmentNames;  ///< name_code per segment_id
    std::string currency;

    std::size_t rows() const { return merchantKey.size(); }
    std::string_view name(std::size_t row) const {
        return {names.data() + nameBegin[row], nameBegin[row + 1] - nameBegin[row]};
    }
    std::string_view id(std::size_t row) const {
        return {ids.data() + idBegin[row], idBegin[row + 1] - idBegin[row]};
    }
};

/// O(merchants + items). Rows in the order of merchant_key.
Result<MerchantTable> readMerchantTable(db::Database& mart, const TradeColumns& trade,
                                        TaskContext& context);

enum class MerchantColumn {
    Name,
    Id,
    Region,
    City,
    Category,
    Status,
    RegisteredAt,
    Orders,
    Turnover,
    Turnover30,
    ReviewMean,
    LateShare,
    LastOrderAt,
    Risk,
    Segment
};

struct MerchantFilter {
    std::string text = {};     ///< substring of name or id, ASCII case ignored
    std::string region = {};   ///< exact; empty = all
    std::string category = {}; ///< exact; empty = all
    int segment = -1;          ///< −1 = all
    double minRisk = -1;       ///< −1 = all
    std::int64_t minOrders = 0;
};

/// Rows that pass, in table order. O(rows).
std::vector<std::uint32_t> filterMerchants(const MerchantTable& table,
                                           const MerchantFilter& filter);

/// Sorts row numbers in place, stable; unknown values last in both directions.
void sortMerchants(const MerchantTable& table, MerchantColumn column, bool descending,
                   std::vector<std::uint32_t>& rows);

} // namespace mops::mart
