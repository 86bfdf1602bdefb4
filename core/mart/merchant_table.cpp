#include "core/mart/merchant_table.h"

#include "core/base/text.h"
#include "core/db/statement.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace mops::mart {
namespace {

constexpr std::size_t kRowsBetweenCancelChecks = 1 << 12;
constexpr std::int64_t kRecentSeconds = 30 * kSecondsPerDay;
constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

/// Gives each text one code; code 0 is "" = unknown.
class DictionaryBuilder {
public:
    explicit DictionaryBuilder(Dictionary& dictionary)
        : m_dictionary(dictionary) {
        m_dictionary.texts = {""};
        m_codes.emplace("", 0);
    }
    void add(std::string_view text) {
        auto found = m_codes.find(std::string(text));
        if (found == m_codes.end()) {
            found = m_codes.emplace(text, static_cast<std::uint32_t>(m_dictionary.texts.size())).first;
            m_dictionary.texts.emplace_back(text);
        }
        m_dictionary.codes.push_back(found->second);
    }

private:
    Dictionary& m_dictionary;
    std::unordered_map<std::string, std::uint32_t> m_codes;
};

void addText(std::vector<char>& arena, std::vector<std::uint32_t>& begin, std::string_view text) {
    begin.push_back(static_cast<std::uint32_t>(arena.size()));
    arena.insert(arena.end(), text.begin(), text.end());
}

void readMerchants(db::Database& mart, MerchantTable& table) {
    DictionaryBuilder region(table.region);
    DictionaryBuilder city(table.city);
    DictionaryBuilder category(table.category);
    DictionaryBuilder status(table.status);
    db::Statement merchants(mart, "SELECT m.merchant_key, m.merchant_id, m.name, m.region, m.city, "
                                  "c.category_id, m.status, m.registered_at FROM dim_merchant m "
                                  "LEFT JOIN dim_category c ON c.category_key = m.category_key "
                                  "ORDER BY m.merchant_key");
    while (merchants.step()) {
        table.merchantKey.push_back(merchants.integer(0));
        addText(table.ids, table.idBegin, merchants.text(1));
        addText(table.names, table.nameBegin, merchants.text(2));
        region.add(merchants.text(3));
        city.add(merchants.text(4));
        category.add(merchants.text(5));
        status.add(merchants.text(6));
        table.registeredAt.push_back(merchants.optionalInteger(7).value_or(kNever));
    }
    table.idBegin.push_back(static_cast<std::uint32_t>(table.ids.size()));
    table.nameBegin.push_back(static_cast<std::uint32_t>(table.names.size()));
}

/// What the items of one merchant add up to.
void addTrade(const TradeColumns& trade, std::size_t merchant, std::size_t row, MerchantTable& table) {
    std::uint32_t previous = kNone;
    std::int64_t reviews = 0, stars = 0, deliveries = 0, late = 0;
    for (std::uint32_t item = trade.merchantItemBegin[merchant];
         item < trade.merchantItemBegin[merchant + 1]; ++item) {
        const std::uint32_t order = trade.itemOrder[item];
        const bool cancelled = trade.cancelledKnownAt(order) <= trade.lastOrderedAt;
        if (!cancelled) {
            table.turnover[row] += trade.itemPrice[item];
            if (trade.itemOrderedAt[item] > trade.lastOrderedAt - kRecentSeconds)
                table.turnover30[row] += trade.itemPrice[item];
        }
        if (order == previous)
            continue;
        previous = order;
        ++table.orders[row];
        table.lastOrderAt[row] = trade.orderedAt[order];
        if (trade.orderReviewScore[order] > 0) {
            ++reviews;
            stars += trade.orderReviewScore[order];
        }
        if (trade.deliveredAt[order] != kNever && trade.promisedAt[order] != kNever) {
            ++deliveries;
            late += trade.deliveredAt[order] > trade.promisedAt[order] ? 1 : 0;
        }
    }
    if (reviews > 0)
        table.reviewMean[row] = static_cast<float>(stars) / static_cast<float>(reviews);
    if (deliveries > 0)
        table.lateShare[row] = static_cast<float>(late) / static_cast<float>(deliveries);
}

std::size_t rowOf(const MerchantTable& table, std::int64_t merchantKey) {
    const auto found =
        std::lower_bound(table.merchantKey.begin(), table.merchantKey.end(), merchantKey);
    return found == table.merchantKey.end() || *found != merchantKey
               ? table.rows()
               : static_cast<std::size_t>(found - table.merchantKey.begin());
}

void readThought(db::Database& mart, MerchantTable& table) {
    db::Statement scores(mart, "SELECT merchant_key, probability FROM score WHERE run_id = "
                               "(SELECT max(run_id) FROM score_run)");
    while (scores.step())
        if (const std::size_t row = rowOf(table, scores.integer(0)); row < table.rows())
            table.riskProbability[row] = static_cast<float>(scores.real(1));
    db::Statement members(mart, "SELECT merchant_key, segment_id FROM segment_member WHERE run_id = "
                                "(SELECT max(run_id) FROM segment_run)");
    while (members.step())
        if (const std::size_t row = rowOf(table, members.integer(0)); row < table.rows())
            table.segment[row] = static_cast<std::int32_t>(members.integer(1));
    db::Statement names(mart, "SELECT segment_id, name_code FROM segment WHERE run_id = "
                              "(SELECT max(run_id) FROM segment_run) ORDER BY segment_id");
    while (names.step()) {
        const auto at = static_cast<std::size_t>(names.integer(0));
        table.segmentNames.resize(std::max(table.segmentNames.size(), at + 1));
        table.segmentNames[at] = names.text(1);
    }
}

template <class Key, class Unknown>
void sortBy(std::vector<std::uint32_t>& rows, bool descending, Key key, Unknown unknown) {
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        const bool aUnknown = unknown(a);
        const bool bUnknown = unknown(b);
        if (aUnknown || bUnknown)
            return !aUnknown && bUnknown;
        return descending ? key(b) < key(a) : key(a) < key(b);
    });
}

