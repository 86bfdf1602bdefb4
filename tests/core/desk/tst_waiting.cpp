#include "core/base/date.h"
#include "core/desk/cases.h"
#include "core/desk/waiting.h"
#include "tests/support/scored_mart.h"

#include <QtTest>

using namespace mops;

class TestWaiting : public QObject {
    Q_OBJECT
private slots:
    void theBadgeEqualsTheQueue();
    void aMartWithoutCasesWaitsForNobody();
};

void TestWaiting::theBadgeEqualsTheQueue() {
    test::ScoredMart mart(30);
    const SystemClock clock;
    const desk::Actor actor{"tester", clock};
    QVERIFY(desk::openRiskCases(mart.writer(), {}, actor).has_value());
    const auto queue = desk::readQueue(mart.writer(), {}, clock);
    QVERIFY(queue->size() > 4);
    const auto decide = [&](std::size_t at, desk::Verb verb, std::int64_t until = 0) {
        desk::Decision decision;
        decision.caseId = (*queue)[at].caseId;
        decision.verb = verb;
        if (until != 0)
            decision.snoozedUntil = until;
        QVERIFY(desk::decide(mart.writer(), decision, actor).has_value());
    };
    const std::int64_t now = toSeconds(clock.now());
    decide(0, desk::Verb::Approve);
    decide(1, desk::Verb::Ask);
    decide(2, desk::Verb::Snooze, now + 1'000);
    const auto waiting = desk::countWaiting(mart.writer(), now);
    const auto left = desk::readQueue(mart.writer(), {}, clock);
    QCOMPARE(waiting->at("merchant-risk"), static_cast<std::int64_t>(left->size()));
    // and again when the snoozed one is back
    QCOMPARE(desk::countWaiting(mart.writer(), now + 1'000)->at("merchant-risk"),
             static_cast<std::int64_t>(left->size()) + 1);
}

void TestWaiting::aMartWithoutCasesWaitsForNobody() {
    test::ScoredMart mart(5);
    QVERIFY(desk::countWaiting(mart.writer(), 0)->empty());
}

QTEST_APPLESS_MAIN(TestWaiting)
#include "tst_waiting.moc"
