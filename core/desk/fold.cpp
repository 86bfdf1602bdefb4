#include "core/desk/fold.h"

#include "core/db/statement.h"
#include "core/desk/verbs.h"

#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

void expectObject(const StoredOperation& operation, const Json& payload) {
    if (!payload.is_object())
        senselessOperation(operation, "payload");
}

const OperationKind& kindOf(const StoredOperation& operation) {
    const OperationKind* kind = findOperationKind(operation.kind);
    if (kind == nullptr)
        senselessOperation(operation, "kind " + operation.kind);
    return *kind;
}

} // namespace

Json Fold::readPayload(const StoredOperation& operation) {
    return Json::parse(operation.payload, nullptr, false);
}

void Fold::apply(const StoredOperation& operation) {
    apply(operation, readPayload(operation));
}

void Fold::apply(const StoredOperation& operation, const Json& payload) {
    try {
        expectObject(operation, payload);
        if (operation.kind == kUndoKind) {
            const StoredOperation target = referred(operation);
            const Json targetPayload = readPayload(target);
            expectObject(target, targetPayload);
            touch(operation, payload, targetPayload);
            kindOf(target).takeBack(m_state, target, targetPayload);
        } else if (operation.kind == kRedoKind) {
            const StoredOperation target = referred(referred(operation));
            const Json targetPayload = readPayload(target);
            expectObject(target, targetPayload);
            touch(operation, payload, targetPayload);
            kindOf(target).apply(m_state, target, targetPayload);
        } else {
            touch(operation, payload, payload);
            kindOf(operation).apply(m_state, operation, payload);
        }
    } catch (const Json::exception&) {
        senselessOperation(operation, "payload");
    }
}

void Fold::touch(const StoredOperation& operation, const Json& payload, const Json& target) {
    db::Statement touched(m_state, "INSERT INTO case_operation (case_id, operation_id) "
                                   "VALUES (?, ?)");
    for (const std::string& caseId : casesOf(payload.contains("cases") ? payload : target))
        touched.run(caseId, operation.operationId);
}

StoredOperation Fold::referred(const StoredOperation& operation) {
    auto target = findOperation(m_ledger, operation.undoes.value_or(0));
    if (!target || target->operationId >= operation.operationId)
        senselessOperation(operation, "undoes");
    return std::move(*target);
}

} // namespace mops::desk
