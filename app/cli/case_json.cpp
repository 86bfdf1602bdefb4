#include "app/cli/case_json.h"

#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/desk/second_eyes.h"
#include "core/mart/mart.h"
#include "ui/text/queue_text.h"
#include "ui/text/reason_text.h"

#include <cmath>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;

Json numberOrNull(double value) {
    return std::isfinite(value) ? Json(value) : Json();
}

Json timeOrNull(const std::optional<std::int64_t>& seconds) {
    return seconds ? Json(timeText(*seconds)) : Json();
}

std::string reasonText(const desk::CaseReason& reason, const std::string& currency) {
    return text::reasonText(reason.feature, reason.value, reason.peerMedian, currency)
        .toStdString();
}

Json blindJson(const desk::BlindState& state) {
    Json json = {{"blind", state.blind},
                 {"own_mark_given", state.ownMarkGiven},
                 {"complete", state.complete},
                 {"other_mark", nullptr},
                 {"other_operator", state.otherOperator},
                 {"other_reason", state.otherReason}};
    if (state.otherMark)
        json["other_mark"] = *state.otherMark == desk::Verb::Approve ? "approve" : "refuse";
    return json;
}

} // namespace

std::string timeText(std::int64_t seconds) {
    return formatInstant(fromSeconds(seconds));
}

Json caseJson(const desk::Case& found, const std::string& why, const std::string& currency) {
    Json reasons = Json::array();
    for (const desk::CaseReason& reason : found.why)
        reasons.push_back({{"feature", reason.feature},
                           {"value", numberOrNull(reason.value)},
                           {"peer_median", numberOrNull(reason.peerMedian)},
                           {"contribution", reason.contribution},
                           {"text", reasonText(reason, currency)}});
    return {{"case_id", found.caseId},
            {"kind", found.kind},
            {"merchant_id", found.merchantId},
            {"merchant_name", found.merchantName},
            {"subject_id", found.subjectId},
            {"title", found.title},
            {"priority", found.priority},
            {"score", found.score},
            {"stake_minor", found.stakeMinor},
            {"picked", found.picked},
            {"why", why},
            {"reasons", std::move(reasons)},
            {"opened_at", timeText(found.openedAt)},
            {"due_at", timeText(found.dueAt)},
            {"status", desk::statusName(found.status)},
            {"reason", found.reasonCode},
            {"assignee", found.assignee},
            {"claimed_by", found.claimedBy},
            {"claimed_until", timeOrNull(found.claimedUntil)},
            {"snoozed_until", timeOrNull(found.snoozedUntil)},
            {"snoozed_event", found.snoozedEvent},
            {"clock_stopped_at", timeOrNull(found.clockStoppedAt)},
            {"tags", found.tags},
            {"decided_at", timeOrNull(found.decidedAt)},
            {"decided_by", found.decidedBy}};
}

Json caseJson(const desk::Case& found, const std::string& currency) {
    std::string why;
    for (const desk::CaseReason& reason : found.why)
        why += (why.empty() ? "" : "; ") + reasonText(reason, currency);
    return caseJson(found, why, currency);
}

Json messageJson(const desk::OutboxMessage& message) {
    Json json = {{"message_id", message.messageId},
                 {"about", message.about},
                 {"kind", message.kind},
                 {"decision", message.verb},
                 {"reason", message.reasonCode},
                 {"operator", message.operatorName},
                 {"case_id", message.caseId},
                 {"cases", message.cases},
                 {"merchant_id", message.merchantId},
                 {"recipients", message.recipients},
                 {"status", desk::statusName(message.status)},
                 {"written_at", timeText(message.writtenAt)},
                 {"due_at", timeText(message.dueAt)},
                 {"sent_at", timeOrNull(message.sentAt)},
                 {"sent_by", nullptr},
                 {"language", message.language},
                 {"text", message.text}};
    if (message.sentBy != 0)
        json["sent_by"] = message.sentBy;
    return json;
}

Json operationJson(const desk::Operation& operation) {
    Json json = {{"operation_id", operation.operationId},
                 {"at", timeText(operation.at)},
                 {"operator", operation.operatorName},
                 {"kind", operation.kind},
                 {"undoes", nullptr},
                 {"hash", operation.hash}};
    if (operation.undoes)
        json["undoes"] = *operation.undoes;
    return json;
}

