#include "core/db/statement.h"
#include "core/desk/band_operations.h"
#include "core/desk/blind_operations.h"
#include "core/desk/bulk_operations.h"
#include "core/desk/case_operations.h"
#include "core/desk/import_operations.h"
#include "core/desk/operation_kind.h"
#include "core/desk/outbox_operations.h"
#include "core/desk/people_operations.h"
#include "core/desk/rule_operations.h"
#include "core/desk/verbs.h"
#include "core/desk/view_operations.h"

#include <array>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

// Names before prefixes: the first that fits is taken.
constexpr std::array kKinds{
    OperationKind{kOpenKind, applyOpenCases, takeBackOpenCases, checkOpenCases},
    OperationKind{"case.", applyCase, takeBackCase, checkCase, nullptr, "case.note"},
    OperationKind{kBlindDrawKind, applyBlindDraw, takeBackBlindDraw, checkBlindDraw, nullptr,
                  "blind.draw"},
    OperationKind{kBlindMarkKind, applyBlindMark, takeBackBlindMark, checkBlindMark},
    OperationKind{kOperatorKind, applyOperator, takeBackOperator, checkOperator, nullptr,
                  "operator.save"},
    OperationKind{kAskKind, applyApproval, takeBackApproval, checkApproval, nullptr, "case.note"},
    OperationKind{kWithdrawKind, applyApproval, takeBackApproval, checkApproval, nullptr,
                  "case.note"},
    OperationKind{"approval.", applyApproval, takeBackApproval, checkApproval, nullptr,
                  "approval.decide"},
    OperationKind{kBandSaveKind, applyBandSave, takeBackBandSave, checkBand, nullptr, "band.save"},
    OperationKind{kBandSwitchKind, applyBandSwitch, takeBackBandSwitch, checkBand, nullptr,
                  "band.stop"},
    OperationKind{kBandRunKind, applyBandRun, takeBackBandRun, checkBandRun, nullptr, "band.run"},
    OperationKind{kSendKind, applySend, takeBackMessages, checkSend, nullptr, "message.send"},
    OperationKind{kMessagePrefix, applyMessage, takeBackMessages, checkMessage},
    OperationKind{"bulk.", applyBulk, takeBackBulk, checkBulk, nullptr, "case.note"},
    OperationKind{"import.", applyImport, takeBackImport, checkImport, moveFacts, "mart.import"},
    OperationKind{"view.", applyView, takeBackView, checkView, nullptr, "view.save"},
    OperationKind{kRuleSaveKind, applyRuleSave, takeBackRuleSave, checkRuleSave, nullptr,
                  "rule.save"},
    OperationKind{kRuleSwitchKind, applyRuleSwitch, takeBackRuleSwitch, checkRuleSwitch, nullptr,
                  "rule.disable"},
    OperationKind{kRuleRunKind, applyRuleRun, takeBackRuleRun, checkRuleRun, nullptr, "rule.run"},
};

constexpr std::array kStateTables{
    StateTable{"case_state", "case_id"},
    StateTable{"case_note", "operation_id"},
    StateTable{"case_operation", "case_id, operation_id"},
    StateTable{"case_tag", "case_id, tag"},
    StateTable{"saved_view", "view_id"},
    StateTable{"desk_operator", "name"},
    StateTable{"approval", "approval_id"},
    StateTable{"blind_mark", "case_id, operator"},
    StateTable{"blind_case", "case_id"},
    StateTable{"rule", "name"},
    StateTable{"rule_version", "name, version"},
    StateTable{"subject_tag", "subject, subject_id, tag"},
    StateTable{"band", "kind"},
    StateTable{"outbox_message", "about, message_id"},
    StateTable{"outbox_recipient", "case_id, about, message_id, merchant_id"},
    StateTable{"ring_exception", "case_id, merchant_id, operation_id"},
};

} // namespace

std::span<const OperationKind> operationKinds() {
    return kKinds;
}

const OperationKind* findOperationKind(std::string_view kind) {
    for (const OperationKind& known : kKinds)
        if (known.kind.ends_with('.') ? kind.starts_with(known.kind) : kind == known.kind)
            return &known;
    return nullptr;
}

std::span<const StateTable> stateTables() {
    return kStateTables;
}

std::vector<std::string> casesOf(const StoredOperation& operation) {
    // Of an opening of 200,000 cases only their ids are kept.
    const auto onlyIds = [](int depth, Json::parse_event_t event, Json& parsed) {
        if (event != Json::parse_event_t::key)
            return true;
        return depth == 1 ? parsed == "case_id" || parsed == "cases" : parsed == "case_id";
    };
    const auto payload = Json::parse(operation.payload, onlyIds, false);
    if (!payload.is_object())
        senselessOperation(operation, "payload");
    return casesOf(payload);
}

std::vector<std::string> casesOf(const Json& payload) {
    std::vector<std::string> cases;
    if (const auto one = payload.find("case_id"); one != payload.end())
        cases.push_back(one->get<std::string>());
    if (const auto many = payload.find("cases"); many != payload.end())
        for (const Json& entry : *many)
            cases.push_back(entry.is_object() ? entry.at("case_id").get<std::string>()
                                              : entry.get<std::string>());
    return cases;
}

void senselessOperation(const StoredOperation& operation, const std::string& what) {
    throw db::DatabaseFailure(
        Error{ErrorCode::IntegrityFault,
              "operation " + std::to_string(operation.operationId) + ": " + what,
              "merchantops-cli ledger verify"});
}

Failure conflictWith(db::Database& mart, const std::string& what, std::int64_t laterOperation) {
    std::string who;
    if (const auto operation = findOperation(mart, laterOperation))
        who = " (" + operation->kind + ", " + operation->operatorName + ")";
    return fail(ErrorCode::Conflict, what + who, "undo " + std::to_string(laterOperation));
}

} // namespace mops::desk
