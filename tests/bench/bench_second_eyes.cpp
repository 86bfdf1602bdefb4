// Roles, double review, bands and the desk's day on a large ledger: 200,000 open cases and
// 1,000,000 operations. `bench_second_eyes [CASES OPERATIONS]`.
#include "core/base/rng.h"
#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/desk/band.h"
#include "core/desk/desk_day.h"
#include "core/desk/fold.h"
#include "core/desk/operation_log.h"
#include "core/desk/operators.h"
#include "core/desk/second_eyes.h"
#include "core/mart/mart.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <unistd.h>
#include <vector>

using namespace mops;

namespace {

constexpr std::int64_t kStart = 1'535'846'400; ///< 2018-09-02
constexpr std::int64_t kPerOperation = 10'000;

std::string caseId(std::int64_t k) {
    return "risk-" + std::to_string(k) + "-1";
}

void check(bool ok, const char* what) {
    if (!ok) {
        std::cerr << what << '\n';
        std::exit(1);
    }
}

/// Runs `work` so many times and prints the middle, the 99th percentile and the longest.
void line(const std::string& name, int times, const std::function<void(int)>& work) {
    std::vector<double> took;
    for (int k = 0; k < times; ++k) {
        const auto begin = std::chrono::steady_clock::now();
        work(k);
        took.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
                .count());
    }
    std::sort(took.begin(), took.end());
    const auto at = [&](double share) {
        return formatFixed(took[static_cast<std::size_t>(share * static_cast<double>(times - 1))],
                           3);
    };
    std::cout << name << '\t' << times << '\t' << at(0.5) << '\t' << at(0.99) << '\t' << at(1)
              << std::endl;
}

void openCases(db::Database& mart, std::int64_t cases, const desk::Actor& actor) {
    Rng rng(1);
    db::Transaction transaction(mart);
    desk::Fold fold(mart, mart);
    for (std::int64_t first = 0; first < cases; first += kPerOperation) {
        nlohmann::json entries = nlohmann::json::array();
        for (std::int64_t k = first; k < std::min<std::int64_t>(cases, first + kPerOperation); ++k)
            entries.push_back({{"case_id", caseId(k)},
                               {"merchant_id", std::to_string(k)},
                               {"merchant_key", k + 1},
                               {"priority", rng.uniform(0, 1e4)},
                               {"score", rng.uniform()},
                               {"why", nlohmann::json::array()}});
        const nlohmann::json payload = {{"cases", std::move(entries)},
                                        {"due_at", kStart + 3 * kSecondsPerDay},
                                        {"kind", "merchant-risk"},
                                        {"score_run_id", 1}};
        fold.apply(desk::appendOperation(mart, actor, "cases.open", payload.dump(), std::nullopt));
    }
    transaction.commit();
}

