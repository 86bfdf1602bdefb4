#pragma once

#include "core/base/task_context.h"

#include <chrono>
#include <iosfwd>
#include <mutex>
#include <string>

namespace mops::cli {

/// Ctrl-C cancels; progress goes to `err`: a bar on a terminal, else a line per stage.
class TerminalContext final : public TaskContext {
public:
    TerminalContext(std::ostream& err, bool isTerminal, bool quiet);
    ~TerminalContext() override;
    bool cancelled() const override;
    void report(const Progress& progress) override;

    /// Makes SIGINT and SIGTERM cancel instead of kill.
    static void catchSignals();

private:
    std::ostream& m_err;
    bool m_isTerminal;
    bool m_quiet;
    std::mutex m_mutex;
    std::string m_stage;
    std::chrono::steady_clock::time_point m_lastShown{};
    bool m_lineOpen = false;
};

} // namespace mops::cli
