// Dense blocks in graphs with heavy tails on both sides and a camouflaged block. See README.md.
#include "tests/bench/bench.h"

#include "core/base/rng.h"
#include "core/learn/patterns/dense_blocks.h"

#include <cmath>

using namespace mops;
using namespace mops::learn;

namespace {

struct Planted {
    std::vector<std::int32_t> row;
    std::vector<std::int32_t> column;
    std::int32_t rows = 0;
    std::int32_t columns = 0;
    std::int32_t blockRows = 0;
    std::int32_t blockColumns = 0;
};

/// Background edges by u³ on both sides; the last rows link half of the last columns and, as
/// camouflage, as many popular ones.
Planted plant(std::int64_t edges, std::int32_t rows, std::int32_t columns) {
    Rng rng(20240302);
    Planted made;
    made.rows = rows;
    made.columns = columns;
    made.blockRows = rows / 100;
    made.blockColumns = std::min(columns / 100, 200);
    const auto popular = [&rng](std::int32_t count) {
        const double u = rng.uniform();
        return static_cast<std::int32_t>(u * u * u * count);
    };
    for (std::int32_t r = rows - made.blockRows; r < rows; ++r)
        for (std::int32_t c = columns - made.blockColumns; c < columns; ++c)
            if (rng.chance(0.5)) {
                made.row.insert(made.row.end(), {r, r});
                made.column.insert(made.column.end(), {c, popular(columns)});
            }
    while (static_cast<std::int64_t>(made.row.size()) < edges) {
        made.row.push_back(popular(rows));
        made.column.push_back(popular(columns));
    }
    return made;
}

std::string search(const Planted& data) {
    NoTaskContext context;
    const auto found = denseBlocks({.row = data.row,
                                    .column = data.column,
                                    .weight = {},
                                    .rows = data.rows,
                                    .columns = data.columns},
                                   {}, context);
    if (!found)
        return found.error().detail;
    const DenseBlock& block = found->blocks.front();
    const auto hits = std::ranges::count_if(
        block.rows, [&](std::int32_t row) { return row >= data.rows - data.blockRows; });
    const double f1 =
        2.0 * static_cast<double>(hits) /
        static_cast<double>(block.rows.size() + static_cast<std::size_t>(data.blockRows));
    return "density " + formatFixed(block.density, 6) + ", rows " +
           std::to_string(block.rows.size()) + ", columns " + std::to_string(block.columns.size()) +
           ", rows F1 " + formatFixed(f1, 3) + ", peak " + std::to_string(found->peakBytes >> 20) +
           " MB";
}

} // namespace

int main(int argc, char** argv) {
    const auto folder = bench::dataFolder(argc, argv);
    struct Size {
        const char* name;
        std::int64_t edges;
        std::int32_t rows;
        std::int32_t columns;
    };
    for (const auto& [name, edges, rows, columns] :
         {Size{"30k", 30'000, 3'000, 3'000}, Size{"1M", 1'000'000, 100'000, 50'000},
          Size{"10M", 10'000'000, 1'000'000, 500'000}}) {
        const Planted data = plant(edges, rows, columns);
        bench::writeRaw<std::int32_t>(folder, std::string("row_") + name + ".i32", data.row);
        bench::writeRaw<std::int32_t>(folder, std::string("column_") + name + ".i32", data.column);
        bench::run(std::string("dense blocks ") + name, 1, [&] { return search(data); });
    }
}
