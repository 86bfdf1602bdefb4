#pragma once

#include "core/base/rng.h"
#include "core/learn/kernels/factor_steps.h"
#include "core/learn/recommend/factors.h"
#include "core/learn/recommend/rating_grid.h"

#include <atomic>
#include <cstddef>
#include <limits>
#include <vector>

namespace mops::learn {

/// What draws from the seed, each its own numbers.
enum class FactorStream : std::uint64_t { HoldOut, Start, Order, Strata };

inline Rng factorStream(std::uint64_t seed, FactorStream stream) {
    return Rng(seed).fork(static_cast<std::uint64_t>(stream));
}

struct PartedRatings {
    std::vector<kernels::FactorRating> train;
    std::vector<kernels::FactorRating> heldOut;
};

inline kernels::FactorView factorView(const FactorModel& model) {
    return {model.userFactors.data(), model.itemFactors.data(), model.userBias.data(),
            model.itemBias.data(), model.width};
}

/// fitFactors() after its start. The workers go through the strata of every epoch together: a
/// barrier after each, where one of them decides how it goes on.
class FactorDescent {
public:
    /// All of them outlive it. The model in `result` holds the start.
    FactorDescent(const PartedRatings& ratings, const RatingGrid& grid, const FactorParams& params,
                  FactorResult& result, TaskContext& context);

    /// Errors: Cancelled, NoConvergence.
    Result<> run();

private:
    void workOnStratum();
    void afterStratum();
    void beginEpoch();
    void endEpoch();
    double heldOutRmse();

    const PartedRatings& m_ratings;
    const RatingGrid& m_grid;
    const FactorParams& m_params;
    FactorResult& m_result;
    TaskContext& m_context;
    kernels::FactorTables m_tables;
    kernels::FactorStep m_step;
    std::vector<double> m_squares;     ///< Σ e² per block of the epoch
    std::vector<std::size_t> m_strata; ///< in the order of the epoch
    std::vector<float> m_heldOutValues;
    FactorModel m_best; ///< of the epoch with the least hold-out error
    double m_bestRmse = std::numeric_limits<double>::infinity();
    int m_bestEpoch = 0;
    int m_epoch = 0;
    std::size_t m_stratum = 0;
    std::atomic<std::size_t> m_nextRow = 0;
    bool m_finished = false;
    bool m_cancelled = false;
    bool m_diverged = false;
};

} // namespace mops::learn
