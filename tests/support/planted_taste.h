#pragma once

#include "core/base/rng.h"
#include "core/learn/recommend/interactions.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace mops::test {

/// Who takes what in a world with a planted taste: users and items have vectors of a few numbers,
/// items a popularity with a heavy tail, users an activity with one. Drawn with a fixed seed.
struct TasteSpec {
    std::int32_t users = 943;
    std::int32_t items = 1682;
    std::int64_t interactions = 100'000;
    int tastes = 8;         ///< length of the vectors
    double strength = 1.2;  ///< of taste against popularity
    double testShare = 0.2; ///< of the interactions
    std::uint64_t seed = 7;
};

struct TasteData {
    learn::Interactions train;
    learn::Interactions test;
};

namespace taste_detail {

inline std::vector<float> normals(std::size_t count, double scale, Rng& rng) {
    std::vector<float> values(count);
    for (float& value : values)
        value = static_cast<float>(scale * rng.normal());
    return values;
}

/// How many items each user takes: log-normal, at least 20 where there are as many items.
inline std::vector<std::int64_t> activities(const TasteSpec& spec, Rng& rng) {
    std::vector<double> raw(static_cast<std::size_t>(spec.users));
    double total = 0;
    for (double& value : raw)
        total += value = std::exp(1.0 * rng.normal());
    std::vector<std::int64_t> counts;
    const double mean = static_cast<double>(spec.interactions) / spec.users;
    const double least = std::min(20.0, mean / 2);
    for (const double value : raw)
        counts.push_back(std::min<std::int64_t>(
            std::llround(least + (mean - least) * value * spec.users / total), spec.items / 2));
    return counts;
}

} // namespace taste_detail

/// A user takes the items with the highest popularity + taste + Gumbel noise: a draw without
/// replacement with probabilities ∝ exp(popularity + taste).
inline TasteData plantedTaste(const TasteSpec& spec = {}) {
    Rng rng(spec.seed);
    const auto items = static_cast<std::size_t>(spec.items);
    const auto tastes = static_cast<std::size_t>(spec.tastes);
    const auto itemTaste = taste_detail::normals(items * tastes, 1.0, rng);
    std::vector<double> popularity(items);
    for (std::size_t i = 0; i < items; ++i) // Zipf with a flattened head, in random item order
        popularity[i] = -1.1 * std::log(20.0 + static_cast<double>(i));
    for (std::size_t i = items; i > 1; --i)
        std::swap(popularity[i - 1], popularity[rng.below(i)]);
    const auto counts = taste_detail::activities(spec, rng);
    struct Drawn {
        float key = 0;
        std::int32_t item = 0;
    };
    std::vector<Drawn> keys(items);
    std::vector<learn::Taking> train;
    std::vector<learn::Taking> test;
    for (std::int32_t user = 0; user < spec.users; ++user) {
        const auto taste = taste_detail::normals(
            tastes, spec.strength / std::sqrt(static_cast<double>(tastes)), rng);
        for (std::size_t i = 0; i < items; ++i) {
            double utility = popularity[i] - std::log(rng.exponential());
            for (std::size_t t = 0; t < tastes; ++t)
                utility +=
                    static_cast<double>(taste[t]) * static_cast<double>(itemTaste[i * tastes + t]);
            keys[i] = {static_cast<float>(utility), static_cast<std::int32_t>(i)};
        }
        const auto kept = keys.begin() + counts[static_cast<std::size_t>(user)];
        std::nth_element(keys.begin(), kept, keys.end(), [](const Drawn& a, const Drawn& b) {
            return a.key != b.key ? a.key > b.key : a.item < b.item;
        });
        std::sort(keys.begin(), kept,
                  [](const Drawn& a, const Drawn& b) { return a.item < b.item; });
        for (auto at = keys.begin(); at != kept; ++at)
            (rng.chance(spec.testShare) ? test : train).push_back({user, at->item, 1.0F});
    }
    return {learn::makeInteractions(spec.users, spec.items, train).value(),
            learn::makeInteractions(spec.users, spec.items, test).value()};
}

} // namespace mops::test
