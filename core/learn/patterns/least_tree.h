#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace mops::learn {

/// Numbered keys of which the least is wanted again and again while others fall: a tournament
/// with eight to a match, one cache line each. Lowering a key climbs only as far as it is the least
/// of its match, on average once; ties go to the lower number.
class LeastTree {
public:
    /// The key of what is not, or no longer, in it.
    static constexpr std::int64_t kGone = std::numeric_limits<std::int64_t>::max();

    explicit LeastTree(std::size_t size) {
        std::size_t width = size;
        do {
            width = (width + kMatch - 1) / kMatch;
            m_levels.emplace_back(width * kMatch, kGone);
        } while (width > 1);
    }

    std::int64_t key(std::size_t number) const { return m_levels.front()[number]; }
    const std::int64_t* keys() const { return m_levels.front().data(); }
    bool contains(std::size_t number) const { return key(number) != kGone; }
    /// Before build().
    void set(std::size_t number, std::int64_t key) { m_levels.front()[number] = key; }
    void build() {
        for (std::size_t level = 1; level < m_levels.size(); ++level)
            for (std::size_t match = 0; match < m_levels[level - 1].size() / kMatch; ++match)
                m_levels[level][match] = leastOf(level - 1, match);
    }

    void lower(std::size_t number, std::int64_t by) {
        const std::int64_t key = m_levels.front()[number] -= by;
        std::size_t at = number / kMatch;
        for (std::size_t level = 1; level < m_levels.size() && key < m_levels[level][at]; ++level) {
            m_levels[level][at] = key;
            at /= kMatch;
        }
    }

    /// The number of the least key; not when all are gone.
    std::size_t least() const {
        std::size_t at = 0;
        for (std::size_t level = m_levels.size(); level-- > 0;) {
            const std::int64_t* match = m_levels[level].data() + at * kMatch;
            at = at * kMatch +
                 static_cast<std::size_t>(std::min_element(match, match + kMatch) - match);
        }
        return at;
    }
    void remove(std::size_t number) {
        m_levels.front()[number] = kGone;
        std::size_t at = number / kMatch;
        for (std::size_t level = 1; level < m_levels.size(); ++level) {
            m_levels[level][at] = leastOf(level - 1, at);
            at /= kMatch;
        }
    }

private:
    static constexpr std::size_t kMatch = 8;

    std::int64_t leastOf(std::size_t level, std::size_t match) const {
        const std::int64_t* keys = m_levels[level].data() + match * kMatch;
        std::int64_t least = keys[0];
        for (std::size_t k = 1; k < kMatch; ++k)
            least = std::min(least, keys[k]);
        return least;
    }

    std::vector<std::vector<std::int64_t>> m_levels; ///< the keys, then the least of each match …
};

} // namespace mops::learn
