#include "core/learn/classify/logistic_objective.h"

#include "core/learn/kernels/logistic_terms.h"

namespace mops::learn {
namespace {

/// At most 64 parts and 64 MB of partial Gram matrices.
std::size_t mostParts(std::size_t columns) {
    const std::size_t width = kernels::padded(columns + 1);
    return std::clamp<std::size_t>((std::size_t{64} << 20) / (width * width * sizeof(double)), 1,
                                   64);
}

std::size_t rowsPerSlice(std::size_t columns) {
    return std::clamp<std::size_t>(4'000'000 / ((columns + 1) * (columns + 1)), 64, 8192);
}

} // namespace

/// Sums of one part of the rows.
struct LogisticObjective::PartSums {
    std::vector<double> gradient;
    std::vector<double> gram;
    kernels::LogisticSums sums;
};

LogisticObjective::LogisticObjective(MatrixView x, std::span<const std::uint8_t> y,
                                     std::span<const double> weights, const ColumnMoments& moments,
                                     std::span<const double> penalty, double positiveWeight,
                                     int threads, TaskContext& context)
    : m_x(x)
    , m_y(y)
    , m_weights(weights)
    , m_moments(moments)
    , m_penalty(penalty)
    , m_inverseScale(x.columns)
    , m_positiveWeight(positiveWeight)
    , m_threads(threads)
    , m_context(context)
    , m_parts(x.rows, mostParts(x.columns)) {
    for (std::size_t c = 0; c < x.columns; ++c)
        m_inverseScale[c] = moments.deviations[c] > 0 ? 1.0 / moments.deviations[c] : 0.0;
}

Eigen::MatrixXd LogisticObjective::hessian(const std::vector<PartSums>& parts) const {
    const std::size_t columns = m_x.columns;
    const std::size_t padded = kernels::padded(columns + 1);
    const auto n = static_cast<Eigen::Index>(columns);
    Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(n + 1, n + 1);
    for (const PartSums& part : parts)
        for (std::size_t i = 0; i <= columns; ++i)
            for (std::size_t j = i; j <= columns; ++j)
                sum(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(i)) +=
                    part.gram[i * padded + j];
    sum.triangularView<Eigen::StrictlyUpper>() =
        sum.transpose().triangularView<Eigen::StrictlyUpper>();
    for (Eigen::Index c = 0; c < n; ++c)
        sum(c, c) += m_penalty[static_cast<std::size_t>(c)];
    return sum;
}

Result<LogisticValue> LogisticObjective::at(const LogisticPosition& position,
                                            Curvature curvature) const {
    const bool wanted = curvature == Curvature::Wanted;
    const std::size_t columns = m_x.columns;
    const std::size_t padded = kernels::padded(columns + 1);
    const auto n = static_cast<Eigen::Index>(columns);
    const kernels::LogisticPoint point{m_moments.means.data(), m_inverseScale.data(),
                                       position.data(), position[n], m_positiveWeight};
    std::vector<PartSums> parts(m_parts.count);
    const std::size_t slice = rowsPerSlice(columns);
    const auto done =
        forEachPart(m_parts.count, m_threads, m_context, [&](std::size_t p, StopSign& stop) {
            PartSums& part = parts[p];
            part.gradient.assign(padded, 0.0);
            part.gram.assign(wanted ? padded * padded : 0, 0.0);
            part.sums.gradient = part.gradient.data();
            part.sums.gram = wanted ? part.gram.data() : nullptr;
            std::vector<double> scratch(kernels::logisticScratch(columns));
            for (std::size_t r = m_parts.begin(p); r < m_parts.end(p) && !stop.raised();
                 r += slice) {
                const kernels::LogisticRows rows{m_x.data + r * columns, m_y.data() + r,
                                                 m_weights.empty() ? nullptr : m_weights.data() + r,
                                                 std::min(slice, m_parts.end(p) - r), columns};
                kernels::logisticTerms(rows, point, scratch.data(), part.sums);
            }
        });
    if (!done)
        return failAs(done);

    LogisticValue value;
    value.gradient = Eigen::VectorXd::Zero(n + 1);
    for (const PartSums& part : parts) {
        value.objective += part.sums.loss;
        value.plainLoss += part.sums.plainLoss;
        for (std::size_t i = 0; i <= columns; ++i)
            value.gradient[static_cast<Eigen::Index>(i)] += part.gradient[i];
    }
    for (Eigen::Index c = 0; c < n; ++c) {
        const double penalty = m_penalty[static_cast<std::size_t>(c)];
        value.objective += 0.5 * penalty * position[c] * position[c];
        value.gradient[c] += penalty * position[c];
    }
    if (wanted)
        value.hessian = hessian(parts);
    return value;
}

} // namespace mops::learn
