// Minimum covariance determinant beside scikit-learn (peer_robust_distance.py).
#include "core/base/rng.h"
#include "core/learn/anomaly/robust_distance.h"
#include "tests/bench/bench.h"

using namespace mops;
using namespace mops::learn;

namespace {

constexpr std::size_t kRows = 20'000;
constexpr std::size_t kColumns = 10;

/// Correlated normal columns; one row in ten lies in a cluster of its own.
Matrix make() {
    Rng rng(11);
    Matrix x(kRows, kColumns);
    for (std::size_t r = 0; r < kRows; ++r) {
        const double common = rng.normal();
        const double shift = rng.chance(0.1) ? 6 : 0;
        for (std::size_t c = 0; c < kColumns; ++c)
            x.at(r, c) = common + rng.normal() + (c < 3 ? shift : 0);
    }
    return x;
}

} // namespace

int main(int argc, char** argv) {
    const Matrix x = make();
    bench::writeRaw<double>(bench::dataFolder(argc, argv), "x.f64", x.values);
    for (const int threads : {1, 2})
        bench::run("robust distance 20k x 10", threads, [&] {
            NoTaskContext context;
            const auto found = robustDistance(x, {.threads = threads}, context);
            return "log determinant " + formatFixed(found->logDeterminant, 6) + ", " +
                   std::to_string(found->outliers) + " outliers";
        });
}
