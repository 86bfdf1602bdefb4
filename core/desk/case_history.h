#pragma once

#include "core/desk/ledger.h"
#include "core/desk/operation_log.h"

#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace mops::desk {

/// Top-level members of a payload that are no lists: a reason, a note, a message, but not the
/// 200,000 cases that shared them. `payload` is canonical JSON (keys sorted, no blanks). O(bytes).
std::string withoutLists(std::string_view payload);

/// What happened to one case after the other, for a desk that reads hundreds of them an hour: the
/// operation that opened 200,000 cases is read once and kept without its lists. One object for all
/// threads.
class CaseHistory {
public:
    /// As readOperations(), but payloads of more than kLongPayload bytes come without their lists.
    Result<std::vector<Operation>> read(db::Database& mart, std::int64_t limit,
                                        const std::string& caseId, const std::string& viewer);

    static constexpr std::int64_t kLongPayload = 16'384;

private:
    Result<StoredOperation> readLong(db::Database& mart, std::int64_t operationId);

    std::mutex m_guard;
    std::map<std::int64_t, StoredOperation> m_long; ///< an operation never changes
};

} // namespace mops::desk
