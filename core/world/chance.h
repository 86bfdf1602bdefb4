#pragma once

#include "core/base/rng.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace mops::world {

/// Poisson: products of uniforms (Knuth) for small means, the normal approximation above 30.
inline int poisson(Rng& rng, double mean) {
    if (mean > 30)
        return std::max(0, static_cast<int>(std::lround(mean + std::sqrt(mean) * rng.normal())));
    const double limit = std::exp(-mean);
    int count = 0;
    for (double product = rng.uniform(); product > limit; product *= rng.uniform())
        ++count;
    return count;
}

/// Draws positions in proportion to their weights: a cumulative sum and a binary search.
class WeightedChoice {
public:
    void add(double weight) { m_upTo.push_back((m_upTo.empty() ? 0 : m_upTo.back()) + weight); }
    bool empty() const { return m_upTo.empty(); }
    double sum() const { return m_upTo.empty() ? 0 : m_upTo.back(); }
    std::size_t size() const { return m_upTo.size(); }
    void clear() { m_upTo.clear(); }
    std::size_t draw(Rng& rng) const {
        const double place = rng.uniform() * m_upTo.back();
        const auto found = std::upper_bound(m_upTo.begin(), m_upTo.end(), place);
        return std::min(static_cast<std::size_t>(found - m_upTo.begin()), m_upTo.size() - 1);
    }

private:
    std::vector<double> m_upTo;
};

/// A position of the list in proportion to `share(entry)`.
template <class List, class Share>
std::size_t drawShare(Rng& rng, const List& list, Share share) {
    double total = 0;
    for (const auto& entry : list)
        total += share(entry);
    double place = rng.uniform() * total;
    for (std::size_t i = 0; i < list.size(); ++i) {
        place -= share(list[i]);
        if (place < 0)
            return i;
    }
    return list.size() - 1;
}

} // namespace mops::world
