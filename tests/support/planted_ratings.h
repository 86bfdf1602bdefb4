#pragma once

#include "core/base/rng.h"
#include "core/learn/recommend/ratings.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace mops::test {

/// Made-up ratings with what makes real ones hard: few users and items have most of them, users
/// rate what they expect to like, and taste of falling strength lies under much noise. The
/// defaults have the shape of MovieLens-100k, and were chosen so that the errors of baselines
/// (0.940) and neighbours (0.920, 0.915) come out close to those on that set (0.944, 0.922, 0.917).
struct PlantedRatingsParams {
    std::int32_t users = 943;
    std::int32_t items = 1682;
    std::int64_t ratings = 100'000;
    int tastes = 12;
    double tasteDeviation = 0.56; ///< of all tastes together
    double tasteDecay = 1.0;      ///< the f-th taste has strength f^−decay
    double userDeviation = 0.45;
    double itemDeviation = 0.60;
    double noise = 0.88;
    double activitySpread = 0.95;   ///< log-normal, of ratings per user
    double popularitySpread = 1.40; ///< log-normal, of ratings per item
    double selection = 0.5;         ///< how much users pick what they like
    std::uint64_t seed = 1;
};

struct PlantedRatings {
    std::vector<std::int32_t> user;
    std::vector<std::int32_t> item;
    std::vector<double> value; ///< 1 … 5
    std::int32_t users = 0;
    std::int32_t items = 0;

    learn::RatingsView view() const { return {user, item, value, users, items}; }
    void add(std::int32_t u, std::int32_t i, double r) {
        user.push_back(u);
        item.push_back(i);
        value.push_back(r);
    }
};

namespace planted {

inline std::vector<double> normals(std::size_t count, Rng& rng) {
    std::vector<double> values(count);
    for (double& value : values)
        value = rng.normal();
    return values;
}

/// Ratings per user: log-normal, at least a fifth of the mean, at most half of the items.
inline std::vector<std::size_t> activities(const PlantedRatingsParams& params, Rng& rng) {
    std::vector<double> weight = normals(static_cast<std::size_t>(params.users), rng);
    double total = 0;
    for (double& w : weight)
        total += w = std::exp(params.activitySpread * w);
    const double mean = static_cast<double>(params.ratings) / params.users;
    std::vector<std::size_t> counts;
    for (const double w : weight)
        counts.push_back(static_cast<std::size_t>(
            std::clamp(0.2 * mean + 0.8 * w / total * static_cast<double>(params.ratings), 1.0,
                       0.45 * params.items)));
    return counts;
}

} // namespace planted

/// About as many ratings as asked for, in the order of a shuffled file.
inline PlantedRatings plantRatings(const PlantedRatingsParams& params = {}) {
    Rng rng(params.seed);
    const auto users = static_cast<std::size_t>(params.users);
    const auto items = static_cast<std::size_t>(params.items);
    const auto tastes = static_cast<std::size_t>(params.tastes);
    std::vector<double> strength;
    double squares = 0;
    for (std::size_t f = 0; f < tastes; ++f) {
        strength.push_back(std::pow(static_cast<double>(f + 1), -params.tasteDecay));
        squares += strength.back() * strength.back();
    }
    for (double& s : strength)
        s *= params.tasteDeviation / std::sqrt(squares);
    const auto userBias = planted::normals(users, rng);
    const auto userTaste = planted::normals(users * tastes, rng);
    const auto itemTaste = planted::normals(items * tastes, rng);
    const auto fame = planted::normals(items, rng);
    auto itemBias = planted::normals(items, rng);
    for (std::size_t i = 0; i < items; ++i)
        itemBias[i] = params.itemDeviation * (0.8 * itemBias[i] + 0.6 * fame[i]);
    const auto counts = planted::activities(params, rng);

    PlantedRatings result;
    result.users = params.users;
    result.items = params.items;
    std::vector<std::pair<double, std::size_t>> keys(items);
    std::vector<double> liking(items);
    for (std::size_t u = 0; u < users; ++u) {
        for (std::size_t i = 0; i < items; ++i) {
            double taste = 0;
            for (std::size_t f = 0; f < tastes; ++f)
                taste += strength[f] * userTaste[u * tastes + f] * itemTaste[i * tastes + f];
            liking[i] = itemBias[i] + taste;
            // Drawing without replacement with given weights: the greatest log weights + Gumbel.
            keys[i] = {params.popularitySpread * fame[i] + params.selection * taste * 2 -
                           std::log(rng.exponential()),
                       i};
        }
        const auto end = keys.begin() + static_cast<std::ptrdiff_t>(counts[u]);
        std::partial_sort(keys.begin(), end, keys.end(),
                          [](const auto& a, const auto& b) { return a > b; });
        for (auto key = keys.begin(); key != end; ++key) {
            const double rating = 3.1 + params.userDeviation * userBias[u] + liking[key->second] +
                                  params.noise * rng.normal();
            result.add(static_cast<std::int32_t>(u), static_cast<std::int32_t>(key->second),
                       std::clamp(std::round(rating), 1.0, 5.0));
        }
    }
    for (std::size_t e = result.value.size(); e > 1; --e) {
        const auto other = static_cast<std::size_t>(rng.below(e));
        std::swap(result.user[e - 1], result.user[other]);
        std::swap(result.item[e - 1], result.item[other]);
        std::swap(result.value[e - 1], result.value[other]);
    }
    return result;
}

struct RatingSplit {
    PlantedRatings train;
    PlantedRatings test;
};

/// Fold `fold` of `folds` as the test: every folds-th rating of the (shuffled) file.
inline RatingSplit splitFold(const PlantedRatings& all, std::size_t fold, std::size_t folds) {
    RatingSplit split;
    split.train.users = split.test.users = all.users;
    split.train.items = split.test.items = all.items;
    for (std::size_t e = 0; e < all.value.size(); ++e)
        (e % folds == fold ? split.test : split.train).add(all.user[e], all.item[e], all.value[e]);
    return split;
}

} // namespace mops::test
