#pragma once

#include <cstdint>
#include <string>

namespace mops {

/// An amount in minor units (cents, 分) of an ISO 4217 currency.
struct Money {
    std::int64_t minor = 0;
    std::string currency;

    bool operator==(const Money&) const = default;
};

/// Minor units of one unit of the currency: 100, or 1 for JPY, KRW, VND, CLP.
std::int64_t minorPerUnit(const std::string& currency);

} // namespace mops
