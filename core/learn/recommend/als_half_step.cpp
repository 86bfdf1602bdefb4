#include "core/learn/recommend/als_half_step.h"

#include "core/learn/kernels/confident_products.h"
#include "core/learn/kernels/products.h"

#include <algorithm>
#include <limits>

namespace mops::learn {
namespace {

constexpr std::size_t kMostParts = 48;
constexpr std::size_t kLeastParts = 8;
/// Part Gram matrices together: at most 16 MiB, as long as there are enough parts.
constexpr std::size_t kMostGramFloats = std::size_t{1} << 22;
/// Entries between two questions whether to go on: a millisecond or two.
constexpr std::size_t kEntriesAtOnce = 8192;
/// Multiplications of a Gram matrix between two questions whether to go on.
constexpr std::size_t kGramProducts = std::size_t{1} << 28;
/// Rows of the taken items gathered for one product of Cholesky.
constexpr std::size_t kGathered = 256;

std::size_t mostParts(std::size_t width) {
    return std::clamp(kMostGramFloats / (width * width), kLeastParts, kMostParts);
}

/// Calls use(slice) for the entries of a row, some at a time; false when stopped.
template <class Use>
bool forSlices(const Interactions& rows, std::size_t row, const std::vector<float>& factors,
               std::size_t width, double alpha, std::size_t atOnce, StopSign& stop,
               const Use& use) {
    const auto end = static_cast<std::size_t>(rows.rowBegin[row + 1]);
    for (auto begin = static_cast<std::size_t>(rows.rowBegin[row]); begin < end; begin += atOnce) {
        if (stop.raised())
            return false;
        use(kernels::ConfidentRow{factors.data(), width, rows.item.data() + begin,
                                  rows.weight.data() + begin, std::min(atOnce, end - begin),
                                  static_cast<float>(alpha)});
    }
    return true;
}

} // namespace

struct AlsHalfStep::Workspace {
    Workspace(std::size_t width, AlsSolver solver)
        : residual(width)
        , direction(width)
        , product(width)
        , matrix(solver == AlsSolver::Cholesky ? width * width : 0)
        , gathered(solver == AlsSolver::Cholesky ? kGathered * width : 0) {}
    std::vector<float> residual;
    std::vector<float> direction;
    std::vector<float> product;
    std::vector<float> matrix;
    std::vector<float> gathered;
};

AlsHalfStep::AlsHalfStep(const Interactions& rows, std::size_t width,
                         const ImplicitAlsParams& params, TaskContext& context)
    : m_rows(rows)
    , m_width(width)
    , m_params(params)
    , m_context(context)
    , m_cut(cutRows(rows.rowBegin, static_cast<std::int64_t>(width), mostParts(width)))
    , m_penalised(width * width)
    , m_partGrams((m_cut.size() - 1) * width * width) {}

Result<> AlsHalfStep::solve(const std::vector<float>& y, const std::vector<float>& yGram,
                            std::vector<float>& x) {
    m_penalised = yGram;
    for (std::size_t f = 0; f < m_width; ++f)
        m_penalised[f * m_width + f] += static_cast<float>(m_params.lambda);
    return forEachPart(m_cut.size() - 1, m_params.threads, m_context,
                       [&](std::size_t part, StopSign& stop) {
                           Workspace work(m_width, m_params.solver);
                           for (std::size_t row = m_cut[part]; row < m_cut[part + 1]; ++row)
                               if (!solveRow(row, y, x.data() + row * m_width, work, stop))
                                   return;
                           addGram(part, x.data(), stop);
                       });
}

bool AlsHalfStep::solveRow(std::size_t row, const std::vector<float>& y, float* x, Workspace& work,
                           StopSign& stop) const {
    if (m_rows.rowBegin[row] == m_rows.rowBegin[row + 1]) {
        std::fill_n(x, m_width, 0.0F); // the exact solution: nothing pulls it from 0
        return true;
    }
    if (m_params.solver == AlsSolver::Cholesky)
        return cholesky(row, y, x, work, stop);
    return conjugate(row, y, m_params.conjugateSteps, x, work, stop);
}

bool AlsHalfStep::conjugate(std::size_t row, const std::vector<float>& y, int steps, float* x,
                            Workspace& work, StopSign& stop) const {
    const auto slices = [&](const auto& use) {
        return forSlices(m_rows, row, y, m_width, m_params.alpha, kEntriesAtOnce, stop, use);
    };
    float* residual = work.residual.data();
    float* direction = work.direction.data();
    float* product = work.product.data();
    std::ranges::fill(work.residual, 0.0F);
    if (!slices([&](const auto& slice) { kernels::addConfidentResidual(slice, x, residual); }))
        return false;
    kernels::addSymmetricTimes(m_penalised.data(), m_width, -1, x, residual);
    float squared = kernels::startConjugate(m_width, residual, direction);
    for (int step = 0; step < steps && squared > std::numeric_limits<float>::min(); ++step) {
        std::ranges::fill(work.product, 0.0F);
        kernels::addSymmetricTimes(m_penalised.data(), m_width, 1, direction, product);
        if (!slices([&](const auto& slice) {
                kernels::addConfidentProduct(slice, direction, product);
            }))
            return false;
        squared = kernels::stepConjugate(m_width, squared, product, x, residual, direction);
    }
    return true;
}

bool AlsHalfStep::cholesky(std::size_t row, const std::vector<float>& y, float* x, Workspace& work,
                           StopSign& stop) const {
    work.matrix = m_penalised;
    std::ranges::fill(work.residual, 0.0F);
    std::ranges::fill(work.product, 0.0F); // x = 0: the residual is the right-hand side
    const bool done =
        forSlices(m_rows, row, y, m_width, m_params.alpha, kGathered, stop, [&](const auto& slice) {
            kernels::gatherConfident(slice, work.gathered.data());
            kernels::addProduct(work.gathered.data(), kernels::As::Transposed, work.gathered.data(),
                                kernels::As::Itself, m_width, slice.count, m_width, 1.0F,
                                work.matrix.data());
            kernels::addConfidentResidual(slice, work.product.data(), work.residual.data());
        });
    if (!done)
        return false;
    if (kernels::solveCholesky(work.matrix.data(), m_width, work.residual.data())) {
        std::ranges::copy(work.residual, x);
        return true;
    }
    // Too close to singular for floats: conjugate gradients go as far as rounding lets them.
    return conjugate(row, y, static_cast<int>(m_width), x, work, stop);
}

void AlsHalfStep::addGram(std::size_t part, const float* x, StopSign& stop) {
    float* gram = m_partGrams.data() + part * m_width * m_width;
    std::fill_n(gram, m_width * m_width, 0.0F);
    const std::size_t atOnce = std::max(kGramProducts / (m_width * m_width), std::size_t{1});
    const std::size_t end = m_cut[part + 1];
    for (std::size_t row = m_cut[part]; row < end && !stop.raised(); row += atOnce) {
        const float* rows = x + row * m_width;
        kernels::addProduct(rows, kernels::As::Transposed, rows, kernels::As::Itself, m_width,
                            std::min(atOnce, end - row), m_width, 1.0F, gram);
    }
}

std::vector<float> AlsHalfStep::gram() const {
    const std::size_t size = m_width * m_width;
    std::vector<double> sum(size, 0.0);
    for (std::size_t part = 0; part + 1 < m_cut.size(); ++part)
        kernels::addToDoubles(m_partGrams.data() + part * size, size, sum.data());
    return {sum.begin(), sum.end()};
}

Result<std::vector<float>> AlsHalfStep::gramOf(const std::vector<float>& x) {
    const auto done =
        forEachPart(m_cut.size() - 1, m_params.threads, m_context,
                    [&](std::size_t part, StopSign& stop) { addGram(part, x.data(), stop); });
    if (!done)
        return failAs(done);
    return gram();
}

// Σ over all pairs of (x · y)² is Σ_ab (XᵀX)_ab (YᵀY)_ab; at what was taken (1 + a)(1 − x·y)² comes
// instead of it.
Result<double> AlsHalfStep::objective(const std::vector<float>& x, const std::vector<float>& xGram,
                                      const std::vector<float>& y,
                                      const std::vector<float>& yGram) {
    const std::size_t parts = m_cut.size() - 1;
    std::vector<double> losses(parts, 0.0);
    const auto done =
        forEachPart(parts, m_params.threads, m_context, [&](std::size_t part, StopSign& stop) {
            for (std::size_t row = m_cut[part]; row < m_cut[part + 1]; ++row)
                if (!forSlices(m_rows, row, y, m_width, m_params.alpha, kEntriesAtOnce, stop,
                               [&](const auto& slice) {
                                   losses[part] +=
                                       kernels::confidentLoss(slice, x.data() + row * m_width);
                               }))
                    return;
        });
    if (!done)
        return failAs(done);
    double total = 0;
    for (const double loss : losses)
        total += loss;
    for (std::size_t i = 0; i < xGram.size(); ++i)
        total += static_cast<double>(xGram[i]) * static_cast<double>(yGram[i]);
    for (std::size_t f = 0; f < m_width; ++f)
        total += m_params.lambda * (static_cast<double>(xGram[f * m_width + f]) +
                                    static_cast<double>(yGram[f * m_width + f]));
    return total;
}

} // namespace mops::learn
