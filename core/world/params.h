#pragma once

#include "core/base/date.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace mops::world {

/// Orders: how many, of what, paid and delivered how. The comments name what Olist has, where it
/// was measured there.
struct TradeParams {
    double medianPerDay = 0.12;     ///< orders of a middling merchant on a plain day
    double paceSpread = 1.45;       ///< deviation of the log pace; a fifth makes most of the trade
    double mostPerDay = 60;         ///< the pace of the largest
    double ordersPerMerchant = 0;   ///< expected on average; 0 = what the pace gives (below)
    double mostOrders = 12'000'000; ///< a larger world is thinned to about this, unless asked
    std::int64_t buyersPerMerchant = 55;
    std::int64_t mostBuyers = 5'000'000;
    double secondItem = 0.12; ///< another item in the basket (Olist: 1.13 items an order)
    double furtherItem = 0.28;
    double tasteFactor = 6;         ///< a product of the buyer's taste against another one
    double again = 0.25;            ///< a further item is another piece of the first
    double together = 0.6;          ///< else, the first one's partner
    double freeFreightCheap = 0.15; ///< below 99 yuan
    double freeFreightDear = 0.35;  ///< from 99 yuan on
    double voucherShare = 0.04;     ///< paid in part by a voucher
    double festivalDiscount = 0.15;
    double reviewedOnTime = 0.90; ///< Olist: 0.99 of all orders
    double reviewedLate = 0.94;
    double reviewedCancelled = 0.5;
    double badExperience = 0.085; ///< of parcels that came in time, besides the merchant's quality
    double angry = 0.4;        ///< who would give 2 and gives 1 (Olist: 1 comes 3.6 times as often)
    double answered = 0.5;     ///< reviews that the merchant answers
    double sentOnPaper = 0.06; ///< parcels marked as sent before they are handed over
    double sentOnPaperCareless = 0.25;
    double scannedLate = 0.12; ///< parcels whose hand-over is known by a later scan only
    double substitute = 0.35;  ///< takes another product where the wanted one is out of stock
};

/// Merchants' lives.
struct LifeParams {
    double bornBefore = 0.55; ///< older than the data; not for new ones
    double failSteady = 0.04; ///< fail within the data: steady and growing ones
    double failNew = 0.14;
    double failTroubled = 0.28; ///< slipping and bad service
    double sleepyCloses = 0.35;
    double scares = 0.06;           ///< go through the same signs and recover
    double leavesOfficially = 0.45; ///< of those that failed: marked as closed
};

/// What merchants keep in stock.
struct StockParams {
    double coverDays = 35; ///< an order of goods lasts as long, typically
    double leadDays = 6;   ///< until it comes, typically
    double forgets = 0.04; ///< orders of goods that are placed days too late, careful merchants
    double forgetsCareless = 0.22;
};

/// Returns, refunds and those who live on them.
struct AfterSaleParams {
    double rate = 0.035;        ///< of plain parcels in a category where nothing needs to fit
    double lateRate = 0.10;     ///< more, where the parcel was late
    double unhappyRate = 0.22;  ///< more, where the review is 1 or 2
    double abuserShare = 0.012; ///< of the buyers
    double abuserRate = 0.38;   ///< of an abuser's orders, typically
    double contested = 0.22;    ///< claims that the merchant disputes
};

/// Brushing: orders bought to look good.
struct RingParams {
    double merchantShare = 0.035; ///< of the merchants belong to a ring
    int fewestMerchants = 3;
    int mostMerchants = 24;
    double least = 0.25;         ///< brushed orders against honest ones in the ring's days,
    double most = 1.6;           ///< from the most cunning to the crudest
    double mostCamouflage = 0.5; ///< orders that the most cunning let their buyers place elsewhere
};

/// Every size and rate of the world. Shares and rates are in [0, 1] unless said otherwise.
struct WorldParams {
    std::int64_t merchants = 2'000;
    int days = 540;
    std::uint64_t seed = 1;
    std::string locale = "zh"; ///< names and texts: "zh" or "en"
    Day lastDay = Day{std::chrono::year{2026} / 6 / 30};
    std::filesystem::path truthFile; ///< planted truth as a SQLite file; empty = not written
    int threads = 1;                 ///< generating ones; the contents do not depend on it
    TradeParams trade;
    LifeParams life;
    StockParams stock;
    AfterSaleParams afterSales;
    RingParams rings;

    /// What the paces are multiplied with, so that the world has the orders asked for.
    double thinning() const;
    /// Errors: Usage, with what is allowed as the hint.
    Result<> validate() const;
};

} // namespace mops::world
