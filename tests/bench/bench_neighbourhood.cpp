// k-NN collaborative filtering: fit and predict five folds of 100,000 planted ratings.
#include "core/learn/recommend/neighbourhood.h"
#include "tests/bench/bench.h"
#include "tests/support/planted_ratings.h"

#include <string>
#include <vector>

using namespace mops;
using namespace mops::learn;

namespace {

constexpr std::size_t kFolds = 5;

std::string folds(const std::vector<test::RatingSplit>& splits, const NeighbourhoodParams& params) {
    NoTaskContext context;
    double rmse = 0;
    double mae = 0;
    for (const test::RatingSplit& split : splits) {
        const auto model = Neighbourhood::fit(split.train.view(), params, context);
        if (!model)
            return model.error().detail;
        const auto found = model->predict({split.test.user, split.test.item}, context);
        if (!found)
            return found.error().detail;
        const RatingError error = ratingError(found->value, split.test.value);
        rmse += error.rmse / kFolds;
        mae += error.mae / kFolds;
    }
    return "rmse " + formatFixed(rmse, 5) + ", mae " + formatFixed(mae, 5);
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
    for (const int threads : {1, 2}) {
        bench::run("neighbourhood by users, 100k ratings, 5 folds", threads, [&] {
            return folds(splits, {.side = NeighbourSide::User, .threads = threads});
        });
        bench::run("neighbourhood by items, 100k ratings, 5 folds", threads, [&] {
            return folds(splits, {.side = NeighbourSide::Item, .threads = threads});
        });
    }
}
