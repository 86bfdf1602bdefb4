// Biased matrix factorisation: fit and predict five folds of 100,000 planted ratings, and one fold
// of a million.
#include "core/learn/recommend/factors.h"
#include "tests/bench/bench.h"
#include "tests/support/planted_ratings.h"

#include <string>
#include <vector>

using namespace mops;
using namespace mops::learn;

namespace {

constexpr std::size_t kFolds = 5;

std::string fitted(const std::vector<test::RatingSplit>& splits, const FactorParams& params) {
    NoTaskContext context;
    double rmse = 0;
    for (const test::RatingSplit& split : splits) {
        const auto found = fitFactors(split.train.view(), params, context);
        if (!found)
            return found.error().detail;
        const auto predicted = predictRatings(found->model, {split.test.user, split.test.item},
                                              params.threads, context);
        if (!predicted)
            return predicted.error().detail;
        rmse += ratingError(*predicted, split.test.value).rmse;
    }
    return "rmse " + formatFixed(rmse / static_cast<double>(splits.size()), 5);
}

} // namespace

int main(int argc, char** argv) {
    const auto all = test::plantRatings();
    const auto folder = bench::dataFolder(argc, argv);
    bench::writeRaw<std::int32_t>(folder, "user.i32", all.user);
    bench::writeRaw<std::int32_t>(folder, "item.i32", all.item);
    bench::writeRaw<double>(folder, "value.f64", all.value);
    std::vector<test::RatingSplit> splits;
    for (std::size_t fold = 0; fold < kFolds; ++fold)
        splits.push_back(test::splitFold(all, fold, kFolds));
    const std::vector<test::RatingSplit> million{test::splitFold(
        test::plantRatings({.users = 6040, .items = 3706, .ratings = 1'000'000}), 0, kFolds)};
    for (const int threads : {1, 2}) {
        bench::run("biased factorisation, 100k ratings, 5 folds", threads,
                   [&] { return fitted(splits, {.threads = threads}); });
        bench::run("biased factorisation, 1M ratings", threads,
                   [&] { return fitted(million, {.factorPenalty = 0.05, .threads = threads}); });
    }
}
