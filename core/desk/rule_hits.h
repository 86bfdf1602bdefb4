#pragma once

#include "core/desk/order_subjects.h"
#include "core/desk/rule.h"

#include <map>

namespace mops::desk {

/// A run looks at the orders of so many days before its moment.
inline constexpr std::int64_t kOrderDays = 30;

struct RuleHit {
    std::string subjectId;
    std::int64_t merchantKey =
        0; ///< the merchant itself, or the order's; 0 = an order without items
};
struct RuleHits {
    RuleVersion rule;
    std::vector<RuleHit> hits; ///< by subject id
};

/// What each of the rules hits as of a moment on the facts in `mart`. The one way for runs and for
/// their replay. Without a moment: the end of the last full day, written to `asOf`.
/// Errors: those of testPredicate().
Result<std::vector<RuleHits>> findHits(db::Database& mart, const std::vector<RuleVersion>& rules,
                                       std::optional<std::int64_t>& asOf, TaskContext& context);

/// Sorted positions of all columns that any of the conditions reads.
std::vector<std::size_t> unionOf(std::vector<std::size_t> columns,
                                 const std::vector<std::size_t>& more);

} // namespace mops::desk
