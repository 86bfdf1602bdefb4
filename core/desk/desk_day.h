#pragma once

#include "core/desk/cases.h"

namespace mops::desk {

/// The desk's day: from local midnight `dayStart` (seconds UTC) to now, and the same stretch of the
/// day before.
struct DeskDay {
    std::int64_t waiting = 0;
    std::int64_t late = 0;
    std::int64_t dueToday = 0;
    std::int64_t decided = 0;
    std::int64_t decidedBefore = 0; ///< the day before, up to the same time
    std::int64_t undone = 0;
    std::int64_t automatic = 0; ///< of decided
    std::int64_t oldestWaitingSeconds = 0;
    std::int64_t breachesToCome = 0; ///< due before the pace of today gets to them
    struct PerHour {
        int hour = 0;
        std::int64_t decided = 0;
    };
    std::vector<PerHour> hours; ///< of the day so far
    struct PerOperator {
        std::string name;
        std::int64_t decided = 0;
        std::int64_t undone = 0;
    };
    std::vector<PerOperator> operators; ///< by name: nobody is ranked by speed
};
Result<DeskDay> readDeskDay(db::Database& mart, std::int64_t dayStart, const Clock& clock);

} // namespace mops::desk
