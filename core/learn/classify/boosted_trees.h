#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/matrix.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mops::learn {

class Booster;

struct BoostedTreesParams {
    int rounds = 100;               ///< trees, 1 … 10,000
    int depth = 6;                  ///< most splits on a path, 1 … 16
    double eta = 0.3;               ///< share of each tree that is taken, (0, 1]
    double minChildWeight = 1;      ///< least Σ p(1 − p)·weight in a leaf, ≥ 0
    double l2 = 1;                  ///< penalty on squared leaf values, ≥ 0
    double l1 = 0;                  ///< penalty on absolute leaf values, ≥ 0
    double minGain = 0;             ///< least gain of a split (gamma), ≥ 0
    double rowShare = 1;            ///< rows drawn per tree, (0, 1]
    double columnShare = 1;         ///< columns drawn per tree, (0, 1]
    int maxBins = 256;              ///< bins of a column's histogram, 2 … 4,096
    double positiveWeight = 1;      ///< factor on the gradients of rows with label 1 (> 0)
    std::vector<int> monotone = {}; ///< per column 1 rising, −1 falling, 0 free; empty = all free
    double holdOut = 0;             ///< share of rows kept apart to stop early, [0, 0.9]
    bool holdOutLast = false;       ///< the last rows instead of drawn ones: for rows in time order
    int patience = 20; ///< rounds without a better hold-out loss before stopping, ≥ 1
    bool recordTrainingLoss = false; ///< fill trainingLossPerRound: costs a few per cent of time
    std::uint64_t seed = 1;
    int threads = 1; ///< the result does not depend on it

    Result<> validate() const;
};

/// What a column does in the trees; all 0 when it never splits.
struct ColumnImportance {
    double gain = 0;      ///< mean gain of its splits, as shares that sum to 1 over the columns
    double totalGain = 0; ///< sum of the gains, as shares that sum to 1
    std::int64_t splits = 0;
};

/// A boosted ensemble for a probability. Moves, does not copy; used by one thread at a time.
class BoostedTrees {
public:
    BoostedTrees(Booster booster, std::size_t columns, int rounds);
    BoostedTrees(BoostedTrees&&) noexcept;
    BoostedTrees& operator=(BoostedTrees&&) noexcept;
    ~BoostedTrees();

    std::size_t columns() const { return m_columns; }
    int rounds() const { return m_rounds; }

    // x is rows × columns(), NaN = missing. Errors of all three: Usage (other columns, threads),
    // InvalidNumber (infinite), Cancelled (asked between slices of some milliseconds).

    /// P(y = 1) per row. O(rows · rounds · depth).
    Result<std::vector<double>> probabilities(MatrixView x, int threads,
                                              TaskContext& context) const;
    /// Log-odds per row.
    Result<std::vector<double>> margins(MatrixView x, int threads, TaskContext& context) const;
    /// Exact Shapley values of the trees in log-odds (Lundberg, Erion & Lee 2018), rows ×
    /// (columns + 1); the last column is what every row starts from. A row sums to its margin
    /// (1e-5: 4-byte numbers). About a millisecond a row at 100 trees of depth 6: for a few rows.
    Result<Matrix> contributions(MatrixView x, int threads, TaskContext& context) const;

    Result<std::vector<ColumnImportance>> importances() const;

    /// The model as bytes, with a checksum. The same model gives the same bytes.
    Result<std::string> save() const;
    /// Errors: IntegrityFault (not such bytes, or damaged). For bytes of one's own store: the
    /// checksum finds accidents, not forgery.
    static Result<BoostedTrees> load(std::string_view bytes);

private:
    std::unique_ptr<Booster> m_booster;
    std::size_t m_columns = 0;
    int m_rounds = 0;
};

struct BoostedTreesResult {
    BoostedTrees model;
    int roundsRun = 0;         ///< rounds trained; the model keeps the best of them
    bool stoppedEarly = false; ///< for want of improvement, before params.rounds
    double trainingLoss = 0;   ///< mean log loss of the model kept, on the rows trained on
    std::vector<double> trainingLossPerRound; ///< when asked for
    std::vector<double> holdOutLossPerRound;  ///< empty without hold-out
};

/// Gradient boosting of regression trees on the logistic loss (Chen & Guestrin, XGBoost, KDD 2016),
/// computed by the XGBoost library with its histogram method. A missing value (NaN) goes the way
/// that the training rows of that split preferred. Starts from probability ½ (base_score 0.5).
/// x is rows × columns, y 0 or 1, `weights` (≥ 0) may be empty. O(rounds · rows · columns), memory
/// about 2 bytes a value of x, 40 bytes a row and 16 bytes · maxBins · columns a node; above 4 GiB
/// of the latter it is refused. Asks to cancel between slices of rows and between rounds: a round
/// takes some 25 ms at 100k × 30, 250 ms at 1M × 30. Errors: Usage, InvalidNumber (labels, weights,
/// infinite values), NotEnoughData (one class only), MemoryLimit, Cancelled.
Result<BoostedTreesResult> fitBoostedTrees(MatrixView x, std::span<const std::uint8_t> y,
                                           std::span<const double> weights,
                                           const BoostedTreesParams& params, TaskContext& context);

} // namespace mops::learn
