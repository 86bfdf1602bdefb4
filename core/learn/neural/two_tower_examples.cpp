#include "core/learn/neural/two_tower_examples.h"

#include "core/learn/kernels/dense_layers.h"
#include "core/learn/sampling.h"

#include <algorithm>
#include <cmath>

namespace mops::learn {
namespace {

constexpr std::size_t kFewestOwn = 3; ///< items of a user one of whose is held out
constexpr std::size_t kMostHeldOut = 8192;
constexpr std::size_t kFewestHeldOut = 64; ///< fewer would not tell one epoch from another

} // namespace

TowerExamples::TowerExamples(const Interactions& in, const TwoTowerParams& params) {
    userOf.reserve(in.item.size());
    for (std::int32_t user = 0; user < in.users(); ++user)
        userOf.insert(userOf.end(), in.itemsOf(user).size(), user);
    split(in, params);
    std::vector<bool> isHeldOut(in.item.size(), false);
    for (const std::uint32_t entry : heldOut)
        isHeldOut[entry] = true;
    train.reserve(in.item.size() - heldOut.size());
    for (std::size_t entry = 0; entry < in.item.size(); ++entry)
        if (!isHeldOut[entry])
            train.push_back(static_cast<std::uint32_t>(entry));
    describe(in, params, isHeldOut);
    countItems(in);
}

// One interaction each of a seeded draw of users.
void TowerExamples::split(const Interactions& in, const TwoTowerParams& params) {
    std::vector<std::int32_t> able;
    for (std::int32_t user = 0; user < in.users(); ++user)
        if (in.itemsOf(user).size() >= kFewestOwn)
            able.push_back(user);
    auto wanted = static_cast<std::size_t>(params.holdOut * static_cast<double>(able.size()));
    wanted = std::min(wanted, kMostHeldOut);
    wanted -= wanted % kernels::kFloatLanes;
    if (wanted < kFewestHeldOut)
        return;
    Rng rng = Rng(params.seed).fork(1);
    for (const std::size_t k : drawWithoutReplacement(able.size(), wanted, rng)) {
        const std::int64_t first = in.rowBegin[static_cast<std::size_t>(able[k])];
        heldOut.push_back(static_cast<std::uint32_t>(static_cast<std::uint64_t>(first) +
                                                     rng.below(in.itemsOf(able[k]).size())));
    }
}

void TowerExamples::describe(const Interactions& in, const TwoTowerParams& params,
                             const std::vector<bool>& isHeldOut) {
    const auto most = static_cast<std::size_t>(params.history);
    const Rng rng = Rng(params.seed).fork(3);
    historyBegin.reserve(in.rowBegin.size());
    historyItem.reserve(in.item.size());
    std::vector<std::int32_t> own;
    for (std::int32_t user = 0; user < in.users(); ++user) {
        own.clear();
        const auto u = static_cast<std::size_t>(user);
        for (std::int64_t entry = in.rowBegin[u]; entry < in.rowBegin[u + 1]; ++entry)
            if (!isHeldOut[static_cast<std::size_t>(entry)])
                own.push_back(in.item[static_cast<std::size_t>(entry)]);
        if (own.size() <= most) {
            historyItem.insert(historyItem.end(), own.begin(), own.end());
        } else {
            Rng drawing = rng.fork(static_cast<std::uint64_t>(user));
            for (const std::size_t k : drawWithoutReplacement(own.size(), most, drawing))
                historyItem.push_back(own[k]);
        }
        historyBegin.push_back(static_cast<std::int64_t>(historyItem.size()));
    }
}

void TowerExamples::countItems(const Interactions& in) {
    std::vector<std::int64_t> counts(static_cast<std::size_t>(in.items), 0);
    for (const std::uint32_t entry : train)
        ++counts[static_cast<std::size_t>(in.item[entry])];
    taken.reserve(counts.size());
    logShare.reserve(counts.size());
    for (const std::int64_t count : counts) {
        taken.push_back(count > 0);
        logShare.push_back(
            static_cast<float>(std::log(static_cast<double>(std::max<std::int64_t>(count, 1)) /
                                        static_cast<double>(train.size()))));
    }
}

} // namespace mops::learn
