#include "core/db/statement.h"
#include "core/desk/case_columns.h"
#include "core/desk/cases.h"
#include "core/desk/queue_view.h"
#include "core/desk/sealed_marks.h"

#include <algorithm>

namespace mops::desk {
namespace {

/// Closed cases are read only when asked for: there may be many more of them.
QueueScope scopeOf(const QueueQuery& query) {
    QueueScope scope;
    scope.viewer = query.viewer;
    if (!query.kind.empty())
        scope.kinds = {query.kind};
    if (std::any_of(query.statuses.begin(), query.statuses.end(), isClosed))
        scope.closedSince = std::numeric_limits<std::int64_t>::min();
    return scope;
}

} // namespace

Result<std::vector<Case>> readQueue(db::Database& mart, const QueueQuery& query,
                                    const Clock& clock) {
    return db::guarded([&]() -> Result<std::vector<Case>> {
        const db::ReadSnapshot snapshot(mart);
        NoTaskContext context;
        const auto table = readQueueTable(mart, scopeOf(query), context);
        if (!table)
            return failAs(table);
        QueueMoment moment;
        moment.now = toSeconds(clock.now());
        QueueFilter filter;
        filter.statuses = query.statuses;
        filter.merchantId = query.merchantId;
        const QueueView view(*table);
        auto rows = view.filter(filter, moment);
        view.sort(QueueColumn::Desk, false, moment, rows);
        if (static_cast<std::int64_t>(rows.size()) > query.limit)
            rows.resize(static_cast<std::size_t>(std::max<std::int64_t>(0, query.limit)));
        db::Statement select(mart, std::string("SELECT ") + kCaseColumns + kCaseSource +
                                       "WHERE c.case_id = ?");
        std::vector<Case> cases;
        cases.reserve(rows.size());
        for (const std::uint32_t row : rows) {
            select.bind(1, table->caseId(row));
            if (select.step()) {
                readCaseColumns(select, cases.emplace_back());
                sealTags(mart, cases.back(), query.viewer);
                cases.back().status = table->statusAt(row, moment.now);
            }
            select.reset();
        }
        return cases;
    });
}

Result<Case> readCase(db::Database& mart, const std::string& caseId, const std::string& viewer) {
    return db::guarded([&]() -> Result<Case> {
        db::Statement select(mart, std::string("SELECT ") + kCaseColumns + kCaseSource +
                                       "WHERE c.case_id = ?");
        select.bind(1, caseId);
        if (!select.step())
            return fail(ErrorCode::NotFound, caseId, "merchantops-cli queue list");
        Case found;
        readCaseColumns(select, found);
        sealTags(mart, found, viewer);
        return found;
    });
}

Result<std::vector<CaseNote>> readNotes(db::Database& mart, const std::string& caseId,
                                        const std::string& viewer) {
    return db::guarded([&]() -> Result<std::vector<CaseNote>> {
        const bool sealed = isSealedFor(mart, caseId, viewer);
        db::Statement select(mart, "SELECT at, operator, note FROM case_note WHERE case_id = ?1 "
                                   "OR (case_id = '' AND operation_id IN (SELECT operation_id "
                                   "FROM case_operation WHERE case_id = ?1)) "
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
