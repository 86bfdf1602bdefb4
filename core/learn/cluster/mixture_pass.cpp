#include "core/learn/cluster/mixture_pass.h"

#include "core/learn/kernels/mixture_terms.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>

namespace mops::learn {
namespace {

using kernels::kMixtureSlice;

std::size_t mostParts(std::size_t numbersPerPart) {
    constexpr std::size_t kMostNumbers = std::size_t{1} << 25; // 256 MiB
    return std::clamp<std::size_t>(kMostNumbers / numbersPerPart, 1, 64);
}

} // namespace

void MixtureMoments::add(const MixtureMoments& part) {
    logLikelihood += part.logLikelihood;
    const auto addTo = [](std::vector<double>& to, const std::vector<double>& from) {
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] += from[i];
    };
    addTo(weights, part.weights);
    addTo(first, part.first);
    addTo(second, part.second);
}

MixturePass::MixturePass(MatrixView x, std::vector<double> origin, std::size_t components,
                         CovarianceKind covariance, int threads, TaskContext& context)
    : m_x(x)
    , m_origin(std::move(origin))
    , m_components(components)
    , m_covariance(covariance)
    , m_threads(threads)
    , m_context(context)
    , m_parts(x.rows, mostParts(components * (x.columns + secondSize())))
    , m_factors(components)
    , m_partial(m_parts.count) {}

std::size_t MixturePass::secondSize() const {
    return m_covariance == CovarianceKind::Full ? m_x.columns * m_x.columns : m_x.columns;
}

MixtureMoments MixturePass::emptyMoments() const {
    return {0, std::vector<double>(m_components), std::vector<double>(m_components * m_x.columns),
            std::vector<double>(m_components * secondSize())};
}

MixturePass::Scratch MixturePass::scratch() const {
    return {std::vector<double>(m_x.columns * kMixtureSlice),
            std::vector<double>(kernels::padded(m_x.columns) * kMixtureSlice),
            std::vector<double>(m_components * kMixtureSlice), std::vector<double>(kMixtureSlice)};
}

// Σ = L Lᵀ (Cholesky), row by row of L, and L⁻¹ by forward substitution.
bool MixturePass::factorOne(const Matrix& covariance, Factor& factor, StopSign& stop) const {
    const std::size_t d = m_x.columns;
    Matrix lower(d, d);
    Matrix inverse(d, d);
    for (std::size_t i = 0; i < d && !stop.raised(); ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double value = covariance.at(i, j);
            for (std::size_t c = 0; c < j; ++c)
                value -= lower.at(i, c) * lower.at(j, c);
            if (i != j) {
                lower.at(i, j) = value / lower.at(j, j);
                continue;
            }
            if (!(value > 0) || !std::isfinite(value))
                return false;
            lower.at(i, i) = std::sqrt(value);
        }
        const double pivot = lower.at(i, i);
        for (std::size_t c = 0; c < i; ++c)
            for (std::size_t j = 0; j <= c; ++j)
                inverse.at(i, j) -= lower.at(i, c) * inverse.at(c, j);
        for (std::size_t j = 0; j < i; ++j)
            inverse.at(i, j) /= pivot;
        inverse.at(i, i) = 1 / pivot;
        factor.constant -= std::log(pivot);
    }
    factor.inverse.resize(kernels::packedTriangle(d));
    kernels::packTriangle(inverse.values.data(), d, factor.inverse.data());
    return true;
}

void MixturePass::centre(const Matrix& means) {
    for (std::size_t k = 0; k < m_components; ++k) {
        m_factors[k].mean.assign(means.row(k).begin(), means.row(k).end());
        for (std::size_t c = 0; c < m_x.columns; ++c)
            m_factors[k].mean[c] -= m_origin[c];
    }
}

