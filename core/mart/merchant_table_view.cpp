// Filter and sort of the merchant table: what happens between two key strokes.
#include "core/mart/merchant_table.h"

#include "core/base/row_sort.h"
#include "core/base/text.h"

namespace mops::mart {
namespace {

void sortByTime(const std::vector<std::int64_t>& column, bool descending,
                std::vector<std::uint32_t>& rows) {
    sortRowsByKey(rows, descending, [&](std::uint32_t row) {
        return column[row] == kNever ? kUnknownKey : sortKey(column[row]);
    });
}

void sortByNumber(const std::vector<float>& column, bool descending,
                  std::vector<std::uint32_t>& rows) {
    sortRowsByKey(rows, descending, [&](std::uint32_t row) { return sortKey(column[row]); });
}

} // namespace

std::vector<std::uint32_t> filterMerchants(const MerchantTable& table,
                                           const MerchantFilter& filter) {
    std::vector<std::uint32_t> rows;
    const auto region = table.region.codeOf(filter.region);
    const auto category = table.category.codeOf(filter.category);
    if ((!filter.region.empty() && !region) || (!filter.category.empty() && !category))
        return rows;
    const std::string_view text = trim(filter.text);
    std::vector<char> hit;
    if (!text.empty()) {
        hit.assign(table.rows(), 0);
        const ArenaSearch search(text);
        search.mark(table.names, table.nameBegin, hit);
        search.mark(table.ids, table.idBegin, hit);
    }
    rows.reserve(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!hit.empty() && hit[row] == 0)
            continue;
        if (!filter.region.empty() && table.region.codes[row] != *region)
            continue;
        if (!filter.category.empty() && table.category.codes[row] != *category)
            continue;
        if (filter.segment >= 0 && table.segment[row] != filter.segment)
            continue;
        // NaN (not scored) is below every limit.
        if (filter.minRisk >= 0 &&
            !(static_cast<double>(table.riskProbability[row]) >= filter.minRisk))
            continue;
        if (table.orders[row] < filter.minOrders)
            continue;
        rows.push_back(static_cast<std::uint32_t>(row));
    }
    return rows;
}

void sortMerchants(const MerchantTable& table, MerchantColumn column, bool descending,
                   std::vector<std::uint32_t>& rows) {
    switch (column) {
    case MerchantColumn::Name:
        return sortRowsByText(rows, descending, [&](std::uint32_t row) { return table.name(row); });
    case MerchantColumn::Id:
        return sortRowsByText(rows, descending, [&](std::uint32_t row) { return table.id(row); });
    case MerchantColumn::Region: return sortRowsByDictionary(table.region, descending, rows);
    case MerchantColumn::City: return sortRowsByDictionary(table.city, descending, rows);
    case MerchantColumn::Category: return sortRowsByDictionary(table.category, descending, rows);
    case MerchantColumn::Status: return sortRowsByDictionary(table.status, descending, rows);
    case MerchantColumn::RegisteredAt: return sortByTime(table.registeredAt, descending, rows);
    case MerchantColumn::LastOrderAt: return sortByTime(table.lastOrderAt, descending, rows);
    case MerchantColumn::Orders:
        return sortRowsByKey(rows, descending, [&](std::uint32_t row) {
            return sortKey(static_cast<std::int64_t>(table.orders[row]));
        });
    case MerchantColumn::Turnover:
        return sortRowsByKey(rows, descending,
                             [&](std::uint32_t row) { return sortKey(table.turnover[row]); });
    case MerchantColumn::Turnover30:
        return sortRowsByKey(rows, descending,
                             [&](std::uint32_t row) { return sortKey(table.turnover30[row]); });
    case MerchantColumn::ReviewMean: return sortByNumber(table.reviewMean, descending, rows);
    case MerchantColumn::LateShare: return sortByNumber(table.lateShare, descending, rows);
    case MerchantColumn::Risk: return sortByNumber(table.riskProbability, descending, rows);
    case MerchantColumn::Segment:
        return sortRowsByKey(rows, descending, [&](std::uint32_t row) {
            return table.segment[row] < 0 ? kUnknownKey
                                          : static_cast<std::uint64_t>(table.segment[row]);
        });
    }
}

} // namespace mops::mart
