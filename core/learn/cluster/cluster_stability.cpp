#include "core/learn/cluster/cluster_stability.h"

#include "core/base/rng.h"
#include "core/learn/cluster/cluster_quality.h"
#include "core/learn/cluster/partition.h"
#include "core/learn/quiet_context.h"
#include "core/learn/sampling.h"

#include <algorithm>
#include <string>

namespace mops::learn {

Result<> StabilityParams::validate() const {
    if (resamples < 1)
        return fail(ErrorCode::Usage, "resamples=" + std::to_string(resamples), "at least 1");
    if (!(share > 0 && share <= 1))
        return fail(ErrorCode::Usage, "share", "above 0, at most 1");
    return {};
}

Result<StabilityResult> clusterStability(MatrixView x, std::span<const std::int32_t> labels,
                                         const KMeansParams& kMeansParams,
                                         const StabilityParams& params, TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = kMeansParams.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkSizes(x, labels); !valid)
        return failAs(valid);
    const auto drawn = std::min(
        x.rows, std::max(static_cast<std::size_t>(kMeansParams.k),
                         static_cast<std::size_t>(params.share * static_cast<double>(x.rows))));
    const Rng rng(params.seed);
    QuietContext quiet(context);
    StabilityResult result;
    Matrix part(drawn, x.columns);
    std::vector<std::int32_t> whole(drawn);
    for (int i = 0; i < params.resamples; ++i) {
        context.report({.stage = "evaluate",
                        .fraction = static_cast<double>(i) / params.resamples,
                        .done = i,
                        .total = params.resamples,
                        .object = {}});
        Rng own = rng.fork(static_cast<std::uint64_t>(i));
        const auto rows = drawWithoutReplacement(x.rows, drawn, own);
        for (std::size_t r = 0; r < drawn; ++r) {
            std::ranges::copy(x.row(rows[r]), part.row(r).begin());
            whole[r] = labels[rows[r]];
        }
        KMeansParams run = kMeansParams;
        run.seed = own.next();
        const auto found = kMeans(part, run, quiet);
        if (!found)
            return failAs(found);
        result.agreements.push_back(adjustedRandIndex(found->labels, whole));
    }
    for (const double agreement : result.agreements)
        result.mean += agreement / params.resamples;
    result.least = *std::ranges::min_element(result.agreements);
    return result;
}

} // namespace mops::learn
