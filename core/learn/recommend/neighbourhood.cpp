#include "core/learn/recommend/neighbourhood.h"

#include "core/base/slices.h"
#include "core/base/text.h"
#include "core/learn/parallel.h"

#include <cmath>
#include <memory>
#include <mutex>
#include <numeric>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kMostParts = 256;
constexpr std::size_t kQueriesBetweenQuestions = 4096;

kernels::PairRule ruleOf(const NeighbourhoodParams& params) {
    kernels::PairRule rule;
    rule.leastSupport = params.leastSupport;
    rule.shrinkage = params.shrinkage;
    switch (params.similarity) {
    case RatingSimilarity::PearsonBaseline:
        rule.measure = kernels::PairMeasure::ShrunkCosine;
        break;
    case RatingSimilarity::Pearson: rule.measure = kernels::PairMeasure::Correlation; break;
    case RatingSimilarity::Cosine: rule.measure = kernels::PairMeasure::Cosine; break;
    case RatingSimilarity::MeanSquaredDifference:
        rule.measure = kernels::PairMeasure::SquaredDifference;
        break;
    }
    return rule;
}

/// The pairs asked, by the row whose similarities they need. Unknown rows come last.
struct Asked {
    std::vector<std::size_t> begin; ///< rows + 1
    std::vector<std::size_t> at;    ///< place in the columns asked
    std::vector<std::size_t> rows;  ///< that are asked at all

    std::size_t first(std::size_t row) const { return begin[row]; }
};

bool knows(const RatingLists& lists, std::int32_t id) {
    return id >= 0 && static_cast<std::size_t>(id) < lists.lists() &&
           lists.size(static_cast<std::size_t>(id)) > 0;
}

Result<Asked> groupByRow(std::span<const std::int32_t> row, const RatingLists& rows,
                         TaskContext& context) {
    Asked asked;
    asked.begin.assign(rows.lists() + 1, 0);
    const auto counted = inSlices(row.size(), context, [&](std::size_t first, std::size_t last) {
        for (std::size_t q = first; q < last; ++q)
            if (knows(rows, row[q]))
                ++asked.begin[static_cast<std::size_t>(row[q]) + 1];
    });
    if (!counted)
        return failAs(counted);
    for (std::size_t r = 0; r < rows.lists(); ++r) {
        if (asked.begin[r + 1] > 0)
            asked.rows.push_back(r);
        asked.begin[r + 1] += asked.begin[r];
    }
    asked.at.resize(asked.begin.back());
    std::vector<std::size_t> next(asked.begin.begin(), asked.begin.end() - 1);
    const auto placed = inSlices(row.size(), context, [&](std::size_t first, std::size_t last) {
        for (std::size_t q = first; q < last; ++q)
            if (knows(rows, row[q]))
                asked.at[next[static_cast<std::size_t>(row[q])]++] = q;
    });
    if (!placed)
        return failAs(placed);
    return asked;
}

} // namespace

Result<> NeighbourhoodParams::validate() const {
    if (neighbours < 1)
        return fail(ErrorCode::Usage, "neighbours=" + std::to_string(neighbours), "at least 1");
    if (leastNeighbours < 1 || leastNeighbours > neighbours)
        return fail(ErrorCode::Usage, "least_neighbours=" + std::to_string(leastNeighbours),
                    "1 … " + std::to_string(neighbours));
    if (leastSupport < 1)
        return fail(ErrorCode::Usage, "least_support=" + std::to_string(leastSupport),
                    "at least 1");
    if (!(shrinkage >= 0) || !std::isfinite(shrinkage))
        return fail(ErrorCode::Usage, "shrinkage=" + formatDouble(shrinkage), "0 or more");
    if (const auto valid = baselines.validate(); !valid)
        return failAs(valid);
    if (scale)
        if (const auto valid = scale->validate(); !valid)
            return failAs(valid);
    return checkThreads(threads);
}

