#pragma once

#include "core/learn/neural/two_tower.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

/// What the two-tower fit trains on and measures with.
struct TowerExamples {
    /// `in` is checked.
    TowerExamples(const Interactions& in, const TwoTowerParams& params);

    /// The items that describe a user in training: hers without a held-out one, or a seeded draw of
    /// TwoTowerParams::history of them.
    std::span<const std::int32_t> historyOf(std::int32_t user) const {
        const auto u = static_cast<std::size_t>(user);
        return {historyItem.data() + historyBegin[u], historyItem.data() + historyBegin[u + 1]};
    }

    std::vector<std::int32_t> userOf;   ///< per interaction
    std::vector<std::uint32_t> train;   ///< interactions to train on
    std::vector<std::uint32_t> heldOut; ///< a multiple of 8 of them, or none
    std::vector<std::int64_t> historyBegin{0};
    std::vector<std::int32_t> historyItem;
    std::vector<bool> taken;     ///< per item: by anybody, in training
    std::vector<float> logShare; ///< per item: log of its share of the interactions

private:
    void split(const Interactions& in, const TwoTowerParams& params);
    void describe(const Interactions& in, const TwoTowerParams& params,
                  const std::vector<bool>& isHeldOut);
    void countItems(const Interactions& in);
};

} // namespace mops::learn
