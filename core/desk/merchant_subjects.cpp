#include "core/desk/merchant_subjects.h"

#include "core/base/date.h"
#include "core/features/merchant_features.h"

#include <algorithm>
#include <limits>
#include <map>

namespace mops::desk {
namespace {

constexpr std::size_t kMerchantsBetweenCancelChecks = 4'096;
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr auto kFeatures = static_cast<std::size_t>(features::Column::Count);

double share(double part, double whole) {
    return whole > 0 ? part / whole : kMissing;
}

std::uint32_t codeOf(const Texts& texts, std::size_t row) {
    return texts.codes[row];
}

} // namespace

/// Fills one frame, merchant by merchant.
class MerchantSubjects::Filler {
public:
    Filler(const MerchantSubjects& subjects, std::int64_t asOf)
        : m_subjects(subjects)
        , m_facts(subjects.m_facts)
        , m_trade(subjects.m_facts.trade)
        , m_asOf(asOf)
        , m_from90(asOf - 90 * kSecondsPerDay)
        , m_wantsFeatures(!subjects.m_columns.empty() && subjects.m_columns.front() < kFeatures)
        , m_categories(m_trade.categoryKey.size(), 0) {
        if (m_wantsFeatures)
            m_features.emplace(m_trade, asOf);
        m_frame.columns.resize(static_cast<std::size_t>(MerchantColumn::Count));
        for (const std::size_t column : subjects.m_columns) {
            if (is(column, MerchantColumn::MerchantId))
                m_frame.columns[column].texts = m_trade.merchantId;
            else if (is(column, MerchantColumn::Name))
                m_frame.columns[column].texts = m_facts.merchantName.texts;
            else if (is(column, MerchantColumn::Region))
                m_frame.columns[column].texts = m_facts.merchantRegion.texts;
            else if (is(column, MerchantColumn::City))
                m_frame.columns[column].texts = m_facts.merchantCity.texts;
            else if (is(column, MerchantColumn::Category))
                m_frame.columns[column].texts = m_trade.categoryId;
        }
    }

    void add(std::uint32_t merchant) {
        const std::size_t begin = m_trade.merchantItemBegin[merchant];
        const std::size_t end = m_trade.merchantItemBegin[merchant + 1];
        if (begin == end || m_trade.itemOrderedAt[begin] > m_asOf)
            return;
        features::FeatureValues values{};
        if (m_wantsFeatures)
            m_features->compute(merchant, values);
        for (const std::size_t column : m_subjects.m_columns) {
            SubjectColumn& filled = m_frame.columns[column];
            if (column < kFeatures)
                filled.numbers.push_back(values[column]);
            else
                fill(static_cast<MerchantColumn>(column), merchant, filled);
        }
        m_frame.subject.push_back(merchant);
    }

    SubjectFrame take() { return std::move(m_frame); }

private:
    static bool is(std::size_t column, MerchantColumn which) {
        return column == static_cast<std::size_t>(which);
    }

    void fill(MerchantColumn which, std::uint32_t merchant, SubjectColumn& column) {
        switch (which) {
        case MerchantColumn::MerchantId: column.codes.push_back(merchant); break;
        case MerchantColumn::Name:
            column.codes.push_back(codeOf(m_facts.merchantName, merchant));
            break;
        case MerchantColumn::Region:
            column.codes.push_back(codeOf(m_facts.merchantRegion, merchant));
            break;
        case MerchantColumn::City:
            column.codes.push_back(codeOf(m_facts.merchantCity, merchant));
            break;
        case MerchantColumn::Category: column.codes.push_back(mainCategory(merchant)); break;
        case MerchantColumn::TopBuyerShare90:
            column.numbers.push_back(topBuyerShare(merchant));
            break;
        case MerchantColumn::BusiestDayShare90:
            column.numbers.push_back(busiestDayShare(merchant));
            break;
        case MerchantColumn::AfterSales90:
            column.numbers.push_back(afterSales(merchant, std::nullopt));
            break;
        case MerchantColumn::AfterSaleShare90: {
            const auto orders = static_cast<double>(recentOrders(merchant).size());
            column.numbers.push_back(share(afterSales(merchant, std::nullopt), orders));
            break;
        }
        case MerchantColumn::NotReceived90:
            column.numbers.push_back(afterSales(merchant, AfterSales::NotReceived));
            break;
        case MerchantColumn::Counterfeit90:
            column.numbers.push_back(afterSales(merchant, AfterSales::Counterfeit));
            break;
        case MerchantColumn::LinkedMerchants:
            column.numbers.push_back(linkedMerchants(merchant));
            break;
        case MerchantColumn::Count: break;
        }
    }

    /// The merchant's orders of the last 90 days, in time order. Valid until the next call.
    const std::vector<std::uint32_t>& recentOrders(std::uint32_t merchant) {
        const auto first = m_trade.itemOrderedAt.begin() + m_trade.merchantItemBegin[merchant];
        const auto last = m_trade.itemOrderedAt.begin() + m_trade.merchantItemBegin[merchant + 1];
        m_orders.clear();
        for (auto at = std::upper_bound(first, last, m_from90); at != last && *at <= m_asOf; ++at) {
            const std::uint32_t order =
                m_trade.itemOrder[static_cast<std::size_t>(at - m_trade.itemOrderedAt.begin())];
            if (m_orders.empty() || m_orders.back() != order)
                m_orders.push_back(order);
        }
        return m_orders;
    }

