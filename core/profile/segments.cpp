#include "core/profile/segments.h"

#include "core/features/feature_catalogue.h"
#include "core/features/feature_frame.h"
#include "core/features/feature_scaling.h"
#include "core/learn/cluster/kmeans.h"
#include "core/learn/cluster/principal_axes.h"
#include "core/profile/segment_choice.h"
#include "core/profile/segment_features.h"
#include "core/profile/segment_names.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace mops::profile {
namespace {

constexpr std::array<const char*, 1> kMethods{"kmeans"};
constexpr std::size_t kFewestMerchants = 20;

double meanOfPresent(std::span<const double> values, std::span<const std::int32_t> labels,
                     std::int32_t label) {
    double sum = 0;
    std::int64_t present = 0;
    for (std::size_t r = 0; r < values.size(); ++r) {
        if (std::isnan(values[r]) || (label >= 0 && labels[r] != label))
            continue;
        sum += values[r];
        ++present;
    }
    return present > 0 ? sum / static_cast<double>(present)
                       : std::numeric_limits<double>::quiet_NaN();
}

/// Price of all lines by the as-of moment whose order is not known as cancelled by then.
std::int64_t turnoverOf(const mart::TradeColumns& trade, std::size_t merchant, std::int64_t asOf) {
    std::int64_t turnover = 0;
    for (std::size_t item = trade.merchantItemBegin[merchant];
         item < trade.merchantItemBegin[merchant + 1] && trade.itemOrderedAt[item] <= asOf;
         ++item) {
        if (trade.cancelledKnownAt(trade.itemOrder[item]) > asOf)
            turnover += trade.itemPrice[item];
    }
    return turnover;
}

/// What was measured about each merchant, as it goes into the clusters.
struct Input {
    features::FeatureFrame frame;
    std::vector<std::size_t> feature; ///< model column → catalogue position
    std::vector<double> values;       ///< rows × columns, scaled and weighted
    std::vector<double> standardised; ///< rows × the whole catalogue, for the traits

    learn::MatrixView matrix() const { return {values.data(), frame.rows(), feature.size()}; }
};

Result<Input> readInput(const mart::TradeColumns& trade, const SegmentParams& params,
                        TaskContext& context) {
    const auto lastDay = mart::lastFullDay(trade, params.asOf);
    if (!lastDay)
        return fail(ErrorCode::NotEnoughData,
                    "no orders" + (params.asOf ? " by " + formatDay(*params.asOf) : ""),
                    std::to_string(kFewestMerchants) + " merchants with orders");
    context.report({"features", 0.05, 0, 0, {}});
    auto frame = features::buildFeatures(trade, params.asOf.value_or(*lastDay), context);
    if (!frame)
        return failAs(frame);
    if (frame->rows() < kFewestMerchants)
        return fail(ErrorCode::NotEnoughData,
                    std::to_string(frame->rows()) + " merchants with orders",
                    std::to_string(kFewestMerchants) + " merchants with orders");
    Input input;
    input.frame = std::move(*frame);
    const std::vector<features::Unit> units = features::catalogueUnits();
    const features::FeatureScaling scaling = features::fitScaling(input.frame.columns, units);
    input.standardised = features::scaledRows(input.frame.columns, units, scaling);
    std::vector<double> weights;
    for (const SegmentFeature& used : segmentFeatures()) {
        if (const auto index = features::featureIndex(used.feature)) {
            input.feature.push_back(*index);
            weights.push_back(used.weight);
        }
    }
    const std::size_t all = input.frame.columns.size();
    input.values.reserve(input.frame.rows() * input.feature.size());
    for (std::size_t r = 0; r < input.frame.rows(); ++r) {
        for (std::size_t c = 0; c < input.feature.size(); ++c)
            input.values.push_back(weights[c] * input.standardised[r * all + input.feature[c]]);
    }
    return input;
}

/// The evidence for every k that comes into question; only one k when the user has chosen.
Result<std::vector<KCriterion>> measureAll(const Input& input, const SegmentParams& params,
                                           TaskContext& context) {
    const int first = params.k > 0 ? params.k : kFewestSegments;
    const int last = params.k > 0 ? params.k : kMostSegments;
    std::vector<KCriterion> criteria;
    for (int k = first; k <= last; ++k) {
        context.report({"cluster",
                        0.1 + 0.7 * (k - first) / (last - first + 1),
                        k - first,
                        last - first + 1,
                        {}});
        const auto criterion = measureK(input.matrix(), k, params, context);
        if (!criterion)
            return failAs(criterion);
        criteria.push_back(*criterion);
    }
    return criteria;
}

std::vector<SegmentTrait> traitsOf(const Input& input, std::span<const std::int32_t> labels,
                                   std::int32_t label, std::span<const double> overall) {
    const auto catalogue = features::featureCatalogue();
    std::vector<double> sums(catalogue.size(), 0.0);
    std::int64_t rows = 0;
    for (std::size_t r = 0; r < labels.size(); ++r) {
        if (labels[r] != label)
            continue;
        ++rows;
        for (std::size_t c = 0; c < sums.size(); ++c)
            sums[c] += input.standardised[r * sums.size() + c];
    }
    std::vector<SegmentTrait> traits;
    for (std::size_t c = 0; c < catalogue.size(); ++c)
        traits.push_back({catalogue[c].id, meanOfPresent(input.frame.columns[c], labels, label),
                          overall[c], sums[c] / static_cast<double>(rows)});
    std::stable_sort(traits.begin(), traits.end(),
                     [](const SegmentTrait& a, const SegmentTrait& b) {
                         return std::abs(a.zScore) > std::abs(b.zScore);
                     });
    return traits;
}

/// Position of each cluster when ordered by turnover, largest first: the segment ids.
std::vector<std::int32_t> idsByTurnover(std::span<const std::int64_t> turnover) {
    std::vector<std::int32_t> order(turnover.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
        return turnover[static_cast<std::size_t>(a)] > turnover[static_cast<std::size_t>(b)];
    });
    std::vector<std::int32_t> ids(turnover.size());
    for (std::size_t position = 0; position < order.size(); ++position)
        ids[static_cast<std::size_t>(order[position])] = static_cast<std::int32_t>(position);
    return ids;
}

