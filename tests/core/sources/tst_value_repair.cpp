#include "core/sources/value_repair.h"

#include <QtTest>

using namespace mops::sources;

namespace {

std::string number(std::string_view text, char decimalMark = '.') {
    std::string repaired;
    const auto code = repairNumber(text, decimalMark, repaired);
    return code.empty() ? "refused" : std::string(code) + ":" + repaired;
}

std::string instant(std::string_view text) {
    std::string repaired;
    const auto code = repairInstant(text, repaired);
    return code.empty() ? "refused" : std::string(code) + ":" + repaired;
}

} // namespace

class TstValueRepair : public QObject {
    Q_OBJECT

private slots:
    void numbersWrittenInOtherMannersAreRead() {
        QCOMPARE(number("１２３．５"), std::string("full_width:123.5"));
        QCOMPARE(number("1,234,567.89"), std::string("thousands_separator:1234567.89"));
        QCOMPARE(number("-12,345"), std::string("thousands_separator:-12345"));
        QCOMPARE(number("1.234.567,89", ','), std::string("thousands_separator:1234567,89"));
        QCOMPARE(number("¥58.90"), std::string("currency_sign:58.90"));
        QCOMPARE(number("￥1,058.90"), std::string("thousands_separator:1058.90"));
        QCOMPARE(number("58.90 元"), std::string("currency_sign:58.90"));
    }
    void whatCouldMeanTwoThingsIsNotRepaired() {
        QCOMPARE(number("1,23"), std::string("refused"));
        QCOMPARE(number("12,34,567"), std::string("refused"));
        QCOMPARE(number(",123"), std::string("refused"));
        QCOMPARE(number("1,234,"), std::string("refused"));
        QCOMPARE(number("1.2.3"), std::string("refused"));
        QCOMPARE(number("abc"), std::string("refused"));
        QCOMPARE(number(""), std::string("refused"));
        QCOMPARE(instant("03/04/2026"), std::string("refused"));
        QCOMPARE(instant("2026/3"), std::string("refused"));
        QCOMPARE(instant("2026-01-05 8"), std::string("refused"));
        QCOMPARE(instant("2026-01-05 08:00 pm"), std::string("refused"));
        QCOMPARE(instant("soon"), std::string("refused"));
    }
    void datesWrittenInOtherMannersAreRead() {
        QCOMPARE(instant("2026/1/5 8:03"), std::string("date_format:2026-01-05T08:03:00"));
        QCOMPARE(instant("2026年1月5日"), std::string("date_format:2026-01-05"));
        QCOMPARE(instant("2026年12月31日 23:59:58"),
                 std::string("date_format:2026-12-31T23:59:58"));
        QCOMPARE(instant("2026.01.05"), std::string("date_format:2026-01-05"));
        QCOMPARE(instant("20260105"), std::string("date_format:2026-01-05"));
        QCOMPARE(instant("２０２６－０１－０５"), std::string("full_width:2026-01-05"));
    }
    void blanksThatNobodySeesAreTakenOff() {
        QCOMPARE(trimAllBlanks("　店铺\xC2\xA0 "), std::string_view("店铺"));
        QCOMPARE(trimAllBlanks("\xEF\xBB\xBFid"), std::string_view("id"));
        QCOMPARE(trimAllBlanks(" 　 "), std::string_view());
    }
    void cutUtf8IsLeftAsItIs() {
        std::string folded;
        QVERIFY(!foldFullWidth("12\xEF\xBC", folded));
        QCOMPARE(folded, std::string("12\xEF\xBC"));
    }
};

QTEST_APPLESS_MAIN(TstValueRepair)
#include "tst_value_repair.moc"
