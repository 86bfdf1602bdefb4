#include "core/world/params.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace mops::world {
namespace {

constexpr std::int64_t kMostMerchants = 1'000'000;
constexpr int kMostDays = 3660;
constexpr int kMostThreads = 256;
/// Of the world's days a merchant trades on so many, on average (measured: births, deaths, types).
constexpr double kDaysAlive = 0.85;

struct Bound {
    std::string_view name;
    double value;
    double least;
    double most;
};

Result<> check(std::initializer_list<Bound> bounds) {
    for (const Bound& bound : bounds)
        if (!(bound.value >= bound.least && bound.value <= bound.most))
            return fail(ErrorCode::Usage, std::string(bound.name) + " " + formatDouble(bound.value),
                        formatDouble(bound.least) + " … " + formatDouble(bound.most));
    return {};
}

} // namespace

double WorldParams::thinning() const {
    const double pace =
        trade.medianPerDay * std::exp(trade.paceSpread * trade.paceSpread / 2) * kDaysAlive;
    const double natural = std::max(1e-9, pace * days);
    if (trade.ordersPerMerchant > 0)
        return trade.ordersPerMerchant / natural;
    return std::min(1.0, trade.mostOrders / (natural * static_cast<double>(merchants)));
}

Result<> WorldParams::validate() const {
    if (locale != "zh" && locale != "en")
        return fail(ErrorCode::Usage, "locale " + locale, "zh, en");
    if (rings.fewestMerchants > rings.mostMerchants)
        return fail(ErrorCode::Usage, "rings.fewestMerchants", "≤ rings.mostMerchants");
    if (rings.least > rings.most)
        return fail(ErrorCode::Usage, "rings.least", "≤ rings.most");
    return check({
        {"merchants", static_cast<double>(merchants), 1, kMostMerchants},
        {"days", static_cast<double>(days), 1, kMostDays},
        {"threads", static_cast<double>(threads), 1, kMostThreads},
        {"orders per merchant", trade.ordersPerMerchant, 0, 100'000},
        {"trade.medianPerDay", trade.medianPerDay, 1e-6, 1'000},
        {"trade.paceSpread", trade.paceSpread, 0, 3},
        {"trade.mostPerDay", trade.mostPerDay, 1e-6, 10'000},
        {"trade.mostOrders", trade.mostOrders, 1, 1e9},
        {"trade.buyersPerMerchant", static_cast<double>(trade.buyersPerMerchant), 1, 10'000},
        {"trade.mostBuyers", static_cast<double>(trade.mostBuyers), 1, 50e6},
        {"trade.secondItem", trade.secondItem, 0, 1},
        {"trade.furtherItem", trade.furtherItem, 0, 0.9},
        {"trade.tasteFactor", trade.tasteFactor, 1, 100},
        {"trade.again", trade.again, 0, 1},
        {"trade.together", trade.together, 0, 1},
        {"trade.freeFreightCheap", trade.freeFreightCheap, 0, 1},
        {"trade.freeFreightDear", trade.freeFreightDear, 0, 1},
        {"trade.voucherShare", trade.voucherShare, 0, 1},
        {"trade.festivalDiscount", trade.festivalDiscount, 0, 0.9},
        {"trade.reviewedOnTime", trade.reviewedOnTime, 0, 1},
        {"trade.reviewedLate", trade.reviewedLate, 0, 1},
        {"trade.reviewedCancelled", trade.reviewedCancelled, 0, 1},
        {"trade.badExperience", trade.badExperience, 0, 1},
        {"trade.angry", trade.angry, 0, 1},
        {"trade.answered", trade.answered, 0, 1},
        {"trade.sentOnPaper", trade.sentOnPaper, 0, 1},
        {"trade.sentOnPaperCareless", trade.sentOnPaperCareless, 0, 1},
        {"trade.scannedLate", trade.scannedLate, 0, 1},
        {"trade.substitute", trade.substitute, 0, 1},
        {"life.bornBefore", life.bornBefore, 0, 1},
        {"life.failSteady", life.failSteady, 0, 1},
        {"life.failNew", life.failNew, 0, 1},
        {"life.failTroubled", life.failTroubled, 0, 1},
        {"life.sleepyCloses", life.sleepyCloses, 0, 1},
        {"life.scares", life.scares, 0, 1},
        {"life.leavesOfficially", life.leavesOfficially, 0, 1},
        {"stock.coverDays", stock.coverDays, 1, 1'000},
        {"stock.leadDays", stock.leadDays, 0, 365},
        {"stock.forgets", stock.forgets, 0, 1},
        {"stock.forgetsCareless", stock.forgetsCareless, 0, 1},
        {"afterSales.rate", afterSales.rate, 0, 1},
        {"afterSales.lateRate", afterSales.lateRate, 0, 1},
        {"afterSales.unhappyRate", afterSales.unhappyRate, 0, 1},
        {"afterSales.abuserShare", afterSales.abuserShare, 0, 1},
        {"afterSales.abuserRate", afterSales.abuserRate, 0, 1},
        {"afterSales.contested", afterSales.contested, 0, 1},
        {"rings.merchantShare", rings.merchantShare, 0, 0.5},
        {"rings.fewestMerchants", static_cast<double>(rings.fewestMerchants), 2, 1'000},
        {"rings.mostMerchants", static_cast<double>(rings.mostMerchants), 2, 1'000},
        {"rings.least", rings.least, 0, 100},
        {"rings.most", rings.most, 0, 100},
        {"rings.mostCamouflage", rings.mostCamouflage, 0, 10},
    });
}

} // namespace mops::world
