#pragma once

#include "core/base/rng.h"

#include <cstddef>
#include <vector>

namespace mops::learn {

/// `count` different numbers of 0 … population−1, ascending; each set equally likely.
std::vector<std::size_t> drawWithoutReplacement(std::size_t population, std::size_t count,
                                                Rng& rng);

} // namespace mops::learn
