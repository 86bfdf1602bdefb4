#include "core/learn/classify/binning.h"

#include "core/base/rng.h"
#include "core/learn/classify/bin_merge.h"

#include <cmath>
#include <limits>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

using Labels = std::vector<std::uint8_t>;
using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Binning numbers(const Numbers& values, const Labels& y, const BinningParams& params = {}) {
    NoTaskContext context;
    return binNumbers(values, y, params, context).value();
}

Binning texts(const Texts& values, const Labels& y, const BinningParams& params = {}) {
    NoTaskContext context;
    return binTexts(values, y, params, context).value();
}

/// The best sum over every way to merge neighbours, by trying all of them.
double bestByTrying(const std::vector<ClassCounts>& fine, const ClassCounts& all,
                    const MergeLimits& limits) {
    double best = -1e300;
    const std::size_t gaps = fine.size() - 1;
    for (unsigned cut = 0; cut < (1U << gaps); ++cut) {
        double sum = 0;
        int bins = 0;
        int rises = 0;
        int falls = 0;
        double rateBefore = -1;
        bool possible = true;
        ClassCounts bin;
        for (std::size_t i = 0; i < fine.size(); ++i) {
            bin += fine[i];
            if (i != gaps && (cut >> i & 1U) == 0)
                continue;
            possible = possible && bin.rows() >= limits.leastRows;
            sum += evidenceOf(bin, all).iv - limits.cost;
            ++bins;
            if (rateBefore >= 0) {
                rises += bin.eventRate() > rateBefore ? 1 : 0;
                falls += bin.eventRate() < rateBefore ? 1 : 0;
            }
            rateBefore = bin.eventRate();
            bin = {};
        }
        const bool monotone = rises == bins - 1 || falls == bins - 1;
        if (possible && bins <= limits.bins && (limits.trend == Trend::Free || monotone))
            best = std::max(best, sum);
    }
    return best;
}

double sumOf(const std::vector<std::size_t>& ends, const std::vector<ClassCounts>& fine,
             const ClassCounts& all, const MergeLimits& limits) {
    double sum = 0;
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
        ClassCounts bin;
        for (; begin < end; ++begin)
            bin += fine[begin];
        sum += evidenceOf(bin, all).iv - limits.cost;
    }
    return sum;
}

} // namespace

