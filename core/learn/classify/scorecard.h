#pragma once

#include "core/learn/classify/binning.h"

namespace mops::learn {

/// A column for a scorecard: numbers (NaN = missing) or, when `texts` is not empty, words (empty =
/// missing). Does not own them.
struct ScorecardColumn {
    std::string name;
    std::span<const double> numbers;
    std::span<const std::string> texts;

    std::size_t rows() const { return texts.empty() ? numbers.size() : texts.size(); }
};

struct ScorecardParams {
    BinningParams binning = {};
    double l2 = 1.0;       ///< penalty of the logistic regression on the columns' WOE
    double leastIv = 0.02; ///< columns that tell less are left out
    /// A column whose coefficient contradicts its own bins (its news is in the other columns) is
    /// left out, worst first.
    bool dropContrary = true;
    double basePoints = 600;    ///< score at baseOdds
    double baseOdds = 50;       ///< others : events
    double pointsToDouble = 20; ///< by which the odds others : events double
    int threads = 1;

    Result<> validate() const;
};

enum class ScorecardFate : std::uint8_t { Used, LittleInformation, Contrary };

struct ScorecardAttribute {
    std::string name;
    Binning binning;
    ScorecardFate fate = ScorecardFate::Used;
    double coefficient = 0;     ///< on WOE, of the log-odds of an event: below 0
    double standardError = 0;   ///< NaN when not used
    std::vector<double> points; ///< per bin, unrounded; empty when not used
    double pointsElsewhere = 0; ///< for a value that no bin holds (average WOE)
};

struct Scorecard {
    std::vector<ScorecardAttribute> attributes; ///< in the order of the columns
    double intercept = 0;                       ///< of the log-odds of an event
    double basePoints = 0;
    double baseOdds = 0;
    double pointsToDouble = 0;
    int iterations = 0; ///< of the last regression

    /// P(event) of a score.
    double probability(double score) const;
};

/// Bins every column, fits label 1 (the event: a default, say) by a logistic regression on the
/// weights of evidence and writes it as points that add up: the more points, the fewer events are
/// expected. Σ points = basePoints + pointsToDouble / ln 2 · (ln(odds of no event) − ln(baseOdds)).
/// Source: N. Siddiqi, Credit Risk Scorecards, 2006. Missing values are a bin of their own.
/// O(columns · rows log rows) for the bins; memory rows · columns · 8 bytes. Does not depend on
/// `threads`. Errors: Usage (params, no columns, lengths), NotEnoughData (rows, classes, no column
/// that tells enough), InvalidNumber (label), Cancelled.
Result<Scorecard> fitScorecard(std::span<const ScorecardColumn> columns,
                               std::span<const std::uint8_t> y, const ScorecardParams& params,
                               TaskContext& context);

/// The score of every row: Σ points. The columns are those of the fit, in their order. Errors:
/// Usage.
Result<std::vector<double>> scoreRows(const Scorecard& card,
                                      std::span<const ScorecardColumn> columns);

/// How many rows fall into each bin of one attribute; the last count is of rows in none. For the
/// population stability of a column (stabilityOfCounts).
std::vector<std::int64_t> rowsPerBin(const Binning& binning, const ScorecardColumn& column);

} // namespace mops::learn
