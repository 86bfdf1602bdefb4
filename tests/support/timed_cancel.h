#pragma once

#include "tests/support/fake_context.h"

#include <chrono>
#include <mutex>

namespace mops::test {

/// Cancels itself after a number of questions and knows since when it does.
class TimedCancel final : public TaskContext {
public:
    explicit TimedCancel(int questions)
        : m_inner(questions) {}
    bool cancelled() const override {
        if (!m_inner.cancelled())
            return false;
        std::call_once(m_once, [this] { m_since = std::chrono::steady_clock::now(); });
        return true;
    }
    void report(const Progress& progress) override { m_inner.report(progress); }
    auto sinceCancelled() const { return std::chrono::steady_clock::now() - m_since; }

private:
    CancelAfter m_inner;
    mutable std::once_flag m_once;
    mutable std::chrono::steady_clock::time_point m_since;
};

} // namespace mops::test