void describeSegments(Segmentation& run, const Input& input, const mart::TradeColumns& trade,
                      const learn::KMeansResult& clusters) {
    std::vector<std::int64_t> turnover(clusters.sizes.size(), 0);
    for (std::size_t r = 0; r < input.frame.rows(); ++r)
        turnover[static_cast<std::size_t>(clusters.labels[r])] +=
            turnoverOf(trade, input.frame.merchant[r], input.frame.asOf);
    const std::vector<std::int32_t> ids = idsByTurnover(turnover);
    std::vector<double> overall;
    for (const auto& column : input.frame.columns)
        overall.push_back(meanOfPresent(column, {}, -1));
    run.segments.resize(clusters.sizes.size());
    for (std::size_t cluster = 0; cluster < clusters.sizes.size(); ++cluster) {
        Segment& segment = run.segments[static_cast<std::size_t>(ids[cluster])];
        segment.segmentId = ids[cluster];
        segment.size = clusters.sizes[cluster];
        segment.turnoverMinor = turnover[cluster];
        segment.traits =
            traitsOf(input, clusters.labels, static_cast<std::int32_t>(cluster), overall);
    }
    nameSegments(run.segments);
    for (std::size_t r = 0; r < input.frame.rows(); ++r) {
        const std::uint32_t merchant = input.frame.merchant[r];
        const auto cluster = static_cast<std::size_t>(clusters.labels[r]);
        double squared = 0;
        for (std::size_t c = 0; c < input.feature.size(); ++c) {
            const double offset = input.matrix().at(r, c) - clusters.centres.at(cluster, c);
            squared += offset * offset;
        }
        run.members.push_back({trade.merchantKey[merchant], trade.merchantId[merchant],
                               ids[cluster], std::sqrt(squared), 0, 0});
    }
}

Result<> placeOnMap(Segmentation& run, const Input& input) {
    const auto axes = learn::principalAxes(input.matrix(), 2);
    if (!axes)
        return failAs(axes);
    for (std::size_t r = 0; r < run.members.size(); ++r) {
        run.members[r].x = axes->scores.at(r, 0);
        run.members[r].y = axes->scores.at(r, 1);
    }
    if (axes->totalVariance > 0) {
        run.explainedX = axes->variance[0] / axes->totalVariance;
        run.explainedY = axes->variance[1] / axes->totalVariance;
    }
    return {};
}

} // namespace

std::span<const char* const> segmentMethods() {
    return kMethods;
}

Result<> SegmentParams::validate() const {
    if (std::find(kMethods.begin(), kMethods.end(), method) == kMethods.end())
        return fail(ErrorCode::Usage, "method " + method, "kmeans");
    if (k != 0 && (k < kFewestSegments || k > 50))
        return fail(ErrorCode::Usage, "k " + std::to_string(k), "auto, 2 … 50");
    return {};
}

Result<Segmentation> segmentMerchants(const mart::TradeColumns& trade, const SegmentParams& params,
                                      TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    const auto input = readInput(trade, params, context);
    if (!input)
        return failAs(input);
    if (static_cast<std::size_t>(std::max(params.k, kMostSegments)) > input->frame.rows())
        return fail(ErrorCode::NotEnoughData,
                    std::to_string(input->frame.rows()) + " merchants with orders",
                    std::to_string(params.k) + " merchants with orders");
    auto criteria = measureAll(*input, params, context);
    if (!criteria)
        return failAs(criteria);

    Segmentation run;
    run.asOf = input->frame.asOf;
    run.method = params.method;
    run.seed = params.seed;
    run.criteria = std::move(*criteria);
    run.k = chooseK(run.criteria);
    for (const KCriterion& criterion : run.criteria)
        if (criterion.k == run.k)
            run.stability = criterion.stability;
    for (const std::size_t index : input->feature)
        run.features.emplace_back(features::featureCatalogue()[index].id);
    context.report({"cluster", 0.85, 0, 0, {}});
    learn::KMeansParams kMeans;
    kMeans.k = run.k;
    kMeans.seed = params.seed;
    kMeans.threads = params.threads;
    const auto clusters = learn::kMeans(input->matrix(), kMeans, context);
    if (!clusters)
        return failAs(clusters);
    describeSegments(run, *input, trade, *clusters);
    if (const auto placed = placeOnMap(run, *input); !placed)
        return failAs(placed);
    return run;
}

} // namespace mops::profile
