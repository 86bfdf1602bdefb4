#pragma once

#include "core/features/column.h"
#include "core/mart/trade_columns.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace mops::features {

/// All features of one merchant, missing ones NaN.
using FeatureValues = std::array<double, static_cast<std::size_t>(Column::Count)>;

/// Computes the features merchant by merchant. Keeps scratch arrays over buyers, products and
/// categories, so that nothing is allocated per merchant; only touched places are cleared.
class MerchantFeatures {
public:
    MerchantFeatures(const mart::TradeColumns& trade, std::int64_t asOf);

    /// False when the merchant had no order by the as-of moment.
    bool compute(std::size_t merchant, FeatureValues& values);

private:
    struct Tally;
    struct OrderLines;

    void addOrder(const OrderLines& lines, Tally& tally);
    void addLines(const OrderLines& lines, bool cancelled, Tally& tally);
    void addBuyer(const OrderLines& lines);
    void addTimes(const OrderLines& lines, bool cancelled, Tally& tally) const;
    void addReview(std::uint32_t order, Tally& tally) const;
    void fill(const Tally& tally, std::size_t merchant, FeatureValues& values) const;
    void fillGoods(const Tally& tally, FeatureValues& values) const;
    void clearScratch();

    struct BuyerPast {
        std::int32_t orders = 0;
        bool inWindow = false;
        bool wasKnown = false; ///< had ordered before the window
    };
    struct ProductPast {
        std::int32_t items = 0;
        std::int32_t items90 = 0;
    };

    const mart::TradeColumns& m_trade;
    std::int64_t m_asOf;
    std::int64_t m_from30; ///< a moment is in the window when it is later
    std::int64_t m_from60;
    std::int64_t m_from90;
    std::int64_t m_from180;
    std::vector<double>
        m_categoryLogPrice; ///< mean by the as-of moment; the last = without category
    std::vector<BuyerPast> m_buyers;
    std::vector<ProductPast> m_products;
    std::vector<std::int32_t> m_categories; ///< items; the last = without category
    std::vector<std::uint32_t> m_touchedBuyers;
    std::vector<std::uint32_t> m_touchedProducts;
    std::vector<std::uint32_t> m_touchedCategories;
};

} // namespace mops::features
