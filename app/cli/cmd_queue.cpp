#include "app/cli/case_json.h"
#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/desk/case_kind.h"
#include "core/desk/queue_view.h"
#include "core/desk/verbs.h"
#include "core/mart/mart.h"
#include "ui/text/feature_text.h"
#include "ui/text/queue_text.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::vector<std::string> statuses;
    std::string assignee;
    desk::QueueFilter filter;
    std::string kind;
    std::size_t limit = 100;
    std::string caseId;
    bool claim = false;
    std::optional<double> minimumProbability;
    desk::OpenKindParams open;
};

/// Least probability at which a merchant is looked at when nobody says: more likely bad than not.
constexpr double kLikely = 0.5;

desk::QueueFilter filterOf(const Options& options) {
    desk::QueueFilter filter = options.filter;
    if (!options.kind.empty())
        filter.kinds = {options.kind};
    if (!options.assignee.empty())
        filter.assignee = options.assignee == "-" ? std::string() : options.assignee;
    for (const std::string& name : options.statuses)
        filter.statuses.push_back(*desk::parseStatus(name));
    return filter;
}

desk::QueueMoment momentOf(const Session& session) {
    const Instant now = session.clock->now();
    desk::QueueMoment moment;
    moment.now = toSeconds(now);
    moment.endOfToday = toSeconds(Instant{dayOf(now) + std::chrono::days{1}});
    moment.operatorName = session.operatorName;
    return moment;
}

/// The queue with the rows that were asked for, in the desk's order.
struct Listing {
    desk::QueueTable table;
    std::vector<std::uint32_t> rows;
    desk::QueueMoment moment;
    std::string currency;
};

Result<Listing> readListing(db::Database& mart, const Options& options, Session& session) {
    Listing listing;
    listing.moment = momentOf(session);
    const desk::QueueFilter filter = filterOf(options);
    desk::QueueScope scope;
    scope.viewer = session.operatorName;
    if (std::any_of(filter.statuses.begin(), filter.statuses.end(), desk::isClosed))
        scope.closedSince = 0;
    auto table = desk::readQueueTable(mart, scope, *session.context);
    if (!table)
        return failAs(table);
    const auto facts = mart::readFacts(mart);
    if (!facts)
        return failAs(facts);
    listing.table = std::move(*table);
    listing.currency = facts->currency;
    const desk::QueueView view(listing.table);
    listing.rows = view.filter(filter, listing.moment);
    view.sort(desk::QueueColumn::Desk, false, listing.moment, listing.rows);
    return listing;
}

Result<desk::Case> readRow(db::Database& mart, const Listing& listing, std::uint32_t row,
                           const std::string& viewer) {
    auto found = desk::readCase(mart, std::string(listing.table.caseId(row)), viewer);
    if (found)
        found->status = listing.table.statusAt(row, listing.moment.now);
    return found;
}

Result<Answer> list(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto listing = readListing(*mart, options, session);
    if (!listing)
        return failAs(listing);
    Answer answer;
    answer.json = {{"cases", Json::array()}, {"total", listing->rows.size()}};
    TextTable table({"case", "status", "name", "a minute", "score", "due", "why"});
    for (std::size_t k = 0; k < std::min(options.limit, listing->rows.size()); ++k) {
        const auto found = readRow(*mart, *listing, listing->rows[k], session.operatorName);
        if (!found)
            return failAs(found);
        const std::string why =
            text::whyHereText(listing->table, listing->rows[k], listing->moment, listing->currency)
                .toStdString();
        answer.json["cases"].push_back(caseJson(*found, why, listing->currency));
        table.add({found->caseId, desk::statusName(found->status),
                   found->title.empty() ? found->merchantName : found->title,
                   text::moneyText(found->priority, listing->currency).toStdString(),
                   formatFixed(found->score, 3), timeText(found->dueAt), why});
    }
    answer.text = table.render() + std::to_string(listing->rows.size()) + "\n";
    return answer;
}

/// Takes the first case that nobody else takes in between.
Result<desk::Case> claimNext(db::Database& mart, Listing& listing, Session& session) {
    const desk::QueueView view(listing.table);
    std::vector<std::string> lost;
    while (const auto row = view.next(listing.rows, listing.moment, lost)) {
        desk::Decision claim;
        claim.caseId = listing.table.caseId(*row);
        claim.verb = desk::Verb::Claim;
        const auto receipt = desk::decide(mart, claim, {session.operatorName, *session.clock});
        if (receipt)
            return readRow(mart, listing, *row, session.operatorName);
        if (receipt.error().code != ErrorCode::Conflict)
            return failAs(receipt);
        lost.push_back(claim.caseId);
    }
    return fail(ErrorCode::NotFound, "queue next", "merchantops-cli queue open");
}

Result<Answer> next(const Options& options, Session& session) {
    auto mart = options.claim ? session.openExistingWriter() : session.openReader();
    if (!mart)
        return failAs(mart);
    auto listing = readListing(*mart, options, session);
    if (!listing)
        return failAs(listing);
    if (options.claim) {
        const auto claimed = claimNext(*mart, *listing, session);
        if (!claimed)
            return failAs(claimed);
        return describeCase(*mart, *claimed, {session.operatorName, *session.clock});
    }
    const auto row = desk::QueueView(listing->table).next(listing->rows, listing->moment);
    if (!row)
        return fail(ErrorCode::NotFound, "queue next", "merchantops-cli queue open");
    const auto found = readRow(*mart, *listing, *row, session.operatorName);
    if (!found)
        return failAs(found);
    return describeCase(*mart, *found, {session.operatorName, *session.clock});
}

Result<Answer> show(const Options& options, Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto found = desk::readCase(*mart, options.caseId, session.operatorName);
    if (!found)
        return failAs(found);
    return describeCase(*mart, *found, {session.operatorName, *session.clock});
}

