#include "app/cli/case_json.h"
#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/desk/desk_day.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;

Json numberOrNull(double value) {
    return std::isfinite(value) ? Json(value) : Json();
}

Answer describe(const desk::DeskDay& day, std::int64_t start) {
    Answer answer;
    answer.json = {{"from", timeText(start)},
                   {"waiting", day.waiting},
                   {"late", day.late},
                   {"due_today", day.dueToday},
                   {"decided", day.decided},
                   {"decided_before", day.decidedBefore},
                   {"undone", day.undone},
                   {"automatic", day.automatic},
                   {"oldest_waiting_seconds", day.oldestWaitingSeconds},
                   {"breaches_to_come", nullptr},
                   {"agreement",
                    {{"cases", day.agreement.cases},
                     {"kappa", numberOrNull(day.agreement.kappa)},
                     {"low", numberOrNull(day.agreement.low)},
                     {"high", numberOrNull(day.agreement.high)}}},
                   {"kinds", Json::array()},
                   {"hours", Json::array()},
                   {"operators", Json::array()}};
    if (day.breachesToCome)
        answer.json["breaches_to_come"] = *day.breachesToCome;
    TextTable numbers({"waiting", "late", "due today", "decided", "the day before", "undone",
                       "automatic", "oldest (h)", "breaches to come", "kappa"});
    numbers.add({std::to_string(day.waiting), std::to_string(day.late),
                 std::to_string(day.dueToday), std::to_string(day.decided),
                 std::to_string(day.decidedBefore), std::to_string(day.undone),
                 std::to_string(day.automatic),
                 formatFixed(static_cast<double>(day.oldestWaitingSeconds) / 3600, 1),
                 day.breachesToCome ? std::to_string(*day.breachesToCome) : "-",
                 std::isfinite(day.agreement.kappa) ? formatFixed(day.agreement.kappa, 3) : "-"});
    TextTable kinds({"kind", "waiting", "late", "due today"});
    for (const auto& kind : day.kinds) {
        answer.json["kinds"].push_back({{"kind", kind.kind},
                                        {"waiting", kind.waiting},
                                        {"late", kind.late},
                                        {"due_today", kind.dueToday}});
        kinds.add({kind.kind, std::to_string(kind.waiting), std::to_string(kind.late),
                   std::to_string(kind.dueToday)});
    }
    for (const auto& hour : day.hours)
        answer.json["hours"].push_back({{"hour", hour.hour}, {"decided", hour.decided}});
    TextTable people({"operator", "decided", "undone"});
    for (const auto& person : day.operators) {
        answer.json["operators"].push_back(
            {{"name", person.name}, {"decided", person.decided}, {"undone", person.undone}});
        people.add({person.name, std::to_string(person.decided), std::to_string(person.undone)});
    }
    answer.text = numbers.render() + "\n" + kinds.render() + "\n" + people.render();
    return answer;
}

} // namespace

Action defineDay(CLI::App& subcommand) {
    const auto from = std::make_shared<std::string>();
    subcommand.add_option("--from", *from, "When the day began; without it midnight UTC");
    return [from](Session& session) -> Result<Answer> {
        std::int64_t start = toSeconds(session.clock->now());
        start -= start % kSecondsPerDay;
        if (!from->empty()) {
            const auto given = parseInstant(*from);
            if (!given)
                return fail(ErrorCode::Usage, "--from " + *from, "--from 2026-01-31");
            start = toSeconds(*given);
        }
        auto mart = session.openReader();
        if (!mart)
            return failAs(mart);
        const auto day = desk::readDeskDay(*mart, start, *session.clock);
        if (!day)
            return failAs(day);
        return describe(*day, start);
    };
}

} // namespace mops::cli
