#include "app/cli/terminal_context.h"

#include "ui/text/stage_text.h"

#include <algorithm>
#include <csignal>
#include <ostream>

namespace mops::cli {
namespace {

volatile std::sig_atomic_t interrupted = 0;
void onSignal(int) {
    interrupted = 1;
}

} // namespace

TerminalContext::TerminalContext(std::ostream& err, bool isTerminal, bool quiet)
    : m_err(err)
    , m_isTerminal(isTerminal)
    , m_quiet(quiet) {}

TerminalContext::~TerminalContext() {
    if (m_lineOpen)
        m_err << "\n";
}

void TerminalContext::catchSignals() {
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

bool TerminalContext::cancelled() const {
    return interrupted != 0;
}

void TerminalContext::report(const Progress& progress) {
    if (m_quiet)
        return;
    const std::lock_guard lock(m_mutex);
    std::string stage = text::stageText(std::string(progress.stage)).toStdString();
    if (!progress.object.empty())
        stage += " " + std::string(progress.object);
    if (!m_isTerminal) {
        if (stage != m_stage)
            m_err << stage << "\n" << std::flush;
        m_stage = stage;
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (stage == m_stage && now - m_lastShown < std::chrono::milliseconds(100))
        return;
    m_stage = stage;
    m_lastShown = now;
    constexpr int kWidth = 24;
    const double fraction = std::clamp(progress.fraction, 0.0, 1.0);
    const int filled = static_cast<int>(fraction * kWidth);
    m_err << "\r\x1b[K[" << std::string(static_cast<std::size_t>(filled), '#')
          << std::string(static_cast<std::size_t>(kWidth - filled), '.') << "] "
          << static_cast<int>(fraction * 100) << "% " << stage << std::flush;
    m_lineOpen = true;
}

} // namespace mops::cli