Result<Answer> open(const Options& options, Session& session) {
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    const std::string kind = options.kind.empty() ? desk::kRiskKind : options.kind;
    desk::OpenKindParams params = options.open;
    params.minimumProbability =
        options.minimumProbability.value_or(kind == desk::kRiskKind ? kLikely : 0.0);
    const auto opened = desk::openCases(*mart, kind, params, {session.operatorName, *session.clock},
                                        *session.context);
    if (!opened)
        return failAs(opened);
    Answer answer;
    answer.json = {{"operation_id", nullptr},
                   {"kind", kind},
                   {"opened", opened->opened},
                   {"already_open", opened->alreadyOpen}};
    if (opened->operationId != 0)
        answer.json["operation_id"] = opened->operationId;
    TextTable table({"kind", "opened", "already open"});
    table.add({kind, std::to_string(opened->opened), std::to_string(opened->alreadyOpen)});
    answer.text = table.render();
    return answer;
}

Result<Answer> kinds(Session& session) {
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto queue = desk::readQueueTable(*mart, {}, *session.context);
    if (!queue)
        return failAs(queue);
    const desk::QueueView view(*queue);
    const desk::QueueMoment moment = momentOf(session);
    Answer answer;
    answer.json = {{"kinds", Json::array()}};
    TextTable table({"kind", "", "waiting", "minutes", "days", "reasons"});
    for (const desk::CaseKind& kind : desk::caseKinds()) {
        desk::QueueFilter filter;
        filter.kinds = {kind.name};
        const std::size_t waiting = view.filter(filter, moment).size();
        Json reasons = Json::array();
        std::string codes;
        for (const desk::ReasonCode& reason : kind.reasons) {
            reasons.push_back(reason.code);
            codes += (codes.empty() ? "" : ", ") + std::string(reason.code);
        }
        const std::string title = text::caseKindText(kind.name).toStdString();
        answer.json["kinds"].push_back({{"kind", kind.name},
                                        {"title", title},
                                        {"page", kind.page},
                                        {"waiting", waiting},
                                        {"review_minutes", kind.reviewMinutes},
                                        {"due_in_days", kind.dueInDays},
                                        {"reasons", std::move(reasons)}});
        table.add({kind.name, title, std::to_string(waiting), formatFixed(kind.reviewMinutes, 1),
                   std::to_string(kind.dueInDays), codes});
    }
    answer.text = table.render();
    return answer;
}

CLI::Validator knownKind() {
    std::vector<std::string> names;
    for (const desk::CaseKind& kind : desk::caseKinds())
        names.emplace_back(kind.name);
    return CLI::IsMember(names);
}

void addFilters(CLI::App& command, Options& options) {
    command.add_option("--status", options.statuses, "Only cases of this status; repeatable")
        ->check(CLI::IsMember({"open", "asked", "escalated", "snoozed", "approved", "refused"}));
    command.add_option("--kind", options.kind, "Only cases of this kind")->check(knownKind());
    command.add_option("--merchant", options.filter.merchantId, "Only cases of this merchant");
    command.add_option("--assignee", options.assignee,
                       "Only cases assigned to this person; - = to nobody");
    command.add_option("--tag", options.filter.tag, "Only cases with this tag");
    command.add_option("--text", options.filter.text, "Only cases with this in a name or an id");
    command.add_option("--picked", options.filter.picked, "Only cases taken in for this")
        ->check(CLI::IsMember({"loss", "teach", "rule", "audit"}));
    command.add_flag("--late", options.filter.late, "Only cases past their deadline");
    command.add_flag("--due-today", options.filter.dueToday, "Only cases due today, not late yet");
    command.add_flag("--mine", options.filter.mine, "Only cases assigned to you or claimed by you");
}

} // namespace

Action defineQueue(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.require_subcommand(1);
    auto* listing = subcommand.add_subcommand(
        "list", "The cases that wait, in the order in which they should be worked");
    addFilters(*listing, *options);
    listing->add_option("--limit", options->limit, "Most cases to answer")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    auto* first = subcommand.add_subcommand("next", "The case to look at next");
    addFilters(*first, *options);
    first->add_flag("--claim", options->claim, "Take it: for ten minutes nobody else gets it");
    auto* showing = subcommand.add_subcommand("show", "One case with its notes and history");
    showing->add_option("CASE", options->caseId, "The case's id")->required();
    auto* opening =
        subcommand.add_subcommand("open", "Open cases of a kind: the most urgent, and some that "
                                          "teach most");
    opening->add_option("--kind", options->kind, "The kind; without it merchant-risk")
        ->check(knownKind());
    opening
        ->add_option("--min-probability", options->minimumProbability,
                     "Least probability; without it 0.5 for merchant-risk, else 0")
        ->check(CLI::Range(0.0, 1.0));
    opening->add_option("--most", options->open.most, "Most cases to open")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    opening
        ->add_option("--teach-share", options->open.teachShare,
                     "Share of cases opened because their decision teaches most")
        ->check(CLI::Range(0.0, 0.5))
        ->capture_default_str();
    opening
        ->add_option("--due-days", options->open.dueInDays,
                     "Days until they are due; 0 = as the kind has it")
        ->check(CLI::Range(0, 3650))
        ->capture_default_str();
    auto* naming = subcommand.add_subcommand("kinds", "The kinds of cases and how many wait");
    return [=](Session& session) -> Result<Answer> {
        if (listing->parsed())
            return list(*options, session);
        if (first->parsed())
            return next(*options, session);
        if (showing->parsed())
            return show(*options, session);
        if (naming->parsed())
            return kinds(session);
        return open(*options, session);
    };
}

} // namespace mops::cli
