#include "core/learn/thread_team.h"

#include <algorithm>
#include <system_error>

namespace mops::learn {
namespace {

constexpr std::uint64_t kPartMask = 0xFFFF;
constexpr int kSpins = 300; ///< looks before sleeping: a step's next round is often that near

std::uint64_t partsOf(std::uint64_t ticket) {
    return (ticket >> 16) & kPartMask;
}

std::uint64_t nextOf(std::uint64_t ticket) {
    return ticket & kPartMask;
}

void pause() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

/// Waits until the value is another than `old`.
void await(const std::atomic<std::int32_t>& value, std::int32_t old) {
    for (int i = 0; i < kSpins; ++i) {
        if (value.load(std::memory_order_acquire) != old)
            return;
        pause();
    }
    value.wait(old, std::memory_order_acquire);
}

} // namespace

ThreadTeam::ThreadTeam(int threads) {
    m_helpers.reserve(static_cast<std::size_t>(std::max(threads, 1) - 1));
    for (int t = 1; t < threads; ++t) {
        try {
            m_helpers.emplace_back([this] { serve(); });
        } catch (const std::system_error&) {
            break; // the system gives no more threads: those there are do all parts
        }
    }
}

ThreadTeam::~ThreadTeam() {
    m_ending.store(true);
    m_round.fetch_add(1);
    m_round.notify_all();
    for (std::thread& helper : m_helpers)
        helper.join();
}

void ThreadTeam::run(std::size_t parts, const std::function<void(std::size_t)>& work) {
    if (m_helpers.empty() || parts < 2) {
        for (std::size_t p = 0; p < parts; ++p)
            work(p);
        return;
    }
    m_work = &work;
    m_done.store(0, std::memory_order_relaxed);
    const auto round = static_cast<std::uint32_t>(m_round.load(std::memory_order_relaxed)) + 1U;
    m_ticket.store((static_cast<std::uint64_t>(round) << 32) |
                       (static_cast<std::uint64_t>(parts) << 16),
                   std::memory_order_release);
    m_round.fetch_add(1, std::memory_order_release);
    m_round.notify_all();
    takeParts();
    const auto all = static_cast<std::int32_t>(parts);
    for (std::int32_t done = m_done.load(std::memory_order_acquire); done != all;
         done = m_done.load(std::memory_order_acquire))
        await(m_done, done);
}

// A helper that comes late finds no part left in the ticket. One that takes a part keeps the round
// open until it has counted it as done, so m_work is still that round's.
void ThreadTeam::takeParts() {
    std::uint64_t ticket = m_ticket.load(std::memory_order_acquire);
    while (nextOf(ticket) < partsOf(ticket)) {
        if (!m_ticket.compare_exchange_weak(ticket, ticket + 1, std::memory_order_acq_rel,
                                            std::memory_order_acquire))
            continue;
        const auto parts = static_cast<std::int32_t>(partsOf(ticket));
        (*m_work)(static_cast<std::size_t>(nextOf(ticket)));
        if (m_done.fetch_add(1, std::memory_order_acq_rel) + 1 == parts)
            m_done.notify_all();
        ticket = m_ticket.load(std::memory_order_acquire);
    }
}

void ThreadTeam::serve() {
    while (!m_ending.load(std::memory_order_acquire)) {
        const std::int32_t round = m_round.load(std::memory_order_acquire);
        takeParts();
        if (m_ending.load(std::memory_order_acquire))
            return;
        await(m_round, round);
    }
}

} // namespace mops::learn
