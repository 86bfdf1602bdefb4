// Boosted trees beside XGBoost's own Python package (peer_boosted_trees.py): what our way of
// calling the library costs.
#include "core/base/rng.h"
#include "core/learn/classify/boosted_trees.h"
#include "core/learn/classify/logistic.h"
#include "core/learn/measure/metrics.h"
#include "tests/bench/bench.h"

using namespace mops;
using namespace mops::learn;

namespace {

constexpr std::size_t kColumns = 30;

struct Sample {
    Matrix x;
    std::vector<std::uint8_t> y;
};

Sample make(std::size_t rows, std::uint64_t seed) {
    Rng rng(seed);
    Sample sample{Matrix(rows, kColumns), {}};
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < kColumns; ++c)
            sample.x.at(r, c) = rng.normal();
        const auto z = sample.x.row(r);
        const double logOdds = z[0] - z[1] + z[2] * z[3] + 0.5 * z[4] * z[4] - 3;
        sample.y.push_back(rng.chance(sigmoid(logOdds)) ? 1 : 0);
    }
    return sample;
}

} // namespace

int main(int argc, char** argv) {
    const Sample train = make(100'000, 1);
    const Sample test = make(50'000, 2);
    const auto folder = bench::dataFolder(argc, argv);
    bench::writeRaw<double>(folder, "x.f64", train.x.values);
    bench::writeRaw<std::uint8_t>(folder, "y.u8", train.y);
    bench::writeRaw<double>(folder, "test_x.f64", test.x.values);
    bench::writeRaw<std::uint8_t>(folder, "test_y.u8", test.y);
    NoTaskContext context;
    for (const int threads : {1, 2}) {
        const BoostedTreesParams params{.rounds = 100, .depth = 6, .eta = 0.1, .threads = threads};
        bench::run("boosted trees 100k x 30, 100 rounds, depth 6", threads, [&] {
            const auto found = fitBoostedTrees(train.x, train.y, {}, params, context);
            const auto p = found->model.probabilities(test.x, threads, context);
            return "auc " + formatFixed(rocAuc(test.y, *p), 5) + ", log loss " +
                   formatFixed(logLoss(test.y, *p), 5);
        });
        const auto found = fitBoostedTrees(train.x, train.y, {}, params, context);
        bench::run("boosted trees 100k x 30 predict", threads, [&] {
            return "first " +
                   formatFixed(found->model.probabilities(train.x, threads, context)->front(), 6);
        });
        bench::run(
            "boosted trees 100 rows explained", threads,
            [&] {
                const MatrixView rows{train.x.values.data(), 100, kColumns};
                return "first " +
                       formatFixed(found->model.contributions(rows, threads, context)->values[0],
                                   6);
            },
            1);
    }
}