Result<Neighbourhood> Neighbourhood::fit(const RatingsView& ratings,
                                         const NeighbourhoodParams& params, TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkRatings(ratings); !valid)
        return failAs(valid);
    Neighbourhood model;
    model.m_params = params;
    model.m_scale = params.scale.value_or(scaleOf(ratings.value));
    auto byUser = listsByUser(ratings, context);
    if (!byUser)
        return failAs(byUser);
    auto byItem = listsByItem(ratings, context);
    if (!byItem)
        return failAs(byItem);
    BaselineParams baselineParams = params.baselines;
    baselineParams.threads = params.threads;
    auto baselines = fitBaselines(*byUser, *byItem, baselineParams, context);
    if (!baselines)
        return failAs(baselines);
    model.m_baselines = std::move(*baselines);
    const Baselines& base = model.m_baselines;
    const bool users = model.byUser();
    model.m_ratings.rows = std::move(users ? *byUser : *byItem);
    model.m_ratings.columns = std::move(users ? *byItem : *byUser);
    const std::vector<double>& rowBias = users ? base.user : base.item;
    const std::vector<double>& columnBias = users ? base.item : base.user;

    const bool residuals = params.similarity == RatingSimilarity::PearsonBaseline;
    // Correlation and difference do not change when all ratings are shifted; a whole number keeps
    // sums of whole ratings exact, so equal similarities stay equal.
    const double shift =
        params.similarity == RatingSimilarity::Cosine ? 0.0 : std::nearbyint(base.mean);
    model.m_ratings.deviation.resize(ratings.size());
    const auto prepare = [&](RatingLists& lists, const std::vector<double>& own,
                             const std::vector<double>& others, double* deviation) {
        const auto take = [&](std::size_t firstList, std::size_t lastList) {
            for (std::size_t l = firstList; l < lastList; ++l)
                for (std::size_t e = lists.first(l); e < lists.first(l) + lists.size(l); ++e) {
                    const double left = lists.value[e] - base.mean - own[l] -
                                        others[static_cast<std::size_t>(lists.other[e])];
                    lists.value[e] = residuals ? left : lists.value[e] - shift;
                    if (deviation != nullptr)
                        deviation[e] = left;
                }
        };
        return inSlices(lists.lists(), context, take, lists.lists() / 64 + 1);
    };
    if (const auto done = prepare(model.m_ratings.rows, rowBias, columnBias, nullptr); !done)
        return failAs(done);
    if (const auto done =
            prepare(model.m_ratings.columns, columnBias, rowBias, model.m_ratings.deviation.data());
        !done)
        return failAs(done);
    for (std::size_t c = 0; c < model.m_ratings.columns.lists(); ++c)
        model.m_ratings.longestColumn =
            std::max(model.m_ratings.longestColumn, model.m_ratings.columns.size(c));
    return model;
}

