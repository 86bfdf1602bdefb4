#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace mops::learn {

/// In which direction the share of label 1 may go over the bins of a number.
enum class Trend : std::uint8_t { Free, Rising, Falling, Monotone };

struct BinningParams {
    int bins = 8;              ///< at most, 2 … 50; the bin of missing values is not counted
    int fineBins = 50;         ///< parts of equal size that bins are merged from, bins … 200
    double leastShare = 0.05;  ///< of the rows, in each bin, in [0, 0.5]
    Trend trend = Trend::Free; ///< Monotone: rising or falling, whichever tells more
    /// A further bin must tell more than chance would with this probability (chi-square).
    double significance = 0.05;

    Result<> validate() const;
};

struct Bin {
    double low = 0; ///< numbers: low < x ≤ high; ∓∞ at the ends
    double high = 0;
    std::vector<std::string> categories; ///< texts: what falls into it
    bool missing = false;                ///< the bin of NaN or of empty text
    bool other = false;                  ///< the bin of rare and of unknown texts
    std::int64_t rows = 0;
    std::int64_t events = 0; ///< rows with label 1
    double eventRate = 0;
    /// ln(share of the others / share of the events): above 0 fewer events than on average. Half a
    /// row is added to both counts where one is 0.
    double woe = 0;
    double iv = 0; ///< (share of the others − share of the events) · woe
};

/// A column in bins by how well they tell label 1 from 0.
struct Binning {
    bool text = false;
    std::vector<Bin> bins; ///< numbers ascending, texts by falling event rate; then missing
    double iv = 0;         ///< information value: Σ over bins

    /// Index into bins; −1 for what no bin holds (missing where nothing was missing, unknown text).
    int binOf(double value) const;
    int binOf(const std::string& value) const;
    /// The bin's WOE; 0, the average, where there is none.
    double woe(int bin) const { return bin < 0 ? 0.0 : bins[static_cast<std::size_t>(bin)].woe; }
};

/// Cuts numbers into the bins with the largest information value that the limits allow: exact over
/// all ways to merge neighbouring fine bins, by dynamic programming. Infinite numbers are numbers
/// here; NaN is missing and has its own bin. O(rows log rows + fineBins³ · bins).
/// Errors: Usage (params, lengths), NotEnoughData (no rows, one class only), InvalidNumber (label),
/// Cancelled.
Result<Binning> binNumbers(std::span<const double> values, std::span<const std::uint8_t> y,
                           const BinningParams& params, TaskContext& context);
/// Merges texts of similar event rate; texts with fewer than leastShare rows go to "other", and
/// empty text is missing. More than fineBins frequent texts are merged by event rate first.
Result<Binning> binTexts(std::span<const std::string> values, std::span<const std::uint8_t> y,
                         const BinningParams& params, TaskContext& context);

} // namespace mops::learn
