// Item–item: the 20 most similar items of each, and from them the best 20 for all users. `--data
// DIR` writes the data for peer_item_item.py, `--size 100k|1M|10M` chooses (default: the first
// two).
#include "core/learn/recommend/item_item.h"
#include "core/learn/recommend/top_items.h"
#include "tests/bench/taste.h"

using namespace mops;
using namespace mops::learn;

namespace {

void measure(const std::string& task, const test::TasteData& data, const ItemItemParams& params) {
    NoTaskContext context;
    double best[3] = {1e300, 1e300, 1e300};
    std::string note;
    for (int k = 0; k < 3; ++k) {
        using Clock = std::chrono::steady_clock;
        const auto begin = Clock::now();
        const auto neighbours = itemItem(data.train, params, context);
        const auto middle = Clock::now();
        const auto lists =
            topItems(*neighbours, data.train, {.top = 20, .threads = params.threads}, context);
        const auto end = Clock::now();
        const std::chrono::duration<double> parts[3]{middle - begin, end - middle, end - begin};
        for (int p = 0; p < 3; ++p)
            best[p] = std::min(best[p], parts[p].count());
        note = bench::quality(*lists, data);
    }
    bench::line(task + " similarities", "ours", params.threads, best[0], "");
    bench::line(task + " top 20", "ours", params.threads, best[1], "");
    bench::line(task, "ours", params.threads, best[2], note);
}

} // namespace

int main(int argc, char** argv) {
    const auto folder = bench::dataFolder(argc, argv);
    for (const bench::TasteSize& size : bench::tasteSizes(argc, argv)) {
        const test::TasteData data = bench::taste(size);
        bench::writeTaste(folder, size, data);
        for (const int threads : {1, 2}) {
            measure(std::string("item-item cosine ") + size.name, data,
                    {.neighbours = 20, .threads = threads});
            measure(std::string("item-item bm25 ") + size.name, data,
                    {.weighting = ItemWeighting::Bm25, .neighbours = 20, .threads = threads});
        }
    }
    bench::yardstick();
}
