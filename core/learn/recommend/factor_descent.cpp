#include "core/learn/recommend/factor_descent.h"

#include "core/base/text.h"

#include <algorithm>
#include <barrier>
#include <cmath>
#include <numeric>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

namespace mops::learn {
namespace {

/// Ratings times factors that a worker more has to have in a stratum (some 0.2 ms), lest waiting
/// for each other costs more than it saves, above all on a busy machine.
constexpr std::size_t kWorkPerWorker = std::size_t{1} << 19;

/// The tables of one model over those of another of the same shape; does not allocate.
void copyTables(const FactorModel& from, FactorModel& to) {
    std::ranges::copy(from.userFactors, to.userFactors.begin());
    std::ranges::copy(from.itemFactors, to.itemFactors.begin());
    std::ranges::copy(from.userBias, to.userBias.begin());
    std::ranges::copy(from.itemBias, to.itemBias.begin());
}

} // namespace

FactorDescent::FactorDescent(const PartedRatings& ratings, const RatingGrid& grid,
                             const FactorParams& params, FactorResult& result, TaskContext& context)
    : m_ratings(ratings)
    , m_grid(grid)
    , m_params(params)
    , m_result(result)
    , m_context(context)
    , m_tables{result.model.userFactors.data(), result.model.itemFactors.data(),
               result.model.userBias.data(), result.model.itemBias.data(), result.model.width}
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

Result<> FactorDescent::run() {
    beginEpoch();
    const std::size_t stratumWork = m_ratings.train.size() / m_grid.side() * m_result.model.width;
    const std::size_t workers = std::min({static_cast<std::size_t>(m_params.threads), m_grid.side(),
                                          1 + stratumWork / kWorkPerWorker});
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

void FactorDescent::workOnStratum() {
    const std::size_t side = m_grid.side();
    for (std::size_t row = m_nextRow.fetch_add(1); row < side; row = m_nextRow.fetch_add(1)) {
        const std::size_t column = (row + m_strata[m_stratum]) % side;
        m_squares[row * side + column] = kernels::factorSteps(
            m_grid.block(row, column), m_grid.size(row, column), m_tables, m_step);
    }
}

/// By one worker while the others wait.
void FactorDescent::afterStratum() {
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

void FactorDescent::beginEpoch() {
    m_context.report({.stage = "train",
                      .fraction = static_cast<double>(m_epoch) / m_params.epochs,
                      .done = m_epoch,
                      .total = m_params.epochs,
                      .object = {}});
    const double past = m_params.epochs == 1 ? 0.0
                                             : static_cast<double>(m_epoch) /
                                                   static_cast<double>(m_params.epochs - 1);
    m_step.rate = static_cast<float>(m_params.learningRate * (1 - past + past * m_params.lastRate));
    m_step.factorPenalty = static_cast<float>(m_params.factorPenalty);
    m_step.biasPenalty = static_cast<float>(m_params.biasPenalty);
    m_stratum = 0;
    Rng rng =
        factorStream(m_params.seed, FactorStream::Strata).fork(static_cast<std::uint64_t>(m_epoch));
    for (std::size_t left = m_strata.size(); left > 1; --left)
        std::swap(m_strata[left - 1], m_strata[rng.below(left)]);
}

void FactorDescent::endEpoch() {
    const double squares = std::accumulate(m_squares.begin(), m_squares.end(), 0.0);
    if (!std::isfinite(squares)) {
        m_diverged = m_finished = true;
        return;
    }
    const double unit = m_result.model.deviation;
    m_result.trainRmse.push_back(unit *
                                 std::sqrt(squares / static_cast<double>(m_ratings.train.size())));
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

double FactorDescent::heldOutRmse() {
    kernels::factorValues(m_ratings.heldOut.data(), m_ratings.heldOut.size(),
                          factorView(m_result.model), m_heldOutValues.data());
    double squares = 0;
    for (std::size_t e = 0; e < m_heldOutValues.size(); ++e) {
        const double error = static_cast<double>(m_heldOutValues[e]) -
                             static_cast<double>(m_ratings.heldOut[e].value);
        squares += error * error;
    }
    return std::sqrt(squares / static_cast<double>(m_heldOutValues.size()));
}

} // namespace mops::learn
