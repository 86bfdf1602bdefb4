#include "core/learn/forecast/forecasters.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace mops::learn {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kLeastErrors = 10;
constexpr std::size_t kNeighboursAside = 4;

class Mean final : public Forecaster {
public:
    void observe(double y) override {
        if (std::isnan(y))
            return;
        ++m_count;
        m_mean += (y - m_mean) / m_count;
    }
    void ahead(std::span<double> out) const override { std::ranges::fill(out, m_mean); }

private:
    double m_mean = 0;
    double m_count = 0;
};

class SeasonalNaive final : public Forecaster {
public:
    explicit SeasonalNaive(std::size_t season)
        : m_last(season, kNaN) {}
    void observe(double y) override {
        if (!std::isnan(y)) {
            m_last[m_phase] = y;
            m_newest = y;
        }
        m_phase = next(m_phase);
    }
    void ahead(std::span<double> out) const override {
        std::size_t phase = m_phase;
        for (double& forecast : out) {
            forecast = std::isnan(m_last[phase]) ? m_newest : m_last[phase];
            phase = next(phase);
        }
    }

private:
    std::size_t next(std::size_t phase) const { return phase + 1 == m_last.size() ? 0 : phase + 1; }

    std::vector<double> m_last;
    double m_newest = kNaN;
    std::size_t m_phase = 0;
};

class Smoothing final : public Forecaster {
public:
    explicit Smoothing(const SmoothingModel& model)
        : m_weights(model.weights)
        , m_state(model.start)
        , m_season(model.form.hasSeason() ? static_cast<std::size_t>(model.form.season) : 1) {}
    void observe(double y) override {
        smoothingStep(m_weights, m_state, m_phase, y);
        m_phase = m_phase + 1 == m_season ? 0 : m_phase + 1;
    }
    void ahead(std::span<double> out) const override {
        smoothingAhead(m_weights, m_state, m_phase, out);
    }

private:
    SmoothingWeights m_weights;
    SmoothingState m_state;
    std::size_t m_season;
    std::size_t m_phase = 0;
};

class Slow final : public Forecaster {
public:
    explicit Slow(const CrostonModel& model)
        : m_method(model.method)
        , m_weights(model.weights)
        , m_state(model.start) {}
    void observe(double y) override { crostonStep(m_method, m_weights, m_state, y); }
    void ahead(std::span<double> out) const override {
        std::ranges::fill(out, crostonAhead(m_method, m_weights, m_state));
    }

private:
    CrostonMethod m_method;
    CrostonWeights m_weights;
    CrostonState m_state;
};

/// The middle one of a few numbers (the mean of the two middle ones), which are reordered.
double median(std::span<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

/// The median of a value's neighbours, itself among them; NaN for a missing value.
double neighbourMedian(std::span<const double> y, std::size_t t, std::size_t season) {
    if (std::isnan(y[t]))
        return kNaN;
    std::array<double, 2 * kNeighboursAside + 1> around;
    std::size_t count = 0;
    const std::size_t before = std::min(kNeighboursAside, t / season);
    const std::size_t after = std::min(kNeighboursAside, (y.size() - 1 - t) / season);
    for (std::size_t at = t - before * season; at <= t + after * season; at += season)
        if (!std::isnan(y[at]))
            around[count++] = y[at];
    return median({around.data(), count});
}

/// Picks quantiles at ascending levels out of values that it reorders: what lies below the last
/// pick is not looked at again.
class QuantilePicker {
public:
    explicit QuantilePicker(std::vector<double>& values)
        : m_values(values)
        , m_sorted(values.begin()) {}

    double pick(double level) {
        const auto n = static_cast<double>(m_values.size());
        const double position = std::clamp(level * (n + 1) - 1, 0.0, n - 1);
        const auto below = static_cast<std::ptrdiff_t>(position);
        const auto at = m_values.begin() + below;
        if (at >= m_sorted) {
            std::nth_element(m_sorted, at, m_values.end());
            m_sorted = at + 1;
        }
        const double share = position - static_cast<double>(below);
        if (share == 0)
            return *at;
        if (at + 1 == m_sorted) {
            std::iter_swap(m_sorted, std::min_element(m_sorted, m_values.end()));
            ++m_sorted;
        }
        return *at + share * (*(at + 1) - *at);
    }

private:
    std::vector<double>& m_values;
    std::vector<double>::iterator m_sorted; ///< all before are in their final place or below picks
};

} // namespace

