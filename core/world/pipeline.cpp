#include "core/world/pipeline.h"

#include "core/world/chapter.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace mops::world {
namespace {

constexpr std::int64_t kBatchSize = 32; ///< merchants
constexpr std::size_t kBatchesPerThread = 3;

/// Stories of neighbouring merchants. Used again, with the memory that they have got.
struct Batch {
    std::vector<MerchantStory> stories{static_cast<std::size_t>(kBatchSize)};
    std::size_t size = 0;
    bool full = false;
};

void tellBatch(const World& world, std::int64_t number, Batch& batch) {
    const std::int64_t first = number * kBatchSize + 1;
    batch.size = static_cast<std::size_t>(std::min(kBatchSize, world.params.merchants - first + 1));
    for (std::size_t i = 0; i < batch.size; ++i)
        tellStory(world, first + static_cast<std::int64_t>(i), batch.stories[i]);
}

bool takeBatch(const Batch& batch, const std::function<bool(const MerchantStory&)>& take) {
    return std::all_of(batch.stories.begin(),
                       batch.stories.begin() + static_cast<std::ptrdiff_t>(batch.size), take);
}

/// A ring of batches: tellers fill it, the caller empties it in order.
class Pipeline {
public:
    Pipeline(const World& world, int threads)
        : m_world(world)
        , m_batches((world.params.merchants + kBatchSize - 1) / kBatchSize)
        , m_ring(static_cast<std::size_t>(threads) * kBatchesPerThread) {
        m_tellers.reserve(static_cast<std::size_t>(threads));
        for (int i = 0; i < threads; ++i)
            m_tellers.emplace_back([this] { work(); });
    }
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;
    ~Pipeline() {
        stop();
        for (std::thread& teller : m_tellers)
            teller.join();
    }

    void run(const std::function<bool(const MerchantStory&)>& take) {
        for (std::int64_t number = 0; number < m_batches; ++number) {
            Batch& batch = slot(number);
            {
                std::unique_lock lock(m_mutex);
                m_filled.wait(lock, [&] { return batch.full || m_failure; });
                if (m_failure)
                    std::rethrow_exception(m_failure);
            }
            if (!takeBatch(batch, take))
                return;
            const std::lock_guard lock(m_mutex);
            batch.full = false;
            m_taken = number + 1;
            m_emptied.notify_all();
        }
    }

private:
    Batch& slot(std::int64_t number) {
        return m_ring[static_cast<std::size_t>(number) % m_ring.size()];
    }

    void work() {
        while (const std::optional<std::int64_t> number = claim()) {
            Batch& batch = slot(*number);
            try {
                tellBatch(m_world, *number, batch);
            } catch (...) {
                const std::lock_guard lock(m_mutex);
                m_failure = std::current_exception();
            }
            const std::lock_guard lock(m_mutex);
            batch.full = true;
            m_filled.notify_one();
        }
    }

    /// The next batch, as soon as there is room for it; empty when there is no more to do.
    std::optional<std::int64_t> claim() {
        std::unique_lock lock(m_mutex);
        if (m_claimed == m_batches)
            return std::nullopt;
        const std::int64_t number = m_claimed++;
        const auto room = static_cast<std::int64_t>(m_ring.size());
        m_emptied.wait(lock, [&] { return m_stopped || m_failure || number < m_taken + room; });
        return m_stopped || m_failure ? std::nullopt : std::optional(number);
    }

    void stop() {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        m_emptied.notify_all();
    }

    const World& m_world;
    const std::int64_t m_batches;
    std::vector<Batch> m_ring;
    std::mutex m_mutex; ///< of everything below and of Batch::full
    std::condition_variable m_filled;
    std::condition_variable m_emptied;
    std::int64_t m_claimed = 0;
    std::int64_t m_taken = 0;
    bool m_stopped = false;
    std::exception_ptr m_failure;
    std::vector<std::thread> m_tellers;
};

} // namespace

void tellStories(const World& world, int threads,
                 const std::function<bool(const MerchantStory& story)>& take) {
    if (threads > 1 && world.params.merchants > kBatchSize) {
        Pipeline(world, threads).run(take);
        return;
    }
    MerchantStory story;
    for (std::int64_t number = 1; number <= world.params.merchants; ++number) {
        tellStory(world, number, story);
        if (!take(story))
            return;
    }
}

} // namespace mops::world
