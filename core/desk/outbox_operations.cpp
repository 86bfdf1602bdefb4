#include "core/desk/outbox_operations.h"

#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/desk/fold.h"
#include "core/desk/outbox.h"
#include "core/desk/verbs.h"

#include <nlohmann/json.hpp>
#include <set>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

/// In English, where nobody gives a translation.
std::string correctionIn(std::int64_t sentAt) {
    std::string text = kCorrectionText;
    text.replace(text.find("%1"), 2, formatDay(dayOf(fromSeconds(sentAt))));
    return text;
}

bool hasSpoken(db::Database& state) {
    return state.integer("SELECT EXISTS (SELECT 1 FROM outbox_message)") != 0;
}

/// Verbs after which an older word to the merchant means nothing any more.
bool outdates(Verb verb) {
    return verb == Verb::Approve || verb == Verb::Refuse || verb == Verb::Ask ||
           verb == Verb::Reopen || verb == Verb::Resume;
}

bool wasTold(db::Database& state, std::int64_t about) {
    db::Statement select(state, "SELECT 1 FROM outbox_message WHERE about = ? LIMIT 1");
    select.bind(1, about);
    return select.step();
}

struct Words {
    std::int64_t about = 0;
    const char* kind = "";
    std::string verb, reasonCode, language, text;
    std::int64_t wait = 0;
};

void writeWords(db::Database& state, const StoredOperation& operation, const Words& words) {
    db::Statement insert(state, "INSERT INTO outbox_message (about, message_id, kind, verb, "
                                "reason_code, language, text, written_at, due_at) "
                                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.run(words.about, operation.operationId, words.kind, words.verb, words.reasonCode,
               words.language, words.text, operation.at, operation.at + words.wait);
}

/// A decision's own message: to the case's merchant, or to those the payload names.
void tell(db::Database& state, const StoredOperation& operation, const Json& payload, Verb verb,
          const std::vector<std::string>& cases) {
    const Json& message = payload.at("message");
    writeWords(state, operation,
               {operation.operationId, "decision", nameOfVerb(verb), payload.value("reason", ""),
                message.at("language"), message.at("text"),
                message.at("wait").get<std::int64_t>()});
    constexpr const char* kInsert = "INSERT INTO outbox_recipient (case_id, about, message_id, "
                                    "merchant_id, kind, status) ";
    db::Statement own(state, std::string(kInsert) +
                                 "SELECT case_id, ?2, ?2, merchant_id, 'decision', 'waiting' "
                                 "FROM case_state WHERE case_id = ?1");
    db::Statement named(state,
                        std::string(kInsert) + "VALUES (?1, ?2, ?2, ?3, 'decision', 'waiting')");
    const auto to = message.find("to");
    for (const std::string& caseId : cases) {
        if (to == message.end() || !to->contains(caseId))
            own.run(caseId, operation.operationId);
        else
            for (const Json& merchant : to->at(caseId))
                named.run(caseId, operation.operationId, merchant.get<std::string>());
    }
}

/// The decision is done again. What was withdrawn waits again; what was corrected stands again,
/// unless the correction has left: then a repetition was written, and waits.
void tellAgain(db::Database& state, std::int64_t about, const std::vector<std::string>& cases) {
    db::Statement waits(state,
                        "UPDATE outbox_recipient SET status = 'waiting', withdrawn_by = NULL "
                        "WHERE case_id = ?1 AND about = ?2 AND kind <> 'correction' "
                        "AND withdrawn_by = ?2");
    db::Statement stands(state,
                         "UPDATE outbox_recipient SET status = 'sent' WHERE case_id = ?1 "
                         "AND about = ?2 AND status = 'corrected' AND message_id = "
                         "(SELECT max(n.message_id) FROM outbox_recipient n WHERE n.case_id = ?1 "
                         "AND n.about = ?2 AND n.kind <> 'correction') AND EXISTS "
                         "(SELECT 1 FROM outbox_recipient c WHERE c.case_id = ?1 AND c.about = ?2 "
                         "AND c.kind = 'correction' AND c.status = 'waiting')");
    db::Statement moot(state, "UPDATE outbox_recipient SET status = 'withdrawn', withdrawn_by = ?2 "
                              "WHERE case_id = ?1 AND about = ?2 AND kind = 'correction' "
                              "AND status = 'waiting'");
    for (const std::string& caseId : cases) {
        waits.run(caseId, about);
        stands.run(caseId, about);
        moot.run(caseId, about);
    }
}

/// The newest word of a decision that merchants have in this state.
struct Standing {
    Words words;
    std::int64_t sentAt = 0;
    std::int64_t recipients = 0;
};
std::optional<Standing> standing(db::Database& mart, std::int64_t about, const char* status) {
    db::Statement select(
        mart, "SELECT m.verb, m.reason_code, m.language, m.text, m.due_at - m.written_at, "
              "max(o.at), count(*) FROM outbox_message m "
              "JOIN outbox_recipient r ON r.about = m.about AND r.message_id = m.message_id "
              "JOIN operation o ON o.operation_id = r.sent_by "
              "WHERE m.about = ?1 AND r.status = ?2 AND m.message_id = (SELECT max(n.message_id) "
              "FROM outbox_message n WHERE n.about = ?1 AND n.kind <> 'correction') "
              "GROUP BY m.message_id");
    select.bindAll(about, status);
    if (!select.step())
        return std::nullopt;
    Standing found;
    found.words = {about,
                   "",
                   std::string(select.text(0)),
                   std::string(select.text(1)),
                   std::string(select.text(2)),
                   std::string(select.text(3)),
                   select.integer(4)};
    found.sentAt = select.integer(5);
    found.recipients = select.integer(6);
    return found;
}

void append(db::Database& mart, std::string_view kind, const StoredOperation& target,
            const Words& words, const Actor& actor) {
    const Json payload = {{"about", target.operationId}, {"cases", casesOf(target)},
                          {"language", words.language},  {"reason", words.reasonCode},
                          {"text", words.text},          {"verb", words.verb},
                          {"wait", words.wait}};
    const auto operation =
        appendOperation(mart, actor, std::string(kind), payload.dump(), std::nullopt);
    Fold(mart, mart).apply(operation);
}

} // namespace

