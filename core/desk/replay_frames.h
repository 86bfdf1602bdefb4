#pragma once

#include "core/desk/replay.h"
#include "core/desk/subject_frame.h"

#include <memory>

namespace mops::desk {

struct PastFacts;

/// One look at the subjects, as a replay takes it.
struct ReplayLook {
    std::int64_t step = 0; ///< start of the step that its hits count for
    std::int64_t at = 0;   ///< nothing later was looked at
    SubjectFrame frame;
};

/// Gives the looks of a replay one after another, oldest first: merchants every `stepDays` up to
/// the end of the window, orders all at once.
class ReplayFrames {
public:
    ReplayFrames(const PastFacts& facts, const ReplayParams& params,
                 std::vector<std::size_t> columns);
    ~ReplayFrames();

    std::size_t looks() const { return m_moments.size(); }
    /// Errors: Cancelled. Thread-safe.
    Result<ReplayLook> look(std::size_t number, TaskContext& context) const;
    /// The merchant of a subject; kNone for an order without items.
    std::uint32_t merchantOf(std::uint32_t subject) const;
    /// Prices of an order's items.
    std::int64_t amountOf(std::uint32_t order) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
    ReplayParams m_params;
    std::vector<std::int64_t> m_moments;
};

} // namespace mops::desk
