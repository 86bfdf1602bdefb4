#include "app/cli/csv_file.h"
#include "app/cli/learn/learn_input.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/forecast/forecasts.h"
#include "core/sources/series_grid.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <cmath>
#include <map>
#include <utility>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;
using sources::SeriesStep;

/// More series than this are counted in the answer and listed in --out only.
constexpr std::size_t kListedSeries = 20;

struct Options {
    std::string column;
    std::string time;
    std::string by;
    std::string step = "day";
    std::string gaps = "missing";
    std::string repeats = "sum";
    std::string out;
    int season = 0;
    learn::ForecastParams params;
};

SeriesStep stepOf(const std::string& name) {
    if (name == "hour")
        return SeriesStep::Hour;
    if (name == "week")
        return SeriesStep::Week;
    return name == "month" ? SeriesStep::Month : SeriesStep::Day;
}

/// The season that a step usually has.
int usualSeason(SeriesStep step) {
    switch (step) {
    case SeriesStep::Hour: return 24;
    case SeriesStep::Day: return 7;
    case SeriesStep::Week: return 52;
    case SeriesStep::Month: return 12;
    case SeriesStep::Row: return 1;
    }
    return 1;
}

/// What was read, and what was made of it.
struct Forecasts {
    sources::SeriesGrid grid;
    std::vector<learn::SeriesForecast> made;
    learn::ForecastParams params;
};

std::string levelName(double level) {
    return "q" + formatDouble(level);
}

Result<sources::SeriesGrid> gridOf(const LearnTable& input, const Options& options) {
    const auto& apart = input.table.apart;
    const sources::TextColumn* times = options.time.empty() ? nullptr : &apart.front();
    const sources::TextColumn* names = options.by.empty() ? nullptr : &apart.back();
    using Repeats = sources::SeriesGridOptions::Repeats;
    return sources::makeSeriesGrid(input.table, times, names,
                                   {.step = stepOf(options.step),
                                    .gapsAreZero = options.gaps == "zero",
                                    .repeats = options.repeats == "sum"    ? Repeats::Sum
                                               : options.repeats == "mean" ? Repeats::Mean
                                                                           : Repeats::Fail});
}

Result<> write(const std::string& path, const Forecasts& all) {
    auto file = CsvFile::begin(path);
    if (!file)
        return failAs(file);
    for (const char* name : {"series", "step", "time", "method", "mean"})
        file->add(name);
    for (const double level : all.params.levels)
        file->add(levelName(level));
    file->endRow();
    for (std::size_t s = 0; s < all.made.size(); ++s) {
        const learn::SeriesForecast& made = all.made[s];
        for (std::size_t h = 0; h < made.mean.size(); ++h) {
            const auto ahead = static_cast<std::int64_t>(h) + 1;
            file->add(all.grid.names[s]).add(ahead).add(all.grid.label(ahead));
            file->add(learn::methodName(made.method)).add(made.mean[h]);
            for (std::size_t level = 0; level < all.params.levels.size(); ++level)
                file->add(made.quantile(level)[h]);
            file->endRow();
        }
    }
    return file->commit();
}

/// NaN has no place in JSON.
Json orNull(double value) {
    return std::isfinite(value) ? Json(value) : Json();
}

Json scoreOf(const learn::ForecastScore& score) {
    return {{"mase", orNull(score.mase)},
            {"mae", orNull(score.meanAbsoluteError)},
            {"rmse", orNull(score.rootMeanSquaredError)},
            {"bias", orNull(score.meanError)},
            {"pinball", orNull(score.pinball)},
            {"coverage", orNull(score.coverage)}};
}

Json seriesJson(const Forecasts& all, std::size_t s) {
    const learn::SeriesForecast& made = all.made[s];
    Json json = {{"series", all.grid.names[s]},
                 {"outcome", learn::outcomeName(made.outcome)},
                 {"method", learn::methodName(made.method)},
                 {"observed", made.observed},
                 {"missing", made.missing},
                 {"clipped", made.clipped}};
    if (made.holdOut) {
        json["holdout"] = scoreOf(*made.holdOut);
        json["baseline"] = scoreOf(*made.baselineHoldOut);
        for (const auto& candidate : made.candidates)
            json["candidates"][std::string(learn::methodName(candidate.method))] =
                orNull(candidate.rootMeanSquaredError);
    }
    json["forecast"] = Json::array();
    for (std::size_t h = 0; h < made.mean.size(); ++h) {
        Json step = {{"time", all.grid.label(static_cast<std::int64_t>(h) + 1)},
                     {"mean", made.mean[h]}};
        for (std::size_t level = 0; level < all.params.levels.size(); ++level)
            step[levelName(all.params.levels[level])] = orNull(made.quantile(level)[h]);
        json["forecast"].push_back(std::move(step));
    }
    return json;
}

/// A score as the mean over the series where it is a number, ours beside the baseline's.
struct Compared {
    double ours = 0;
    double baseline = 0;
    std::int64_t series = 0;
};
Compared compared(const Forecasts& all, double learn::ForecastScore::*score) {
    Compared sum;
    for (const learn::SeriesForecast& made : all.made)
        if (made.holdOut && std::isfinite((*made.holdOut).*score) &&
            std::isfinite((*made.baselineHoldOut).*score)) {
            sum.ours += (*made.holdOut).*score;
            sum.baseline += (*made.baselineHoldOut).*score;
            ++sum.series;
        }
    const auto n = static_cast<double>(std::max<std::int64_t>(sum.series, 1));
    return {sum.ours / n, sum.baseline / n, sum.series};
}

