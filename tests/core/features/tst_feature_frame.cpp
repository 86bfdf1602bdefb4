#include "core/features/feature_catalogue.h"
#include "core/features/feature_frame.h"
#include "core/sources/import_run.h"
#include "tests/support/fake_context.h"
#include "tests/support/hand_mart.h"
#include "tests/support/real_data.h"
#include "tests/support/simulated_trade.h"

#include <bit>
#include <cmath>
#include <QtTest>

using namespace mops;
using features::FeatureFrame;

namespace {

constexpr int kAsOf = 200; ///< of the hand-made mart
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Takes everything out of the mart that happened after T: what a mart read at T would have held.
/// What was said in advance stays: the promised day and the day to send by.
void forgetAfter(db::Database& mart, std::int64_t t) {
    const std::string after = " > " + std::to_string(t);
    const std::string later = "(SELECT order_key FROM fact_order WHERE ordered_at" + after + ")";
    mart.execute("DELETE FROM fact_review WHERE created_at" + after + " OR order_key IN " + later);
    mart.execute("DELETE FROM fact_payment WHERE order_key IN " + later);
    mart.execute("DELETE FROM fact_item WHERE ordered_at" + after);
    mart.execute("DELETE FROM fact_order WHERE ordered_at" + after);
    for (const char* time : {"approved_at", "shipped_at", "delivered_at"})
        mart.execute(std::string("UPDATE fact_order SET ") + time + " = NULL WHERE " + time +
                     after);
    // Nobody knows of a cancelled order as such before its promised day is over.
    mart.execute("UPDATE fact_order SET status = CASE WHEN delivered_at IS NOT NULL THEN "
                 "'delivered' WHEN shipped_at IS NOT NULL THEN 'shipped' WHEN approved_at IS NOT "
                 "NULL THEN 'approved' ELSE 'created' END WHERE status <> 'canceled' OR "
                 "coalesce(max(promised_at, ordered_at), ordered_at + 30 * 86400)" +
                 after);
}

bool sameBits(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) ||
           std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

/// The first feature whose values differ, empty when none does.
std::string firstDifference(const FeatureFrame& a, const FeatureFrame& b) {
    if (a.merchant != b.merchant)
        return "merchants";
    for (std::size_t column = 0; column < a.columns.size(); ++column)
        for (std::size_t row = 0; row < a.rows(); ++row)
            if (!sameBits(a.columns[column][row], b.columns[column][row]))
                return std::string(features::featureCatalogue()[column].id) + " of row " +
                       std::to_string(row);
    return {};
}

/// Builds the frame with and without the future. Leaves the mart as it was.
std::string lookAhead(db::Database& mart, Day asOf) {
    NoTaskContext context;
    const auto all = mart::readTradeColumns(mart, context);
    db::Transaction undone(mart);
    forgetAfter(mart, features::endOfDay(asOf));
    const auto known = mart::readTradeColumns(mart, context);
    if (!all || !known)
        return "not read";
    if (known->orders() == all->orders())
        return "nothing was taken out";
    const auto withFuture = features::buildFeatures(*all, asOf, context);
    const auto without = features::buildFeatures(*known, asOf, context);
    return withFuture && without ? firstDifference(*withFuture, *without) : "not built";
}

/// Merchant 1 has something of everything, merchant 2 a single old order, merchant 3 only a future.
void fillByHand(test::HandMart& mart) {
    mart.addMerchant(1, "m1", {}, {}, {}, 5);
    mart.addMerchant(2, "m2");
    mart.addMerchant(3, "m3");
    mart.add({.key = 1,
              .day = 10, // a Saturday
              .items = {{1, 1000, 100}},
              .approved = 11,
              .shipped = 12,
              .delivered = 15,
              .promised = 20,
              .shipBy = 13,
              .score = 5,
              .reviewed = 16});
    mart.add({.key = 2,
              .buyer = 2,
              .day = 100, // a Friday
              .items = {{1, 2000, 200}},
              .approved = 100,
              .shipped = 103,
              .delivered = 120,
              .promised = 115,
              .shipBy = 102,
              .score = 2,
              .reviewed = 125});
    mart.add({.key = 3,
              .day = 150, // a Saturday
              .items = {{1, 1000, 100}, {3, 4000, 300}},
              .approved = 151,
              .shipped = 154,
              .delivered = 160,
              .promised = 170,
              .shipBy = 155,
              .score = 4,
              .reviewed = 175});
    mart.add({.key = 4,
              .buyer = 3,
              .day = 150,
              .items = {{2, 8000, 500}},
              .status = "canceled",
              .promised = 165,
              .shipBy = 152});
    mart.add({.key = 5,
              .buyer = 4,
              .day = 180, // a Monday
              .items = {{1, 4000, 400}},
              .approved = 182,
              .shipped = 204,
              .delivered = 205,
              .promised = 190,
              .shipBy = 185,
              .score = 1,
              .reviewed = 206});
    // Cancelled, but nobody knows before day 210.
    mart.add({.key = 6,
              .buyer = 2,
              .day = 195, // a Tuesday
              .items = {{1, 2000, 0}},
              .status = "canceled",
              .promised = 210});
    mart.add({.key = 7, .buyer = 5, .day = 201, .items = {{3, 9900, 0}}});
    mart.add({.key = 8, .merchant = 2, .day = 50, .items = {{2, 4000, 0}}});
    mart.add({.key = 9, .merchant = 3, .day = 201, .items = {{1, 500, 0}}});
}

/// Merchant 1 as of the end of day 200, on paper. In the windows: 30 days from day 171, 90 days
/// from day 111; before them the days 141 … 170 and 21 … 110. Known as cancelled: order 4, not yet
/// order 6.
const std::vector<std::pair<const char*, double>> kOnPaper{
    {"orders_30", 2},                    // 5, 6
    {"orders_90", 4},                    // 3, 4, 5, 6
    {"orders_all", 6},                   // not 7
    {"turnover_30", 4000 + 2000},        // 5, 6
    {"turnover_90", 5000 + 4000 + 2000}, // 3, 5, 6
    {"turnover_all", 1000 + 2000 + 11000},
    {"average_order_90", 11000.0 / 3},
    {"average_order_all", 14000.0 / 5},
    {"growth_30", 0}, // 2 against 2
    {"growth_90", (4.0 - 1) / (4 + 1)},
    {"turnover_growth_90", (11000.0 - 2000) / (11000 + 2000)},
    {"buyers_90", 4},
    {"buyers_all", 4},
    {"repeat_buyer_share_all", 2.0 / 4}, // b1, b2
    {"new_buyer_share_90", 2.0 / 4},     // b3, b4
    {"cancelled_share_90", 1.0 / 4},
    {"cancelled_share_all", 1.0 / 6},
    {"late_share_30", 1},                  // 5, late on day 190
    {"late_share_90", 2.0 / 3},            // 2 and 5 late, 3 in time
    {"late_share_all", 2.0 / 4},           // and 1 in time
    {"days_late_90", 5},                   // 2: day 115 → 120
    {"overdue_orders_90", 1},              // 5
    {"days_to_approve_90", (1.0 + 2) / 2}, // 3, 5
    {"days_to_ship_90", 4},                // 3
    {"days_to_ship_all", (2.0 + 3 + 4) / 3},
    {"days_to_deliver_90", (20.0 + 10) / 2},
    {"days_to_deliver_all", (5.0 + 20 + 10) / 3},
    {"missed_ship_by_share_90", 1.0 / 2}, // 3 kept it, 5 missed it
    {"freight_share_90", 800.0 / (800 + 11000)},
    {"freight_share_all", 1100.0 / (1100 + 14000)},
    {"reviews_90", 2}, // of 2 and 3
    {"review_mean_30", 4},
    {"review_mean_90", (2.0 + 4) / 2},
    {"review_mean_all", (5.0 + 2 + 4) / 3},
    {"low_review_share_90", 1.0 / 2},
    {"low_review_share_all", 1.0 / 3},
    {"categories_all", 2},
    {"category_concentration_all", (6.0 * 6 + 1) / (7 * 7)},
    {"product_count_90", 3},
    {"product_count_all", 3},
    {"top_product_share_90", 3.0 / 5}, // p1
    {"price_mean_all", 22000.0 / 7},
    // Prices are 1000 · 2^k. Toys: k = 0 1 0 3 2 1 here and 2 at m2, mean 9/7; the only book
    // is at its category's level.
    {"price_level_all", (7 - 6 * 9.0 / 7) / 7 * std::log(2.0)},
    // All k: 0 1 0 2 3 2 1: Σ = 9, Σ² = 19.
    {"price_spread_all", std::sqrt(19.0 / 7 - 81.0 / 49) * std::log(2.0)},
    {"items_per_order_90", 5.0 / 4},
    {"active_days_90", 3},          // 150, 180, 195
    {"weekend_share_all", 3.0 / 6}, // 1, 3, 4
    {"longest_gap_days", 90},
    {"days_since_last_order", 5.5 - 1.0 / 86400}, // to 23:59:59
    {"tenure_days", 195.5 - 1.0 / 86400},         // registered on day 5
};

} // namespace

