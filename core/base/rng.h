#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace mops {

/// The project's only source of randomness: xoshiro256++ (Blackman & Vigna 2019), seeded by
/// splitmix64. The same seed gives the same numbers on every machine, unlike std distributions.
class Rng {
public:
    explicit Rng(std::uint64_t seed) {
        for (auto& word : m_state)
            word = splitMix(seed);
    }

    /// An independent generator for part `stream` of the work, so that results do not depend on
    /// which thread does which part.
    Rng fork(std::uint64_t stream) const {
        std::uint64_t mixed = m_state[0] ^ (stream * 0x9E3779B97F4A7C15ULL + 0xD1B54A32D192ED03ULL);
        return Rng(splitMix(mixed));
    }

    std::uint64_t next() {
        const std::uint64_t result = rotate(m_state[0] + m_state[3], 23) + m_state[0];
        const std::uint64_t t = m_state[1] << 17;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= t;
        m_state[3] = rotate(m_state[3], 45);
        return result;
    }

    /// In [0, 1).
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// In [0, bound); bound > 0. Unbiased (Lemire 2019).
    std::uint64_t below(std::uint64_t bound) {
        __extension__ using Wide = unsigned __int128;
        Wide product = static_cast<Wide>(next()) * bound;
        if (auto low = static_cast<std::uint64_t>(product); low < bound) {
            const std::uint64_t threshold = (0 - bound) % bound;
            while (low < threshold) {
                product = static_cast<Wide>(next()) * bound;
                low = static_cast<std::uint64_t>(product);
            }
        }
        return static_cast<std::uint64_t>(product >> 64);
    }
    bool chance(double probability) { return uniform() < probability; }
    /// Standard normal (Box–Muller, one value a call).
    double normal() {
        const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
        return radius * std::cos(2.0 * std::numbers::pi * uniform());
    }
    /// Rate 1; mean 1.
    double exponential() { return -std::log(1.0 - uniform()); }

private:
    static std::uint64_t rotate(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
    static std::uint64_t splitMix(std::uint64_t& state) {
        std::uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

    std::uint64_t m_state[4] = {};
};

} // namespace mops
