#include "core/desk/receipts.h"

#include "core/base/text.h"
#include "core/desk/operation_kind.h"

#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

/// What an operation that touches no case is about, as its payload names it.
std::string subjectOf(const StoredOperation& operation) {
    const auto payload = nlohmann::json::parse(operation.payload, nullptr, false);
    if (!payload.is_object())
        return {};
    const auto found = payload.find("subject");
    return found != payload.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

Receipt receiptOf(const StoredOperation& operation, const StoredOperation* target) {
    const StoredOperation& about = target == nullptr ? operation : *target;
    const auto cases = casesOf(about);
    Receipt receipt;
    receipt.operationId = operation.operationId;
    receipt.hash = hex(operation.hash);
    receipt.caseId = cases.size() == 1 ? cases.front() : std::string();
    receipt.kind = operation.kind;
    receipt.target = target == nullptr ? std::string() : target->kind;
    receipt.cases = static_cast<std::int64_t>(cases.size());
    if (cases.empty())
        receipt.subject = subjectOf(about);
    return receipt;
}

} // namespace mops::desk
