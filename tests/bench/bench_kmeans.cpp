// k-means beside peer_kmeans.py: the same rows, the same start, twenty iterations.
#include "core/learn/cluster/kmeans.h"
#include "tests/bench/bench.h"
#include "tests/bench/mixture_data.h"

using namespace mops;
using namespace mops::learn;

namespace {

struct Task {
    const char* name;
    std::size_t rows;
    std::size_t columns;
    std::size_t k;
    int repeats;
};

constexpr Task kTasks[]{
    {"k-means 100k x 32 k 8", 100'000, 32, 8, 7},
    {"k-means 100k x 32 k 100", 100'000, 32, 100, 3},
    {"k-means 100k x 4 k 8", 100'000, 4, 8, 7},
    {"k-means 1M x 32 k 8", 1'000'000, 32, 8, 3},
};

std::string fit(const Matrix& x, const Matrix& start, int threads) {
    NoTaskContext context;
    const auto found = kMeansFrom(x, start,
                                  {.k = static_cast<int>(start.rows),
                                   .maxIterations = 20,
                                   .tolerance = 0,
                                   .threads = threads},
                                  context);
    if (!found)
        return "failed: " + found.error().detail;
    return "inertia " + formatFixed(found->inertia, 5) + ", iterations " +
           std::to_string(found->iterations);
}

} // namespace

int main(int argc, char** argv) {
    const auto folder = bench::dataFolder(argc, argv);
    for (const Task& task : kTasks) {
        const Matrix x = bench::mixtureRows(task.rows, task.columns, 8);
        Matrix start(task.k, task.columns);
        std::copy_n(x.values.begin(), start.values.size(), start.values.begin());
        bench::writeRaw<double>(folder, std::string(task.name) + ".f64", x.values);
        for (const int threads : {1, 2})
            bench::run(
                task.name, threads, [&] { return fit(x, start, threads); }, task.repeats);
    }
}
