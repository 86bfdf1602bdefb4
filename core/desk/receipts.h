#pragma once

#include "core/base/text.h"
#include "core/desk/cases.h"
#include "core/desk/operation_kind.h"

namespace mops::desk {

/// What the one who acted is told about an operation.
inline Receipt receiptOf(const StoredOperation& operation, std::string target = {}) {
    Receipt receipt;
    receipt.operationId = operation.operationId;
    receipt.hash = hex(operation.hash);
    const auto cases = casesOf(operation);
    receipt.caseId = cases.size() == 1 ? cases.front() : std::string();
    receipt.kind = operation.kind;
    receipt.target = std::move(target);
    return receipt;
}

} // namespace mops::desk
