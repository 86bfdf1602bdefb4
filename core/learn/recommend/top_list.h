#pragma once

#include "core/learn/kernels/rankings.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace mops::learn {

struct ScoredItem {
    std::int32_t item = 0;
    float score = 0;
};

/// The best `most` of the items offered so far, higher scores first and equal ones by item number.
/// Keys are gathered in a buffer that is cut down to the best whenever it is full, which moves the
/// threshold. NaN and scores not above the floor never enter.
class TopList {
public:
    explicit TopList(std::size_t most)
        : m_most(most)
        , m_keys(most + std::max(most, 2 * kernels::kRankBlock)) {}

    void clear(float floor = -std::numeric_limits<float>::infinity()) {
        m_used = 0;
        m_threshold = floor;
        m_least = 0;
    }
    void offer(ScoredItem scored) {
        if (!(scored.score >= m_threshold) || (m_least == 0 && scored.score == m_threshold))
            return; // before the first cut the threshold is the floor, which does not enter
        const kernels::RankKey key =
            kernels::rankKey(scored.score, static_cast<std::uint32_t>(scored.item));
        if (key < m_least)
            return;
        m_keys[m_used++] = key;
        if (m_used == m_keys.size())
            cut();
    }
    /// Scores of the items from `first` on, none of which was offered before and all of which are
    /// numbered above those that were.
    void offerAll(const float* scores, std::size_t count, std::int32_t first) {
        for (std::size_t from = 0;;) {
            from = kernels::collectAbove(scores, from, count, static_cast<std::uint32_t>(first),
                                         m_threshold, m_keys.data(), m_keys.size(), &m_used);
            if (from == count)
                return;
            cut();
        }
    }
    /// Best first; the list is to be cleared before the next offer.
    std::span<const ScoredItem> sorted() {
        cut();
        std::sort(m_keys.begin(), m_keys.begin() + static_cast<std::ptrdiff_t>(m_used),
                  std::greater<>());
        m_sorted.clear();
        for (std::size_t k = 0; k < m_used; ++k)
            m_sorted.push_back({static_cast<std::int32_t>(kernels::itemOf(m_keys[k])),
                                kernels::scoreOf(m_keys[k])});
        return m_sorted;
    }

private:
    void cut() {
        if (m_used <= m_most || m_most == 0) {
            m_used = std::min(m_used, m_most);
            return;
        }
        const auto last = m_keys.begin() + static_cast<std::ptrdiff_t>(m_most) - 1;
        std::nth_element(m_keys.begin(), last, m_keys.begin() + static_cast<std::ptrdiff_t>(m_used),
                         std::greater<>());
        m_used = m_most;
        m_least = *last;
        m_threshold = kernels::scoreOf(*last);
    }

    std::size_t m_most;
    std::size_t m_used = 0;
    float m_threshold = -std::numeric_limits<float>::infinity();
    kernels::RankKey m_least = 0; ///< the worst of the best after a cut
    std::vector<kernels::RankKey> m_keys;
    std::vector<ScoredItem> m_sorted;
};

} // namespace mops::learn
