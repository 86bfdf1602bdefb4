#pragma once

#include "core/learn/cluster/gaussian_mixture.h"
#include "core/learn/parallel.h"

#include <span>
#include <vector>

namespace mops::learn {

/// Sums over all rows, around the means of the model that saw them.
struct MixtureMoments {
    double logLikelihood = 0;
    std::vector<double> weights; ///< per component Σ share
    std::vector<double> first;   ///< Σ share z, z = x − mean
    std::vector<double> second;  ///< Σ share z zᵀ, or z² when diagonal

    void add(const MixtureMoments& part);
};

/// One pass of the rows past a mixture: what expectation–maximisation repeats. Holds the data and
/// the memory for partial sums.
class MixturePass {
public:
    /// `origin` (per column, in the middle of the data) is taken off rows and means.
    MixturePass(MatrixView x, std::vector<double> origin, std::size_t components,
                CovarianceKind covariance, int threads, TaskContext& context);

    /// Errors: NoConvergence (a covariance is not positive definite), Cancelled.
    Result<MixtureMoments> expect(const MixtureModel& model);
    /// Each row belongs to its label only; the log-likelihood stays 0. Errors: Cancelled.
    Result<MixtureMoments> momentsOf(std::span<const std::int32_t> labels, const Matrix& means);
    /// Errors as expect().
    Result<MixtureRows> rows(const MixtureModel& model, bool keepProbabilities);

    /// The model of largest likelihood for those moments.
    MixtureModel maximise(const MixtureMoments& moments, const Matrix& means,
                          double regularization) const;

private:
    /// What the kernels need of a component.
    struct Factor {
        std::vector<double> mean; ///< around the origin
        std::vector<double> inverse;
        double constant = 0;
    };
    struct Scratch {
        std::vector<double> slice;
        std::vector<double> work;
        std::vector<double> logs; ///< component × row of the slice
        std::vector<double> logSums;
    };

    std::size_t secondSize() const;
    MixtureMoments emptyMoments() const;
    Scratch scratch() const;
    Result<> factor(const MixtureModel& model);
    bool factorOne(const Matrix& covariance, Factor& factor, StopSign& stop) const;
    void centre(const Matrix& means);
    void densities(const double* slice, Scratch& scratch, StopSign& stop) const;
    void addMoments(const Scratch& from, double* work, MixtureMoments& to, StopSign& stop) const;
    template <class Use>
    Result<> eachSlice(const Use& use);
    MixtureMoments total() const;

    MatrixView m_x;
    std::vector<double> m_origin;
    std::size_t m_components;
    CovarianceKind m_covariance;
    int m_threads;
    TaskContext& m_context;
    RowParts m_parts;
    std::vector<Factor> m_factors;
    std::vector<MixtureMoments> m_partial;
};

} // namespace mops::learn
