#include "core/desk/decision_check.h"

#include "core/base/text.h"
#include "core/desk/priority.h"
#include "core/desk/verbs.h"
#include "core/desk/wake.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kSnoozeDays = 3;
constexpr std::size_t kLongestNote = 10'000;
constexpr std::size_t kLongestTag = 60;
constexpr std::size_t kLongestMessage = 10'000;

std::string codesOf(const std::string& kind) {
    std::string codes;
    for (const ReasonCode& reason : reasonCodes(kind))
        codes += std::string(codes.empty() ? "" : ", ") + reason.code;
    return codes;
}

std::string namesOf(std::span<const WakeEvent> events) {
    std::string names;
    for (const WakeEvent& event : events)
        names += std::string(names.empty() ? "" : ", ") + event.name;
    return names;
}

/// Only a refusal and a question have something to say to the merchant.
Result<> checkWords(const Decision& decision) {
    const bool speaks = decision.verb == Verb::Refuse || decision.verb == Verb::Ask;
    if (!decision.except.empty() && decision.verb != Verb::Refuse)
        return fail(ErrorCode::Usage, "except: " + std::string(nameOfVerb(decision.verb)),
                    "refuse");
    if (decision.message.empty())
        return {};
    if (!speaks)
        return fail(ErrorCode::Usage, "message: " + std::string(nameOfVerb(decision.verb)),
                    "refuse, ask");
    if (decision.message.size() > kLongestMessage)
        return fail(ErrorCode::Usage,
                    "message: " + std::to_string(decision.message.size()) + " bytes",
                    "≤ " + std::to_string(kLongestMessage));
    if (decision.messageLanguage != "zh" && decision.messageLanguage != "en")
        return fail(ErrorCode::Usage, "language " + decision.messageLanguage, "zh, en");
    return {};
}

} // namespace

Result<> checkTexts(const Decision& decision, const Actor& actor) {
    for (const auto& text : {decision.note, decision.assignee, decision.tag, decision.message})
        if (!isValidUtf8(text))
            return fail(ErrorCode::EncodingInvalid, "note", "UTF-8");
    if (decision.note.size() > kLongestNote)
        return fail(ErrorCode::Usage, "note: " + std::to_string(decision.note.size()) + " bytes",
                    "≤ " + std::to_string(kLongestNote));
    if (decision.verb == Verb::Note && trim(decision.note).empty())
        return fail(ErrorCode::Usage, "note", "--note TEXT");
    const bool isTag = decision.verb == Verb::Tag || decision.verb == Verb::Untag;
    const std::size_t tagBytes = trim(decision.tag).size();
    if (isTag && (tagBytes == 0 || tagBytes > kLongestTag))
        return fail(ErrorCode::Usage, "tag", "1 … " + std::to_string(kLongestTag));
    const auto events = wakeEvents();
    if (!decision.snoozedEvent.empty() &&
        std::none_of(events.begin(), events.end(),
                     [&](const WakeEvent& event) { return event.name == decision.snoozedEvent; }))
        return fail(ErrorCode::Usage, "event " + decision.snoozedEvent, namesOf(events));
    if (decision.verb == Verb::Snooze && decision.snoozedUntil &&
        *decision.snoozedUntil <= toSeconds(actor.clock.now()))
        return fail(ErrorCode::Usage, formatInstant(fromSeconds(*decision.snoozedUntil)),
                    "--until DATE");
    return checkWords(decision);
}

Result<> checkReason(const Decision& decision, const std::string& kind) {
    if (decision.reasonCode.empty()) {
        if (decision.verb == Verb::Refuse)
            return fail(ErrorCode::ReasonRequired, decision.caseId, codesOf(kind));
        return {};
    }
    const auto codes = reasonCodes(kind);
    if (std::none_of(codes.begin(), codes.end(),
                     [&](const ReasonCode& reason) { return reason.code == decision.reasonCode; }))
        return fail(ErrorCode::Usage, "reason " + decision.reasonCode, codesOf(kind));
    if (decision.reasonCode == "other" && trim(decision.note).empty() &&
        trim(decision.message).empty())
        return fail(ErrorCode::ReasonRequired, "other", "--note TEXT");
    return {};
}

std::optional<Obstacle> obstacleTo(Verb verb, const CaseChange& row, const Actor& actor) {
    if (verb == Verb::Note)
        return std::nullopt;
    const CaseStatus status = parseStatus(row.status).value_or(CaseStatus::Open);
    if (verb == Verb::Reopen && status == CaseStatus::Open)
        return Obstacle{"open", {}, ""};
    if (verb == Verb::Resume && status != CaseStatus::Asked)
        return Obstacle{"not_asked", {}, "ask"};
    if (verb != Verb::Reopen && isClosed(status))
        return Obstacle{"decided", row.decidedBy, "reopen"};
    // A lease that a clock set back leaves far in the future is over, too: nobody can have taken it
    // for longer than a lease lasts.
    const std::int64_t now = toSeconds(actor.clock.now());
    const bool runs = !row.claimedUntil ||
                      (*row.claimedUntil > now && *row.claimedUntil <= now + 2 * kClaimSeconds);
    const bool held = !row.claimedBy.empty() && runs;
    // Whoever was asked for help may answer: that is what the case is held for.
    const bool helps = status == CaseStatus::Escalated && row.assignee == actor.operatorName;
    if (held && row.claimedBy != actor.operatorName && verb != Verb::Assign && !helps)
        return Obstacle{"claimed", row.claimedBy, "release"};
    if (verb == Verb::Release && row.claimedBy.empty())
        return Obstacle{"not_claimed", {}, "claim"};
    return std::nullopt;
}

std::optional<Obstacle> obstacleToTag(Verb verb, bool tagged) {
    if (tagged == (verb == Verb::Untag))
        return std::nullopt;
    return tagged ? Obstacle{"tagged", {}, "untag"} : Obstacle{"not_tagged", {}, "tag"};
}

Json payloadOf(db::Database& mart, const Decision& decision, const Actor& actor) {
    Json payload = Json::object();
    if (!decision.note.empty())
        payload["note"] = decision.note;
    if (decision.verb == Verb::Note)
        return payload;
    if (decision.verb == Verb::Tag || decision.verb == Verb::Untag) {
        payload["tag"] = std::string(trim(decision.tag));
        return payload;
    }
    const std::int64_t now = toSeconds(actor.clock.now());
    if (!decision.reasonCode.empty())
        payload["reason"] = decision.reasonCode;
    if (decision.verb == Verb::Snooze)
        payload["until"] = decision.snoozedUntil.value_or(now + kSnoozeDays * kSecondsPerDay);
    if (decision.verb == Verb::Snooze && !decision.snoozedEvent.empty()) {
        payload["event"] = decision.snoozedEvent;
        payload["seen"] = seenNow(mart, decision.snoozedEvent);
    }
    // Told apart from reopenings of before refusals that had left were corrected.
    if (decision.verb == Verb::Reopen)
        payload["corrects"] = true;
    if (decision.verb == Verb::Claim)
        payload["until"] = now + kClaimSeconds;
    if (decision.verb == Verb::Escalate && !decision.assignee.empty())
        payload["assignee"] = decision.assignee;
    if (decision.verb == Verb::Assign)
        payload["assignee"] = decision.assignee.empty() ? actor.operatorName : decision.assignee;
    return payload;
}

} // namespace mops::desk
