#include "core/learn/recommend/factors.h"

#include "core/base/rng.h"
#include "core/base/text.h"
#include "core/learn/kernels/factor_steps.h"
#include "core/learn/parallel.h"
#include "core/learn/recommend/factor_descent.h"
#include "core/learn/recommend/rating_grid.h"
#include "core/learn/sampling.h"

#include <cmath>
#include <numeric>
#include <string>

namespace mops::learn {
namespace {

using Ratings = std::vector<kernels::FactorRating>;

constexpr int kMostFactors = 4096;
constexpr int kMostEpochs = 100'000;
constexpr std::size_t kPairsPerPart = 1 << 14;

/// Random small factors for those with ratings, 0 for the others.
std::vector<float> startFactors(const std::vector<bool>& rated, const FactorParams& params,
                                std::size_t width, Rng& rng) {
    std::vector<float> table((rated.size() + 1) * width, 0.0F);
    for (std::size_t row = 0; row < rated.size(); ++row)
        if (rated[row])
            for (std::size_t f = 0; f < static_cast<std::size_t>(params.factors); ++f)
                table[row * width + f] = static_cast<float>(params.initialDeviation * rng.normal());
    return table;
}

/// Mean, deviation and scale of the ratings; no tables yet.
FactorModel measure(const RatingsView& ratings, const FactorParams& params) {
    FactorModel model;
    model.scale = params.scale.value_or(scaleOf(ratings.value));
    const auto n = static_cast<double>(ratings.size());
    model.mean = std::accumulate(ratings.value.begin(), ratings.value.end(), 0.0) / n;
    double squares = 0;
    for (const double value : ratings.value)
        squares += (value - model.mean) * (value - model.mean);
    if (squares > 0)
        model.deviation = std::sqrt(squares / n);
    return model;
}

PartedRatings partRatings(const RatingsView& ratings, const FactorModel& model,
                          const FactorParams& params) {
    Rng rng = factorStream(params.seed, FactorStream::HoldOut);
    const auto count =
        static_cast<std::size_t>(params.holdOut * static_cast<double>(ratings.size()));
    const auto drawn = count == 0 ? std::vector<std::size_t>{}
                                  : drawWithoutReplacement(ratings.size(), count, rng);
    PartedRatings parted;
    parted.train.reserve(ratings.size() - drawn.size());
    parted.heldOut.reserve(drawn.size());
    auto next = drawn.begin();
    for (std::size_t e = 0; e < ratings.size(); ++e) {
        const bool isHeldOut = next != drawn.end() && *next == e;
        if (isHeldOut)
            ++next;
        (isHeldOut ? parted.heldOut : parted.train)
            .push_back({ratings.user[e], ratings.item[e],
                        static_cast<float>((ratings.value[e] - model.mean) / model.deviation)});
    }
    return parted;
}

void addStart(FactorModel& model, const Ratings& train, const RatingsView& ratings,
              const FactorParams& params) {
    std::vector<bool> userRated(static_cast<std::size_t>(ratings.users), false);
    std::vector<bool> itemRated(static_cast<std::size_t>(ratings.items), false);
    for (const kernels::FactorRating& rating : train) {
        userRated[static_cast<std::size_t>(rating.user)] = true;
        itemRated[static_cast<std::size_t>(rating.item)] = true;
    }
    Rng rng = factorStream(params.seed, FactorStream::Start);
    model.width = kernels::paddedFactors(static_cast<std::size_t>(params.factors));
    model.userFactors = startFactors(userRated, params, model.width, rng);
    model.itemFactors = startFactors(itemRated, params, model.width, rng);
    model.userBias.assign(userRated.size() + 1, 0.0F);
    model.itemBias.assign(itemRated.size() + 1, 0.0F);
}

Result<> positive(const char* name, double value, bool zeroToo) {
    if (!std::isfinite(value) || value < 0 || (!zeroToo && !(value > 0)))
        return fail(ErrorCode::Usage, std::string(name) + "=" + formatDouble(value),
                    zeroToo ? "0 or more" : "more than 0");
    return {};
}

} // namespace

Result<> FactorParams::validate() const {
    if (factors < 1 || factors > kMostFactors)
        return fail(ErrorCode::Usage, "factors=" + std::to_string(factors),
                    "1 … " + std::to_string(kMostFactors));
    if (epochs < 1 || epochs > kMostEpochs)
        return fail(ErrorCode::Usage, "epochs=" + std::to_string(epochs),
                    "1 … " + std::to_string(kMostEpochs));
    if (patience < 1)
        return fail(ErrorCode::Usage, "patience=" + std::to_string(patience), "at least 1");
    if (!(holdOut >= 0 && holdOut <= 0.5))
        return fail(ErrorCode::Usage, "hold_out=" + formatDouble(holdOut), "0 … 0.5");
    if (!(lastRate >= 0 && lastRate <= 1))
        return fail(ErrorCode::Usage, "last_rate=" + formatDouble(lastRate), "0 … 1");
    for (const auto& valid : {positive("learning_rate", learningRate, false),
                              positive("factor_penalty", factorPenalty, true),
                              positive("bias_penalty", biasPenalty, true),
                              positive("initial_deviation", initialDeviation, false),
                              scale ? scale->validate() : Result<>{}, checkThreads(threads)})
        if (!valid)
            return failAs(valid);
    return {};
}

Result<FactorResult> fitFactors(const RatingsView& ratings, const FactorParams& params,
                                TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkRatings(ratings); !valid)
        return failAs(valid);
    FactorResult result;
    result.model = measure(ratings, params);
    if (context.cancelled())
        return fail(ErrorCode::Cancelled);
    const PartedRatings parted = partRatings(ratings, result.model, params);
    if (parted.train.empty())
        return fail(ErrorCode::NotEnoughData, "0 ratings");
    addStart(result.model, parted.train, ratings, params);
    const auto grid = RatingGrid::cut(parted.train, result.model.users(), result.model.items(),
                                      factorStream(params.seed, FactorStream::Order), context);
    if (!grid)
        return failAs(grid);
    if (const auto done = FactorDescent(parted, *grid, params, result, context).run(); !done)
        return failAs(done);
    return result;
}

