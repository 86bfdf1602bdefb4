#include "core/features/feature_catalogue.h"
#include "core/features/feature_frame.h"
#include "core/mart/overview.h"
#include "tests/support/hand_mart.h"
#include "tests/support/simulated_trade.h"

#include <cmath>
#include <numeric>
#include <QtTest>

using namespace mops;
using mart::Measure;
using mart::Overview;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Ten days to day 29 (20 … 29) and the ten before (10 … 19).
void fillByHand(test::HandMart& mart) {
    mart.addMerchant(1, "m1");
    mart.addMerchant(2, "m2");
    mart.add({.key = 9, .day = 9, .items = {{1, 50'000}}, .delivered = 10}); // too early
    mart.add({.key = 1,
              .buyer = 1,
              .day = 12,
              .items = {{1, 1000, 99}},
              .delivered = 20,
              .promised = 21,
              .score = 5,
              .reviewed = 19});
    mart.add({.key = 2,
              .buyer = 2,
              .day = 14,
              .items = {{3, 3000}},
              .delivered = 22,
              .promised = 18,
              .score = 1,
              .reviewed = 24});
    mart.add({.key = 3,
              .buyer = 2,
              .day = 14,
              .items = {{1, 500}},
              .status = "canceled",
              .promised = 16});
    mart.add({.key = 4, .buyer = 1, .day = 20, .items = {{1, 2000}, {3, 1000}}, .promised = 25});
    mart.add({.key = 5,
              .merchant = 2,
              .buyer = 1,
              .day = 25,
              .items = {{2, 4000}},
              .delivered = 27,
              .promised = 28,
              .score = 4,
              .reviewed = 28});
    // Cancelled, but nobody knows before day 35.
    mart.add({.key = 6,
              .merchant = 2,
              .buyer = 3,
              .day = 29,
              .items = {{2, 700}},
              .status = "canceled",
              .promised = 35});
    mart.add({.key = 7,
              .merchant = 2,
              .buyer = 4,
              .day = 26,
              .items = {{4, 900}},
              .status = "canceled",
              .promised = 27});
    mart.add({.key = 8, .merchant = 2, .day = 30, .items = {{1, 90'000}}, .delivered = 31}); // late
}

bool same(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) < 1e-9;
}

} // namespace

class TstOverview : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        test::HandMart mart;
        fillByHand(mart);
        NoTaskContext context;
        auto trade = mart::readTradeColumns(mart.writer(), context);
        QVERIFY(trade);
        m_trade = std::move(*trade);
        const auto overview = mart::buildOverview(m_trade, test::dayAt(29), 10);
        QVERIFY(overview);
        m_overview = *overview;
        m_world = test::SimulatedTrade::make(80, 300, 5);
        QVERIFY(m_world);
    }

    void everyMeasureHasTheValuesOnPaper_data() {
        QTest::addColumn<int>("measure");
        QTest::addColumn<double>("now");
        QTest::addColumn<double>("before");
        const auto row = [](const char* name, Measure measure, double now, double before) {
            QTest::newRow(name) << static_cast<int>(measure) << now << before;
        };
        // Now: orders 4, 5, 6, 7 (7 cancelled); before: 1, 2, 3 (3 cancelled).
        row("turnover", Measure::Turnover, 3000 + 4000 + 700, 1000 + 3000);
        row("orders", Measure::Orders, 4, 3);
        row("average order", Measure::AverageOrder, 7700.0 / 3, 4000.0 / 2);
        row("buyers", Measure::Buyers, 3, 2);
        row("active merchants", Measure::ActiveMerchants, 2, 1);
        // Now 1 came in time on day 20, 4 became late on day 25, 5 came in time; before: 2 became
        // late on day 18.
        row("late share", Measure::LateShare, 1.0 / 3, 1);
        row("mean review", Measure::ReviewMean, (1.0 + 4) / 2, 5);
        row("cancelled share", Measure::CancelledShare, 1.0 / 4, 1.0 / 3);
    }
    void everyMeasureHasTheValuesOnPaper() {
        QFETCH(int, measure);
        QFETCH(double, now);
        QFETCH(double, before);
        QCOMPARE(m_overview.measures.size(), static_cast<std::size_t>(mart::kMeasures));
        const auto& value = m_overview.measures[static_cast<std::size_t>(measure)];
        QCOMPARE(static_cast<int>(value.measure), measure);
        QVERIFY2(same(value.now, now), std::to_string(value.now).c_str());
        QVERIFY2(same(value.before, before), std::to_string(value.before).c_str());
    }

    void theHeadSaysWhatWasLookedAt() {
        QCOMPARE(m_overview.asOf, test::dayAt(29));
        QCOMPARE(m_overview.days, 10);
        QCOMPARE(m_overview.currency, "CNY");
    }

    void theMoversOfMerchantsAreOrderedByTheSizeOfTheirChange() {
        QCOMPARE(m_overview.merchants.size(), std::size_t{2});
        QCOMPARE(m_overview.merchants[0].id, "m2");
        QCOMPARE(m_overview.merchants[0].now, 4700.0);
        QCOMPARE(m_overview.merchants[0].before, 0.0);
        QCOMPARE(m_overview.merchants[1].id, "m1");
        QCOMPARE(m_overview.merchants[1].change(), -1000.0);
    }

    void theMoversOfCategoriesLeaveOutWhatHasNone() {
        QCOMPARE(m_overview.categories.size(), std::size_t{2});
        QCOMPARE(m_overview.categories[0].id, "toys");
        QCOMPARE(m_overview.categories[0].nameZh, "玩具");
        QCOMPARE(m_overview.categories[0].now, 2000.0 + 4000 + 700);
        QCOMPARE(m_overview.categories[0].before, 1000.0);
        QCOMPARE(m_overview.categories[1].id, "books");
        QCOMPARE(m_overview.categories[1].change(), 1000.0 - 3000);
    }

    void theChangesOfAllMerchantsAddUpToTheChangeOfTurnover() {
        double sum = 0;
        for (const auto& mover : m_overview.merchants)
            sum += mover.change();
        QCOMPARE(sum, m_overview.measures[0].now - m_overview.measures[0].before);
    }

    void theSeriesHasEveryDayOfBothPeriods() {
        QCOMPARE(m_overview.series.size(), std::size_t{20});
        const auto at = [&](int day) {
            return m_overview.series[static_cast<std::size_t>(day - 10)];
        };
        QCOMPARE(at(10).day, test::dayAt(10));
        QCOMPARE(at(29).day, test::dayAt(29));
        QCOMPARE(at(14).orders, 2.0);
        QCOMPARE(at(14).turnover, 3000.0);
        QCOMPARE(at(18).lateShare, 1.0);
        QCOMPARE(at(27).lateShare, 0.0);
        QCOMPARE(at(19).reviewMean, 5.0);
        QCOMPARE(at(11).orders, 0.0);
        QVERIFY(std::isnan(at(11).lateShare) && std::isnan(at(11).reviewMean));
        double turnover = 0;
        for (const auto& point : m_overview.series)
            turnover += point.turnover;
        QCOMPARE(turnover, m_overview.measures[0].now + m_overview.measures[0].before);
    }

    void aPeriodWithoutAnythingHasNoShares() {
        const auto empty = mart::buildOverview(m_trade, test::dayAt(500), 30);
        QVERIFY(empty);
        for (const auto& value : empty->measures) {
            const bool isCount =
                value.measure == Measure::Turnover || value.measure == Measure::Orders ||
                value.measure == Measure::Buyers || value.measure == Measure::ActiveMerchants;
            QVERIFY(same(value.now, isCount ? 0 : kNaN));
        }
        QVERIFY(empty->merchants.empty() && empty->categories.empty());
    }

    void withoutADayItEndsWithTheLastFullOne() {
        const auto overview = mart::buildOverview(m_world->trade, {}, 30);
        QVERIFY(overview);
        QCOMPARE(overview->asOf, *mart::lastFullDay(m_world->trade));
    }

    void theFiguresAreTheSumsOfTheFeatures() {
        const Day asOf = *parseDay("2026-04-20");
        NoTaskContext context;
        const auto overview = mart::buildOverview(m_world->trade, asOf, 30);
        const auto frame = features::buildFeatures(m_world->trade, asOf, context);
        QVERIFY(overview && frame);
        const auto sum = [&](const char* feature) {
            const auto& column = frame->columns[*features::featureIndex(feature)];
            return std::accumulate(column.begin(), column.end(), 0.0);
        };
        const auto now = [&](Measure measure) {
            return overview->measures[static_cast<std::size_t>(measure)].now;
        };
        QVERIFY(now(Measure::Orders) > 100);
        QCOMPARE(now(Measure::Orders), sum("orders_30")); // an order has one merchant there
        QCOMPARE(now(Measure::Turnover), sum("turnover_30"));
        const auto& orders = frame->columns[*features::featureIndex("orders_30")];
        QCOMPARE(now(Measure::ActiveMerchants),
                 static_cast<double>(std::count_if(orders.begin(), orders.end(),
                                                   [](double count) { return count > 0; })));
    }

    void theBeforeOfAPeriodIsTheNowOfTheOneBefore() {
        const Day asOf = *parseDay("2026-05-31");
        const auto now = mart::buildOverview(m_world->trade, asOf, 30);
        const auto before = mart::buildOverview(m_world->trade, asOf - std::chrono::days(30), 30);
        QVERIFY(now && before);
        // What depends on what is known by the end may differ: cancelled orders become known.
        for (const Measure measure :
             {Measure::Orders, Measure::Buyers, Measure::ActiveMerchants, Measure::ReviewMean})
            QVERIFY(same(now->measures[static_cast<std::size_t>(measure)].before,
                         before->measures[static_cast<std::size_t>(measure)].now));
    }

    void atMostTenMoversTheLargestFirst() {
        const auto overview = mart::buildOverview(m_world->trade, *parseDay("2026-05-31"), 30);
        QVERIFY(overview);
        QCOMPARE(overview->merchants.size(), std::size_t{10});
        QVERIFY(std::is_sorted(overview->merchants.begin(), overview->merchants.end(),
                               [](const auto& a, const auto& b) {
                                   return std::abs(a.change()) > std::abs(b.change());
                               }));
    }

    void impossibleLengthsAreRefused() {
        for (const int days : {0, -5, 3661}) {
            const auto overview = mart::buildOverview(m_trade, {}, days);
            QVERIFY(!overview);
            QCOMPARE(overview.error().code, ErrorCode::Usage);
        }
    }

    void withoutOrdersThereIsNotEnoughData() {
        const auto overview = mart::buildOverview(test::TinyTrade::from({}), {}, 30);
        QVERIFY(!overview);
        QCOMPARE(overview.error().code, ErrorCode::NotEnoughData);
    }

private:
    mart::TradeColumns m_trade;
    Overview m_overview;
    std::unique_ptr<test::SimulatedTrade> m_world;
};

QTEST_APPLESS_MAIN(TstOverview)
#include "tst_overview.moc"
