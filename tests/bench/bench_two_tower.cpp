// Two-tower model on a million planted interactions (100,000 users, 20,000 items), the share of
// users whose held-out item is among the first hundred; see README.md here.
#include "core/learn/neural/two_tower.h"
#include "tests/bench/bench.h"
#include "tests/support/planted_interests.h"

#include <ctime>
#include <numeric>
#include <set>

using namespace mops;
using namespace mops::learn;

namespace {

constexpr const char* kTask = "two-tower 1M interactions 4 epochs";
constexpr std::size_t kListed = 100;
constexpr std::int32_t kAsked = 20'000; ///< users whose list is looked at

std::vector<std::int32_t> askedUsers() {
    std::vector<std::int32_t> users(kAsked);
    std::iota(users.begin(), users.end(), 0);
    return users;
}

double popularityHits(const test::PlantedTaste& planted) {
    std::vector<std::int64_t> counts(static_cast<std::size_t>(planted.train.items), 0);
    for (const std::int32_t item : planted.train.item)
        ++counts[static_cast<std::size_t>(item)];
    std::vector<std::int32_t> order(counts.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::greater<>(), [&](std::int32_t item) {
        return counts[static_cast<std::size_t>(item)];
    });
    std::vector<std::vector<std::int32_t>> lists;
    for (const std::int32_t user : askedUsers()) {
        const auto own = planted.train.itemsOf(user);
        lists.emplace_back();
        for (std::size_t i = 0; lists.back().size() < kListed; ++i)
            if (!std::ranges::binary_search(own, order[i]))
                lists.back().push_back(order[i]);
    }
    return test::hitRate(lists, askedUsers(), planted.heldOut, kListed, std::identity());
}

std::string evaluate(const test::PlantedTaste& planted, const TwoTowerFit& fit, MatrixView users) {
    NoTaskContext context;
    const auto lists = fit.model.top(planted.train, users, askedUsers(), kListed, 2, context);
    if (!lists)
        return "failed: " + lists.error().detail;
    const double rate = test::hitRate(*lists, askedUsers(), planted.heldOut, kListed,
                                      [](const ScoredItem& r) { return r.item; });
    return "HR@100 " + formatFixed(rate, 4) + ", loss " + formatFixed(fit.loss.back(), 4);
}

} // namespace

int main(int argc, char** argv) {
    const auto planted =
        test::TastePlanter({.users = 100'000, .items = 20'000, .groups = 400}).plant();
    const auto folder = bench::dataFolder(argc, argv);
    bench::writeRaw<std::int64_t>(folder, "row_begin.i64", planted.train.rowBegin);
    bench::writeRaw<std::int32_t>(folder, "item.i32", planted.train.item);
    bench::writeRaw<std::int32_t>(folder, "held_out.i32", planted.heldOut);
    bench::line(kTask, "most popular", 1, 0, "HR@100 " + formatFixed(popularityHits(planted), 4));
    NoTaskContext context;
    for (const bool withFeatures : {true, false})
        for (const int threads : {1, 2}) {
            TowerFeatures features;
            if (withFeatures)
                features = {planted.userFeatures, planted.itemFeatures};
            const auto cpuBegin = std::clock();
            const auto begin = std::chrono::steady_clock::now();
            const auto fit =
                fitTwoTower(planted.train, features, {.epochs = 4, .threads = threads}, context);
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
            const double cpu = static_cast<double>(std::clock() - cpuBegin) / CLOCKS_PER_SEC;
            bench::line(
                kTask, withFeatures ? "ours" : "ours, ids only", threads, took.count(),
                (fit ? evaluate(planted, *fit, features.users) : "failed: " + fit.error().detail) +
                    ", processor seconds " + formatFixed(cpu, 1));
        }
}
