#pragma once

#include "core/learn/patterns/itemset_tree.h"
#include "core/learn/patterns/rules.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace mops::learn {

/// Walks one branch of the tree and hands over every rule of its sets. For a set X the nodes of all
/// X without one item are known; a child e of X leads from each of them to its child e, which
/// exists because every part of a frequent set is frequent.
template <class Take, class MayGoOn>
class RuleWalk {
public:
    /// take(const Rule&) returns false to end the walk; mayGoOn() is asked every few thousand sets.
    RuleWalk(const ItemsetResult& itemsets, const RuleParams& params, const Take& take,
             const MayGoOn& mayGoOn)
        : m_tree(itemsets.tree)
        , m_params(params)
        , m_take(take)
        , m_mayGoOn(mayGoOn)
        , m_baskets(itemsets.baskets) {}

    bool branch(std::uint32_t rank) {
        const ItemsetBranch& branch = m_tree.branches[rank];
        m_ranks.assign(1, rank);
        // {rank} without its item is the empty set: null stands for the root.
        std::vector<Subset> parts{Subset{}};
        return children({&branch, 0, branch.children, m_tree.counts[rank]}, parts);
    }

private:
    static constexpr std::uint32_t kSetsPerQuestion = 1 << 14;

    struct Subset {
        const ItemsetBranch* branch = nullptr;
        std::uint32_t first = 0; ///< its children
        std::uint32_t children = 0;
        std::uint32_t count = 0;
    };

    Subset childOf(const Subset& parent, std::uint32_t rank, std::uint32_t& cursor) const {
        if (parent.branch == nullptr) {
            const ItemsetBranch& branch = m_tree.branches[rank];
            return {&branch, 0, branch.children, m_tree.counts[rank]};
        }
        const ItemsetNode* begin = parent.branch->nodes.data() + parent.first;
        const ItemsetNode* node = std::lower_bound(
            begin + cursor, begin + parent.children, rank,
            [](const ItemsetNode& n, std::uint32_t wanted) { return n.rank < wanted; });
        cursor = static_cast<std::uint32_t>(node - begin);
        return {parent.branch, node->firstChild, node->children, node->count};
    }

    bool children(const Subset& set, const std::vector<Subset>& parts) {
        // Children come in ascending ranks: searches go on where the last one ended.
        std::vector<std::uint32_t> cursors(parts.size(), 0);
        std::vector<Subset> childParts(parts.size() + 1);
        for (std::uint32_t c = set.first; c < set.first + set.children; ++c) {
            const ItemsetNode& node = set.branch->nodes[c];
            if (++m_sets % kSetsPerQuestion == 0 && !m_mayGoOn())
                return false;
            for (std::size_t p = 0; p < parts.size(); ++p)
                childParts[p] = childOf(parts[p], node.rank, cursors[p]);
            childParts.back() = set;
            m_ranks.push_back(node.rank);
            if (!rules(node.count, childParts) ||
                (node.children > 0 &&
                 !children({set.branch, node.firstChild, node.children, node.count}, childParts)))
                return false;
            m_ranks.pop_back();
        }
        return true;
    }

    bool rules(std::uint32_t count, const std::vector<Subset>& parts) {
        for (std::size_t p = 0; p < parts.size(); ++p) {
            Rule rule{.antecedent = {},
                      .consequent = m_tree.items[m_ranks[p]],
                      .count = count,
                      .antecedentCount = parts[p].count,
                      .consequentCount = m_tree.counts[m_ranks[p]],
                      .baskets = m_baskets};
            if (rule.confidence() < m_params.minConfidence || rule.lift() < m_params.minLift ||
                (m_params.consequent && rule.consequent != *m_params.consequent))
                continue;
            m_antecedent.clear();
            for (std::size_t i = 0; i < m_ranks.size(); ++i)
                if (i != p)
                    m_antecedent.push_back(m_tree.items[m_ranks[i]]);
            rule.antecedent = m_antecedent;
            if (!m_take(rule))
                return false;
        }
        return true;
    }

    const ItemsetTree& m_tree;
    const RuleParams& m_params;
    const Take& m_take;
    const MayGoOn& m_mayGoOn;
    std::uint32_t m_sets = 0;
    std::int64_t m_baskets;
    std::vector<std::uint32_t> m_ranks; ///< of the set
    std::vector<std::int32_t> m_antecedent;
};

} // namespace mops::learn
