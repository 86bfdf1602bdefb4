#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/recommend/ratings.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mops::learn {

/// Rates and penalties are for ratings measured in their own standard deviation, so they suit any
/// scale. The defaults were chosen on some 100,000 ratings of 1 … 5; with ten times as many, half
/// the penalty is better.
struct FactorParams {
    int factors = 32;
    int epochs = 40;
    double learningRate = 0.03;    ///< γ of the first epoch
    double lastRate = 0.05;        ///< share of it in the last epoch; between, a straight line
    double factorPenalty = 0.1;    ///< λ
    double biasPenalty = 0.01;     ///< λ_b
    double initialDeviation = 0.1; ///< of the factors at the start
    double holdOut = 0;            ///< share of the ratings set aside to stop early; 0 = none
    int patience = 3;              ///< epochs without a better hold-out error before it stops
    std::optional<RatingScale> scale = {}; ///< of the predictions; else that of the ratings
    std::uint64_t seed = 1;
    int threads = 1; ///< the result does not depend on it

    Result<> validate() const;
};

/// r̂(u,i) = μ + σ (b(u) + b(i) + p(u)·q(i)). Rows are `width` floats, the last of each table is
/// that of the unknown and 0, as are those of users and items without ratings.
struct FactorModel {
    double mean = 0;
    double deviation = 1; ///< σ
    RatingScale scale;
    std::size_t width = 0;
    std::vector<float> userFactors;
    std::vector<float> itemFactors;
    std::vector<float> userBias;
    std::vector<float> itemBias;

    std::size_t users() const { return userBias.size() - 1; }
    std::size_t items() const { return itemBias.size() - 1; }
};

struct FactorResult {
    FactorModel model;
    int epochs = 0; ///< done; the model is that of the best one where ratings were held out
    bool stoppedEarly = false;
    std::vector<double> trainRmse;   ///< per epoch, each rating before its step; not clipped
    std::vector<double> holdOutRmse; ///< per epoch; empty without hold-out
};

/// Biased matrix factorisation by stochastic gradient descent. Per rating, with its error e,
///     b(u) += γ (e − λ_b b(u)),  b(i) += γ (e − λ_b b(i)),
///     p(u) += γ (e q(i) − λ p(u)),  q(i) += γ (e p(u) − λ q(i))
/// (Koren, Bell & Volinsky, Matrix factorization techniques, 2009.) Users and items are cut into a
/// grid that depends on the data only; blocks that share neither are done at the same time (Gemulla
/// et al. 2011, Zhuang et al. 2013), so the bytes are the same for any number of threads. More than
/// the grid's side, √(ratings / 1024) up to 32, or than the ratings are worth, rest.
/// O(ratings · factors) an epoch; memory 12 bytes a rating and 4 · factors a user and item.
/// Errors: Usage, NotEnoughData, InvalidNumber, NoConvergence (too high a rate), Cancelled.
Result<FactorResult> fitFactors(const RatingsView& ratings, const FactorParams& params,
                                TaskContext& context);

/// In the order asked, clipped to the scale; of unknown users or items the known part answers.
/// Errors: Usage (columns of unequal length), Cancelled.
Result<std::vector<double>> predictRatings(const FactorModel& model, const PairsView& pairs,
                                           int threads, TaskContext& context);

} // namespace mops::learn
