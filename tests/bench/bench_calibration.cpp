// Isotonic calibration beside scikit-learn (peer_calibration.py); Platt's scaling alone.
#include "core/base/rng.h"
#include "core/learn/classify/calibration.h"
#include "tests/bench/bench.h"

using namespace mops;
using namespace mops::learn;

int main(int argc, char** argv) {
    constexpr std::size_t kRows = 1'000'000;
    Rng rng(8);
    std::vector<double> score(kRows);
    std::vector<std::uint8_t> y(kRows);
    for (std::size_t r = 0; r < kRows; ++r) {
        score[r] = rng.uniform();
        y[r] = rng.chance(score[r] * score[r]) ? 1 : 0;
    }
    const auto folder = bench::dataFolder(argc, argv);
    bench::writeRaw<double>(folder, "score.f64", score);
    bench::writeRaw<std::uint8_t>(folder, "y.u8", y);
    bench::run("isotonic 1M", 1, [&] {
        const auto map = fitIsotonic(score, y);
        return "at 0.5: " + formatFixed(map->apply(0.5), 6);
    });
    bench::run("platt 1M", 1, [&] {
        const auto map = fitPlatt(score, y);
        return "at 0.5: " + formatFixed(map->apply(0.5), 6);
    });
}
