#include "core/learn/sampling.h"

#include <algorithm>

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

} // namespace mops::learn
