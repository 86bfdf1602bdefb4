#include "core/base/date.h"

#include <QtTest>

using namespace mops;

class TstDate : public QObject {
    Q_OBJECT

private slots:
    void aDayIsReadAndWrittenTheSame() {
        QCOMPARE(formatDay(parseDay("2018-08-31").value()), std::string("2018-08-31"));
    }
    void theThirtiethOfFebruaryIsRefused() { QVERIFY(!parseDay("2018-02-30")); }
    void anInstantMayHaveABlankOrAT() {
        QCOMPARE(parseInstant("2016-09-04 21:15:19"), parseInstant("2016-09-04T21:15:19Z"));
    }
    void anInstantMayLackSeconds() {
        QCOMPARE(formatInstant(parseInstant("2018-02-26 19:58").value()),
                 std::string("2018-02-26T19:58:00Z"));
    }
    void wrongInstantsAreRefused_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"", "2018", "2018-13-01", "2018-01-01 24:00:00", "2018-01-01 10:00:0x",
              "2018-01-01x10:00:00", "31/12/2018", "2018-01-01 10:00:00 "})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void wrongInstantsAreRefused() {
        QFETCH(QString, text);
        QVERIFY(!parseInstant(text.toStdString()));
    }
};

QTEST_APPLESS_MAIN(TstDate)
#include "tst_date.moc"
