#include "core/learn/kernels/rankings.h"

namespace mops::learn::kernels {

std::size_t nextAbove(const float* scores, std::size_t from, std::size_t count, float threshold) {
    constexpr std::size_t kStep = 32;
    for (; from + kStep <= count; from += kStep) {
        int above = 0;
        for (std::size_t i = 0; i < kStep; ++i)
            above |= scores[from + i] > threshold ? 1 : 0;
        if (above != 0)
            break;
    }
    while (from < count && !(scores[from] > threshold))
        ++from;
    return from;
}

// An item that nobody took has no norm: 0 / 0 is kept out by its support of 0.
void cosines(const Cosines& how, const double* dots, const std::int32_t* supports,
             std::size_t count, float* similarities) {
    for (std::size_t i = 0; i < count; ++i) {
        const double similarity = dots[i] / (how.own * how.norms[i] + how.shrinkage);
        similarities[i] = supports[i] >= how.minSupport ? static_cast<float>(similarity) : 0.0F;
    }
}

void cosinesOfSupports(const Cosines& how, double scale, const std::int32_t* supports,
                       std::size_t count, float* similarities) {
    for (std::size_t i = 0; i < count; ++i) {
        const double dot = scale * static_cast<double>(supports[i]);
        const double similarity = dot / (how.own * how.norms[i] + how.shrinkage);
        similarities[i] = supports[i] >= how.minSupport ? static_cast<float>(similarity) : 0.0F;
    }
}

} // namespace mops::learn::kernels
