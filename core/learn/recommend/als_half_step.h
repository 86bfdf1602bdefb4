#pragma once

#include "core/learn/parallel.h"
#include "core/learn/recommend/implicit_als.h"

namespace mops::learn {

/// One half of alternating least squares: the vectors of all rows with the columns' vectors fixed.
/// Parts of rows of equal cost run on threads; each also adds up the Gram matrix of its new
/// vectors, which the other half needs next.
class AlsHalfStep {
public:
    AlsHalfStep(const Interactions& rows, std::size_t width, const ImplicitAlsParams& params,
                TaskContext& context);

    /// Moves `x` (rows × width) towards or to the optimum for `y` with its Gram matrix YᵀY.
    Result<> solve(const std::vector<float>& y, const std::vector<float>& yGram,
                   std::vector<float>& x);
    /// XᵀX after solve().
    std::vector<float> gram() const;
    /// The same of any vectors of these rows.
    Result<std::vector<float>> gramOf(const std::vector<float>& x);

    Result<double> objective(const std::vector<float>& x, const std::vector<float>& xGram,
                             const std::vector<float>& y, const std::vector<float>& yGram);

private:
    struct Workspace;

    bool solveRow(std::size_t row, const std::vector<float>& y, float* x, Workspace& work,
                  StopSign& stop) const;
    bool conjugate(std::size_t row, const std::vector<float>& y, int steps, float* x,
                   Workspace& work, StopSign& stop) const;
    bool cholesky(std::size_t row, const std::vector<float>& y, float* x, Workspace& work,
                  StopSign& stop) const;
    void addGram(std::size_t part, const float* x, StopSign& stop);

    const Interactions& m_rows;
    std::size_t m_width;
    const ImplicitAlsParams& m_params;
    TaskContext& m_context;
    std::vector<std::size_t> m_cut;
    std::vector<float> m_penalised; ///< Gram matrix of the fixed side + λ
    std::vector<float> m_partGrams; ///< parts × width²
};

} // namespace mops::learn
