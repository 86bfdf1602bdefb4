#include "tests/ui/screens/page_harness.h"
#include "ui/screens/profiles/profiles_screen.h"
#include "ui/screens/profiles/segment_card.h"
#include "ui/tables/table_view.h"
#include "ui/util/state_pane.h"

#include <QAbstractItemModelTester>
#include <QPushButton>

using namespace mops;

class TestProfilesScreen : public QObject {
    Q_OBJECT
private slots:
    void anEmptyPageOffersToFindSegmentsAndThenShowsThem();
    void aMartWithoutOrdersIsToldSo();
    void choosingACardShowsItsMerchantsAndJumpsToThem();
};

void TestProfilesScreen::aMartWithoutOrdersIsToldSo() {
    test::TempMart mart;
    test::PageConsole<ui::ProfilesScreen> console(mart);
    QCOMPARE(console.page().findChild<ui::StatePane*>()->state(), ui::StatePane::State::Empty);
    QVERIFY(console.find<QPushButton>("segmentRun")->isHidden());
}

void TestProfilesScreen::anEmptyPageOffersToFindSegmentsAndThenShowsThem() {
    test::SimulatedMart mart;
    test::PageConsole<ui::ProfilesScreen> console(mart);
    QCOMPARE(console.page().findChild<ui::StatePane*>()->state(), ui::StatePane::State::Empty);
    console.find<QPushButton>("segmentRun")->click();
    console.settle();
    QCOMPARE(console.page().findChild<ui::StatePane*>()->state(), ui::StatePane::State::Content);
    const auto stored = profile::readLatestSegmentation(mart.writer());
    QVERIFY(stored.has_value());
    QCOMPARE(console.page().findChildren<ui::SegmentCard*>().size(),
             static_cast<qsizetype>(stored->segments.size()));
}

void TestProfilesScreen::choosingACardShowsItsMerchantsAndJumpsToThem() {
    test::SimulatedMart mart;
    test::PageConsole<ui::ProfilesScreen> console(mart);
    console.find<QPushButton>("segmentRun")->click();
    console.settle();
    const auto stored = profile::readLatestSegmentation(mart.writer());
    auto* members = console.find<ui::TableView>("segmentMembers");
    const QAbstractItemModelTester tester(members->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(members->model()->rowCount(), static_cast<int>(stored->members.size()));
    auto* card = console.find<ui::SegmentCard>("segmentCard1");
    card->setFocus();
    QTest::keyClick(card, Qt::Key_Return);
    QVERIFY(card->isChosen());
    QCOMPARE(members->model()->rowCount(), static_cast<int>(stored->segments[1].size));
    QVERIFY(!card->accessibleName().isEmpty());
    console.find<QPushButton>("openInMerchants")->click();
    QCOMPARE(console.lastJump.screen, QStringLiteral("merchants"));
    QCOMPARE(console.lastJump.more.value(QStringLiteral("segment")).toInt(),
             stored->segments[1].segmentId);
}

QTEST_MAIN(TestProfilesScreen)
#include "tst_profiles_screen.moc"