Result<> addWords(db::Database& mart, const std::vector<std::string>& cases,
                  const Decision& decision, Json& payload) {
    const bool speaks = !trim(decision.message).empty();
    const std::set<std::string> except(decision.except.begin(), decision.except.end());
    if (!speaks && except.empty())
        return {};
    Json to = Json::object();
    db::Statement row(mart, "SELECT kind, subject_id FROM case_state WHERE case_id = ?");
    for (const std::string& caseId : cases) {
        row.bind(1, caseId);
        const bool known = row.step();
        const CaseKind* kind = known ? findCaseKind(row.text(0)) : nullptr;
        const std::string subject(known ? row.text(1) : std::string_view());
        row.reset();
        if (kind == nullptr || kind->addressees == nullptr) {
            if (!except.empty())
                return fail(ErrorCode::Usage, "except: " + caseId, "ring");
            continue;
        }
        const auto members = kind->addressees(mart, subject);
        if (!members)
            return failAs(members);
        Json ids = Json::array();
        std::set<std::string> strangers = except;
        std::string names;
        for (const Addressee& member : *members) {
            names += (names.empty() ? "" : ", ") + member.merchantId;
            if (strangers.erase(member.merchantId) == 0)
                ids.push_back(member.merchantId);
        }
        if (!strangers.empty() && !except.empty())
            return fail(ErrorCode::Usage, "except " + *strangers.begin(), names);
        if (ids.empty() && !except.empty())
            return fail(ErrorCode::Usage, "except: " + names, "approve");
        to[caseId] = std::move(ids);
    }
    if (!except.empty())
        payload["except"] = except;
    if (!speaks)
        return {};
    payload["message"] = {{"language", decision.messageLanguage},
                          {"text", decision.message},
                          {"wait", kGraceSeconds}};
    if (!to.empty())
        payload["message"]["to"] = std::move(to);
    return {};
}

void tellMerchants(db::Database& state, const StoredOperation& operation, const Json& payload,
                   Verb verb) {
    const bool speaks = payload.contains("message");
    if (!outdates(verb) || (!speaks && !hasSpoken(state)))
        return;
    const auto cases = casesOf(payload);
    if (speaks && wasTold(state, operation.operationId))
        tellAgain(state, operation.operationId, cases);
    else if (speaks)
        tell(state, operation, payload, verb, cases);
    db::Statement outdate(state, "UPDATE outbox_recipient SET status = 'withdrawn', "
                                 "withdrawn_by = ?2 WHERE case_id = ?1 AND status = 'waiting' "
                                 "AND kind <> 'correction' AND about <> ?2");
    for (const std::string& caseId : cases)
        outdate.run(caseId, operation.operationId);
}

void untellMerchants(db::Database& state, const StoredOperation& operation, const Json& payload,
                     Verb verb) {
    if (!outdates(verb) || !hasSpoken(state))
        return;
    db::Statement own(state, "UPDATE outbox_recipient SET status = CASE status WHEN 'waiting' "
                             "THEN 'withdrawn' ELSE 'corrected' END, withdrawn_by = CASE status "
                             "WHEN 'waiting' THEN ?2 END WHERE case_id = ?1 AND about = ?2 "
                             "AND kind <> 'correction' AND status IN ('waiting', 'sent')");
    db::Statement older(state, "UPDATE outbox_recipient SET status = 'waiting', "
                               "withdrawn_by = NULL WHERE case_id = ?1 AND withdrawn_by = ?2 "
                               "AND about <> ?2");
    for (const std::string& caseId : casesOf(payload)) {
        own.run(caseId, operation.operationId);
        older.run(caseId, operation.operationId);
    }
}

