#include "core/learn/measure/splits.h"

#include "tests/support/fake_context.h"

#include <cmath>
#include <limits>
#include <QtTest>
#include <set>

using namespace mops;
using namespace mops::learn;

namespace {

using Rows = std::vector<std::size_t>;
using Times = std::vector<std::int64_t>;

/// Each row is tested once, and train is the rest.
bool partitions(const std::vector<Split>& splits, std::size_t rows) {
    std::vector<int> tested(rows, 0);
    for (const Split& split : splits) {
        if (split.train.size() + split.test.size() != rows)
            return false;
        std::set<std::size_t> all(split.train.begin(), split.train.end());
        for (const std::size_t row : split.test) {
            ++tested[row];
            all.insert(row);
        }
        if (all.size() != rows)
            return false;
    }
    return std::ranges::all_of(tested, [](int times) { return times == 1; });
}

} // namespace

class TstSplits : public QObject {
    Q_OBJECT

private slots:
    void theGapBelongsToNeitherSide() {
        const auto split = timeSplit(Times{30, 10, 20, 25, 40}, 20, 10).value();
        QCOMPARE(split.train, Rows{1});
        QCOMPARE(split.test, (Rows{0, 4}));
    }
    void aSplitWithAnEmptySideIsRefused() {
        QCOMPARE(timeSplit(Times{1, 2}, 1).error().code, ErrorCode::NotEnoughData);
        QCOMPARE(timeSplit(Times{1, 2}, 3).error().code, ErrorCode::NotEnoughData);
        QCOMPARE(timeSplit(Times{1, 2}, 2, -1).error().code, ErrorCode::Usage);
        QCOMPARE(timeSplit(Times{1, 2}, 2, std::numeric_limits<std::int64_t>::max()).error().code,
                 ErrorCode::Usage);
    }
    void equalTimesStayTogether() {
        const Times times{1, 1, 1, 2, 2, 2, 2, 3};
        const auto cutoff = cutoffForShare(times, 0.25).value();
        QCOMPARE(cutoff, 2);
        QCOMPARE(cutoffForShare(Times{1, 1, 1, 2}, 0.9).value(), 2);
        QCOMPARE(cutoffForShare(Times{4, 4}, 0.5).error().code, ErrorCode::NotEnoughData);
    }
    void walkingForwardNeverLooksAhead() {
        Times times;
        for (int i = 0; i < 100; ++i)
            times.push_back((i * 37) % 50);
        const auto splits = walkForward(times, 4, 2).value();
        QCOMPARE(splits.size(), std::size_t{4});
        std::size_t before = 0;
        for (const Split& split : splits) {
            std::int64_t last = -1;
            for (const std::size_t row : split.train)
                last = std::max(last, times[row]);
            for (const std::size_t row : split.test)
                QVERIFY(times[row] > last + 2);
            QVERIFY(split.train.size() > before);
            before = split.train.size();
        }
        QCOMPARE(walkForward(Times{1, 2, 3}, 3).error().code, ErrorCode::NotEnoughData);
    }
    void foldsTestEachRowOnce() {
        const auto splits = kFold(103, 5, 1).value();
        QVERIFY(partitions(splits, 103));
        for (const Split& split : splits)
            QVERIFY(split.test.size() == 20 || split.test.size() == 21);
    }
    void theSameSeedGivesTheSameFolds() {
        QCOMPARE(kFold(50, 3, 9)->front().test, kFold(50, 3, 9)->front().test);
        QVERIFY(kFold(50, 3, 9)->front().test != kFold(50, 3, 10)->front().test);
    }
    void strataAreSpreadEvenly() {
        std::vector<std::int32_t> labels(97, 0);
        for (std::size_t r = 0; r < 97; r += 7)
            labels[r] = 1; // 14 rows
        const auto splits = stratifiedKFold(labels, 4, 2).value();
        QVERIFY(partitions(splits, 97));
        for (const Split& split : splits) {
            const auto ones =
                std::ranges::count_if(split.test, [&](std::size_t r) { return labels[r] == 1; });
            QVERIFY(ones == 3 || ones == 4);
            QVERIFY(split.test.size() == 24 || split.test.size() == 25);
        }
        QCOMPARE(stratifiedKFold(std::vector<std::int32_t>{0, 0, 0, 1}, 2, 1).error().code,
                 ErrorCode::NotEnoughData);
    }
    void groupsStayInOneFold() {
        std::vector<std::int64_t> groups;
        for (int r = 0; r < 200; ++r)
            groups.push_back(r * r % 23 + (std::int64_t{1} << 40));
        const auto splits = groupKFold(groups, 3, 1).value();
        QVERIFY(partitions(splits, 200));
        for (const Split& split : splits) {
            std::set<std::int64_t> trained;
            for (const std::size_t row : split.train)
                trained.insert(groups[row]);
            for (const std::size_t row : split.test)
                QVERIFY(!trained.contains(groups[row]));
            QVERIFY(split.test.size() > 50 && split.test.size() < 85);
        }
        QCOMPARE(groupKFold(std::vector<std::int64_t>{1, 1, 1}, 2, 1).error().code,
                 ErrorCode::NotEnoughData);
    }
    void aRandomSplitKeepsTheSharesOfClasses() {
        std::vector<std::int32_t> labels(100, 0);
        std::fill(labels.begin(), labels.begin() + 20, 1);
        const auto split = randomSplit(100, 0.25, labels, 4).value();
        QCOMPARE(split.test.size(), std::size_t{25});
        QCOMPARE(std::ranges::count_if(split.test, [](std::size_t r) { return r < 20; }), 5);
        QCOMPARE(randomSplit(100, 1.5, {}, 4).error().code, ErrorCode::Usage);
        QCOMPARE(randomSplit(1, 0.5, {}, 4).error().code, ErrorCode::NotEnoughData);
    }
    void outOfFoldPredictionsComeBackInRowOrder() {
        const auto splits = kFold(10, 3, 1).value();
        NoTaskContext context;
        const auto found = outOfFold(
            splits, 10,
            [](const Split& split, int) -> Result<std::vector<double>> {
                return std::vector<double>(split.test.begin(), split.test.end());
            },
            context);
        for (std::size_t r = 0; r < 10; ++r)
            QCOMPARE((*found)[r], static_cast<double>(r));
    }
    void foldsCanBeCancelled() {
        const auto splits = kFold(10, 5, 1).value();
        test::CancelAfter context(2);
        int fits = 0;
        const auto found = outOfFold(
            splits, 10,
            [&](const Split& split, int) -> Result<std::vector<double>> {
                ++fits;
                return std::vector<double>(split.test.size(), 0.0);
            },
            context);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QCOMPARE(fits, 2);
    }
    void tooFewRowsForTheFoldsAreRefused() {
        QCOMPARE(kFold(3, 4, 1).error().code, ErrorCode::NotEnoughData);
        QCOMPARE(kFold(3, 1, 1).error().code, ErrorCode::Usage);
    }
};

QTEST_APPLESS_MAIN(TstSplits)
#include "tst_splits.moc"
