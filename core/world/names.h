#pragma once

#include "core/base/rng.h"
#include "core/world/catalogue.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace mops::world {

struct City {
    BothNames region;
    BothNames name;
    const char* zipPrefix;
    double latitude;
    double longitude;
    double merchantShare;
    double buyerShare;
};
std::span<const City> cities();
double kilometresBetween(const City& from, const City& to);

struct Courier {
    BothNames name;
    double share;
    double baseDays; ///< pick-up, sorting and the last mile
    double kilometresPerDay;
    double noise; ///< deviation of the log of the time under way
};
std::span<const Courier> couriers();

/// A shop's name: place or family word, trade word, kind of shop.
std::string merchantName(Rng& rng, const City& city, const Category& category, bool chinese);

/// A short comment that fits the score; late parcels are complained about as late.
std::string_view reviewComment(Rng& rng, int score, bool late, bool chinese);

} // namespace mops::world
