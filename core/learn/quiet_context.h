#pragma once

#include "core/base/task_context.h"

namespace mops::learn {

/// For a part of a larger task: can be cancelled like it, its own progress is not told.
class QuietContext final : public TaskContext {
public:
    explicit QuietContext(const TaskContext& outer)
        : m_outer(outer) {}
    bool cancelled() const override { return m_outer.cancelled(); }
    void report(const Progress&) override {}

private:
    const TaskContext& m_outer;
};

} // namespace mops::learn
