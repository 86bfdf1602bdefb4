#include "core/mart/quality.h"
#include "core/world/simulate.h"
#include "tests/support/fake_context.h"
#include "tests/support/shop_files.h"
#include "tests/support/temp_mart.h"

#include <functional>
#include <limits>
#include <memory>
#include <QtTest>

using namespace mops;

namespace {

const FixedClock kClock(Instant{Day{std::chrono::year{2026} / 7 / 1}});

/// A world of 30 merchants and 120 days, with what the test wants otherwise.
world::WorldParams small() {
    world::WorldParams params;
    params.merchants = 30;
    params.days = 120;
    return params;
}

Result<world::WorldReport> simulate(db::Database& mart, const world::WorldParams& params) {
    NoTaskContext context;
    return world::simulate(mart, params, kClock, context);
}

std::string contentsOf(const world::WorldParams& params) {
    test::TempMart mart;
    return simulate(mart.writer(), params) ? test::dump(mart.writer()) : std::string();
}

double real(db::Database& database, const std::string& sql) {
    db::Statement row(database, sql);
    return row.step() ? row.real(0) : 0;
}

} // namespace

class TstSimulate : public QObject {
    Q_OBJECT

private slots:
    /// One world of some size with its truth beside it, which most tests look at.
    void initTestCase() {
        world::WorldParams params;
        params.merchants = 300;
        params.days = 400;
        params.seed = 7;
        params.truthFile = m_mart.folder() / "truth.db";
        const auto report = simulate(m_mart.writer(), params);
        QVERIFY2(report, report ? "" : report.error().detail.c_str());
        m_report = *report;
        db::Statement attach(mart(), "ATTACH ? AS truth");
        attach.run(params.truthFile.string());
    }

