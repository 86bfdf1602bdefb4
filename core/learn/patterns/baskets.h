#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

/// Who bought what together: items in any order, compressed by baskets. An item that stands twice
/// in a basket counts once.
struct Baskets {
    std::vector<std::int64_t> begin{0}; ///< baskets + 1
    std::vector<std::int32_t> item;     ///< per entry, 0 … items−1
    std::int32_t items = 0;

    std::size_t count() const { return begin.size() - 1; }
    std::span<const std::int32_t> of(std::size_t basket) const {
        return {item.data() + begin[basket], item.data() + begin[basket + 1]};
    }
};

} // namespace mops::learn
