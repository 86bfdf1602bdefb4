#pragma once

#include "core/learn/memory_budget.h"
#include "core/learn/parallel.h"
#include "core/learn/patterns/itemset_tree.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace mops::learn {

/// Nodes side by side in a branch.
struct NodeBlock {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

/// What the steps of mining one branch share. Its functions answer false for "give up".
struct MiningState {
    std::uint32_t minCount = 1;
    MemoryBudget* budget = nullptr;
    StopSign* stop = nullptr;
    ItemsetBranch* branch = nullptr;
    std::size_t work = 0; ///< words and entries since the stop sign was asked
    std::int64_t intersections = 0;
    std::int64_t projections = 0;

    bool goOn(std::size_t moreWork) {
        work += moreWork;
        if (work < kWorkBetweenQuestions)
            return true;
        work = 0;
        return !stop->raised() && !budget->exceeded();
    }

    /// Room for `count` nodes at the end of the branch.
    bool append(std::uint32_t count, NodeBlock& block) {
        auto& nodes = branch->nodes;
        const std::size_t wanted = nodes.size() + count;
        if (wanted > nodes.capacity()) {
            const std::size_t room = std::max({wanted, nodes.capacity() * 2, std::size_t{8}});
            if (room > std::numeric_limits<std::uint32_t>::max() ||
                !budget->charge(room * sizeof(ItemsetNode)))
                return budget->refuse();
            const std::size_t before = nodes.capacity();
            nodes.reserve(room);
            budget->release(before * sizeof(ItemsetNode));
        }
        block = {static_cast<std::uint32_t>(nodes.size()), count};
        nodes.resize(wanted);
        return true;
    }

private:
    static constexpr std::size_t kWorkBetweenQuestions = std::size_t{1} << 21; ///< a millisecond
};

} // namespace mops::learn
