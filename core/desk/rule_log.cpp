#include "core/desk/rule_log.h"

#include "core/db/statement.h"

namespace mops::desk {

Result<std::vector<LoggedHits>> readLatestHits(db::Database& mart) {
    return db::guarded([&]() -> Result<std::vector<LoggedHits>> {
        db::Statement row(
            mart, "SELECT v.name, v.version, v.shadow, (SELECT count(*) FROM rule_hit h WHERE "
                  "h.run_id = v.run_id AND h.name = v.name AND h.version = v.version), r.as_of, "
                  "r.ran_at FROM rule_run_version v JOIN rule_run r USING (run_id) WHERE v.run_id "
                  "= (SELECT max(run_id) FROM rule_run) ORDER BY v.name, v.version");
        std::vector<LoggedHits> log;
        while (row.step())
            log.push_back({std::string(row.text(0)), static_cast<int>(row.integer(1)),
                           row.integer(2) != 0, row.integer(3), row.integer(4), row.integer(5)});
        return log;
    });
}

} // namespace mops::desk
