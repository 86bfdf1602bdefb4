#pragma once

#include "core/desk/past_facts.h"

namespace mops::desk {

/// The source's id of a subject by its position in the facts. Throws DatabaseFailure.
std::string subjectIdOf(db::Database& mart, const PastFacts& facts, RuleSubject subject,
                        std::uint32_t position);

/// The moment at which merchants are looked at unless told otherwise: the end of the last full day,
/// as for features. Errors: NotEnoughData (no orders).
Result<std::int64_t> defaultAsOf(const PastFacts& facts);

} // namespace mops::desk
