#pragma once

#include <cstdint>
#include <string_view>

namespace mops {

/// How far a task is. Made by core, turned into words by ui/text.
struct Progress {
    std::string_view stage;  ///< stable code of the stage ("read", "merge"); a string literal
    double fraction = 0;     ///< of the whole task, in [0, 1]; negative = unknown
    std::int64_t done = 0;   ///< units done in this stage
    std::int64_t total = 0;  ///< units of this stage, 0 = unknown
    std::string_view object; ///< what is worked on (file name); valid only during the call
};

/// What long work asks: "may I go on?", and tells: "this far". Loops ask about every 50 ms of work.
/// Implementations are thread-safe; a task may call from several of its threads.
class TaskContext {
public:
    virtual ~TaskContext() = default;
    virtual bool cancelled() const = 0;
    virtual void report(const Progress& progress) = 0;
};

/// A context that never cancels and drops progress.
class NoTaskContext final : public TaskContext {
public:
    bool cancelled() const override { return false; }
    void report(const Progress&) override {}
};

} // namespace mops