Result<> MixturePass::factor(const MixtureModel& model) {
    centre(model.means);
    std::vector<char> good(m_components, 1);
    const auto done =
        forEachPart(m_components, m_threads, m_context, [&](std::size_t k, StopSign& stop) {
            Factor& factor = m_factors[k];
            factor.constant = std::log(model.weights[k]) - 0.5 * static_cast<double>(m_x.columns) *
                                                               std::log(2 * std::numbers::pi);
            if (m_covariance == CovarianceKind::Full) {
                good[k] = factorOne(model.covariances[k], factor, stop) ? 1 : 0;
                return;
            }
            factor.inverse.resize(m_x.columns);
            for (std::size_t c = 0; c < m_x.columns; ++c) {
                const double variance = model.covariances.front().at(k, c);
                if (!(variance > 0) || !std::isfinite(variance))
                    good[k] = 0;
                factor.inverse[c] = 1 / std::sqrt(variance);
                factor.constant -= 0.5 * std::log(variance);
            }
        });
    if (!done)
        return done;
    const auto bad = std::ranges::find(good, 0);
    if (bad != good.end())
        return fail(ErrorCode::NoConvergence, "component " + std::to_string(bad - good.begin() + 1),
                    "regularization, standardize, k");
    return {};
}

/// scratch.logs[k] = log w_k N(row; μ_k, Σ_k).
void MixturePass::densities(const double* slice, Scratch& scratch, StopSign& stop) const {
    for (std::size_t k = 0; k < m_components && !stop.raised(); ++k) {
        const Factor& factor = m_factors[k];
        double* logs = scratch.logs.data() + k * kMixtureSlice;
        if (m_covariance == CovarianceKind::Full)
            kernels::fullLogDensity(slice, m_x.columns, factor.mean.data(), factor.inverse.data(),
                                    factor.constant, scratch.work.data(), logs);
        else
            kernels::diagonalLogDensity(slice, m_x.columns, factor.mean.data(),
                                        factor.inverse.data(), factor.constant, logs);
    }
}

void MixturePass::addMoments(const Scratch& from, double* work, MixtureMoments& to,
                             StopSign& stop) const {
    const std::size_t d = m_x.columns;
    for (std::size_t k = 0; k < m_components && !stop.raised(); ++k) {
        const double* shares = from.logs.data() + k * kMixtureSlice;
        const double* mean = m_factors[k].mean.data();
        double* first = to.first.data() + k * d;
        double* second = to.second.data() + k * secondSize();
        to.weights[k] +=
            m_covariance == CovarianceKind::Full
                ? kernels::addFullMoments(from.slice.data(), d, mean, shares, work, first, second)
                : kernels::addDiagonalMoments(from.slice.data(), d, mean, shares, first, second);
    }
}

/// use(part, first row, rows, scratch with the slice, stop) for every slice.
template <class Use>
Result<> MixturePass::eachSlice(const Use& use) {
    return forEachPart(m_parts.count, m_threads, m_context, [&](std::size_t p, StopSign& stop) {
        Scratch own = scratch();
        for (std::size_t r = m_parts.begin(p); r < m_parts.end(p) && !stop.raised();
             r += kMixtureSlice) {
            const std::size_t rows = std::min(kMixtureSlice, m_parts.end(p) - r);
            kernels::columnSlice(m_x.row(r).data(), rows, m_x.columns, m_origin.data(),
                                 own.slice.data());
            use(p, r, rows, own, stop);
        }
    });
}

MixtureMoments MixturePass::total() const {
    MixtureMoments sum = emptyMoments();
    for (const MixtureMoments& part : m_partial)
        sum.add(part);
    return sum;
}

Result<MixtureMoments> MixturePass::expect(const MixtureModel& model) {
    if (const auto factored = factor(model); !factored)
        return failAs(factored);
    for (MixtureMoments& part : m_partial)
        part = emptyMoments();
    const auto done = eachSlice(
        [&](std::size_t part, std::size_t, std::size_t rows, Scratch& scratch, StopSign& stop) {
            densities(scratch.slice.data(), scratch, stop);
            kernels::normaliseLogs(m_components, rows, scratch.logs.data(), scratch.logSums.data());
            for (std::size_t r = 0; r < rows; ++r)
                m_partial[part].logLikelihood += scratch.logSums[r];
            addMoments(scratch, scratch.work.data(), m_partial[part], stop);
        });
    if (!done)
        return failAs(done);
    return total();
}

