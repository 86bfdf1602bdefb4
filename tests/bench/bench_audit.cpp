#include "core/db/statement.h"
#include "core/desk/audit.h"
#include "core/desk/ledger.h"
#include "core/desk/operation_log.h"
#include "core/mart/mart.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <unistd.h>

// How long the audit page waits for its answers on a ledger of a million operations.
// Usage: bench_audit [operations]
namespace {

using namespace mops;

constexpr std::int64_t kCases = 200'000;
constexpr int kOperators = 24;

/// A mart in a folder that goes away at the end.
class BenchMart {
public:
    BenchMart()
        : m_folder(std::filesystem::temp_directory_path() /
                   ("bench_audit-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(m_folder);
    }
    ~BenchMart() {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
    BenchMart(const BenchMart&) = delete;
    BenchMart& operator=(const BenchMart&) = delete;
    std::filesystem::path path() const { return m_folder / "mart.db"; }

private:
    std::filesystem::path m_folder;
};

void fill(db::Database& mart, std::int64_t operations) {
    constexpr const char* kKinds[] = {"case.note", "case.approve", "case.refuse", "case.assign"};
    db::Transaction transaction(mart);
    db::Statement open(mart, "INSERT INTO case_state (case_id, kind, subject_id, merchant_key, "
                             "merchant_id, score_run_id, opened_at, due_at, priority, score, why, "
                             "status, last_operation) VALUES (?1, 'merchant-risk', ?2, 0, ?2, 0, "
                             "0, 0, 0, 0, '[]', 'open', 0)");
    for (std::int64_t k = 0; k < kCases; ++k)
        open.run("risk-" + std::to_string(k), "m" + std::to_string(k));
    db::Statement touch(mart, "INSERT INTO case_operation (case_id, operation_id) VALUES (?, ?)");
    FixedClock clock(fromSeconds(1'600'000'000));
    for (std::int64_t k = 0; k < operations; ++k) {
        const std::string caseId = "risk-" + std::to_string(k * 7919 % kCases);
        const bool rare = k % 50'000 == 49'999;
        clock.set(fromSeconds(1'600'000'000 + k * 30));
        const nlohmann::json payload =
            rare ? nlohmann::json{{"name", "late-" + std::to_string(k)}, {"version", 1}}
                 : nlohmann::json{{"case_id", caseId},
                                  {"reason", "late_delivery"},
                                  {"note", "a note of the usual length, as people write them"}};
        const auto operation =
            desk::appendOperation(mart, {"operator " + std::to_string(k % kOperators), clock},
                                  rare ? "rule.save" : kKinds[k % 4], payload.dump(), std::nullopt);
        if (!rare)
            touch.run(caseId, operation.operationId);
    }
    transaction.commit();
}

template <class Work>
double seconds(Work work) {
    double best = 1e9;
    for (int run = 0; run < 3; ++run) {
        const auto from = std::chrono::steady_clock::now();
        work();
        best = std::min(
            best, std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count());
    }
    return best;
}

} // namespace

int main(int argc, char** argv) {
    const std::int64_t operations = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    const BenchMart folder;
    auto mart = mart::openWriter(folder.path());
    if (!mart)
        return 1;
    fill(*mart, operations);
    NoTaskContext task;
    std::printf("%lld operations on %lld cases\n", static_cast<long long>(operations),
                static_cast<long long>(kCases));
    std::printf("%-34s %12s %10s\n", "question", "operations", "seconds");
    std::vector<std::int64_t> all;
    const auto ask = [&](const char* name, const desk::OperationFilter& filter) {
        std::size_t found = 0;
        const double took = seconds([&] {
            auto answer = desk::findOperations(*mart, filter, task);
            found = answer ? answer->ids.size() : 0;
            if (answer && filter.kind.empty() && filter.text.empty() &&
                filter.operatorName.empty() && !filter.from)
                all = std::move(answer->ids);
        });
        std::printf("%-34s %12zu %10.3f\n", name, found, took);
    };
    desk::OperationFilter filter;
    ask("everything", filter);
    filter.operatorName = "operator 3";
    ask("one operator", filter);
    filter.kind = "case.refuse";
    ask("one operator, one kind", filter);
    filter = {};
    filter.kind = "rule.";
    ask("a rare family", filter);
    filter = {};
    filter.from = 1'600'000'000 + operations * 15;
    filter.to = *filter.from + 86'400;
    ask("one day", filter);
    filter = {};
    filter.text = "risk-12345";
    ask("a case", filter);
    filter.text = "m777";
    ask("a merchant", filter);
    filter.text = "#" + std::to_string(operations / 2);
    ask("a number", filter);
    std::size_t shown = 0;
    const auto page = [&](const char* name, std::size_t from) {
        const double took = seconds([&] {
            const std::span<const std::int64_t> ids(all.data() + from,
                                                    std::min<std::size_t>(200, all.size() - from));
            const auto lines = desk::readOperationLines(*mart, ids, "operator 1");
            shown = lines ? lines->size() : 0;
        });
        std::printf("%-34s %12zu %10.4f\n", name, shown, took);
    };
    page("first page", 0);
    page("page in the middle", all.size() / 2);
    page("last page", all.size() > 200 ? all.size() - 200 : 0);
    std::printf("%-34s %12s %10.4f\n", "detail of one", "1", seconds([&] {
                    (void)desk::readOperationDetail(*mart, operations / 2, "operator 1");
                }));
    std::printf("%-34s %12s %10.4f\n", "facets", "",
                seconds([&] { (void)desk::readOperationFacets(*mart); }));
    const auto from = std::chrono::steady_clock::now();
    const auto check = desk::verifyLedger(*mart, task);
    std::printf("%-34s %12lld %10.3f\n", check && check->ok ? "verify: whole" : "verify: broken",
                static_cast<long long>(check ? check->operations : 0),
                std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count());
    return 0;
}
