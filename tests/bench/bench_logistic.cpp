// Logistic regression, 1,000,000 × 30 correlated columns on different scales, few positives; the
// peer is peer_logistic.py.
#include "core/base/rng.h"
#include "core/learn/classify/logistic.h"
#include "core/learn/measure/metrics.h"
#include "tests/bench/bench.h"

#include <span>

using namespace mops;
using namespace mops::learn;

namespace {

constexpr std::size_t kRows = 1'000'000;
constexpr std::size_t kColumns = 30;

struct Data {
    Matrix x{kRows, kColumns};
    std::vector<std::uint8_t> y;
};

Data make() {
    Rng rng(1);
    std::vector<double> slopes(kColumns);
    for (double& slope : slopes)
        slope = 0.35 * rng.normal();
    Data data;
    data.y.reserve(kRows);
    for (std::size_t r = 0; r < kRows; ++r) {
        double odds = -3;
        double shared[3] = {rng.normal(), rng.normal(), rng.normal()};
        for (std::size_t c = 0; c < kColumns; ++c) {
            const double z = 0.7 * shared[c % 3] + 0.7 * rng.normal();
            odds += slopes[c] * z;
            data.x.at(r, c) = z * (0.5 + 0.25 * static_cast<double>(c % 7));
        }
        data.y.push_back(rng.chance(sigmoid(odds)) ? 1 : 0);
    }
    return data;
}

std::string fit(const Data& data, const LogisticParams& params) {
    NoTaskContext context;
    const auto found = fitLogistic(data.x, data.y, {}, params, context);
    if (!found)
        return "failed";
    double squares = 0;
    for (const double coefficient : found->coefficients)
        squares += coefficient * coefficient;
    return "gradient a row " + formatFixed(found->gradientNorm * 1e9, 3) + "e-9, log loss " +
           formatFixed(found->logLoss, 9) + ", slopes' length " +
           formatFixed(std::sqrt(squares), 9) + ", steps " + std::to_string(found->iterations);
}

} // namespace

int main(int argc, char** argv) {
    const Data data = make();
    const auto folder = bench::dataFolder(argc, argv);
    bench::writeRaw(folder, "logistic_x.f64", std::span<const double>(data.x.values));
    bench::writeRaw(folder, "logistic_y.u8", std::span<const std::uint8_t>(data.y));
    for (const int threads : {1, 2}) {
        bench::run("logistic 1M x 30", threads,
                   [&] { return fit(data, {.standardize = false, .threads = threads}); });
        bench::run("logistic l1 1M x 30", threads, [&] {
            return fit(data, {.l2 = 0, .l1 = 1000, .standardize = false, .threads = threads});
        });
    }
    std::vector<double> scores(kRows);
    for (std::size_t r = 0; r < kRows; ++r)
        scores[r] = data.x.at(r, 0);
    bench::writeRaw(folder, "logistic_score.f64", std::span<const double>(scores));
    bench::run("roc auc 1M", 1, [&] { return formatFixed(rocAuc(data.y, scores), 12); });
}
