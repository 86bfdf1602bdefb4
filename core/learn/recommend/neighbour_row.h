#pragma once

#include "core/learn/kernels/neighbourhood.h"
#include "core/learn/parallel.h"
#include "core/learn/recommend/ratings.h"

#include <cstddef>
#include <vector>

namespace mops::learn {

/// Ratings as the search for neighbours sees them: rows are those compared (users or items),
/// columns the others; values are what the similarity is taken of.
struct ComparedRatings {
    RatingLists rows;
    RatingLists columns;
    std::vector<double> deviation; ///< from the baseline, per entry of columns
    std::size_t longestColumn = 0;
};

/// One worker's room: the similarities of one row to all others, and the way to them. Rows that
/// meet few others are taken entry by entry, so that the cost does not depend on how many there
/// are.
class NeighbourRow {
public:
    /// `ratings` outlives it.
    NeighbourRow(const ComparedRatings& ratings, const kernels::PairRule& rule,
                 std::size_t nearest);

    /// False when stopped; it is of no use then.
    bool begin(std::size_t row, StopSign& stop);
    /// Over the nearest of those in the column.
    kernels::NearestSums nearest(std::size_t column);
    /// All similarities are 0 again, as begin() wants them.
    void end();

private:
    template <class Use>
    void forOwnColumns(const Use& use) const;

    const ComparedRatings& m_ratings;
    kernels::PairRule m_rule;
    std::size_t m_nearest;
    std::size_t m_width;
    std::vector<double> m_sums;
    std::vector<double> m_similarity;
    std::vector<double> m_scratch;
    std::size_t m_row = 0;
    std::size_t m_sinceQuestion = 0;
    bool m_sparse = false;
};

} // namespace mops::learn
