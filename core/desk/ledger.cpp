#include "core/desk/ledger.h"

#include "core/base/text.h"
#include "core/base/whole_file.h"
#include "core/desk/operation_log.h"
#include "core/desk/sealed_marks.h"

#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

constexpr std::int64_t kRowsBetweenQuestions = 4'096;

LedgerCheck broken(std::int64_t operations, std::int64_t first, std::string fault,
                   std::string detail = {}) {
    return {false, operations, first, std::move(fault), std::move(detail), 0, 0};
}

/// An operation that does not fit its hash was written elsewhere in the ledger when its hash fits
/// with another id; else its content was changed.
bool wasWrittenElsewhere(StoredOperation operation, std::int64_t upTo) {
    const std::int64_t own = operation.operationId;
    for (std::int64_t id = 1; id <= upTo; ++id) {
        operation.operationId = id;
        if (id == own)
            continue;
        const OperationView view = viewOf(operation);
        if (bytesOf(hashOf(view)) == operation.hash || bytesOf(firstHashOf(view)) == operation.hash)
            return true;
    }
    return false;
}

/// One pass over the chain: remembers where it is and the first thing that is wrong.
class ChainWalk {
public:
    explicit ChainWalk(const LedgerHead& head)
        : m_head(head) {}

    /// False: stop, the fault is found.
    bool visit(const OperationView& operation) {
        const std::int64_t expected = m_count + 1;
        if (operation.operationId != expected) {
            m_fault = broken(0, expected, "removed");
            return false;
        }
        if (!fits(operation)) {
            m_misfit = operation.stored();
            return false;
        }
        if (operation.previous != m_previous) {
            // This operation is whole, so it was its predecessor that was rewritten, hash and all.
            m_fault = broken(0, std::max<std::int64_t>(1, m_count), "changed");
            return false;
        }
        if (operation.at < m_latest && m_clockSetBack++ == 0)
            m_firstSetBack = operation.operationId;
        m_latest = operation.at;
        m_count = expected;
        m_previous.assign(operation.hash);
        return true;
    }

    LedgerCheck result(std::int64_t rows) const {
        const std::int64_t written = std::max(rows, m_head.operations);
        if (m_misfit) {
            if (!wasWrittenElsewhere(*m_misfit, written + 1))
                return broken(rows, m_misfit->operationId, "changed");
            return broken(rows, m_misfit->operationId,
                          rows < m_head.operations ? "removed" : "reordered");
        }
        if (m_fault.firstBroken != 0)
            return broken(rows, m_fault.firstBroken, m_fault.fault);
        if (rows == 0 && !m_head.present)
            return {};
        if (!m_head.present)
            return broken(rows, rows, "changed", "ledger_head");
        if (rows < m_head.operations)
            return broken(rows, rows + 1, "removed");
        if (rows > m_head.operations)
            return broken(rows, m_head.operations + 1, "added");
        if (hex(m_previous) != m_head.hash)
            return broken(rows, rows, "changed");
        return {true, rows, 0, {}, {}, m_clockSetBack, m_firstSetBack};
    }

    std::int64_t count() const { return m_count; }

private:
    bool fits(const OperationView& operation) {
        if (bytesOf(hashOf(operation)) == operation.hash) {
            m_isFirstForm = false;
            return true;
        }
        return m_isFirstForm && bytesOf(firstHashOf(operation)) == operation.hash;
    }

    LedgerHead m_head;
    std::int64_t m_count = 0;
    std::string m_previous = std::string(Digest{}.size(), '\0');
    bool m_isFirstForm = true; ///< ledgers begin in the first form, and never return to it
    std::int64_t m_latest = 0;
    std::int64_t m_clockSetBack = 0;
    std::int64_t m_firstSetBack = 0;
    LedgerCheck m_fault;
    std::optional<StoredOperation> m_misfit;
};

} // namespace

Result<LedgerCheck> verifyLedger(db::Database& mart, TaskContext& context) {
    return db::guarded([&]() -> Result<LedgerCheck> {
        // The head first: a writer that appends meanwhile can only make the ledger longer, and the
        // read transaction keeps both at the same moment anyway.
        const db::ReadSnapshot snapshot(mart);
        const std::int64_t rows = mart.integer("SELECT count(*) FROM operation");
        ChainWalk walk(readHead(mart));
        bool cancelled = false;
        forEachView(mart, [&](const OperationView& operation) {
            if (walk.count() % kRowsBetweenQuestions == 0) {
                cancelled = context.cancelled();
                context.report({"verify",
                                rows == 0
                                    ? 1.0
                                    : static_cast<double>(walk.count()) / static_cast<double>(rows),
                                walk.count(),
                                rows,
                                {}});
            }
            return !cancelled && walk.visit(operation);
        });
        if (cancelled)
            return fail(ErrorCode::Cancelled);
        return walk.result(rows);
    });
}

Result<std::string> ledgerHead(db::Database& mart) {
    return db::guarded([&]() -> Result<std::string> { return readHead(mart).hash; });
}

Result<std::vector<Operation>> readOperations(db::Database& mart, std::int64_t limit,
                                              const std::string& caseId,
                                              const std::string& viewer) {
    return db::guarded([&]() -> Result<std::vector<Operation>> {
        std::string sql = "SELECT operation_id FROM operation ";
        if (!caseId.empty())
            sql += "WHERE operation_id IN (SELECT operation_id FROM case_operation "
                   "WHERE case_id = ?2) ";
        db::Statement select(mart, sql + "ORDER BY operation_id DESC LIMIT ?1");
        select.bind(1, limit);
        if (!caseId.empty())
            select.bind(2, caseId);
        std::vector<Operation> operations;
        while (select.step())
            if (auto stored = findOperation(mart, select.integer(0))) {
                stored->payload = visiblePayload(mart, *stored, viewer);
                operations.push_back(toOperation(std::move(*stored)));
            }
        return operations;
    });
}

Result<std::int64_t> exportLedger(db::Database& mart, const std::filesystem::path& out,
                                  TaskContext& context, const std::string& viewer) {
    return db::guarded([&]() -> Result<std::int64_t> {
        auto file = WholeFile::begin(out);
        if (!file)
            return failAs(file);
        std::int64_t operations = 0;
        bool cancelled = false;
        forEachOperation(mart, [&](const StoredOperation& stored) {
            nlohmann::ordered_json line = {
                {"operation_id", stored.operationId},
                {"at", formatInstant(fromSeconds(stored.at))},
                {"operator", stored.operatorName},
                {"kind", stored.kind},
                {"payload", nlohmann::json::parse(visiblePayload(mart, stored, viewer))},
                {"undoes", nullptr},
                {"previous", hex(stored.previous)},
                {"hash", hex(stored.hash)}};
            if (stored.undoes)
                line["undoes"] = *stored.undoes;
            file->write(line.dump() + "\n");
            ++operations;
            cancelled = operations % kRowsBetweenQuestions == 0 && context.cancelled();
            return !cancelled;
        });
        if (cancelled)
            return fail(ErrorCode::Cancelled);
        if (const auto written = file->commit(); !written)
            return failAs(written);
        return operations;
    });
}

} // namespace mops::desk
