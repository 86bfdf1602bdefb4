#include "app/cli/case_json.h"
#include "app/cli/command.h"
#include "app/cli/radius_answer.h"
#include "core/desk/bulk.h"
#include "core/desk/cases.h"
#include "core/desk/verbs.h"
#include "ui/text/merchant_message.h"

#include <CLI/CLI.hpp>
#include <limits>
#include <memory>

namespace mops::cli {
namespace {

constexpr const char* kVerbs = "approve, refuse, ask, resume, escalate, snooze, note, assign, "
                               "claim, release, tag, untag, reopen";

struct Options {
    std::vector<std::string> words; ///< cases, then the verb
    std::string reason;
    std::string note;
    std::string until;
    std::string event;
    std::string assignee;
    std::string tag;
    bool all = false;
    std::string kind;
    std::string merchantId;
    std::vector<std::string> statuses;
    bool preview = false;
    std::string fingerprint;
    std::optional<std::string> message; ///< empty = the draft
    bool noMessage = false;
    std::vector<std::string> except;

    bool isBulk() const { return all || words.size() > 2 || preview || !fingerprint.empty(); }
};

Result<desk::Decision> decisionOf(const Options& options, const Session& session) {
    desk::Decision decision;
    decision.reasonCode = options.reason;
    decision.note = options.note;
    decision.assignee = options.assignee;
    decision.tag = options.tag;
    decision.snoozedEvent = options.event;
    decision.message = options.message.value_or("");
    decision.messageLanguage = session.language;
    decision.except = options.except;
    const std::string& word = options.words.back();
    const auto verb = desk::parseVerb(word);
    if (!verb)
        return fail(ErrorCode::Usage, word, kVerbs);
    decision.verb = *verb;
    decision.correction = text::correctionText();
    if (*verb != desk::Verb::Snooze && !(options.until.empty() && options.event.empty()))
        return fail(ErrorCode::Usage, "--until, --event", "snooze --until 2026-01-31");
    if (options.until.empty())
        return decision;
    const auto until = parseInstant(options.until);
    if (!until)
        return fail(ErrorCode::Usage, "--until " + options.until, "snooze --until 2026-01-31");
    decision.snoozedUntil = toSeconds(*until);
    return decision;
}

Result<> checkWords(const Options& options) {
    if (options.words.size() < (options.all ? 1U : 2U) || (options.all && options.words.size() > 1))
        return fail(ErrorCode::Usage,
                    "decide CASE VERB | decide CASE CASE … VERB | decide --all VERB", kVerbs);
    if (!options.all &&
        !(options.kind.empty() && options.merchantId.empty() && options.statuses.empty()))
        return fail(ErrorCode::Usage, "--kind, --merchant, --status", "--all");
    if (options.isBulk() && options.preview == !options.fingerprint.empty())
        return fail(ErrorCode::Usage, "decide: --preview | --confirm FINGERPRINT", "--preview");
    return {};
}

/// The cases named one by one, or all that match the filters.
Result<std::vector<std::string>> casesOf(db::Database& mart, const Options& options,
                                         const Clock& clock) {
    if (!options.all)
        return std::vector<std::string>(options.words.begin(), options.words.end() - 1);
    desk::QueueQuery query;
    query.kind = options.kind;
    query.merchantId = options.merchantId;
    query.limit = std::numeric_limits<std::int64_t>::max();
    for (const std::string& name : options.statuses)
        query.statuses.push_back(*desk::parseStatus(name));
    const auto cases = desk::readQueue(mart, query, clock);
    if (!cases)
        return failAs(cases);
    std::vector<std::string> ids;
    for (const desk::Case& found : *cases)
        ids.push_back(found.caseId);
    return ids;
}

/// Without words of one's own the merchant gets the draft, as in the console.
void addDraft(const desk::Case& item, const Options& options, bool many, desk::Decision& decision,
              const Session& session) {
    if (options.noMessage || options.message)
        return;
    decision.message =
        text::merchantMessage(item, decision.verb, decision.reasonCode,
                              {session.language, toSeconds(session.clock->now()), many})
            .toStdString();
}

/// Kinds of case are told in different words: there is a draft for many of one kind only.
void addDraftForMany(const desk::BlastRadius& radius, const Options& options,
                     desk::Decision& decision, const Session& session) {
    if (radius.byKind.size() == 1)
        addDraft(radius.random.front(), options, true, decision, session);
}

Result<Answer> preview(const Options& options, desk::Decision decision, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto cases = casesOf(*mart, options, *session.clock);
    if (!cases)
        return failAs(cases);
    const auto radius = desk::previewBulk(*mart, *cases, decision, session.seed,
                                          {session.operatorName, *session.clock});
    if (!radius)
        return failAs(radius);
    auto answer = radiusAnswer(*mart, *radius);
    if (!answer)
        return failAs(answer);
    addDraftForMany(*radius, options, decision, session);
    answer->json["message"] = nullptr;
    if (!decision.message.empty()) {
        answer->json["message"] = decision.message;
        answer->text += "to each merchant:\n" + decision.message + "\n";
    }
    return answer;
}

/// The receipt, and what the merchant will be told.
Result<Answer> answerOf(db::Database& mart, const desk::Receipt& receipt, const Session& session) {
    auto answer = receiptAnswer(receipt, nullptr);
    desk::OutboxQuery query;
    query.messageId = receipt.operationId;
    const auto messages = desk::readOutbox(mart, query, session.operatorName);
    if (!messages)
        return failAs(messages);
    answer.json["message"] = nullptr;
    for (const desk::OutboxMessage& message : *messages) {
        answer.json["message"] = messageJson(message);
        answer.text += "to the merchant, may leave from " + timeText(message.dueAt) + " on:\n" +
                       message.text + "\n";
    }
    return answer;
}

Result<Answer> decideMany(const Options& options, desk::Decision decision, Session& session) {
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    const auto cases = casesOf(*mart, options, *session.clock);
    if (!cases)
        return failAs(cases);
    const desk::Actor actor{session.operatorName, *session.clock};
    const auto radius = desk::previewBulk(*mart, *cases, decision, session.seed, actor);
    if (!radius)
        return failAs(radius);
    addDraftForMany(*radius, options, decision, session);
    const auto receipt =
        desk::decideBulk(*mart, *cases, decision, options.fingerprint, actor, *session.context);
    if (!receipt)
        return failAs(receipt);
    return answerOf(*mart, *receipt, session);
}

Result<Answer> decideOne(const Options& options, desk::Decision decision, Session& session) {
    decision.caseId = options.words.front();
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    // A case that is not there is refused by the decision itself.
    if (const auto item = desk::readCase(*mart, decision.caseId))
        addDraft(*item, options, false, decision, session);
    const auto receipt = desk::decide(*mart, decision, {session.operatorName, *session.clock});
    if (!receipt)
        return failAs(receipt);
    return answerOf(*mart, *receipt, session);
}

} // namespace

Action defineDecide(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand
        .add_option("CASE", options->words,
                    std::string("One case or more, then what to do: ") + kVerbs)
        ->type_name("CASE… VERB")
        ->required();
    subcommand.add_option("--reason", options->reason, "The reason's code; refusing needs one");
    subcommand.add_option("--note", options->note, "A note for whoever reads the case later");
    subcommand.add_option("--until", options->until, "snooze: when the case comes back");
    subcommand.add_option("--event", options->event,
                          "snooze: what brings it back before: order, review, after_sale, message "
                          "or score");
    subcommand.add_option("--to", options->assignee,
                          "assign, escalate: to whom; assign without it to you");
    subcommand.add_option("--tag", options->tag, "tag, untag: the tag");
    auto* ownWords = subcommand.add_option(
        "--message", options->message,
        "refuse, ask: what the merchant is told; without it the draft for the reason");
    subcommand
        .add_flag("--no-message", options->noMessage, "refuse, ask: tell the merchant nothing")
        ->excludes(ownWords);
    subcommand
        .add_option("--except", options->except,
                    "refuse a ring: a member that is innocent and left out; repeatable")
        ->allow_extra_args(false);
    subcommand.add_flag("--all", options->all, "Every case that waits and matches the filters");
    subcommand.add_option("--kind", options->kind, "with --all: only cases of this kind");
    subcommand.add_option("--merchant", options->merchantId,
                          "with --all: only cases of this merchant");
    subcommand
        .add_option("--status", options->statuses,
                    "with --all: only cases of this status; repeatable")
        ->allow_extra_args(false)
        ->check(CLI::IsMember({"open", "asked", "escalated", "snoozed", "approved", "refused"}));
    auto* look = subcommand.add_flag("--preview", options->preview,
                                     "Many cases: what would be touched; changes nothing");
    subcommand
        .add_option("--confirm", options->fingerprint,
                    "Many cases: decide what the preview with this fingerprint showed")
        ->excludes(look);
    return [options](Session& session) -> Result<Answer> {
        if (const auto words = checkWords(*options); !words)
            return failAs(words);
        const auto decision = decisionOf(*options, session);
        if (!decision)
            return failAs(decision);
        if (options->preview)
            return preview(*options, *decision, session);
        if (options->isBulk())
            return decideMany(*options, *decision, session);
        return decideOne(*options, *decision, session);
    };
}

} // namespace mops::cli
