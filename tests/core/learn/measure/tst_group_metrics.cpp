#include "core/learn/measure/group_metrics.h"

#include <cmath>
#include <limits>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

struct People {
    std::vector<std::uint8_t> y;
    std::vector<double> score;
    std::vector<std::int32_t> group;

    /// `count` people; called ones have score 0.9.
    void add(std::int32_t of, std::uint8_t label, bool called, int count) {
        for (int i = 0; i < count; ++i) {
            y.push_back(label);
            score.push_back(called ? 0.9 : 0.1);
            group.push_back(of);
        }
    }
};

/// Group 4: 50 people, 25 called (20 of 30 positives, 5 of 20 negatives). Group 7: 50 people, 20
/// called (10 of 20 positives, 10 of 30 negatives).
People two() {
    People people;
    people.add(4, 1, true, 20);
    people.add(4, 1, false, 10);
    people.add(4, 0, true, 5);
    people.add(4, 0, false, 15);
    people.add(7, 1, true, 10);
    people.add(7, 1, false, 10);
    people.add(7, 0, true, 10);
    people.add(7, 0, false, 20);
    return people;
}

Result<GroupMetrics> metricsOf(const People& people, const GroupMetricsParams& params = {}) {
    return groupMetrics(people.y, people.score, people.group, params);
}

} // namespace

class TstGroupMetrics : public QObject {
    Q_OBJECT

private slots:
    void ratesByHand() {
        const auto found = metricsOf(two()).value();
        QCOMPARE(found.groups.size(), std::size_t{2});
        const GroupRow& first = found.groups[0];
        QCOMPARE(first.group, 4);
        QCOMPARE(first.rows, 50);
        QCOMPARE(first.baseRate.value, 0.6);
        QCOMPARE(first.callRate.value, 0.5);
        QCOMPARE(first.truePositiveRate.value, 20.0 / 30);
        QCOMPARE(first.falsePositiveRate.value, 0.25);
        QCOMPARE(first.precision.value, 0.8);
        QVERIFY(first.callRate.interval.low < 0.5 && first.callRate.interval.high > 0.5);
        QCOMPARE(found.reference, 4);
        QCOMPARE(found.favourableDifference, 0.5 - 0.4);
        QCOMPARE(found.favourableRatio, 0.8);
        QCOMPARE(found.truePositiveRateDifference, 20.0 / 30 - 0.5);
        QCOMPARE(found.falsePositiveRateDifference, 10.0 / 30 - 0.25);
        QCOMPARE(found.equalizedOddsDifference, 20.0 / 30 - 0.5);
    }
    void exactlyFourFifthsPass() {
        QVERIFY(metricsOf(two())->passesFourFifths);
        People people = two();
        people.score.front() = 0.95; // still called
        people.add(7, 0, false, 1);  // 20 of 51 is below 0.4
        const auto found = metricsOf(people).value();
        QVERIFY(!found.passesFourFifths);
        QVERIFY(!found.groups[1].passesFourFifths);
        QVERIFY(found.groups[0].passesFourFifths);
    }
    void aSuspicionFavoursThoseNotCalled() {
        const auto found = metricsOf(two(), {.calledIsFavourable = false}).value();
        QCOMPARE(found.reference, 7);
        QCOMPARE(found.groups[0].favourableRate.value, 0.5);
        QCOMPARE(found.favourableRatio, 0.5 / 0.6);
    }
    void smallGroupsGiveNoVerdict() {
        People people = two();
        people.add(9, 0, false, 3);
        const auto found = metricsOf(people).value();
        QVERIFY(!found.groups[2].enoughRows);
        QVERIFY(!found.groups[2].passesFourFifths);
        QVERIFY(found.passesFourFifths);
        QCOMPARE(found.favourableRatio, 0.8);
    }
    void ratesWithoutRowsAreUnknown() {
        People people;
        people.add(0, 1, false, 40);
        const auto found = metricsOf(people).value();
        QVERIFY(std::isnan(found.groups[0].falsePositiveRate.value));
        QVERIFY(std::isnan(found.groups[0].precision.value));
        QCOMPARE(found.groups[0].falsePositiveRate.interval.high, 1.0);
        QVERIFY(std::isnan(found.groups[0].rocAuc));
        QVERIFY(std::isnan(found.favourableDifference));
    }
    void badInputIsRefused() {
        People people = two();
        QCOMPARE(metricsOf(people, {.reference = 5}).error().code, ErrorCode::Usage);
        QCOMPARE(metricsOf(people, {.confidence = 2}).error().code, ErrorCode::Usage);
        QCOMPARE(metricsOf({}).error().code, ErrorCode::NotEnoughData);
        people.score[3] = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(metricsOf(people).error().code, ErrorCode::InvalidNumber);
        people.score.pop_back();
        QCOMPARE(metricsOf(people).error().code, ErrorCode::Usage);
    }
};

QTEST_APPLESS_MAIN(TstGroupMetrics)
#include "tst_group_metrics.moc"
