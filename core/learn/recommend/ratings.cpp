#include "core/learn/recommend/ratings.h"

#include "core/base/slices.h"
#include "core/base/text.h"

#include <cmath>
#include <limits>
#include <string>

namespace mops::learn {
namespace {

/// Squares and sums of ten million of them stay far from overflow.
constexpr double kGreatestRating = 1e12;

// A counting sort, which keeps the order within a list.
Result<RatingLists> listsBy(std::span<const std::int32_t> key, std::span<const std::int32_t> other,
                            std::span<const double> value, std::int32_t keys,
                            TaskContext& context) {
    RatingLists result;
    result.begin.assign(static_cast<std::size_t>(keys) + 1, 0);
    result.other.resize(value.size());
    result.value.resize(value.size());
    const auto counted = inSlices(key.size(), context, [&](std::size_t first, std::size_t last) {
        for (std::size_t e = first; e < last; ++e)
            ++result.begin[static_cast<std::size_t>(key[e]) + 1];
    });
    if (!counted)
        return failAs(counted);
    for (std::size_t k = 0; k < static_cast<std::size_t>(keys); ++k)
        result.begin[k + 1] += result.begin[k];
    std::vector<std::int64_t> next(result.begin.begin(), result.begin.end() - 1);
    const auto placed = inSlices(key.size(), context, [&](std::size_t first, std::size_t last) {
        for (std::size_t e = first; e < last; ++e) {
            const auto slot = static_cast<std::size_t>(next[static_cast<std::size_t>(key[e])]++);
            result.other[slot] = other[e];
            result.value[slot] = value[e];
        }
    });
    if (!placed)
        return failAs(placed);
    return result;
}

} // namespace

Result<> checkRatings(const RatingsView& ratings) {
    const std::size_t n = ratings.size();
    if (n == 0)
        return fail(ErrorCode::NotEnoughData, "0 ratings");
    if (ratings.user.size() != n || ratings.item.size() != n || ratings.users < 0 ||
        ratings.items < 0)
        return fail(ErrorCode::Usage, "ratings", "columns of one length");
    for (std::size_t e = 0; e < n; ++e) {
        if (ratings.user[e] < 0 || ratings.user[e] >= ratings.users || ratings.item[e] < 0 ||
            ratings.item[e] >= ratings.items)
            return fail(ErrorCode::Usage, "ids of rating " + std::to_string(e + 1),
                        "below " + std::to_string(ratings.users) + ", below " +
                            std::to_string(ratings.items));
        if (!(std::abs(ratings.value[e]) <= kGreatestRating))
            return fail(ErrorCode::InvalidNumber,
                        "rating " + std::to_string(e + 1) + ": " + formatDouble(ratings.value[e]),
                        "-1e12 … 1e12");
    }
    return {};
}

Result<> RatingScale::validate() const {
    if (!(std::abs(low) <= kGreatestRating) || !(std::abs(high) <= kGreatestRating) ||
        !(low < high))
        return fail(ErrorCode::Usage, "scale " + formatDouble(low) + " … " + formatDouble(high),
                    "low < high");
    return {};
}

RatingScale scaleOf(std::span<const double> value) {
    const auto [low, high] = std::ranges::minmax(value);
    return {low, high};
}

Result<RatingLists> listsByUser(const RatingsView& ratings, TaskContext& context) {
    return listsBy(ratings.user, ratings.item, ratings.value, ratings.users, context);
}

Result<RatingLists> listsByItem(const RatingsView& ratings, TaskContext& context) {
    return listsBy(ratings.item, ratings.user, ratings.value, ratings.items, context);
}

RatingError ratingError(std::span<const double> predicted, std::span<const double> actual) {
    if (predicted.empty() || predicted.size() != actual.size())
        return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    double squares = 0;
    double absolute = 0;
    for (std::size_t i = 0; i < predicted.size(); ++i) {
        const double error = predicted[i] - actual[i];
        squares += error * error;
        absolute += std::abs(error);
    }
    const auto n = static_cast<double>(predicted.size());
    return {std::sqrt(squares / n), absolute / n};
}

} // namespace mops::learn