    void theSameSeedGivesTheSameWorld() {
        const std::string once = contentsOf(small());
        QVERIFY(once.size() > 100'000);
        QVERIFY(contentsOf(small()) == once);
    }

    void anotherSeedGivesAnotherWorld() {
        world::WorldParams other = small();
        other.seed = 2;
        QVERIFY(contentsOf(small()) != contentsOf(other));
    }

    void theNumberOfThreadsChangesNothing() {
        const QTemporaryDir folder;
        const auto contents = [&](int threads) {
            world::WorldParams params = small();
            params.merchants = 150; // several batches of the pipeline
            params.threads = threads;
            params.truthFile = folder.path().toStdString() + "/truth.db";
            const std::string mart = contentsOf(params);
            auto truth = db::Database::open(params.truthFile, db::Mode::Read);
            return truth ? mart + test::dump(*truth) : std::string();
        };
        const std::string alone = contents(1);
        QVERIFY(alone.size() > 500'000);
        QVERIFY(contents(2) == alone);
        QVERIFY(contents(5) == alone);
    }

    void theTruthFileChangesNothingInTheMart() {
        const QTemporaryDir folder;
        world::WorldParams withTruth = small();
        withTruth.truthFile = folder.path().toStdString() + "/truth.db";
        QVERIFY(contentsOf(small()) == contentsOf(withTruth));
    }

    void theSameSeedGivesTheSameTruth() {
        const QTemporaryDir folder;
        const auto truthOf = [&](const char* name) {
            world::WorldParams params = small();
            params.truthFile = folder.path().toStdString() + "/" + name;
            contentsOf(params);
            auto truth = db::Database::open(params.truthFile, db::Mode::Read);
            return truth ? test::dump(*truth) : std::string();
        };
        const std::string once = truthOf("a.db");
        QVERIFY(once.size() > 10'000);
        QVERIFY(truthOf("b.db") == once);
        QVERIFY(truthOf("a.db") == once); // a truth file is written anew
    }

    void theMartIsSound() {
        QCOMPARE(mart().integer("SELECT count(*) FROM pragma_foreign_key_check"), 0);
        NoTaskContext context;
        const auto findings = mart::verifyMart(mart(), context);
        QVERIFY(findings);
        QVERIFY2(findings->empty(), findings->empty() ? "" : findings->front().detail.c_str());
    }

    void theMartSaysThatItIsSimulated() {
        QCOMPARE(mart().text("SELECT group_concat(kind) FROM import_batch"), "simulate");
        const auto facts = mart::readFacts(mart());
        QVERIFY(facts && facts->simulated && !facts->empty);
        QCOMPARE(facts->currency, "CNY");
    }

    void theReportCountsTheRows() {
        for (const char* table :
             {"dim_merchant", "dim_product", "dim_buyer", "dim_category", "fact_order", "fact_item",
              "fact_payment", "fact_review", "fact_application", "fact_after_sale",
              "fact_stock_day", "zip_point"}) {
            QVERIFY2(m_report.rows.contains(table), table);
            QCOMPARE(m_report.rows.at(table),
                     mart().integer(std::string("SELECT count(*) FROM ") + table));
        }
        QCOMPARE(m_report.rows.at("dim_merchant"), 300);
        QCOMPARE(m_report.seed, std::uint64_t{7});
    }

    void whatMustNotHappenDoesNotHappen_data() {
        QTest::addColumn<QString>("from");
        const auto row = [](const char* name, const char* from) {
            QTest::newRow(name) << QString::fromLatin1(from);
        };
        row("an order before the first day",
            "fact_order WHERE ordered_at < unixepoch('2026-06-30', '-399 days')");
        row("an order after the last day",
            "fact_order WHERE ordered_at >= unixepoch('2026-07-01')");
        row("an event after the last day",
            "fact_order WHERE max(coalesce(approved_at, 0), coalesce(shipped_at, 0), "
            "coalesce(delivered_at, 0)) >= unixepoch('2026-07-01')");
        row("a review after the last day",
            "fact_review WHERE max(created_at, coalesce(answered_at, 0)) >= "
            "unixepoch('2026-07-01')");
        row("times in the wrong order",
            "fact_order WHERE approved_at < ordered_at OR shipped_at < approved_at OR "
            "delivered_at < shipped_at OR (shipped_at IS NOT NULL AND approved_at IS NULL) OR "
            "(delivered_at IS NOT NULL AND shipped_at IS NULL)");
        row("a status that its times deny",
            "fact_order WHERE (status = 'delivered') <> (delivered_at IS NOT NULL) OR "
            "(status = 'canceled' AND shipped_at IS NOT NULL)");
        row("an order before its merchant joined",
            "fact_item i JOIN dim_merchant m USING (merchant_key) "
            "WHERE i.ordered_at < m.registered_at");
        row("an order without items",
            "fact_order WHERE order_key NOT IN (SELECT order_key FROM fact_item)");
        row("a payment that differs from the order",
            "(SELECT order_key, sum(price_minor + freight_minor) AS cost FROM fact_item "
            "GROUP BY 1) i JOIN (SELECT order_key, sum(amount_minor) AS paid FROM fact_payment "
            "GROUP BY 1) p USING (order_key) WHERE cost <> paid");
        row("a review before the parcel came",
            "fact_review r JOIN fact_order o USING (order_key) WHERE r.created_at < "
            "coalesce(o.delivered_at, o.promised_at)");
        row("a product whose name has another length",
            "dim_product WHERE name_length <> length(name)");
        row("a closed merchant that still sells",
            "fact_item i JOIN dim_merchant m USING (merchant_key) JOIN truth.failure_truth t "
            "USING (merchant_id) WHERE i.ordered_at > unixepoch(t.fails_on, '+1 day')");
        row("a closed merchant that did not fail",
            "dim_merchant WHERE status = 'closed' AND merchant_id NOT IN "
            "(SELECT merchant_id FROM truth.failure_truth WHERE fails_on IS NOT NULL)");
        row("a claim about money that was not paid",
            "fact_after_sale s WHERE amount_minor > (SELECT sum(amount_minor) FROM fact_payment p "
            "WHERE p.order_key = s.order_key)");
        row("an order with two claims",
            "(SELECT order_key FROM fact_after_sale GROUP BY 1 HAVING count(*) > 1)");
        row("a claim after the last day",
            "fact_after_sale WHERE max(opened_at, coalesce(decided_at, 0)) >= "
            "unixepoch('2026-07-01')");
        row("a claim before its parcel was sent, or decided before it was made",
            "fact_after_sale s JOIN fact_order o USING (order_key) WHERE o.shipped_at IS NULL OR "
            "s.opened_at < o.shipped_at OR s.decided_at < s.opened_at");
        row("a claim whose status its decision denies",
            "fact_after_sale WHERE (status IN ('open', 'disputed')) <> (decided_at IS NULL)");
        row("a claim about an item that is not in the order",
            "fact_after_sale s WHERE item_no IS NOT NULL AND item_no NOT IN "
            "(SELECT item_no FROM fact_item i WHERE i.order_key = s.order_key)");
        row("stock that comes from nowhere",
            "(SELECT on_hand - received + sold AS before, lag(on_hand, 1, 0) OVER (PARTITION BY "
            "product_key ORDER BY day) AS earlier FROM fact_stock_day) WHERE before <> earlier");
        row("sales that stock and orders count differently",
            "(SELECT product_key, day FROM (SELECT product_key, ordered_at / 86400 AS day, 1 AS n "
            "FROM fact_item JOIN fact_order USING (order_key, ordered_at) WHERE status <> "
            "'canceled' UNION ALL SELECT product_key, day, -sold FROM fact_stock_day) "
            "GROUP BY 1, 2 HAVING sum(n) <> 0)");
    }
    void whatMustNotHappenDoesNotHappen() {
        QFETCH(QString, from);
        QCOMPARE(mart().integer("SELECT count(*) FROM " + from.toStdString()), 0);
    }

    void aFifthOfTheMerchantsMakesAtLeastHalfOfTheTurnover() {
        QVERIFY(real(mart(), "WITH sales AS (SELECT merchant_key, sum(price_minor) AS turnover "
                             "FROM fact_item GROUP BY 1) SELECT (SELECT sum(turnover) FROM "
                             "(SELECT turnover FROM sales ORDER BY 1 DESC LIMIT 60)) * 1.0 / "
                             "sum(turnover) FROM sales") >= 0.5);
    }

    void lateParcelsGetWorseReviews() {
        const auto mean = [&](const char* condition) {
            return real(mart(), std::string("SELECT avg(r.score) FROM fact_review r "
                                            "JOIN fact_order o USING (order_key) "
                                            "WHERE o.delivered_at ") +
                                    condition + " o.promised_at");
        };
        QVERIFY(mean("<=") > 4);
        QVERIFY(mean(">") < mean("<=") - 1);
    }

    void badServiceIsLateMoreThanTwiceAsOften() {
        QVERIFY(lateShare("steady") > 0);
        QVERIFY(lateShare("bad_service") > 2 * lateShare("steady"));
    }

    void badServiceCancelsMoreAndIsLikedLess() {
        const auto cancelled = [&](const char* type) {
            return ofOrders("avg(o.status = 'canceled')", type);
        };
        QVERIFY(cancelled("bad_service") > 2 * cancelled("steady"));
        const auto liked = [&](const char* type) {
            return ofOrders("avg((SELECT score FROM fact_review r WHERE r.order_key = "
                            "o.order_key))",
                            type);
        };
        QVERIFY(liked("bad_service") < liked("steady") - 0.5);
    }

    void slippingAndSleepyMerchantsSellLessAfterTheirDay() {
        for (const char* type : {"slipping", "sleepy"}) {
            // Orders per day before and after, over all merchants of the type.
            const double change =
                real(mart(), std::string("SELECT sum(i.ordered_at >= unixepoch(t.change_day)) * "
                                         "1.0 / count(*) FROM fact_item i JOIN dim_merchant "
                                         "USING (merchant_key) JOIN truth.merchant_truth t USING "
                                         "(merchant_id) WHERE t.type = '") +
                                 type + "'");
            const double days =
                real(mart(), std::string("SELECT avg((unixepoch('2026-07-01') - "
                                         "unixepoch(t.change_day)) / 86400.0 / 400) FROM "
                                         "truth.merchant_truth t WHERE t.type = '") +
                                 type + "'");
            QVERIFY2(change < days, type);
        }
    }

    void boughtTogetherIsWhatTheTruthPairs() {
        const std::string baskets = "FROM fact_item a JOIN fact_item b ON b.order_key = "
                                    "a.order_key AND b.item_no = a.item_no + 1 "
                                    "JOIN dim_product p ON p.product_key = a.product_key "
                                    "JOIN dim_product q ON q.product_key = b.product_key "
                                    "JOIN truth.product_truth t ON t.product_id = p.product_id "
                                    "WHERE a.item_no = 1";
        QVERIFY(real(mart(), "SELECT avg(t.goes_with = q.product_id) " + baskets) > 0.4);
    }

    void theTruthFileNamesEveryMerchantProductAndBuyer() {
        const auto missing = [&](const char* view, const char* truth, const char* id) {
            return mart().integer(std::string("SELECT count(*) FROM (SELECT ") + id + " FROM " +
                                  view + " EXCEPT SELECT " + id + " FROM truth." + truth + ")") +
                   mart().integer(std::string("SELECT count(*) FROM (SELECT ") + id +
                                  " FROM truth." + truth + " EXCEPT SELECT " + id + " FROM " +
                                  view + ")");
        };
        QCOMPARE(missing("merchant", "merchant_truth", "merchant_id"), 0);
        QCOMPARE(missing("product", "product_truth", "product_id"), 0);
        QCOMPARE(missing("buyer", "buyer_truth", "buyer_id"), 0);
        QCOMPARE(mart().text("SELECT group_concat(DISTINCT type) FROM (SELECT type FROM "
                             "truth.merchant_truth ORDER BY 1)"),
                 "bad_service,growing,new,sleepy,slipping,steady");
    }

    void ringsAreAsManyAsAskedFor() {
        // 300 merchants × 3.5 %.
        const auto members =
            mart().integer("SELECT count(DISTINCT merchant_id) FROM truth.ring_merchant_truth");
        QVERIFY2(members >= 8 && members <= 12, std::to_string(members).c_str());
        QVERIFY(mart().integer("SELECT count(*) FROM truth.ring_truth") >= 2);
        QVERIFY(mart().integer("SELECT min(n) FROM (SELECT count(*) AS n FROM "
                               "truth.ring_merchant_truth GROUP BY ring)") >= 2);
    }

    void ringsOrderWithTheirBuyersAtTheirMerchants() {
        const std::string orders = " FROM truth.ring_order_truth t JOIN fact_order o USING "
                                   "(order_id) JOIN dim_buyer b USING (buyer_key) JOIN fact_item i "
                                   "ON i.order_key = o.order_key AND i.item_no = 1 JOIN "
                                   "dim_merchant m USING (merchant_key) ";
        QVERIFY(mart().integer("SELECT count(*)" + orders + "WHERE role = 'brushed'") > 50);
        QCOMPARE(mart().integer("SELECT count(*)" + orders +
                                "WHERE (ring, buyer_id) NOT IN (SELECT ring, buyer_id FROM "
                                "truth.ring_buyer_truth)"),
                 0);
        QCOMPARE(mart().integer("SELECT count(*)" + orders +
                                "WHERE (role = 'brushed') <> ((ring, merchant_id) IN (SELECT ring, "
                                "merchant_id FROM truth.ring_merchant_truth))"),
                 0);
    }

    void aboutTheShareOfBuyersAskedForLivesOnRefunds() {
        const double share = real(mart(), "SELECT avg(abuser) FROM truth.buyer_truth");
        QVERIFY(share > 0.009 && share < 0.015); // 16 500 buyers, 1.2 %
        const auto claims = [&](int abuser) {
            return real(mart(), "SELECT avg(EXISTS (SELECT 1 FROM fact_after_sale s WHERE "
                                "s.order_key = o.order_key)) FROM fact_order o JOIN dim_buyer "
                                "USING (buyer_key) JOIN truth.buyer_truth USING (buyer_id) "
                                "WHERE o.status = 'delivered' AND abuser = " +
                                    std::to_string(abuser));
        };
        QVERIFY(claims(1) > 0.3);
        QVERIFY(claims(0) > 0.02 && claims(0) < 0.2);
    }

    void claimsOfTheLastWeeksWaitForADecision() {
        for (const char* status : {"open", "disputed", "refunded", "refused", "withdrawn"})
            QVERIFY2(mart().integer(std::string("SELECT count(*) FROM fact_after_sale WHERE "
                                                "status = '") +
                                    status + "'") > 0,
                     status);
        QVERIFY(mart().integer("SELECT count(*) FROM fact_after_sale WHERE buyer_text IS NULL OR "
                               "(status = 'disputed' AND merchant_text IS NULL)") <
                mart().integer("SELECT count(*) FROM fact_after_sale") / 4);
    }

    void stockRunsOutAndCostsSales() {
        QVERIFY(mart().integer("SELECT count(*) FROM fact_stock_day WHERE on_hand = 0") > 100);
        const auto orders = [](double coverDays, double forgets) {
            test::TempMart mart;
            world::WorldParams params = small();
            params.merchants = 60;
            params.stock.coverDays = coverDays;
            params.stock.forgets = params.stock.forgetsCareless = forgets;
            return simulate(mart.writer(), params)
                       ? real(mart.writer(), "SELECT count(*) FROM fact_order")
                       : 0;
        };
        QVERIFY(orders(2, 1) < 0.9 * orders(200, 0));
    }

    void everyLateParcelHasACause() {
        const std::string late = "SELECT o.order_id FROM fact_order o WHERE o.status <> "
                                 "'canceled' AND o.delivered_at > o.promised_at";
        QVERIFY(mart().integer("SELECT count(*) FROM (" + late + ")") > 100);
        QCOMPARE(mart().integer("SELECT count(*) FROM (" + late +
                                " EXCEPT SELECT order_id FROM truth.late_truth)"),
                 0);
        QCOMPARE(mart().integer("SELECT count(DISTINCT cause) FROM truth.late_truth"), 2);
        // The causes also name parcels whose lateness lies after the last day, none that came.
        QCOMPARE(mart().integer("SELECT count(*) FROM truth.late_truth JOIN fact_order USING "
                                "(order_id) WHERE delivered_at <= promised_at"),
                 0);
    }

    void theMartDoesNotHoldTheTruth() {
        QVERIFY(mart().integer("SELECT count(*) FROM truth.sqlite_schema WHERE type = 'table'") >=
                4);
        QCOMPARE(mart().integer("SELECT count(*) FROM main.sqlite_schema WHERE name IN "
                                "(SELECT name FROM truth.sqlite_schema) OR name LIKE '%truth%'"),
                 0);
        // Nor does a column or a text give a type away.
        QCOMPARE(
            mart().integer("SELECT count(*) FROM main.sqlite_schema s, "
                           "pragma_table_info(s.name) c WHERE c.name IN ('quality', "
                           "'handling_days', 'loyalty', 'style', 'goes_with', 'ring', 'genuine', "
                           "'abuser', 'cunning')"),
            0);
    }

    void namesFollowTheLocale() {
        const auto chineseNames = [](const char* locale) {
            test::TempMart mart;
            world::WorldParams params = small();
            params.locale = locale;
            if (!simulate(mart.writer(), params))
                return std::int64_t{-1};
            // More bytes than characters: not ASCII.
            return mart.writer().integer(
                "SELECT sum(length(CAST(t AS BLOB)) > length(t)) FROM (SELECT name AS t FROM "
                "dim_merchant UNION ALL SELECT name FROM dim_product UNION ALL SELECT city FROM "
                "dim_merchant UNION ALL SELECT region FROM dim_buyer UNION ALL SELECT comment "
                "FROM fact_review WHERE comment IS NOT NULL UNION ALL SELECT courier FROM "
                "fact_order)");
        };
        QCOMPARE(chineseNames("en"), 0);
        QVERIFY(chineseNames("zh") > 1'000);
    }

    void theLocaleChangesOnlyTexts() {
        const auto figures = [](const char* locale) {
            test::TempMart mart;
            world::WorldParams params = small();
            params.locale = locale;
            if (!simulate(mart.writer(), params))
                return std::string();
            return mart.writer().text("SELECT group_concat(ordered_at || ' ' || product_key || ' ' "
                                      "|| price_minor) FROM fact_item");
        };
        const std::string chinese = figures("zh");
        QVERIFY(!chinese.empty());
        QVERIFY(figures("en") == chinese);
    }

    void aMartWithDataIsRefusedAndStaysAsItIs() {
        test::TempMart mart;
        QVERIFY(simulate(mart.writer(), small()));
        const std::string before = test::dump(mart.writer());
        const auto again = simulate(mart.writer(), small());
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::Conflict);
        QVERIFY(test::dump(mart.writer()) == before);
    }

    void aFileThatIsNoTruthFileIsNotOverwritten() {
        test::TempMart other;
        test::TempMart mart;
        world::WorldParams params = small();
        params.truthFile = other.path();
        const auto report = simulate(mart.writer(), params);
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::Conflict);
        params.truthFile = mart.path();
        const auto itself = simulate(mart.writer(), params);
        QVERIFY(!itself);
        QCOMPARE(itself.error().code, ErrorCode::Usage);
        QCOMPARE(mart.writer().integer("SELECT count(*) FROM fact_order"), 0);
    }

    void whenCancelledNothingIsWritten() {
        for (const int questions : {0, 10, 30}) { // before, amid and after the merchants
            test::TempMart mart;
            test::CancelAfter cancel(questions);
            world::WorldParams params = small();
            params.truthFile = mart.folder() / "truth.db";
            const auto report = world::simulate(mart.writer(), params, kClock, cancel);
            QVERIFY(!report);
            QCOMPARE(report.error().code, ErrorCode::Cancelled);
            QCOMPARE(mart.writer().integer("SELECT (SELECT count(*) FROM import_batch) + "
                                           "(SELECT count(*) FROM dim_merchant)"),
                     0);
            QVERIFY(simulate(mart.writer(), params)); // and it can be done again
        }
    }

    void impossibleParametersAreRefused_data() {
        QTest::addColumn<qint64>("merchants");
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("locale");
        QTest::newRow("no merchants") << qint64{0} << 100 << "zh";
        QTest::newRow("fewer than none") << qint64{-1} << 100 << "zh";
        QTest::newRow("too many") << qint64{1'000'001} << 100 << "zh";
        QTest::newRow("no days") << qint64{10} << 0 << "zh";
        QTest::newRow("too long") << qint64{10} << 3661 << "zh";
        QTest::newRow("another language") << qint64{10} << 100 << "fr";
        QTest::newRow("no language") << qint64{10} << 100 << "";
    }
    void impossibleParametersAreRefused() {
        QFETCH(qint64, merchants);
        QFETCH(int, days);
        QFETCH(QString, locale);
        world::WorldParams params;
        params.merchants = merchants;
        params.days = days;
        params.locale = locale.toStdString();
        const auto valid = params.validate();
        QVERIFY(!valid);
        QCOMPARE(valid.error().code, ErrorCode::Usage);
        QVERIFY(!valid.error().hint.empty());
        test::TempMart mart;
        QVERIFY(!simulate(mart.writer(), params));
    }

    void impossibleRatesAreRefused_data() {
        QTest::addColumn<double>("rate");
        QTest::newRow("negative") << -0.1;
        QTest::newRow("more than all") << 1.1;
        QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN();
    }
    void impossibleRatesAreRefused() {
        QFETCH(double, rate);
        for (auto member : {&world::AfterSaleParams::rate, &world::AfterSaleParams::abuserShare}) {
            world::WorldParams params;
            params.afterSales.*member = rate;
            QVERIFY(!params.validate());
        }
        world::WorldParams params;
        params.rings.merchantShare = rate;
        QVERIFY(!params.validate());
    }

    void anAverageOfOrdersCanBeAskedFor() {
        test::TempMart mart;
        world::WorldParams params;
        params.merchants = 400;
        params.days = 90;
        params.trade.ordersPerMerchant = 5;
        QVERIFY(simulate(mart.writer(), params));
        const double mean = real(mart.writer(), "SELECT count(*) / 400.0 FROM fact_order");
        QVERIFY2(mean > 2.5 && mean < 8, std::to_string(mean).c_str()); // heavy tails
    }

    void theSmallestWorldIsPossible() {
        test::TempMart mart;
        world::WorldParams params;
        params.merchants = 1;
        params.days = 1;
        const auto report = simulate(mart.writer(), params);
        QVERIFY2(report, report ? "" : report.error().detail.c_str());
        QCOMPARE(report->rows.at("dim_merchant"), 1);
    }

private:
    db::Database& mart() { return m_mart.writer(); }

    double ofOrders(const std::string& aggregate, const std::string& type) {
        return real(mart(), "SELECT " + aggregate +
                                " FROM fact_order o JOIN fact_item i ON i.order_key = "
                                "o.order_key AND i.item_no = 1 JOIN dim_merchant USING "
                                "(merchant_key) JOIN truth.merchant_truth t USING (merchant_id) "
                                "WHERE t.type = '" +
                                type + "'");
    }
    double lateShare(const std::string& type) {
        return ofOrders("avg(o.delivered_at > o.promised_at)", type);
    }

    test::TempMart m_mart;
    world::WorldReport m_report;
};

QTEST_APPLESS_MAIN(TstSimulate)
#include "tst_simulate.moc"
