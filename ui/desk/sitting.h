#pragma once

#include "core/desk/cases.h"

#include <cstdint>

namespace mops::ui {

/// What the sitting came to, shown when nothing waits any more.
struct SittingSummary {
    int decided = 0;
    int undone = 0;
    int minutes = 0;
    int asked = 0; ///< stay in the list: the answer is somebody else's
    int snoozed = 0;
};

/// What one operator got done since the desk was opened.
class Sitting {
public:
    void count(desk::Verb verb, std::int64_t now) {
        if (m_startedAt == 0)
            m_startedAt = now;
        m_latestAt = now;
        if (verb != desk::Verb::Note && verb != desk::Verb::Assign)
            ++m_decided;
    }
    /// A decision was refused by the mart: it never was.
    void discount(desk::Verb verb) {
        if (verb != desk::Verb::Note && verb != desk::Verb::Assign)
            --m_decided;
    }
    void countUndo() { ++m_undone; }
    int decided() const { return m_decided; }
    int undone() const { return m_undone; }
    /// From the first to the latest decision, rounded up.
    int minutes() const { return static_cast<int>((m_latestAt - m_startedAt + 59) / 60); }

private:
    std::int64_t m_startedAt = 0;
    std::int64_t m_latestAt = 0;
    int m_decided = 0;
    int m_undone = 0;
};

} // namespace mops::ui