/// Texts are ranked once; then rows compare numbers.
void sortByDictionary(const Dictionary& column, bool descending, std::vector<std::uint32_t>& rows) {
    std::vector<std::uint32_t> order(column.texts.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return column.texts[a] < column.texts[b]; });
    std::vector<std::uint32_t> rank(order.size());
    for (std::uint32_t at = 0; at < order.size(); ++at)
        rank[order[at]] = at;
    sortBy(
        rows, descending, [&](auto row) { return rank[column.codes[row]]; },
        [&](auto row) { return column.codes[row] == 0; });
}

} // namespace

Result<MerchantTable> readMerchantTable(db::Database& mart, const TradeColumns& trade,
                                        TaskContext& context) {
    return db::guarded([&]() -> Result<MerchantTable> {
        MerchantTable table;
        readMerchants(mart, table);
        const std::size_t rows = table.rows();
        table.orders.assign(rows, 0);
        table.turnover.assign(rows, 0);
        table.turnover30.assign(rows, 0);
        table.reviewMean.assign(rows, kUnknown);
        table.lateShare.assign(rows, kUnknown);
        table.lastOrderAt.assign(rows, kNever);
        table.riskProbability.assign(rows, kUnknown);
        table.segment.assign(rows, -1);
        table.currency = trade.currency;
        for (std::size_t merchant = 0; merchant < trade.merchants(); ++merchant) {
            if (merchant % kRowsBetweenCancelChecks == 0 && context.cancelled())
                return fail(ErrorCode::Cancelled);
            if (const std::size_t row = rowOf(table, trade.merchantKey[merchant]); row < rows)
                addTrade(trade, merchant, row, table);
        }
        readThought(mart, table);
        return table;
    });
}

