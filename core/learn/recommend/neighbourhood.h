#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/recommend/baselines.h"
#include "core/learn/recommend/neighbour_row.h"
#include "core/learn/recommend/ratings.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace mops::learn {

/// Whose neighbours are looked for: how one reads the indices of the formula below.
enum class NeighbourSide { User, Item };

enum class RatingSimilarity {
    PearsonBaseline, ///< correlation of what is left after the baselines, shrunk by support
    Pearson,
    Cosine,
    MeanSquaredDifference, ///< 1 / (mean squared difference + 1)
};

struct NeighbourhoodParams {
    NeighbourSide side = NeighbourSide::Item;
    RatingSimilarity similarity = RatingSimilarity::PearsonBaseline;
    int neighbours = 40;           ///< k: at most so many count
    int leastNeighbours = 1;       ///< with fewer the baseline alone answers
    int leastSupport = 1;          ///< common ratings below which two are not similar
    double shrinkage = 100;        ///< of PearsonBaseline: s · (n − 1) / (n − 1 + shrinkage)
    bool normalise = true;         ///< divide the sum by Σ s
    BaselineParams baselines = {}; ///< its threads are not used
    std::optional<RatingScale> scale = {}; ///< of the predictions; else that of the ratings
    int threads = 1;                       ///< the result does not depend on it

    Result<> validate() const;
};

/// Predictions of one call, in the order asked.
struct RatingPredictions {
    std::vector<double> value;            ///< within the scale
    std::vector<double> baseline;         ///< μ + b(u) + b(i), within the scale
    std::vector<std::int32_t> neighbours; ///< how many counted; 0: the baseline answered
};

struct RatedItem {
    std::int32_t item = 0;
    double value = 0; ///< predicted
    std::int32_t neighbours = 0;
};

/// k-nearest-neighbour collaborative filtering around baselines, by users or by items:
///     users  r̂(u,i) = b(u,i) + Σ_{v ∈ N(u)} s(u,v) (r(v,i) − b(v,i)) [/ Σ s(u,v)]
///     items  r̂(u,i) = b(u,i) + Σ_{j ∈ N(i)} s(i,j) (r(u,j) − b(u,j)) [/ Σ s(i,j)]
/// with b(u,i) = μ + b(u) + b(i).
/// N: of those who rated i (of the items u rated) the k most similar, of equally similar the
/// earlier rating; only s > 0 counts. Two are compared over the ratings they have in common; s of
/// anyone with himself is 1, so the rating of a pair that is asked counts among its neighbours. Of
/// an unknown user or item the known part of the baseline answers.
/// (Koren, Factor in the neighbors, 2010; the rules as KNNBaseline of the Surprise library.)
///
/// Similarities are not stored: a prediction needs one row of them, and the pairs asked are taken
/// row by row. So memory is 60 bytes a rating and, per thread, 72 bytes a user (or item), however
/// many there are; time is Σ of squared list lengths over the rows asked.
class Neighbourhood {
public:
    /// Takes the ratings in; finds baselines. Errors: Usage, NotEnoughData, InvalidNumber,
    /// Cancelled.
    static Result<Neighbourhood> fit(const RatingsView& ratings, const NeighbourhoodParams& params,
                                     TaskContext& context);

    /// Errors: Usage (columns of unequal length), Cancelled. Threads and bytes as params say.
    Result<RatingPredictions> predict(const PairsView& pairs, TaskContext& context) const;

    /// The n items that `user` has not rated, best first: by the prediction before it
    /// is clipped, ties by item number. Predicts them all.
    /// A list for people wants leastNeighbours of 3 or more: else what one person loved is first.
    /// Errors: Usage (n < 1), NotFound (unknown user), Cancelled.
    Result<std::vector<RatedItem>> recommend(std::int32_t user, int n, TaskContext& context) const;

    const Baselines& baselines() const { return m_baselines; }
    RatingScale scale() const { return m_scale; }

private:
    /// Predictions before they are clipped to the scale.
    Result<RatingPredictions> estimate(const PairsView& pairs, TaskContext& context) const;
    bool byUser() const { return m_params.side == NeighbourSide::User; }

    NeighbourhoodParams m_params;
    Baselines m_baselines;
    RatingScale m_scale;
    ComparedRatings m_ratings;
};

} // namespace mops::learn