Result<std::vector<double>> predictRatings(const FactorModel& model, const PairsView& pairs,
                                           int threads, TaskContext& context) {
    if (const auto valid = checkThreads(threads); !valid)
        return failAs(valid);
    if (pairs.item.size() != pairs.size())
        return fail(ErrorCode::Usage, "pairs", "columns of one length");
    const kernels::FactorView tables = factorView(model);
    const auto place = [](std::int32_t id, std::size_t known) {
        const bool isKnown = id >= 0 && static_cast<std::size_t>(id) < known;
        return isKnown ? id : static_cast<std::int32_t>(known);
    };
    std::vector<double> values(pairs.size());
    const std::size_t parts = (pairs.size() + kPairsPerPart - 1) / kPairsPerPart;
    const auto done = forEachPart(parts, threads, context, [&](std::size_t p, StopSign&) {
        const std::size_t first = p * kPairsPerPart;
        const std::size_t count = std::min(kPairsPerPart, pairs.size() - first);
        Ratings asked(count);
        for (std::size_t e = 0; e < count; ++e)
            asked[e] = {place(pairs.user[first + e], model.users()),
                        place(pairs.item[first + e], model.items()), 0.0F};
        std::vector<float> found(count);
        kernels::factorValues(asked.data(), count, tables, found.data());
        for (std::size_t e = 0; e < count; ++e)
            values[first + e] =
                model.scale.clip(model.mean + model.deviation * static_cast<double>(found[e]));
    });
    if (!done)
        return failAs(done);
    return values;
}

} // namespace mops::learn
