#include "core/learn/rating_grid.h"

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

RatingGrid::RatingGrid(const std::vector<kernels::FactorRating>& ratings, std::size_t users,
                       std::size_t items, const Rng& rng)
    : m_side(sideFor(ratings.size()))
    , m_begin(m_side * m_side + 1, 0)
    , m_ratings(ratings.size()) {
    std::vector<std::size_t> perUser(users, 0);
    std::vector<std::size_t> perItem(items, 0);
    for (const kernels::FactorRating& r : ratings) {
        ++perUser[static_cast<std::size_t>(r.user)];
        ++perItem[static_cast<std::size_t>(r.item)];
    }
    const auto rowOf = balancedLines(perUser, m_side);
    const auto columnOf = balancedLines(perItem, m_side);
    const auto blockOf = [&](const kernels::FactorRating& r) {
        return rowOf[static_cast<std::size_t>(r.user)] * m_side +
               columnOf[static_cast<std::size_t>(r.item)];
    };
    for (const kernels::FactorRating& r : ratings)
        ++m_begin[blockOf(r) + 1];
    std::partial_sum(m_begin.begin(), m_begin.end(), m_begin.begin());
    std::vector<std::size_t> next(m_begin.begin(), m_begin.end() - 1);
    for (const kernels::FactorRating& r : ratings)
        m_ratings[next[blockOf(r)]++] = r;
    for (std::size_t b = 0; b + 1 < m_begin.size(); ++b) {
        Rng own = rng.fork(b);
        for (std::size_t left = m_begin[b + 1] - m_begin[b]; left > 1; --left)
            std::swap(m_ratings[m_begin[b] + left - 1], m_ratings[m_begin[b] + own.below(left)]);
    }
}

} // namespace mops::learn
