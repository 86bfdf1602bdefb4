#include "core/desk/band.h"
#include "core/desk/case_kind.h"
#include "tests/support/scored_mart.h"
#include "tests/ui/screens/page_harness.h"
#include "ui/screens/rules/rules_screen.h"
#include "ui/tables/table_view.h"
#include "ui/util/notice_bar.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPushButton>

using namespace mops;
using namespace Qt::StringLiterals;

class TestBandsSection : public QObject {
    Q_OBJECT
private slots:
    void everyKindOfCaseHasALine();
    void withoutDecisionsNothingIsLearnedAndWhatIsMissingIsSaid();
    void stopActsAtOnceWithoutAQuestion();
    void nothingToStopIsSaidByTheButton();
    void theBandIsToldAsASentence();

private:
    using Console = test::PageConsole<ui::RulesScreen>;
    static void show(Console& console) {
        console.page().showSection(u"bands"_s);
        console.settle();
    }
    void saveBand(test::ScoredMart& mart, const char* state) {
        desk::Band band;
        band.kind = desk::caseKinds().front().name;
        band.approveBelow = 0.1;
        band.refuseAbove = 0.9;
        band.learned = "{}";
        const desk::Actor actor{"tester", m_clock};
        const auto saved = desk::saveBand(mart.writer(), band, actor);
        QVERIFY2(saved, saved ? "" : saved.error().detail.c_str());
        if (std::string_view(state) != "off")
            QVERIFY(desk::switchBand(mart.writer(), band.kind, state, actor));
    }
    static std::string stateOf(test::ScoredMart& mart) {
        return desk::readBands(mart.writer())->front().state;
    }

    SystemClock m_clock;
};

void TestBandsSection::everyKindOfCaseHasALine() {
    test::ScoredMart mart;
    Console console(mart);
    show(console);
    auto* view = console.find<ui::TableView>("bands");
    const QAbstractItemModelTester tester(view->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(view->model()->rowCount(), static_cast<int>(desk::caseKinds().size()));
    QVERIFY(console.find<QLabel>("bandsState")->text().contains(u"off"_s));
}

void TestBandsSection::withoutDecisionsNothingIsLearnedAndWhatIsMissingIsSaid() {
    test::ScoredMart mart;
    Console console(mart);
    show(console);
    console.find<QPushButton>("bandLearn")->click();
    console.settle();
    bool said = false;
    for (const auto* notice : console.page().findChildren<ui::NoticeBar*>())
        said = said || !notice->text().isEmpty();
    QVERIFY(said);
    QVERIFY(!console.find<QPushButton>("bandSave")->isEnabled());
}

void TestBandsSection::stopActsAtOnceWithoutAQuestion() {
    test::ScoredMart mart;
    saveBand(mart, "on");
    Console console(mart);
    show(console);
    QVERIFY(console.find<QPushButton>("bandsStop")->isEnabled());
    for (const ui::ScreenAction& action : console.page().actions())
        if (action.key == QKeySequence(Qt::Key_Exclam))
            action.run();
    console.settle();
    QCOMPARE(stateOf(mart), std::string("stopped"));
    QVERIFY(!console.find<QPushButton>("bandsStop")->isEnabled());
}

void TestBandsSection::nothingToStopIsSaidByTheButton() {
    test::ScoredMart mart;
    saveBand(mart, "off");
    Console console(mart);
    show(console);
    QVERIFY(!console.find<QPushButton>("bandsStop")->isEnabled());
    QVERIFY(!console.find<QPushButton>("bandsRun")->isEnabled());
}

void TestBandsSection::theBandIsToldAsASentence() {
    test::ScoredMart mart;
    saveBand(mart, "off");
    Console console(mart);
    show(console);
    const QString words = console.find<QLabel>("bandWords")->text();
    QVERIFY2(words.contains(u"0.100"_s) && words.contains(u"0.900"_s), qPrintable(words));
}

QTEST_MAIN(TestBandsSection)
#include "tst_bands_section.moc"
