#include "core/world/params.h"

namespace mops::world {
namespace {

constexpr std::int64_t kMostMerchants = 1'000'000;
constexpr int kMostDays = 3660;
constexpr int kMostThreads = 256;

} // namespace

Result<> WorldParams::validate() const {
    if (merchants < 1 || merchants > kMostMerchants)
        return fail(ErrorCode::Usage, "merchants " + std::to_string(merchants),
                    "1 … " + std::to_string(kMostMerchants));
    if (days < 1 || days > kMostDays)
        return fail(ErrorCode::Usage, "days " + std::to_string(days),
                    "1 … " + std::to_string(kMostDays));
    if (locale != "zh" && locale != "en")
        return fail(ErrorCode::Usage, "locale " + locale, "zh, en");
    if (threads < 1 || threads > kMostThreads)
        return fail(ErrorCode::Usage, "threads " + std::to_string(threads),
                    "1 … " + std::to_string(kMostThreads));
    return {};
}

} // namespace mops::world
