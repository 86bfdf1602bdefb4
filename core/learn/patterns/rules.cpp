#include "core/learn/patterns/rules.h"

#include "core/learn/memory_budget.h"
#include "core/learn/parallel.h"
#include "core/learn/patterns/rule_walk.h"

#include <cmath>
#include <string>

namespace mops::learn {
namespace {

constexpr std::int64_t kBytesPerMb = 1024 * 1024;
constexpr std::size_t kMostParts = 256;

/// Branches in their order, cut where about the same number of sets lies between.
std::vector<std::uint32_t> cutBranches(const ItemsetTree& tree) {
    std::size_t total = 0;
    for (const ItemsetBranch& branch : tree.branches)
        total += branch.nodes.size();
    const std::size_t share = total / kMostParts + 1;
    std::vector<std::uint32_t> begins{0};
    std::size_t held = 0;
    for (std::uint32_t rank = 0; rank < tree.branches.size(); ++rank) {
        held += tree.branches[rank].nodes.size();
        if (held >= share) {
            begins.push_back(rank + 1);
            held = 0;
        }
    }
    if (begins.back() != tree.branches.size())
        begins.push_back(static_cast<std::uint32_t>(tree.branches.size()));
    return begins;
}

} // namespace

/// Fills rule sets and counts what they hold.
class RuleCollector {
public:
    RuleCollector(RuleSet& rules, MemoryBudget& budget)
        : m_rules(rules)
        , m_budget(budget) {}

    bool take(const Rule& rule) {
        if (!room(m_rules.m_rules, 1) || !room(m_rules.m_items, rule.antecedent.size()))
            return false;
        m_rules.m_rules.push_back({m_rules.m_items.size(), rule.consequent, rule.count,
                                   rule.antecedentCount, rule.consequentCount});
        m_rules.m_items.insert(m_rules.m_items.end(), rule.antecedent.begin(),
                               rule.antecedent.end());
        return true;
    }

    /// The parts one behind the other; each is freed once it is copied.
    static bool join(std::vector<RuleSet>& parts, std::int64_t baskets, MemoryBudget& budget,
                     RuleSet& joined) {
        std::size_t rules = 0;
        std::size_t items = 0;
        for (const RuleSet& part : parts) {
            rules += part.m_rules.size();
            items += part.m_items.size();
        }
        if (!budget.charge(rules * sizeof(RuleSet::Entry) + items * sizeof(std::int32_t)))
            return false;
        joined.m_baskets = baskets;
        joined.m_rules.reserve(rules);
        joined.m_items.reserve(items);
        for (RuleSet& part : parts) {
            for (RuleSet::Entry entry : part.m_rules) {
                entry.firstItem += joined.m_items.size();
                joined.m_rules.push_back(entry);
            }
            joined.m_items.insert(joined.m_items.end(), part.m_items.begin(), part.m_items.end());
            part = {};
        }
        return true;
    }

private:
    template <class T>
    bool room(std::vector<T>& vector, std::size_t more) {
        if (vector.size() + more <= vector.capacity())
            return true;
        const std::size_t before = vector.capacity();
        const std::size_t wanted = std::max({vector.size() + more, before * 2, std::size_t{16}});
        if (!m_budget.charge(wanted * sizeof(T)))
            return false;
        vector.reserve(wanted);
        m_budget.release(before * sizeof(T));
        return true;
    }

    RuleSet& m_rules;
    MemoryBudget& m_budget;
};

Rule RuleSet::operator[](std::size_t position) const {
    const Entry& entry = m_rules[position];
    const std::uint64_t end =
        position + 1 < m_rules.size() ? m_rules[position + 1].firstItem : m_items.size();
    return {.antecedent = {m_items.data() + entry.firstItem, m_items.data() + end},
            .consequent = entry.consequent,
            .count = entry.count,
            .antecedentCount = entry.antecedentCount,
            .consequentCount = entry.consequentCount,
            .baskets = m_baskets};
}

Result<> RuleParams::validate() const {
    if (!(minConfidence >= 0 && minConfidence <= 1))
        return fail(ErrorCode::Usage, "min_confidence", "0 … 1");
    if (!(minLift >= 0) || !std::isfinite(minLift))
        return fail(ErrorCode::Usage, "min_lift", "0 or more");
    if (memoryMb < 1 || memoryMb > std::numeric_limits<std::int64_t>::max() / kBytesPerMb)
        return fail(ErrorCode::Usage, "memory_mb=" + std::to_string(memoryMb), "at least 1");
    return checkThreads(threads);
}

Result<RuleSet> findRules(const ItemsetResult& itemsets, const RuleParams& params,
                          TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    const auto begins = cutBranches(itemsets.tree);
    std::vector<RuleSet> parts(begins.size() - 1);
    MemoryBudget budget(params.memoryMb * kBytesPerMb);
    std::atomic<std::size_t> finished = 0;
    const auto done =
        forEachPart(parts.size(), params.threads, context, [&](std::size_t part, StopSign& stop) {
            RuleCollector collector(parts[part], budget);
            const auto take = [&](const Rule& rule) {
                return collector.take(rule) && !budget.exceeded();
            };
            const auto mayGoOn = [&] { return !stop.raised() && !budget.exceeded(); };
            RuleWalk walk(itemsets, params, take, mayGoOn);
            for (std::uint32_t rank = begins[part]; rank < begins[part + 1]; ++rank)
                if (!walk.branch(rank)) {
                    stop.raise();
                    return;
                }
            context.report(
                {.stage = "rules",
                 .fraction = static_cast<double>(++finished) / static_cast<double>(parts.size()),
                 .done = 0,
                 .total = 0,
                 .object = {}});
        });
    RuleSet rules;
    if (!budget.exceeded()) {
        if (!done)
            return failAs(done);
        RuleCollector::join(parts, itemsets.baskets, budget, rules);
    }
    if (budget.exceeded())
        return fail(ErrorCode::MemoryLimit,
                    "memory_mb=" + std::to_string(params.memoryMb) +
                        ", sets=" + std::to_string(itemsets.sets),
                    "raise min_confidence, min_lift or min_support, name a consequent, limit "
                    "max_length or raise memory_mb");
    return rules;
}

Result<std::int64_t> forEachRule(const ItemsetResult& itemsets, const RuleParams& params,
                                 const std::function<bool(const Rule&)>& use,
                                 TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    std::int64_t seen = 0;
    bool ended = false;
    const auto take = [&](const Rule& rule) {
        ++seen;
        ended = !use(rule);
        return !ended;
    };
    const auto mayGoOn = [&] { return !context.cancelled(); };
    RuleWalk walk(itemsets, params, take, mayGoOn);
    const auto branches = static_cast<std::uint32_t>(itemsets.tree.branches.size());
    for (std::uint32_t rank = 0; rank < branches; ++rank)
        if (!walk.branch(rank)) {
            if (ended)
                return seen;
            return fail(ErrorCode::Cancelled);
        }
    return seen;
}

} // namespace mops::learn
