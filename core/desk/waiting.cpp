#include "core/desk/waiting.h"

#include "core/db/statement.h"
#include "core/desk/wake.h"

#include <limits>

namespace mops::desk {

Result<std::map<std::string, std::int64_t>> countWaiting(db::Database& mart, std::int64_t now) {
    return db::guarded([&]() -> Result<std::map<std::string, std::int64_t>> {
        const db::ReadSnapshot snapshot(mart);
        std::map<std::string, std::int64_t> waiting;
        db::Statement count(mart, "SELECT kind, count(*) FROM case_state "
                                  "WHERE status IN ('open', 'asked', 'escalated') GROUP BY kind");
        while (count.step())
            waiting[std::string(count.text(0))] += count.integer(1);
        WakeCheck wake(mart);
        db::Statement snoozed(mart, "SELECT kind, snoozed_until, merchant_key, snoozed_event, "
                                    "snoozed_seen FROM case_state WHERE status = 'snoozed'");
        while (snoozed.step()) {
            const bool over = snoozed.optionalInteger(1).value_or(
                                  std::numeric_limits<std::int64_t>::max()) <= now;
            if (over || (!snoozed.text(3).empty() &&
                         wake.isWoken(snoozed.integer(2), snoozed.text(3),
                                      snoozed.optionalInteger(4).value_or(
                                          std::numeric_limits<std::int64_t>::max()))))
                ++waiting[std::string(snoozed.text(0))];
        }
        return waiting;
    });
}

} // namespace mops::desk
