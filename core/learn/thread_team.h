#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

namespace mops::learn {

/// Threads that stay alive between rounds of short work, for loops whose step (a minibatch) takes
/// less than starting a thread. Fewer helpers than asked for, when the system gives no more, only
/// make it slower. Between rounds the helpers sleep. Rounds are started by one thread at a time.
class ThreadTeam {
public:
    explicit ThreadTeam(int threads);
    ~ThreadTeam();
    ThreadTeam(const ThreadTeam&) = delete;
    ThreadTeam& operator=(const ThreadTeam&) = delete;

    static constexpr std::size_t kMostParts = 0xFFFF;
    /// Runs work(part) for parts 0 … parts−1 (at most kMostParts), in no fixed order, and returns
    /// when all are done; what the parts wrote is then visible here. `work` must not throw.
    void run(std::size_t parts, const std::function<void(std::size_t part)>& work);

private:
    void serve();
    void takeParts();

    std::vector<std::thread> m_helpers;
    std::atomic<std::int32_t> m_round = 0;
    std::atomic<std::uint64_t> m_ticket = 0; ///< round (32 bits), parts (16), next part (16)
    std::atomic<std::int32_t> m_done = 0;
    std::atomic<bool> m_ending = false;
    const std::function<void(std::size_t)>* m_work = nullptr;
};

} // namespace mops::learn