Result<RatingPredictions> Neighbourhood::estimate(const PairsView& pairs,
                                                  TaskContext& context) const {
    if (pairs.item.size() != pairs.size())
        return fail(ErrorCode::Usage, "pairs", "columns of one length");
    RatingPredictions result;
    result.value.resize(pairs.size());
    result.baseline.resize(pairs.size());
    result.neighbours.assign(pairs.size(), 0);
    for (std::size_t q = 0; q < pairs.size(); ++q)
        result.value[q] = result.baseline[q] = m_baselines.at(pairs.user[q], pairs.item[q]);

    const auto row = byUser() ? pairs.user : pairs.item;
    const auto column = byUser() ? pairs.item : pairs.user;
    const auto grouped = groupByRow(row, m_ratings.rows, context);
    if (!grouped)
        return failAs(grouped);
    const Asked& asked = *grouped;
    const auto answer = [&](NeighbourRow& worker, std::size_t q) {
        const auto c = static_cast<std::size_t>(column[q]);
        if (!knows(m_ratings.columns, column[q]))
            return;
        const kernels::NearestSums sums = worker.nearest(c);
        if (sums.used < static_cast<std::size_t>(m_params.leastNeighbours))
            return;
        const double taste = m_params.normalise ? sums.weighted / sums.similarities : sums.weighted;
        result.value[q] += taste;
        result.neighbours[q] = static_cast<std::int32_t>(sums.used);
    };

    std::vector<std::unique_ptr<NeighbourRow>> idle; // of parts that are through
    std::mutex idleMutex;
    std::atomic<std::size_t> rowsDone = 0;
    const std::size_t parts = std::min(asked.rows.size(), kMostParts);
    const auto done =
        forEachPart(parts, m_params.threads, context, [&](std::size_t p, StopSign& stop) {
            std::unique_ptr<NeighbourRow> worker;
            {
                const std::scoped_lock lock(idleMutex);
                if (!idle.empty()) {
                    worker = std::move(idle.back());
                    idle.pop_back();
                }
            }
            if (!worker)
                worker = std::make_unique<NeighbourRow>(
                    m_ratings, ruleOf(m_params), static_cast<std::size_t>(m_params.neighbours));
            const std::size_t end = asked.rows.size() * (p + 1) / parts;
            for (std::size_t a = asked.rows.size() * p / parts; a < end; ++a) {
                const std::size_t r = asked.rows[a];
                if (stop.raised() || !worker->begin(r, stop))
                    return;
                for (std::size_t s = asked.first(r); s < asked.first(r + 1); ++s) {
                    if ((s - asked.first(r)) % kQueriesBetweenQuestions == 0 && stop.raised())
                        return;
                    answer(*worker, asked.at[s]);
                }
                worker->end();
                ++rowsDone;
            }
            context.report(
                {.stage = "neighbours",
                 .fraction = static_cast<double>(rowsDone) / static_cast<double>(asked.rows.size()),
                 .done = static_cast<std::int64_t>(rowsDone),
                 .total = static_cast<std::int64_t>(asked.rows.size()),
                 .object = {}});
            const std::scoped_lock lock(idleMutex);
            idle.push_back(std::move(worker));
        });
    if (!done)
        return failAs(done);
    return result;
}

Result<RatingPredictions> Neighbourhood::predict(const PairsView& pairs,
                                                 TaskContext& context) const {
    auto result = estimate(pairs, context);
    if (!result)
        return result;
    for (std::size_t q = 0; q < pairs.size(); ++q) {
        result->value[q] = m_scale.clip(result->value[q]);
        result->baseline[q] = m_scale.clip(result->baseline[q]);
    }
    return result;
}

Result<std::vector<RatedItem>> Neighbourhood::recommend(std::int32_t user, int n,
                                                        TaskContext& context) const {
    const RatingLists& byUserLists = byUser() ? m_ratings.rows : m_ratings.columns;
    const RatingLists& byItemLists = byUser() ? m_ratings.columns : m_ratings.rows;
    if (n < 1)
        return fail(ErrorCode::Usage, "n=" + std::to_string(n), "at least 1");
    if (!knows(byUserLists, user))
        return fail(ErrorCode::NotFound, "user " + std::to_string(user));
    std::vector<bool> rated(byItemLists.lists(), false);
    const auto list = static_cast<std::size_t>(user);
    for (std::size_t e = byUserLists.first(list);
         e < byUserLists.first(list) + byUserLists.size(list); ++e)
        rated[static_cast<std::size_t>(byUserLists.other[e])] = true;
    std::vector<std::int32_t> items;
    for (std::size_t i = 0; i < byItemLists.lists(); ++i)
        if (!rated[i] && byItemLists.size(i) > 0)
            items.push_back(static_cast<std::int32_t>(i));
    const std::vector<std::int32_t> users(items.size(), user);
    const auto predicted = estimate({users, items}, context);
    if (!predicted)
        return failAs(predicted);
    std::vector<std::size_t> order(items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::size_t shown = std::min(order.size(), static_cast<std::size_t>(n));
    std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(shown),
                              [&](std::size_t a, std::size_t b) {
                                  return predicted->value[a] != predicted->value[b]
                                             ? predicted->value[a] > predicted->value[b]
                                             : a < b;
                              });
    std::vector<RatedItem> result;
    for (std::size_t s = 0; s < shown; ++s)
        result.push_back({items[order[s]], m_scale.clip(predicted->value[order[s]]),
                          predicted->neighbours[order[s]]});
    return result;
}

} // namespace mops::learn
