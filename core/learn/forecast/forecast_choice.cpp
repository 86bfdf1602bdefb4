#include "core/learn/forecast/forecast_choice.h"

#include "core/learn/columns.h"
#include "core/learn/forecast/forecasters.h"
#include "core/learn/measure/forecast_metrics.h"
#include "core/learn/measure/regression_metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <variant>

namespace mops::learn {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kBandOrigins = 200;
/// Rolling origins of the validation window at most: bounds time and memory for long series.
constexpr std::size_t kMostOrigins = 1'000;
/// Least steps before the validation window: two seasons and enough for a damped trend.
constexpr std::size_t kLeastTraining = 12;

struct Facts {
    std::size_t first = 0; ///< step of the first value
    std::size_t observed = 0;
    bool constant = true;
    bool negative = false;
    double value = 0; ///< the first one
};

Result<Facts> look(std::span<const double> y) {
    if (y.size() > kMostSteps)
        return fail(ErrorCode::MemoryLimit, "steps=" + std::to_string(y.size()),
                    "at most " + std::to_string(kMostSteps));
    Facts facts;
    for (std::size_t t = 0; t < y.size(); ++t) {
        if (std::isnan(y[t]))
            continue;
        if (std::abs(y[t]) > kMaxMagnitude)
            return fail(ErrorCode::InvalidNumber, "value " + std::to_string(t + 1));
        if (facts.observed++ == 0) {
            facts.first = t;
            facts.value = y[t];
        }
        facts.constant = facts.constant && y[t] == facts.value;
        facts.negative = facts.negative || y[t] < 0;
    }
    return facts;
}

/// A fitted candidate; the models keep where they start, so that they can be moved along anew.
struct Candidate {
    ForecastMethod method = ForecastMethod::SeasonalNaive;
    std::variant<std::monostate, SmoothingModel, CrostonModel> model;

    std::unique_ptr<Forecaster> forecaster(std::size_t season) const {
        if (const auto* smoothing = std::get_if<SmoothingModel>(&model))
            return makeForecaster(*smoothing);
        if (const auto* croston = std::get_if<CrostonModel>(&model))
            return makeForecaster(*croston);
        return method == ForecastMethod::Mean ? makeMean() : makeSeasonalNaive(season);
    }
};

CrostonMethod crostonOf(ForecastMethod method) {
    switch (method) {
    case ForecastMethod::Croston: return CrostonMethod::Croston;
    case ForecastMethod::SyntetosBoylan: return CrostonMethod::SyntetosBoylan;
    default: return CrostonMethod::TeunterSyntetosBabai;
    }
}

/// Forecasts one series; see forecast() for the order of events.
class Chooser {
public:
    Chooser(std::span<const double> y, const Facts& facts, const ForecastParams& params,
            TaskContext& context)
        : m_y(y)
        , m_negative(facts.negative)
        , m_params(params)
        , m_context(context)
        , m_season(static_cast<std::size_t>(params.season))
        , m_horizon(static_cast<std::size_t>(params.horizon)) {
        m_result.observed = facts.observed;
        m_result.missing = y.size() - facts.observed;
    }

    Result<SeriesForecast> run() {
        const std::size_t room = m_y.size() > m_horizon ? (m_y.size() - m_horizon) / 4 : 0;
        m_held = m_horizon;
        m_validation = std::clamp(room, m_horizon, m_horizon + kMostOrigins - 1);
        const std::size_t wanted = std::max(2 * m_season, kLeastTraining);
        if (m_y.size() < wanted + m_validation + m_held ||
            observedBefore(m_y.size() - m_held - m_validation) < wanted)
            return shortSeries();
        m_result.outcome = ForecastOutcome::Chosen;
        clip(m_y.size() - m_held);
        const auto chosen = choose();
        if (!chosen)
            return failAs(chosen);
        const auto measured = refit(*chosen);
        if (!measured)
            return failAs(measured);
        measure(*measured);
        clip(m_y.size());
        const auto final = refit(*measured);
        if (!final)
            return failAs(final);
        forecastFrom(*final);
        return std::move(m_result);
    }

private:
    std::size_t observedBefore(std::size_t end) const {
        return static_cast<std::size_t>(
            std::count_if(m_y.begin(), m_y.begin() + static_cast<std::ptrdiff_t>(end),
                          [](double value) { return !std::isnan(value); }));
    }
    /// Takes the values before `end` for fitting; what comes later has no say in what is clipped.
    void clip(std::size_t end) {
        Clipped clipped = clipOutliers(m_y.first(end), m_season, m_params.outlierLimit);
        m_fit = std::move(clipped.values);
        m_result.clipped = clipped.count;
    }
    std::span<const double> fitValues(std::size_t end) const { return {m_fit.data(), end}; }

