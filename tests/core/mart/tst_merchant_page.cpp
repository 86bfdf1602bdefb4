#include "core/mart/merchant_page.h"
#include "core/mart/merchant_table.h"
#include "tests/support/hand_mart.h"
#include "tests/support/simulated_trade.h"

#include <numeric>
#include <QtTest>

using namespace mops;
using mart::LineFilter;
using test::noonOf;

namespace {

/// Day 0 is a Wednesday, so weeks begin on the days −2, 5, 12, 19, 26 …
std::int64_t weekOf(int monday) {
    return noonOf(monday) - kSecondsPerDay / 2;
}

void fillByHand(test::HandMart& mart) {
    mart.addMerchant(1, "m1", "Alpha", "North", 1, 3);
    mart.addMerchant(2, "a-long-merchant-id");
    mart.addMerchant(3, "m3", "Without orders");
    mart.add({.key = 1,
              .day = 4, // a Sunday
              .items = {{1, 1000, 50}, {3, 300, 0}},
              .delivered = 9,
              .promised = 8,
              .score = 2,
              .reviewed = 10,
              .comment = "too late"});
    mart.add({.key = 2,
              .day = 5,
              .items = {{1, 2000}},
              .delivered = 7,
              .promised = 8,
              .score = 5,
              .reviewed = 8});
    mart.add({.key = 3, .day = 20, .items = {{4, 400}}, .status = "shipped", .promised = 25});
    mart.add({.key = 4, .day = 20, .items = {{2, 700}}, .status = "canceled", .promised = 28});
    mart.add({.key = 5, .day = 21, .items = {{2, 600}}, .status = "canceled", .promised = 60});
    mart.add({.key = 6, .merchant = 2, .day = 30, .items = {{1, 100}}, .promised = 40});
}

std::string orderIds(const mart::MerchantPage& page) {
    std::string ids;
    for (const auto& line : page.lines)
        ids += (ids.empty() ? "" : " ") + line.orderId;
    return ids;
}

} // namespace

