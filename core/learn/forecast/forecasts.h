#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/forecast/exponential_smoothing.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace mops::learn {

enum class ForecastMethod {
    None,          ///< nothing to forecast from
    Mean,          ///< mean of what there is
    SeasonalNaive, ///< the value one season ago: the baseline
    Smoothing,     ///< exponential smoothing, its form chosen by AICc
    Croston,
    SyntetosBoylan,
    TeunterSyntetosBabai,
};
std::string_view methodName(ForecastMethod method); ///< "seasonal_naive", "smoothing", …

/// How it went. Only Chosen has validation errors and a hold-out.
enum class ForecastOutcome {
    Chosen,   ///< the candidates were compared and the best one taken
    Short,    ///< too few steps to compare: the baseline, or the mean of less than a season
    Constant, ///< one and the same value at every step
    AllZero,  ///< nothing ever sold
    NoData,   ///< no value at all; there is no forecast
};
std::string_view outcomeName(ForecastOutcome outcome); ///< "chosen", "all_zero", …

struct ForecastParams {
    int horizon = 28; ///< steps ahead, 1 … 1,000
    int season = 7;   ///< steps of a season, 1 (none) … 1,000; above kMostSmoothedSeason only the
                      ///< baseline knows it
    std::vector<double> levels = {0.1,
                                  0.9}; ///< of the band, ascending, within (0, 1); may be empty
    double outlierLimit = 10; ///< values further than this many robust deviations from their
                              ///< neighbours are clipped before fitting; 0 = none are
    int threads = 1;
    SmoothingParams smoothing = {.maxIterations = 30, .tolerance = 1e-5, .followAllStarts = false};

    Result<> validate() const;
};

/// Errors of forecasts of one window; NaN where nothing was observed in it. See
/// regression_metrics.h and forecast_metrics.h.
struct ForecastScore {
    double meanAbsoluteError = 0;
    double rootMeanSquaredError = 0;
    double meanError = 0;
    double mase = 0;     ///< scaled by the seasonal naive steps before the hold-out
    double pinball = 0;  ///< mean over the levels
    double coverage = 0; ///< share within the outermost levels; NaN with fewer than two
};

/// A candidate's error over the rolling origins.
struct CandidateError {
    ForecastMethod method = ForecastMethod::None;
    double rootMeanSquaredError = 0;
};

struct SeriesForecast {
    ForecastOutcome outcome = ForecastOutcome::NoData;
    ForecastMethod method = ForecastMethod::None;
    SmoothingForm form;            ///< of Smoothing
    std::vector<double> mean;      ///< horizon; empty for NoData
    std::vector<double> quantiles; ///< levels × horizon, level after level; NaN where there are
                                   ///< fewer than ten errors to take them from
    std::vector<CandidateError> candidates; ///< in the order tried, the baseline first
    std::optional<ForecastScore> holdOut;   ///< of the chosen method on the last `horizon` steps
    std::optional<ForecastScore> baselineHoldOut; ///< of the seasonal naive on the same steps
    std::size_t observed = 0;
    std::size_t missing = 0; ///< after the first value
    std::size_t clipped = 0; ///< outliers

    std::span<const double> quantile(std::size_t level) const {
        return {quantiles.data() + level * mean.size(), mean.size()};
    }
};

/// A forecast of one series in equal steps (days), oldest first; NaN = missing, and so are steps
/// before the first value. The last `horizon` steps are the hold-out, the quarter before it (at
/// least a horizon) gives the rolling origins (Tashman 2000): models are fitted before it, moved on
/// day by day and asked for `horizon` steps at each origin, and the least squared error wins.
/// (Squared, because its best forecast is the mean; by absolute error a good that sells on one day
/// in three would be forecast as never selling.) The winner is fitted to all before the hold-out
/// and measured on it, which no choice has seen, beside the baseline; then it is fitted to
/// everything. The band is the forecast plus quantiles of the h-step errors of the newest 200
/// origins; it holds the forecast within it. Where no value is below 0 (counts), forecast and band
/// stay at 0 or more. O(steps · (candidates · iterations · parameters² + origins · horizon));
/// memory O(horizon · 200). Errors: Usage (params), InvalidNumber (infinite values), MemoryLimit
/// (more than kMostSteps), Cancelled. Short, constant, empty series are outcomes, not errors.
Result<SeriesForecast> forecast(std::span<const double> y, const ForecastParams& params,
                                TaskContext& context);

/// Many series, one after another in one array.
struct SeriesSet {
    std::vector<double> values;
    std::vector<std::size_t> begin = {0}; ///< series + 1

    std::size_t size() const { return begin.size() - 1; }
    std::span<const double> of(std::size_t series) const {
        return {values.data() + begin[series], begin[series + 1] - begin[series]};
    }
    void add(std::span<const double> series) {
        values.insert(values.end(), series.begin(), series.end());
        begin.push_back(values.size());
    }
};

/// The forecasts of all series, on `threads` threads, the same for any number of them.
/// Errors: as forecast(), for the whole set; the detail names the series, counted from 1.
Result<std::vector<SeriesForecast>> forecastAll(const SeriesSet& series,
                                                const ForecastParams& params, TaskContext& context);

} // namespace mops::learn
