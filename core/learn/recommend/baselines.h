#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/recommend/ratings.h"

#include <cstdint>
#include <vector>

namespace mops::learn {

struct BaselineParams {
    int epochs = 10;
    double userRegularisation = 15; ///< as many ratings at the mean that each user is given
    double itemRegularisation = 10;
    int threads = 1; ///< the result does not depend on it

    Result<> validate() const;
};

/// What a rating is before taste: the mean, how generous the user is, how liked the item.
struct Baselines {
    double mean = 0;
    std::vector<double> user; ///< 0 for a user without ratings
    std::vector<double> item;
    std::vector<double> largestStep; ///< per epoch: how far any of them moved at most

    /// μ + b(u) + b(i); of an unknown user or item its part is left out.
    double at(std::int32_t u, std::int32_t i) const {
        const auto userAt = static_cast<std::size_t>(u);
        const auto itemAt = static_cast<std::size_t>(i);
        return mean + (u >= 0 && userAt < user.size() ? user[userAt] : 0.0) +
               (i >= 0 && itemAt < item.size() ? item[itemAt] : 0.0);
    }
};

/// Regularised alternating least squares from zero, in each epoch the items first:
///     b(i) = Σ_{u rated i} (r − μ − b(u)) / (λ_i + n_i)
///     b(u) = Σ_{i rated by u} (r − μ − b(i)) / (λ_u + n_u)
/// (Koren, Factor in the neighbors, 2010, § 2.1; the epochs and constants as in the Surprise
/// library.) O(ratings) an epoch; memory 24 bytes a rating. Same bytes for any number of threads.
/// Errors: Usage, NotEnoughData, InvalidNumber, Cancelled.
Result<Baselines> fitBaselines(const RatingsView& ratings, const BaselineParams& params,
                               TaskContext& context);
/// The same where the lists are there already and checked.
Result<Baselines> fitBaselines(const RatingLists& byUser, const RatingLists& byItem,
                               const BaselineParams& params, TaskContext& context);

} // namespace mops::learn
