#include "core/learn/parallel.h"

#include <exception>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace mops::learn {

Result<> checkThreads(int threads) {
    if (threads < 1)
        return fail(ErrorCode::Usage, "threads=" + std::to_string(threads), "at least 1");
    return {};
}

Result<> forEachPart(std::size_t parts, int threads, TaskContext& context,
                     const std::function<void(std::size_t, StopSign&)>& work) {
    StopSign stop(context);
    std::atomic<std::size_t> next = 0;
    std::exception_ptr failure;
    std::mutex failureMutex;
    const auto run = [&] {
        try {
            while (!stop.raised()) {
                const std::size_t part = next.fetch_add(1);
                if (part >= parts)
                    return;
                work(part, stop);
            }
        } catch (...) {
            const std::scoped_lock lock(failureMutex);
            failure = std::current_exception();
            stop.raise();
        }
    };
    const std::size_t helpers = std::min(static_cast<std::size_t>(std::max(threads, 1)), parts);
    std::vector<std::thread> pool;
    pool.reserve(helpers);
    for (std::size_t t = 1; t < helpers; ++t) {
        try {
            pool.emplace_back(run);
        } catch (const std::system_error&) {
            break; // the system gives no more threads: those there are do all parts
        }
    }
    run();
    for (std::thread& helper : pool)
        helper.join();
    if (failure)
        std::rethrow_exception(failure);
    if (stop.raised())
        return fail(ErrorCode::Cancelled);
    return {};
}

} // namespace mops::learn
