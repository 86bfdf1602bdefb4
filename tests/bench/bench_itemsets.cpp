// Frequent itemsets and rules on baskets with the shape of the retail set (Brijs 1999): 88,162
// baskets, 16,470 items, half a dozen items that are everywhere and a heavy tail. See README.md.
#include "tests/bench/bench.h"

#include "core/base/rng.h"
#include "core/learn/patterns/itemsets.h"
#include "core/learn/patterns/rules.h"

#include <array>
#include <cmath>

using namespace mops;
using namespace mops::learn;

namespace {

constexpr std::int32_t kItems = 16'470;
constexpr std::size_t kBaskets = 88'162;
/// What the five leading items of the retail set are bought with.
constexpr std::array kLeaders{0.575, 0.478, 0.177, 0.172, 0.17};

/// Draws 0 … weights − 1 with the given weights by bisection.
class Weighted {
public:
    explicit Weighted(const std::vector<double>& weights) {
        double total = 0;
        for (const double weight : weights)
            m_upTo.push_back(total += weight);
    }
    std::size_t draw(Rng& rng) const {
        const double u = rng.uniform() * m_upTo.back();
        return static_cast<std::size_t>(std::ranges::upper_bound(m_upTo, u) - m_upTo.begin());
    }

private:
    std::vector<double> m_upTo;
};

std::vector<double> heavyTail(std::size_t count, double offset, double power) {
    std::vector<double> weights;
    for (std::size_t i = 0; i < count; ++i)
        weights.push_back(std::pow(static_cast<double>(i) + offset, -power));
    return weights;
}

/// Groups of two to six items that are bought together.
std::vector<std::vector<std::int32_t>> habits(const Weighted& tail, Rng& rng) {
    std::vector<std::vector<std::int32_t>> groups(3000);
    for (auto& group : groups)
        for (std::uint64_t n = 2 + rng.below(4); n > 0; --n)
            group.push_back(static_cast<std::int32_t>(kLeaders.size() + tail.draw(rng)));
    return groups;
}

Baskets retailLike(std::size_t baskets) {
    Rng rng(20240301);
    const Weighted tail(heavyTail(static_cast<std::size_t>(kItems) - kLeaders.size(), 25, 1.0));
    const auto groups = habits(tail, rng);
    const Weighted popular(heavyTail(groups.size(), 20, 0.9));
    Baskets made;
    made.items = kItems;
    for (std::size_t b = 0; b < baskets; ++b) {
        const double wanted = std::clamp(std::exp(1.85 + 0.85 * rng.normal()), 1.0, 70.0);
        const std::size_t begin = made.item.size();
        for (std::size_t leader = 0; leader < kLeaders.size(); ++leader)
            if (rng.chance(kLeaders[leader]))
                made.item.push_back(static_cast<std::int32_t>(leader));
        while (static_cast<double>(made.item.size() - begin) < wanted) {
            if (rng.chance(0.13)) {
                for (const std::int32_t item : groups[popular.draw(rng)])
                    if (rng.chance(0.8))
                        made.item.push_back(item);
            } else {
                made.item.push_back(static_cast<std::int32_t>(kLeaders.size() + tail.draw(rng)));
            }
        }
        made.begin.push_back(static_cast<std::int64_t>(made.item.size()));
    }
    return made;
}

std::string mine(const Baskets& baskets, std::int64_t least, int threads) {
    NoTaskContext context;
    const auto found =
        mineItemsets(baskets, {.minSupport = {.count = least}, .threads = threads}, context);
    if (!found)
        return found.error().detail;
    std::string note = std::to_string(found->sets) + " sets:";
    for (const auto n : found->byLength)
        note += " " + std::to_string(n);
    return note + ", peak " + std::to_string(found->peakBytes >> 20) + " MB";
}

std::string makeRules(const ItemsetResult& sets, int threads) {
    NoTaskContext context;
    const auto found = findRules(sets, {.minConfidence = 0.7, .threads = threads}, context);
    return found ? std::to_string(found->size()) + " rules" : found.error().detail;
}

/// A hundred items, each in half of the baskets: nothing but bit rows.
Baskets dense() {
    Rng rng(20240302);
    Baskets made;
    made.items = 100;
    for (int b = 0; b < 20'000; ++b) {
        for (std::int32_t item = 0; item < made.items; ++item)
            if (rng.chance(0.5))
                made.item.push_back(item);
        made.begin.push_back(static_cast<std::int64_t>(made.item.size()));
    }
    return made;
}

} // namespace

int main(int argc, char** argv) {
    const auto folder = bench::dataFolder(argc, argv);
    const Baskets retail = retailLike(kBaskets);
    bench::writeRaw<std::int64_t>(folder, "begin.i64", retail.begin);
    bench::writeRaw<std::int32_t>(folder, "item.i32", retail.item);
    const Baskets half = dense();
    for (const int threads : {1, 2}) {
        for (const std::int64_t least : {441, 88, 44}) {
            bench::run("itemsets " + std::to_string(least), threads,
                       [&] { return mine(retail, least, threads); });
            NoTaskContext context;
            const auto sets =
                mineItemsets(retail, {.minSupport = {.count = least}, .threads = threads}, context);
            if (sets)
                bench::run("rules " + std::to_string(least), threads,
                           [&] { return makeRules(*sets, threads); });
        }
        bench::run("itemsets dense", threads, [&] { return mine(half, 1150, threads); });
    }
    const Baskets large = retailLike(10 * kBaskets);
    bench::run("itemsets of ten times as many", 2, [&] { return mine(large, 440, 2); });
}
