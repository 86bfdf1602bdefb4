#include "core/db/statement.h"
#include "core/desk/case_columns.h"
#include "core/desk/queue_table.h"
#include "core/desk/sealed_marks.h"
#include "core/desk/wake.h"

#include <algorithm>
#include <set>

namespace mops::desk {
namespace {

constexpr std::size_t kRowsBetweenQuestions = 16'384;
constexpr int kViewerParameter = 100;
/// Beyond this many changed cases the whole table is read faster than they are looked up.
constexpr std::size_t kMostChanges = 20'000;

/// The viewer's name is parameter kViewerParameter.
std::string selectRows() {
    return std::string("SELECT ") + kCaseColumns +
           ", m.region, g.category_id, c.snoozed_seen, (SELECT count(*) = 1 AND min(b.operator) = "
           "?100 FROM blind_mark b WHERE b.case_id = c.case_id)" +
           kCaseSource + "LEFT JOIN dim_category g ON g.category_key = m.category_key ";
}

void readRow(const db::Statement& select, WakeCheck& wake, QueueRow& row) {
    readCaseColumns(select, row.item);
    row.region = select.text(kCaseColumnCount);
    row.category = select.text(kCaseColumnCount + 1);
    row.marked = select.integer(kCaseColumnCount + 3) != 0;
    row.woken = row.item.status == CaseStatus::Snoozed && !row.item.snoozedEvent.empty() &&
                wake.isWoken(row.item.merchantKey, row.item.snoozedEvent,
                             select.optionalInteger(kCaseColumnCount + 2)
                                 .value_or(std::numeric_limits<std::int64_t>::max()));
}

std::int64_t newestOperation(db::Database& mart) {
    return mart.integer("SELECT coalesce(max(operation_id), 0) FROM operation");
}

/// "c.kind IN (?, ?, …)"; kinds are bound from `first` on.
std::string kindCondition(const QueueScope& scope, int first) {
    if (scope.kinds.empty())
        return "1";
    std::string in;
    for (std::size_t k = 0; k < scope.kinds.size(); ++k)
        in += std::string(k == 0 ? "c.kind IN (?" : ", ?") +
              std::to_string(first + static_cast<int>(k));
    return in + ")";
}

} // namespace

Result<QueueTable> readQueueTable(db::Database& mart, const QueueScope& scope,
                                  TaskContext& context) {
    return db::guarded([&]() -> Result<QueueTable> {
        const db::ReadSnapshot snapshot(mart);
        QueueTable table;
        WakeCheck wake(mart);
        db::Statement select(mart,
                             selectRows() +
                                 "WHERE (c.status IN ('open', 'asked', 'escalated', 'snoozed') "
                                 "OR c.decided_at >= ?1) AND " +
                                 kindCondition(scope, 2) + " ORDER BY c.case_id");
        select.bind(1, scope.closedSince);
        select.bind(kViewerParameter, scope.viewer);
        for (std::size_t k = 0; k < scope.kinds.size(); ++k)
            select.bind(2 + static_cast<int>(k), scope.kinds[k]);
        QueueRow row;
        while (select.step()) {
            if (table.rows() % kRowsBetweenQuestions == 0 && context.cancelled())
                return fail(ErrorCode::Cancelled);
            readRow(select, wake, row);
            sealTags(mart, row.item, scope.viewer);
            table.put(row);
        }
        table.setSeen(newestOperation(mart), wake.newestBatch(), wake.newestScoreRun());
        return table;
    });
}

Result<QueueChanges> readQueueChanges(db::Database& mart, const QueueScope& scope,
                                      std::int64_t lastOperation, std::int64_t seenBatch,
                                      std::int64_t seenScoreRun) {
    return db::guarded([&]() -> Result<QueueChanges> {
        const db::ReadSnapshot snapshot(mart);
        WakeCheck wake(mart);
        QueueChanges changes;
        changes.lastOperation = newestOperation(mart);
        changes.seenBatch = wake.newestBatch();
        changes.seenScoreRun = wake.newestScoreRun();
        std::set<std::string> caseIds;
        const auto collect = [&](db::Statement& ids) {
            while (caseIds.size() <= kMostChanges && ids.step())
                caseIds.emplace(ids.text(0));
        };
        if (changes.lastOperation != lastOperation) {
            db::Statement ids(mart, "SELECT case_id FROM case_operation WHERE operation_id > ?");
            ids.bind(1, lastOperation);
            collect(ids);
        }
        if (changes.seenBatch != seenBatch || changes.seenScoreRun != seenScoreRun) {
            db::Statement ids(mart, "SELECT case_id FROM case_state WHERE status = 'snoozed' "
                                    "AND snoozed_event <> ''");
            collect(ids);
        }
        if (caseIds.size() > kMostChanges) {
            changes.reload = true;
            return changes;
        }
        db::Statement select(mart, selectRows() + "WHERE c.case_id = ?1");
        for (const std::string& caseId : caseIds) {
            select.bind(1, caseId);
            select.bind(kViewerParameter, scope.viewer);
            QueueRow row;
            if (!select.step()) {
                changes.gone.push_back(caseId);
            } else {
                readRow(select, wake, row);
                sealTags(mart, row.item, scope.viewer);
                if (scope.kinds.empty() || std::find(scope.kinds.begin(), scope.kinds.end(),
                                                     row.item.kind) != scope.kinds.end())
                    changes.rows.push_back(std::move(row));
            }
            select.reset();
        }
        return changes;
    });
}

} // namespace mops::desk
