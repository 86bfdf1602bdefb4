// The ledger at scale: deciding at a full desk, bulk and its undo, and verifying a long ledger.
// `--operations N` and `--cases N` change the sizes. See README.md.
#include "core/desk/bulk.h"
#include "core/desk/case_change.h"
#include "core/desk/fold.h"
#include "core/desk/operation_log.h"
#include "core/desk/verbs.h"
#include "core/mart/mart.h"
#include "tests/bench/bench.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

using namespace mops;

namespace {

using SteadyClock = std::chrono::steady_clock;

double since(SteadyClock::time_point begin) {
    return std::chrono::duration<double>(SteadyClock::now() - begin).count();
}

std::int64_t numberOf(int argc, char** argv, const std::string& name, std::int64_t otherwise) {
    for (int k = 1; k + 1 < argc; ++k)
        if (argv[k] == name)
            return parseInteger(argv[k + 1]).value_or(otherwise);
    return otherwise;
}

std::string caseIdOf(std::int64_t number) {
    const std::string digits = std::to_string(number);
    return "risk-" + std::string(32 - digits.size(), '0') + digits + "-1";
}

/// Opens the cases in batches of 10,000, as nights of scoring would.
void openCases(db::Database& mart, std::int64_t cases, const desk::Actor& actor) {
    constexpr std::int64_t kBatch = 10'000;
    for (std::int64_t begin = 0; begin < cases; begin += kBatch) {
        auto list = nlohmann::json::array();
        for (std::int64_t k = begin; k < std::min(cases, begin + kBatch); ++k)
            list.push_back({{"case_id", caseIdOf(k)},
                            {"merchant_id", caseIdOf(k).substr(5, 32)},
                            {"merchant_key", k + 1},
                            {"priority", static_cast<double>((k * 7'919) % cases)},
                            {"score", 0.7},
                            {"stake_minor", (k * 104'729) % 1'000'000},
                            {"why",
                             {{{"feature", "late_share_90"},
                               {"value", 0.25},
                               {"contribution", 0.5},
                               {"peer_median", 0.05}}}}});
        const nlohmann::json payload = {{"cases", std::move(list)},
                                        {"due_at", 1'600'000'000},
                                        {"kind", desk::kRiskKind},
                                        {"score_run_id", 1}};
        db::Transaction transaction(mart);
        const auto operation = desk::appendOperation(mart, actor, std::string(desk::kOpenKind),
                                                     payload.dump(), std::nullopt);
        desk::Fold(mart, mart).apply(operation);
        transaction.commit();
    }
}

template <class Done>
void must(const Result<Done>& done) {
    if (done)
        return;
    std::cerr << done.error().detail << " " << done.error().hint << std::endl;
    std::exit(1);
}

desk::Decision decisionOf(desk::Verb verb) {
    desk::Decision decision;
    decision.verb = verb;
    decision.reasonCode = verb == desk::Verb::Refuse ? "low_reviews" : "";
    return decision;
}

void percentiles(const std::string& task, std::vector<double> seconds) {
    std::sort(seconds.begin(), seconds.end());
    bench::line(task + ", 1000 × median", "ours", 1, 1'000 * seconds[seconds.size() / 2], "");
    bench::line(task + ", 1000 × p99", "ours", 1, 1'000 * seconds[seconds.size() * 99 / 100], "");
}

void decideOneByOne(db::Database& mart, std::int64_t cases, const desk::Actor& actor) {
    constexpr int kDecisions = 1'000;
    std::vector<double> deciding;
    std::vector<double> undoing;
    for (int k = 0; k < kDecisions; ++k) {
        auto decision = decisionOf(desk::Verb::Refuse);
        decision.caseId = caseIdOf((k * 15'485'863LL) % cases);
        auto begin = SteadyClock::now();
        must(desk::decide(mart, decision, actor));
        deciding.push_back(since(begin));
        begin = SteadyClock::now();
        must(desk::undo(mart, actor));
        undoing.push_back(since(begin));
    }
    percentiles("one decision", deciding);
    percentiles("one undo", undoing);
}

void decideInBulk(db::Database& mart, std::int64_t cases, const desk::Actor& actor) {
    std::vector<std::string> ids;
    for (std::int64_t k = 0; k < cases; ++k)
        ids.push_back(caseIdOf(k));
    const auto decision = decisionOf(desk::Verb::Approve);
    const std::string note = std::to_string(cases) + " cases";
    auto begin = SteadyClock::now();
    const auto radius = desk::previewBulk(mart, ids, decision, 1, actor);
    must(radius);
    bench::line("bulk preview", "ours", 1, since(begin), note);
    NoTaskContext context;
    begin = SteadyClock::now();
    must(desk::decideBulk(mart, ids, decision, radius->fingerprint, actor, context));
    bench::line("bulk decision", "ours", 1, since(begin), note);
    begin = SteadyClock::now();
    must(desk::undo(mart, actor));
    bench::line("bulk undo", "ours", 1, since(begin), note);
    begin = SteadyClock::now();
    must(desk::redo(mart, actor));
    bench::line("bulk redo", "ours", 1, since(begin), note);
    must(desk::undo(mart, actor));
}

/// Ordinary work until the ledger is so long: escalated, assigned, noted, tagged.
void fill(db::Database& mart, std::int64_t operations, std::int64_t cases,
          const desk::Actor& actor) {
    const auto begin = SteadyClock::now();
    const std::int64_t already = mart.integer("SELECT count(*) FROM operation");
    db::Transaction transaction(mart);
    desk::Fold fold(mart, mart);
    for (std::int64_t k = already; k < operations; ++k) {
        const bool note = k % 4 == 0;
        const std::string caseId = caseIdOf((k * 15'485'863LL) % cases);
        nlohmann::json payload = {{"case_id", caseId}};
        if (note) {
            payload["note"] = "called the merchant, waits for the carrier's answer";
        } else {
            payload["before"] = desk::jsonOf(*desk::readCaseChange(mart, caseId));
            payload["assignee"] = k % 2 == 0 ? "wang" : "li";
        }
        fold.apply(desk::appendOperation(
            mart, actor, desk::kindOfVerb(note ? desk::Verb::Note : desk::Verb::Assign),
            payload.dump(), std::nullopt));
    }
    transaction.commit();
    const double seconds = since(begin);
    bench::line("append", "ours", 1, seconds,
                formatFixed(static_cast<double>(operations - already) / seconds, 0) +
                    " operations a second, effect included");
}

} // namespace

int main(int argc, char** argv) {
    const std::int64_t cases = numberOf(argc, argv, "--cases", 200'000);
    const std::int64_t operations = numberOf(argc, argv, "--operations", 1'000'000);
    std::string folder = (std::filesystem::temp_directory_path() / "ledger-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr)
        return 1;
    auto opened = mart::openWriter(folder + "/bench.db");
    must(opened);
    db::Database& mart = *opened;
    const FixedClock clock(fromSeconds(1'536'000'000));
    const desk::Actor actor{"bench", clock};
    openCases(mart, cases, actor);
    decideOneByOne(mart, cases, actor);
    decideInBulk(mart, cases, actor);
    fill(mart, operations, cases, actor);
    NoTaskContext context;
    const auto verifies = [&](const std::string& task, const auto& verify) {
        bench::run(
            task, 1,
            [&] {
                const auto check = verify(mart, context);
                must(check);
                return std::to_string(check->operations) + " operations, " +
                       (check->ok ? "ok" : "broken: " + check->detail);
            },
            2);
    };
    verifies("verify hashes", desk::verifyLedger);
    verifies("verify state", desk::verifyState);
    decideOneByOne(mart, cases, actor);
    std::filesystem::remove_all(folder);
    return 0;
}
