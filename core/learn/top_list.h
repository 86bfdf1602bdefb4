#pragma once

#include "core/learn/kernels/rankings.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace mops::learn {

struct ScoredItem {
    std::int32_t item = 0;
    float score = 0;
};

/// Higher score first, equal ones by item number.
inline bool ranksBefore(const ScoredItem& a, const ScoredItem& b) {
    return a.score != b.score ? a.score > b.score : a.item < b.item;
}

/// The best `most` of the items offered so far: a heap with the worst of them on top. NaN and
/// scores not above the floor never enter.
class TopList {
public:
    explicit TopList(std::size_t most)
        : m_most(most) {
        m_heap.reserve(most);
    }
    void clear(float floor = -std::numeric_limits<float>::infinity()) {
        m_heap.clear();
        m_floor = floor;
    }
    void offer(ScoredItem scored) {
        if (!(scored.score > m_floor))
            return;
        if (m_heap.size() == m_most) {
            if (!ranksBefore(scored, m_heap.front()))
                return;
            std::pop_heap(m_heap.begin(), m_heap.end(), ranksBefore);
            m_heap.back() = scored;
        } else {
            m_heap.push_back(scored);
        }
        std::push_heap(m_heap.begin(), m_heap.end(), ranksBefore);
    }
    /// Scores of the items from `first` on, none of which was offered before and all of which are
    /// numbered above those that were.
    void offerAll(const float* scores, std::size_t count, std::int32_t first) {
        for (std::size_t i = 0;; ++i) {
            i = kernels::nextAbove(scores, i, count, threshold());
            if (i == count)
                return;
            offer({first + static_cast<std::int32_t>(i), scores[i]});
        }
    }
    /// Best first; the list is to be cleared before the next offer.
    std::span<const ScoredItem> sorted() {
        std::ranges::sort(m_heap, ranksBefore);
        return m_heap;
    }

private:
    float threshold() const { return m_heap.size() == m_most ? m_heap.front().score : m_floor; }

    std::size_t m_most;
    float m_floor = -std::numeric_limits<float>::infinity();
    std::vector<ScoredItem> m_heap;
};

} // namespace mops::learn
