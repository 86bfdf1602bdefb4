#pragma once

#include "core/desk/agreement.h"
#include "core/desk/cases.h"

namespace mops::desk {

/// The desk's day: from local midnight `dayStart` (seconds UTC) to now, and the same stretch of the
/// day before. A decision counts as long as it stands: taken back and made again it is one.
struct DeskDay {
    std::int64_t waiting = 0;  ///< open, asked or escalated; snoozed ones whose time is over, too
    std::int64_t late = 0;     ///< waiting, the clock running, past the deadline
    std::int64_t dueToday = 0; ///< waiting, the clock running, the deadline still to come today
    std::int64_t decided = 0;
    std::int64_t decidedBefore = 0;        ///< the day before, up to the same time
    std::int64_t undone = 0;               ///< decisions taken back today and not done again
    std::int64_t automatic = 0;            ///< of decided
    std::int64_t oldestWaitingSeconds = 0; ///< since it was opened; stopped clocks left out
    /// Not late yet but due before today's pace (with nothing decided today: that of the day
    /// before) gets to them, most pressing first. Empty when neither day has a pace.
    std::optional<std::int64_t> breachesToCome;
    struct PerHour {
        int hour = 0; ///< since dayStart
        std::int64_t decided = 0;
    };
    std::vector<PerHour> hours; ///< of the day so far
    struct PerOperator {
        std::string name;
        std::int64_t decided = 0;
        std::int64_t undone = 0;
    };
    std::vector<PerOperator> operators; ///< by name: nobody is ranked by speed
    struct PerKind {
        std::string kind; ///< a name in caseKinds()
        std::int64_t waiting = 0;
        std::int64_t late = 0;
        std::int64_t dueToday = 0;
    };
    std::vector<PerKind> kinds; ///< of those that wait, by name
    Agreement agreement;        ///< of all pairs of marks so far
};
/// Errors: InvalidNumber (a day that starts in the future). Reads indexes, not rows.
Result<DeskDay> readDeskDay(db::Database& mart, std::int64_t dayStart, const Clock& clock);

} // namespace mops::desk
