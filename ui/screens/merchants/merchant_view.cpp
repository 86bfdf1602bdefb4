#include "ui/screens/merchants/merchant_view.h"

#include <algorithm>
#include <map>

namespace mops::ui {

MerchantAnswer answerMerchants(const mart::MerchantTable& table, const MerchantQuestion& question) {
    MerchantAnswer answer;
    answer.rows = mart::filterMerchants(table, question.filter);
    const auto rowsWithout = [&](auto member, auto nothing) {
        mart::MerchantFilter filter = question.filter;
        if (filter.*member == nothing)
            return answer.rows;
        filter.*member = nothing;
        return mart::filterMerchants(table, filter);
    };
    answer.regions =
        mart::facet(table.region, rowsWithout(&mart::MerchantFilter::region, std::string()));
    answer.categories =
        mart::facet(table.category, rowsWithout(&mart::MerchantFilter::category, std::string()));
    std::map<int, std::int64_t> segments;
    for (const std::uint32_t row : rowsWithout(&mart::MerchantFilter::segment, -1))
        if (table.segment[row] >= 0)
            ++segments[table.segment[row]];
    for (const auto& [segment, rows] : segments)
        answer.segments.push_back({segment, rows});
    mart::sortMerchants(table, question.sortBy, question.descending, answer.rows);
    return answer;
}

} // namespace mops::ui