Result<Answer> describeCase(db::Database& mart, const desk::Case& found,
                            const desk::Actor& viewer) {
    constexpr std::int64_t kHistory = 1'000;
    const auto notes = desk::readNotes(mart, found.caseId, viewer.operatorName);
    if (!notes)
        return failAs(notes);
    const auto history = desk::readOperations(mart, kHistory, found.caseId, viewer.operatorName);
    if (!history)
        return failAs(history);
    const auto blind = desk::readBlindState(mart, found.caseId, viewer);
    if (!blind)
        return failAs(blind);
    const auto facts = mart::readFacts(mart);
    if (!facts)
        return failAs(facts);
    desk::OutboxQuery ofCase;
    ofCase.caseId = found.caseId;
    const auto messages = desk::readOutbox(mart, ofCase, viewer.operatorName);
    if (!messages)
        return failAs(messages);
    const auto spared = desk::readSparedMembers(mart, found.caseId);
    if (!spared)
        return failAs(spared);
    Answer answer;
    desk::QueueMoment moment;
    moment.now = toSeconds(viewer.clock.now());
    moment.operatorName = viewer.operatorName;
    const std::string why = text::whyHereText(found, moment, facts->currency).toStdString();
    answer.json = {{"case", caseJson(found, why, facts->currency)},
                   {"second_eyes", blindJson(*blind)}};
    answer.text = found.caseId + "  " + desk::statusName(found.status) + "  " + found.merchantName +
                  "  " + formatFixed(found.score * 100, 1) + " %\n";
    for (const desk::CaseReason& reason : found.why)
        answer.text += "  " + reasonText(reason, facts->currency) + "\n";
    answer.json["notes"] = Json::array();
    for (const desk::CaseNote& note : *notes) {
        answer.json["notes"].push_back(
            {{"at", timeText(note.at)}, {"operator", note.operatorName}, {"note", note.note}});
        answer.text += timeText(note.at) + "  " + note.operatorName + ": " + note.note + "\n";
    }
    answer.json["messages"] = Json::array();
    for (const desk::OutboxMessage& message : *messages) {
        answer.json["messages"].push_back(messageJson(message));
        answer.text += std::string("to the merchant (") + desk::statusName(message.status) +
                       "): " + message.text + "\n";
    }
    answer.json["except"] = Json::array();
    for (const auto& [merchantId, caseId] : *spared) {
        answer.json["except"].push_back(merchantId);
        answer.text += "left out as innocent: " + merchantId + "\n";
    }
    answer.json["history"] = Json::array();
    TextTable table({"operation", "at", "operator", "kind"});
    for (const desk::Operation& operation : *history) {
        answer.json["history"].push_back(operationJson(operation));
        table.add({std::to_string(operation.operationId), timeText(operation.at),
                   operation.operatorName, operation.kind});
    }
    answer.text += table.render();
    return answer;
}

Answer receiptAnswer(const desk::Receipt& receipt, const char* targetKey) {
    Answer answer;
    answer.json = {{"operation_id", receipt.operationId},
                   {"hash", receipt.hash},
                   {"case_id", receipt.caseId},
                   {"kind", receipt.kind},
                   {"cases", receipt.cases},
                   {"corrections", receipt.corrections},
                   {"repeats", receipt.repeats}};
    if (targetKey != nullptr)
        answer.json[targetKey] = receipt.target;
    if (!receipt.subject.empty())
        answer.json["subject"] = receipt.subject;
    const std::string what = !receipt.caseId.empty() ? receipt.caseId
                             : receipt.cases > 0     ? std::to_string(receipt.cases) + " cases"
                                                     : receipt.subject;
    answer.text = std::to_string(receipt.operationId) + "  " + receipt.kind +
                  (receipt.target.empty() ? "" : " " + receipt.target) + "  " + what + "\n";
    if (receipt.corrections > 0)
        answer.text += "its message had left: corrections that wait in the outbox: " +
                       std::to_string(receipt.corrections) + "\n";
    if (receipt.repeats > 0)
        answer.text += "a correction had left: messages that wait again in the outbox: " +
                       std::to_string(receipt.repeats) + "\n";
    return answer;
}

} // namespace mops::cli
