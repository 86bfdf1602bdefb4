#include "core/learn/recommend/rating_grid.h"

#include "core/base/slices.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace mops::learn {
namespace {

constexpr double kRatingsPerBlock = 1024;
constexpr double kMostLines = 32;

std::size_t sideFor(std::size_t ratings) {
    const double side = std::sqrt(static_cast<double>(ratings) / kRatingsPerBlock);
    return static_cast<std::size_t>(std::clamp(side, 1.0, kMostLines));
}

/// The line of each id: ids with most ratings first, each to the line with least so far.
std::vector<std::uint8_t> balancedLines(const std::vector<std::size_t>& counts, std::size_t lines) {
    std::vector<std::size_t> order(counts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order,
                             [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
    std::vector<std::size_t> load(lines, 0);
    std::vector<std::uint8_t> line(counts.size(), 0);
    for (const std::size_t id : order) {
        const auto least = std::ranges::min_element(load);
        *least += counts[id];
        line[id] = static_cast<std::uint8_t>(least - load.begin());
    }
    return line;
}

} // namespace

RatingGrid::RatingGrid(std::size_t ratings)
    : m_side(sideFor(ratings))
    , m_begin(m_side * m_side + 1, 0)
    , m_ratings(ratings) {}

Result<RatingGrid> RatingGrid::cut(const std::vector<kernels::FactorRating>& ratings,
                                   std::size_t users, std::size_t items, const Rng& rng,
                                   TaskContext& context) {
    RatingGrid grid(ratings.size());
    std::vector<std::size_t> perUser(users, 0);
    std::vector<std::size_t> perItem(items, 0);
    const auto overAll = [&](const auto& use) {
        return inSlices(ratings.size(), context, [&](std::size_t first, std::size_t last) {
            for (std::size_t e = first; e < last; ++e)
                use(ratings[e]);
        });
    };
    const auto counted = overAll([&](const kernels::FactorRating& r) {
        ++perUser[static_cast<std::size_t>(r.user)];
        ++perItem[static_cast<std::size_t>(r.item)];
    });
    if (!counted)
        return failAs(counted);
    const auto rowOf = balancedLines(perUser, grid.m_side);
    const auto columnOf = balancedLines(perItem, grid.m_side);
    const auto blockOf = [&](const kernels::FactorRating& r) {
        return rowOf[static_cast<std::size_t>(r.user)] * grid.m_side +
               columnOf[static_cast<std::size_t>(r.item)];
    };
    const auto measured =
        overAll([&](const kernels::FactorRating& r) { ++grid.m_begin[blockOf(r) + 1]; });
    if (!measured)
        return failAs(measured);
    std::partial_sum(grid.m_begin.begin(), grid.m_begin.end(), grid.m_begin.begin());
    std::vector<std::size_t> next(grid.m_begin.begin(), grid.m_begin.end() - 1);
    const auto placed =
        overAll([&](const kernels::FactorRating& r) { grid.m_ratings[next[blockOf(r)]++] = r; });
    if (!placed)
        return failAs(placed);
    for (std::size_t b = 0; b + 1 < grid.m_begin.size(); ++b) {
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        Rng own = rng.fork(b);
        const std::size_t first = grid.m_begin[b];
        for (std::size_t left = grid.m_begin[b + 1] - first; left > 1; --left)
            std::swap(grid.m_ratings[first + left - 1], grid.m_ratings[first + own.below(left)]);
    }
    return grid;
}

} // namespace mops::learn
