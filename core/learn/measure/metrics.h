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
    double precision() const;         ///< 0 when nothing is called positive
    double recall() const;            ///< 0 when nothing is positive
    double f1() const;                ///< 0 when precision + recall is 0
    double specificity() const;       ///< true negative rate; 0 when nothing is negative
    double falsePositiveRate() const; ///< 0 when nothing is negative
    double balancedAccuracy() const;  ///< mean recall of the classes that occur
    double matthews() const;          ///< correlation of call and label; 0 with an empty margin
    std::int64_t rows() const {
        return truePositive + falsePositive + trueNegative + falseNegative;
    }
};

Confusion confusionAt(std::span<const std::uint8_t> y, std::span<const double> score,
                      double threshold);

// The functions below take as many scores as labels. With none, with unequal lengths or with a NaN
// score, numbers come back as NaN and lists empty.

/// Area under the ROC curve, ties counted half (Mann–Whitney). NaN with one class only.
double rocAuc(std::span<const std::uint8_t> y, std::span<const double> score);
/// Average precision: Σ (R_k − R_{k−1}) P_k over distinct scores. NaN without positives.
double prAuc(std::span<const std::uint8_t> y, std::span<const double> score);
/// Mean −log likelihood, probabilities clipped to [ε, 1 − ε] with ε = 2⁻⁵².
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

/// (recall, precision) at each distinct score, highest first, after (0, 1) at threshold ∞; empty
/// without positives.
std::vector<CurvePoint> precisionRecallCurve(std::span<const std::uint8_t> y,
                                             std::span<const double> score);

/// Kolmogorov–Smirnov: the largest distance between the score distributions of the classes.
struct Separation {
    double ks = 0;        ///< NaN with one class only
    double threshold = 0; ///< calling scores from here on positive reaches it
};
Separation kolmogorovSmirnov(std::span<const std::uint8_t> y, std::span<const double> score);

struct ReliabilityBin {
    double meanPredicted = 0;
    double observedRate = 0;
    std::int64_t rows = 0;
};
/// Rows sorted by probability and cut into `bins` parts of equal size (±1 row; fewer parts when
/// there are fewer rows).
std::vector<ReliabilityBin> reliability(std::span<const std::uint8_t> y,
                                        std::span<const double> probability, int bins);

/// [0, 1] cut into `bins` parts of equal width, empty ones left out; a probability on an edge
/// belongs to the part below (0 to the first).
std::vector<ReliabilityBin> reliabilityOfEqualWidth(std::span<const std::uint8_t> y,
                                                    std::span<const double> probability, int bins);
/// Expected calibration error: mean |observed − predicted| over the bins, weighted by rows. NaN
/// without bins. Naeini, Cooper, Hauskrecht 2015.
double expectedCalibrationError(std::span<const ReliabilityBin> bins);
/// The largest |observed − predicted|. NaN without bins.
double maximumCalibrationError(std::span<const ReliabilityBin> bins);

/// Population stability index of shares: Σ (aᵢ − eᵢ) ln(aᵢ / eᵢ) over bins with counts; a share of
/// zero counts as half a row. By custom below 0.1 is stable, above 0.25 has shifted. NaN when a
/// side is empty or the lengths differ.
double stabilityOfCounts(std::span<const std::int64_t> expected,
                         std::span<const std::int64_t> actual);
/// The same of numbers, in `bins` parts of equal size by the expected ones (equal numbers stay
/// together, so there may be fewer). NaN numbers are a bin of their own.
double populationStability(std::span<const double> expected, std::span<const double> actual,
                           int bins = 10);

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
