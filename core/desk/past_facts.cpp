#include "core/desk/past_facts.h"

#include "core/db/column_table.h"
#include "core/db/statement.h"
#include "core/desk/subject_columns.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string_view>
#include <unordered_map>

namespace mops::desk {
namespace {

constexpr std::size_t kRowsBetweenCancelChecks = 1 << 15;
constexpr float kNowhere = std::numeric_limits<float>::quiet_NaN();

/// Gives equal texts equal numbers.
class TextNumbers {
public:
    explicit TextNumbers(Texts& texts)
        : m_texts(texts) {}

    std::uint32_t numberOf(std::string_view text) {
        const auto found = m_numbers.find(std::string(text));
        if (found != m_numbers.end())
            return found->second;
        const auto number = static_cast<std::uint32_t>(m_texts.texts.size());
        m_numbers.emplace(text, number);
        m_texts.texts.emplace_back(text);
        return number;
    }

    void add(const db::Statement& row, int column) {
        m_texts.codes.push_back(row.isNull(column) ? db::ColumnData::kNull
                                                   : numberOf(row.text(column)));
    }

private:
    Texts& m_texts;
    std::unordered_map<std::string, std::uint32_t> m_numbers;
};

class Reader {
public:
    Reader(db::Database& mart, TaskContext& context)
        : m_mart(mart)
        , m_context(context) {}

    PastFacts read(RuleSubject subject, std::span<const std::size_t> columns) {
        auto trade = mart::readTradeColumns(m_mart, m_context);
        if (!trade)
            throw db::DatabaseFailure(trade.error());
        m_facts.trade = std::move(*trade);
        if (subject == RuleSubject::Merchant)
            readForMerchants(columns);
        else
            readForOrders(columns);
        return std::move(m_facts);
    }

private:
    template <class Column, class... More>
    static bool asks(std::span<const std::size_t> columns, Column first, More... more) {
        const auto has = [&](Column column) {
            return std::find(columns.begin(), columns.end(), static_cast<std::size_t>(column)) !=
                   columns.end();
        };
        return (has(first) || ... || has(more));
    }

    void readForMerchants(std::span<const std::size_t> columns) {
        using C = MerchantColumn;
        if (asks(columns, C::Name, C::Region, C::City))
            readMerchants(false);
        if (asks(columns, C::AfterSales90, C::AfterSaleShare90, C::NotReceived90, C::Counterfeit90))
            readAfterSales();
        if (asks(columns, C::LinkedMerchants))
            readIdentities();
    }

    void readForOrders(std::span<const std::size_t> columns) {
        using C = OrderColumn;
        const bool places = asks(columns, C::DistanceKm);
        if (places)
            readPlaces();
        if (places || asks(columns, C::MerchantRegion))
            readMerchants(places);
        if (places || asks(columns, C::BuyerRegion))
            readBuyers(places);
        if (asks(columns, C::PaymentMethod, C::Installments))
            readPayments();
    }

    void askCancelled(std::size_t row) const {
        if (row % kRowsBetweenCancelChecks == 0 && m_context.cancelled())
            throw db::DatabaseFailure(Error{ErrorCode::Cancelled, {}, {}});
    }

    Place placeOf(const db::Statement& row, int column) const {
        const auto found = m_places.find(std::string(row.text(column)));
        return found == m_places.end() ? Place{kNowhere, kNowhere} : found->second;
    }

    void readMerchants(bool places) {
        TextNumbers names(m_facts.merchantName);
        TextNumbers regions(m_facts.merchantRegion);
        TextNumbers cities(m_facts.merchantCity);
        db::Statement row(m_mart, "SELECT name, region, city, zip_prefix FROM dim_merchant "
                                  "ORDER BY merchant_key");
        while (row.step()) {
            names.add(row, 0);
            regions.add(row, 1);
            cities.add(row, 2);
            if (places)
                m_facts.merchantPlace.push_back(placeOf(row, 3));
        }
    }

    void readBuyers(bool places) {
        TextNumbers regions(m_facts.buyerRegion);
        db::Statement row(m_mart, "SELECT region, zip_prefix FROM dim_buyer ORDER BY buyer_key");
        for (std::size_t rows = 0; row.step(); ++rows) {
            askCancelled(rows);
            regions.add(row, 0);
            if (places)
                m_facts.buyerPlace.push_back(placeOf(row, 1));
        }
    }

