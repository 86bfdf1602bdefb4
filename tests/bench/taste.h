#pragma once

#include "core/base/text.h"
#include "core/learn/cluster/kmeans.h"
#include "core/learn/measure/ranking_evaluation.h"
#include "tests/bench/bench.h"
#include "tests/support/planted_taste.h"

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

/// Interactions of the shape of well-known rating sets (users × items and their number), drawn
/// with a planted taste, for the benches of recommenders.
namespace mops::bench {

struct TasteSize {
    const char* name;
    std::int32_t users;
    std::int32_t items;
    std::int64_t interactions;
};
inline constexpr TasteSize kTasteSizes[]{{"100k", 943, 1682, 100'000},
                                         {"1M", 6040, 3706, 1'000'000},
                                         {"10M", 69'878, 10'677, 10'000'000}};

/// The sizes named after `--size` (the first two when none is).
inline std::vector<TasteSize> tasteSizes(int argc, char** argv) {
    std::vector<TasteSize> chosen;
    for (int k = 1; k + 1 < argc; ++k)
        for (const TasteSize& size : kTasteSizes)
            if (std::string_view(argv[k]) == "--size" && std::string_view(argv[k + 1]) == size.name)
                chosen.push_back(size);
    if (chosen.empty())
        chosen.assign(std::begin(kTasteSizes), std::begin(kTasteSizes) + 2);
    return chosen;
}

inline test::TasteData taste(const TasteSize& size) {
    return test::plantedTaste(
        {.users = size.users, .items = size.items, .interactions = size.interactions});
}

inline void writeTaste(const std::filesystem::path& folder, const TasteSize& size,
                       const test::TasteData& data) {
    const std::string name = size.name;
    writeRaw<std::int64_t>(folder, name + "_train_begin.i64", data.train.rowBegin);
    writeRaw<std::int32_t>(folder, name + "_train_item.i32", data.train.item);
    writeRaw<std::int64_t>(folder, name + "_test_begin.i64", data.test.rowBegin);
    writeRaw<std::int32_t>(folder, name + "_test_item.i32", data.test.item);
}

inline std::string quality(const learn::TopItems& lists, const test::TasteData& data) {
    NoTaskContext context;
    const auto found = learn::evaluateRanking(lists, data.train, data.test, 10, context);
    return found ? "ndcg10 " + formatFixed(found->ndcg, 5) + ", precision10 " +
                       formatFixed(found->precision, 5) + ", recall10 " +
                       formatFixed(found->recall, 5)
                 : "failed: " + found.error().detail;
}

/// Our side of the peers' yardstick: the k-means that scikit-learn runs there.
inline void yardstick() {
    Rng rng(1);
    learn::Matrix points(100'000, 32);
    for (double& value : points.values)
        value = rng.normal();
    learn::Matrix start(8, 32);
    std::copy_n(points.values.begin(), start.values.size(), start.values.begin());
    NoTaskContext context;
    run("yardstick k-means 100k x 32", 2, [&] {
        return learn::kMeansFrom(points, start,
                                 {.k = 8, .maxIterations = 20, .tolerance = 0, .threads = 2},
                                 context)
                   ? ""
                   : "failed";
    });
}

} // namespace mops::bench
