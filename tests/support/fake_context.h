#pragma once

#include "core/base/task_context.h"

#include <atomic>

namespace mops::test {

/// Cancels itself after a number of questions; counts reports.
class CancelAfter final : public TaskContext {
public:
    explicit CancelAfter(int questions)
        : m_left(questions) {}
    bool cancelled() const override { return m_left.fetch_sub(1) <= 0; }
    void report(const Progress& progress) override {
        ++reports;
        lastFraction = progress.fraction;
    }
    std::atomic<int> reports = 0;
    std::atomic<double> lastFraction = 0;

private:
    mutable std::atomic<int> m_left;
};

} // namespace mops::test