    double topBuyerShare(std::uint32_t merchant) {
        std::vector<std::uint32_t> buyers;
        for (const std::uint32_t order : recentOrders(merchant))
            buyers.push_back(m_trade.orderBuyer[order]);
        std::sort(buyers.begin(), buyers.end());
        return share(longestRun(buyers), static_cast<double>(buyers.size()));
    }

    double busiestDayShare(std::uint32_t merchant) {
        std::vector<std::uint32_t> days;
        for (const std::uint32_t order : recentOrders(merchant))
            days.push_back(static_cast<std::uint32_t>(
                dayOf(fromSeconds(m_trade.orderedAt[order])).time_since_epoch().count()));
        return share(longestRun(days), static_cast<double>(days.size()));
    }

    static double longestRun(const std::vector<std::uint32_t>& values) {
        double longest = 0;
        double run = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            run = i > 0 && values[i] == values[i - 1] ? run + 1 : 1;
            longest = std::max(longest, run);
        }
        return longest;
    }

    /// Most items so far; of equals the one with the smaller key.
    std::uint32_t mainCategory(std::uint32_t merchant) {
        std::uint32_t best = db::ColumnData::kNull;
        const std::size_t begin = m_trade.merchantItemBegin[merchant];
        const std::size_t end = m_trade.merchantItemBegin[merchant + 1];
        std::size_t item = begin;
        for (; item < end && m_trade.itemOrderedAt[item] <= m_asOf; ++item)
            if (const std::uint32_t category = m_trade.productCategory[m_trade.itemProduct[item]];
                category != mart::kNone)
                ++m_categories[category];
        const std::size_t stop = item;
        for (item = begin; item < stop; ++item) {
            const std::uint32_t category = m_trade.productCategory[m_trade.itemProduct[item]];
            if (category == mart::kNone)
                continue;
            if (best == db::ColumnData::kNull || m_categories[category] > m_categories[best] ||
                (m_categories[category] == m_categories[best] && category < best))
                best = category;
        }
        for (item = begin; item < stop; ++item)
            if (const std::uint32_t category = m_trade.productCategory[m_trade.itemProduct[item]];
                category != mart::kNone)
                m_categories[category] = 0;
        return best;
    }

    double afterSales(std::uint32_t merchant, std::optional<AfterSales::Kind> kind) const {
        const AfterSales& sales = m_facts.afterSales;
        const auto first = sales.openedAt.begin() + sales.begin[merchant];
        const auto last = sales.openedAt.begin() + sales.begin[merchant + 1];
        double count = 0;
        for (auto at = std::upper_bound(first, last, m_from90); at != last && *at <= m_asOf; ++at)
            if (!kind || sales.kind[static_cast<std::size_t>(at - sales.openedAt.begin())] == *kind)
                ++count;
        return count;
    }

    double linkedMerchants(std::uint32_t merchant) const {
        std::vector<std::uint32_t> others;
        for (const std::uint32_t own : m_subjects.m_byMerchant[merchant]) {
            if (m_facts.identities[own].appliedAt > m_asOf)
                continue;
            for (const std::uint32_t mark : m_facts.identities[own].marks)
                for (const std::uint32_t other : m_subjects.m_byMark[mark])
                    if (m_facts.identities[other].merchant != merchant &&
                        m_facts.identities[other].appliedAt <= m_asOf)
                        others.push_back(m_facts.identities[other].merchant);
        }
        std::sort(others.begin(), others.end());
        return static_cast<double>(std::unique(others.begin(), others.end()) - others.begin());
    }

    const MerchantSubjects& m_subjects;
    const PastFacts& m_facts;
    const mart::TradeColumns& m_trade;
    std::int64_t m_asOf;
    std::int64_t m_from90;
    bool m_wantsFeatures;
    std::optional<features::MerchantFeatures> m_features;
    std::vector<std::int32_t> m_categories; ///< items of the merchant at hand
    std::vector<std::uint32_t> m_orders;
    SubjectFrame m_frame;
};

MerchantSubjects::MerchantSubjects(const PastFacts& facts, std::vector<std::size_t> columns)
    : m_facts(facts)
    , m_columns(std::move(columns))
    , m_byMerchant(facts.trade.merchants()) {
    std::sort(m_columns.begin(), m_columns.end());
    for (std::uint32_t number = 0; number < facts.identities.size(); ++number) {
        const Identity& identity = facts.identities[number];
        m_byMerchant[identity.merchant].push_back(number);
        for (const std::uint32_t mark : identity.marks) {
            if (mark >= m_byMark.size())
                m_byMark.resize(mark + 1);
            m_byMark[mark].push_back(number);
        }
    }
}

Result<SubjectFrame> MerchantSubjects::at(std::int64_t asOf, TaskContext& context) const {
    Filler filler(*this, asOf);
    for (std::uint32_t merchant = 0; merchant < m_facts.trade.merchants(); ++merchant) {
        if (merchant % kMerchantsBetweenCancelChecks == 0 && context.cancelled())
            return fail(ErrorCode::Cancelled);
        filler.add(merchant);
    }
    return filler.take();
}

} // namespace mops::desk
