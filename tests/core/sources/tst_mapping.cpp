#include "core/sources/import_run.h"
#include "core/sources/mapping.h"
#include "core/sources/row_cleaner.h"

#include <QtTest>

using namespace mops;

namespace {

const QByteArray kHead = "name = \"x\"\ncurrency = \"EUR\"\n[[file]]\nmatch = \"*.csv\"\n";

} // namespace

class TstMapping : public QObject {
    Q_OBJECT

private slots:
    void aMistakeIsNamedWithFileLineAndKey_data() {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("no TOML") << QByteArray("name = ") << QByteArray("m.toml:1");
        QTest::newRow("no currency") << QByteArray("name = \"x\"\n") << QByteArray("currency");
        QTest::newRow("wrong currency") << QByteArray("name = \"x\"\ncurrency = \"euro\"\n")
                                        << QByteArray("m.toml:2: currency");
        QTest::newRow("unknown key") << kHead + "colums = []\n" << QByteArray("m.toml:5: colums");
        QTest::newRow("unknown target") << kHead + "target = \"shop\"\ncolumns = []\n"
                                        << QByteArray("m.toml:5: target = \"shop\"");
        QTest::newRow("unknown field")
            << kHead + "target = \"merchant\"\ncolumns = [{ from = \"a\", to = \"id\" }]\n"
            << QByteArray("m.toml:6: to = \"id\"");
        QTest::newRow("type that does not fit")
            << kHead + "target = \"merchant\"\ncolumns = [{ from = \"a\", to = \"merchant_id\", "
                       "type = \"money\" }]\n"
            << QByteArray("m.toml:6: type = \"money\"");
        QTest::newRow("key is not mapped")
            << kHead + "target = \"merchant\"\ncolumns = [{ from = \"a\", to = \"city\" }]\n"
            << QByteArray("m.toml:3: columns");
        QTest::newRow("required value is kept missing")
            << kHead + "target = \"merchant\"\ncolumns = [{ from = \"a\", to = \"merchant_id\", "
                       "missing = \"keep\" }]\n"
            << QByteArray("m.toml:6: missing");
        QTest::newRow("fill without a value")
            << kHead + "target = \"merchant\"\ncolumns = [{ from = \"a\", to = \"merchant_id\", "
                       "missing = \"fill\" }]\n"
            << QByteArray("m.toml:6: fill");
    }
    void aMistakeIsNamedWithFileLineAndKey() {
        QFETCH(QByteArray, toml);
        QFETCH(QByteArray, said);
        const auto mapping = sources::parseMapping(toml.toStdString(), "m.toml");
        QVERIFY(!mapping);
        QCOMPARE(mapping.error().code, ErrorCode::MappingInvalid);
        QVERIFY2(QByteArray::fromStdString(mapping.error().detail).contains(said),
                 mapping.error().detail.c_str());
    }
    void everyPresetCanBeUnderstood() {
        for (const auto& name : sources::presetNames())
            QVERIFY2(sources::presetMapping(name), name.c_str());
    }
    void moneyIsExactOrRefused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("minor");
        const qint64 refused = -99;
        QTest::newRow("whole") << QByteArray("58") << qint64{5800};
        QTest::newRow("one decimal") << QByteArray("58.9") << qint64{5890};
        QTest::newRow("two decimals") << QByteArray("0.29") << qint64{29};
        QTest::newRow("zeros beyond the cent") << QByteArray("1.2300") << qint64{123};
        QTest::newRow("negative") << QByteArray("-1.05") << qint64{-105};
        QTest::newRow("finer than a cent") << QByteArray("1.234") << refused;
        QTest::newRow("nothing") << QByteArray("") << refused;
        QTest::newRow("two points") << QByteArray("1.2.3") << refused;
        QTest::newRow("exponent") << QByteArray("1e3") << refused;
        QTest::newRow("too large") << QByteArray("99999999999999999999") << refused;
    }
    void moneyIsExactOrRefused() {
        QFETCH(QByteArray, text);
        QFETCH(qint64, minor);
        QCOMPARE(qint64{sources::parseMoney(text.toStdString(), '.', 100).value_or(-99)}, minor);
    }
    void yenHaveNoCents() { QCOMPARE(sources::parseMoney("120", '.', 1).value_or(0), 120); }
    void aPatternHasWildcards() {
        QVERIFY(sources::matchesPattern("Orders_2018.CSV", "orders_*.csv"));
        QVERIFY(sources::matchesPattern("a1.csv", "a?.csv"));
        QVERIFY(!sources::matchesPattern("orders.csv.bak", "orders*.csv"));
    }
};

QTEST_APPLESS_MAIN(TstMapping)
#include "tst_mapping.moc"
