#include "ui/desk/case_text.h"
#include "ui/desk/fact_words.h"
#include "ui/desk/facts_view.h"

#include <algorithm>
#include <limits>
#include <QLabel>
#include <QtTest>

using namespace mops;
using namespace Qt::StringLiterals;

/// How values of reasons and facts are told: with their units, names and codes in words.
class TestCaseWords : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void aReasonTellsItsUnit_data();
    void aReasonTellsItsUnit();
    void aReasonThatHoldsOrNotIsItsName();
    void peersThatNobodyKnowsAreNotTold();
    void aFactIsToldForPeople_data();
    void aFactIsToldForPeople();
    void aTextOfSomebodyStaysAsItIs();
    void aLongTextTakesTheWholeWidth();

private:
    static ui::FactWords words() {
        return {"CNY", ui::CategoryNames({{"c7", "家居", "home_and_living"}})};
    }
};

void TestCaseWords::aReasonTellsItsUnit_data() {
    QTest::addColumn<QString>("measure");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("told");
    QTest::newRow("money") << u"price_minor"_s << 44'000.0 << u"¥440"_s;
    QTest::newRow("share") << u"buyer_claims"_s << 0.25 << u"25.0\u202f%"_s;
    QTest::newRow("days") << u"days_late"_s << 3.0 << u"3.0 d"_s;
    QTest::newRow("count") << u"title_words"_s << 12.0 << u"12"_s;
}

void TestCaseWords::aReasonTellsItsUnit() {
    QFETCH(QString, measure);
    QFETCH(double, value);
    QFETCH(QString, told);
    const QString line = ui::reasonLine({measure.toStdString(), value, value, 1}, "CNY");
    QVERIFY2(line.endsWith(u" %1 (peers %1)"_s.arg(told)), qPrintable(line));
}

void TestCaseWords::aReasonThatHoldsOrNotIsItsName() {
    QCOMPARE(ui::reasonLine({"other_account", 1, 0, 1}, "CNY"), u"Account in another name"_s);
}

void TestCaseWords::peersThatNobodyKnowsAreNotTold() {
    constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
    const QString line = ui::reasonLine({"ring_merchants", 4, kUnknown, 1}, "CNY");
    QCOMPARE(line, u"Merchants in the ring 4"_s);
}

void TestCaseWords::aFactIsToldForPeople_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("told");
    QTest::newRow("money") << u"price_minor"_s << u"44000"_s << u"¥440.00"_s;
    QTest::newRow("a changed price") << u"price"_s << u"44000"_s << u"¥440.00"_s;
    QTest::newRow("a count") << u"orders"_s << u"12345"_s << u"12,345"_s;
    QTest::newRow("an id of digits") << u"order_id"_s << u"12345"_s << u"12345"_s;
    QTest::newRow("a category") << u"category"_s << u"c7"_s << u"home and living"_s;
    QTest::newRow("a category without a name") << u"product_category"_s << u"c8"_s << u"c8"_s;
    QTest::newRow("a day") << u"registered_at"_s << u"2018-03-05"_s << u"5 Mar 2018"_s;
    QTest::newRow("a code") << u"claim_reason"_s << u"not_received"_s << u"not received"_s;
    QTest::newRow("a paper") << u"business_licence"_s << u"91  Ltd  2018-03-05 – ∞"_s
                             << u"91 · Ltd · 5 Mar 2018 – ∞"_s;
    QTest::newRow("a claim") << u"buyer_claim"_s
                             << u"2018-03-05  damaged  ¤12300  refunded  open  box"_s
                             << u"5 Mar 2018 · damaged · ¥123.00 · refunded · open  box"_s;
}

void TestCaseWords::aFactIsToldForPeople() {
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, told);
    QCOMPARE(words().value(name.toStdString(), value.toStdString()), told);
}

void TestCaseWords::aTextOfSomebodyStaysAsItIs() {
    for (const char* text : {"open", "2018-03-05", "two  spaces", "¤5"})
        QCOMPARE(words().value("description", text), QString::fromUtf8(text));
}

void TestCaseWords::aLongTextTakesTheWholeWidth() {
    ui::FactsView view;
    view.resize(500, 400);
    const std::string description = "A description of some length, as merchants write them when "
                                    "they want to be found by many words.";
    view.setFacts({{"title", "Lamp", {}, false},
                   {"photos", "3", {}, false},
                   {"description", description, {}, false}},
                  words());
    view.show();
    const auto labels = view.findChildren<QLabel*>();
    const auto found = std::find_if(labels.begin(), labels.end(), [&](const QLabel* label) {
        return label->text().toStdString() == description;
    });
    QVERIFY(found != labels.end());
    QTRY_VERIFY2((*found)->width() > view.width() / 2,
                 qPrintable(QString::number((*found)->width())));
}

QTEST_MAIN(TestCaseWords)
#include "tst_case_words.moc"
