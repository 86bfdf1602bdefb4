// Exact silhouettes beside peer_silhouette.py: the same rows and labels.
#include "core/learn/cluster/cluster_quality.h"
#include "core/learn/cluster/kmeans.h"
#include "tests/bench/bench.h"
#include "tests/bench/mixture_data.h"

#include <sys/resource.h>

using namespace mops;
using namespace mops::learn;

namespace {

constexpr std::size_t kRows = 10'000;
constexpr std::size_t kColumns = 32;

long peakMebibytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

template <class Measure>
std::string value(const Measure& measure) {
    const auto found = measure();
    return found ? "value " + formatFixed(*found, 12) + ", peak " +
                       std::to_string(peakMebibytes()) + " MiB"
                 : "failed: " + found.error().detail;
}

} // namespace

int main(int argc, char** argv) {
    const auto folder = bench::dataFolder(argc, argv);
    const Matrix x = bench::mixtureRows(kRows, kColumns, 8);
    NoTaskContext context;
    const auto clusters = kMeans(x, {.k = 8, .starts = 1}, context);
    if (!clusters)
        return 1;
    const auto& labels = clusters->labels;
    bench::writeRaw<double>(folder, "rows.f64", x.values);
    bench::writeRaw<std::int32_t>(folder, "labels.i32", labels);
    for (const int threads : {1, 2}) {
        bench::run("silhouette 10k x 32", threads, [&] {
            return value([&] { return silhouette(x, labels, {.threads = threads}, context); });
        });
        bench::run("calinski-harabasz 10k x 32", threads, [&] {
            return value([&] { return calinskiHarabasz(x, labels, threads, context); });
        });
        bench::run("davies-bouldin 10k x 32", threads, [&] {
            return value([&] { return daviesBouldin(x, labels, threads, context); });
        });
    }
}
