#include "core/learn/recommend/implicit_als.h"

#include "core/base/rng.h"
#include "core/base/text.h"
#include "core/learn/kernels/confident_products.h"
#include "core/learn/parallel.h"
#include "core/learn/recommend/als_half_step.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace mops::learn {
namespace {

constexpr int kMostFactors = 1024;
constexpr double kStartScale = 0.1;
constexpr std::size_t kRowsBetweenQuestions = 4096;
constexpr double kLeastScore = 1e-5;
constexpr double kMostConfidence = 1e12; ///< squares of it still fit into a float

Result<> checkMemory(const Interactions& in, std::size_t width, std::int64_t limitMb) {
    const double rows = static_cast<double>(in.users()) + static_cast<double>(in.items);
    const double bytes = rows * static_cast<double>(width) * sizeof(float) +
                         static_cast<double>(in.item.size()) * 8 + rows * 16;
    constexpr double kMb = 1024.0 * 1024.0;
    if (bytes / kMb > static_cast<double>(limitMb))
        return fail(ErrorCode::MemoryLimit,
                    std::to_string(static_cast<std::int64_t>(bytes / kMb)) + " MB",
                    "limit " + std::to_string(limitMb) + " MB; fewer factors");
    return {};
}

Result<> checkConfidence(const Interactions& in, double alpha) {
    const float most = *std::ranges::max_element(in.weight);
    if (alpha * static_cast<double>(most) > kMostConfidence)
        return fail(ErrorCode::InvalidNumber, "alpha * weight " + std::to_string(most),
                    "at most 1e12: smaller weights or alpha");
    return {};
}

Result<std::vector<float>> startVectors(std::size_t rows, std::size_t factors, std::size_t width,
                                        std::uint64_t seed, TaskContext& context) {
    Rng rng(seed);
    const double scale = kStartScale / std::sqrt(static_cast<double>(factors));
    std::vector<float> values(rows * width, 0.0F);
    for (std::size_t r = 0; r < rows; ++r) {
        if (r % kRowsBetweenQuestions == 0 && context.cancelled())
            return fail(ErrorCode::Cancelled);
        for (std::size_t f = 0; f < factors; ++f)
            values[r * width + f] = static_cast<float>(rng.uniform(-scale, scale));
    }
    return values;
}

/// With few takings 0 everywhere is the optimum, and the lists would be those of rounding.
Result<> checkLearned(const UserItemFactors& factors, double lambda) {
    const auto longest = [&](const std::vector<float>& side) {
        double most = 0;
        for (const float value : side)
            most = std::max(most, std::abs(static_cast<double>(value)));
        return most;
    };
    if (longest(factors.user) * longest(factors.item) > kLeastScore)
        return {};
    return fail(ErrorCode::NotEnoughData, "lambda=" + formatFixed(lambda, 6), "a smaller lambda");
}

} // namespace

Result<> ImplicitAlsParams::validate() const {
    if (factors < 1 || factors > kMostFactors)
        return fail(ErrorCode::Usage, "factors=" + std::to_string(factors),
                    "1 to " + std::to_string(kMostFactors));
    if (iterations < 1)
        return fail(ErrorCode::Usage, "iterations=" + std::to_string(iterations), "at least 1");
    if (!(alpha > 0) || !std::isfinite(alpha))
        return fail(ErrorCode::Usage, "alpha", "above 0");
    if (!(lambda > 0) || !std::isfinite(lambda))
        return fail(ErrorCode::Usage, "lambda", "above 0");
    if (conjugateSteps < 1)
        return fail(ErrorCode::Usage, "conjugate_steps=" + std::to_string(conjugateSteps),
                    "at least 1");
    if (memoryLimitMb < 1)
        return fail(ErrorCode::Usage, "memory_mb=" + std::to_string(memoryLimitMb), "at least 1");
    return checkThreads(threads);
}

// minimise Σ_{u,i} c(u,i) (p(u,i) − x_u · y_i)² + λ (Σ |x_u|² + Σ |y_i|²), p = 1 and
// c = 1 + α w(u,i) where u took i, p = 0 and c = 1 elsewhere. With Y fixed the optimum of x_u is
// (YᵀY + Yᵀ(C_u − 1)Y + λ) x_u = YᵀC_u p_u, where C_u − 1 is not 0 only at what u took: YᵀY is
// computed once for all users.
Result<ImplicitAlsResult> implicitAls(const Interactions& interactions,
                                      const ImplicitAlsParams& params, TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkInteractions(interactions); !valid)
        return failAs(valid);
    if (interactions.item.empty())
        return fail(ErrorCode::NotEnoughData, "0 interactions", "at least 1");
    if (const auto valid = checkConfidence(interactions, params.alpha); !valid)
        return failAs(valid);
    const auto factors = static_cast<std::size_t>(params.factors);
    const std::size_t width = kernels::factorWidth(factors);
    if (const auto fits = checkMemory(interactions, width, params.memoryLimitMb); !fits)
        return failAs(fits);
    const auto byItem = transposed(interactions, context);
    if (!byItem)
        return failAs(byItem);
    const auto users = static_cast<std::size_t>(interactions.users());
    const auto items = static_cast<std::size_t>(interactions.items);
    auto start = startVectors(items, factors, width, params.seed, context);
    if (!start)
        return failAs(start);
    ImplicitAlsResult result;
    result.factors = {factors, width, std::vector<float>(users * width, 0.0F), std::move(*start)};
    AlsHalfStep userStep(interactions, width, params, context);
    AlsHalfStep itemStep(*byItem, width, params, context);
    std::vector<float>& x = result.factors.user;
    std::vector<float>& y = result.factors.item;
    auto startGram = itemStep.gramOf(y);
    if (!startGram)
        return failAs(startGram);
    std::vector<float> gram = std::move(*startGram);
    for (int iteration = 0; iteration < params.iterations; ++iteration) {
        context.report({.stage = "train",
                        .fraction = static_cast<double>(iteration) / params.iterations,
                        .done = iteration,
                        .total = params.iterations,
                        .object = {}});
        if (const auto done = userStep.solve(y, gram, x); !done)
            return failAs(done);
        const std::vector<float> userGram = userStep.gram();
        if (const auto done = itemStep.solve(x, userGram, y); !done)
            return failAs(done);
        gram = itemStep.gram();
        result.iterations = iteration + 1;
        if (params.objective) {
            const auto objective = userStep.objective(x, userGram, y, gram);
            if (!objective)
                return failAs(objective);
            result.objectivePerIteration.push_back(*objective);
        }
    }
    if (const auto learned = checkLearned(result.factors, params.lambda); !learned)
        return failAs(learned);
    return result;
}

} // namespace mops::learn
