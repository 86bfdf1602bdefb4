#include "core/sources/import_run.h"
#include "core/sources/quarantine.h"
#include "tests/support/shop_files.h"
#include "tests/support/temp_mart.h"

#include <QtTest>

using namespace mops;

namespace {

/// Imports products by a mapping whose weight column has the given extra keys.
Result<sources::ImportReport> importProducts(test::TempMart& mart, const std::string& policy,
                                             const std::string& rows) {
    test::writeFile(
        mart.folder() / "m.toml",
        "name = \"mine\"\ncurrency = \"EUR\"\ndecimal_mark = \",\"\n"
        "missing_texts = [\"n/a\"]\n[[file]]\nmatch = \"goods*.csv\"\ntarget = \"product\"\n"
        "columns = [\n  { from = \"id\", to = \"product_id\" },\n"
        "  { from = \"weight\", to = \"weight_g\"" +
            policy + " },\n]\n");
    test::writeFile(mart.folder() / "goods_1.csv", "id;weight\n" + rows);
    sources::ImportParams params;
    params.mappingFile = mart.folder() / "m.toml";
    params.paths = {mart.folder() / "goods_1.csv"};
    NoTaskContext context;
    return sources::runImport(mart.writer(), params, SystemClock(), context);
}

} // namespace

class TstColumnPolicies : public QObject {
    Q_OBJECT

private slots:
    void aPolicyDecidesWhatAMissingOrWrongValueMeans_data() {
        QTest::addColumn<QByteArray>("policy");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("stored"); // "" = not taken
        QTest::addColumn<QByteArray>("quarantine");
        const auto row = [](const char* name, const char* policy, const char* value,
                            const char* stored, const char* quarantine) {
            QTest::newRow(name) << QByteArray(policy) << QByteArray(value) << QByteArray(stored)
                                << QByteArray(quarantine);
        };
        row("a comma may mark the decimals", "", "1,5", "1.5", "");
        row("missing is kept", "", "", "NULL", "");
        row("a text for missing is kept", "", "n/a", "NULL", "");
        row("missing is refused", ", missing = \"quarantine\"", "", "", "missing_value open");
        row("missing is dropped", ", missing = \"drop\"", "", "", "missing_value dismissed");
        row("missing is filled", ", missing = \"fill\", fill = \"7\"", "", "7.0", "");
        row("wrong is refused", "", "heavy", "", "bad_number open");
        row("wrong is kept as unknown", ", invalid = \"keep\"", "heavy", "NULL", "");
        row("wrong is filled", ", invalid = \"fill\", fill = 0", "heavy", "0.0", "");
        row("below the minimum", ", min = 10", "9", "", "out_of_range open");
        row("above the maximum", ", max = 10.5", "11", "", "out_of_range open");
        row("a word stands for a value", ", values = { light = \"1\" }", "light", "1.0", "");
        row("not among the allowed", ", allowed = [\"1\", \"2\"]", "3", "",
            "not_allowed_value open");
    }
    void aPolicyDecidesWhatAMissingOrWrongValueMeans() {
        QFETCH(QByteArray, policy);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, stored);
        QFETCH(QByteArray, quarantine);
        test::TempMart mart;
        const auto report =
            importProducts(mart, policy.toStdString(), "p1;" + value.toStdString() + "\n");
        QVERIFY2(report, report ? "" : report.error().detail.c_str());
        const auto& file = report->files[0];
        QCOMPARE(file.read, file.taken + file.duplicate + file.quarantinedRows());
        QCOMPARE(QByteArray::fromStdString(
                     mart.writer().text("SELECT quote(weight_g) FROM dim_product")),
                 stored);
        QCOMPARE(QByteArray::fromStdString(
                     mart.writer().text("SELECT reason || ' ' || status FROM quarantine")),
                 quarantine);
    }
    void rowsOfAnOwnMappingCanBeTakenAgain() {
        test::TempMart mart;
        QVERIFY(importProducts(mart, "", "p1;heavy\n"));
        std::filesystem::remove(mart.folder() / "m.toml");
        NoTaskContext context;
        const auto taken = sources::retake(mart.writer(), 1, "p1;2,25", SystemClock(), context);
        QVERIFY2(taken, taken ? "" : taken.error().detail.c_str());
        QCOMPARE(mart.writer().text("SELECT weight_g FROM product"), std::string("2.25"));
    }
    void aCorrectionMustBeOneRecord() {
        test::TempMart mart;
        QVERIFY(importProducts(mart, "", "p1;heavy\n"));
        NoTaskContext context;
        const auto refused =
            sources::retake(mart.writer(), 1, "p1;2\np2;3", SystemClock(), context);
        QCOMPARE(refused.error().code, ErrorCode::Usage);
    }
    void twoRowsWithOneKeyAndDifferentWordsAreNotBothBelieved() {
        test::TempMart mart;
        const auto report = importProducts(mart, "", "p1;1\np1;1\np1;2\n");
        QCOMPARE(report->files[0].taken, 1);
        QCOMPARE(report->files[0].duplicate, 1);
        QCOMPARE(report->files[0].quarantined.at("duplicate_key"), 1);
    }
    void aMappingThatIsAFolderOrIsMissingIsAnError() {
        test::TempMart mart;
        NoTaskContext context;
        sources::ImportParams params;
        params.paths = {mart.folder()};
        params.mappingFile = mart.folder();
        QCOMPARE(sources::runImport(mart.writer(), params, SystemClock(), context).error().code,
                 ErrorCode::FileIsDirectory);
        params.mappingFile = mart.folder() / "none.toml";
        QCOMPARE(sources::runImport(mart.writer(), params, SystemClock(), context).error().code,
                 ErrorCode::FileNotFound);
    }
};

QTEST_APPLESS_MAIN(TstColumnPolicies)
#include "tst_column_policies.moc"
