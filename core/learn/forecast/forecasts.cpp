#include "core/learn/forecast/forecasts.h"

#include "core/learn/forecast/forecast_choice.h"
#include "core/learn/parallel.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <string>

namespace mops::learn {
namespace {

constexpr int kMostHorizon = 1'000;
constexpr int kMostSeasonSteps = 1'000;
constexpr std::size_t kMostLevels = 99;
constexpr std::size_t kSeriesPerPart = 8;

/// What a worker may ask while others report: cancelled() only.
class WorkerContext final : public TaskContext {
public:
    explicit WorkerContext(StopSign& stop)
        : m_stop(stop) {}
    bool cancelled() const override { return m_stop.raised(); }
    void report(const Progress&) override {}

private:
    StopSign& m_stop;
};

} // namespace

std::string_view methodName(ForecastMethod method) {
    switch (method) {
    case ForecastMethod::None: return "none";
    case ForecastMethod::Mean: return "mean";
    case ForecastMethod::SeasonalNaive: return "seasonal_naive";
    case ForecastMethod::Smoothing: return "smoothing";
    case ForecastMethod::Croston: return "croston";
    case ForecastMethod::SyntetosBoylan: return "syntetos_boylan";
    case ForecastMethod::TeunterSyntetosBabai: return "teunter_syntetos_babai";
    }
    return "none";
}

std::string_view outcomeName(ForecastOutcome outcome) {
    switch (outcome) {
    case ForecastOutcome::Chosen: return "chosen";
    case ForecastOutcome::Short: return "short";
    case ForecastOutcome::Constant: return "constant";
    case ForecastOutcome::AllZero: return "all_zero";
    case ForecastOutcome::NoData: return "no_data";
    }
    return "no_data";
}

Result<> ForecastParams::validate() const {
    if (horizon < 1 || horizon > kMostHorizon)
        return fail(ErrorCode::Usage, "horizon=" + std::to_string(horizon),
                    "from 1 to " + std::to_string(kMostHorizon));
    if (season < 1 || season > kMostSeasonSteps)
        return fail(ErrorCode::Usage, "season=" + std::to_string(season),
                    "from 1 (none) to " + std::to_string(kMostSeasonSteps));
    if (levels.size() > kMostLevels ||
        std::ranges::adjacent_find(levels, std::greater_equal<>{}) != levels.end() ||
        !std::ranges::all_of(levels, [](double level) { return level > 0 && level < 1; }))
        return fail(ErrorCode::Usage, "levels",
                    "ascending, above 0 and below 1, at most " + std::to_string(kMostLevels));
    if (!(outlierLimit >= 0) || !std::isfinite(outlierLimit))
        return fail(ErrorCode::Usage, "outlier_limit", "0 (none) or more");
    if (const auto valid = smoothing.validate(); !valid)
        return valid;
    return checkThreads(threads);
}

Result<SeriesForecast> forecast(std::span<const double> y, const ForecastParams& params,
                                TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    return forecastSeries(y, params, context);
}

Result<std::vector<SeriesForecast>>
forecastAll(const SeriesSet& series, const ForecastParams& params, TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (series.begin.empty() || series.begin.front() != 0 ||
        series.begin.back() != series.values.size() || !std::ranges::is_sorted(series.begin))
        return fail(ErrorCode::Usage, "series", "begin: ascending, from 0 to the last value");
    std::vector<SeriesForecast> results(series.size());
    // The first refused series in their order, whichever thread met it.
    std::vector<std::pair<std::size_t, Error>> refused;
    std::mutex refusedMutex;
    std::atomic<std::size_t> doneSeries = 0;
    const std::size_t parts = (series.size() + kSeriesPerPart - 1) / kSeriesPerPart;
    const auto done =
        forEachPart(parts, params.threads, context, [&](std::size_t part, StopSign& stop) {
            WorkerContext worker(stop);
            const std::size_t begin = part * kSeriesPerPart;
            const std::size_t end = std::min(begin + kSeriesPerPart, series.size());
            for (std::size_t s = begin; s < end && !stop.raised(); ++s) {
                auto made = forecastSeries(series.of(s), params, worker);
                if (made) {
                    results[s] = *std::move(made);
                } else if (made.error().code != ErrorCode::Cancelled) {
                    const std::scoped_lock lock(refusedMutex);
                    refused.emplace_back(s, made.error());
                }
            }
            const std::size_t now = doneSeries += end - begin;
            context.report(
                {.stage = "forecast",
                 .fraction = static_cast<double>(now) / static_cast<double>(series.size()),
                 .done = static_cast<std::int64_t>(now),
                 .total = static_cast<std::int64_t>(series.size()),
                 .object = {}});
        });
    if (!done)
        return failAs(done);
    if (!refused.empty()) {
        const auto& [index, error] =
            *std::ranges::min_element(refused, {}, [](const auto& entry) { return entry.first; });
        return fail(error.code, "series " + std::to_string(index + 1) + ": " + error.detail,
                    error.hint);
    }
    return results;
}

} // namespace mops::learn
