#include "core/learn/measure/metrics.h"
#include "core/recommend/purchases.h"
#include "core/recommend/ranking.h"
#include "core/recommend/recommend.h"

#include <algorithm>
#include <array>

namespace mops::recommend {
namespace {

constexpr std::array kRankings{Ranking::ItemItem, Ranking::PopularInCategory, Ranking::Popular,
                               Ranking::Blend};
constexpr double kTrainingShare = 0.8;
constexpr std::size_t kUsersBetweenQuestions = 64;

/// A buyer whose past predicts and whose new products judge.
struct TestUser {
    std::vector<std::uint32_t> history;
    std::vector<std::int32_t> relevant;
};

Day splitDay(const mart::TradeColumns& trade, std::int64_t asOf) {
    std::vector<std::int64_t> times;
    std::copy_if(trade.itemOrderedAt.begin(), trade.itemOrderedAt.end(), std::back_inserter(times),
                 [&](std::int64_t at) { return at <= asOf; });
    const auto rank = times.begin() + static_cast<std::ptrdiff_t>(
                                          kTrainingShare * static_cast<double>(times.size() - 1));
    std::nth_element(times.begin(), rank, times.end());
    return dayOf(fromSeconds(*rank));
}

std::vector<TestUser> testUsers(const Purchases& before, const Purchases& all, std::int64_t split) {
    std::vector<TestUser> users;
    for (std::size_t buyer = 0; buyer < before.buyers(); ++buyer) {
        TestUser user;
        for (const Purchase& purchase : before.of(buyer))
            user.history.push_back(purchase.product);
        for (const Purchase& purchase : all.of(buyer)) {
            if (purchase.at >= split &&
                !std::binary_search(user.history.begin(), user.history.end(), purchase.product))
                user.relevant.push_back(static_cast<std::int32_t>(purchase.product));
        }
        if (!user.history.empty() && !user.relevant.empty())
            users.push_back(std::move(user));
    }
    return users;
}

std::vector<std::int32_t> listFor(const Shelf& shelf, const TestUser& user, Ranking ranking,
                                  int top) {
    std::vector<std::int32_t> list;
    const auto wanted = static_cast<std::size_t>(top);
    for (const Candidate& candidate : rank(shelf, user.history, ranking, wanted)) {
        if (list.size() == wanted)
            break;
        if (!std::binary_search(user.history.begin(), user.history.end(), candidate.product))
            list.push_back(static_cast<std::int32_t>(candidate.product));
    }
    return list;
}

Result<RecommendScore> measure(const Shelf& shelf, const std::vector<TestUser>& users,
                               Ranking ranking, int top, std::int64_t items, TaskContext& context) {
    RecommendScore score;
    score.algorithm = rankingName(ranking);
    score.users = static_cast<std::int64_t>(users.size());
    std::vector<bool> shown(shelf.category.size(), false);
    for (std::size_t u = 0; u < users.size(); ++u) {
        if (u % kUsersBetweenQuestions == 0 && context.cancelled())
            return fail(ErrorCode::Cancelled);
        const std::vector<std::int32_t> list = listFor(shelf, users[u], ranking, top);
        const learn::RankingScore one = learn::rankingScore(list, users[u].relevant, top);
        score.precision += one.precision;
        score.recall += one.recall;
        score.ndcg += one.ndcg;
        score.map += one.averagePrecision;
        for (const std::int32_t product : list)
            shown[static_cast<std::size_t>(product)] = true;
    }
    const auto count = static_cast<double>(users.size());
    score.precision /= count;
    score.recall /= count;
    score.ndcg /= count;
    score.map /= count;
    score.coverage = static_cast<double>(std::count(shown.begin(), shown.end(), true)) /
                     static_cast<double>(items);
    return score;
}

std::int64_t productsIn(const Purchases& purchases, std::size_t products) {
    std::vector<bool> seen(products, false);
    for (const Purchase& purchase : purchases.entries)
        seen[purchase.product] = true;
    return std::count(seen.begin(), seen.end(), true);
}

} // namespace

Result<RecommendEvaluation> evaluate(const mart::TradeColumns& trade, const RecommendParams& params,
                                     TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    const Day lastDay = params.asOf.value_or(dayOf(fromSeconds(trade.lastOrderedAt)));
    const std::int64_t asOf = toSeconds(Instant{lastDay}) + kSecondsPerDay - 1;
    if (trade.items() == 0 || asOf < trade.firstOrderedAt)
        return fail(ErrorCode::NotEnoughData, "no orders by " + formatDay(lastDay),
                    "buyers who bought twice");
    RecommendEvaluation evaluation;
    evaluation.top = params.top;
    evaluation.split = splitDay(trade, asOf);
    const std::int64_t split = toSeconds(Instant{evaluation.split});
    // Nothing after the split is known when the lists are made, cancellations included.
    const Purchases before = readPurchases(trade, split - 1);
    const std::vector<TestUser> users = testUsers(before, readPurchases(trade, asOf), split);
    if (users.empty())
        return fail(ErrorCode::NotEnoughData,
                    "no buyer bought before and after " + formatDay(evaluation.split),
                    "buyers who bought twice");
    evaluation.items = productsIn(before, trade.products());
    const auto shelf =
        buildShelf(trade, before, split - params.soldWithinDays * kSecondsPerDay, params, context);
    if (!shelf)
        return failAs(shelf);
    double done = 0;
    for (const Ranking ranking : kRankings) {
        context.report({"evaluate", 0.6 + 0.1 * done++, 0, 0, {}});
        auto score = measure(*shelf, users, ranking, params.top, evaluation.items, context);
        if (!score)
            return failAs(score);
        evaluation.scores.push_back(std::move(*score));
    }
    return evaluation;
}

} // namespace mops::recommend
