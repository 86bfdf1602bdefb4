#include "core/learn/factors.h"

#include "core/base/rng.h"
#include "core/base/text.h"
#include "core/learn/kernels/factor_steps.h"
#include "core/learn/parallel.h"
#include "core/learn/rating_grid.h"
#include "core/learn/sampling.h"

#include <barrier>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <system_error>
#include <thread>

namespace mops::learn {
namespace {

using Ratings = std::vector<kernels::FactorRating>;

constexpr int kMostFactors = 4096;
constexpr int kMostEpochs = 100'000;
constexpr std::size_t kPairsPerPart = 1 << 14;

/// What draws from the seed, each its own numbers.
enum class Stream : std::uint64_t { HoldOut, Start, Order, Strata };

Rng streamOf(std::uint64_t seed, Stream stream) {
    return Rng(seed).fork(static_cast<std::uint64_t>(stream));
}

kernels::FactorTables tablesOf(FactorModel& model) {
    return {model.userFactors.data(), model.itemFactors.data(), model.userBias.data(),
            model.itemBias.data(), model.width};
}

kernels::FactorView viewOf(const FactorModel& model) {
    return {model.userFactors.data(), model.itemFactors.data(), model.userBias.data(),
            model.itemBias.data(), model.width};
}

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

struct Parted {
    Ratings train;
    Ratings heldOut;
};

Parted partRatings(const RatingsView& ratings, const FactorModel& model,
                   const FactorParams& params) {
    Rng rng = streamOf(params.seed, Stream::HoldOut);
    const auto count =
        static_cast<std::size_t>(params.holdOut * static_cast<double>(ratings.size()));
    const auto drawn = count == 0 ? std::vector<std::size_t>{}
                                  : drawWithoutReplacement(ratings.size(), count, rng);
    Parted parted;
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
    Rng rng = streamOf(params.seed, Stream::Start);
    model.width = kernels::paddedFactors(static_cast<std::size_t>(params.factors));
    model.userFactors = startFactors(userRated, params, model.width, rng);
    model.itemFactors = startFactors(itemRated, params, model.width, rng);
    model.userBias.assign(userRated.size() + 1, 0.0F);
    model.itemBias.assign(itemRated.size() + 1, 0.0F);
}

/// The tables of one model over those of another of the same shape; does not allocate.
void copyTables(const FactorModel& from, FactorModel& to) {
    std::ranges::copy(from.userFactors, to.userFactors.begin());
    std::ranges::copy(from.itemFactors, to.itemFactors.begin());
    std::ranges::copy(from.userBias, to.userBias.begin());
    std::ranges::copy(from.itemBias, to.itemBias.begin());
}

/// The workers go through the strata of every epoch together: a barrier after each, where one of
/// them decides how it goes on.
class Descent {
public:
    Descent(const Parted& ratings, const RatingGrid& grid, const FactorParams& params,
            FactorResult& result, TaskContext& context)
        : m_ratings(ratings)
        , m_params(params)
        , m_result(result)
        , m_context(context)
        , m_grid(grid)
        , m_tables(tablesOf(result.model))
        , m_squares(m_grid.side() * m_grid.side(), 0.0)
        , m_strata(m_grid.side())
        , m_heldOutValues(ratings.heldOut.size()) {
        std::iota(m_strata.begin(), m_strata.end(), std::size_t{0});
        // Nothing is allocated while the workers wait at the barrier.
        result.trainRmse.reserve(static_cast<std::size_t>(params.epochs));
        result.holdOutRmse.reserve(static_cast<std::size_t>(params.epochs));
        if (!ratings.heldOut.empty())
            m_best = result.model;
    }

    Result<> run() {
        beginEpoch();
        const auto workers = std::min(static_cast<std::size_t>(m_params.threads), m_grid.side());
        const auto decide = [this]() noexcept { afterStratum(); };
        std::barrier<decltype(decide)> together(static_cast<std::ptrdiff_t>(workers), decide);
        const auto work = [&] {
            while (!m_finished) {
                workOnStratum();
                together.arrive_and_wait();
            }
        };
        std::vector<std::thread> pool;
        pool.reserve(workers);
        for (std::size_t t = 1; t < workers; ++t) {
            try {
                pool.emplace_back(work);
            } catch (const std::system_error&) {
                together.arrive_and_drop(); // no more threads to be had: the others do it all
            }
        }
        work();
        for (std::thread& helper : pool)
            helper.join();
        if (m_cancelled)
            return fail(ErrorCode::Cancelled);
        if (m_diverged)
            return fail(ErrorCode::NoConvergence,
                        "epoch " + std::to_string(m_epoch + 1) +
                            ", learning_rate=" + formatDouble(m_params.learningRate),
                        "learning_rate=" + formatDouble(m_params.learningRate / 4));
        if (!m_ratings.heldOut.empty())
            copyTables(m_best, m_result.model);
        return {};
    }

private:
    void workOnStratum() {
        const std::size_t side = m_grid.side();
        for (std::size_t row = m_nextRow.fetch_add(1); row < side; row = m_nextRow.fetch_add(1)) {
            const std::size_t column = (row + m_strata[m_stratum]) % side;
            m_squares[row * side + column] = kernels::factorSteps(
                m_grid.block(row, column), m_grid.size(row, column), m_tables, m_step);
        }
    }

