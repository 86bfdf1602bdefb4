#pragma once

#include "core/desk/past_facts.h"
#include "core/desk/subject_columns.h"
#include "core/desk/subject_frame.h"

namespace mops::desk {

/// The documented columns of all merchants that had an order by a moment. Only what had happened
/// by then is looked at, so later facts change nothing. Shared between threads.
class MerchantSubjects {
public:
    /// `columns` are positions in ruleColumns(RuleSubject::Merchant); the others stay empty.
    MerchantSubjects(const PastFacts& facts, std::vector<std::size_t> columns);

    /// O(items + after-sales). Errors: Cancelled.
    Result<SubjectFrame> at(std::int64_t asOf, TaskContext& context) const;

private:
    class Filler;

    const PastFacts& m_facts;
    std::vector<std::size_t> m_columns;
    std::vector<std::vector<std::uint32_t>> m_byMark;     ///< applications that gave the same
    std::vector<std::vector<std::uint32_t>> m_byMerchant; ///< applications of each merchant
};

} // namespace mops::desk
