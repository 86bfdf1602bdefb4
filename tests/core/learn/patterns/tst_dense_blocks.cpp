#include "core/learn/patterns/dense_blocks.h"

#include "core/base/rng.h"
#include "core/learn/patterns/least_tree.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>
#include <QtTest>
#include <set>

using namespace mops;
using namespace mops::learn;

namespace {

struct Graph {
    std::vector<std::int32_t> row;
    std::vector<std::int32_t> column;
    std::vector<double> weight;
    std::int32_t rows = 0;
    std::int32_t columns = 0;

    void add(std::int32_t r, std::int32_t c) {
        row.push_back(r);
        column.push_back(c);
    }
    BipartiteEdges edges() const { return {row, column, weight, rows, columns}; }
};

nlohmann::json fixture(const char* part) {
    std::ifstream file(qEnvironmentVariable("MOPS_SOURCE_DIR").toStdString() +
                       "/tests/reference/dense_blocks.json");
    return nlohmann::json::parse(file).at(part);
}

Graph graphOf(const nlohmann::json& data) {
    Graph graph{data.at("row"), data.at("column"), {}, data.at("rows"), data.at("columns")};
    if (data.contains("weight"))
        graph.weight = data.at("weight").get<std::vector<double>>();
    return graph;
}

/// A full block of 40 × 20 in a sparse graph whose popular columns everybody links to, and
/// camouflage: the block's rows link to popular columns like the rest.
Graph camouflaged(double fill, int camouflage) {
    Rng rng(11);
    Graph graph{{}, {}, {}, 2000, 1500};
    const auto popular = [&rng] {
        const double u = rng.uniform();
        return static_cast<std::int32_t>(u * u * u * 1400);
    };
    for (std::int32_t r = 0; r < 2000; ++r)
        for (int n = 0; n < 8; ++n)
            graph.add(r, popular());
    for (std::int32_t r = 100; r < 140; ++r) {
        for (std::int32_t c = 1450; c < 1470; ++c)
            if (rng.chance(fill))
                graph.add(r, c);
        for (int n = 0; n < camouflage; ++n)
            graph.add(r, popular());
    }
    return graph;
}

double f1(const std::vector<std::int32_t>& found, std::int32_t first, std::int32_t count) {
    const auto hits = std::ranges::count_if(
        found, [&](std::int32_t n) { return n >= first && n < first + count; });
    return 2.0 * static_cast<double>(hits) / (static_cast<double>(found.size()) + count);
}

DenseBlocksResult search(const Graph& graph, const DenseBlockParams& params = {}) {
    NoTaskContext context;
    return denseBlocks(graph.edges(), params, context).value();
}

ErrorCode errorOf(const Graph& graph, const DenseBlockParams& params = {}) {
    NoTaskContext context;
    const auto found = denseBlocks(graph.edges(), params, context);
    return found ? ErrorCode::Internal : found.error().code;
}

void compareWithReference(const char* part) {
    const auto data = fixture(part);
    const auto found =
        search(graphOf(data), {.blocks = static_cast<int>(data.at("blocks").size())});
    QCOMPARE(found.blocks.size(), data.at("blocks").size());
    for (std::size_t b = 0; b < found.blocks.size(); ++b) {
        const DenseBlock& block = found.blocks[b];
        const auto& expected = data.at("blocks")[b];
        QCOMPARE(block.rows, expected.at("rows").get<std::vector<std::int32_t>>());
        QCOMPARE(block.columns, expected.at("columns").get<std::vector<std::int32_t>>());
        QCOMPARE(block.edges, expected.at("edges").get<std::int64_t>());
        QVERIFY(std::abs(block.density / expected.at("density").get<double>() - 1) < 1e-12);
        QVERIFY(std::abs(block.suspiciousness / expected.at("suspiciousness").get<double>() - 1) <
                1e-12);
    }
}

} // namespace