class TstBinning : public QObject {
    Q_OBJECT

private slots:
    void weightOfEvidenceByHand() {
        // Below 5: 8 others, 2 events. Above: 2 others, 8 events.
        Numbers values;
        Labels y;
        for (int i = 0; i < 20; ++i) {
            values.push_back(i < 10 ? 1 : 9);
            y.push_back(i < 8 || (i >= 10 && i < 12) ? 0 : 1);
        }
        const auto found = numbers(values, y);
        QCOMPARE(found.bins.size(), std::size_t{2});
        QCOMPARE(found.bins[0].high, 5.0);
        QCOMPARE(found.bins[0].woe, std::log(0.8 / 0.2));
        QVERIFY(std::abs(found.bins[1].woe - std::log(0.2 / 0.8)) < 1e-15);
        QVERIFY(std::abs(found.iv - 2 * 0.6 * std::log(4.0)) < 1e-12);
        QCOMPARE(found.bins[1].eventRate, 0.8);
    }
    void theMergeIsTheBestOfAll_data() {
        QTest::addColumn<int>("trend");
        QTest::newRow("free") << static_cast<int>(Trend::Free);
        QTest::newRow("monotone") << static_cast<int>(Trend::Monotone);
    }
    void theMergeIsTheBestOfAll() {
        QFETCH(int, trend);
        for (std::uint64_t seed = 1; seed <= 30; ++seed) {
            Rng rng(seed);
            std::vector<ClassCounts> fine(9);
            ClassCounts all;
            for (ClassCounts& bin : fine) {
                bin.others = static_cast<std::int64_t>(rng.below(30));
                bin.events = static_cast<std::int64_t>(1 + rng.below(30));
                all += bin;
            }
            const MergeLimits limits{4, 25, static_cast<Trend>(trend), costOfBin(all, 0.05)};
            const auto ends = bestMerge(fine, all, limits);
            const double sum = sumOf(ends, fine, all, limits);
            const double best = bestByTrying(fine, all, limits);
            QVERIFY2(std::abs(sum - best) < 1e-12, qPrintable(QString::number(seed)));
        }
    }
    void binsCoverTheLineWithoutGaps() {
        Rng rng(7);
        Numbers values;
        Labels y;
        for (int i = 0; i < 2000; ++i) {
            values.push_back(rng.normal());
            y.push_back(rng.chance(values.back() > 0 ? 0.7 : 0.2) ? 1 : 0);
        }
        const auto found = numbers(values, y);
        QCOMPARE(found.bins.front().low, -std::numeric_limits<double>::infinity());
        QCOMPARE(found.bins.back().high, std::numeric_limits<double>::infinity());
        std::int64_t rows = 0;
        for (std::size_t b = 0; b < found.bins.size(); ++b) {
            rows += found.bins[b].rows;
            QVERIFY(found.bins[b].rows >= 100);
            if (b > 0)
                QCOMPARE(found.bins[b].low, found.bins[b - 1].high);
        }
        QCOMPARE(rows, 2000);
        for (const double value : {-1e308, -0.3, 0.0, 2.0, 1e308})
            QVERIFY(found.binOf(value) >= 0);
    }
    void noiseIsOneBin() {
        Rng rng(8);
        Numbers values;
        Labels y;
        for (int i = 0; i < 4000; ++i) {
            values.push_back(rng.uniform());
            y.push_back(rng.chance(0.3) ? 1 : 0);
        }
        // 1 in 1,000 for each of the bins that could be cut off
        QCOMPARE(numbers(values, y, {.significance = 1e-5}).bins.size(), std::size_t{1});
    }
    void aMonotoneTrendIsKept() {
        Rng rng(9);
        Numbers values;
        Labels y;
        for (int i = 0; i < 5000; ++i) {
            values.push_back(rng.uniform());
            y.push_back(rng.chance(0.5 + 0.3 * std::sin(9 * values.back())) ? 1 : 0);
        }
        const auto free = numbers(values, y);
        const auto monotone = numbers(values, y, {.trend = Trend::Monotone});
        const auto rising = numbers(values, y, {.trend = Trend::Rising});
        const auto byRate = [](const Bin& a, const Bin& b) { return a.eventRate < b.eventRate; };
        QVERIFY(std::ranges::is_sorted(rising.bins, byRate));
        QVERIFY(free.iv >= monotone.iv && monotone.iv >= rising.iv);
        QVERIFY(!std::ranges::is_sorted(free.bins, byRate));
    }
    void missingValuesHaveTheirOwnBin() {
        const auto found = numbers({1, 1, 1, kNaN, kNaN, 2, 2, 2}, {0, 0, 0, 1, 1, 1, 0, 1});
        QVERIFY(found.bins.back().missing);
        QCOMPARE(found.bins.back().rows, 2);
        QCOMPARE(found.binOf(kNaN), static_cast<int>(found.bins.size()) - 1);
        // Without missing values in the training rows nothing is known of them.
        const auto known = numbers({1, 1, 2, 2}, {0, 0, 1, 1});
        QCOMPARE(known.binOf(kNaN), -1);
        QCOMPARE(known.woe(-1), 0.0);
    }
    void aColumnOfMissingValuesIsOneBin() {
        const auto found = numbers({kNaN, kNaN}, {0, 1});
        QCOMPARE(found.bins.size(), std::size_t{1});
        QCOMPARE(found.iv, 0.0);
    }
    void infiniteNumbersAreNumbers() {
        const double infinity = std::numeric_limits<double>::infinity();
        const auto found = numbers({-infinity, -infinity, 0, 0, infinity, infinity},
                                   {1, 1, 0, 0, 1, 1}, {.significance = 1});
        for (const double value : {-infinity, 0.0, infinity})
            QVERIFY(found.binOf(value) >= 0);
        QVERIFY(found.binOf(-infinity) != found.binOf(0.0));
    }
    void wordsOfLikeRatesShareABin() {
        Texts values;
        Labels y;
        const auto add = [&](const char* word, int others, int events) {
            for (int i = 0; i < others + events; ++i) {
                values.emplace_back(word);
                y.push_back(i < others ? 0 : 1);
            }
        };
        add("a", 90, 10);
        add("b", 20, 80);
        add("c", 89, 11);
        add("", 50, 50);
        add("rare", 1, 2);
        const auto found = texts(values, y);
        QCOMPARE(found.binOf("a"), found.binOf("c"));
        QVERIFY(found.binOf("a") != found.binOf("b"));
        QVERIFY(found.bins[static_cast<std::size_t>(found.binOf(""))].missing);
        QVERIFY(found.bins[static_cast<std::size_t>(found.binOf("rare"))].other);
        QCOMPARE(found.binOf("never seen"), found.binOf("rare"));
    }
    void badInputIsRefused() {
        NoTaskContext context;
        const Numbers two{1, 2};
        QCOMPARE(binNumbers(two, Labels{0, 0}, {}, context).error().code, ErrorCode::NotEnoughData);
        QCOMPARE(binNumbers(two, Labels{0, 2}, {}, context).error().code, ErrorCode::InvalidNumber);
        QCOMPARE(binNumbers(two, Labels{0}, {}, context).error().code, ErrorCode::Usage);
        QCOMPARE(binNumbers(two, Labels{0, 1}, {.bins = 1}, context).error().code,
                 ErrorCode::Usage);
        QCOMPARE(binNumbers({}, {}, {}, context).error().code, ErrorCode::NotEnoughData);
    }
};

QTEST_APPLESS_MAIN(TstBinning)
#include "tst_binning.moc"
