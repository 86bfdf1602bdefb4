#include "core/desk/case_history.h"

#include "core/db/statement.h"
#include "core/db/value_bytes.h"
#include "core/desk/operation_log.h"
#include "core/desk/sealed_marks.h"

namespace mops::desk {

std::string withoutLists(std::string_view payload) {
    std::string kept = "{";
    std::size_t memberBegin = 1;
    bool isList = false;
    bool inText = false;
    int depth = 0;
    const auto finish = [&](std::size_t end) {
        if (!isList && end > memberBegin) {
            if (kept.size() > 1)
                kept += ',';
            kept += payload.substr(memberBegin, end - memberBegin);
        }
        memberBegin = end + 1;
        isList = false;
    };
    for (std::size_t at = 0; at < payload.size(); ++at) {
        const char letter = payload[at];
        if (inText) {
            if (letter == '\\')
                ++at;
            else
                inText = letter != '"';
            continue;
        }
        switch (letter) {
        case '"': inText = true; break;
        case '[':
            isList = isList || depth == 1;
            ++depth;
            break;
        case '{': ++depth; break;
        case ']': --depth; break;
        case '}':
            if (--depth == 0)
                finish(at);
            break;
        case ',':
            if (depth == 1)
                finish(at);
            break;
        default: break;
        }
    }
    return kept + '}';
}

namespace {

Result<StoredOperation> readWhole(db::Database& mart, std::int64_t operationId) {
    if (auto stored = findOperation(mart, operationId))
        return std::move(*stored);
    return fail(ErrorCode::NotFound, std::to_string(operationId));
}

} // namespace

Result<StoredOperation> CaseHistory::readLong(db::Database& mart, std::int64_t operationId) {
    {
        const std::lock_guard lock(m_guard);
        if (const auto known = m_long.find(operationId); known != m_long.end())
            return known->second;
    }
    auto stored = readWhole(mart, operationId);
    if (!stored)
        return stored;
    stored->payload = withoutLists(stored->payload);
    const std::lock_guard lock(m_guard);
    return m_long.emplace(operationId, std::move(*stored)).first->second;
}

Result<std::vector<Operation>> CaseHistory::read(db::Database& mart, std::int64_t limit,
                                                 const std::string& caseId,
                                                 const std::string& viewer) {
    return db::guarded([&]() -> Result<std::vector<Operation>> {
        db::Statement select(mart, "SELECT operation_id FROM case_operation WHERE case_id = ? "
                                   "ORDER BY operation_id DESC LIMIT ?");
        select.bindAll(caseId, limit);
        std::vector<Operation> operations;
        while (select.step()) {
            const std::int64_t operationId = select.integer(0);
            const bool isLong =
                db::valueBytes(mart, "operation", "payload", operationId) > kLongPayload;
            auto stored = isLong ? readLong(mart, operationId) : readWhole(mart, operationId);
            if (!stored)
                return failAs(stored);
            stored->payload = visiblePayload(mart, *stored, viewer);
            operations.push_back(toOperation(std::move(*stored)));
        }
        return operations;
    });
}

} // namespace mops::desk
