#include "core/mart/trade_columns.h"
#include "ui/util/format.h"
#include "ui/util/pinyin.h"

#include <cmath>
#include <QLocale>
#include <QtTest>

using namespace mops::ui;

class TestFormat : public QObject {
    Q_OBJECT

private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void largeNumbersAreShortInTheReadersUnits() {
        QCOMPARE(format::compact(12'345), QStringLiteral("12.3k"));
        QCOMPARE(format::compact(1'200'000), QStringLiteral("1.2M"));
        QCOMPARE(format::compact(1'024'000), QStringLiteral("1.02M"));
        QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
        QCOMPARE(format::compact(12'345), QStringLiteral("1.2万"));
        QCOMPARE(format::compact(120'000'000), QStringLiteral("1.2亿"));
    }

    void moneyHasItsUnit() {
        QCOMPARE(format::money(123'450, "CNY"), QStringLiteral("¥1,234.50"));
        QCOMPARE(format::money(-5, "BRL"), QStringLiteral("−R$0.05"));
        QCOMPARE(format::money(1'000, "JPY"), QStringLiteral("¥1,000"));
    }

    void missingValuesAreADash() {
        QCOMPARE(format::percent(std::nan("")), format::missing());
        QCOMPARE(format::decimal(std::nan(""), 2), format::missing());
        QCOMPARE(format::date(mops::mart::kNever), format::missing());
        QCOMPARE(format::change(1, 0), format::missing());
    }

    void datesAreUtcDaysInTheReadersOrder() {
        QCOMPARE(format::date(0), QStringLiteral("1 Jan 1970"));
        QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
        QCOMPARE(format::date(86'399), QStringLiteral("1970-01-01"));
    }

    void durationsAreToldInTheUnitThatFits() {
        QCOMPARE(format::duration(0.24), QStringLiteral("0.2 s"));
        QCOMPARE(format::duration(59), QStringLiteral("59.0 s"));
        QCOMPARE(format::duration(90), QStringLiteral("1.5 min"));
        QCOMPARE(format::duration(7'200), QStringLiteral("2.0 h"));
        QCOMPARE(format::duration(30'240 * 60), QStringLiteral("21.0 d"));
        QCOMPARE(format::duration(std::nan("")), format::missing());
        QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
        QCOMPARE(format::duration(9'000), QStringLiteral("2.5 小时"));
    }

    void changesCarryTheirSign() {
        QVERIFY(format::change(110, 100).startsWith(QLatin1Char('+')));
        QVERIFY(format::change(90, 100).startsWith(QChar(0x2212)));
    }

    void pinyinReadsNamesInFullAndByInitials() {
        Pinyin pinyin;
        const auto reading = pinyin.read("星辰旗舰店 8");
        QCOMPARE(QString::fromStdString(reading.full), QStringLiteral("xingchenqijiandian8"));
        QCOMPARE(QString::fromStdString(reading.initials), QStringLiteral("xcqjd8"));
    }
};

QTEST_APPLESS_MAIN(TestFormat)
#include "tst_format.moc"
