#include "core/desk/dossier.h"

#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/desk/operation_log.h"
#include "core/desk/sealed_marks.h"
#include "core/mart/mart.h"

#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kRowsBetweenQuestions = 4'096;

Json timeOf(const std::optional<std::int64_t>& seconds) {
    return seconds ? Json(*seconds) : Json();
}

Json jsonOf(const Case& item) {
    Json why = Json::array();
    for (const CaseReason& reason : item.why)
        why.push_back({{"feature", reason.feature},
                       {"value", reason.value},
                       {"peer_median", reason.peerMedian},
                       {"contribution", reason.contribution}});
    return {{"case_id", item.caseId},
            {"kind", item.kind},
            {"subject_id", item.subjectId},
            {"merchant_id", item.merchantId},
            {"title", item.title},
            {"score", item.score},
            {"stake_minor", item.stakeMinor},
            {"picked", item.picked},
            {"why", std::move(why)},
            {"opened_at", item.openedAt},
            {"due_at", item.dueAt},
            {"status", statusName(item.status)},
            {"reason", item.reasonCode},
            {"assignee", item.assignee},
            {"decided_at", timeOf(item.decidedAt)},
            {"decided_by", item.decidedBy},
            {"tags", item.tags}};
}

Json jsonOf(const OutboxMessage& message) {
    return {{"message_id", message.messageId},
            {"about", message.about},
            {"kind", message.kind},
            {"status", statusName(message.status)},
            {"language", message.language},
            {"text", message.text},
            {"written_at", message.writtenAt},
            {"sent_at", timeOf(message.sentAt)},
            {"recipients", message.recipients}};
}

/// The payload goes in as the text that was hashed, not as an object: every byte counts.
Json jsonOf(const Operation& operation) {
    return {{"operation_id", operation.operationId}, {"at", operation.at},
            {"operator", operation.operatorName},    {"kind", operation.kind},
            {"payload", operation.payload},          {"undoes", timeOf(operation.undoes)},
            {"previous", operation.previous},        {"hash", operation.hash}};
}

/// The operations that are not the case's, in stretches without a gap.
class OtherOperations {
public:
    void add(const OperationView& operation) {
        // A link of the first form does not stand on a digest of its content.
        const auto content = contentOf(operation);
        const bool firstForm =
            bytesOf(linkOf(operation.previous, bytesOf(content))) != operation.hash;
        if (m_stretches.empty() || m_stretches.back()["to"] != operation.operationId - 1 ||
            m_stretches.back().contains("hashes") != firstForm)
            m_stretches.push_back({{"from", operation.operationId},
                                   {firstForm ? "hashes" : "contents", Json::array()}});
        Json& stretch = m_stretches.back();
        stretch["to"] = operation.operationId;
        stretch[firstForm ? "hashes" : "contents"].push_back(firstForm ? hex(operation.hash)
                                                                       : hex(bytesOf(content)));
    }
    Json take() && { return std::move(m_stretches); }

private:
    Json m_stretches = Json::array();
};

Result<Json> chainOf(db::Database& mart, const std::vector<Operation>& operations,
                     TaskContext& context) {
    OtherOperations others;
    auto next = operations.begin();
    bool cancelled = false;
    forEachView(
        mart,
        [&](const OperationView& operation) {
            cancelled = operation.operationId % kRowsBetweenQuestions == 0 && context.cancelled();
            if (next != operations.end() && next->operationId == operation.operationId)
                ++next;
            else
                others.add(operation);
            return !cancelled;
        },
        operations.front().operationId);
    if (cancelled)
        return fail(ErrorCode::Cancelled);
    return std::move(others).take();
}

/// Whole, whoever asks: a payload that was shortened for somebody's eyes would not fit its hash.
std::vector<Operation> operationsOf(db::Database& mart, const std::string& caseId) {
    db::Statement select(mart, "SELECT operation_id FROM case_operation WHERE case_id = ? "
                               "ORDER BY operation_id");
    select.bind(1, caseId);
    std::vector<Operation> operations;
    while (select.step())
        if (const auto stored = findOperation(mart, select.integer(0)))
            operations.push_back({stored->operationId, stored->at, stored->operatorName,
                                  stored->kind, stored->payload, stored->undoes, hex(stored->hash),
                                  hex(stored->previous)});
    return operations;
}

Result<> fill(db::Database& mart, Dossier& dossier, TaskContext& context) {
    auto notes = readNotes(mart, dossier.item.caseId);
    if (!notes)
        return failAs(notes);
    dossier.notes = std::move(*notes);
    dossier.operations = operationsOf(mart, dossier.item.caseId);
    const auto spared = readSparedMembers(mart, dossier.item.caseId);
    if (!spared)
        return failAs(spared);
    for (const auto& [merchantId, caseId] : *spared)
        dossier.except.push_back(merchantId);
    OutboxQuery ofCase;
    ofCase.caseId = dossier.item.caseId;
    auto messages = readOutbox(mart, ofCase);
    if (!messages)
        return failAs(messages);
    dossier.messages = std::move(*messages);
    const auto facts = mart::readFacts(mart);
    if (!facts)
        return failAs(facts);
    dossier.simulated = facts->simulated;
    const LedgerHead head = readHead(mart);
    dossier.ledgerOperations = head.operations;
    dossier.ledgerHead = head.hash;
    if (dossier.operations.empty())
        return fail(ErrorCode::IntegrityFault, dossier.item.caseId, "merchantops-cli verify");
    auto chain = chainOf(mart, dossier.operations, context);
    if (!chain)
        return failAs(chain);

    Json json = {{"format", "merchantops.dossier.1"},
                 {"simulated", dossier.simulated},
                 {"case", jsonOf(dossier.item)},
                 {"except", dossier.except},
                 {"messages", Json::array()},
                 {"notes", Json::array()},
                 {"operations", Json::array()},
                 {"others", std::move(*chain)},
                 {"ledger", {{"operations", head.operations}, {"head", head.hash}}}};
    for (const OutboxMessage& message : dossier.messages)
        json["messages"].push_back(jsonOf(message));
    for (const CaseNote& note : dossier.notes)
        json["notes"].push_back(
            {{"at", note.at}, {"operator", note.operatorName}, {"note", note.note}});
    for (const Operation& operation : dossier.operations)
        json["operations"].push_back(jsonOf(operation));
    dossier.json = json.dump();
    dossier.jsonDigest = hex(bytesOf(digestOf(dossier.json)));
    return {};
}

} // namespace

Result<Dossier> makeDossier(db::Database& mart, const std::string& caseId, TaskContext& context) {
    return db::guarded([&]() -> Result<Dossier> {
        const db::ReadSnapshot snapshot(mart);
        auto item = readCase(mart, caseId);
        if (!item)
            return failAs(item);
        if (isSealedFor(mart, caseId, {}))
            return fail(ErrorCode::Conflict, caseId + ": double review", "queue show " + caseId);
        const auto check = verifyLedger(mart, context);
        if (!check)
            return failAs(check);
        if (!check->ok)
            return fail(ErrorCode::IntegrityFault,
                        "operation " + std::to_string(check->firstBroken) + ": " + check->fault,
                        "merchantops-cli ledger verify");
        Dossier dossier;
        dossier.item = std::move(*item);
        if (const auto filled = fill(mart, dossier, context); !filled)
            return failAs(filled);
        return dossier;
    });
}

} // namespace mops::desk
