#pragma once

#include "core/db/database.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace mops::desk {

/// What a snoozed case has seen of an event: the newest import, or for "score" the newest run of
/// scores. Numbers, not times: a clock that is set back or an import of old facts changes nothing.
std::int64_t seenNow(db::Database& mart, std::string_view event);

/// Asks whether something came after what was seen. Prepares its statements once; belongs to the
/// connection's thread. Throws DatabaseFailure.
class WakeCheck {
public:
    explicit WakeCheck(db::Database& mart);
    ~WakeCheck();
    WakeCheck(const WakeCheck&) = delete;
    WakeCheck& operator=(const WakeCheck&) = delete;

    /// False for an event that nobody knows. One look at an index, none when nothing is newer.
    bool isWoken(std::int64_t merchantKey, std::string_view event, std::int64_t seen);
    std::int64_t newestBatch() const;
    std::int64_t newestScoreRun() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace mops::desk
