// Normal mixtures beside peer_gaussian_mixture.py: the same rows, the same start, ten iterations.
#include "core/learn/cluster/gaussian_mixture.h"
#include "core/learn/columns.h"
#include "tests/bench/bench.h"
#include "tests/bench/mixture_data.h"

using namespace mops;
using namespace mops::learn;

namespace {

constexpr std::size_t kComponents = 8;
constexpr std::size_t kColumns = 32;

/// The first rows as means, the columns' variances in every component, equal weights.
MixtureModel start(const Matrix& x, CovarianceKind kind) {
    NoTaskContext context;
    const auto moments = columnMoments(x, 1, context);
    MixtureModel model{kind,
                       std::vector<double>(kComponents, 1.0 / kComponents),
                       Matrix(kComponents, kColumns),
                       {}};
    std::copy_n(x.values.begin(), model.means.values.size(), model.means.values.begin());
    const bool full = kind == CovarianceKind::Full;
    model.covariances.assign(full ? kComponents : 1,
                             Matrix(full ? kColumns : kComponents, kColumns));
    for (std::size_t k = 0; k < kComponents; ++k)
        for (std::size_t c = 0; c < kColumns; ++c) {
            const double variance = moments->deviations[c] * moments->deviations[c];
            if (full)
                model.covariances[k].at(c, c) = variance;
            else
                model.covariances.front().at(k, c) = variance;
        }
    return model;
}

std::string fit(const Matrix& x, const MixtureModel& model, int threads) {
    NoTaskContext context;
    const auto found = gaussianMixtureFrom(
        x, model, {.maxIterations = 10, .tolerance = 0, .threads = threads}, context);
    if (!found)
        return "failed: " + found.error().detail;
    return "log-likelihood a row " +
           formatFixed(found->logLikelihood / static_cast<double>(x.rows), 9) + ", iterations " +
           std::to_string(found->iterations);
}

} // namespace

int main(int argc, char** argv) {
    const auto folder = bench::dataFolder(argc, argv);
    const Matrix x = bench::mixtureRows(100'000, kColumns, kComponents);
    bench::writeRaw<double>(folder, "rows.f64", x.values);
    for (const auto& [kind, task] :
         {std::pair{CovarianceKind::Full, "mixture full 100k x 32 k 8"},
          std::pair{CovarianceKind::Diagonal, "mixture diagonal 100k x 32 k 8"}}) {
        const MixtureModel model = start(x, kind);
        for (const int threads : {1, 2})
            bench::run(task, threads, [&] { return fit(x, model, threads); });
    }
}
