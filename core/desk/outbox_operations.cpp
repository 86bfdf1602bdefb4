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
    std::optional<std::int64_t> run; ///< of the automation
};

void writeWords(db::Database& state, const StoredOperation& operation, const Words& words) {
    db::Statement insert(state, "INSERT INTO outbox_message (about, message_id, kind, verb, "
                                "reason_code, language, text, written_at, due_at, run_id) "
                                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.run(words.about, operation.operationId, words.kind, words.verb, words.reasonCode,
               words.language, words.text, operation.at, operation.at + words.wait, words.run);
}

/// A decision's own message: to the case's merchant, or to those the payload names.
void tell(db::Database& state, const StoredOperation& operation, const Json& payload, Verb verb,
          const std::vector<std::string>& cases) {
    const Json& message = payload.at("message");
    writeWords(state, operation,
               {operation.operationId, "decision", nameOfVerb(verb), payload.value("reason", ""),
                message.at("language"), message.at("text"), message.at("wait").get<std::int64_t>(),
                payload.contains("run") ? std::optional(payload.at("run").get<std::int64_t>())
                                        : std::nullopt});
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

/// What still waits of older words on these cases is withdrawn: the newest word counts.
void outdateOlder(db::Database& state, std::int64_t by, const std::vector<std::string>& cases) {
    db::Statement outdate(state, "UPDATE outbox_recipient SET status = 'withdrawn', "
                                 "withdrawn_by = ?2 WHERE case_id = ?1 AND status = 'waiting' "
                                 "AND kind <> 'correction' AND about <> ?2");
    for (const std::string& caseId : cases)
        outdate.run(caseId, by);
}

/// What was told by an operation is withdrawn or corrected, and what it outdated waits again.
void untell(db::Database& state, std::int64_t about, const std::vector<std::string>& cases) {
    db::Statement own(state, "UPDATE outbox_recipient SET status = CASE status WHEN 'waiting' "
                             "THEN 'withdrawn' ELSE 'corrected' END, withdrawn_by = CASE status "
                             "WHEN 'waiting' THEN ?2 END WHERE case_id = ?1 AND about = ?2 "
                             "AND kind <> 'correction' AND status IN ('waiting', 'sent')");
    db::Statement older(state, "UPDATE outbox_recipient SET status = 'waiting', "
                               "withdrawn_by = NULL WHERE case_id = ?1 AND withdrawn_by = ?2 "
                               "AND about <> ?2 AND status = 'withdrawn' AND kind <> 'correction'");
    for (const std::string& caseId : cases) {
        own.run(caseId, about);
        older.run(caseId, about);
    }
}

/// Reopening a case whose refusal has left: the refusal stands no more, and says by what.
void refusalsFall(db::Database& state, std::int64_t reopening,
                  const std::vector<std::string>& cases) {
    db::Statement fall(state, "UPDATE outbox_recipient SET status = 'corrected', "
                              "withdrawn_by = ?2 WHERE case_id = ?1 AND status = 'sent' "
                              "AND kind <> 'correction' AND EXISTS (SELECT 1 FROM outbox_message m "
                              "WHERE m.about = outbox_recipient.about "
                              "AND m.message_id = outbox_recipient.message_id "
                              "AND m.verb = 'refuse')");
    for (const std::string& caseId : cases)
        fall.run(caseId, reopening);
}

/// The reopening is taken back. A refusal whose correction still waits stands again, and the
/// correction is withdrawn; where it has left, a repetition was written.
void refusalsStandAgain(db::Database& state, std::int64_t reopening,
                        const std::vector<std::string>& cases) {
    db::Statement fell(state, "SELECT DISTINCT f.about FROM outbox_recipient f "
                              "JOIN outbox_recipient c ON c.case_id = f.case_id "
                              "AND c.about = f.about AND c.kind = 'correction' "
                              "AND c.status = 'waiting' WHERE f.case_id = ?1 "
                              "AND f.status = 'corrected' AND f.withdrawn_by = ?2");
    db::Statement stands(state, "UPDATE outbox_recipient SET status = 'sent', "
                                "withdrawn_by = NULL WHERE case_id = ?1 AND about = ?3 "
                                "AND status = 'corrected' AND withdrawn_by = ?2 AND message_id = "
                                "(SELECT max(n.message_id) FROM outbox_recipient n WHERE "
                                "n.case_id = ?1 AND n.about = ?3 AND n.kind <> 'correction')");
    db::Statement moot(state, "UPDATE outbox_recipient SET status = 'withdrawn', "
                              "withdrawn_by = ?2 WHERE case_id = ?1 AND about = ?3 "
                              "AND kind = 'correction' AND status = 'waiting'");
    for (const std::string& caseId : cases) {
        std::vector<std::int64_t> abouts;
        fell.bindAll(caseId, reopening);
        while (fell.step())
            abouts.push_back(fell.integer(0));
        fell.reset();
        for (const std::int64_t about : abouts) {
            stands.run(caseId, reopening, about);
            moot.run(caseId, reopening, about);
        }
    }
}

struct Told {
    std::int64_t about = 0;
    std::vector<std::string> cases;
};

/// The messages of a run of the automation, each with those of the refused cases that it is about.
/// They are the operations right behind the run, so a run that told nothing yet costs one look.
std::vector<Told> toldByRun(db::Database& state, std::int64_t run,
                            const std::vector<std::string>& refused) {
    db::Statement behind(state, "SELECT about, run_id FROM outbox_message WHERE about > ? "
                                "ORDER BY about");
    behind.bind(1, run);
    std::vector<Told> told;
    while (behind.step() && behind.optionalInteger(1) == run)
        told.push_back({behind.integer(0), {}});
    db::Statement isAbout(state, "SELECT 1 FROM outbox_recipient WHERE case_id = ? AND about = ? "
                                 "LIMIT 1");
    for (Told& words : told)
        for (const std::string& caseId : refused) {
            isAbout.bindAll(caseId, words.about);
            if (isAbout.step())
                words.cases.push_back(caseId);
            isAbout.reset();
        }
    return told;
}

} // namespace

bool corrects(const Json& reopening) {
    return reopening.contains("corrects");
}

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
    outdateOlder(state, operation.operationId, cases);
    if (verb == Verb::Reopen && corrects(payload))
        refusalsFall(state, operation.operationId, cases);
}