/// Notes, so that the ledger is long.
void fillLedger(db::Database& mart, std::int64_t operations, const desk::Actor& actor) {
    db::Transaction transaction(mart);
    desk::Fold fold(mart, mart);
    for (std::int64_t k = mart.integer("SELECT count(*) FROM operation"); k < operations; ++k)
        fold.apply(desk::appendOperation(
            mart, actor, "case.note",
            nlohmann::json{{"case_id", caseId(k % 1'000)}, {"note", "n"}}.dump(), std::nullopt));
    transaction.commit();
}

} // namespace

int main(int argc, char** argv) {
    const std::int64_t cases = argc > 2 ? std::stoll(argv[1]) : 200'000;
    const std::int64_t operations = argc > 2 ? std::stoll(argv[2]) : 1'000'000;
    const auto path = std::filesystem::temp_directory_path() /
                      ("bench_second_eyes_" + std::to_string(::getpid()) + ".db");
    FixedClock clock(fromSeconds(kStart));
    const auto as = [&](const char* name) { return desk::Actor{name, clock}; };
    auto mart = mart::openWriter(path);
    check(mart.has_value(), "mart");
    openCases(*mart, cases, as("opener"));
    fillLedger(*mart, operations, as("opener"));
    using desk::Role;
    check(desk::saveOperator(*mart, {"lin", Role::Lead, true}, as("lin")).has_value(), "lin");
    for (const char* name : {"wang", "zhao"})
        check(desk::saveOperator(*mart, {name, Role::Reviewer, true}, as("lin")).has_value(), name);
    clock.set(fromSeconds(kStart + 3'600));

    std::cout << "what\ttimes\tmiddle ms\t99 % ms\tlongest ms\n";
    const auto decide = [&](std::int64_t k, const char* who, bool approve) {
        desk::Decision decision;
        decision.caseId = caseId(k);
        decision.verb = approve ? desk::Verb::Approve : desk::Verb::Refuse;
        decision.reasonCode = approve ? "" : "low_reviews";
        check(desk::decide(*mart, decision, as(who)).has_value(), "decide");
    };
    const int some = static_cast<int>(std::min<std::int64_t>(1'000, cases / 20));
    line("decide", some, [&](int k) { decide(k, "wang", true); });
    line("undo", some, [&](int) { check(desk::undo(*mart, as("wang")).has_value(), "undo"); });
    line("draw 5 % for double review", 1, [&](int) {
        check(desk::markBlind(*mart, {.sampleShare = 0.05}, as("lin")).has_value(), "draw");
    });
    std::vector<std::int64_t> blind;
    {
        db::Statement select(*mart, "SELECT merchant_id FROM case_state JOIN blind_case "
                                    "USING (case_id) LIMIT ?");
        select.bind(1, some);
        while (select.step())
            blind.push_back(std::stoll(std::string(select.text(0))));
    }
    const int marked = static_cast<int>(blind.size());
    line("first mark", marked,
         [&](int k) { decide(blind[static_cast<std::size_t>(k)], "wang", k % 3 != 0); });
    line("second mark", marked,
         [&](int k) { decide(blind[static_cast<std::size_t>(k)], "zhao", k % 4 != 0); });
    line("state of a blind case", marked, [&](int k) {
        check(desk::readBlindState(*mart, caseId(blind[static_cast<std::size_t>(k)]), as("wang"))
                  .has_value(),
              "state");
    });
    line("agreement by operator", 5, [&](int) {
        check(desk::measureAgreement(*mart, desk::AgreementBy::Operator).has_value(), "kappa");
    });
    line("the desk's day", 5,
         [&](int) { check(desk::readDeskDay(*mart, kStart, clock).has_value(), "day"); });
    NoTaskContext context;
    desk::Band band;
    band.kind = "merchant-risk";
    band.approveBelow = 0.3;
    band.draftBelow = 0.4;
    band.draftAbove = 0.8;
    band.refuseAbove = 0.9;
    band.learned = "{}";
    check(desk::saveBand(*mart, band, as("lin")).has_value(), "save");
    mart->execute("UPDATE band SET state = 'on'");
    line("run the bands", 1, [&](int) {
        const auto run = desk::runBands(*mart, as("lin"), context);
        check(run.has_value(), "run");
        std::cout << "# " << run->approved << " approved, " << run->refused << " refused, "
                  << run->drafted << " drafted, " << run->audited << " to audit\n";
    });
    line("audit the bands", 5, [&](int) { check(desk::auditBands(*mart).has_value(), "audit"); });
    line("undo the run", 1, [&](int) { check(desk::undo(*mart, as("lin")).has_value(), "undo"); });
    line("redo the run", 1, [&](int) { check(desk::redo(*mart, as("lin")).has_value(), "redo"); });
    mart->execute("UPDATE case_state SET decided_by = 'wang' WHERE decided_at IS NOT NULL");
    line("learn a band", 3, [&](int) {
        check(desk::learnBand(*mart, "merchant-risk", 0.02, 0.95, context).has_value(), "learn");
    });
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(path.string() + suffix, ignored);
    return 0;
}
