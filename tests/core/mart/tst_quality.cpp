#include "core/mart/quality.h"
#include "core/sources/import_run.h"
#include "tests/support/fake_context.h"
#include "tests/support/shop_files.h"
#include "tests/support/temp_mart.h"

#include <algorithm>
#include <QtTest>

using namespace mops;

namespace {

void fill(test::TempMart& mart) {
    sources::ImportParams params;
    params.preset = "olist";
    params.paths = {test::writeShop(mart.folder() / "in")};
    NoTaskContext context;
    QVERIFY(sources::runImport(mart.writer(), params, SystemClock(), context));
}

const mart::TableQuality& table(const std::vector<mart::TableQuality>& tables, const char* name) {
    return *std::find_if(tables.begin(), tables.end(),
                         [&](const auto& t) { return t.table == name; });
}

} // namespace

class TstQuality : public QObject {
    Q_OBJECT

private slots:
    void everyColumnHasItsFigures() {
        test::TempMart mart;
        fill(mart);
        NoTaskContext context;
        const auto tables = mart::readQuality(mart.writer(), context);
        QVERIFY(tables);
        const auto& orders = table(*tables, "order_head");
        QCOMPARE(orders.rows, 3);
        const auto delivered =
            std::find_if(orders.columns.begin(), orders.columns.end(),
                         [](const auto& c) { return c.column == "delivered_at"; });
        QCOMPARE(delivered->missing, 2);
        QCOMPARE(delivered->distinct, 1);
        QCOMPARE(delivered->minimum, std::string("2018-01-05T00:00:00Z"));
        const auto& buyers = table(*tables, "buyer");
        QCOMPARE(buyers.columns[0].distinct, 2);
        QCOMPARE(orders.brokenReferences, 0);
    }
    void aCancelledMeasurementSaysSo() {
        test::TempMart mart;
        fill(mart);
        test::CancelAfter context(2);
        QCOMPARE(mart::readQuality(mart.writer(), context).error().code, ErrorCode::Cancelled);
    }
    void aFreshAndAFilledMartAreSound() {
        test::TempMart mart;
        NoTaskContext context;
        QVERIFY(mart::verifyMart(mart.writer(), context)->empty());
        fill(mart);
        QVERIFY(mart::verifyMart(mart.writer(), context)->empty());
    }
    void damageIsFound_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("check");
        const auto row = [](const char* check, const char* sql) {
            QTest::newRow(sql) << QString::fromLatin1(sql) << QString::fromLatin1(check);
        };
        row("schema", "DROP INDEX fact_item_by_product");
        row("schema", "DROP VIEW review");
        row("foreign_keys",
            "PRAGMA foreign_keys = OFF; DELETE FROM dim_product WHERE product_id = 'p1'");
        row("import_counts", "UPDATE import_batch SET rows_taken = 1");
        row("import_counts", "UPDATE fact_review SET batch_id = 77");
        row("derived", "UPDATE fact_item SET ordered_at = 1 WHERE item_no = 2");
    }
    void damageIsFound() {
        QFETCH(QString, sql);
        QFETCH(QString, check);
        test::TempMart mart;
        fill(mart);
        mart.writer().execute(sql.toStdString());
        NoTaskContext context;
        const auto findings = mart::verifyMart(mart.writer(), context);
        QVERIFY(findings);
        QVERIFY(std::any_of(findings->begin(), findings->end(), [&](const auto& finding) {
            return QString::fromStdString(finding.check) == check;
        }));
    }
};

QTEST_APPLESS_MAIN(TstQuality)
#include "tst_quality.moc"
