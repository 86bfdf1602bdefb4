#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/matrix.h"
#include "core/learn/neural/dense_network.h"
#include "core/learn/recommend/interactions.h"
#include "core/learn/recommend/top_items.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

enum class TowerScore : std::uint8_t { Cosine, Dot };

struct TwoTowerParams {
    int dimension = 32; ///< of the vectors and of the items' embeddings, 1 … 512
    int hidden = 64;    ///< width of each tower's hidden layer (ReLU); 0 = none
    TowerScore score = TowerScore::Cosine;
    double temperature = 0.1; ///< scores are divided by it in the softmax, (0, 10]
    /// Passes over the interactions, at most; 0 = what makes 8,000 steps, within 4 … 200.
    int epochs = 0;
    int minibatch = 512; ///< interactions a step, 8 … 4096; also the negatives of each
    AdamParams adam = {.rate = 2e-3}; ///< the same for towers and embeddings
    double holdOut = 0.05;            ///< share of users one of whose items only measures, [0, 0.5]
    int patience = 3;                 ///< epochs without a better hold-out loss before it stops
    int history = 50;                 ///< at most so many of a user's items describe her, ≥ 1
    std::uint64_t seed = 1;
    int threads = 1; ///< the result does not depend on it

    Result<> validate() const;
};

/// What is known beside the interactions: numbers per user and per item on a common scale (0/1 or
/// standardised). Either may be empty (no columns).
struct TowerFeatures {
    MatrixView users; ///< users × columns
    MatrixView items; ///< items × columns
};

/// Two networks that meet in a dot product: what a user took and is → vector, an item → vector.
/// A user is the mean of the embeddings and features of her items, so that new users need no
/// training.
class TwoTower {
public:
    /// Larger magnitudes are refused: features belong on a common scale.
    static constexpr double kLargestFeature = 1e6;

    TwoTower() = default;

    std::size_t width() const { return m_width; } ///< of a vector, padded to a multiple of 8
    std::int32_t items() const { return m_items; }
    /// Unit vectors with TowerScore::Cosine. One item's vector: `width()` floats.
    std::span<const float> itemVector(std::int32_t item) const;
    /// The vector of anybody with these items and features (as many as in training). Errors: Usage
    /// (an item outside 0 … items−1, other number of features), InvalidNumber.
    Result<std::vector<float>> userVector(std::span<const std::int32_t> history,
                                          std::span<const double> features) const;

    /// Per asked user the `count` items of the highest score that are not her own in `seen`, best
    /// first (ties by item number); fewer where there are no more. Items that nobody took are
    /// listed too, by their features. Rows of the answer are those of `users`. The asked are rows
    /// of `seen` and of `userFeatures`. O(users · items · width), memory O(users · count + items ·
    /// width).
    Result<TopItems> top(const Interactions& seen, MatrixView userFeatures,
                         std::span<const std::int32_t> users, int count, int threads,
                         TaskContext& context) const;

private:
    friend class TwoTowerTraining;

    /// The input of the user tower for one history, `except` left out; how many items it is made
    /// of.
    std::size_t describeUser(std::span<const std::int32_t> history, std::int32_t except,
                             const float* features, float* to) const;
    void describeItem(std::int32_t item, float* to) const;
    /// Rows of a tower's input → vectors, of length 1 with cosine scores (then `inverse` gets one
    /// over their length before).
    void vectorsOf(const DenseNetwork& tower, const float* described, std::size_t rows,
                   NetworkPass& pass, float* unit, float* inverse) const;
    Result<> computeItemVectors(int threads, TaskContext& context);

    std::int32_t m_items = 0;
    std::size_t m_width = 0;
    std::size_t m_userColumns = 0;
    std::size_t m_itemColumns = 0;
    bool m_cosine = true;
    std::vector<float> m_embeddings;   ///< items × width
    std::vector<float> m_itemFeatures; ///< items × padded(itemColumns)
    DenseNetwork m_userTower;
    DenseNetwork m_itemTower;
    std::vector<float> m_vectors; ///< items × width
};

struct TwoTowerFit {
    TwoTower model;
    std::vector<double> loss;        ///< per epoch: mean −log softmax as met while training
    std::vector<double> holdOutLoss; ///< per epoch, at its end; empty with too few users
    int bestEpoch = 0;               ///< counted from 1: the model is that of its end
    bool stoppedEarly = false;
};

/// Fits by the softmax over the items of a minibatch (Covington, Adams & Sargin 2016; Yi et al.
/// 2019): for interaction (u, i) of batch B
///     loss = −log( e^{s(u,i)/τ − log q_i} / Σ_{j ∈ B} e^{s(u,j)/τ − log q_j} ),
/// q_j = the item's share of all interactions, which takes back that frequent items are negatives
/// more often; other columns of item i itself do not compete. A user's own item i is left out of
/// what describes her. Adam; an item's embedding moves only in steps where it occurs (lazy).
/// The model with the lowest loss on held-out interactions is kept; a held-out item takes no part
/// in training, nor does it describe its user there. Weights of interactions are not used. Missing
/// values: none allowed. O(epochs · interactions · (minibatch · dimension + history · dimension +
/// tower weights)); memory 4 · width · (4 · items) bytes, 4 · minibatch² and the features. Slices
/// of 64 interactions, added in order: the same bytes for any number of threads. Errors: Usage,
/// NotEnoughData (fewer than 8 interactions, fewer than 2 items), InvalidNumber, MemoryLimit,
/// NoConvergence (the loss overflowed), Cancelled.
Result<TwoTowerFit> fitTwoTower(const Interactions& interactions, const TowerFeatures& features,
                                const TwoTowerParams& params, TaskContext& context);

} // namespace mops::learn
