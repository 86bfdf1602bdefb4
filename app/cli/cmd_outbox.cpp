#include "app/cli/case_json.h"
#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/desk/outbox.h"
#include "ui/text/merchant_message.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

struct Options {
    std::string status;
    std::string caseId;
    std::int64_t limit = 1'000;
    std::string out;
    std::int64_t operationId = 0;
    std::string verb;
    std::string reason;
};

Result<Answer> list(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    desk::OutboxQuery query;
    if (!options.status.empty())
        query.status = desk::parseMessageStatus(options.status);
    query.caseId = options.caseId;
    query.limit = options.limit;
    const auto messages = desk::readOutbox(*mart, query, session.operatorName);
    if (!messages)
        return failAs(messages);
    const auto count = desk::countOutbox(*mart, toSeconds(session.clock->now()));
    if (!count)
        return failAs(count);
    Answer answer;
    answer.json = {{"messages", nlohmann::ordered_json::array()},
                   {"total", messages->size()},
                   {"waiting", count->waiting},
                   {"due", count->due},
                   {"due_recipients", count->recipients},
                   {"next_due_at", nullptr},
                   {"grace_seconds", desk::kGraceSeconds}};
    if (count->nextDueAt)
        answer.json["next_due_at"] = timeText(*count->nextDueAt);
    TextTable table({"id", "kind", "case", "merchant", "status", "may leave", "left"});
    for (const desk::OutboxMessage& message : *messages) {
        answer.json["messages"].push_back(messageJson(message));
        table.add(
            {std::to_string(message.messageId), message.kind,
             message.caseId.empty() ? std::to_string(message.cases) : message.caseId,
             message.merchantId.empty() ? std::to_string(message.recipients) : message.merchantId,
             desk::statusName(message.status), timeText(message.dueAt),
             message.sentAt ? timeText(*message.sentAt) : std::string()});
    }
    answer.text = table.render() + "waiting: " + std::to_string(count->waiting) +
                  ", may leave now: " + std::to_string(count->due) + "\n";
    return answer;
}

Answer sentAnswer(const desk::SentMessages& sent, const std::string& file) {
    auto answer = receiptAnswer(sent.receipt, nullptr);
    answer.json["file"] = file;
    answer.json["messages"] = sent.messages;
    answer.json["recipients"] = sent.recipients;
    answer.text += file + ": " + std::to_string(sent.recipients) + "\n";
    return answer;
}

Result<Answer> send(const Options& options, Session& session) {
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    const auto sent =
        desk::sendDue(*mart, options.out, {session.operatorName, *session.clock}, *session.context);
    if (!sent)
        return failAs(sent);
    return sentAnswer(*sent, options.out);
}

Result<Answer> again(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto sent = desk::writeSentAgain(*mart, options.operationId, options.out);
    if (!sent)
        return failAs(sent);
    return sentAnswer(*sent, options.out);
}

Result<Answer> draft(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto item = desk::readCase(*mart, options.caseId);
    if (!item)
        return failAs(item);
    const auto verb = desk::parseVerb(options.verb);
    const std::string words =
        text::merchantMessage(*item, verb.value_or(desk::Verb::Refuse), options.reason,
                              {session.language, toSeconds(session.clock->now())})
            .toStdString();
    Answer answer;
    answer.json = {{"case_id", item->caseId},
                   {"decision", options.verb},
                   {"reason", options.reason},
                   {"language", session.language},
                   {"text", words}};
    answer.text = words + "\n";
    return answer;
}

} // namespace

Action defineOutbox(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.require_subcommand(1);
    auto* listing = subcommand.add_subcommand("list", "Messages to merchants, newest first");
    listing->add_option("--status", options->status, "Only these")
        ->check(CLI::IsMember({"waiting", "sent", "withdrawn", "corrected"}));
    listing->add_option("--case", options->caseId, "Only those about this case");
    listing->add_option("--limit", options->limit, "Most messages to answer")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    auto* sending = subcommand.add_subcommand(
        "send", "Let leave what has waited its 10 minutes; it cannot be called back");
    sending
        ->add_option("--out", options->out,
                     "New file: one JSON object a line, message and merchant")
        ->required();
    auto* repeating = subcommand.add_subcommand(
        "again", "Write again what left with an operation, byte for byte");
    repeating->add_option("OPERATION", options->operationId, "The operation of sending")
        ->required();
    repeating->add_option("--out", options->out, "New file")->required();
    auto* drafting = subcommand.add_subcommand(
        "draft", "What a merchant would be told, in the language of --lang; changes nothing");
    drafting->add_option("CASE", options->caseId, "The case")->required();
    drafting->add_option("VERB", options->verb, "refuse or ask")
        ->required()
        ->check(CLI::IsMember({"refuse", "ask"}));
    drafting->add_option("--reason", options->reason, "The reason's code");
    return [=](Session& session) -> Result<Answer> {
        if (listing->parsed())
            return list(*options, session);
        if (sending->parsed())
            return send(*options, session);
        if (repeating->parsed())
            return again(*options, session);
        return draft(*options, session);
    };
}

} // namespace mops::cli
