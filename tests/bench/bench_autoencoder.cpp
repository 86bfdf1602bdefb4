// Seconds an epoch of the autoencoder on 100,000 rows of 64 columns; see README.md here.
// `--data DIR` writes the rows (float64) for the peer.
#include "core/base/rng.h"
#include "core/base/text.h"
#include "core/learn/autoencoder.h"
#include "core/learn/principal_axes.h"

#include <chrono>
#include <cmath>
#include <fstream>
#include <iostream>
#include <string>

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

double secondsOf(const Matrix& x, int threads, std::string& note) {
    NoTaskContext context;
    double best = 1e300;
    for (int run = 0; run < 3; ++run) {
        const auto begin = std::chrono::steady_clock::now();
        const auto fit = fitAutoencoder(
            x, {.dimension = kDimension, .epochs = kEpochs, .threads = threads}, context);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        if (!fit) {
            note = "failed: " + fit.error().detail;
            return 0;
        }
        best = std::min(best, took.count() / kEpochs);
        note = "hold-out mse " + formatFixed(fit->holdOutLoss.back(), 4) + " after 10 epochs";
    }
    return best;
}

} // namespace

int main(int count, char** arguments) {
    const Matrix x = curves();
    if (count == 3 && std::string(arguments[1]) == "--data") {
        std::ofstream file(std::string(arguments[2]) + "/autoencoder_x.f64", std::ios::binary);
        file.write(reinterpret_cast<const char*>(x.values.data()),
                   static_cast<std::streamsize>(x.values.size() * sizeof(double)));
        return file.good() ? 0 : 1;
    }
    for (const int threads : {1, 2}) {
        std::string note;
        const double seconds = secondsOf(x, threads, note);
        std::cout << "autoencoder 100k x 64-32-8-32-64, an epoch\tours\t" << threads << '\t'
                  << formatFixed(seconds, 4) << '\t' << note << std::endl;
    }
}
