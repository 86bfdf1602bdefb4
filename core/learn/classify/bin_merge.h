#pragma once

#include "core/learn/classify/binning.h"

#include <cstdint>
#include <vector>

namespace mops::learn {

struct ClassCounts {
    std::int64_t others = 0;
    std::int64_t events = 0;

    std::int64_t rows() const { return others + events; }
    double eventRate() const {
        return rows() > 0 ? static_cast<double>(events) / static_cast<double>(rows()) : 0.0;
    }
    ClassCounts& operator+=(const ClassCounts& more) {
        others += more.others;
        events += more.events;
        return *this;
    }
};

struct Evidence {
    double woe = 0;
    double iv = 0;
};
/// Of a bin among `all` rows.
Evidence evidenceOf(const ClassCounts& bin, const ClassCounts& all);

struct MergeLimits {
    int bins = 8;
    std::int64_t leastRows = 1;
    Trend trend = Trend::Free;
    double cost = 0; ///< information value that a bin must be worth
};

/// Where merged bins end (exclusive) so that Σ (iv − cost) is largest; never empty. Neighbours that
/// cannot keep the limits even as one bin become one bin.
std::vector<std::size_t> bestMerge(const std::vector<ClassCounts>& fine, const ClassCounts& all,
                                   const MergeLimits& limits);

/// The information value that a bin of pure noise has with probability `significance`: a chi-square
/// quantile of one degree times (1/others + 1/events).
double costOfBin(const ClassCounts& all, double significance);

} // namespace mops::learn
