#pragma once

#include "core/base/rng.h"

#include <cstddef>
#include <vector>

namespace mops::learn {

/// `count` different numbers of 0 … population−1, ascending; each set equally likely.
std::vector<std::size_t> drawWithoutReplacement(std::size_t population, std::size_t count,
                                                Rng& rng);

/// The same in O(count · log count), for a few of very many; another set for the same seed.
std::vector<std::size_t> drawFewWithoutReplacement(std::size_t population, std::size_t count,
                                                   Rng& rng);

} // namespace mops::learn
