#pragma once

#include "core/base/rng.h"
#include "core/learn/matrix.h"
#include "core/learn/recommend/interactions.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace mops::test {

struct TasteSize {
    std::size_t users = 2000;
    std::size_t items = 500;
    std::size_t perUser = 10; ///< interactions to train on; one more is held out
    std::size_t groups = 25;  ///< of items
    std::uint64_t seed = 1;
};

/// Users with tastes, items with natures, who took what because of both, and what can be seen of
/// them (features with noise).
struct PlantedTaste {
    learn::Interactions train;
    std::vector<std::int32_t> heldOut; ///< per user one item, not among hers in `train`
    learn::Matrix userFeatures;
    learn::Matrix itemFeatures;
};

/// A user has two interests in a space of 12 traits; an item lies near the centre of its group. A
/// user first picks an interest, then a group by closeness to it, then an item of the group by
/// frequency (a few are taken often) and closeness.
class TastePlanter {
public:
    explicit TastePlanter(const TasteSize& size)
        : m_size(size)
        , m_rng(size.seed)
        , m_centre(size.groups, kTraits)
        , m_nature(size.items, kTraits)
        , m_groupWeight(size.groups, 0.0)
        , m_members(size.groups) {
        for (double& value : m_centre.values)
            value = m_rng.normal();
        for (std::size_t i = 0; i < size.items; ++i) {
            const std::size_t group = m_rng.below(size.groups);
            for (std::size_t t = 0; t < kTraits; ++t)
                m_nature.at(i, t) = m_centre.at(group, t) + 0.6 * m_rng.normal();
            m_frequency.push_back(std::exp(0.8 * m_rng.normal()));
            m_members[group].push_back(static_cast<std::int32_t>(i));
            m_groupWeight[group] += m_frequency.back();
        }
    }

    PlantedTaste plant() {
        PlantedTaste result;
        result.itemFeatures = seen(m_nature, 0.3);
        result.train.items = static_cast<std::int32_t>(m_size.items);
        result.train.rowBegin.push_back(0);
        learn::Matrix tastes(m_size.users, kInterests * kTraits);
        for (std::size_t u = 0; u < m_size.users; ++u) {
            std::vector<std::int32_t> taken = takenBy(tastes.row(u));
            const std::size_t out = m_rng.below(taken.size());
            result.heldOut.push_back(taken[out]);
            taken.erase(taken.begin() + static_cast<std::ptrdiff_t>(out));
            std::ranges::sort(taken);
            result.train.item.insert(result.train.item.end(), taken.begin(), taken.end());
            result.train.rowBegin.push_back(static_cast<std::int64_t>(result.train.item.size()));
        }
        result.train.weight.assign(result.train.item.size(), 1.0F);
        result.userFeatures = seen(tastes, 0.7);
        return result;
    }

private:
    static constexpr std::size_t kTraits = 12;
    static constexpr std::size_t kInterests = 2;
    static constexpr double kGroupPull = 0.65;
    static constexpr double kItemPull = 0.65;

    /// With noise.
    learn::Matrix seen(const learn::Matrix& hidden, double noise) {
        learn::Matrix result = hidden;
        for (double& value : result.values)
            value += noise * m_rng.normal();
        return result;
    }

    /// perUser + 1 different items; `taste` becomes the interests, one after the other.
    std::vector<std::int32_t> takenBy(std::span<double> taste) {
        learn::Matrix interest(kInterests, kTraits);
        std::vector<std::vector<double>> chance(kInterests);
        for (std::size_t k = 0; k < kInterests; ++k) {
            for (std::size_t t = 0; t < kTraits; ++t) {
                interest.at(k, t) = m_rng.normal();
                taste[k * kTraits + t] = interest.at(k, t);
            }
            for (std::size_t g = 0; g < m_size.groups; ++g)
                chance[k].push_back(
                    m_groupWeight[g] *
                    std::exp(kGroupPull * product(interest.row(k), m_centre.row(g))));
        }
        std::vector<std::int32_t> taken;
        while (taken.size() < m_size.perUser + 1) {
            const std::size_t k = m_rng.below(kInterests);
            const auto& members = m_members[draw(chance[k])];
            std::vector<double> weight;
            for (const std::int32_t i : members) {
                const auto item = static_cast<std::size_t>(i);
                weight.push_back(
                    m_frequency[item] *
                    std::exp(kItemPull * product(interest.row(k), m_nature.row(item))));
            }
            const std::int32_t item = members[draw(weight)];
            if (std::ranges::find(taken, item) == taken.end())
                taken.push_back(item);
        }
        return taken;
    }

    static double product(std::span<const double> a, std::span<const double> b) {
        double total = 0;
        for (std::size_t t = 0; t < a.size(); ++t)
            total += a[t] * b[t];
        return total;
    }

    std::size_t draw(const std::vector<double>& weight) {
        double total = 0;
        for (const double w : weight)
            total += w;
        double left = m_rng.uniform() * total;
        for (std::size_t i = 0; i + 1 < weight.size(); ++i) {
            left -= weight[i];
            if (left < 0)
                return i;
        }
        return weight.size() - 1;
    }

    TasteSize m_size;
    Rng m_rng;
    learn::Matrix m_centre;
    learn::Matrix m_nature;
    std::vector<double> m_frequency;
    std::vector<double> m_groupWeight;
    std::vector<std::vector<std::int32_t>> m_members;
};

/// One user's list out of a vector of lists or out of TopItems.
template <class Lists>
decltype(auto) listOf(const Lists& lists, std::size_t user) {
    if constexpr (requires { lists.of(user); })
        return lists.of(user);
    else
        return (lists[user]);
}

/// Share of users whose held-out item is among the first `n` of their list.
template <class Lists, class ItemOf>
double hitRate(const Lists& lists, const std::vector<std::int32_t>& users,
               const std::vector<std::int32_t>& heldOut, std::size_t n, const ItemOf& itemOf) {
    std::size_t hits = 0;
    for (std::size_t k = 0; k < users.size(); ++k) {
        auto&& list = listOf(lists, k);
        for (std::size_t i = 0; i < std::min(n, list.size()); ++i)
            if (itemOf(list[i]) == heldOut[static_cast<std::size_t>(users[k])])
                ++hits;
    }
    return static_cast<double>(hits) / static_cast<double>(users.size());
}

} // namespace mops::test
