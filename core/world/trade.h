#pragma once

#include "core/base/rng.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mops::world {

struct MerchantStory;
struct World;

/// What made a parcel late, for the truth file.
enum class LateCause { None, Merchant, Courier };

struct OrderEvent {
    std::int64_t at = 0;
    std::uint32_t buyer = 0;
    const char* status = "created";
    std::optional<std::int64_t> approvedAt;
    std::optional<std::int64_t> shippedAt;
    std::optional<std::int64_t> deliveredAt;
    std::int64_t promisedAt = 0;
    std::int64_t shipBy = 0;
    std::size_t courier = 0;
    std::size_t itemBegin = 0;
    std::size_t itemEnd = 0;
    std::int64_t costMinor = 0; ///< goods and freight
    const char* paymentMethod = "wallet";
    int installments = 1;
    std::int64_t voucherMinor = 0; ///< part of the cost that a voucher pays
    int reviewScore = 0;           ///< 0 = no review
    std::int64_t reviewAt = 0;
    std::optional<std::int64_t> answeredAt;
    std::string_view comment; ///< empty = none
    LateCause lateCause = LateCause::None;
    std::uint32_t ring = 0;    ///< position + 1 of the ring that placed it, 0 = nobody's
    bool brushed = false;      ///< else it is the ring's camouflage
    std::int64_t campaign = 0; ///< key of the campaign whose coupon is the voucher, 0 = none
};

struct ItemEvent {
    std::size_t product = 0; ///< position in the merchant's products
    std::int64_t priceMinor = 0;
    std::int64_t freightMinor = 0;
};

/// One merchant's whole trade, in time order.
struct MerchantTrade {
    std::vector<OrderEvent> orders;
    std::vector<ItemEvent> items;
};

/// Lives the merchant's life day by day. Nothing in it happens after the world's last second.
void trade(const World& world, MerchantStory& story, Rng& rng);

} // namespace mops::world
