#include "core/learn/measure/ranking_evaluation.h"

#include "core/learn/measure/metrics.h"

#include <algorithm>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kUsersBetweenQuestions = 1024;

Result<> check(const TopItems& lists, const Interactions& taken, const Interactions& later,
               int top) {
    if (top < 1)
        return fail(ErrorCode::Usage, "top=" + std::to_string(top), "at least 1");
    for (const Interactions* part : {&taken, &later})
        if (const auto valid = checkInteractions(*part); !valid)
            return valid;
    if (taken.users() != later.users() || taken.items != later.items ||
        lists.users() != static_cast<std::size_t>(taken.users()))
        return fail(ErrorCode::Usage, "later", "the users and items of the lists");
    if (std::ranges::any_of(lists.entries, [&](const ScoredItem& entry) {
            return entry.item < 0 || entry.item >= taken.items;
        }))
        return fail(ErrorCode::Usage, "lists", std::to_string(taken.items) + " items");
    return {};
}

void add(RankingEvaluation& sums, const RankingScore& score) {
    sums.precision += score.precision;
    sums.recall += score.recall;
    sums.ndcg += score.ndcg;
    sums.map += score.averagePrecision;
    ++sums.users;
}

double shareShown(const std::vector<bool>& shown, const Interactions& taken) {
    std::vector<bool> known(shown.size(), false);
    for (const std::int32_t item : taken.item)
        known[static_cast<std::size_t>(item)] = true;
    return static_cast<double>(std::ranges::count(shown, true)) /
           static_cast<double>(std::ranges::count(known, true));
}

} // namespace

Result<RankingEvaluation> evaluateRanking(const TopItems& lists, const Interactions& taken,
                                          const Interactions& later, int top,
                                          TaskContext& context) {
    if (const auto valid = check(lists, taken, later, top); !valid)
        return failAs(valid);
    RankingEvaluation result;
    result.top = top;
    std::vector<bool> shown(static_cast<std::size_t>(taken.items), false);
    std::vector<std::int32_t> ranked;
    std::vector<std::int32_t> relevant;
    for (std::size_t u = 0; u < lists.users(); ++u) {
        if (u % kUsersBetweenQuestions == 0 && context.cancelled())
            return fail(ErrorCode::Cancelled);
        const auto user = static_cast<std::int32_t>(u);
        const auto before = taken.itemsOf(user);
        const auto after = later.itemsOf(user);
        relevant.clear();
        std::ranges::set_difference(after, before, std::back_inserter(relevant));
        result.alreadyTaken += static_cast<std::int64_t>(after.size() - relevant.size());
        if (relevant.empty())
            continue;
        if (before.empty()) {
            ++result.withoutHistory;
            continue;
        }
        ranked.clear();
        for (const ScoredItem& entry : lists.of(u)) {
            if (ranked.size() == static_cast<std::size_t>(top))
                break;
            ranked.push_back(entry.item);
            shown[static_cast<std::size_t>(entry.item)] = true;
        }
        result.relevantItems += static_cast<std::int64_t>(relevant.size());
        add(result, rankingScore(ranked, relevant, top));
    }
    if (result.users == 0)
        return fail(ErrorCode::NotEnoughData, "no user took something before and new items after",
                    "users of the training rows in the test rows");
    const auto users = static_cast<double>(result.users);
    result.precision /= users;
    result.recall /= users;
    result.ndcg /= users;
    result.map /= users;
    result.coverage = shareShown(shown, taken);
    return result;
}

} // namespace mops::learn
