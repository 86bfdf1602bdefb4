#pragma once

#include "core/desk/past_facts.h"
#include "core/desk/subject_columns.h"
#include "core/desk/subject_frame.h"

namespace mops::desk {

/// The documented columns of orders, each as of the moment when it came: what the order itself says
/// and what was known of its buyer and merchant a second before. Shared between threads.
class OrderSubjects {
public:
    /// `columns` are positions in ruleColumns(RuleSubject::Order); the others stay empty.
    OrderSubjects(const PastFacts& facts, std::vector<std::size_t> columns);

    /// The orders from `from` to `to`, both included, by order key.
    /// O(orders log orders). Errors: Cancelled.
    Result<SubjectFrame> between(std::int64_t from, std::int64_t to, TaskContext& context) const;

    /// The merchant that sells the largest part of each order; kNone for an order without items.
    const std::vector<std::uint32_t>& merchantOf() const { return m_merchant; }
    /// Prices of each order's items.
    const std::vector<std::int64_t>& amountOf() const { return m_amount; }

private:
    void addUpItems();
    bool asks(OrderColumn column) const;

    const PastFacts& m_facts;
    std::vector<std::size_t> m_columns;
    // by order
    std::vector<std::uint32_t> m_merchant;
    std::vector<std::int64_t> m_amount;
    std::vector<std::int64_t> m_freight;
    std::vector<std::uint16_t> m_items;
    std::vector<std::uint32_t> m_category; ///< of the dearest item
};

} // namespace mops::desk