    void readPlaces() {
        db::Statement row(m_mart, "SELECT zip_prefix, avg(latitude), avg(longitude) FROM zip_point "
                                  "GROUP BY zip_prefix");
        while (row.step())
            m_places.emplace(row.text(0), Place{static_cast<float>(row.real(1)),
                                                static_cast<float>(row.real(2))});
    }

    /// Position of a key in an ascending vector; kNone when it is not there.
    static std::uint32_t positionOf(const std::vector<std::int64_t>& keys, std::int64_t key) {
        const auto found = std::lower_bound(keys.begin(), keys.end(), key);
        return found == keys.end() || *found != key
                   ? mart::kNone
                   : static_cast<std::uint32_t>(found - keys.begin());
    }

    void readPayments() {
        const auto& keys = m_facts.trade.orderKey;
        m_facts.paymentMethod.codes.assign(keys.size(), db::ColumnData::kNull);
        m_facts.installments.assign(keys.size(), 0);
        TextNumbers methods(m_facts.paymentMethod);
        db::Statement row(m_mart, "SELECT order_key, method, installments FROM fact_payment "
                                  "ORDER BY order_key, sequence_no");
        std::size_t order = 0; // both run in the order of the key
        for (std::size_t rows = 0; row.step(); ++rows) {
            askCancelled(rows);
            while (order < keys.size() && keys[order] < row.integer(0))
                ++order;
            if (order == keys.size())
                break;
            if (keys[order] != row.integer(0))
                continue;
            if (m_facts.paymentMethod.codes[order] == db::ColumnData::kNull)
                m_facts.paymentMethod.codes[order] = methods.numberOf(row.text(1));
            m_facts.installments[order] = std::max(
                m_facts.installments[order],
                static_cast<std::uint16_t>(std::min<std::int64_t>(row.integer(2), 65'535)));
        }
    }

    void readAfterSales() {
        const auto& keys = m_facts.trade.merchantKey;
        AfterSales& sales = m_facts.afterSales;
        sales.begin.assign(keys.size() + 1, 0);
        db::Statement row(m_mart, "SELECT merchant_key, opened_at, reason FROM fact_after_sale "
                                  "ORDER BY merchant_key, opened_at, after_sale_key");
        while (row.step()) {
            askCancelled(sales.openedAt.size());
            const std::uint32_t merchant = positionOf(keys, row.integer(0));
            if (merchant == mart::kNone)
                continue;
            ++sales.begin[merchant + 1];
            sales.openedAt.push_back(row.integer(1));
            const std::string_view reason = row.text(2);
            sales.kind.push_back(reason == "not_received"  ? AfterSales::NotReceived
                                 : reason == "counterfeit" ? AfterSales::Counterfeit
                                                           : AfterSales::Other);
        }
        for (std::size_t merchant = 1; merchant < sales.begin.size(); ++merchant)
            sales.begin[merchant] += sales.begin[merchant - 1];
    }

    void readIdentities() {
        std::map<std::string, std::uint32_t, std::less<>> merchants;
        for (std::size_t merchant = 0; merchant < m_facts.trade.merchants(); ++merchant)
            merchants.emplace(m_facts.trade.merchantId[merchant],
                              static_cast<std::uint32_t>(merchant));
        std::map<std::string, std::uint32_t> marks;
        db::Statement row(m_mart,
                          "SELECT a.merchant_id, a.applied_at, d.contact_hash, d.bank_hash, "
                          "d.device_hash FROM fact_application a JOIN fact_application_detail d "
                          "USING (application_key) WHERE a.merchant_id IS NOT NULL "
                          "ORDER BY a.application_key");
        while (row.step()) {
            askCancelled(m_facts.identities.size());
            const auto merchant = merchants.find(row.text(0));
            if (merchant == merchants.end())
                continue;
            Identity identity{merchant->second, row.integer(1), {}};
            for (int column = 2; column <= 4; ++column)
                if (!row.isNull(column))
                    identity.marks.push_back(
                        marks
                            .emplace(std::to_string(column) + ":" + std::string(row.text(column)),
                                     static_cast<std::uint32_t>(marks.size()))
                            .first->second);
            m_facts.identities.push_back(std::move(identity));
        }
    }

    db::Database& m_mart;
    TaskContext& m_context;
    PastFacts m_facts;
    std::unordered_map<std::string, Place> m_places;
};

} // namespace

Result<PastFacts> readPastFacts(db::Database& mart, RuleSubject subject,
                                std::span<const std::size_t> columns, TaskContext& context) {
    return db::guarded(
        [&]() -> Result<PastFacts> { return Reader(mart, context).read(subject, columns); });
}

} // namespace mops::desk