void untellMerchants(db::Database& state, const StoredOperation& operation, const Json& payload,
                     Verb verb) {
    if (!outdates(verb) || !hasSpoken(state))
        return;
    const auto cases = casesOf(payload);
    if (verb == Verb::Reopen)
        refusalsStandAgain(state, operation.operationId, cases);
    untell(state, operation.operationId, cases);
}

void untellRun(db::Database& state, const StoredOperation& run,
               const std::vector<std::string>& refused) {
    for (const Told& words : toldByRun(state, run.operationId, refused))
        untell(state, words.about, words.cases);
}

void tellRunAgain(db::Database& state, const StoredOperation& run,
                  const std::vector<std::string>& refused) {
    for (const Told& words : toldByRun(state, run.operationId, refused)) {
        tellAgain(state, words.about, words.cases);
        outdateOlder(state, words.about, words.cases);
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
    if (operation.kind == kTellKind) {
        const auto cases = casesOf(payload);
        tell(state, operation, payload, Verb::Refuse, cases);
        outdateOlder(state, operation.operationId, cases);
        return;
    }
    const bool corrects = operation.kind == kCorrectKind;
    const auto about = payload.at("about").get<std::int64_t>();
    writeWords(state, operation,
               {about, corrects ? "correction" : "repeat", payload.at("verb"), payload.at("reason"),
                payload.at("language"), payload.at("text"), payload.at("wait").get<std::int64_t>(),
                std::nullopt});
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
