#include "core/desk/timeline.h"

#include "core/base/translatable.h"
#include "core/db/statement.h"
#include "core/desk/verbs.h"

#include <algorithm>
#include <array>
#include <map>

namespace mops::desk {
namespace {

using Kind = TimelineEvent::Kind;

constexpr std::array kMilestones{
    MilestoneCode{"registered", MOPS_TEXT("Milestone", "Registered")},
    MilestoneCode{"first_order", MOPS_TEXT("Milestone", "First order")},
    MilestoneCode{"order_number", MOPS_TEXT("Milestone", "Order number")},
    MilestoneCode{"last_order", MOPS_TEXT("Milestone", "Last order so far")},
    MilestoneCode{"first_review", MOPS_TEXT("Milestone", "First review")},
    MilestoneCode{"first_low_review", MOPS_TEXT("Milestone", "First low review")},
    MilestoneCode{"first_cancelled", MOPS_TEXT("Milestone", "First cancelled order")},
};

TimelineEvent milestone(const char* code, std::int64_t at, double value = 0) {
    TimelineEvent event;
    event.kind = Kind::Milestone;
    event.at = at;
    event.code = code;
    event.value = value;
    return event;
}

void addOperations(db::Database& mart, const std::string& caseId,
                   std::vector<TimelineEvent>& events) {
    // `undoes` lies behind the payload, which may be megabytes: it is read where it can be set.
    db::Statement row(mart, "SELECT o.operation_id, o.at, o.operator, o.kind, "
                            "CASE WHEN o.kind IN ('undo', 'redo') THEN o.undoes END, "
                            "coalesce(n.note, ''), "
                            "(SELECT m.text FROM outbox_message m WHERE m.message_id = "
                            "o.operation_id AND m.about = coalesce(CASE WHEN o.kind IN "
                            "('message.correct', 'message.repeat') "
                            "THEN json_extract(o.payload, '$.about') END, o.operation_id)), "
                            "(SELECT group_concat(e.merchant_id, ', ') FROM ring_exception e "
                            "WHERE e.case_id = c.case_id AND e.operation_id = o.operation_id) "
                            "FROM case_operation c "
                            "JOIN operation o ON o.operation_id = c.operation_id "
                            "LEFT JOIN case_note n ON n.operation_id = o.operation_id "
                            "AND n.case_id = c.case_id "
                            "WHERE c.case_id = ? ORDER BY o.operation_id");
    row.bind(1, caseId);
    std::map<std::int64_t, std::size_t> place;
    std::map<std::int64_t, std::int64_t> undoneBy; ///< undo → what it took back
    while (row.step()) {
        TimelineEvent event;
        event.kind = Kind::Operation;
        event.operationId = row.integer(0);
        event.at = row.integer(1);
        event.who = row.text(2);
        event.code = row.text(3);
        event.text = row.text(5);
        event.message = row.text(6);
        event.except = row.text(7);
        const std::int64_t undoes = row.integer(4);
        if (event.code == kUndoKind) {
            undoneBy[event.operationId] = undoes;
            if (const auto found = place.find(undoes); found != place.end())
                events[found->second].undone = true;
        } else if (event.code == kRedoKind) {
            const auto target = undoneBy.find(undoes);
            const auto found = target == undoneBy.end() ? place.end() : place.find(target->second);
            if (found != place.end())
                events[found->second].undone = false;
        }
        place[event.operationId] = events.size();
        events.push_back(std::move(event));
    }
}

void addOrders(db::Database& mart, std::int64_t merchantKey, std::vector<TimelineEvent>& events) {
    db::Statement row(mart, "SELECT ordered_at, order_key FROM fact_item WHERE merchant_key = ? "
                            "ORDER BY ordered_at, order_key");
    row.bind(1, merchantKey);
    std::int64_t orders = 0;
    std::int64_t lastOrder = -1;
    std::int64_t lastAt = 0;
    std::int64_t nextStep = 10;
    while (row.step()) {
        if (row.integer(1) == lastOrder)
            continue;
        lastOrder = row.integer(1);
        lastAt = row.integer(0);
        ++orders;
        if (orders == 1)
            events.push_back(milestone("first_order", lastAt, 1));
        if (orders == nextStep) {
            events.push_back(milestone("order_number", lastAt, static_cast<double>(orders)));
            nextStep *= 10;
        }
    }
    if (orders > 1)
        events.push_back(milestone("last_order", lastAt, static_cast<double>(orders)));
}

void addFirsts(db::Database& mart, std::int64_t merchantKey, std::vector<TimelineEvent>& events) {
    const auto first = [&](const char* code, const char* sql) {
        db::Statement row(mart, sql);
        row.bind(1, merchantKey);
        if (row.step() && !row.isNull(0))
            events.push_back(milestone(code, row.integer(0), row.real(1)));
    };
    first("registered", "SELECT registered_given, 0 FROM dim_merchant WHERE merchant_key = ?");
    first("first_review",
          "SELECT r.created_at, r.score FROM fact_item i JOIN fact_review r USING (order_key) "
          "WHERE i.merchant_key = ? AND r.created_at IS NOT NULL ORDER BY r.created_at LIMIT 1");
    first("first_low_review",
          "SELECT r.created_at, r.score FROM fact_item i JOIN fact_review r USING (order_key) "
          "WHERE i.merchant_key = ? AND r.score <= 2 AND r.created_at IS NOT NULL "
          "ORDER BY r.created_at LIMIT 1");
    first("first_cancelled",
          "SELECT o.ordered_at, 0 FROM fact_item i JOIN fact_order o USING (order_key) "
          "WHERE i.merchant_key = ? AND o.status = 'canceled' ORDER BY o.ordered_at LIMIT 1");
}

void addScores(db::Database& mart, std::int64_t merchantKey, std::vector<TimelineEvent>& events) {
    db::Statement row(mart, "SELECT r.made_at, s.probability, m.outcome FROM score_run r "
                            "JOIN score s ON s.run_id = r.run_id AND s.merchant_key = ? "
                            "JOIN model m ON m.model_id = r.model_id ORDER BY r.run_id");
    row.bind(1, merchantKey);
    while (row.step()) {
        TimelineEvent event;
        event.kind = Kind::Score;
        event.at = row.integer(0);
        event.value = row.real(1);
        event.code = row.text(2);
        events.push_back(std::move(event));
    }
}

} // namespace

std::span<const MilestoneCode> milestoneCodes() {
    return kMilestones;
}

Result<std::vector<RuleHit>> readRuleHits(db::Database& mart, const std::string& subjectId) {
    return db::guarded([&]() -> Result<std::vector<RuleHit>> {
        db::Statement row(mart, "SELECT h.name, h.version, coalesce(v.predicate, ''), r.as_of, "
                                "r.ran_at, h.shadow, max(h.run_id) FROM rule_hit h "
                                "JOIN rule_run r ON r.run_id = h.run_id "
                                "LEFT JOIN rule_version v ON v.name = h.name "
                                "AND v.version = h.version WHERE h.subject_id = ? "
                                "GROUP BY h.name, h.version ORDER BY max(h.run_id) DESC, h.name");
        row.bind(1, subjectId);
        std::vector<RuleHit> hits;
        while (row.step())
            hits.push_back({std::string(row.text(0)), static_cast<int>(row.integer(1)),
                            std::string(row.text(2)), row.integer(3), row.integer(4),
                            row.integer(5) != 0});
        return hits;
    });
}

Result<std::vector<TimelineEvent>> readTimeline(db::Database& mart, const std::string& caseId,
                                                std::size_t limit) {
    return db::guarded([&]() -> Result<std::vector<TimelineEvent>> {
        const db::ReadSnapshot snapshot(mart);
        const auto item = readCase(mart, caseId);
        if (!item)
            return failAs(item);
        std::vector<TimelineEvent> events;
        addOperations(mart, caseId, events);
        if (item->merchantKey != 0) {
            addOrders(mart, item->merchantKey, events);
            addFirsts(mart, item->merchantKey, events);
            addScores(mart, item->merchantKey, events);
        }
        const auto hits = readRuleHits(mart, item->subjectId);
        if (!hits)
            return failAs(hits);
        for (const RuleHit& hit : *hits) {
            TimelineEvent event;
            event.kind = Kind::Rule;
            event.at = hit.ranAt;
            event.code = hit.name;
            event.text = hit.predicate;
            event.value = hit.version;
            event.shadow = hit.shadow;
            events.push_back(std::move(event));
        }
        std::stable_sort(events.begin(), events.end(),
                         [](const TimelineEvent& a, const TimelineEvent& b) {
                             return a.at != b.at ? a.at > b.at : a.operationId > b.operationId;
                         });
        if (events.size() > limit)
            events.resize(limit);
        return events;
    });
}

} // namespace mops::desk
