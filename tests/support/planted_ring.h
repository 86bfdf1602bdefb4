#pragma once

#include "core/desk/case_kind.h"
#include "core/risk/rings.h"

#include <stdexcept>

namespace mops::test {

/// Writes a ring of the merchants "m1", "m2" and "m3" as a search would and opens its case. Answers
/// the case's id.
inline std::string plantRing(db::Database& mart, const desk::Actor& actor) {
    risk::Ring ring;
    ring.ringId = "planted";
    for (int k = 1; k <= 3; ++k)
        ring.merchants.push_back({k, "m" + std::to_string(k), 4, 8, 6});
    for (int k = 1; k <= 4; ++k)
        ring.buyers.push_back({"b" + std::to_string(k), 3, 6, 5});
    ring.links = {{0, 0, 2, 2'000, 1'530'000'000, 1'530'100'000},
                  {1, 1, 2, 2'000, 1'530'000'000, 1'530'100'000},
                  {2, 2, 2, 2'000, 1'530'000'000, 1'530'100'000},
                  {2, 3, 2, 2'000, 1'530'000'000, 1'530'100'000}};
    ring.suspiciousness = 2;
    ring.density = 0.3;
    ring.fill = 0.5;
    ring.lift = 8;
    ring.orders = 8;
    ring.moneyMinor = 8'000;
    ring.firstAt = 1'530'000'000;
    ring.lastAt = 1'530'100'000;
    ring.after = 1'520'000'000;
    ring.until = 1'535'759'999;
    ring.pairs = 100;
    risk::Rings rings;
    rings.asOf = 1'535'759'999;
    rings.buyers = 50;
    rings.merchants = 9;
    rings.pairs = 100;
    rings.rings = {ring};
    NoTaskContext context;
    const auto stored = risk::storeRings(mart, rings, actor.clock);
    const auto opened = desk::openCases(mart, "ring", {}, actor, context);
    if (!stored || !opened || opened->opened != 1)
        throw std::runtime_error("the ring was not planted");
    return "ring-planted-1";
}

} // namespace mops::test
