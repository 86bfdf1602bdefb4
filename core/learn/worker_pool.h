#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace mops::learn {

/// Workers with large scratch, one for each thread that asks at the same time instead of one for
/// each part. They carry nothing from part to part, so who gets which does not show in the result.
template <class Worker>
class WorkerPool {
public:
    /// Runs use(worker) with an idle worker, or with what make() gives where there is none.
    template <class Make, class Use>
    void with(const Make& make, const Use& use) {
        std::unique_ptr<Worker> worker = takeIdle();
        if (!worker)
            worker = std::make_unique<Worker>(make());
        use(*worker);
        const std::scoped_lock lock(m_mutex);
        m_idle.push_back(std::move(worker));
    }

private:
    std::unique_ptr<Worker> takeIdle() {
        const std::scoped_lock lock(m_mutex);
        if (m_idle.empty())
            return nullptr;
        auto worker = std::move(m_idle.back());
        m_idle.pop_back();
        return worker;
    }

    std::mutex m_mutex;
    std::vector<std::unique_ptr<Worker>> m_idle;
};

} // namespace mops::learn
