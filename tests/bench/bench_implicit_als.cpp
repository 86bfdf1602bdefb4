// Implicit ALS: fit and the best 20 items of all users. `--data DIR` writes the data for
// peer_implicit_als.py, `--size 100k|1M|10M` chooses (default: the first two).
#include "core/learn/recommend/implicit_als.h"
#include "core/learn/recommend/top_items.h"
#include "tests/bench/taste.h"

#include <ctime>

using namespace mops;
using namespace mops::learn;

namespace {

void measure(const std::string& task, const test::TasteData& data, ImplicitAlsParams params,
             int repeats) {
    NoTaskContext context;
    double best[3] = {1e300, 1e300, 1e300};
    double processor = 1e300; // of all threads: says more than the clock on a busy machine
    std::string note;
    for (int k = 0; k < repeats; ++k) {
        using Clock = std::chrono::steady_clock;
        const auto begin = Clock::now();
        const std::clock_t used = std::clock();
        const auto model = implicitAls(data.train, params, context);
        const auto middle = Clock::now();
        if (!model) {
            std::cerr << model.error().detail << '\n';
            return;
        }
        const auto lists =
            topItems(model->factors, data.train, {.top = 20, .threads = params.threads}, context);
        const auto end = Clock::now();
        const std::chrono::duration<double> parts[3]{middle - begin, end - middle, end - begin};
        for (int p = 0; p < 3; ++p)
            best[p] = std::min(best[p], parts[p].count());
        processor = std::min(processor, static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC);
        note = bench::quality(*lists, data);
    }
    bench::line(task + " fit", "ours", params.threads, best[0], "");
    bench::line(task + " top 20", "ours", params.threads, best[1], "");
    bench::line(task, "ours", params.threads, best[2],
                note + ", processor " + formatFixed(processor, 3) + " s");
}

} // namespace

int main(int argc, char** argv) {
    const auto folder = bench::dataFolder(argc, argv);
    for (const bench::TasteSize& size : bench::tasteSizes(argc, argv)) {
        const test::TasteData data = bench::taste(size);
        bench::writeTaste(folder, size, data);
        NoTaskContext context;
        const auto popular = popularItems(data.train, {.top = 20}, context);
        const std::string name = std::string("implicit als ") + size.name;
        bench::line(name, "popularity", 1, 0, bench::quality(*popular, data));
        const int repeats = size.interactions > 5'000'000 ? 1 : 3;
        for (const int threads : {1, 2})
            measure(name, data, {.threads = threads}, repeats);
        if (repeats > 1)
            measure(name + " cholesky", data, {.solver = AlsSolver::Cholesky, .threads = 2}, 1);
    }
    bench::yardstick();
}
