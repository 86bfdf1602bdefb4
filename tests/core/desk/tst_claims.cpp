#include "core/desk/case_kind.h"
#include "core/desk/priority.h"
#include "core/desk/queue_view.h"
#include "tests/support/scored_mart.h"

#include <QtTest>

using namespace mops;
using desk::CaseStatus;
using desk::Verb;

/// Who holds a case, how long, and when its clock stands: the traps that reviewers elsewhere fell
/// into.
class TstClaims : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_mart = std::make_unique<test::ScoredMart>();
        m_clock.set(fromSeconds(kStart));
        QVERIFY(desk::openCases(m_mart->writer(), "merchant-risk", {}, by("wang"), m_context));
    }

    void aClaimedCaseIsNotForOthersUntilTheLeaseIsOver() {
        QVERIFY(decide("wang", Verb::Claim));
        QCOMPARE(decide("li", Verb::Approve).error().code, ErrorCode::Conflict);
        after(desk::kClaimSeconds - 1);
        QCOMPARE(decide("li", Verb::Approve).error().code, ErrorCode::Conflict);
        after(1);
        QVERIFY(decide("li", Verb::Approve));
    }
    void aClaimIsRenewedByClaimingAgain() {
        QVERIFY(decide("wang", Verb::Claim));
        after(desk::kClaimSeconds - 1);
        QVERIFY(decide("wang", Verb::Claim));
        after(desk::kClaimSeconds - 1);
        QCOMPARE(decide("li", Verb::Claim).error().code, ErrorCode::Conflict);
    }
    void aClaimDoesNotExpireWhileHelpIsAwaited_data() {
        QTest::addColumn<int>("verb");
        QTest::newRow("asked the merchant") << static_cast<int>(Verb::Ask);
        QTest::newRow("escalated") << static_cast<int>(Verb::Escalate);
    }
    void aClaimDoesNotExpireWhileHelpIsAwaited() {
        QFETCH(int, verb);
        QVERIFY(decide("wang", Verb::Claim));
        QVERIFY(decide("wang", static_cast<Verb>(verb), "li"));
        after(30 * kSecondsPerDay);
        QCOMPARE(item().claimedBy, std::string("wang"));
        QCOMPARE(decide("zhao", Verb::Approve).error().code, ErrorCode::Conflict);
        // Claiming what one holds without end does not shorten it to ten minutes.
        QVERIFY(decide("wang", Verb::Claim));
        after(desk::kClaimSeconds + 1);
        QCOMPARE(decide("zhao", Verb::Approve).error().code, ErrorCode::Conflict);
        QVERIFY(decide("wang", Verb::Approve));
    }
    void whoeverWasAskedForHelpMayAnswer() {
        QVERIFY(decide("wang", Verb::Claim));
        QVERIFY(decide("wang", Verb::Escalate, "li"));
        QVERIFY(decide("li", Verb::Note));
        QVERIFY(decide("li", Verb::Approve));
    }
    void wordsInANoteHandNothingOver() {
        desk::Decision note;
        note.caseId = "risk-m9-1";
        note.verb = Verb::Note;
        note.note = "escalate to a lead, please; 转人工";
        QVERIFY(desk::decide(m_mart->writer(), note, by("wang")));
        QCOMPARE(item().status, desk::CaseStatus::Open);
        QCOMPARE(item().assignee, std::string());
        QVERIFY(decide("wang", Verb::Escalate));
        QCOMPARE(item().status, desk::CaseStatus::Escalated);
    }
    void anAnswerStartsTheLeaseAgain() {
        QVERIFY(decide("wang", Verb::Claim));
        QVERIFY(decide("wang", Verb::Ask));
        after(kSecondsPerDay);
        QVERIFY(decide("wang", Verb::Resume));
        QCOMPARE(decide("li", Verb::Approve).error().code, ErrorCode::Conflict);
        after(desk::kClaimSeconds);
        QVERIFY(decide("li", Verb::Approve));
    }
    void aReleasedCaseIsFreeAtOnce() {
        QVERIFY(decide("wang", Verb::Claim));
        QVERIFY(decide("wang", Verb::Release));
        QVERIFY(decide("li", Verb::Claim));
    }
    void aLeadMayAssignWhatSomebodyHolds() {
        QVERIFY(decide("wang", Verb::Claim));
        QVERIFY(decide("li", Verb::Assign, "zhao"));
        QCOMPARE(item().assignee, std::string("zhao"));
    }
    void theDeadlineMovesOnByAsLongAsTheClockStood() {
        const std::int64_t due = item().dueAt;
        after(100);
        QVERIFY(decide("wang", Verb::Ask));
        after(5 * kSecondsPerDay);
        QVERIFY(!isLate());
        QVERIFY(decide("wang", Verb::Resume));
        QCOMPARE(item().dueAt, due + 5 * kSecondsPerDay);
        QVERIFY(!item().clockStoppedAt);
    }
    void askingTwiceDoesNotCountTwice() {
        const std::int64_t due = item().dueAt;
        QVERIFY(decide("wang", Verb::Ask));
        after(kSecondsPerDay);
        QVERIFY(decide("wang", Verb::Ask));
        after(kSecondsPerDay);
        QVERIFY(decide("wang", Verb::Resume));
        QCOMPARE(item().dueAt, due + 2 * kSecondsPerDay);
    }
    void aClosedCaseDoesNotBecomeLateAfterwards() {
        QVERIFY(decide("wang", Verb::Approve));
        after(365 * kSecondsPerDay);
        QVERIFY(!isLate());
        const std::int64_t due = item().dueAt;
        QVERIFY(decide("wang", Verb::Reopen));
        QCOMPARE(item().dueAt, due);
        QVERIFY(isLate()); // open again, and its deadline is long over
    }
    void aDecisionThatCameTooLateStaysLate() {
        after(40 * kSecondsPerDay);
        QVERIFY(isLate());
        QVERIFY(decide("wang", Verb::Approve));
        QVERIFY(isLate());
    }
    void aDecisionTakenWhileTheClockStoodIsInTime() {
        QVERIFY(decide("wang", Verb::Ask));
        after(40 * kSecondsPerDay);
        QVERIFY(decide("wang", Verb::Approve));
        QVERIFY(!isLate());
    }
    void aClockSetBackNeitherMovesADeadlineNorHoldsAClaimForEver() {
        const std::int64_t due = item().dueAt;
        QVERIFY(decide("wang", Verb::Claim));
        QVERIFY(decide("wang", Verb::Ask));
        after(-10 * kSecondsPerDay);
        QVERIFY(decide("wang", Verb::Resume));
        QVERIFY(item().dueAt >= due);
        QVERIFY(decide("wang", Verb::Claim));
        after(-10 * kSecondsPerDay);
        QVERIFY(decide("li", Verb::Claim));
    }
    void aSnoozedCaseIsFreeForWhoeverComes() {
        QVERIFY(decide("wang", Verb::Claim));
        QVERIFY(decide("wang", Verb::Snooze));
        QCOMPARE(item().claimedBy, std::string());
    }
    void theStateIsWhatTheLedgerSays() {
        theDeadlineMovesOnByAsLongAsTheClockStood();
        QVERIFY(decide("wang", Verb::Claim));
        QVERIFY(decide("wang", Verb::Escalate, "li"));
        QVERIFY(decide("li", Verb::Refuse));
        const auto check = desk::verifyState(m_mart->writer(), m_context);
        QVERIFY2(check->ok, check->detail.c_str());
        while (desk::undo(m_mart->writer(), by("li"))) {}
        while (desk::undo(m_mart->writer(), by("wang"))) {}
        QCOMPARE(m_mart->writer().integer("SELECT count(*) FROM case_state"), 0);
    }

private:
    static constexpr std::int64_t kStart = 1'536'000'000;

    desk::Actor by(const char* who) const { return {who, m_clock}; }
    Result<desk::Receipt> decide(const char* who, Verb verb, const std::string& assignee = {}) {
        desk::Decision decision;
        decision.caseId = "risk-m9-1";
        decision.verb = verb;
        decision.assignee = assignee;
        if (verb == Verb::Refuse)
            decision.reasonCode = "low_reviews";
        if (verb == Verb::Note)
            decision.note = "looked at";
        return desk::decide(m_mart->writer(), decision, by(who));
    }
    void after(std::int64_t seconds) { m_clock.set(m_clock.now() + std::chrono::seconds(seconds)); }
    desk::Case item() { return *desk::readCase(m_mart->writer(), "risk-m9-1"); }
    bool isLate() {
        desk::QueueTable table;
        return table.isLateAt(table.put({item(), {}, {}, false, false}), toSeconds(m_clock.now()));
    }

    NoTaskContext m_context;
    FixedClock m_clock{fromSeconds(kStart)};
    std::unique_ptr<test::ScoredMart> m_mart;
};

QTEST_APPLESS_MAIN(TstClaims)
#include "tst_claims.moc"
