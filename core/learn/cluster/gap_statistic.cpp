#include "core/learn/cluster/gap_statistic.h"

#include "core/base/rng.h"
#include "core/learn/cluster/kmeans.h"
#include "core/learn/columns.h"
#include "core/learn/parallel.h"
#include "core/learn/quiet_context.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace mops::learn {
namespace {

struct Box {
    std::vector<double> low;
    std::vector<double> high;
};

Box boxOf(MatrixView x) {
    Box box{{x.row(0).begin(), x.row(0).end()}, {x.row(0).begin(), x.row(0).end()}};
    for (std::size_t r = 1; r < x.rows; ++r)
        for (std::size_t c = 0; c < x.columns; ++c) {
            box.low[c] = std::min(box.low[c], x.at(r, c));
            box.high[c] = std::max(box.high[c], x.at(r, c));
        }
    return box;
}

void fillUniform(const Box& box, Rng rng, Matrix& rows) {
    for (std::size_t r = 0; r < rows.rows; ++r)
        for (std::size_t c = 0; c < rows.columns; ++c)
            rows.at(r, c) = rng.uniform(box.low[c], box.high[c]);
}

/// ln of the inertia of every k.
class Curves {
public:
    Curves(const GapParams& params, int most, TaskContext& context)
        : m_params(params)
        , m_most(most)
        , m_context(context) {}

    /// `stream` numbers the data set: 0 the data, then the references. Ends before the first k
    /// whose inertia is 0.
    Result<std::vector<double>> of(MatrixView x, std::uint64_t stream) {
        std::vector<double> curve;
        QuietContext quiet(m_context);
        for (int k = 1; k <= m_most; ++k, ++m_done) {
            const auto total = static_cast<std::int64_t>(m_most) * (m_params.references + 1);
            m_context.report({.stage = "cluster",
                              .fraction = static_cast<double>(m_done) / static_cast<double>(total),
                              .done = m_done,
                              .total = total,
                              .object = {}});
            const std::uint64_t seed =
                Rng(m_params.seed).fork(stream * 1000 + static_cast<std::uint64_t>(k)).next();
            const auto found = kMeans(
                x, {.k = k, .starts = m_params.starts, .seed = seed, .threads = m_params.threads},
                quiet);
            if (!found)
                return failAs(found);
            if (!(found->inertia > 0))
                break;
            curve.push_back(std::log(found->inertia));
        }
        return curve;
    }
    void tryOnly(int most) { m_most = most; }

private:
    const GapParams& m_params;
    int m_most;
    TaskContext& m_context;
    std::int64_t m_done = 0;
};

int choice(const GapResult& result) {
    for (std::size_t k = 0; k + 1 < result.gap.size(); ++k)
        if (result.gap[k] >= result.gap[k + 1] - result.error[k + 1])
            return static_cast<int>(k + 1);
    return static_cast<int>(result.gap.size());
}

} // namespace

Result<> GapParams::validate() const {
    if (mostClusters < 1)
        return fail(ErrorCode::Usage, "most_clusters=" + std::to_string(mostClusters),
                    "at least 1");
    if (references < 1)
        return fail(ErrorCode::Usage, "references=" + std::to_string(references), "at least 1");
    if (starts < 1)
        return fail(ErrorCode::Usage, "starts=" + std::to_string(starts), "at least 1");
    return checkThreads(threads);
}

Result<GapResult> gapStatistic(MatrixView x, const GapParams& params, TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto finite = columnMoments(x, params.threads, context); !finite)
        return failAs(finite);
    const auto most =
        static_cast<int>(std::min(static_cast<std::size_t>(params.mostClusters), x.rows));
    Curves curves(params, most, context);
    auto within = curves.of(x, 0);
    if (!within)
        return failAs(within);
    if (within->empty())
        return fail(ErrorCode::NotEnoughData, "1", "at least 2 different rows");
    GapResult result;
    result.logWithin = std::move(*within);
    const std::size_t tried = result.logWithin.size();
    curves.tryOnly(static_cast<int>(tried));
    const Box box = boxOf(x);
    Matrix rows(x.rows, x.columns);
    std::vector<double> sums(tried, 0.0);
    std::vector<double> squares(tried, 0.0); // around the first reference
    std::vector<double> first;
    const auto references = static_cast<std::uint64_t>(params.references);
    for (std::uint64_t b = 1; b <= references; ++b) {
        fillUniform(box, Rng(params.seed).fork(1'000'000 + b), rows);
        auto curve = curves.of(rows, b);
        if (!curve)
            return failAs(curve);
        if (curve->size() < tried) // as many clusters as different rows
            return fail(ErrorCode::NotEnoughData, std::to_string(x.rows) + " rows",
                        "most_clusters " + std::to_string(curve->size()));
        if (b == 1)
            first = *curve;
        for (std::size_t k = 0; k < tried; ++k) {
            const double from = (*curve)[k] - first[k];
            sums[k] += from;
            squares[k] += from * from;
        }
    }
    const auto n = static_cast<double>(params.references);
    for (std::size_t k = 0; k < tried; ++k) {
        const double mean = sums[k] / n;
        const double variance = std::max(0.0, squares[k] / n - mean * mean);
        result.logUniform.push_back(first[k] + mean);
        result.gap.push_back(first[k] + mean - result.logWithin[k]);
        result.error.push_back(std::sqrt(variance * (1 + 1 / n)));
    }
    result.k = choice(result);
    return result;
}

} // namespace mops::learn
