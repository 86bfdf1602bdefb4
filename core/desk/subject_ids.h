#pragma once

#include "core/db/statement.h"
#include "core/desk/past_facts.h"

namespace mops::desk {

/// The source's ids of subjects by their position in the facts. Throws DatabaseFailure.
class SubjectIds {
public:
    SubjectIds(db::Database& mart, const PastFacts& facts, RuleSubject subject);
    std::string idOf(std::uint32_t position);

private:
    const PastFacts& m_facts;
    RuleSubject m_subject;
    db::Statement m_order; ///< ids of orders are not kept in memory
};

/// The moment at which merchants are looked at unless told otherwise: the end of the last full day,
/// as for features. Errors: NotEnoughData (no orders).
Result<std::int64_t> defaultAsOf(const PastFacts& facts);

} // namespace mops::desk
