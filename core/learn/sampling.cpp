#include "core/learn/sampling.h"

#include <algorithm>
#include <unordered_set>

namespace mops::learn {

// Selection sampling (Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S).
std::vector<std::size_t> drawWithoutReplacement(std::size_t population, std::size_t count,
                                                Rng& rng) {
    count = std::min(count, population);
    std::vector<std::size_t> drawn;
    drawn.reserve(count);
    for (std::size_t i = 0; i < population && drawn.size() < count; ++i)
        if (rng.below(population - i) < count - drawn.size())
            drawn.push_back(i);
    return drawn;
}

// Floyd's sampling (Bentley & Floyd, A sample of brilliance, CACM 30(9), 1987).
std::vector<std::size_t> drawFewWithoutReplacement(std::size_t population, std::size_t count,
                                                   Rng& rng) {
    count = std::min(count, population);
    std::unordered_set<std::size_t> taken;
    taken.reserve(count);
    for (std::size_t last = population - count; last < population; ++last)
        if (!taken.insert(static_cast<std::size_t>(rng.below(last + 1))).second)
            taken.insert(last);
    std::vector<std::size_t> drawn(taken.begin(), taken.end());
    std::ranges::sort(drawn);
    return drawn;
}

} // namespace mops::learn