    Result<SeriesForecast> shortSeries() {
        m_result.outcome = ForecastOutcome::Short;
        Candidate simple;
        if (m_y.size() < m_season + 1)
            simple.method = ForecastMethod::Mean;
        clip(m_y.size());
        forecastFrom(simple);
        return std::move(m_result);
    }

    /// The candidates fitted to what lies before the validation window.
    Result<std::vector<Candidate>> candidates() {
        const auto training = fitValues(m_y.size() - m_held - m_validation);
        std::vector<Candidate> all(1);
        auto smoothing = chooseSmoothing(training, m_params.season, m_params.smoothing, m_context);
        if (smoothing)
            all.push_back({ForecastMethod::Smoothing, *std::move(smoothing)});
        else if (smoothing.error().code != ErrorCode::NotEnoughData)
            return failAs(smoothing);
        if (m_negative || !demandPattern(training).isIntermittent())
            return all;
        for (const ForecastMethod method : {ForecastMethod::Croston, ForecastMethod::SyntetosBoylan,
                                            ForecastMethod::TeunterSyntetosBabai}) {
            if (m_context.cancelled())
                return fail(ErrorCode::Cancelled);
            if (auto slow = fitCroston(training, crostonOf(method)); slow)
                all.push_back({method, *slow});
        }
        return all;
    }

    /// The candidate of least squared error over the origins of the validation window.
    Result<Candidate> choose() {
        auto all = candidates();
        if (!all)
            return failAs(all);
        const std::size_t end = m_y.size() - m_held;
        const std::size_t first = end - m_validation;
        const std::size_t origins = m_validation - m_horizon + 1;
        std::size_t best = 0;
        for (std::size_t c = 0; c < all->size(); ++c) {
            if (m_context.cancelled())
                return fail(ErrorCode::Cancelled);
            const auto forecaster = (*all)[c].forecaster(m_season);
            const auto rolled = rollOrigins(*forecaster, fitValues(end), first, origins, m_horizon);
            const double error = rolled.rootMeanSquare();
            m_result.candidates.push_back({(*all)[c].method, error});
            if (error < m_result.candidates[best].rootMeanSquaredError)
                best = c;
        }
        return std::move((*all)[best]);
    }

    /// Forecast and band of a candidate that saw the steps before `end`.
    struct Band {
        std::vector<double> mean;
        std::vector<double> quantiles;
    };
    Band band(const Candidate& candidate, std::size_t end) const {
        const auto forecaster = candidate.forecaster(m_season);
        const std::size_t warm = std::min(std::max(m_season, kLeastTraining / 2), end);
        const std::size_t origins = std::min(kBandOrigins, end - warm);
        const auto rolled =
            rollOrigins(*forecaster, fitValues(end), end - origins, origins, m_horizon);
        Band result{std::vector<double>(m_horizon),
                    errorQuantiles(rolled, m_params.levels, m_horizon)};
        forecaster->ahead(result.mean);
        for (std::size_t level = 0; level < m_params.levels.size(); ++level)
            for (std::size_t h = 0; h < m_horizon; ++h) {
                double& quantile = result.quantiles[level * m_horizon + h];
                quantile = within(quantile + result.mean[h], result.mean[h], level);
            }
        if (!m_negative)
            for (double& mean : result.mean)
                mean = std::max(mean, 0.0);
        return result;
    }

    /// A lower quantile not above the forecast, an upper one not below it, none below 0 for counts.
    double within(double quantile, double mean, std::size_t level) const {
        if (std::isnan(quantile))
            return quantile;
        if (m_params.levels[level] < 0.5)
            quantile = std::min(quantile, mean);
        if (m_params.levels[level] > 0.5)
            quantile = std::max(quantile, mean);
        return m_negative ? quantile : std::max(quantile, 0.0);
    }

