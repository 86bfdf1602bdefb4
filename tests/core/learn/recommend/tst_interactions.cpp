#include "core/learn/recommend/interactions.h"

#include "tests/support/implicit_fixture.h"
#include "tests/support/timed_cancel.h"

#include <limits>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

class TstInteractions : public QObject {
    Q_OBJECT

private slots:
    void takingsInAnyOrderBecomeRowsAndWeightsOfAPairAreAdded() {
        const auto in = makeInteractions(
            3, 4, std::vector<Taking>{{2, 1, 1}, {0, 3, 2}, {0, 0, 1}, {0, 3, 0.5F}});
        QVERIFY(in);
        QCOMPARE(in->rowBegin, (std::vector<std::int64_t>{0, 2, 2, 3}));
        QCOMPARE(in->item, (std::vector<std::int32_t>{0, 3, 1}));
        QCOMPARE(in->weight, (std::vector<float>{1, 2.5F, 1}));
        QVERIFY(checkInteractions(*in));
    }
    void numbersOutsideTheirRangeAreRefusedWithTheRange() {
        const auto item = makeInteractions(1, 4, std::vector<Taking>{{0, 4, 1}});
        QVERIFY(!item);
        QCOMPARE(item.error().code, ErrorCode::Usage);
        QCOMPARE(item.error().hint, std::string("1 users, 4 items"));
        QVERIFY(!makeInteractions(1, 4, std::vector<Taking>{{-1, 0, 1}}));
        QVERIFY(!makeInteractions(-1, 4, {}));
    }
    void weightsThatSayNothingAreRefused() {
        for (const float weight : {0.0F, -1.0F, std::numeric_limits<float>::quiet_NaN(),
                                   std::numeric_limits<float>::infinity()}) {
            const auto in = makeInteractions(1, 1, std::vector<Taking>{{0, 0, weight}});
            QVERIFY(!in);
            QCOMPARE(in.error().code, ErrorCode::InvalidNumber);
        }
    }
    void weightsThatAddUpToInfinityAreRefused() {
        const float huge = std::numeric_limits<float>::max();
        const auto in = makeInteractions(1, 1, std::vector<Taking>{{0, 0, huge}, {0, 0, huge}});
        QVERIFY(!in);
        QCOMPARE(in.error().code, ErrorCode::InvalidNumber);
    }
    void theOtherWayRoundHoldsTheSamePairs() {
        NoTaskContext context;
        const auto in =
            makeInteractions(2, 3, std::vector<Taking>{{0, 2, 5}, {1, 0, 7}, {1, 2, 9}}).value();
        const auto turned = transposed(in, context).value();
        QCOMPARE(turned.rowBegin, (std::vector<std::int64_t>{0, 1, 1, 3}));
        QCOMPARE(turned.item, (std::vector<std::int32_t>{1, 0, 1}));
        QCOMPARE(turned.weight, (std::vector<float>{7, 5, 9}));
        QCOMPARE(turned.items, 2);
    }
    void partsCoverAllRowsAndCostAboutTheSame() {
        std::vector<std::int64_t> begin{0};
        for (int row = 0; row < 1000; ++row)
            begin.push_back(begin.back() + (row < 10 ? 5000 : 50));
        const auto cut = cutRows(begin, 0, 16);
        QCOMPARE(cut.front(), std::size_t{0});
        QCOMPARE(cut.back(), std::size_t{1000});
        for (std::size_t part = 0; part + 1 < cut.size(); ++part) {
            QVERIFY(cut[part] < cut[part + 1]);
            QVERIFY(begin[cut[part + 1]] - begin[cut[part]] <= begin.back() / 16 + 5000);
        }
    }
    void fewRowsAreOnePart() {
        const std::vector<std::int64_t> begin{0, 3, 5};
        QCOMPARE(cutRows(begin, 1, 48), (std::vector<std::size_t>{0, 2}));
        const std::vector<std::int64_t> nobody{0};
        QCOMPARE(cutRows(nobody, 1, 48), (std::vector<std::size_t>{0, 0}));
    }
};

QTEST_APPLESS_MAIN(TstInteractions)
#include "tst_interactions.moc"
