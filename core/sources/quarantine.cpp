#include "core/sources/quarantine.h"

#include "core/db/statement.h"

namespace mops::sources {
namespace {

constexpr const char* kRowColumns = "SELECT quarantine_id, batch_id, file, target, column_name, "
                                    "reason, status, line, header, record "
                                    "FROM quarantined_row ";

QuarantineRow readRow(db::Statement& select) {
    QuarantineRow row;
    row.quarantineId = select.integer(0);
    row.batchId = select.integer(1);
    row.file = select.text(2);
    row.target = select.text(3);
    row.column = select.text(4);
    row.reason = select.text(5);
    row.status = select.text(6);
    row.line = select.integer(7);
    row.header = select.text(8);
    row.record = select.text(9);
    return row;
}

} // namespace

Result<std::vector<QuarantineGroup>> readQuarantineGroups(db::Database& mart) {
    return db::guarded([&]() -> Result<std::vector<QuarantineGroup>> {
        std::vector<QuarantineGroup> groups;
        db::Statement select(mart,
                             "SELECT file, column_name, reason, count(*) FROM quarantined_row "
                             "WHERE status = 'open' GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3");
        while (select.step())
            groups.push_back({std::string(select.text(0)), std::string(select.text(1)),
                              std::string(select.text(2)), select.integer(3)});
        return groups;
    });
}

Result<std::vector<QuarantineRow>> readQuarantine(db::Database& mart,
                                                  const QuarantineQuery& query) {
    return db::guarded([&]() -> Result<std::vector<QuarantineRow>> {
        std::vector<QuarantineRow> rows;
        db::Statement select(mart,
                             std::string(kRowColumns) +
                                 "WHERE (?1 = 0 OR batch_id = ?1) AND (?2 = '' OR file = ?2) "
                                 "AND (?3 = '' OR reason = ?3) AND (NOT ?4 OR status = 'open') "
                                 "ORDER BY quarantine_id LIMIT ?5 OFFSET ?6");
        select.bindAll(query.batchId, query.file, query.reason, query.openOnly, query.limit,
                       query.offset);
        while (select.step())
            rows.push_back(readRow(select));
        return rows;
    });
}

Result<QuarantineRow> readQuarantineRow(db::Database& mart, std::int64_t quarantineId) {
    return db::guarded([&]() -> Result<QuarantineRow> {
        db::Statement select(mart, std::string(kRowColumns) + "WHERE quarantine_id = ?");
        select.bind(1, quarantineId);
        if (!select.step())
            return fail(ErrorCode::NotFound, "quarantine " + std::to_string(quarantineId),
                        "merchantops-cli quarantine list");
        return readRow(select);
    });
}

} // namespace mops::sources
