#include "core/db/statement.h"
#include "core/desk/cases.h"
#include "core/desk/sealed_marks.h"
#include "core/desk/verbs.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

constexpr const char* kSelect =
    "SELECT c.case_id, c.kind, c.merchant_key, c.merchant_id, "
    "coalesce(nullif(m.name, ''), substr(c.merchant_id, 1, 8)), c.priority, c.score, c.why, "
    "c.opened_at, c.due_at, c.status, c.reason_code, c.assignee, c.snoozed_until, c.decided_at, "
    "c.decided_by, c.subject_id, c.title, c.stake_minor, c.picked, c.snoozed_event, "
    "c.clock_stopped_at, c.claimed_by, c.claimed_until, "
    "(SELECT json_group_array(t.tag) FROM case_tag t WHERE t.case_id = c.case_id) "
    "FROM case_state c LEFT JOIN dim_merchant m ON m.merchant_key = c.merchant_key ";

/// A snoozed case whose time is over is open again, without anybody doing anything.
constexpr const char* kStatusNow =
    "CASE WHEN c.status = 'snoozed' AND c.snoozed_until <= ?1 THEN 'open' ELSE c.status END";

double numberOr(const nlohmann::json& entry, const char* key, double otherwise) {
    const auto found = entry.find(key);
    return found != entry.end() && found->is_number() ? found->get<double>() : otherwise;
}

std::vector<CaseReason> parseWhy(std::string_view text) {
    std::vector<CaseReason> why;
    const auto parsed = nlohmann::json::parse(text, nullptr, false);
    if (!parsed.is_array())
        return why;
    constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
    for (const auto& entry : parsed)
        if (entry.is_object())
            why.push_back({entry.value("feature", ""), numberOr(entry, "value", kMissing),
                           numberOr(entry, "peer_median", kMissing),
                           numberOr(entry, "contribution", 0)});
    return why;
}

Case readRow(const db::Statement& row) {
    Case found;
    found.caseId = row.text(0);
    found.kind = row.text(1);
    found.merchantKey = row.integer(2);
    found.merchantId = row.text(3);
    found.merchantName = row.text(4);
    found.priority = row.real(5);
    found.score = row.real(6);
    found.why = parseWhy(row.text(7));
    found.openedAt = row.integer(8);
    found.dueAt = row.integer(9);
    found.status = parseStatus(row.text(10)).value_or(CaseStatus::Open);
    found.reasonCode = row.text(11);
    found.assignee = row.text(12);
    found.snoozedUntil = row.optionalInteger(13);
    found.decidedAt = row.optionalInteger(14);
    found.decidedBy = row.text(15);
    found.subjectId = row.text(16);
    found.title = row.text(17);
    found.stakeMinor = row.integer(18);
    found.picked = row.text(19);
    found.snoozedEvent = row.text(20);
    found.clockStoppedAt = row.optionalInteger(21);
    found.claimedBy = row.text(22);
    found.claimedUntil = row.optionalInteger(23);
    found.tags = nlohmann::json::parse(row.text(24)).get<std::vector<std::string>>();
    return found;
}

std::string queueSql(const QueueQuery& query) {
    std::string sql = std::string(kSelect) + "WHERE " + kStatusNow + " IN (";
    const std::vector<CaseStatus> waiting{CaseStatus::Open, CaseStatus::Asked,
                                          CaseStatus::Escalated};
    const auto& statuses = query.statuses.empty() ? waiting : query.statuses;
    for (std::size_t k = 0; k < statuses.size(); ++k)
        sql += std::string(k == 0 ? "'" : ", '") + statusName(statuses[k]) + "'";
    sql += ") AND (?2 = '' OR c.kind = ?2) AND (?3 = '' OR c.merchant_id = ?3) "
           "AND (?5 = '' OR c.status IN ('approved', 'refused') OR NOT EXISTS "
           "(SELECT 1 FROM blind_mark b WHERE b.case_id = c.case_id AND b.operator = ?5) OR "
           "(SELECT count(*) FROM blind_mark b WHERE b.case_id = c.case_id) > 1) "
           "ORDER BY c.due_at < ?1 DESC, c.priority DESC, c.case_id LIMIT ?4";
    return sql;
}

} // namespace

Result<std::vector<Case>> readQueue(db::Database& mart, const QueueQuery& query,
                                    const Clock& clock) {
    return db::guarded([&]() -> Result<std::vector<Case>> {
        const std::int64_t now = toSeconds(clock.now());
        db::Statement select(mart, queueSql(query));
        select.bindAll(now, query.kind, query.merchantId, query.limit, query.viewer);
        std::vector<Case> cases;
        while (select.step()) {
            Case& found = cases.emplace_back(readRow(select));
            if (found.status == CaseStatus::Snoozed && found.snoozedUntil.value_or(0) <= now)
                found.status = CaseStatus::Open;
        }
        return cases;
    });
}

Result<Case> readCase(db::Database& mart, const std::string& caseId) {
    return db::guarded([&]() -> Result<Case> {
        db::Statement select(mart, std::string(kSelect) + "WHERE c.case_id = ?1");
        select.bind(1, caseId);
        if (!select.step())
            return fail(ErrorCode::NotFound, caseId, "merchantops-cli queue list");
        return readRow(select);
    });
}

Result<std::vector<CaseNote>> readNotes(db::Database& mart, const std::string& caseId,
                                        const std::string& viewer) {
    return db::guarded([&]() -> Result<std::vector<CaseNote>> {
        const bool sealed = isSealedFor(mart, caseId, viewer);
        db::Statement select(mart, "SELECT at, operator, note FROM case_note WHERE case_id = ? "
                                   "ORDER BY operation_id");
        select.bind(1, caseId);
        std::vector<CaseNote> notes;
        while (select.step())
            if (!sealed || select.text(1) == viewer)
                notes.push_back(
                    {select.integer(0), std::string(select.text(1)), std::string(select.text(2))});
        return notes;
    });
}

} // namespace mops::desk