    ForecastScore score(const Band& made) const {
        const std::size_t end = m_y.size() - m_held;
        const auto actual = m_y.subspan(end);
        ForecastScore result;
        const KnownPairs known = knownPairs(actual, made.mean);
        result.meanAbsoluteError = meanAbsoluteError(known.actual, known.forecast);
        result.rootMeanSquaredError = rootMeanSquaredError(known.actual, known.forecast);
        result.meanError = meanError(known.actual, known.forecast);
        result.mase = mase(actual, made.mean, m_y.first(end), m_params.season);
        const std::size_t levels = m_params.levels.size();
        const auto quantile = [&](std::size_t level) {
            return std::span(made.quantiles).subspan(level * m_horizon, m_horizon);
        };
        for (std::size_t level = 0; level < levels; ++level) {
            const KnownPairs pairs = knownPairs(actual, quantile(level));
            result.pinball += pinballLoss(pairs.actual, pairs.forecast, m_params.levels[level]);
        }
        result.pinball = levels > 0 ? result.pinball / static_cast<double>(levels) : kNaN;
        result.coverage = levels > 1 ? coverage(actual, quantile(0), quantile(levels - 1)) : kNaN;
        return result;
    }

    void measure(const Candidate& chosen) {
        const std::size_t end = m_y.size() - m_held;
        m_result.baselineHoldOut = score(band(Candidate{}, end));
        m_result.holdOut = chosen.method == ForecastMethod::SeasonalNaive
                               ? m_result.baselineHoldOut
                               : score(band(chosen, end));
    }

    /// The candidate fitted to all of m_fit.
    Result<Candidate> refit(const Candidate& chosen) {
        Candidate result{chosen.method, {}};
        if (const auto* smoothing = std::get_if<SmoothingModel>(&chosen.model)) {
            auto model = refitSmoothing(m_fit, *smoothing, m_params.smoothing, m_context);
            if (!model)
                return failAs(model);
            result.model = *std::move(model);
        } else if (std::holds_alternative<CrostonModel>(chosen.model)) {
            auto model = fitCroston(m_fit, crostonOf(chosen.method));
            if (!model)
                return failAs(model);
            result.model = *model;
        }
        return result;
    }

    void forecastFrom(const Candidate& candidate) {
        m_result.method = candidate.method;
        if (const auto* smoothing = std::get_if<SmoothingModel>(&candidate.model))
            m_result.form = smoothing->form;
        Band made = band(candidate, m_y.size());
        m_result.mean = std::move(made.mean);
        m_result.quantiles = std::move(made.quantiles);
    }

    std::span<const double> m_y;
    bool m_negative;
    const ForecastParams& m_params;
    TaskContext& m_context;
    std::size_t m_season;
    std::size_t m_horizon;
    std::size_t m_held = 0;
    std::size_t m_validation = 0;
    std::vector<double> m_fit; ///< of y, the part used so far, with outliers clipped
    SeriesForecast m_result;
};

/// One value for all steps and levels.
SeriesForecast flat(const Facts& facts, std::size_t steps, const ForecastParams& params) {
    SeriesForecast result;
    result.outcome = facts.value == 0 ? ForecastOutcome::AllZero : ForecastOutcome::Constant;
    result.method = ForecastMethod::Mean;
    const auto horizon = static_cast<std::size_t>(params.horizon);
    result.mean.assign(horizon, facts.value);
    result.quantiles.assign(horizon * params.levels.size(), facts.value);
    result.observed = facts.observed;
    result.missing = steps - facts.first - facts.observed;
    return result;
}

} // namespace

Result<SeriesForecast> forecastSeries(std::span<const double> y, const ForecastParams& params,
                                      TaskContext& context) {
    const auto facts = look(y);
    if (!facts)
        return failAs(facts);
    if (facts->observed == 0)
        return SeriesForecast{};
    const auto known = y.subspan(facts->first);
    if (facts->constant && (facts->observed > 1 || facts->value == 0))
        return flat(*facts, y.size(), params);
    return Chooser(known, *facts, params, context).run();
}

} // namespace mops::learn
