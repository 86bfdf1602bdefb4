#include "core/learn/recommend/baselines.h"

#include "core/base/text.h"
#include "core/learn/parallel.h"

#include <cmath>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kRatingsPerPart = 1 << 18;
constexpr std::size_t kRatingsBetweenQuestions = 1 << 20;

/// Four running sums: the additions of one do not wait for those of another.
double sumAt(const std::vector<double>& values, const std::int32_t* at, std::size_t count) {
    double sums[4] = {};
    std::size_t e = 0;
    for (; e + 4 <= count; e += 4)
        for (std::size_t lane = 0; lane < 4; ++lane)
            sums[lane] += values[static_cast<std::size_t>(at[e + lane])];
    for (; e < count; ++e)
        sums[0] += values[static_cast<std::size_t>(at[e])];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// One side of the alternation: its lists and what does not change between epochs.
class Side {
public:
    Side(const RatingLists& lists, double mean, double regularisation)
        : m_lists(lists)
        , m_regularisation(regularisation)
        , m_total(lists.lists(), 0.0)
        , m_parts(std::clamp<std::size_t>(lists.value.size() / kRatingsPerPart, 1,
                                          std::max<std::size_t>(lists.lists(), 1)))
        , m_step(m_parts, 0.0) {
        for (std::size_t l = 0; l < lists.lists(); ++l)
            for (std::size_t e = lists.first(l); e < lists.first(l) + lists.size(l); ++e)
                m_total[l] += lists.value[e] - mean;
    }

    /// Answers the largest change of a bias.
    Result<double> update(std::vector<double>& own, const std::vector<double>& other, int threads,
                          TaskContext& context) {
        const auto done =
            forEachPart(m_parts, threads, context, [&](std::size_t p, StopSign& stop) {
                const std::size_t lists = m_lists.lists();
                double largest = 0;
                std::size_t seen = 0;
                for (std::size_t l = lists * p / m_parts; l < lists * (p + 1) / m_parts; ++l) {
                    const std::size_t count = m_lists.size(l);
                    seen += count;
                    if (seen >= kRatingsBetweenQuestions) {
                        seen = 0;
                        if (stop.raised())
                            return;
                    }
                    if (count == 0)
                        continue;
                    const double others =
                        sumAt(other, m_lists.other.data() + m_lists.first(l), count);
                    const double bias =
                        (m_total[l] - others) / (m_regularisation + static_cast<double>(count));
                    largest = std::max(largest, std::abs(bias - own[l]));
                    own[l] = bias;
                }
                m_step[p] = largest;
            });
        if (!done)
            return failAs(done);
        return *std::ranges::max_element(m_step);
    }

private:
    const RatingLists& m_lists;
    double m_regularisation;
    std::vector<double> m_total; ///< Σ (r − μ) per list
    std::size_t m_parts;
    std::vector<double> m_step;
};

double meanOf(const std::vector<double>& values) {
    double total = 0;
    for (const double value : values)
        total += value;
    return values.empty() ? 0.0 : total / static_cast<double>(values.size());
}

Result<> checkRegularisation(const char* name, double value) {
    if (!(value >= 0) || !std::isfinite(value))
        return fail(ErrorCode::Usage, std::string(name) + "=" + formatDouble(value), "0 or more");
    return {};
}

} // namespace

Result<> BaselineParams::validate() const {
    if (epochs < 1)
        return fail(ErrorCode::Usage, "epochs=" + std::to_string(epochs), "at least 1");
    if (const auto valid = checkRegularisation("user_regularisation", userRegularisation); !valid)
        return failAs(valid);
    if (const auto valid = checkRegularisation("item_regularisation", itemRegularisation); !valid)
        return failAs(valid);
    return checkThreads(threads);
}

Result<Baselines> fitBaselines(const RatingLists& byUser, const RatingLists& byItem,
                               const BaselineParams& params, TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    Baselines result;
    // In the order of the users' lists: the same whatever the number of threads.
    result.mean = meanOf(byUser.value);
    result.user.assign(byUser.lists(), 0.0);
    result.item.assign(byItem.lists(), 0.0);
    Side users(byUser, result.mean, params.userRegularisation);
    Side items(byItem, result.mean, params.itemRegularisation);
    for (int epoch = 0; epoch < params.epochs; ++epoch) {
        const auto itemStep = items.update(result.item, result.user, params.threads, context);
        if (!itemStep)
            return failAs(itemStep);
        const auto userStep = users.update(result.user, result.item, params.threads, context);
        if (!userStep)
            return failAs(userStep);
        result.largestStep.push_back(std::max(*itemStep, *userStep));
    }
    return result;
}

Result<Baselines> fitBaselines(const RatingsView& ratings, const BaselineParams& params,
                               TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkRatings(ratings); !valid)
        return failAs(valid);
    const auto byUser = listsByUser(ratings, context);
    if (!byUser)
        return failAs(byUser);
    const auto byItem = listsByItem(ratings, context);
    if (!byItem)
        return failAs(byItem);
    return fitBaselines(*byUser, *byItem, params, context);
}

} // namespace mops::learn