constexpr std::pair<const char*, double learn::ForecastScore::*> kScores[] = {
    {"mase", &learn::ForecastScore::mase},
    {"mae", &learn::ForecastScore::meanAbsoluteError},
    {"rmse", &learn::ForecastScore::rootMeanSquaredError},
    {"pinball", &learn::ForecastScore::pinball},
    {"coverage", &learn::ForecastScore::coverage}};

Answer answerOf(const Forecasts& all) {
    Answer answer;
    Json& json = answer.json;
    json = {{"series", all.made.size()},
            {"horizon", all.params.horizon},
            {"season", all.params.season},
            {"levels", all.params.levels},
            {"gaps", all.grid.gaps}};
    std::map<std::string_view, std::int64_t> outcomes;
    std::map<std::string_view, std::int64_t> methods;
    for (const learn::SeriesForecast& made : all.made) {
        ++outcomes[learn::outcomeName(made.outcome)];
        ++methods[learn::methodName(made.method)];
    }
    json["outcomes"] = outcomes;
    json["methods"] = methods;
    TextTable text({"hold-out", "forecast", "seasonal naive", "series"});
    for (const auto& [name, score] : kScores) {
        const Compared mean = compared(all, score);
        if (mean.series == 0)
            continue;
        json["holdout"][name] = mean.ours;
        json["baseline"][name] = mean.baseline;
        text.add({name, formatFixed(mean.ours, 4), formatFixed(mean.baseline, 4),
                  std::to_string(mean.series)});
    }
    json["forecasts"] = Json::array();
    for (std::size_t s = 0; s < std::min(all.made.size(), kListedSeries); ++s)
        json["forecasts"].push_back(seriesJson(all, s));
    answer.text = text.render();
    TextTable steps({"series", "method", "time", "mean"});
    for (std::size_t s = 0; s < std::min(all.made.size(), kListedSeries); ++s)
        for (std::size_t h = 0; h < std::min<std::size_t>(all.made[s].mean.size(), 7); ++h)
            steps.add({all.grid.names[s], std::string(learn::methodName(all.made[s].method)),
                       all.grid.label(static_cast<std::int64_t>(h) + 1),
                       formatFixed(all.made[s].mean[h], 2)});
    answer.text += "\n" + steps.render();
    return answer;
}

Result<Answer> run(TableOptions table, const Options& options, Session& session) {
    table.columns = {options.column};
    std::vector<std::string> apart;
    for (const std::string& column : {options.time, options.by})
        if (!column.empty())
            apart.push_back(column);
    const auto input = readLearnTable(table, apart, session);
    if (!input)
        return failAs(input);
    auto grid = gridOf(*input, options);
    if (!grid)
        return failAs(grid);
    Forecasts all{std::move(*grid), {}, options.params};
    all.params.threads = session.threads;
    all.params.season = options.season > 0 ? options.season : usualSeason(all.grid.step);
    const learn::SeriesSet set{std::exchange(all.grid.values, {}),
                               std::exchange(all.grid.begin, {})};
    const Stopwatch watch;
    auto made = learn::forecastAll(set, all.params, *session.context);
    if (!made)
        return failAs(made);
    const double seconds = watch.seconds();
    all.made = std::move(*made);
    if (!options.out.empty())
        if (const auto written = write(options.out, all); !written)
            return failAs(written);
    Answer answer = answerOf(all);
    answer.json["seconds"] = seconds;
    describeInput(*input, answer.json);
    return answer;
}

} // namespace

Action defineLearnForecast(CLI::App& call) {
    const auto table = addTable(call, true);
    const auto options = std::make_shared<Options>();
    call.add_option("--column", options->column, "The column to forecast")->required();
    call.add_option("--time", options->time,
                    "Column of days or moments (ISO 8601) or of step numbers; without it rows are "
                    "steps, oldest first");
    call.add_option("--by", options->by, "Column that names the series; without it there is one");
    call.add_option("--horizon", options->params.horizon, "Steps ahead")->capture_default_str();
    call.add_option("--season", options->season,
                    "Steps of a season, 1 = none (default: a week of days, a day of hours, a year "
                    "of weeks or months)")
        ->check(CLI::Range(1, 1000));
    call.add_option("--step", options->step, "What dated rows are gathered into")
        ->check(CLI::IsMember({"hour", "day", "week", "month"}))
        ->capture_default_str();
    call.add_option("--gaps", options->gaps, "What a step without a row is")
        ->check(CLI::IsMember({"missing", "zero"}))
        ->capture_default_str();
    call.add_option("--repeats", options->repeats, "What becomes of several rows of one step")
        ->check(CLI::IsMember({"sum", "mean", "fail"}))
        ->capture_default_str();
    call.add_option("--levels", options->params.levels, "Quantiles of the band")
        ->delimiter(',')
        ->capture_default_str();
    call.add_option("--outlier-limit", options->params.outlierLimit,
                    "Robust deviations beyond which a value is clipped, 0 = none")
        ->capture_default_str();
    call.add_option("--out", options->out, "CSV file for every step of every forecast");
    return [=](Session& session) { return run(*table, *options, session); };
}

} // namespace mops::cli
