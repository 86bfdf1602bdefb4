#include "core/desk/desk_day.h"

#include "core/db/statement.h"
#include "core/desk/operation_log.h"
#include "core/desk/operators.h"
#include "core/desk/verbs.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_set>

namespace mops::desk {
namespace {

constexpr std::int64_t kSecondsPerHour = 3'600;

struct Span {
    std::int64_t from = 0; ///< included
    std::int64_t to = 0;   ///< included
};

using People = std::map<std::string, DeskDay::PerOperator>;

DeskDay::PerKind& ofKind(DeskDay& day, std::string_view name) {
    const auto found = std::ranges::find(day.kinds, name, &DeskDay::PerKind::kind);
    return found != day.kinds.end() ? *found
                                    : day.kinds.emplace_back(DeskDay::PerKind{std::string(name)});
}

/// Deadlines of the cases whose clock runs, earliest first.
std::vector<std::int64_t> readWaiting(db::Database& mart, const Span& today, DeskDay& day) {
    db::Statement select(mart, "SELECT due_at, opened_at, clock_stopped_at IS NOT NULL, kind "
                               "FROM case_state WHERE status IN ('open', 'asked', 'escalated') "
                               "UNION ALL SELECT due_at, opened_at, 0, kind FROM case_state "
                               "WHERE status = 'snoozed' AND snoozed_until <= ?1");
    select.bind(1, today.to);
    std::vector<std::int64_t> deadlines;
    const std::int64_t endOfDay = today.from + kSecondsPerDay;
    while (select.step()) {
        DeskDay::PerKind& kind = ofKind(day, select.text(3));
        ++kind.waiting;
        if (select.integer(2) != 0)
            continue;
        const std::int64_t due = select.integer(0);
        deadlines.push_back(due);
        kind.late += due < today.to ? 1 : 0;
        kind.dueToday += due >= today.to && due < endOfDay ? 1 : 0;
        day.oldestWaitingSeconds = std::max(day.oldestWaitingSeconds, today.to - select.integer(1));
    }
    for (const DeskDay::PerKind& kind : day.kinds) {
        day.waiting += kind.waiting;
        day.late += kind.late;
        day.dueToday += kind.dueToday;
    }
    std::ranges::sort(day.kinds, {}, &DeskDay::PerKind::kind);
    std::sort(deadlines.begin(), deadlines.end());
    return deadlines;
}

std::int64_t countDecided(db::Database& mart, const Span& span) {
    db::Statement select(mart, "SELECT count(*) FROM case_state WHERE decided_at BETWEEN ? AND ?");
    select.bindAll(span.from, span.to);
    return select.step() ? select.integer(0) : 0;
}

void readDecided(db::Database& mart, const Span& today, DeskDay& day, People& people) {
    for (int hour = 0; hour <= (today.to - today.from) / kSecondsPerHour; ++hour)
        day.hours.push_back({hour, 0});
    db::Statement select(mart, "SELECT (decided_at - ?1) / 3600, decided_by, count(*) "
                               "FROM case_state WHERE decided_at BETWEEN ?1 AND ?2 GROUP BY 1, 2");
    select.bindAll(today.from, today.to);
    while (select.step()) {
        const std::int64_t count = select.integer(2);
        day.decided += count;
        day.hours[static_cast<std::size_t>(select.integer(0))].decided += count;
        if (select.text(1) == kAutomation)
            day.automatic += count;
        people[std::string(select.text(1))].decided += count;
    }
}

bool isDecision(std::string_view kind) {
    return kind == "case.approve" || kind == "case.refuse" || kind == "blind.mark" ||
           kind == "bulk.approve" || kind == "bulk.refuse" || kind == "band.run";
}

/// Decisions that were taken back in the span and not done again: an undo counts with all the cases
/// it put back.
void readUndone(db::Database& mart, const Span& today, DeskDay& day, People& people) {
    std::unordered_set<std::int64_t> doneAgain;
    db::Statement select(mart,
                         "SELECT operation_id, undoes, kind, operator, payload "
                         "FROM operation WHERE at BETWEEN ? AND ? AND kind IN ('undo', 'redo') "
                         "ORDER BY operation_id DESC");
    select.bindAll(today.from, today.to);
    while (select.step()) {
        if (select.text(2) == kRedoKind) {
            doneAgain.insert(select.integer(1));
            continue;
        }
        if (doneAgain.contains(select.integer(0)))
            continue;
        const auto payload = nlohmann::json::parse(select.text(4));
        if (!isDecision(payload.value("target", "")))
            continue;
        const auto cases = static_cast<std::int64_t>(payload.at("cases").size());
        day.undone += cases;
        people[std::string(select.text(3))].undone += cases;
    }
}

/// Cases in the order of their deadlines, one every so many seconds: how many are reached too late.
std::optional<std::int64_t> countBreaches(const std::vector<std::int64_t>& deadlines,
                                          const Span& today, double secondsPerCase) {
    if (secondsPerCase <= 0)
        return std::nullopt;
    std::int64_t breaches = 0;
    double reached = static_cast<double>(today.to);
    for (const std::int64_t due : deadlines) {
        reached += secondsPerCase;
        breaches += due >= today.to && static_cast<double>(due) < reached ? 1 : 0;
    }
    return breaches;
}

double secondsPerCase(db::Database& mart, const Span& today, const DeskDay& day) {
    if (day.decided > 0)
        return static_cast<double>(std::max<std::int64_t>(1, today.to - today.from)) /
               static_cast<double>(day.decided);
    const std::int64_t before = countDecided(mart, {today.from - kSecondsPerDay, today.from - 1});
    return before == 0 ? 0 : static_cast<double>(kSecondsPerDay) / static_cast<double>(before);
}

} // namespace

Result<DeskDay> readDeskDay(db::Database& mart, std::int64_t dayStart, const Clock& clock) {
    return db::guarded([&]() -> Result<DeskDay> {
        const Span today{dayStart, toSeconds(clock.now())};
        if (today.from > today.to)
            return fail(ErrorCode::InvalidNumber, formatInstant(fromSeconds(dayStart)));
        const db::ReadSnapshot snapshot(mart);
        DeskDay day;
        People people;
        const auto deadlines = readWaiting(mart, today, day);
        readDecided(mart, today, day, people);
        readUndone(mart, today, day, people);
        day.decidedBefore =
            countDecided(mart, {today.from - kSecondsPerDay, today.to - kSecondsPerDay});
        day.breachesToCome = countBreaches(deadlines, today, secondsPerCase(mart, today, day));
        for (auto& [name, person] : people) {
            person.name = name;
            day.operators.push_back(person);
        }
        const auto agreement = measureAgreement(mart, AgreementBy::All);
        if (!agreement)
            return failAs(agreement);
        day.agreement = agreement->front();
        return day;
    });
}

} // namespace mops::desk
