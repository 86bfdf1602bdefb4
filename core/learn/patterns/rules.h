#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/patterns/itemsets.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace mops::learn {

struct RuleParams {
    double minConfidence = 0.5;                  ///< in [0, 1]
    double minLift = 0;                          ///< 0 or more; above 1: more often than by chance
    std::optional<std::int32_t> consequent = {}; ///< only rules that conclude this item
    std::int64_t memoryMb = 1024;                ///< for the rules that findRules keeps
    int threads = 1;                             ///< the result does not depend on it

    Result<> validate() const;
};

/// "Who takes the antecedent takes the consequent", with the counts of baskets behind it. The four
/// measures are functions of them (n baskets): support = count / n, confidence = count /
/// antecedentCount, lift = confidence / (consequentCount / n), conviction = (1 − consequentCount /
/// n) / (1 − confidence), infinite at confidence 1 (Brin et al. 1997).
struct Rule {
    std::span<const std::int32_t> antecedent; ///< at least one item, the rarest first
    std::int32_t consequent = 0;
    std::uint32_t count = 0; ///< baskets with antecedent and consequent
    std::uint32_t antecedentCount = 0;
    std::uint32_t consequentCount = 0;
    std::int64_t baskets = 0;

    double support() const { return static_cast<double>(count) / static_cast<double>(baskets); }
    double confidence() const { return static_cast<double>(count) / antecedentCount; }
    double lift() const {
        return static_cast<double>(count) * static_cast<double>(baskets) /
               (static_cast<double>(antecedentCount) * consequentCount);
    }
    double conviction() const {
        if (count == antecedentCount)
            return std::numeric_limits<double>::infinity();
        const auto n = static_cast<double>(baskets);
        const double missed = static_cast<double>(antecedentCount - count);
        return (n - consequentCount) * antecedentCount / (n * missed);
    }
};

/// Rules in memory: 24 bytes each and 4 an item of the antecedent.
class RuleSet {
public:
    std::size_t size() const { return m_rules.size(); }
    Rule operator[](std::size_t position) const;

private:
    friend class RuleCollector;
    struct Entry {
        std::uint64_t firstItem = 0;
        std::int32_t consequent = 0;
        std::uint32_t count = 0;
        std::uint32_t antecedentCount = 0;
        std::uint32_t consequentCount = 0;
    };
    std::vector<Entry> m_rules;
    std::vector<std::int32_t> m_items;
    std::int64_t m_baskets = 0;
};

/// Rules with one item as their consequent and at least one before it, as arules makes them by
/// default but for its rules without an antecedent (Agrawal & Srikant 1994). Every frequent set of
/// two or more items is read as a rule to each of its items; the counts of its parts are looked up
/// in the tree on the way down, so each costs a search among siblings.
/// O(sets · length · log siblings). The order depends on the data only: that of
/// ItemsetTree::forEach, then of the items. Measures are compared without rounding slack.
/// Errors: Usage, MemoryLimit, Cancelled.
Result<RuleSet> findRules(const ItemsetResult& itemsets, const RuleParams& params,
                          TaskContext& context);

/// The same one after the other, without keeping them: `use` sees each rule once (its antecedent is
/// valid during the call) and returns false to end. Answers how many it saw.
Result<std::int64_t> forEachRule(const ItemsetResult& itemsets, const RuleParams& params,
                                 const std::function<bool(const Rule&)>& use, TaskContext& context);

} // namespace mops::learn
