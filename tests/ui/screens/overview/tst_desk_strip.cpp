#include "ui/screens/overview/desk_strip.h"

#include <cmath>
#include <QMenu>
#include <QtTest>

using namespace mops;
using namespace mops::ui;
using namespace Qt::StringLiterals;

class TestDeskStrip : public QObject {
    Q_OBJECT
private slots:
    void withoutADayEveryFigureIsADash();
    void theDayStandsAgainstYesterdayAtTheSameTime();
    void eachFigureLeadsToItsCases_data();
    void eachFigureLeadsToItsCases();
    void casesOfTwoDesksAskWhich();
    void aDayWithoutPaceForecastsNothing();
    void aDayThatCannotBeReadSaysSo();

private:
    static DeskFigure* figure(const DeskStrip& strip, const char* name) {
        return strip.findChild<DeskFigure*>(QString::fromLatin1(name));
    }
};

void TestDeskStrip::withoutADayEveryFigureIsADash() {
    const DeskStrip strip;
    const auto figures = strip.findChildren<DeskFigure*>();
    QCOMPARE(figures.size(), 8);
    for (const DeskFigure* shown : figures)
        QCOMPARE(shown->value(), u"–"_s);
}

void TestDeskStrip::theDayStandsAgainstYesterdayAtTheSameTime() {
    DeskStrip strip;
    desk::DeskDay day;
    day.waiting = 212;
    day.decided = 40;
    day.decidedBefore = 31;
    day.automatic = 10;
    strip.show(day);
    QCOMPARE(figure(strip, "deskWaiting")->value(), u"212"_s);
    QCOMPARE(figure(strip, "deskDecided")->value(), u"40"_s);
    QVERIFY(figure(strip, "deskDecided")->remark().contains(u"31"_s));
    QVERIFY(figure(strip, "deskAutomatic")->remark().contains(u"25"_s));
}

void TestDeskStrip::eachFigureLeadsToItsCases_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("screen");
    QTest::addColumn<QString>("view");
    QTest::newRow("waiting") << "deskWaiting"
                             << "risk"
                             << "waiting";
    QTest::newRow("late") << "deskLate"
                          << "review"
                          << "late";
    QTest::newRow("due") << "deskDueToday"
                         << "risk"
                         << "today";
    QTest::newRow("undone") << "deskUndone"
                            << "audit"
                            << "";
}

void TestDeskStrip::eachFigureLeadsToItsCases() {
    QFETCH(QString, name);
    QFETCH(QString, screen);
    QFETCH(QString, view);
    DeskStrip strip;
    desk::DeskDay day;
    day.kinds = {{"application", 0, 2, 0}, {"merchant-risk", 4, 0, 1}};
    strip.show(day);
    Jump jump;
    connect(&strip, &DeskStrip::wanted, this, [&jump](const Jump& wanted) { jump = wanted; });
    figure(strip, qPrintable(name))->click();
    QCOMPARE(jump.screen, screen);
    QCOMPARE(jump.more.value(u"view"_s).toString(), view);
}

void TestDeskStrip::casesOfTwoDesksAskWhich() {
    DeskStrip strip;
    desk::DeskDay day;
    day.kinds = {{"application", 3, 0, 0}, {"merchant-risk", 4, 0, 0}};
    strip.show(day);
    Jump jump;
    connect(&strip, &DeskStrip::wanted, this, [&jump](const Jump& wanted) { jump = wanted; });
    strip.QWidget::show();
    figure(strip, "deskWaiting")->click();
    const auto* menu = strip.findChild<QMenu*>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 2);
    QVERIFY(menu->actions().at(1)->text().contains(u'3'));
    menu->actions().at(1)->trigger();
    QCOMPARE(jump.screen, u"review"_s);
    QCOMPARE(jump.more.value(u"view"_s).toString(), u"waiting"_s);
}

void TestDeskStrip::aDayWithoutPaceForecastsNothing() {
    DeskStrip strip;
    desk::DeskDay day;
    strip.show(day);
    QCOMPARE(figure(strip, "deskBreaches")->value(), u"–"_s);
    day.breachesToCome = 9;
    strip.show(day);
    QCOMPARE(figure(strip, "deskBreaches")->value(), u"9"_s);
}

void TestDeskStrip::aDayThatCannotBeReadSaysSo() {
    DeskStrip strip;
    strip.showFailed({ErrorCode::MartCorrupt, "mart.db", {}});
    QVERIFY(!figure(strip, "deskWaiting")->toolTip().isEmpty());
    QCOMPARE(figure(strip, "deskWaiting")->value(), u"–"_s);
}

QTEST_MAIN(TestDeskStrip)
#include "tst_desk_strip.moc"
