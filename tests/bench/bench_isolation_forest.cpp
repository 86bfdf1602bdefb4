// Isolation forest beside scikit-learn (peer_isolation_forest.py).
#include "core/base/rng.h"
#include "core/learn/anomaly/isolation_forest.h"
#include "core/learn/matrix.h"
#include "core/learn/measure/metrics.h"
#include "tests/bench/bench.h"

using namespace mops;
using namespace mops::learn;

namespace {

constexpr std::size_t kColumns = 30;

struct Sample {
    Matrix x;
    std::vector<std::uint8_t> unusual;
};

/// Correlated normal columns; one row in a hundred is shifted in five of them.
Sample make(std::size_t rows) {
    Rng rng(7);
    Sample sample{Matrix(rows, kColumns), {}};
    for (std::size_t r = 0; r < rows; ++r) {
        const double common = rng.normal();
        for (std::size_t c = 0; c < kColumns; ++c)
            sample.x.at(r, c) = common + rng.normal();
        sample.unusual.push_back(rng.chance(0.01) ? 1 : 0);
        if (sample.unusual.back() != 0)
            for (int k = 0; k < 5; ++k)
                sample.x.at(r, rng.below(kColumns)) += 2.5;
    }
    return sample;
}

double auc(const Sample& sample, std::uint64_t seed, int threads) {
    NoTaskContext context;
    const auto forest = fitIsolationForest(sample.x, {.seed = seed, .threads = threads}, context);
    return rocAuc(sample.unusual, isolationScores(*forest, sample.x, threads, context).value());
}

void measure(const std::string& size, const Sample& sample, int threads) {
    NoTaskContext context;
    bench::run("isolation forest " + size + " fit", threads, [&] {
        const auto forest = fitIsolationForest(sample.x, {.threads = threads}, context);
        return std::to_string(forest->nodes.size()) + " nodes";
    });
    bench::run("isolation forest " + size + " fit + score", threads, [&] {
        const auto forest = fitIsolationForest(sample.x, {.threads = threads}, context);
        const auto scores = isolationScores(*forest, sample.x, threads, context);
        return "first score " + formatFixed(scores->front(), 4);
    });
}

} // namespace

int main(int argc, char** argv) {
    const Sample small = make(100'000);
    const auto folder = bench::dataFolder(argc, argv);
    bench::writeRaw<double>(folder, "x.f64", small.x.values);
    bench::writeRaw<std::uint8_t>(folder, "unusual.u8", small.unusual);
    const Sample large = make(1'000'000);
    for (const int threads : {1, 2}) {
        measure("100k x 30", small, threads);
        measure("1M x 30", large, threads);
    }
    bench::run(
        "isolation forest 100k x 30, 5 seeds", 2,
        [&] {
            double mean = 0;
            for (std::uint64_t seed = 1; seed <= 5; ++seed)
                mean += auc(small, seed, 2) / 5;
            return "mean auc " + formatFixed(mean, 4);
        },
        1);
}