Result<MixtureMoments> MixturePass::momentsOf(std::span<const std::int32_t> labels,
                                              const Matrix& means) {
    centre(means);
    for (MixtureMoments& part : m_partial)
        part = emptyMoments();
    const auto done = eachSlice([&](std::size_t part, std::size_t first, std::size_t rows,
                                    Scratch& scratch, StopSign& stop) {
        std::ranges::fill(scratch.logs, 0.0);
        for (std::size_t r = 0; r < rows; ++r)
            scratch.logs[static_cast<std::size_t>(labels[first + r]) * kMixtureSlice + r] = 1;
        addMoments(scratch, scratch.work.data(), m_partial[part], stop);
    });
    if (!done)
        return failAs(done);
    return total();
}

Result<MixtureRows> MixturePass::rows(const MixtureModel& model, bool keepProbabilities) {
    if (const auto factored = factor(model); !factored)
        return failAs(factored);
    MixtureRows seen;
    seen.labels.resize(m_x.rows);
    seen.logDensity.resize(m_x.rows);
    if (keepProbabilities)
        seen.probabilities = Matrix(m_x.rows, m_components);
    const auto done = eachSlice(
        [&](std::size_t, std::size_t first, std::size_t rows, Scratch& scratch, StopSign& stop) {
            densities(scratch.slice.data(), scratch, stop);
            kernels::normaliseLogs(m_components, rows, scratch.logs.data(), scratch.logSums.data());
            for (std::size_t r = 0; r < rows; ++r) {
                std::size_t best = 0;
                for (std::size_t k = 0; k < m_components; ++k) {
                    const double share = scratch.logs[k * kMixtureSlice + r];
                    if (share > scratch.logs[best * kMixtureSlice + r])
                        best = k;
                    if (keepProbabilities)
                        seen.probabilities.at(first + r, k) = share;
                }
                seen.labels[first + r] = static_cast<std::int32_t>(best);
                seen.logDensity[first + r] = scratch.logSums[r];
            }
        });
    if (!done)
        return failAs(done);
    return seen;
}

// With δ = Σ share z / N: μ + δ and Σ share z zᵀ / N − δ δᵀ. As z is taken around the means before,
// δ is small and nothing cancels.
MixtureModel MixturePass::maximise(const MixtureMoments& moments, const Matrix& means,
                                   double regularization) const {
    const std::size_t d = m_x.columns;
    const bool full = m_covariance == CovarianceKind::Full;
    MixtureModel model{m_covariance, std::vector<double>(m_components), means, {}};
    if (full)
        model.covariances.assign(m_components, Matrix(d, d));
    else
        model.covariances.assign(1, Matrix(m_components, d));
    double total = 0;
    for (std::size_t k = 0; k < m_components; ++k) {
        // A component that lost all its rows keeps its mean.
        const double count = moments.weights[k] + 10 * std::numeric_limits<double>::epsilon();
        model.weights[k] = count;
        total += count;
        const double* second = moments.second.data() + k * secondSize();
        std::vector<double> delta(d);
        for (std::size_t c = 0; c < d; ++c) {
            delta[c] = moments.first[k * d + c] / count;
            model.means.at(k, c) += delta[c];
        }
        for (std::size_t i = 0; i < d; ++i) {
            if (!full) {
                model.covariances.front().at(k, i) =
                    second[i] / count - delta[i] * delta[i] + regularization;
                continue;
            }
            for (std::size_t j = i; j < d; ++j) {
                const double value = second[i * d + j] / count - delta[i] * delta[j];
                model.covariances[k].at(i, j) = value;
                model.covariances[k].at(j, i) = value;
            }
            model.covariances[k].at(i, i) += regularization;
        }
    }
    for (double& weight : model.weights)
        weight /= total;
    return model;
}

} // namespace mops::learn
