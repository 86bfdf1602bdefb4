#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/recommend/interactions.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

/// Who likes what as two sets of vectors: score(user, item) = user vector · item vector.
struct UserItemFactors {
    std::size_t factors = 0;
    std::size_t width = 0;   ///< floats from row to row; those past `factors` are 0
    std::vector<float> user; ///< users × width; a user who took nothing has zeros
    std::vector<float> item; ///< items × width; likewise

    std::size_t users() const { return width == 0 ? 0 : user.size() / width; }
    std::size_t items() const { return width == 0 ? 0 : item.size() / width; }
    std::span<const float> ofUser(std::size_t u) const {
        return {user.data() + u * width, factors};
    }
    std::span<const float> ofItem(std::size_t i) const {
        return {item.data() + i * width, factors};
    }
};

enum class AlsSolver {
    ConjugateGradient, ///< a few steps from the last values: quick
    Cholesky           ///< each half-iteration to its optimum
};

struct ImplicitAlsParams {
    int factors = 64; ///< 1 … 1024
    int iterations = 15;
    double alpha = 1;   ///< > 0; confidence of what was taken is 1 + alpha · weight, of the rest 1
    double lambda = 20; ///< > 0; penalty on the squared length of every vector
    AlsSolver solver = AlsSolver::ConjugateGradient;
    int conjugateSteps = 3;
    bool objective = false; ///< compute it after every iteration (as much as two steps)
    std::int64_t memoryLimitMb = 8192;
    std::uint64_t seed = 1;
    int threads = 1; ///< the result does not depend on it

    Result<> validate() const;
};

struct ImplicitAlsResult {
    UserItemFactors factors;
    int iterations = 0;
    std::vector<double> objectivePerIteration; ///< when asked for; never rises but for rounding
};

/// Matrix factorisation of what was taken and what was not, by alternating least squares (Hu, Koren
/// & Volinsky 2008, "Collaborative filtering for implicit feedback datasets"), each vector by
/// conjugate gradients (Takács, Pilászy & Tikk 2011) or Cholesky. A weight says how sure a taking
/// is; what is not in the rows counts as not taken with confidence 1, so there are no missing
/// values. O(entries · factors · steps + (users + items) · factors² · steps) an iteration;
/// (users + items) · factors · 4 bytes, 20 bytes an entry and a few MiB a thread. Float arithmetic.
/// Errors: Usage, InvalidNumber (weights), NotEnoughData (nothing taken; so little that λ leaves
/// every vector at 0), MemoryLimit, Cancelled.
Result<ImplicitAlsResult> implicitAls(const Interactions& interactions,
                                      const ImplicitAlsParams& params, TaskContext& context);

} // namespace mops::learn
