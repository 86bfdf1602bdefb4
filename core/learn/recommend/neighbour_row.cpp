#include "core/learn/recommend/neighbour_row.h"

#include <algorithm>

namespace mops::learn {
namespace {

constexpr std::size_t kPairsBetweenQuestions = 4'000'000;

} // namespace

template <class Use>
void NeighbourRow::forOwnColumns(const Use& use) const {
    const RatingLists& rows = m_ratings.rows;
    const RatingLists& columns = m_ratings.columns;
    for (std::size_t e = rows.first(m_row); e < rows.first(m_row) + rows.size(m_row); ++e) {
        const auto column = static_cast<std::size_t>(rows.other[e]);
        use(columns.other.data() + columns.first(column), columns.size(column));
    }
}

NeighbourRow::NeighbourRow(const ComparedRatings& ratings, const kernels::PairRule& rule,
                           std::size_t nearest)
    : m_ratings(ratings)
    , m_rule(rule)
    , m_nearest(nearest)
    , m_width(kernels::pairWidth(rule.measure))
    , m_sums(ratings.rows.lists() * m_width, 0.0)
    , m_similarity(ratings.rows.lists(), 0.0)
    , m_scratch(kernels::nearestScratch(ratings.longestColumn)) {}

bool NeighbourRow::begin(std::size_t row, StopSign& stop) {
    const RatingLists& rows = m_ratings.rows;
    const RatingLists& columns = m_ratings.columns;
    m_row = row;
    std::size_t pairs = 0;
    for (std::size_t e = rows.first(row); e < rows.first(row) + rows.size(row); ++e) {
        const auto column = static_cast<std::size_t>(rows.other[e]);
        const std::size_t first = columns.first(column);
        const std::size_t count = columns.size(column);
        kernels::addPairs(columns.other.data() + first, columns.value.data() + first, count,
                          rows.value[e], m_width, m_sums.data());
        pairs += count;
        m_sinceQuestion += count;
        if (m_sinceQuestion >= kPairsBetweenQuestions) {
            m_sinceQuestion = 0;
            if (stop.raised())
                return false;
        }
    }
    m_sparse = pairs < rows.lists();
    if (m_sparse)
        forOwnColumns([&](const std::int32_t* others, std::size_t count) {
            kernels::takeSimilaritiesOf(others, count, m_sums.data(), m_rule, m_similarity.data());
        });
    else
        kernels::takeSimilarities(m_sums.data(), rows.lists(), m_rule, m_similarity.data());
    m_similarity[row] = 1.0;
    return true;
}

kernels::NearestSums NeighbourRow::nearest(std::size_t column) {
    const RatingLists& columns = m_ratings.columns;
    const std::size_t first = columns.first(column);
    return kernels::sumNearest(columns.other.data() + first, m_ratings.deviation.data() + first,
                               columns.size(column), m_similarity.data(), m_nearest,
                               m_scratch.data());
}

void NeighbourRow::end() {
    if (m_sparse)
        forOwnColumns([&](const std::int32_t* others, std::size_t count) {
            for (std::size_t e = 0; e < count; ++e)
                m_similarity[static_cast<std::size_t>(others[e])] = 0.0;
        });
    else
        std::ranges::fill(m_similarity, 0.0);
}

} // namespace mops::learn
