#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

/// Of a binary classifier at one threshold (score ≥ threshold counts as positive).
struct Confusion {
    std::int64_t truePositive = 0;
    std::int64_t falsePositive = 0;
    std::int64_t trueNegative = 0;
    std::int64_t falseNegative = 0;

    double accuracy() const;
    double precision() const; ///< 0 when nothing is called positive
    double recall() const;    ///< 0 when nothing is positive
    double f1() const;        ///< 0 when precision + recall is 0
};

Confusion confusionAt(std::span<const std::uint8_t> y, std::span<const double> score,
                      double threshold);

// The functions below take as many scores as labels. With none, with unequal lengths or with a NaN
// score, numbers come back as NaN and lists empty.

/// Area under the ROC curve, ties counted half (Mann–Whitney). NaN with one class only.
double rocAuc(std::span<const std::uint8_t> y, std::span<const double> score);
/// Average precision: Σ (R_k − R_{k−1}) P_k over distinct scores. NaN without positives.
double prAuc(std::span<const std::uint8_t> y, std::span<const double> score);
/// Mean −log likelihood, probabilities clipped to [1e-15, 1 − 1e-15].
double logLoss(std::span<const std::uint8_t> y, std::span<const double> probability);
/// Mean squared difference of probability and outcome.
double brier(std::span<const std::uint8_t> y, std::span<const double> probability);

struct CurvePoint {
    double threshold = 0;
    double x = 0;
    double y = 0;
};
/// (false positive rate, true positive rate) at each distinct score, from (0,0) at threshold ∞ to
/// (1,1); empty with one class only.
std::vector<CurvePoint> rocCurve(std::span<const std::uint8_t> y, std::span<const double> score);

struct ReliabilityBin {
    double meanPredicted = 0;
    double observedRate = 0;
    std::int64_t rows = 0;
};
/// Rows sorted by probability and cut into `bins` parts of equal size (±1 row; fewer parts when
/// there are fewer rows).
std::vector<ReliabilityBin> reliability(std::span<const std::uint8_t> y,
                                        std::span<const double> probability, int bins);

/// Ranking metrics at n for one user. `relevant` holds the true items, `ranked` the list shown;
/// an item shown twice counts once. All 0 without relevant items.
struct RankingScore {
    double precision = 0;
    double recall = 0;
    double ndcg = 0;
    double averagePrecision = 0;
};
RankingScore rankingScore(std::span<const std::int32_t> ranked,
                          std::span<const std::int32_t> relevant, int n);

} // namespace mops::learn
