#pragma once

#include "core/learn/forecast/forecasts.h"

namespace mops::learn {

/// The forecast of one series whose params are valid; see forecast().
Result<SeriesForecast> forecastSeries(std::span<const double> y, const ForecastParams& params,
                                      TaskContext& context);

} // namespace mops::learn
