#pragma once

#include "core/db/database.h"
#include "core/db/statement.h"
#include "core/desk/operation_log.h"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace mops::desk {

enum class Verb;

/// The columns of case_state that a decision may change: what an operation carries as "before".
struct CaseChange {
    std::string status;
    std::string reasonCode;
    std::optional<std::int64_t> dueAt; ///< empty in ledgers from before clocks could stop: as it is
    std::optional<std::int64_t> snoozedUntil;
    std::string snoozedEvent;
    std::optional<std::int64_t> snoozedSeen; ///< what was known then (core/desk/wake.h)
    std::optional<std::int64_t> clockStoppedAt;
    std::optional<std::int64_t> decidedAt;
    std::string decidedBy;
    std::string assignee;
    std::string claimedBy;
    std::optional<std::int64_t> claimedUntil;
    std::int64_t lastOperation = 0;

    bool operator==(const CaseChange&) const = default;
};

CaseChange caseChangeOf(const nlohmann::json& before);
nlohmann::json jsonOf(const CaseChange& change);
/// Empty when there is no such case.
std::optional<CaseChange> readCaseChange(db::Database& mart, const std::string& caseId);
void writeCaseChange(db::Database& state, const std::string& caseId, const CaseChange& change);
/// The same for one case after another.
class CaseWriter {
public:
    explicit CaseWriter(db::Database& state);
    void write(const std::string& caseId, const CaseChange& row);

private:
    db::Statement m_update;
};
/// What the verb makes of the columns. Asking stops the clock; whatever ends the waiting moves the
/// deadline on by as long as the clock stood. A decision ends a claim; asking and escalating keep
/// it without end, so that the case is not lost while help is awaited.
CaseChange afterVerb(CaseChange row, Verb verb, const StoredOperation& operation,
                     const nlohmann::json& payload);

/// Notes and tags stand beside the case: they change none of its columns.
bool standsBeside(Verb verb);

/// The columns of a CaseChange in a SELECT from case_state, and how they are read from there.
inline constexpr const char* kChangeColumns =
    "status, reason_code, due_at, snoozed_until, snoozed_event, snoozed_seen, clock_stopped_at, "
    "decided_at, "
    "decided_by, assignee, claimed_by, claimed_until, last_operation";
inline constexpr int kChangeColumnCount = 13;
CaseChange readChangeColumns(const db::Statement& row, int firstColumn);

/// The operation that tagged the case so; empty when it has no such tag.
std::optional<std::int64_t> taggedBy(db::Database& mart, const std::string& caseId,
                                     const std::string& tag);

} // namespace mops::desk
