#include "core/db/statement.h"
#include "core/desk/band.h"
#include "core/desk/operators.h"
#include "core/learn/measure/binomial.h"

namespace mops::desk {
namespace {

/// Audits of one band since a version was saved, by what the automation marked, what the person
/// marked (NULL = not yet) and what became of the case.
constexpr const char* kAudits =
    "SELECT a.verb, p.verb, c.status FROM blind_case b "
    "JOIN case_state c ON c.case_id = b.case_id "
    "JOIN blind_mark a ON a.case_id = b.case_id AND a.operator = ?1 "
    "LEFT JOIN blind_mark p ON p.case_id = b.case_id AND p.operator <> ?1 "
    "WHERE b.cause = 'audit' AND c.kind = ?2 AND b.last_operation > ?3";

void countAudits(db::Database& mart, std::int64_t savedBy, BandAudit& audit) {
    db::Statement select(mart, kAudits);
    select.bindAll(kAutomation, audit.kind, savedBy);
    while (select.step()) {
        if (select.isNull(1)) {
            ++audit.waiting;
            continue;
        }
        ++audit.audited;
        const bool agrees = select.text(0) == select.text(1);
        const bool arbitratedForTheBand =
            select.text(2) == (select.text(0) == "approve" ? "approved" : "refused");
        audit.wrong += agrees || arbitratedForTheBand ? 0 : 1;
    }
}

} // namespace

Result<std::vector<BandAudit>> auditBands(db::Database& mart) {
    return db::guarded([&]() -> Result<std::vector<BandAudit>> {
        const db::ReadSnapshot snapshot(mart);
        db::Statement bands(mart, "SELECT kind, version, promised_error, confidence, "
                                  "saved_by_operation FROM band ORDER BY kind");
        db::Statement automatic(mart, "SELECT count(*) FROM case_state WHERE decided_at IS NOT "
                                      "NULL AND decided_by = ? AND kind = ? AND "
                                      "last_operation > ?");
        std::vector<BandAudit> audits;
        while (bands.step()) {
            BandAudit& audit = audits.emplace_back();
            audit.kind = bands.text(0);
            audit.version = static_cast<int>(bands.integer(1));
            audit.promisedError = bands.real(2);
            const double alpha = 1 - bands.real(3);
            const std::int64_t savedBy = bands.integer(4);
            automatic.bindAll(kAutomation, audit.kind, savedBy);
            if (automatic.step())
                audit.automatic = automatic.integer(0);
            automatic.reset();
            countAudits(mart, savedBy, audit);
            if (audit.audited == 0)
                continue;
            audit.error = static_cast<double>(audit.wrong) / static_cast<double>(audit.audited);
            audit.lowerBound = learn::binomialLower(audit.wrong, audit.audited, alpha);
            audit.upperBound = learn::binomialUpper(audit.wrong, audit.audited, alpha);
            audit.promiseKept = audit.lowerBound <= audit.promisedError;
        }
        return audits;
    });
}

} // namespace mops::desk
