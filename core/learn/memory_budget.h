#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace mops::learn {

/// Counts what several threads of one task hold. Once a charge would go beyond the limit it is
/// refused, and so is every later one: the task ends with MemoryLimit.
class MemoryBudget {
public:
    explicit MemoryBudget(std::int64_t limitBytes)
        : m_limit(limitBytes) {}

    [[nodiscard]] bool charge(std::size_t bytes) {
        const std::int64_t held =
            m_held.fetch_add(static_cast<std::int64_t>(bytes)) + static_cast<std::int64_t>(bytes);
        if (held > m_limit)
            return refuse();
        std::int64_t peak = m_peak.load(std::memory_order_relaxed);
        while (held > peak && !m_peak.compare_exchange_weak(peak, held)) {}
        return !exceeded();
    }
    /// For what cannot be held whatever the limit; false.
    bool refuse() {
        m_exceeded.store(true, std::memory_order_relaxed);
        return false;
    }
    void release(std::size_t bytes) { m_held.fetch_sub(static_cast<std::int64_t>(bytes)); }
    bool exceeded() const { return m_exceeded.load(std::memory_order_relaxed); }
    std::int64_t peak() const { return m_peak.load(); }

private:
    std::int64_t m_limit;
    std::atomic<std::int64_t> m_held = 0;
    std::atomic<std::int64_t> m_peak = 0;
    std::atomic<bool> m_exceeded = false;
};

} // namespace mops::learn