class TstFeatureFrame : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        m_world = test::SimulatedTrade::make(80, 300, 11);
        QVERIFY(m_world);
        test::HandMart hand;
        fillByHand(hand);
        auto trade = mart::readTradeColumns(hand.writer(), m_context);
        QVERIFY2(trade, trade ? "" : trade.error().detail.c_str());
        m_hand = std::move(*trade);
        const auto frame = features::buildFeatures(m_hand, test::dayAt(kAsOf), m_context);
        QVERIFY(frame);
        m_frame = *frame;
    }

    /// The contract of every feature of the catalogue.
    void noFeatureLooksAhead_data() {
        QTest::addColumn<QString>("asOf");
        for (const char* day : {"2025-09-20", "2025-11-12", "2026-01-31", "2026-02-20",
                                "2026-04-15", "2026-06-01", "2026-06-29"})
            QTest::newRow(day) << QString::fromLatin1(day);
    }
    void noFeatureLooksAhead() {
        QFETCH(QString, asOf);
        const std::string difference =
            lookAhead(m_world->mart.writer(), *parseDay(asOf.toStdString()));
        QVERIFY2(difference.empty(), ("seed 11: " + difference).c_str());
    }

    void noFeatureLooksAheadInTheHandMadeMart() {
        test::HandMart hand;
        fillByHand(hand);
        for (int day = 10; day <= 200; ++day) {
            const std::string difference = lookAhead(hand.writer(), test::dayAt(day));
            QVERIFY2(difference.empty(), (std::to_string(day) + ": " + difference).c_str());
        }
    }

    void noFeatureLooksAheadOnOlist() {
        MOPS_NEEDS_DATA("olist");
        test::TempMart mart;
        sources::ImportParams params;
        params.preset = "olist";
        params.paths = {test::realData("olist")};
        const auto report = sources::runImport(mart.writer(), params, SystemClock(), m_context);
        QVERIFY2(report, report ? "" : report.error().detail.c_str());
        const std::string difference = lookAhead(mart.writer(), *parseDay("2018-03-31"));
        QVERIFY2(difference.empty(), difference.c_str());
    }

    void aMerchantWithEverythingHasTheValuesOnPaper_data() {
        QTest::addColumn<double>("value");
        for (const auto& [feature, value] : kOnPaper)
            QTest::newRow(feature) << value;
    }
    void aMerchantWithEverythingHasTheValuesOnPaper() {
        QFETCH(double, value);
        compare(QTest::currentDataTag(), 0, value);
    }

    void everyFeatureOfTheCatalogueIsOnThePaper() {
        const auto catalogue = features::featureCatalogue();
        QCOMPARE(kOnPaper.size(), catalogue.size());
        for (std::size_t i = 0; i < catalogue.size(); ++i)
            QCOMPARE(QLatin1String(kOnPaper[i].first), QLatin1String(catalogue[i].id));
    }

    void whatCannotBeMeasuredIsMissingAndCountsAreNought_data() {
        QTest::addColumn<double>("value");
        const auto row = [](const char* feature, double value) { QTest::newRow(feature) << value; };
        row("orders_30", 0);
        row("orders_90", 0);
        row("orders_all", 1);
        row("turnover_90", 0);
        row("average_order_90", kNaN);
        row("average_order_all", 4000);
        row("growth_30", kNaN); // none against none
        row("growth_90", -1);   // stopped
        row("buyers_90", 0);
        row("repeat_buyer_share_all", 0); // b1 buys at m1 too: that is another merchant
        row("new_buyer_share_90", kNaN);
        row("cancelled_share_90", kNaN);
        row("cancelled_share_all", 0);
        row("late_share_all", kNaN);
        row("days_late_90", kNaN);
        row("overdue_orders_90", 0);
        row("days_to_ship_all", kNaN);
        row("missed_ship_by_share_90", kNaN);
        row("freight_share_90", kNaN);
        row("freight_share_all", 0);
        row("reviews_90", 0);
        row("review_mean_all", kNaN);
        row("low_review_share_all", kNaN);
        row("category_concentration_all", 1);
        row("top_product_share_90", kNaN);
        row("price_level_all", (2 - 9.0 / 7) * std::log(2.0));
        row("price_spread_all", 0);
        row("items_per_order_90", kNaN);
        row("longest_gap_days", kNaN);
        row("tenure_days", 150.5 - 1.0 / 86400); // not registered: since the first order
    }
    void whatCannotBeMeasuredIsMissingAndCountsAreNought() {
        QFETCH(double, value);
        compare(QTest::currentDataTag(), 1, value);
    }

    void merchantsWithoutOrdersByThenAreLeftOut() {
        QCOMPARE(m_frame.merchant, (std::vector<std::uint32_t>{0, 1}));
        const auto later = features::buildFeatures(m_hand, test::dayAt(201), m_context);
        QVERIFY(later);
        QCOMPARE(later->rows(), std::size_t{3});
    }

    void equalPricesHaveNoSpread() {
        for (const std::int64_t price : {90, 1990, 3990, 12'990, 99'990}) {
            std::vector<test::TinyLine> lines;
            for (int day = 0; day < 29; ++day)
                lines.push_back(
                    {.merchant = "m", .buyer = "b", .product = "p", .day = day, .price = price});
            const auto frame =
                features::buildFeatures(test::TinyTrade::from(lines), test::dayAt(30), m_context);
            QVERIFY(frame);
            // The root of what is left when two sums of squares cancel out.
            QVERIFY(frame->columns[*features::featureIndex("price_spread_all")][0] < 1e-6);
        }
    }

    void theLinesOfAnOrderAtTwoMerchantsBelongToEach() {
        test::HandMart mart;
        mart.addMerchant(1, "m1");
        mart.addMerchant(2, "m2");
        mart.add({.key = 1, .day = 1, .items = {{1, 1000, 0, 1}, {2, 3000, 0, 2}}});
        const auto trade = mart::readTradeColumns(mart.writer(), m_context);
        QVERIFY(trade);
        const auto frame = features::buildFeatures(*trade, test::dayAt(2), m_context);
        QVERIFY(frame);
        const std::size_t turnover = *features::featureIndex("turnover_all");
        QCOMPARE(frame->columns[turnover], (std::vector<double>{1000, 3000}));
    }

    void aDayIsInTheWindowToItsLastSecond() {
        const auto at = [&](int day) {
            return features::buildFeatures(m_hand, test::dayAt(day), m_context)
                ->columns[*features::featureIndex("orders_30")][0];
        };
        QCOMPARE(at(39), 1.0); // the days 10 … 39
        QCOMPARE(at(40), 0.0);
    }

    void withoutOrdersThereIsNotEnoughData() {
        const auto early = features::buildFeatures(m_hand, test::dayAt(9), m_context);
        QVERIFY(!early);
        QCOMPARE(early.error().code, ErrorCode::NotEnoughData);
        const auto none =
            features::buildFeatures(test::TinyTrade::from({}), test::dayAt(9), m_context);
        QVERIFY(!none);
        QCOMPARE(none.error().code, ErrorCode::NotEnoughData);
    }

    void itCanBeCancelled() {
        test::CancelAfter cancel(0);
        const auto frame = features::buildFeatures(m_hand, test::dayAt(kAsOf), cancel);
        QVERIFY(!frame);
        QCOMPARE(frame.error().code, ErrorCode::Cancelled);
    }

private:
    void compare(const char* feature, std::size_t row, double expected) {
        const auto column = features::featureIndex(feature);
        QVERIFY2(column, feature);
        const double found = m_frame.columns[*column][row];
        if (std::isnan(expected))
            QVERIFY2(std::isnan(found), std::to_string(found).c_str());
        else // sums of a few rounded doubles
            QVERIFY2(std::abs(found - expected) <= 1e-9 * std::max(1.0, std::abs(expected)),
                     (std::to_string(found) + " ≠ " + std::to_string(expected)).c_str());
    }

    std::unique_ptr<test::SimulatedTrade> m_world;
    mart::TradeColumns m_hand;
    FeatureFrame m_frame;
    NoTaskContext m_context;
};

QTEST_APPLESS_MAIN(TstFeatureFrame)
#include "tst_feature_frame.moc"
