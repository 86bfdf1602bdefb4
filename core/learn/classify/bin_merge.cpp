#include "core/learn/classify/bin_merge.h"

#include "core/learn/measure/distributions.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mops::learn {
namespace {

constexpr double kImpossible = -std::numeric_limits<double>::infinity();

/// f[k][j][i]: the best sum with k bins of which the last is fine bins i … j−1.
class Merge {
public:
    Merge(const std::vector<ClassCounts>& fine, const ClassCounts& all, const MergeLimits& limits)
        : m_count(fine.size())
        , m_limits(limits)
        , m_value(m_count * (m_count + 1), kImpossible)
        , m_rate(m_value.size(), 0.0) {
        for (std::size_t first = 0; first < m_count; ++first) {
            ClassCounts bin;
            for (std::size_t last = first; last < m_count; ++last) {
                bin += fine[last];
                m_rate[at(first, last + 1)] = bin.eventRate();
                if (bin.rows() >= std::max<std::int64_t>(limits.leastRows, 1))
                    m_value[at(first, last + 1)] = evidenceOf(bin, all).iv - limits.cost;
            }
        }
    }

    struct Found {
        double value = kImpossible;
        std::vector<std::size_t> ends;
    };

    Found best(Trend trend) const {
        const std::size_t cells = m_value.size();
        std::vector<double> now = firstBins();
        std::vector<std::vector<std::int16_t>>
            cameFrom; // per number of bins: start of the one before
        Found found;
        const int most = std::min<int>(m_limits.bins, static_cast<int>(m_count));
        for (int bins = 1; bins <= most; ++bins) {
            keepBest(now, bins, cameFrom, found);
            if (bins == most)
                break;
            std::vector<double> next(cells, kImpossible);
            std::vector<std::int16_t> from(cells, -1);
            extend(now, trend, next, from);
            cameFrom.push_back(std::move(from));
            now = std::move(next);
        }
        return found;
    }

private:
    std::size_t at(std::size_t first, std::size_t end) const { return first * (m_count + 1) + end; }

    std::vector<double> firstBins() const {
        std::vector<double> now(m_value.size(), kImpossible);
        for (std::size_t end = 1; end <= m_count; ++end)
            now[at(0, end)] = m_value[at(0, end)];
        return now;
    }

    void extend(const std::vector<double>& now, Trend trend, std::vector<double>& next,
                std::vector<std::int16_t>& from) const {
        for (std::size_t first = 1; first < m_count; ++first)
            for (std::size_t end = first + 1; end <= m_count; ++end) {
                const double gain = m_value[at(first, end)];
                if (gain == kImpossible)
                    continue;
                for (std::size_t before = 0; before < first; ++before) {
                    const double sum = now[at(before, first)];
                    if (sum == kImpossible || !follows(trend, at(before, first), at(first, end)))
                        continue;
                    if (sum + gain > next[at(first, end)]) {
                        next[at(first, end)] = sum + gain;
                        from[at(first, end)] = static_cast<std::int16_t>(before);
                    }
                }
            }
    }

    bool follows(Trend trend, std::size_t left, std::size_t right) const {
        if (trend == Trend::Rising)
            return m_rate[left] < m_rate[right];
        return trend != Trend::Falling || m_rate[left] > m_rate[right];
    }

    void keepBest(const std::vector<double>& now, int bins,
                  const std::vector<std::vector<std::int16_t>>& cameFrom, Found& found) const {
        for (std::size_t first = 0; first < m_count; ++first) {
            if (now[at(first, m_count)] <= found.value)
                continue;
            found.value = now[at(first, m_count)];
            found.ends = {m_count};
            std::size_t start = first;
            std::size_t end = m_count;
            for (int step = bins - 2; step >= 0; --step) {
                const auto before = static_cast<std::size_t>(
                    cameFrom[static_cast<std::size_t>(step)][at(start, end)]);
                found.ends.push_back(start);
                end = start;
                start = before;
            }
            std::ranges::reverse(found.ends);
        }
    }

    std::size_t m_count;
    MergeLimits m_limits;
    std::vector<double> m_value; ///< of a bin by its first fine bin and its end
    std::vector<double> m_rate;
};

} // namespace

Evidence evidenceOf(const ClassCounts& bin, const ClassCounts& all) {
    const double half = bin.others == 0 || bin.events == 0 ? 0.5 : 0.0;
    const double others =
        (static_cast<double>(bin.others) + half) / static_cast<double>(all.others);
    const double events =
        (static_cast<double>(bin.events) + half) / static_cast<double>(all.events);
    const double woe = std::log(others / events);
    return {woe, (others - events) * woe};
}

std::vector<std::size_t> bestMerge(const std::vector<ClassCounts>& fine, const ClassCounts& all,
                                   const MergeLimits& limits) {
    const Merge merge(fine, all, limits);
    Merge::Found found;
    if (limits.trend == Trend::Monotone) {
        found = merge.best(Trend::Rising);
        auto falling = merge.best(Trend::Falling);
        if (falling.value > found.value)
            found = std::move(falling);
    } else {
        found = merge.best(limits.trend);
    }
    return found.ends.empty() ? std::vector<std::size_t>{fine.size()} : found.ends;
}

double costOfBin(const ClassCounts& all, double significance) {
    const double deviation = normalQuantile(1 - significance / 2);
    return deviation * deviation *
           (1 / static_cast<double>(all.others) + 1 / static_cast<double>(all.events));
}

} // namespace mops::learn
