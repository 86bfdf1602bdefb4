#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>

namespace mops::learn {

/// "May I go on?" for several threads: once cancelled, it stays so for all of them.
class StopSign {
public:
    explicit StopSign(const TaskContext& context)
        : m_context(context) {}
    bool raised() {
        if (!m_raised.load(std::memory_order_relaxed) && m_context.cancelled())
            raise();
        return m_raised.load(std::memory_order_relaxed);
    }
    void raise() { m_raised.store(true, std::memory_order_relaxed); }

private:
    const TaskContext& m_context;
    std::atomic<bool> m_raised = false;
};

/// A cut of rows into parts that depends on the data's size only: partial sums kept per part and
/// added in the order of parts give the same bytes for any number of threads.
struct RowParts {
    RowParts(std::size_t rowCount, std::size_t mostParts)
        : rows(rowCount)
        , count(std::clamp<std::size_t>(rowCount / 1024, 1, std::max<std::size_t>(mostParts, 1))) {}
    std::size_t begin(std::size_t part) const { return rows * part / count; }
    std::size_t end(std::size_t part) const { return rows * (part + 1) / count; }

    std::size_t rows;
    std::size_t count;
};

/// Runs work(part, stop) for parts 0 … parts−1 on up to `threads` threads, the caller's among
/// them. `work` asks `stop` at least every few milliseconds and returns early when it is raised.
/// Errors: Cancelled. What a worker throws (out of memory) is thrown again to the caller.
Result<> forEachPart(std::size_t parts, int threads, TaskContext& context,
                     const std::function<void(std::size_t part, StopSign& stop)>& work);

/// Usage when threads < 1.
Result<> checkThreads(int threads);

} // namespace mops::learn
