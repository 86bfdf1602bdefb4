// Seconds an epoch of the autoencoder on 100,000 rows of 64 columns; see README.md here.
#include "core/base/rng.h"
#include "core/learn/neural/autoencoder.h"
#include "tests/bench/bench.h"

#include <cmath>

using namespace mops;
using namespace mops::learn;

namespace {

constexpr std::size_t kRows = 100'000;
constexpr std::size_t kColumns = 64;
constexpr int kDimension = 8;
constexpr int kEpochs = 10;

/// Each column a curve of six hidden traits, with a little noise.
Matrix curves() {
    Rng rng(1);
    constexpr std::size_t kTraits = 6;
    Matrix directions(kColumns, kTraits);
    for (double& value : directions.values)
        value = rng.normal();
    Matrix x(kRows, kColumns);
    std::vector<double> traits(kTraits);
    for (std::size_t r = 0; r < kRows; ++r) {
        for (double& trait : traits)
            trait = rng.normal();
        for (std::size_t c = 0; c < kColumns; ++c) {
            double sum = 0;
            for (std::size_t t = 0; t < kTraits; ++t)
                sum += directions.at(c, t) * traits[t];
            x.at(r, c) = (c % 2 == 0 ? std::tanh(sum) : std::abs(sum)) + 0.1 * rng.normal();
        }
    }
    return x;
}

/// Prints seconds an epoch: the best of three fits of ten.
void measure(const Matrix& x, int threads) {
    NoTaskContext context;
    double best = 1e300;
    std::string note;
    for (int run = 0; run < 3; ++run) {
        const auto begin = std::chrono::steady_clock::now();
        const auto fit = fitAutoencoder(
            x, {.dimension = kDimension, .epochs = kEpochs, .threads = threads}, context);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        best = std::min(best, took.count() / kEpochs);
        note = fit ? "hold-out mse " + formatFixed(fit->holdOutLoss.back(), 4) + " after 10 epochs"
                   : "failed: " + fit.error().detail;
    }
    bench::line("autoencoder 100k x 64-32-8-32-64 an epoch", "ours", threads, best, note);
}

} // namespace

int main(int argc, char** argv) {
    const Matrix x = curves();
    bench::writeRaw<double>(bench::dataFolder(argc, argv), "autoencoder_x.f64", x.values);
    for (const int threads : {1, 2})
        measure(x, threads);
}
