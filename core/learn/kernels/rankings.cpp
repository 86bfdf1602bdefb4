#include "core/learn/kernels/rankings.h"

namespace mops::learn::kernels {

std::size_t collectAbove(const float* scores, std::size_t from, std::size_t count,
                         std::uint32_t first, float threshold, RankKey* keys, std::size_t room,
                         std::size_t* used) {
    std::size_t filled = *used;
    for (; from < count && filled + kRankBlock <= room; from += kRankBlock) {
        const std::size_t block = count - from < kRankBlock ? count - from : kRankBlock;
        if (block == kRankBlock) {
            int above = 0;
            for (std::size_t i = 0; i < kRankBlock; ++i)
                above |= scores[from + i] > threshold ? 1 : 0;
            if (above == 0)
                continue;
        }
        for (std::size_t i = 0; i < block; ++i) {
            keys[filled] = rankKey(scores[from + i], first + static_cast<std::uint32_t>(from + i));
            filled += scores[from + i] > threshold ? 1 : 0;
        }
    }
    *used = filled;
    return from < count ? from : count;
}

// An item that nobody took has no norm and, without shrinkage, 0 / 0 as its similarity.
void cosines(const Cosines& how, const double* dots, const std::int32_t* supports,
             std::size_t count, float* similarities) {
    if (supports == nullptr) {
        for (std::size_t i = 0; i < count; ++i)
            similarities[i] =
                static_cast<float>(dots[i] / (how.own * how.norms[i] + how.shrinkage));
        return;
    }
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

// Unrolled by hand: the compiler cannot know that the indices differ, but the work of a step is so
// little that the loop itself is half of it.
void addOnes(const std::int32_t* indices, std::size_t count, std::int32_t* counts) {
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        ++counts[indices[i]];
        ++counts[indices[i + 1]];
        ++counts[indices[i + 2]];
        ++counts[indices[i + 3]];
    }
    for (; i < count; ++i)
        ++counts[indices[i]];
}

void addScaled(const std::int32_t* indices, const double* weights, std::size_t count, double scale,
               double* sums) {
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        double* to[4];
        double sum[4];
        for (std::size_t k = 0; k < 4; ++k) {
            to[k] = sums + indices[i + k];
            sum[k] = *to[k] + scale * weights[i + k];
        }
        for (std::size_t k = 0; k < 4; ++k)
            *to[k] = sum[k];
    }
    for (; i < count; ++i)
        sums[indices[i]] += scale * weights[i];
}

} // namespace mops::learn::kernels
