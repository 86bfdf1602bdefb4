#pragma once

#include "core/desk/cases.h"

namespace mops::desk {

/// One thing that happened to a case or its merchant.
struct TimelineEvent {
    enum class Kind {
        Operation, ///< `code` is the operation's kind, `who` its operator, `text` the note
        Milestone, ///< `code` is one of milestoneCodes(), `value` its number
        Score,     ///< a run of scores: `value` is the probability
        Rule       ///< a rule fired: `code` is its name, `value` its version, `text` the condition
    };
    Kind kind{};
    std::int64_t at = 0;
    std::string code;
    std::string who;
    std::string text;
    std::string message; ///< an operation that tells merchants something: its words
    std::string except;  ///< a refusal of a ring: the members it names as innocent
    double value = 0;
    std::int64_t operationId = 0; ///< 0 = none
    bool undone = false;          ///< an operation that was taken back
    bool shadow = false;          ///< a rule that only watched
};

/// A text for each code of a milestone.
struct MilestoneCode {
    const char* code; ///< "first_order"
    const char* name; ///< English, marked for translation (context "Milestone")
};
std::span<const MilestoneCode> milestoneCodes();

/// What a case's subject and its merchant went through, newest first, at most `limit` events; one
/// line a step in the order numbers 1, 10, 100, …. O(operations of the case + items of the
/// merchant). Errors: NotFound, those of db.
Result<std::vector<TimelineEvent>> readTimeline(db::Database& mart, const std::string& caseId,
                                                std::size_t limit);

/// A rule that fired on a subject, with its condition as it stood in that version.
struct RuleHit {
    std::string name;
    int version = 0;
    std::string predicate;
    std::int64_t asOf = 0;  ///< what was known then
    std::int64_t ranAt = 0; ///< when it was looked at
    bool shadow = false;
};
/// Newest first; the newest hit of each version only.
Result<std::vector<RuleHit>> readRuleHits(db::Database& mart, const std::string& subjectId);

} // namespace mops::desk
