#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

/// One frequent set: the items on the way from its root, this one the last.
struct ItemsetNode {
    std::uint32_t rank = 0;       ///< of the last item
    std::uint32_t count = 0;      ///< baskets that hold the whole set
    std::uint32_t firstChild = 0; ///< in the same branch; children lie side by side, ranks ascend
    std::uint32_t children = 0;
};

/// All frequent sets that hold the branch's item and otherwise only more frequent ones.
struct ItemsetBranch {
    std::vector<ItemsetNode> nodes; ///< the first `children` are the sets of two
    std::uint32_t children = 0;
};

/// Frequent sets as a prefix tree: sixteen bytes each, whatever their length. Items are known by
/// rank: 0 is the most frequent one, equals in the order of their numbers. Ranks fall from a root
/// to its leaves.
struct ItemsetTree {
    std::vector<std::int32_t> items;     ///< item per rank
    std::vector<std::uint32_t> counts;   ///< baskets per rank
    std::vector<ItemsetBranch> branches; ///< per rank; empty when only single items were wanted

    std::span<const ItemsetNode> childrenOf(const ItemsetBranch& branch,
                                            const ItemsetNode& node) const {
        return {branch.nodes.data() + node.firstChild, node.children};
    }

    /// use(items of the set, count) for every set, in an order that depends on the data only. The
    /// items lie in the order of ranks, the rarest first; the span is valid during the call.
    /// `use` returns false to end the walk.
    template <class Use>
    void forEach(const Use& use) const {
        std::vector<std::int32_t> set;
        for (std::size_t rank = 0; rank < items.size(); ++rank) {
            set.assign(1, items[rank]);
            if (!use(std::span<const std::int32_t>(set), counts[rank]))
                return;
            if (rank < branches.size() &&
                !walk(branches[rank], 0, branches[rank].children, set, use))
                return;
        }
    }

private:
    template <class Use>
    bool walk(const ItemsetBranch& branch, std::uint32_t first, std::uint32_t count,
              std::vector<std::int32_t>& set, const Use& use) const {
        for (std::uint32_t i = first; i < first + count; ++i) {
            const ItemsetNode& node = branch.nodes[i];
            set.push_back(items[node.rank]);
            if (!use(std::span<const std::int32_t>(set), node.count) ||
                !walk(branch, node.firstChild, node.children, set, use))
                return false;
            set.pop_back();
        }
        return true;
    }
};

} // namespace mops::learn