std::unique_ptr<Forecaster> makeMean() {
    return std::make_unique<Mean>();
}
std::unique_ptr<Forecaster> makeSeasonalNaive(std::size_t season) {
    return std::make_unique<SeasonalNaive>(season);
}
std::unique_ptr<Forecaster> makeForecaster(const SmoothingModel& model) {
    return std::make_unique<Smoothing>(model);
}
std::unique_ptr<Forecaster> makeForecaster(const CrostonModel& model) {
    return std::make_unique<Slow>(model);
}

double RolledErrors::rootMeanSquare() const {
    double sum = 0;
    std::size_t count = 0;
    for (const double error : errors)
        if (!std::isnan(error)) {
            sum += error * error;
            ++count;
        }
    return count > 0 ? std::sqrt(sum / static_cast<double>(count)) : kNaN;
}

RolledErrors rollOrigins(Forecaster& forecaster, std::span<const double> y, std::size_t first,
                         std::size_t origins, std::size_t horizon) {
    RolledErrors rolled{origins, std::vector<double>(origins * horizon, kNaN)};
    std::vector<double> forecasts(horizon);
    for (std::size_t t = 0; t < y.size(); ++t) {
        if (t >= first && t < first + origins) {
            forecaster.ahead(forecasts);
            const std::size_t known = std::min(horizon, y.size() - t);
            for (std::size_t h = 0; h < known; ++h)
                rolled.errors[h * origins + (t - first)] = y[t + h] - forecasts[h];
        }
        forecaster.observe(y[t]);
    }
    return rolled;
}

std::vector<double> errorQuantiles(const RolledErrors& rolled, std::span<const double> levels,
                                   std::size_t horizon) {
    std::vector<double> quantiles(levels.size() * horizon, kNaN);
    std::vector<double> errors;
    for (std::size_t h = 0; h < horizon; ++h) {
        errors.clear();
        for (std::size_t step = h + 1; step-- > 0 && errors.size() < kLeastErrors;)
            for (const double error : rolled.ofStep(step))
                if (!std::isnan(error))
                    errors.push_back(error);
        if (errors.size() < kLeastErrors)
            continue;
        QuantilePicker picker(errors);
        for (std::size_t level = 0; level < levels.size(); ++level)
            quantiles[level * horizon + h] = picker.pick(levels[level]);
    }
    return quantiles;
}

Clipped clipOutliers(std::span<const double> y, std::size_t season, double limit) {
    Clipped clipped{{y.begin(), y.end()}, 0};
    if (!(limit > 0))
        return clipped;
    std::vector<double> centres(y.size());
    std::vector<double> distances;
    distances.reserve(y.size());
    for (std::size_t t = 0; t < y.size(); ++t) {
        centres[t] = neighbourMedian(y, t, season);
        if (!std::isnan(centres[t]))
            distances.push_back(std::abs(y[t] - centres[t]));
    }
    if (distances.empty())
        return clipped;
    const double reach = limit * 1.4826 * median(distances);
    if (!(reach > 0))
        return clipped;
    for (std::size_t t = 0; t < y.size(); ++t)
        if (std::abs(y[t] - centres[t]) > reach) {
            clipped.values[t] = centres[t] + std::copysign(reach, y[t] - centres[t]);
            ++clipped.count;
        }
    return clipped;
}

} // namespace mops::learn
