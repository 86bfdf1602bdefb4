#pragma once

#include "core/base/result.h"
#include "core/base/rng.h"
#include "core/base/task_context.h"
#include "core/learn/kernels/factor_steps.h"

#include <cstddef>
#include <vector>

namespace mops::learn {

/// Ratings cut into side × side blocks, users by rows and items by columns, each line with about
/// as many ratings. Blocks (r, (r + s) mod side) for all r share no user and no item: a stratum.
class RatingGrid {
public:
    /// Within a block the order is drawn from `rng`. Errors: Cancelled.
    static Result<RatingGrid> cut(const std::vector<kernels::FactorRating>& ratings,
                                  std::size_t users, std::size_t items, const Rng& rng,
                                  TaskContext& context);

    std::size_t side() const { return m_side; }
    const kernels::FactorRating* block(std::size_t row, std::size_t column) const {
        return m_ratings.data() + m_begin[row * m_side + column];
    }
    std::size_t size(std::size_t row, std::size_t column) const {
        return m_begin[row * m_side + column + 1] - m_begin[row * m_side + column];
    }

private:
    explicit RatingGrid(std::size_t ratings);

    std::size_t m_side;
    std::vector<std::size_t> m_begin; ///< side² + 1
    std::vector<kernels::FactorRating> m_ratings;
};

} // namespace mops::learn