class TstMerchantPage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { fillByHand(m_mart); }

    void theHeadSaysWhoItIs() {
        const auto page = read("m1", LineFilter::All);
        QVERIFY(page);
        QCOMPARE(page->merchantKey, 1);
        QCOMPARE(page->merchantId, "m1");
        QCOMPARE(page->name, "Alpha");
        QCOMPARE(page->region, "North");
        QCOMPARE(page->city, "");
        QCOMPARE(page->categoryId, "toys");
        QCOMPARE(page->status, "active");
        QCOMPARE(*page->registeredAt, noonOf(3));
        QCOMPARE(page->currency, "CNY");
    }

    void whatIsUnknownIsEmptyAndTheNameComesFromTheId() {
        const auto page = read("a-long-merchant-id", LineFilter::All);
        QVERIFY(page);
        QCOMPARE(page->name, "a-long-m");
        QVERIFY(!page->registeredAt);
        QCOMPARE(page->categoryId, "");
    }

    void theLinesAreNewestFirst() {
        const auto page = read("m1", LineFilter::All);
        QVERIFY(page);
        QCOMPARE(orderIds(*page), "o5 o4 o3 o2 o1 o1");
        const auto& first = page->lines[5];
        QCOMPARE(first.productId, "p1");
        QCOMPARE(first.categoryId, "toys");
        QCOMPARE(first.priceMinor, 1000);
        QCOMPARE(first.freightMinor, 50);
        QCOMPARE(first.orderedAt, noonOf(4));
        QCOMPARE(*first.deliveredAt, noonOf(9));
        QCOMPARE(*first.promisedAt, noonOf(8));
        QCOMPARE(*first.reviewScore, 2);
        QCOMPARE(first.comment, "too late");
        QCOMPARE(page->lines[2].categoryId, ""); // p4 has none
        QVERIFY(!page->lines[2].deliveredAt && !page->lines[2].reviewScore);
    }

    void aFilterLeavesOnlyTheProblems_data() {
        QTest::addColumn<int>("filter");
        QTest::addColumn<QString>("orders");
        // Late: order 1 came late, order 3 is overdue on day 30.
        QTest::newRow("late") << static_cast<int>(LineFilter::Late) << "o3 o1 o1";
        QTest::newRow("low review") << static_cast<int>(LineFilter::LowReview) << "o1 o1";
        QTest::newRow("cancelled") << static_cast<int>(LineFilter::Cancelled) << "o5 o4";
    }
    void aFilterLeavesOnlyTheProblems() {
        QFETCH(int, filter);
        QFETCH(QString, orders);
        const auto page = read("m1", static_cast<LineFilter>(filter));
        QVERIFY(page);
        QCOMPARE(QString::fromStdString(orderIds(*page)), orders);
        QCOMPARE(page->weekBegin.size(), std::size_t{4}); // weeks are of all lines
    }

    void theLimitIsKept() {
        const auto page = mart::readMerchantPage(m_mart.writer(), "m1", LineFilter::All, 2);
        QVERIFY(page);
        QCOMPARE(orderIds(*page), "o5 o4");
        const auto none = mart::readMerchantPage(m_mart.writer(), "m1", LineFilter::All, 0);
        QVERIFY(none && none->lines.empty());
        const auto negative = mart::readMerchantPage(m_mart.writer(), "m1", LineFilter::All, -1);
        QVERIFY(!negative);
        QCOMPARE(negative.error().code, ErrorCode::Usage);
    }

    void weeksBeginOnMondayAndHaveNoGaps() {
        const auto page = read("m1", LineFilter::All);
        QVERIFY(page);
        QCOMPARE(page->weekBegin,
                 (std::vector<std::int64_t>{weekOf(-2), weekOf(5), weekOf(12), weekOf(19)}));
        QCOMPARE(page->weekOrders, (std::vector<std::int32_t>{1, 1, 0, 3}));
        // Order 4 is known as cancelled by day 30, order 5 not before day 60.
        QCOMPARE(page->weekTurnover, (std::vector<std::int64_t>{1300, 2000, 0, 400 + 600}));
    }

    void ofSeveralReviewsTheFirstWrittenIsShown() {
        test::HandMart mart;
        mart.addMerchant(1, "m1");
        mart.add({.key = 1, .day = 1});
        mart.addReview(1, "a", 1, 9, "second");
        mart.addReview(1, "b", 4, 5, "first");
        mart.addReview(1, "c", 2, {}, "some time");
        const auto page = mart::readMerchantPage(mart.writer(), "m1", LineFilter::All, 10);
        QVERIFY(page);
        QCOMPARE(page->lines.size(), std::size_t{1});
        QCOMPARE(page->lines[0].comment, "first");
    }

    void aMerchantWithoutOrdersHasAHeadOnly() {
        const auto page = read("m3", LineFilter::All);
        QVERIFY(page);
        QCOMPARE(page->name, "Without orders");
        QVERIFY(page->lines.empty() && page->weekBegin.empty());
    }

    void anUnknownMerchantIsNotFound() {
        for (const char* id : {"m4", "", "m1' OR 1 --"}) {
            const auto page = read(id, LineFilter::All);
            QVERIFY(!page);
            QCOMPARE(page.error().code, ErrorCode::NotFound);
        }
    }

    void theWeeksAddUpToTheMerchantsRowInTheTable() {
        const auto world = test::SimulatedTrade::make(25, 200, 9);
        QVERIFY(world);
        NoTaskContext context;
        const auto table = mart::readMerchantTable(world->mart.writer(), world->trade, context);
        QVERIFY(table);
        for (std::size_t row = 0; row < table->rows(); ++row) {
            const auto page = mart::readMerchantPage(
                world->mart.writer(), std::string(table->id(row)), LineFilter::All, 1);
            QVERIFY(page);
            const auto turnover = std::accumulate(page->weekTurnover.begin(),
                                                  page->weekTurnover.end(), std::int64_t{0});
            QCOMPARE(turnover, table->turnover[row]);
            QCOMPARE(std::accumulate(page->weekOrders.begin(), page->weekOrders.end(), 0),
                     table->orders[row]);
        }
    }

private:
    Result<mart::MerchantPage> read(const std::string& id, LineFilter filter) {
        return mart::readMerchantPage(m_mart.writer(), id, filter, 100);
    }

    test::HandMart m_mart;
};

QTEST_APPLESS_MAIN(TstMerchantPage)
#include "tst_merchant_page.moc"