class TstDenseBlocks : public QObject {
    Q_OBJECT

private slots:
    void aSquareWithATailByHand() {
        // Rows 0, 1 and columns 0, 1 fully linked; row 2 hangs on column 1. Column weights
        // 1 / ln(2 + 5) and 1 / ln(3 + 5). Without row 2: (2 / ln 7 + 2 / ln 8) / 4 = 0.4974;
        // with it (2 / ln 7 + 3 / ln 8) / 5 = 0.4941.
        Graph graph{{0, 0, 1, 1, 2}, {0, 1, 0, 1, 1}, {}, 3, 2};
        const auto found = search(graph);
        const DenseBlock& block = found.blocks.front();
        QCOMPARE(block.rows, (std::vector<std::int32_t>{0, 1}));
        QCOMPARE(block.columns, (std::vector<std::int32_t>{0, 1}));
        QCOMPARE(block.edges, 4);
        QCOMPARE(block.fill, 1.0);
        QVERIFY(std::abs(block.suspiciousness - (2 / std::log(7.0) + 2 / std::log(8.0))) < 1e-12);
        QVERIFY(std::abs(block.density - block.suspiciousness / 4) < 1e-12);
    }
    void blocksAreThoseOfTheDefinition() { compareWithReference("plain"); }
    void weightedBlocksAreThoseOfTheDefinition() { compareWithReference("weighted"); }
    void pairsThatStandTwiceAreCountedAndTakenOnce() {
        const auto data = fixture("plain");
        const auto found = search(graphOf(data));
        QCOMPARE(found.duplicates, data.at("duplicates").get<std::int64_t>());
        QCOMPARE(found.edges + found.duplicates, static_cast<std::int64_t>(data.at("row").size()));
    }
    void aCamouflagedBlockIsRecovered_data() {
        QTest::addColumn<double>("fill");
        QTest::addColumn<int>("camouflage");
        QTest::newRow("full, none") << 1.0 << 0;
        QTest::newRow("full, as many again") << 1.0 << 20;
        QTest::newRow("gaps, half as many") << 0.85 << 10;
    }
    void aCamouflagedBlockIsRecovered() {
        QFETCH(double, fill);
        QFETCH(int, camouflage);
        const auto found = search(camouflaged(fill, camouflage));
        const DenseBlock& block = found.blocks.front();
        QVERIFY(f1(block.rows, 100, 40) > 0.95);
        QVERIFY(f1(block.columns, 1450, 20) > 0.9);
    }
    void theNextBlockHasNoEdgeOfTheOneBefore() {
        const Graph graph = camouflaged(1.0, 5);
        const auto found = search(graph, {.blocks = 5});
        QCOMPARE(found.blocks.size(), std::size_t{5});
        std::int64_t edges = 0;
        for (const DenseBlock& block : found.blocks) {
            edges += block.edges;
            QVERIFY(block.edges > 0);
            QVERIFY(block.fill <= 1);
        }
        QVERIFY(edges <= found.edges);
    }
    void searchesEndWhenNoEdgeIsLeft() {
        Graph graph{{0, 1, 1}, {0, 1, 1}, {}, 2, 2};
        const auto found = search(graph, {.blocks = 100});
        std::int64_t edges = 0;
        for (const DenseBlock& block : found.blocks)
            edges += block.edges;
        QCOMPARE(edges, 2);
    }
    void edgesInAnotherOrderGiveTheSameBytes() {
        const Graph graph = camouflaged(0.9, 10);
        Graph reversed = graph;
        std::ranges::reverse(reversed.row);
        std::ranges::reverse(reversed.column);
        const auto one = search(graph, {.blocks = 2});
        const auto two = search(reversed, {.blocks = 2});
        for (std::size_t b = 0; b < 2; ++b) {
            QCOMPARE(two.blocks[b].rows, one.blocks[b].rows);
            QCOMPARE(two.blocks[b].columns, one.blocks[b].columns);
            QVERIFY(two.blocks[b].density == one.blocks[b].density);
        }
    }
    void weightsOfOneAreNoWeights() {
        Graph graph = camouflaged(0.9, 10);
        // Without the pairs that stand twice: those add up only when there are weights.
        std::set<std::pair<std::int32_t, std::int32_t>> pairs;
        for (std::size_t e = 0; e < graph.row.size(); ++e)
            pairs.emplace(graph.row[e], graph.column[e]);
        Graph plain{{}, {}, {}, graph.rows, graph.columns};
        for (const auto& [row, column] : pairs)
            plain.add(row, column);
        Graph weighted = plain;
        weighted.weight.assign(plain.row.size(), 1.0);
        const auto one = search(plain);
        const auto two = search(weighted);
        QCOMPARE(two.blocks[0].rows, one.blocks[0].rows);
        QVERIFY(two.blocks[0].density == one.blocks[0].density);
    }
    void tinyAndHugeWeightsAreFine() {
        // Sums neither vanish nor overflow.
        for (const double scale : {1e-270, 1e290}) {
            Graph graph = camouflaged(1.0, 0);
            graph.weight.assign(graph.row.size(), scale);
            const auto found = search(graph);
            QVERIFY(std::isfinite(found.blocks[0].density));
            QVERIFY(found.blocks[0].density > 0);
        }
    }
    void nodesWithoutEdgesDoNotMatter() {
        Graph graph{{0, 0, 1, 1, 2}, {0, 1, 0, 1, 1}, {}, 100'000, 100'000};
        const auto found = search(graph);
        QCOMPARE(found.blocks[0].rows, (std::vector<std::int32_t>{0, 1}));
        QCOMPARE(found.blocks[0].peeled, 5);
    }
    void oneEdgeIsABlock() {
        const auto found = search({{7}, {3}, {}, 8, 4});
        QCOMPARE(found.blocks[0].rows, std::vector<std::int32_t>{7});
        QCOMPARE(found.blocks[0].columns, std::vector<std::int32_t>{3});
        QVERIFY(std::abs(found.blocks[0].density - 0.5 / std::log(6.0)) < 1e-12);
    }
    void theTournamentAlwaysKnowsTheLeast() {
        Rng rng(3);
        for (const std::size_t size : {1U, 2U, 8U, 9U, 500U}) {
            LeastTree tree(size);
            std::vector<std::int64_t> keys(size);
            for (std::size_t n = 0; n < size; ++n) {
                keys[n] = static_cast<std::int64_t>(rng.below(50));
                tree.set(n, keys[n]);
            }
            tree.build();
            for (std::size_t left = size; left > 0; --left) {
                const auto least = std::ranges::min_element(keys);
                QCOMPARE(tree.least(), static_cast<std::size_t>(least - keys.begin()));
                tree.remove(tree.least());
                *least = LeastTree::kGone;
                const auto other = static_cast<std::size_t>(rng.below(size));
                if (tree.contains(other)) {
                    tree.lower(other, 7);
                    keys[other] -= 7;
                }
            }
        }
    }
    void badRequestsAreRefused() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const Graph one{{0}, {0}, {}, 1, 1};
        QCOMPARE(errorOf(one, {.blocks = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(one, {.offset = 1}), ErrorCode::Usage);
        QCOMPARE(errorOf(one, {.offset = nan}), ErrorCode::Usage);
        QCOMPARE(errorOf(one, {.memoryMb = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf({{0}, {1}, {}, 1, 1}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf({{-1}, {0}, {}, 1, 1}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf({{0}, {0}, {nan}, 1, 1}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf({{0}, {0}, {-1.0}, 1, 1}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf({{0}, {0}, {1.0, 2.0}, 1, 1}), ErrorCode::Usage);
        QCOMPARE(errorOf({{0}, {0}, {0.0}, 1, 1}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf({{0}, {0}, {1e-310}, 1, 1}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf({{0, 0}, {0, 0}, {1e308, 1e308}, 1, 1}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf({{}, {}, {}, 0, 0}), ErrorCode::NotEnoughData);
    }
    void moreThanMemoryIsRefusedWithWhatItNeeds() {
        const auto most = std::numeric_limits<std::int32_t>::max();
        NoTaskContext context;
        const Graph graph{{0}, {0}, {}, most, most};
        const auto found = denseBlocks(graph.edges(), {.memoryMb = 100}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::MemoryLimit);
        QVERIFY(found.error().hint.starts_with("memory_mb"));
    }
    void cancellingStopsWithin200Milliseconds() {
        Rng rng(4);
        Graph graph{{}, {}, {}, 200'000, 100'000};
        for (int e = 0; e < 2'000'000; ++e)
            graph.add(static_cast<std::int32_t>(rng.below(200'000)),
                      static_cast<std::int32_t>(rng.below(100'000)));
        for (const int questions : {1, 30, 60}) {
            test::TimedCancel context(questions);
            const auto found = denseBlocks(graph.edges(), {.blocks = 20}, context);
            QVERIFY(!found);
            QCOMPARE(found.error().code, ErrorCode::Cancelled);
            QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
        }
    }
};

QTEST_APPLESS_MAIN(TstDenseBlocks)
#include "tst_dense_blocks.moc"
