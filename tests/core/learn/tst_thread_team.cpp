#include "core/learn/thread_team.h"

#include <numeric>
#include <QtTest>

using namespace mops::learn;

class TstThreadTeam : public QObject {
    Q_OBJECT

private slots:
    void everyPartOfEveryRoundRunsExactlyOnce_data() {
        QTest::addColumn<int>("threads");
        for (const int threads : {1, 2, 3, 8})
            QTest::addRow("%d", threads) << threads;
    }
    void everyPartOfEveryRoundRunsExactlyOnce() {
        QFETCH(int, threads);
        ThreadTeam team(threads);
        std::vector<int> runs(37, 0);
        for (int round = 0; round < 2000; ++round)
            team.run(runs.size(), [&](std::size_t part) { ++runs[part]; });
        QCOMPARE(runs, std::vector<int>(37, 2000));
    }
    void whatARoundWroteIsSeenByTheNext() {
        ThreadTeam team(3);
        std::vector<long> values(64, 1);
        long total = 0;
        for (int round = 0; round < 20; ++round) {
            team.run(values.size(), [&](std::size_t part) { values[part] += total % 7; });
            total = std::accumulate(values.begin(), values.end(), 0L);
        }
        std::vector<long> expected(64, 1);
        long sum = 0;
        for (int round = 0; round < 20; ++round) {
            for (long& value : expected)
                value += sum % 7;
            sum = std::accumulate(expected.begin(), expected.end(), 0L);
        }
        QCOMPARE(total, sum);
    }
    void aRoundWithoutPartsReturns() {
        ThreadTeam team(2);
        team.run(0, [](std::size_t) { QFAIL("no part was asked for"); });
    }
};

QTEST_APPLESS_MAIN(TstThreadTeam)
#include "tst_thread_team.moc"