void spareMembers(db::Database& state, const StoredOperation& operation, const Json& payload) {
    const auto except = payload.find("except");
    if (except == payload.end())
        return;
    db::Statement insert(state, "INSERT INTO ring_exception (case_id, merchant_id, operation_id) "
                                "VALUES (?, ?, ?)");
    for (const Json& merchant : *except)
        insert.run(payload.at("case_id").get<std::string>(), merchant.get<std::string>(),
                   operation.operationId);
}

void unspareMembers(db::Database& state, const StoredOperation& operation, const Json& payload) {
    if (!payload.contains("except"))
        return;
    db::Statement remove(state,
                         "DELETE FROM ring_exception WHERE case_id = ? AND operation_id = ?");
    remove.run(payload.at("case_id").get<std::string>(), operation.operationId);
}

std::int64_t correctWhatLeft(db::Database& mart, const StoredOperation& target,
                             const UndoParams& params, const Actor& actor) {
    auto left = standing(mart, target.operationId, "sent");
    if (!left)
        return 0;
    left->words.text = params.correction ? params.correction(left->words.language, left->sentAt)
                                         : correctionIn(left->sentAt);
    append(mart, kCorrectKind, target, left->words, actor);
    return left->recipients;
}

void repeatWhatWasCorrected(db::Database& mart, const StoredOperation& target, const Actor& actor) {
    const auto corrected = standing(mart, target.operationId, "corrected");
    if (!corrected)
        return;
    db::Statement waits(mart, "SELECT 1 FROM outbox_recipient r JOIN outbox_message m "
                              "ON m.about = r.about AND m.message_id = r.message_id "
                              "WHERE m.about = ? AND m.kind = 'correction' "
                              "AND r.status = 'waiting' LIMIT 1");
    waits.bind(1, target.operationId);
    if (!waits.step())
        append(mart, kRepeatKind, target, corrected->words, actor);
}

void applySend(db::Database& state, const StoredOperation& operation, const Json& payload) {
    db::Statement leave(state, "UPDATE outbox_recipient SET status = 'sent', sent_by = ?2 "
                               "WHERE case_id = ?1 AND status = 'waiting' AND (SELECT m.due_at "
                               "FROM outbox_message m WHERE m.about = outbox_recipient.about "
                               "AND m.message_id = outbox_recipient.message_id) <= ?3");
    const auto until = payload.at("until").get<std::int64_t>();
    for (const std::string& caseId : casesOf(payload))
        leave.run(caseId, operation.operationId, until);
}

Result<> checkSend(db::Database&, const StoredOperation& operation, const Json& payload,
                   bool redo) {
    if (redo)
        senselessOperation(operation, "redo");
    return fail(ErrorCode::Conflict,
                std::to_string(payload.at("recipients").get<std::int64_t>()) +
                    " left (message.send, operation " + std::to_string(operation.operationId) + ")",
                kPastSentHint);
}

void applyMessage(db::Database& state, const StoredOperation& operation, const Json& payload) {
    const bool corrects = operation.kind == kCorrectKind;
    const auto about = payload.at("about").get<std::int64_t>();
    writeWords(state, operation,
               {about, corrects ? "correction" : "repeat", payload.at("verb"), payload.at("reason"),
                payload.at("language"), payload.at("text"),
                payload.at("wait").get<std::int64_t>()});
    db::Statement recipients(
        state, "INSERT INTO outbox_recipient (case_id, about, message_id, merchant_id, kind, "
               "status) SELECT case_id, about, ?3, merchant_id, ?4, 'waiting' "
               "FROM outbox_recipient WHERE case_id = ?1 AND about = ?2 AND status = ?5 "
               "AND message_id = (SELECT max(n.message_id) FROM outbox_recipient n "
               "WHERE n.case_id = ?1 AND n.about = ?2 AND n.kind <> 'correction')");
    for (const std::string& caseId : casesOf(payload))
        recipients.run(caseId, about, operation.operationId, corrects ? "correction" : "repeat",
                       corrects ? "sent" : "corrected");
}

Result<> checkMessage(db::Database&, const StoredOperation& operation, const Json&, bool) {
    senselessOperation(operation, "undo");
}

void takeBackMessages(db::Database&, const StoredOperation& operation, const Json&) {
    senselessOperation(operation, "undo");
}

} // namespace mops::desk
