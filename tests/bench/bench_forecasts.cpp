// Forecasts of ten thousand products; `--data DIR` writes them for peer_forecasts.py. See
// README.md.
#include "core/base/rng.h"
#include "core/learn/forecast/forecasts.h"
#include "tests/bench/bench.h"

#include <cmath>

using namespace mops;
using namespace mops::learn;

namespace {

constexpr std::size_t kSeries = 10'000;
constexpr std::size_t kDays = 540;
/// The peer fits so many only.
constexpr std::size_t kSample = 40;

/// Two in three sell daily, with a week, a drift and noise; the others on one day in three to
/// twenty.
SeriesSet products() {
    SeriesSet set;
    for (std::size_t s = 0; s < kSeries; ++s) {
        Rng rng(s + 1);
        std::vector<double> y(kDays);
        double level = std::exp(rng.uniform(2, 7));
        const double chance = 1 / rng.uniform(3, 20);
        const double weekend = rng.uniform(-0.4, 0.8);
        const double drift = rng.uniform(-0.001, 0.002);
        const double wander = rng.uniform(0, 0.02);
        for (std::size_t t = 0; t < kDays; ++t) {
            level *= 1 + drift + wander * rng.normal();
            const double expected = level * (t % 7 >= 5 ? 1 + weekend : 1.0);
            const double daily = expected + std::sqrt(expected) * 2 * rng.normal();
            y[t] = s % 3 == 2 ? (rng.chance(chance) ? std::ceil(5 * rng.uniform()) : 0.0)
                              : std::max(0.0, std::round(daily));
        }
        set.add(y);
    }
    return set;
}

struct Mean {
    double sum = 0;
    double count = 0;
    void add(double value) {
        if (!std::isfinite(value))
            return;
        sum += value;
        ++count;
    }
    std::string text() const { return formatFixed(sum / count, 4); }
};

std::string quality(const std::vector<SeriesForecast>& made, std::size_t count) {
    Mean ours;
    Mean baseline;
    Mean coverage;
    for (std::size_t s = 0; s < count; ++s) {
        ours.add(made[s].holdOut->mase);
        baseline.add(made[s].baselineHoldOut->mase);
        coverage.add(made[s].holdOut->coverage);
    }
    return "MASE " + ours.text() + ", seasonal naive " + baseline.text() + ", coverage " +
           coverage.text();
}

std::string all(const SeriesSet& set, int threads, std::size_t measured) {
    NoTaskContext context;
    const auto made = forecastAll(set, {.threads = threads}, context);
    return made ? quality(*made, measured) : made.error().detail;
}

/// Only what the peer does: the form by AICc on all but the last 28 days, no band, no choice.
std::string smoothing(const SeriesSet& set) {
    NoTaskContext context;
    Mean aicc;
    for (std::size_t s = 0; s < kSample; ++s)
        if (const auto model = chooseSmoothing(set.of(s).first(kDays - 28), 7, {}, context))
            aicc.add(model->aicc);
    return "mean AICc " + aicc.text();
}

} // namespace

int main(int argc, char** argv) {
    const SeriesSet set = products();
    bench::writeRaw<double>(bench::dataFolder(argc, argv), "series.f64", set.values);
    SeriesSet sample;
    for (std::size_t s = 0; s < kSample; ++s)
        sample.add(set.of(s));
    bench::run("ETS by AICc, 40 series", 1, [&] { return smoothing(sample); });
    bench::run("forecasts, 40 series", 1, [&] { return all(sample, 1, kSample); });
    for (const int threads : {1, 2})
        bench::run(
            "forecasts, 10k series x 540 days", threads, [&] { return all(set, threads, kSeries); },
            1);
}
