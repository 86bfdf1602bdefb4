#include "core/base/money.h"

namespace mops {

std::int64_t minorPerUnit(const std::string& currency) {
    const bool withoutCents =
        currency == "JPY" || currency == "KRW" || currency == "VND" || currency == "CLP";
    return withoutCents ? 1 : 100;
}

} // namespace mops