std::vector<std::uint32_t> filterMerchants(const MerchantTable& table, const MerchantFilter& filter) {
    const auto codeOf = [](const Dictionary& column, const std::string& text) {
        const auto found = std::find(column.texts.begin(), column.texts.end(), text);
        return found == column.texts.end()
                   ? kNone
                   : static_cast<std::uint32_t>(found - column.texts.begin());
    };
    const std::uint32_t region = codeOf(table.region, filter.region);
    const std::uint32_t category = codeOf(table.category, filter.category);
    const std::string wanted = asciiLower(filter.text);
    const auto holds = [&](std::string_view text) {
        return std::search(text.begin(), text.end(), wanted.begin(), wanted.end(),
                           [](char a, char b) {
                               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
                           }) != text.end();
    };
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < table.rows(); ++row) {
        if (!filter.region.empty() && table.region.codes[row] != region)
            continue;
        if (!filter.category.empty() && table.category.codes[row] != category)
            continue;
        if (filter.segment >= 0 && table.segment[row] != filter.segment)
            continue;
        // NaN fails the comparison: who was not scored has no known risk.
        if (filter.minRisk >= 0 && !(static_cast<double>(table.riskProbability[row]) >= filter.minRisk))
            continue;
        if (table.orders[row] < filter.minOrders)
            continue;
        if (!wanted.empty() && !holds(table.name(row)) && !holds(table.id(row)))
            continue;
        rows.push_back(row);
    }
    return rows;
}

void sortMerchants(const MerchantTable& table, MerchantColumn column, bool descending,
                   std::vector<std::uint32_t>& rows) {
    const auto numbers = [&](const auto& values, auto unknown) {
        sortBy(
            rows, descending, [&](auto row) { return values[row]; },
            [&](auto row) { return unknown(values[row]); });
    };
    const auto never = [](std::int64_t value) { return value == kNever; };
    const auto missing = [](float value) { return std::isnan(value); };
    const auto known = [](auto) { return false; };
    switch (column) {
    case MerchantColumn::Name:
        sortBy(
            rows, descending, [&](auto row) { return table.name(row); },
            [&](auto row) { return table.name(row).empty(); });
        return;
    case MerchantColumn::Id:
        sortBy(rows, descending, [&](auto row) { return table.id(row); }, known);
        return;
    case MerchantColumn::Region: sortByDictionary(table.region, descending, rows); return;
    case MerchantColumn::City: sortByDictionary(table.city, descending, rows); return;
    case MerchantColumn::Category: sortByDictionary(table.category, descending, rows); return;
    case MerchantColumn::Status: sortByDictionary(table.status, descending, rows); return;
    case MerchantColumn::RegisteredAt: numbers(table.registeredAt, never); return;
    case MerchantColumn::Orders: numbers(table.orders, known); return;
    case MerchantColumn::Turnover: numbers(table.turnover, known); return;
    case MerchantColumn::Turnover30: numbers(table.turnover30, known); return;
    case MerchantColumn::ReviewMean: numbers(table.reviewMean, missing); return;
    case MerchantColumn::LateShare: numbers(table.lateShare, missing); return;
    case MerchantColumn::LastOrderAt: numbers(table.lastOrderAt, never); return;
    case MerchantColumn::Risk: numbers(table.riskProbability, missing); return;
    case MerchantColumn::Segment:
        numbers(table.segment, [](std::int32_t segment) { return segment < 0; });
        return;
    }
}

std::vector<FacetValue> facet(const Dictionary& column, std::span<const std::uint32_t> rows) {
    std::vector<std::int64_t> counts(column.texts.size(), 0);
    for (const std::uint32_t row : rows)
        ++counts[column.codes[row]];
    std::vector<FacetValue> values;
    for (std::size_t code = 0; code < counts.size(); ++code)
        if (counts[code] > 0)
            values.push_back({column.texts[code], counts[code]});
    std::stable_sort(values.begin(), values.end(),
                     [](const auto& a, const auto& b) { return a.rows > b.rows; });
    return values;
}

} // namespace mops::mart
