#pragma once

#include "core/base/date.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace mops::world {

/// Every size and rate of the world. Shares and rates are in [0, 1] unless said otherwise.
struct WorldParams {
    std::int64_t merchants = 2'000;
    int days = 540;
    std::uint64_t seed = 1;
    std::string locale = "zh"; ///< names and texts: "zh" or "en"
    Day lastDay = Day{std::chrono::year{2026} / 6 / 30};
    std::filesystem::path truthFile; ///< planted truth as a SQLite file; empty = not written
    int threads = 1;                 ///< generating ones; the contents do not depend on it

    /// Errors: Usage, with what is allowed as the hint.
    Result<> validate() const;
};

} // namespace mops::world
