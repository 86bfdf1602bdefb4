#pragma once

#include "core/learn/forecast/croston.h"
#include "core/learn/forecast/exponential_smoothing.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace mops::learn {

/// A fitted method that is moved along a series and asked for forecasts on the way.
class Forecaster {
public:
    virtual ~Forecaster() = default;
    virtual void observe(double y) = 0; ///< NaN = missing
    /// The steps that come. Undefined before the first observed value.
    virtual void ahead(std::span<double> out) const = 0;
};

std::unique_ptr<Forecaster> makeMean();
/// Before a position of the season was seen it forecasts the last value.
std::unique_ptr<Forecaster> makeSeasonalNaive(std::size_t season);
std::unique_ptr<Forecaster> makeForecaster(const SmoothingModel& model);
std::unique_ptr<Forecaster> makeForecaster(const CrostonModel& model);

/// Errors y − forecast at a run of origins, h-step errors together: errors[(h − 1) · origins + o].
/// NaN where the target is missing.
struct RolledErrors {
    std::size_t origins = 0;
    std::vector<double> errors;

    std::span<const double> ofStep(std::size_t h) const {
        return {errors.data() + h * origins, origins};
    }
    double rootMeanSquare() const; ///< NaN where there is none
};

/// Moves along all of `y`. Origin o of `origins` stands before step first + o; of its forecasts
/// those for steps of `y` are kept, the others are NaN.
RolledErrors rollOrigins(Forecaster& forecaster, std::span<const double> y, std::size_t first,
                         std::size_t origins, std::size_t horizon);

/// Quantiles of the h-step errors for every level and step, level after level, by the rule
/// position = level · (count + 1), which keeps a new error within the band as often as it says
/// when the errors are exchangeable. Steps with fewer than ten errors take those of shorter
/// steps too; NaN where that is not enough.
std::vector<double> errorQuantiles(const RolledErrors& rolled, std::span<const double> levels,
                                   std::size_t horizon);

/// A copy with values further than limit · 1.4826 · (median distance) from the median of their
/// neighbours moved to that bound. Neighbours are the four before and after at the same position of
/// the season, so that a busy week day is none. Where most distances are 0 (slow goods) nothing is
/// an outlier. (Hampel's filter, e.g. Pearson 2002.)
struct Clipped {
    std::vector<double> values;
    std::size_t count = 0;
};
Clipped clipOutliers(std::span<const double> y, std::size_t season, double limit);

} // namespace mops::learn
