#pragma once

#include "core/mart/trade_columns.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace mops::test {

/// One line of a hand-made trade: an order of its own.
struct TinyLine {
    std::string merchant;
    std::string buyer;
    std::string product;
    int day = 0;           ///< days after 2020-01-01, ordered at noon
    int deliveredDay = -1; ///< −1 = not delivered
    int promisedDay = -1;  ///< −1 = nothing promised
    int reviewScore = 0;   ///< 0 = none
    int reviewDay = -1;
    bool cancelled = false;
    std::string category = "c";
    std::int64_t price = 1000;
};

inline std::int64_t noonOf(int day) {
    return toSeconds(Instant{Day{std::chrono::year{2020} / 1 / 1} + std::chrono::days{day}}) +
           kSecondsPerDay / 2;
}
/// The last second of a day.
inline std::int64_t endOf(int day) {
    return noonOf(day) + kSecondsPerDay / 2 - 1;
}
inline Day dayAt(int day) {
    return Day{std::chrono::year{2020} / 1 / 1} + std::chrono::days{day};
}

/// Columns from lines, without a database. Ids get their numbers in order of appearance.
class TinyTrade {
public:
    static mart::TradeColumns from(std::vector<TinyLine> lines) {
        TinyTrade tiny;
        std::vector<std::string> merchants;
        for (const TinyLine& line : lines)
            if (std::find(merchants.begin(), merchants.end(), line.merchant) == merchants.end())
                merchants.push_back(line.merchant);
        std::stable_sort(lines.begin(), lines.end(),
                         [](const TinyLine& a, const TinyLine& b) { return a.day < b.day; });
        tiny.m_trade.currency = "CNY";
        for (const std::string& merchant : merchants)
            tiny.addMerchant(merchant, lines);
        auto& trade = tiny.m_trade;
        trade.merchantItemBegin.push_back(static_cast<std::uint32_t>(trade.items()));
        if (trade.orders() > 0) {
            trade.firstOrderedAt =
                *std::min_element(trade.orderedAt.begin(), trade.orderedAt.end());
            trade.lastOrderedAt = *std::max_element(trade.orderedAt.begin(), trade.orderedAt.end());
        }
        return std::move(trade);
    }

private:
    void addMerchant(const std::string& merchant, const std::vector<TinyLine>& lines) {
        m_trade.merchantKey.push_back(static_cast<std::int64_t>(m_trade.merchants()) + 1);
        m_trade.merchantId.push_back(merchant);
        m_trade.merchantRegisteredAt.push_back(mart::kNever);
        m_trade.merchantItemBegin.push_back(static_cast<std::uint32_t>(m_trade.items()));
        for (const TinyLine& line : lines)
            if (line.merchant == merchant)
                addLine(line);
    }

    void addLine(const TinyLine& line) {
        const auto never = [](int day) { return day < 0 ? mart::kNever : noonOf(day); };
        const auto order = static_cast<std::uint32_t>(m_trade.orders());
        m_trade.orderKey.push_back(order + 1);
        m_trade.orderedAt.push_back(noonOf(line.day));
        m_trade.approvedAt.push_back(noonOf(line.day));
        m_trade.shippedAt.push_back(never(line.deliveredDay));
        m_trade.deliveredAt.push_back(never(line.deliveredDay));
        m_trade.promisedAt.push_back(never(line.promisedDay));
        m_trade.orderBuyer.push_back(number(m_buyers, line.buyer, m_trade.buyerId));
        m_trade.orderStatus.push_back(line.cancelled ? mart::OrderStatus::Canceled
                                                     : mart::OrderStatus::Delivered);
        m_trade.orderReviewAt.push_back(never(line.reviewDay));
        m_trade.orderReviewScore.push_back(static_cast<std::uint8_t>(line.reviewScore));
        const std::uint32_t category = number(m_categories, line.category, m_trade.categoryId);
        m_trade.categoryKey.resize(m_trade.categoryId.size());
        m_trade.categoryNameZh.resize(m_trade.categoryId.size());
        m_trade.categoryNameEn.resize(m_trade.categoryId.size());
        const std::uint32_t product = number(m_products, line.product, m_trade.productId);
        if (product == m_trade.productKey.size()) {
            m_trade.productKey.push_back(product + 1);
            m_trade.productCategory.push_back(category);
        }
        m_trade.itemOrderedAt.push_back(noonOf(line.day));
        m_trade.itemOrder.push_back(order);
        m_trade.itemProduct.push_back(product);
        m_trade.itemPrice.push_back(line.price);
        m_trade.itemFreight.push_back(100);
        m_trade.itemShipBy.push_back(mart::kNever);
    }

    static std::uint32_t number(std::map<std::string, std::uint32_t>& numbers,
                                const std::string& id, std::vector<std::string>& ids) {
        const auto [found, isNew] = numbers.emplace(id, static_cast<std::uint32_t>(ids.size()));
        if (isNew)
            ids.push_back(id);
        return found->second;
    }

    mart::TradeColumns m_trade;
    std::map<std::string, std::uint32_t> m_buyers;
    std::map<std::string, std::uint32_t> m_categories;
    std::map<std::string, std::uint32_t> m_products;
};

} // namespace mops::test
