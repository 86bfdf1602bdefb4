#include "core/mart/trade_columns.h"
#include "tests/support/fake_context.h"
#include "tests/support/hand_mart.h"

#include <QtTest>

using namespace mops;
using mart::kNever;
using mart::kNone;
using mart::OrderStatus;
using test::noonOf;

namespace {

/// Columns of orders alone, one on each of the given days.
mart::TradeColumns ordersOn(const std::vector<int>& days) {
    std::vector<test::TinyLine> lines;
    for (const int day : days)
        lines.push_back({.merchant = "m", .buyer = "b", .product = "p", .day = day});
    return test::TinyTrade::from(lines);
}

} // namespace

class TstTradeColumns : public QObject {
    Q_OBJECT

private slots:
    /// Keys far apart and two merchants in one order.
    void everyRowFindsItsPlace() {
        test::HandMart mart;
        mart.addMerchant(900, "late key", {}, {}, {}, 3);
        mart.addMerchant(7, "early key");
        mart.add({.key = 2'000'000'000,
                  .merchant = 7,
                  .buyer = 2,
                  .day = 1,
                  .items = {{3, 500, 50, 900}, {4, 700, 70, 7}},
                  .status = "shipped",
                  .approved = 2,
                  .shipped = 3,
                  .promised = 9,
                  .shipBy = 4});
        mart.add({.key = 5, .merchant = 900, .buyer = 6, .day = 2, .items = {{1, 300}}});
        const auto trade = mart::readTradeColumns(mart.writer(), m_context);
        QVERIFY2(trade, trade ? "" : trade.error().detail.c_str());
        QCOMPARE(trade->merchantId, (std::vector<std::string>{"early key", "late key"}));
        QCOMPARE(trade->merchantRegisteredAt, (std::vector<std::int64_t>{kNever, noonOf(3)}));
        QCOMPARE(trade->merchantItemBegin, (std::vector<std::uint32_t>{0, 1, 3}));
        QCOMPARE(trade->orderKey, (std::vector<std::int64_t>{5, 2'000'000'000}));
        QCOMPARE(trade->itemOrder, (std::vector<std::uint32_t>{1, 1, 0}));
        QCOMPARE(trade->itemPrice, (std::vector<std::int64_t>{700, 500, 300}));
        QCOMPARE(trade->itemFreight, (std::vector<std::int64_t>{70, 50, 0}));
        QCOMPARE(trade->itemShipBy, (std::vector<std::int64_t>{noonOf(4), noonOf(4), kNever}));
        QCOMPARE(trade->itemOrderedAt,
                 (std::vector<std::int64_t>{noonOf(1), noonOf(1), noonOf(2)}));
        QCOMPARE(trade->productId[trade->itemProduct[1]], "p3");
        QCOMPARE(trade->productCategory, (std::vector<std::uint32_t>{0, 0, 1, kNone}));
        QCOMPARE(trade->categoryNameZh, (std::vector<std::string>{"玩具", ""}));
        QCOMPARE(trade->buyerId[trade->orderBuyer[1]], "b2");
        QCOMPARE(trade->orderStatus,
                 (std::vector<OrderStatus>{OrderStatus::Delivered, OrderStatus::Shipped}));
        QCOMPARE(trade->approvedAt[1], noonOf(2));
        QCOMPARE(trade->shippedAt[1], noonOf(3));
        QCOMPARE(trade->deliveredAt[1], kNever);
        QCOMPARE(trade->promisedAt, (std::vector<std::int64_t>{kNever, noonOf(9)}));
        QCOMPARE(trade->currency, "CNY");
        QCOMPARE(trade->firstOrderedAt, noonOf(1));
        QCOMPARE(trade->lastOrderedAt, noonOf(2));
    }

    void theItemsOfAMerchantAreInTimeOrderWhateverTheirKeys() {
        test::HandMart mart;
        mart.addMerchant(1, "m1");
        mart.add({.key = 3, .day = 1, .items = {{1, 100}}});
        mart.add({.key = 1, .day = 9, .items = {{1, 300}}});
        mart.add({.key = 2, .day = 5, .items = {{1, 200}, {1, 250}}});
        const auto trade = mart::readTradeColumns(mart.writer(), m_context);
        QVERIFY(trade);
        QCOMPARE(trade->itemPrice, (std::vector<std::int64_t>{100, 200, 250, 300}));
        QCOMPARE(trade->firstOrderedAt, noonOf(1));
        QCOMPARE(trade->lastOrderedAt, noonOf(9));
    }

    void theFirstReviewWrittenIsTheOrdersReview() {
        test::HandMart mart;
        mart.addMerchant(1, "m1");
        mart.add({.key = 1, .day = 1});
        mart.add({.key = 2, .day = 1});
        mart.add({.key = 3, .day = 1});
        mart.addReview(1, "a", 1, 9);
        mart.addReview(1, "b", 4, 5);
        mart.addReview(1, "c", 2, 7);
        mart.addReview(2, "d", 3, {}); // its time is lost: nobody can say when it was known
        const auto trade = mart::readTradeColumns(mart.writer(), m_context);
        QVERIFY(trade);
        QCOMPARE(trade->orderReviewAt, (std::vector<std::int64_t>{noonOf(5), kNever, kNever}));
        QCOMPARE(trade->orderReviewScore, (std::vector<std::uint8_t>{4, 0, 0}));
    }

    void aCancelledOrderIsKnownByThePromisedDayAndNotBefore() {
        test::HandMart mart;
        mart.addMerchant(1, "m1");
        mart.add({.key = 1, .day = 10, .status = "canceled", .promised = 25});
        mart.add({.key = 2, .day = 10, .status = "canceled"});
        mart.add({.key = 3, .day = 10, .status = "canceled", .promised = 8}); // before the order
        mart.add({.key = 4, .day = 10, .promised = 25});
        mart.add({.key = 5, .day = 10, .status = "unavailable", .promised = 25});
        const auto trade = mart::readTradeColumns(mart.writer(), m_context);
        QVERIFY(trade);
        QCOMPARE(trade->cancelledKnownAt(0), noonOf(25));
        QCOMPARE(trade->cancelledKnownAt(1), noonOf(40)); // 30 days after the order
        QCOMPARE(trade->cancelledKnownAt(2), noonOf(10));
        QCOMPARE(trade->cancelledKnownAt(3), kNever);
        QCOMPARE(trade->cancelledKnownAt(4), kNever);
    }

    void anEmptyMartGivesEmptyColumns() {
        test::TempMart mart;
        const auto trade = mart::readTradeColumns(mart.writer(), m_context);
        QVERIFY(trade);
        QCOMPARE(trade->merchants() + trade->items() + trade->orders() + trade->products(),
                 std::size_t{0});
        QCOMPARE(trade->merchantItemBegin, (std::vector<std::uint32_t>{0}));
        QCOMPARE(trade->firstOrderedAt, 0);
        QVERIFY(!mart::lastFullDay(*trade));
    }

    void theRaggedTailIsNotAFullDay() {
        // Orders per day: 4 4 4 4, then a gap, 1 and 1.
        const auto trade = ordersOn({0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 9, 20});
        QCOMPARE(*mart::lastFullDay(trade), test::dayAt(3));
        QCOMPARE(*mart::lastFullDay(trade, test::dayAt(2)), test::dayAt(2));
        QCOMPARE(*mart::lastFullDay(trade, test::dayAt(8)), test::dayAt(3));
        QVERIFY(!mart::lastFullDay(trade, test::dayAt(-1)));
    }

    void halfOfTheMedianIsEnough() {
        QCOMPARE(*mart::lastFullDay(ordersOn({0, 0, 1, 1, 2, 2, 3})), test::dayAt(3));
        QCOMPARE(*mart::lastFullDay(ordersOn({5})), test::dayAt(5));
    }

    void aRowThatRefersToNothingIsAnError_data() {
        QTest::addColumn<QString>("sql");
        QTest::newRow("product") << "UPDATE fact_item SET product_key = 99";
        QTest::newRow("merchant") << "UPDATE fact_item SET merchant_key = 99";
        QTest::newRow("order") << "UPDATE fact_item SET order_key = 99";
        QTest::newRow("buyer") << "UPDATE fact_order SET buyer_key = 99";
        QTest::newRow("category") << "UPDATE dim_product SET category_key = 99";
        QTest::newRow("review") << "UPDATE fact_review SET order_key = 99";
        QTest::newRow("merchant far below") << "UPDATE fact_item SET merchant_key = -1 << 62";
    }
    void aRowThatRefersToNothingIsAnError() {
        QFETCH(QString, sql);
        test::HandMart mart;
        mart.addMerchant(1, "m1");
        mart.add({.key = 1, .day = 1, .score = 3, .reviewed = 2});
        mart.writer().execute("PRAGMA foreign_keys = OFF");
        mart.writer().execute(sql.toStdString());
        const auto trade = mart::readTradeColumns(mart.writer(), m_context);
        QVERIFY(!trade);
        QCOMPARE(trade.error().code, ErrorCode::IntegrityFault);
        QVERIFY(!trade.error().detail.empty());
    }

    void itCanBeCancelled() {
        test::HandMart mart;
        mart.addMerchant(1, "m1");
        mart.add({.key = 1, .day = 1});
        test::CancelAfter cancel(0);
        const auto trade = mart::readTradeColumns(mart.writer(), cancel);
        QVERIFY(!trade);
        QCOMPARE(trade.error().code, ErrorCode::Cancelled);
    }

private:
    NoTaskContext m_context;
};

QTEST_APPLESS_MAIN(TstTradeColumns)
#include "tst_trade_columns.moc"
