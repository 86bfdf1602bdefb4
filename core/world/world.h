#pragma once

#include "core/base/rng.h"
#include "core/world/buyers.h"
#include "core/world/params.h"

#include <cstdint>
#include <optional>

namespace mops::world {

/// What all merchants have in common: made once from the parameters, then only read, also by
/// several threads at once.
struct World {
    explicit World(const WorldParams& params);

    const WorldParams& params;
    bool chinese;
    Day firstDay;
    std::int64_t begin; ///< first and last second of the world
    std::int64_t end;
    Rng root;
    Buyers buyers;

    /// Nothing is written down that lies after the last second.
    std::optional<std::int64_t> ifOver(std::int64_t at) const {
        return at <= end ? std::optional(at) : std::nullopt;
    }
};

} // namespace mops::world
