#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/database.h"
#include "core/mart/trade_columns.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace mops::profile {

struct SegmentParams {
    std::string method = "kmeans"; ///< the only one there is
    int k = 0;                     ///< 0 = chosen by evidence among 2 … 8
    std::optional<Day> asOf;       ///< empty = the last full day of the data
    std::uint64_t seed = 1;
    int threads = 1;
    Result<> validate() const;
};

/// How good each k was: the evidence for the choice.
struct KCriterion {
    int k = 0;
    double silhouette = 0;
    double calinskiHarabasz = 0;
    double inertia = 0;
    double stability = 0; ///< mean adjusted Rand index of resampled runs
};

struct SegmentTrait {
    std::string feature; ///< catalogue id
    double mean = 0;     ///< of the segment, in the feature's unit; NaN when missing for all
    double overall = 0;  ///< of all merchants
    /// (mean − overall) / deviation over all merchants, of the transformed values that the clusters
    /// were found in: a few giants do not hide everybody else.
    double zScore = 0;
};

struct Segment {
    /// In a first run by turnover, largest first, from 0; matchPrevious() carries ids on.
    int segmentId = 0;
    std::string nameCode; ///< made from the traits; ui/text names it
    std::int64_t size = 0;
    std::int64_t turnoverMinor = 0;   ///< of all orders by the as-of moment that are not cancelled
    std::vector<SegmentTrait> traits; ///< strongest first, all features
};

struct SegmentMember {
    std::int64_t merchantKey = 0;
    std::string merchantId;
    std::int32_t segmentId = 0;
    double distance = 0; ///< to the own centre, standardised
    double x = 0;        ///< map: first principal axis
    double y = 0;        ///< map: second principal axis
};

struct Segmentation {
    std::int64_t runId = 0;
    std::int64_t asOf = 0;
    std::string method = "kmeans";
    int k = 0;
    std::uint64_t seed = 0;
    std::string fingerprint;           ///< of the facts it was stored with; empty until stored
    std::vector<KCriterion> criteria;  ///< one per k that was tried
    std::vector<std::string> features; ///< the features that were used
    std::vector<Segment> segments;
    std::vector<SegmentMember> members;
    double stability = 0;  ///< of the chosen k
    double explainedX = 0; ///< share of variance along x, y
    double explainedY = 0;
};

/// How many merchants went from a segment of the run before to one of this run.
struct Migration {
    int from = 0;
    int to = 0;
    std::int64_t merchants = 0;
};

/// Method names that SegmentParams::method may hold.
std::span<const char* const> segmentMethods();

/// Merchants' segments as of a day: features → transformed, standardised → k-means → names.
/// Does not write. Errors: NotEnoughData (fewer than 20 merchants), Usage, Cancelled.
Result<Segmentation> segmentMerchants(const mart::TradeColumns& trade, const SegmentParams& params,
                                      TaskContext& context);

/// Gives the segments of `current` the ids of the segments of `previous` they share most merchants
/// with (greedy by Jaccard index); a segment without a counterpart takes the smallest free id.
/// Reorders the segments by id and answers the flows, largest first, staying included.
std::vector<Migration> matchPrevious(Segmentation& current, const Segmentation& previous);

/// Stores a segmentation; returns its run id. One transaction.
Result<std::int64_t> storeSegmentation(db::Database& mart, const Segmentation& segmentation,
                                       const Clock& clock);

/// The newest stored segmentation, equal to what was stored; NotFound when there is none.
Result<Segmentation> readLatestSegmentation(db::Database& mart);

} // namespace mops::profile