    /// By one worker while the others wait.
    void afterStratum() {
        m_nextRow = 0;
        if (m_context.cancelled()) {
            m_cancelled = m_finished = true;
            return;
        }
        if (++m_stratum < m_strata.size())
            return;
        endEpoch();
        if (!m_finished && ++m_epoch < m_params.epochs)
            beginEpoch();
        else
            m_finished = true;
    }

    void beginEpoch() {
        m_context.report({.stage = "train",
                          .fraction = static_cast<double>(m_epoch) / m_params.epochs,
                          .done = m_epoch,
                          .total = m_params.epochs,
                          .object = {}});
        const double past = m_params.epochs == 1 ? 0.0
                                                 : static_cast<double>(m_epoch) /
                                                       static_cast<double>(m_params.epochs - 1);
        m_step.rate =
            static_cast<float>(m_params.learningRate * (1 - past + past * m_params.lastRate));
        m_step.factorPenalty = static_cast<float>(m_params.factorPenalty);
        m_step.biasPenalty = static_cast<float>(m_params.biasPenalty);
        m_stratum = 0;
        Rng rng = streamOf(m_params.seed, Stream::Strata).fork(static_cast<std::uint64_t>(m_epoch));
        for (std::size_t left = m_strata.size(); left > 1; --left)
            std::swap(m_strata[left - 1], m_strata[rng.below(left)]);
    }

    void endEpoch() {
        const double squares = std::accumulate(m_squares.begin(), m_squares.end(), 0.0);
        if (!std::isfinite(squares)) {
            m_diverged = m_finished = true;
            return;
        }
        const double unit = m_result.model.deviation;
        m_result.trainRmse.push_back(
            unit * std::sqrt(squares / static_cast<double>(m_ratings.train.size())));
        m_result.epochs = m_epoch + 1;
        if (m_ratings.heldOut.empty())
            return;
        const double rmse = unit * heldOutRmse();
        m_result.holdOutRmse.push_back(rmse);
        if (rmse < m_bestRmse) {
            m_bestRmse = rmse;
            m_bestEpoch = m_epoch;
            copyTables(m_result.model, m_best);
        } else if (m_epoch - m_bestEpoch >= m_params.patience) {
            m_result.stoppedEarly = m_finished = true;
        }
    }

    double heldOutRmse() {
        kernels::factorValues(m_ratings.heldOut.data(), m_ratings.heldOut.size(),
                              viewOf(m_result.model), m_heldOutValues.data());
        double squares = 0;
        for (std::size_t e = 0; e < m_heldOutValues.size(); ++e) {
            const double error = static_cast<double>(m_heldOutValues[e]) -
                                 static_cast<double>(m_ratings.heldOut[e].value);
            squares += error * error;
        }
        return std::sqrt(squares / static_cast<double>(m_heldOutValues.size()));
    }

    const Parted& m_ratings;
    const FactorParams& m_params;
    FactorResult& m_result;
    TaskContext& m_context;
    const RatingGrid& m_grid;
    kernels::FactorTables m_tables;
    kernels::FactorStep m_step;
    std::vector<double> m_squares; ///< Σ e² per block of the epoch
    std::vector<std::size_t> m_strata;
    std::vector<float> m_heldOutValues;
    FactorModel m_best;
    double m_bestRmse = std::numeric_limits<double>::infinity();
    int m_bestEpoch = 0;
    int m_epoch = 0;
    std::size_t m_stratum = 0;
    std::atomic<std::size_t> m_nextRow = 0;
    bool m_finished = false;
    bool m_cancelled = false;
    bool m_diverged = false;
};

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
    const Parted parted = partRatings(ratings, result.model, params);
    if (parted.train.empty())
        return fail(ErrorCode::NotEnoughData, "0 ratings");
    addStart(result.model, parted.train, ratings, params);
    const auto grid = RatingGrid::cut(parted.train, result.model.users(), result.model.items(),
                                      streamOf(params.seed, Stream::Order), context);
    if (!grid)
        return failAs(grid);
    if (const auto done = Descent(parted, *grid, params, result, context).run(); !done)
        return failAs(done);
    return result;
}

Result<std::vector<double>> predictRatings(const FactorModel& model, const PairsView& pairs,
                                           int threads, TaskContext& context) {
    if (const auto valid = checkThreads(threads); !valid)
        return failAs(valid);
    if (pairs.item.size() != pairs.size())
        return fail(ErrorCode::Usage, "pairs", "columns of one length");
    const kernels::FactorView tables = viewOf(model);
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
