#include "core/mart/quality.h"
#include "core/sources/import_run.h"
#include "tests/support/real_data.h"
#include "tests/support/temp_mart.h"

#include <memory>
#include <QtTest>

using namespace mops;

/// Every figure that is known of Olist's files, to the cent. The figures were counted from the
/// files by other means.
class TstOlistReconciliation : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        MOPS_NEEDS_DATA("olist");
        m_mart = std::make_unique<test::TempMart>();
        const auto report = import();
        QVERIFY2(report, report ? "" : report.error().detail.c_str());
        m_report = *report;
        QVERIFY2(m_report.seconds < 60, std::to_string(m_report.seconds).c_str());
    }

    void everyRowIsAccountedFor_data() {
        QTest::addColumn<QString>("target");
        QTest::addColumn<qint64>("read");
        QTest::addColumn<qint64>("taken");
        const auto row = [](const char* target, qint64 read, qint64 taken) {
            QTest::newRow(target) << QString::fromLatin1(target) << read << taken;
        };
        row("category", 71, 71);
        row("merchant", 3'095, 3'095);
        row("buyer", 99'441, 96'096);
        row("buyer_alias", 99'441, 99'441);
        row("product", 32'951, 32'951);
        row("order", 99'441, 99'441);
        row("item", 112'650, 112'650);
        row("payment", 103'886, 103'886);
        row("review", 99'224, 99'224);
        row("zip_point", 1'000'325, 738'489);
    }
    void everyRowIsAccountedFor() {
        MOPS_NEEDS_DATA("olist");
        QFETCH(QString, target);
        QFETCH(qint64, read);
        QFETCH(qint64, taken);
        for (const auto& file : m_report.files) {
            if (QString::fromStdString(file.target) != target)
                continue;
            QCOMPARE(qint64{file.read}, read);
            QCOMPARE(qint64{file.taken}, taken);
            QCOMPARE(file.quarantinedRows(), 0);
            QCOMPARE(file.read, file.taken + file.duplicate);
        }
    }

    void theFiguresAreRight_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("value");
        const auto row = [](const char* name, const char* sql, const char* value) {
            QTest::newRow(name) << QString::fromLatin1(sql) << QString::fromLatin1(value);
        };
        row("status",
            "SELECT group_concat(status || ' ' || n, ', ') FROM (SELECT status, count(*) AS n "
            "FROM order_head GROUP BY 1 ORDER BY 2 DESC)",
            "delivered 96478, shipped 1107, canceled 625, unavailable 609, invoiced 314, "
            "processing 301, created 5, approved 2");
        row("first order", "SELECT min(ordered_at) FROM order_head", "2016-09-04T21:15:19Z");
        row("last order", "SELECT max(ordered_at) FROM order_head", "2018-10-17T17:30:18Z");
        row("prices", "SELECT sum(price_minor) FROM order_item", "1359164370");
        row("freight", "SELECT sum(freight_minor) FROM order_item", "225190954");
        row("payments", "SELECT sum(amount_minor) FROM payment", "1600887212");
        row("mean review score", "SELECT printf('%.6f', avg(score)) FROM review", "4.086421");
        row("buyers", "SELECT count(*) FROM buyer", "96096");
        row("buyers with more than one order",
            "SELECT count(*) FROM (SELECT 1 FROM order_head GROUP BY buyer_id HAVING count(*) > 1)",
            "2997");
        row("products without category", "SELECT count(*) FROM product WHERE category_id IS NULL",
            "610");
        row("untranslated categories",
            "SELECT group_concat(category_id, ', ') FROM (SELECT category_id FROM category "
            "WHERE name_en IS NULL ORDER BY 1)",
            "pc_gamer, portateis_cozinha_e_preparadores_de_alimentos");
        row("categories", "SELECT count(*) FROM category", "73");
        row("orders without items",
            "SELECT count(*) FROM fact_order WHERE order_key NOT IN (SELECT order_key FROM "
            "fact_item)",
            "775");
        row("orders without payment",
            "SELECT count(*) FROM fact_order WHERE order_key NOT IN "
            "(SELECT order_key FROM fact_payment)",
            "1");
        row("orders without review",
            "SELECT count(*) FROM fact_order WHERE order_key NOT IN "
            "(SELECT order_key FROM fact_review)",
            "768");
        row("deliveries of delivered orders",
            "SELECT count(*) FROM order_head WHERE status = 'delivered' AND delivered_at IS NOT "
            "NULL",
            "96470");
        row("late deliveries",
            "SELECT printf('%.2f', 100.0 * avg(delivered_at > promised_at)) FROM order_head "
            "WHERE status = 'delivered' AND delivered_at IS NOT NULL",
            "8.11");
        row("sales of the largest fifth of the merchants",
            "SELECT printf('%.1f', 100.0 * sum(turnover) FILTER (WHERE place <= 619) / "
            "sum(turnover)) "
            "FROM (SELECT turnover, row_number() OVER (ORDER BY turnover DESC) AS place FROM "
            "(SELECT sum(price_minor) AS turnover FROM fact_item GROUP BY merchant_key))",
            "82.7");
        row("applications", "SELECT count(*) || ' ' || sum(outcome = 'won') FROM application",
            "8000 842");
    }
    void theFiguresAreRight() {
        MOPS_NEEDS_DATA("olist");
        QFETCH(QString, sql);
        QFETCH(QString, value);
        QCOMPARE(QString::fromStdString(m_mart->writer().text(sql.toStdString())), value);
    }

    void theMartIsSound() {
        MOPS_NEEDS_DATA("olist");
        NoTaskContext context;
        const auto findings = mart::verifyMart(m_mart->writer(), context);
        QVERIFY(findings);
        QVERIFY2(findings->empty(), findings->empty() ? "" : findings->front().detail.c_str());
    }

    void theSameFilesAgainChangeNothing() {
        MOPS_NEEDS_DATA("olist");
        const auto report = import();
        QVERIFY(report);
        for (const auto& file : report->files) {
            QCOMPARE(file.taken, 0);
            QCOMPARE(file.duplicate, file.read);
        }
    }

    void undoLeavesNothingBehind() {
        MOPS_NEEDS_DATA("olist");
        NoTaskContext context;
        QVERIFY(sources::undoImport(m_mart->writer(), m_report.batchId, SystemClock(), context));
        for (const char* table : {"dim_merchant", "dim_buyer", "dim_product", "dim_category",
                                  "fact_order", "fact_item", "fact_review", "zip_point"})
            QCOMPARE(m_mart->writer().integer("SELECT count(*) FROM " + std::string(table)), 0);
    }

private:
    Result<sources::ImportReport> import() {
        sources::ImportParams params;
        params.preset = "olist";
        params.paths = {test::realData("olist")};
        NoTaskContext context;
        return sources::runImport(m_mart->writer(), params, SystemClock(), context);
    }

    std::unique_ptr<test::TempMart> m_mart;
    sources::ImportReport m_report;
};

QTEST_APPLESS_MAIN(TstOlistReconciliation)
#include "tst_olist_reconciliation.moc"
