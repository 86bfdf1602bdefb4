#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

/// A user or item that the ratings do not know.
inline constexpr std::int32_t kUnknownId = -1;

/// Explicit ratings as three columns of one length. Ids are 0 … users−1 and 0 … items−1; an id
/// without a rating is as good as unknown. Every entry counts, so a pair given twice weighs twice:
/// readers decide about duplicates before (sources::RatingFile does). No missing values.
struct RatingsView {
    std::span<const std::int32_t> user;
    std::span<const std::int32_t> item;
    std::span<const double> value;
    std::int32_t users = 0;
    std::int32_t items = 0;

    std::size_t size() const { return value.size(); }
};

/// Errors: NotEnoughData (no rating), Usage (lengths, ids), InvalidNumber (NaN, beyond ±1e12).
Result<> checkRatings(const RatingsView& ratings);

/// Pairs whose rating is asked. An id that is kUnknownId or beyond the known ones is unknown.
struct PairsView {
    std::span<const std::int32_t> user;
    std::span<const std::int32_t> item;

    std::size_t size() const { return user.size(); }
};

/// Predictions are clipped to it.
struct RatingScale {
    double low = 0;
    double high = 0;

    double clip(double value) const { return std::clamp(value, low, high); }
    Result<> validate() const;
};

/// The least and the greatest rating; `value` is not empty.
RatingScale scaleOf(std::span<const double> value);

/// The ratings of each user (or of each item), in the order given.
struct RatingLists {
    std::vector<std::int64_t> begin; ///< lists + 1
    std::vector<std::int32_t> other; ///< the other side's id, per entry
    std::vector<double> value;       ///< per entry

    std::size_t lists() const { return begin.size() - 1; }
    std::size_t first(std::size_t list) const { return static_cast<std::size_t>(begin[list]); }
    std::size_t size(std::size_t list) const {
        return static_cast<std::size_t>(begin[list + 1] - begin[list]);
    }
};

/// Of checked ratings. Errors: Cancelled.
Result<RatingLists> listsByUser(const RatingsView& ratings, TaskContext& context);
Result<RatingLists> listsByItem(const RatingsView& ratings, TaskContext& context);

struct RatingError {
    double rmse = 0; ///< root of the mean squared error
    double mae = 0;  ///< mean absolute error
};

/// NaN without values or with unequal lengths.
RatingError ratingError(std::span<const double> predicted, std::span<const double> actual);

} // namespace mops::learn
