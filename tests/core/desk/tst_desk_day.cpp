#include "core/desk/band.h"
#include "core/desk/desk_day.h"
#include "tests/support/desk_mart.h"

#include <QtTest>

using namespace mops;
using desk::Verb;

/// Nine cases were opened on 2018-09-02 00:00, due three days later. The day under test begins
/// there, unless a test moves on.
class TstDeskDay : public QObject {
    Q_OBJECT

private slots:
    void atFirstEverythingWaitsAndNothingIsDecided() {
        test::DeskMart mart;
        const auto today = day(mart);
        QCOMPARE(today.waiting, 9);
        QCOMPARE(today.late, 0);
        QCOMPARE(today.decided, 0);
        QCOMPARE(today.oldestWaitingSeconds, 0);
        QVERIFY(!today.breachesToCome); // no pace, no forecast
        QCOMPARE(today.hours.size(), 1U);
        QVERIFY(today.operators.empty());
    }
    void theOldestIsTheOldestAndNotTheNewest() {
        test::DeskMart mart;
        mart.writer().execute("UPDATE case_state SET opened_at = opened_at - 5000 "
                              "WHERE case_id = 'risk-m4-1';"
                              "UPDATE case_state SET opened_at = opened_at - 90000, "
                              "status = 'approved' WHERE case_id = 'risk-m5-1'");
        mart.later(100);
        QCOMPARE(day(mart).oldestWaitingSeconds, 5'100);
    }
    void aStoppedClockMakesNothingOldOrLate() {
        test::DeskMart mart;
        for (int k = 1; k <= 8; ++k)
            QVERIFY(mart.decide("risk-m" + std::to_string(k) + "-1", Verb::Approve, "wang"));
        QVERIFY(mart.decide("risk-m9-1", Verb::Ask, "wang"));
        mart.later(10 * 86'400);
        const auto today = day(mart, 10);
        QCOMPARE(today.waiting, 1);
        QCOMPARE(today.late, 0);
        QCOMPARE(today.oldestWaitingSeconds, 0);
    }
    void lateAndDueTodayAreApart() {
        test::DeskMart mart;
        mart.later(2 * 86'400 + 3'600);
        mart.writer().execute("UPDATE case_state SET due_at = 1535846400 + 2 * 86400 "
                              "WHERE case_id IN ('risk-m1-1', 'risk-m2-1');"
                              "UPDATE case_state SET due_at = 1535846400 + 2 * 86400 + 7200 "
                              "WHERE case_id = 'risk-m3-1'");
        const auto today = day(mart, 2);
        QCOMPARE(today.late, 2);
        QCOMPARE(today.dueToday, 1);
        QCOMPARE(today.kinds.size(), 1U);
        QCOMPARE(today.kinds[0].kind, std::string("merchant-risk"));
        QCOMPARE(today.kinds[0].waiting, today.waiting);
        QCOMPARE(today.kinds[0].late, 2);
        QCOMPARE(today.kinds[0].dueToday, 1);
    }
    void aSnoozedCaseWaitsAgainWhenItsTimeIsOver() {
        test::DeskMart mart;
        desk::Decision snooze;
        snooze.caseId = "risk-m9-1";
        snooze.verb = Verb::Snooze;
        snooze.snoozedUntil = toSeconds(mart.clock.now()) + 3'600;
        QVERIFY(desk::decide(mart.writer(), snooze, mart.as("wang")));
        QCOMPARE(day(mart).waiting, 8);
        mart.later(3'600);
        QCOMPARE(day(mart).waiting, 9);
    }
    void aDecisionTakenBackAndMadeAgainIsOneDecision() {
        test::DeskMart mart;
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "wang"));
        QCOMPARE(day(mart).decided, 1);
        QVERIFY(desk::undo(mart.writer(), mart.as("wang")));
        QCOMPARE(day(mart).decided, 0);
        QCOMPARE(day(mart).undone, 1);
        QVERIFY(mart.decide("risk-m9-1", Verb::Refuse, "wang", "low_reviews"));
        const auto today = day(mart);
        QCOMPARE(today.decided, 1);
        QCOMPARE(today.undone, 1);
        QCOMPARE(today.operators.size(), 1U);
        QCOMPARE(today.operators[0].name, std::string("wang"));
        QCOMPARE(today.operators[0].decided, 1);
        QCOMPARE(today.operators[0].undone, 1);
    }
    void whatWasDoneAgainIsNotUndone() {
        test::DeskMart mart;
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "wang"));
        QVERIFY(desk::undo(mart.writer(), mart.as("wang")));
        QVERIFY(desk::redo(mart.writer(), mart.as("wang")));
        const auto today = day(mart);
        QCOMPARE(today.undone, 0);
        QCOMPARE(today.decided, 1);
    }
    void aNoteTakenBackIsNoDecisionTakenBack() {
        test::DeskMart mart;
        QVERIFY(mart.decide("risk-m9-1", Verb::Note, "wang", "", "n"));
        QVERIFY(desk::undo(mart.writer(), mart.as("wang")));
        QCOMPARE(day(mart).undone, 0);
    }
    void theDayBeforeIsComparedUpToTheSameTime() {
        test::DeskMart mart;
        mart.later(8 * 3'600);
        QVERIFY(mart.decide("risk-m1-1", Verb::Approve, "wang"));
        mart.later(4 * 3'600);
        QVERIFY(mart.decide("risk-m2-1", Verb::Approve, "wang"));
        mart.later(22 * 3'600); // the day after, 10:00
        QVERIFY(mart.decide("risk-m3-1", Verb::Approve, "zhao"));
        const auto today = day(mart, 1);
        QCOMPARE(today.decided, 1);
        QCOMPARE(today.decidedBefore, 1); // 8:00, but not 12:00
        QCOMPARE(today.hours.size(), 11U);
        QCOMPARE(today.hours[10].decided, 1);
        QCOMPARE(today.hours[9].decided, 0);
    }
    void breachesComeWhereThePaceDoesNotReach() {
        test::DeskMart mart;
        mart.later(3 * 3'600);
        for (int k = 1; k <= 3; ++k)
            QVERIFY(mart.decide("risk-m" + std::to_string(k) + "-1", Verb::Approve, "wang"));
        // Six wait, one is reached every hour. Due in half an hour, two, two, five, five, five: the
        // first and the third are reached too late, the last in the sixth hour as well.
        const std::int64_t now = toSeconds(mart.clock.now());
        const std::int64_t half = 1'800;
        int k = 4;
        for (const std::int64_t hours : {1, 4, 4, 10, 10, 10})
            mart.writer().execute(
                "UPDATE case_state SET due_at = " + std::to_string(now + hours * half) +
                " WHERE case_id = 'risk-m" + std::to_string(k++) + "-1'");
        QCOMPARE(day(mart).breachesToCome.value(), 3);
    }
    void withNothingDecidedTodayThePaceIsThatOfTheDayBefore() {
        test::DeskMart mart;
        QVERIFY(mart.decide("risk-m1-1", Verb::Approve, "wang")); // one a day
        mart.later(86'400);
        // Eight wait, due in two days, one reached a day: the third to the eighth are too late.
        QCOMPARE(day(mart, 1).breachesToCome.value(), 6);
    }
    void whatTheAutomationDecidedIsSaid() {
        test::DeskMart mart;
        desk::Band band;
        band.kind = "merchant-risk";
        band.approveBelow = 0.35;
        band.draftBelow = 0.35;
        band.auditShare = 0;
        band.learned = "{}";
        QVERIFY(desk::saveBand(mart.writer(), band, mart.as("lin")));
        QVERIFY(desk::switchBand(mart.writer(), "merchant-risk", "on", mart.as("lin")));
        NoTaskContext context;
        QVERIFY(desk::runBands(mart.writer(), mart.as("lin"), context));
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "wang"));
        const auto today = day(mart);
        QCOMPARE(today.decided, 4);
        QCOMPARE(today.automatic, 3);
        QVERIFY(desk::undo(mart.writer(), mart.as("lin")));
        QCOMPARE(day(mart).undone, 3);
        QCOMPARE(day(mart).automatic, 0);
    }
    void aDayThatBeginsInTheFutureIsRefused() {
        test::DeskMart mart;
        const auto wrong =
            desk::readDeskDay(mart.writer(), toSeconds(mart.clock.now()) + 1, mart.clock);
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, ErrorCode::InvalidNumber);
    }

private:
    static desk::DeskDay day(test::DeskMart& mart, std::int64_t after = 0) {
        return desk::readDeskDay(mart.writer(), 1'535'846'400 + after * 86'400, mart.clock).value();
    }
};

QTEST_GUILESS_MAIN(TstDeskDay)
#include "tst_desk_day.moc"
