#pragma once

#include "core/base/task_context.h"
#include "core/mart/merchant_table.h"

#include <memory>
#include <vector>

namespace mops::ui {

/// What the operator wants to see of all merchants.
struct MerchantQuestion {
    mart::MerchantFilter filter;
    mart::MerchantColumn sortBy = mart::MerchantColumn::Turnover30;
    bool descending = true;
};

struct SegmentCount {
    int segment = -1;
    std::int64_t rows = 0;
};

/// The answer: rows in order, and what each facet could be changed to, with counts.
struct MerchantAnswer {
    std::vector<std::uint32_t> rows;
    std::vector<mart::FacetValue> regions; ///< under the other filters
    std::vector<mart::FacetValue> categories;
    std::vector<SegmentCount> segments;
};

/// O(rows log rows); for a job. A facet's counts leave its own filter out.
MerchantAnswer answerMerchants(const mart::MerchantTable& table, const MerchantQuestion& question);

} // namespace mops::ui
