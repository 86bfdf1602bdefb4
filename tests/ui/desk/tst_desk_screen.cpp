#include "ui/desk/desk_screen.h"

#include "core/desk/case_kind.h"
#include "tests/support/scored_mart.h"
#include "tests/ui/screens/page_harness.h"
#include "ui/desk/case_pane.h"
#include "ui/desk/review_desk.h"
#include "ui/screens/risk/risk_screen.h"

#include <QLabel>
#include <QPushButton>

using namespace mops;
using namespace mops::ui;
using namespace Qt::StringLiterals;

namespace {

class OpenedMart : public test::ScoredMart {
public:
    OpenedMart() {
        if (!desk::openRiskCases(writer(), {}, {"tester", m_clock}))
            qFatal("no case was opened");
    }

private:
    SystemClock m_clock;
};

QString shownCase(RiskScreen& page) {
    const auto item = page.desk()->pane()->item();
    return item ? QString::fromStdString(item->caseId) : QString();
}

} // namespace

class TestDeskScreen : public QObject {
    Q_OBJECT
private slots:
    void everyKindHasItsPage() {
        QCOMPARE(jumpToCase("merchant-risk", "risk-m1-1").screen, u"risk"_s);
        QCOMPARE(jumpToCase("ring", "ring-1").screen, u"risk"_s);
        QCOMPARE(jumpToCase("application", "application-a-1").screen, u"review"_s);
        QCOMPARE(jumpToCase("after-sale", "after-sale-c-1").screen, u"review"_s);
    }
    void aJumpToACaseShowsIt() {
        OpenedMart mart;
        test::PageConsole<RiskScreen> console(mart);
        QCOMPARE(shownCase(console.page()), u"risk-m9-1"_s);
        console.page().jumpTo(jumpToCase("merchant-risk", "risk-m6-1"));
        console.settle();
        QCOMPARE(shownCase(console.page()), u"risk-m6-1"_s);
    }
    void aDecidedCaseIsShownAmongTheDecided() {
        OpenedMart mart;
        desk::Decision approve;
        approve.caseId = "risk-m8-1";
        approve.verb = desk::Verb::Approve;
        QVERIFY(desk::decide(mart.writer(), approve, {"tester", SystemClock()}));
        test::PageConsole<RiskScreen> console(mart);
        console.page().jumpTo(jumpToCase("merchant-risk", "risk-m8-1"));
        console.settle();
        QCOMPARE(console.page().desk()->viewId(), u"decided"_s);
        QCOMPARE(shownCase(console.page()), u"risk-m8-1"_s);
    }
    void aJumpBeforeTheCasesAreKnownIsKept() {
        OpenedMart mart;
        JobRunner jobs;
        MartSession session(mart.path(), "tester", jobs);
        session.open();
        RiskScreen page(session);
        page.jumpTo(jumpToCase("merchant-risk", "risk-m7-1"));
        page.show();
        QVERIFY(QTest::qWaitFor([&] { return session.state() == MartSession::State::Ready; }));
        page.refresh();
        QVERIFY(QTest::qWaitFor([&] { return shownCase(page) == u"risk-m7-1"_s; }));
    }
    void aJumpToAViewOpensIt() {
        OpenedMart mart;
        test::PageConsole<RiskScreen> console(mart);
        console.page().jumpTo({u"risk"_s, {}, {{u"view"_s, u"late"_s}}});
        console.settle();
        QCOMPARE(console.page().desk()->viewId(), u"late"_s);
    }
    void oneButtonTellsWhatWouldTurnTheVerdictScoredAgain() {
        test::SimulatedMart mart;
        test::PageConsole<RiskScreen> console(mart);
        const auto act = [&](const char* name) {
            for (const ScreenAction& action : console.page().actions())
                if (action.name == QLatin1StringView(name))
                    action.run();
            console.settle();
        };
        act("Train the risk model and score");
        desk::OpenKindParams any;
        NoTaskContext context;
        QVERIFY(desk::openCases(mart.writer(), "merchant-risk", any, {"tester", SystemClock()},
                                context));
        console.page().refresh();
        console.settle();
        QVERIFY(!shownCase(console.page()).isEmpty());
        auto* button = console.find<QPushButton>("findFlip");
        QVERIFY(button->isVisible());
        button->click();
        console.settle();
        const QString answer = console.find<QLabel>("flip")->text();
        QVERIFY2(answer.contains(u"scored again"_s) || answer.contains(u"at best"_s),
                 qPrintable(answer));
        QVERIFY2(!button->isVisible(), "the answer is there: nothing to ask");
    }
    void aCaseThatDoesNotExistIsNamed() {
        OpenedMart mart;
        test::PageConsole<RiskScreen> console(mart);
        console.page().jumpTo(jumpToCase("merchant-risk", "risk-nobody-1"));
        QVERIFY(console.find<QLabel>("riskNews")->text().contains(u"risk-nobody-1"_s));
    }
};

QTEST_MAIN(TestDeskScreen)
#include "tst_desk_screen.moc"
