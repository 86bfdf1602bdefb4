#pragma once

#include "core/db/statement.h"
#include "core/desk/cases.h"

namespace mops::desk {

/// A case as it lies in case_state, with its merchant's name and its tags; `c` is the case, `m` the
/// merchant. readCaseColumns() reads what comes first in the SELECT.
inline constexpr const char* kCaseColumns =
    "c.case_id, c.kind, c.merchant_key, c.merchant_id, "
    "coalesce(nullif(m.name, ''), substr(c.merchant_id, 1, 8)), c.priority, c.score, c.why, "
    "c.opened_at, c.due_at, c.status, c.reason_code, c.assignee, c.snoozed_until, c.decided_at, "
    "c.decided_by, c.subject_id, c.title, c.stake_minor, c.picked, c.snoozed_event, "
    "c.clock_stopped_at, c.claimed_by, c.claimed_until, "
    "(SELECT json_group_array(t.tag) FROM case_tag t WHERE t.case_id = c.case_id)";
inline constexpr int kCaseColumnCount = 25;
inline constexpr const char* kCaseSource =
    " FROM case_state c LEFT JOIN dim_merchant m ON m.merchant_key = c.merchant_key ";

/// Overwrites all of `found`: the same Case may be used for one row after the other.
void readCaseColumns(const db::Statement& row, Case& found);

/// The reasons of a case as its column `why` holds them.
std::vector<CaseReason> readReasons(std::string_view why);

} // namespace mops::desk
