#include "core/profile/segments.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace mops::profile {
namespace {

using Pair = std::pair<int, int>; ///< id in the run before, id in this run

std::map<Pair, std::int64_t> sharedMerchants(const Segmentation& current,
                                             const Segmentation& previous) {
    std::unordered_map<std::int64_t, int> before;
    before.reserve(previous.members.size());
    for (const SegmentMember& member : previous.members)
        before.emplace(member.merchantKey, member.segmentId);
    std::map<Pair, std::int64_t> shared;
    for (const SegmentMember& member : current.members) {
        if (const auto found = before.find(member.merchantKey); found != before.end())
            ++shared[{found->second, member.segmentId}];
    }
    return shared;
}

std::int64_t sizeOf(const Segmentation& run, int segmentId) {
    for (const Segment& segment : run.segments)
        if (segment.segmentId == segmentId)
            return segment.size;
    return 0;
}

/// Old id per present id, greedy by Jaccard index; the smaller ids win ties.
std::map<int, int> matchedIds(const Segmentation& current, const Segmentation& previous,
                              const std::map<Pair, std::int64_t>& shared) {
    struct Candidate {
        double overlap;
        Pair pair;
    };
    std::vector<Candidate> candidates;
    for (const auto& [pair, merchants] : shared) {
        const std::int64_t either =
            sizeOf(previous, pair.first) + sizeOf(current, pair.second) - merchants;
        candidates.push_back({static_cast<double>(merchants) / static_cast<double>(either), pair});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.overlap > b.overlap; });
    std::map<int, int> ids;
    std::set<int> taken;
    for (const Candidate& candidate : candidates) {
        const auto [before, now] = candidate.pair;
        if (!ids.contains(now) && taken.insert(before).second)
            ids.emplace(now, before);
    }
    // A new segment must not look like an old one that is gone, as long as there are other ids.
    for (const Segment& segment : previous.segments)
        taken.insert(segment.segmentId);
    int free = 0;
    for (const Segment& segment : current.segments) {
        if (ids.contains(segment.segmentId))
            continue;
        while (taken.contains(free))
            ++free;
        taken.insert(free);
        ids.emplace(segment.segmentId, free);
    }
    return ids;
}

} // namespace

std::vector<Migration> matchPrevious(Segmentation& current, const Segmentation& previous) {
    const auto shared = sharedMerchants(current, previous);
    const auto ids = matchedIds(current, previous, shared);
    for (Segment& segment : current.segments)
        segment.segmentId = ids.at(segment.segmentId);
    for (SegmentMember& member : current.members)
        member.segmentId = ids.at(member.segmentId);
    std::sort(current.segments.begin(), current.segments.end(),
              [](const Segment& a, const Segment& b) { return a.segmentId < b.segmentId; });
    std::vector<Migration> flows;
    for (const auto& [pair, merchants] : shared)
        flows.push_back({pair.first, ids.at(pair.second), merchants});
    std::sort(flows.begin(), flows.end(), [](const Migration& a, const Migration& b) {
        if (a.merchants != b.merchants)
            return a.merchants > b.merchants;
        return std::pair(a.from, a.to) < std::pair(b.from, b.to);
    });
    return flows;
}

} // namespace mops::profile
