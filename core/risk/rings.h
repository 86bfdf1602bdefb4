#pragma once

#include "core/base/clock.h"
#include "core/base/date.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/database.h"
#include "core/mart/trade_columns.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mops::risk {

struct RingParams {
    int top = 20;                 ///< how many at most, the most suspicious first
    std::optional<Day> asOf = {}; ///< nothing later is looked at; empty = all
    int days = 180;               ///< up to then
    int shortestDays = 7;         ///< of the stretches in which bursts are looked for
    int fewestMerchants = 2;
    int fewestBuyers = 4;
    /// How many times more pairs than the members' own trade would give by chance.
    double leastLift = 3;
    std::int64_t memoryMb = 8192;
    Result<> validate() const;
};

/// All orders of one buyer at one merchant inside a ring: what can be struck out.
struct RingLink {
    std::uint32_t merchant = 0; ///< position in Ring::merchants
    std::uint32_t buyer = 0;    ///< position in Ring::buyers
    std::int64_t orders = 0;
    std::int64_t moneyMinor = 0;
    std::int64_t firstAt = 0, lastAt = 0;
};

struct RingMerchant {
    std::int64_t merchantKey = 0;
    std::string merchantId;
    std::int64_t buyers = 0;     ///< of its whole trade in the ring's stretch
    std::int64_t orders = 0;     ///< of its whole trade in the ring's stretch
    std::int64_t ringOrders = 0; ///< of these, by the ring's buyers
};
struct RingBuyer {
    std::string buyerId;
    std::int64_t merchants = 0; ///< it ordered at in the stretch: those outside are camouflage
    std::int64_t orders = 0;
    std::int64_t ringOrders = 0;
};

/// A group of merchants and the buyers who order at them far more than chance.
struct Ring {
    std::string ringId;                  ///< of its merchants: the same merchants are the same ring
    std::vector<RingMerchant> merchants; ///< by id
    std::vector<RingBuyer> buyers;       ///< by id
    std::vector<RingLink> links;         ///< by merchant, buyer
    double suspiciousness = 0; ///< Σ over the links of 1 / log(buyers of the merchant + 5)
    double density = 0;        ///< suspiciousness / (merchants + buyers)
    double fill = 0;           ///< links / (merchants · buyers)
    double lift = 0;           ///< links / the links that chance would give
    double excess = 0;         ///< share of the links beyond chance: 1 − 1 / lift, at least 0
    std::int64_t orders = 0;
    std::int64_t moneyMinor = 0;
    std::int64_t firstAt = 0, lastAt = 0;
    /// The stretch of time in which it stands out most, (after, until], and the pairs of its graph.
    std::int64_t after = 0, until = 0;
    std::int64_t pairs = 0;
};

struct Rings {
    std::int64_t asOf = 0;
    std::int64_t buyers = 0, merchants = 0, pairs = 0; ///< of all the days that were looked at
    std::vector<Ring> rings;                           ///< highest density first
};

/// Dense blocks of buyers and merchants by greedy peeling (core/learn denseBlocks, FRAUDAR), robust
/// against camouflage: what everybody buys counts little, so orders at popular merchants do not
/// hide a buyer; and groups grown from merchants that share buyers (groupsOfSharedBuyers), since a
/// small ring is no dense block of a market. A group is kept when its pairs are `leastLift` times
/// what the configuration model expects of its members' degrees, Σ d_buyer · d_merchant / pairs,
/// and when its pairs or its orders are beyond chance although so many groups could be chosen.
/// Cancelled orders are looked at, too: a bought order need not be kept.
///
/// Rings work in bursts, and the rest of the trade dilutes them: besides all the days, every
/// stretch of a half, a quarter, … of them is searched, each beginning half a stretch after the one
/// before, as scan statistics do (Kulldorff 1997). Of rings that share most of their merchants the
/// one that chance explains least is kept. O((items + pairs · blocks) · log(days)). Errors:
/// NotEnoughData (no orders), Usage, MemoryLimit, Cancelled.
Result<Rings> findRings(const mart::TradeColumns& trade, const RingParams& params,
                        TaskContext& context);

/// The ring without some links ("family, not ring"): merchants and buyers that hang on nothing any
/// more are gone, too, and everything is reckoned anew. `links` are positions in Ring::links.
/// O(links).
Ring strikeOut(const Ring& ring, std::span<const std::size_t> links);

/// Adds a search and writes its rings over what was known of them; one transaction. Answers the
/// search's number.
Result<std::int64_t> storeRings(db::Database& mart, const Rings& rings, const Clock& clock);
/// Of the newest search. NotFound when none was ever stored.
Result<Rings> readRings(db::Database& mart);

/// Of whichever search found it last. Errors: NotFound.
Result<Ring> readRing(db::Database& mart, const std::string& ringId);

} // namespace mops::risk
