#include "core/desk/cases.h"
#include "core/desk/open_cases.h"

#include "core/base/rng.h"
#include "tests/support/scored_mart.h"

#include <cmath>
#include <QtTest>
#include <set>

using namespace mops;
using desk::CaseStatus;
using desk::Verb;

class TstCases : public QObject {
    Q_OBJECT

private slots:
    void aCaseIsOpenedForEachMerchantAboveTheProbability() {
        test::ScoredMart mart;
        const auto opened = open(mart);
        QVERIFY(opened);
        QCOMPARE(opened->opened, 5); // 0.5, 0.6, … 0.9
        QCOMPARE(opened->operationId, 1);
        const auto cases = queue(mart);
        QCOMPARE(cases.size(), 5U);
        QCOMPARE(cases[0].caseId, std::string("risk-m9-1"));
        QCOMPARE(cases[0].merchantName, std::string("商家 9"));
        QCOMPARE(cases[0].kind, std::string("merchant-risk"));
    }
    void thePriorityIsTheExpectedLossAvoidedAMinute() {
        test::ScoredMart mart;
        QVERIFY(open(mart));
        // 0.9 × 9,000 × 0.10 / 4 minutes
        QVERIFY(std::abs(queue(mart)[0].priority - 202.5) < 1e-9);
    }
    void turnoverOlderThanNinetyDaysIsNotAtStake() {
        test::ScoredMart mart;
        mart.writer().execute("UPDATE fact_item SET ordered_at = ordered_at - 90 * 86400");
        QVERIFY(open(mart));
        QCOMPARE(queue(mart)[0].priority, 0.0);
    }
    void reasonsAreKeptWithTheLargestContributionFirst() {
        test::ScoredMart mart;
        QVERIFY(open(mart));
        const auto why = desk::readCase(mart.writer(), "risk-m9-1")->why;
        QCOMPARE(why.size(), 2U);
        QCOMPARE(why[0].feature, std::string("review_mean_90"));
        QVERIFY(std::isnan(why[0].value));
        QCOMPARE(why[0].contribution, -0.75);
        QCOMPARE(why[1].peerMedian, 0.05);
    }
    void noMoreCasesThanAskedForAreOpened() {
        test::ScoredMart mart;
        desk::OpenCasesParams params;
        params.most = 2;
        QCOMPARE(desk::openRiskCases(mart.writer(), params, wang())->opened, 2);
        QCOMPARE(queue(mart)[1].caseId, std::string("risk-m8-1"));
    }
    void aMerchantWithAWaitingCaseGetsNoSecondOne() {
        test::ScoredMart mart;
        QVERIFY(open(mart));
        const auto again = open(mart);
        QVERIFY(again);
        QCOMPARE(again->opened, 0);
        QCOMPARE(again->operationId, 0);
        QCOMPARE(again->alreadyOpen, 5);
    }
    void theCountOfOpenableCasesIsWhatOpeningOpens() {
        test::ScoredMart mart;
        QCOMPARE(desk::countOpenableCases(mart.writer(), {}).value(), 5);
        desk::OpenCasesParams two;
        two.most = 2;
        QCOMPARE(desk::countOpenableCases(mart.writer(), two).value(), 2);
        QVERIFY(open(mart));
        QVERIFY(decide(mart, "risk-m9-1", Verb::Approve));
        QCOMPARE(desk::countOpenableCases(mart.writer(), {}).value(), 0);
    }
    void aDecidedMerchantComesBackOnlyWithNewScores() {
        test::ScoredMart mart;
        QVERIFY(open(mart));
        QVERIFY(decide(mart, "risk-m9-1", Verb::Approve));
        QCOMPARE(open(mart)->opened, 0);
        mart.addScoreRun();
        QCOMPARE(open(mart)->opened, 1);
        QVERIFY(desk::readCase(mart.writer(), "risk-m9-2"));
    }
    void withoutScoresNothingIsOpened() {
        test::TempMart mart;
        const auto opened = desk::openRiskCases(mart.writer(), {}, wang());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::NotEnoughData);
    }
    void aDecisionIsAnOperationWithItsEffect() {
        test::ScoredMart mart;
        QVERIFY(open(mart));
        const auto receipt = decide(mart, "risk-m9-1", Verb::Refuse, "late_delivery");
        QVERIFY(receipt);
        QCOMPARE(receipt->operationId, 2);
        QCOMPARE(receipt->kind, std::string("case.refuse"));
        QCOMPARE(receipt->hash.size(), 64U);
        const auto found = desk::readCase(mart.writer(), "risk-m9-1");
        QCOMPARE(found->status, CaseStatus::Refused);
        QCOMPARE(found->reasonCode, std::string("late_delivery"));
        QCOMPARE(found->decidedBy, std::string("wang"));
        QCOMPARE(*found->decidedAt, toSeconds(m_clock.now()));
        QCOMPARE(queue(mart).size(), 4U);
    }
    void aDecisionThatMakesNoSenseChangesNothing_data() {
        QTest::addColumn<QString>("caseId");
        QTest::addColumn<int>("verb");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const char* caseId, Verb verb, const char* reason,
                            ErrorCode code) {
            QTest::newRow(name) << caseId << static_cast<int>(verb) << reason
                                << static_cast<int>(code);
        };
        row("no such case", "risk-m0-1", Verb::Approve, "", ErrorCode::NotFound);
        row("refused without reason", "risk-m8-1", Verb::Refuse, "", ErrorCode::ReasonRequired);
        row("unknown reason", "risk-m8-1", Verb::Refuse, "because", ErrorCode::Usage);
        row("other without note", "risk-m8-1", Verb::Approve, "other", ErrorCode::ReasonRequired);
        row("already decided", "risk-m9-1", Verb::Refuse, "low_reviews", ErrorCode::Conflict);
        row("snoozed when decided", "risk-m9-1", Verb::Snooze, "", ErrorCode::Conflict);
        row("reopened while open", "risk-m8-1", Verb::Reopen, "", ErrorCode::Conflict);
        row("empty note", "risk-m8-1", Verb::Note, "", ErrorCode::Usage);
    }
    void aDecisionThatMakesNoSenseChangesNothing() {
        QFETCH(QString, caseId);
        QFETCH(int, verb);
        QFETCH(QString, reason);
        QFETCH(int, code);
        test::ScoredMart mart;
        QVERIFY(open(mart));
        QVERIFY(decide(mart, "risk-m9-1", Verb::Approve));
        const std::string before = dump(mart);
        const auto refused =
            decide(mart, caseId.toStdString(), static_cast<Verb>(verb), reason.toStdString());
        QVERIFY(!refused);
        QCOMPARE(static_cast<int>(refused.error().code), code);
        QCOMPARE(dump(mart), before);
        QCOMPARE(mart.writer().integer("SELECT count(*) FROM operation"), 2);
    }
    void aNoteThatIsNoUtf8IsRefused() {
        test::ScoredMart mart;
        QVERIFY(open(mart));
        const auto refused = decide(mart, "risk-m9-1", Verb::Note, "", "\xff\xfe");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::EncodingInvalid);
    }
    void aSnoozedCaseComesBackWhenItsTimeIsOver() {
        test::ScoredMart mart;
        QVERIFY(open(mart));
        QVERIFY(decide(mart, "risk-m9-1", Verb::Snooze));
        QCOMPARE(queue(mart).size(), 4U);
        m_clock.set(m_clock.now() + std::chrono::hours(24 * 3));
        const auto cases = queue(mart);
        QCOMPARE(cases.size(), 5U);
        QVERIFY(std::any_of(cases.begin(), cases.end(), [](const desk::Case& found) {
            return found.caseId == "risk-m9-1" && found.status == CaseStatus::Open;
        }));
    }
    void overdueCasesComeBeforeMoreUrgentOnes() {
        test::ScoredMart mart;
        desk::OpenCasesParams params;
        params.minimumProbability = 0.85;
        params.dueInDays = 9;
        QVERIFY(desk::openRiskCases(mart.writer(), params, wang())); // m9, due later
        params.minimumProbability = 0.75;
        params.dueInDays = 1;
        QVERIFY(desk::openRiskCases(mart.writer(), params, wang())); // m8, due tomorrow
        QCOMPARE(queue(mart)[0].caseId, std::string("risk-m9-1"));
        m_clock.set(m_clock.now() + std::chrono::hours(48));
        QCOMPARE(queue(mart)[0].caseId, std::string("risk-m8-1"));
    }
    void theQueueCanBeNarrowedToAStatusAndAMerchant() {
        test::ScoredMart mart;
        QVERIFY(open(mart));
        QVERIFY(decide(mart, "risk-m9-1", Verb::Approve));
        desk::QueueQuery query;
        query.statuses = {CaseStatus::Approved};
        QCOMPARE(desk::readQueue(mart.writer(), query, m_clock)->size(), 1U);
        query.statuses.clear();
        query.merchantId = "m8";
        QCOMPARE(desk::readQueue(mart.writer(), query, m_clock)->size(), 1U);
    }
    void anUndoneDecisionLeavesTheTablesAsBefore_data() {
        QTest::addColumn<int>("verb");
        for (int verb = 0; verb < 8; ++verb)
            QTest::addRow("verb %d", verb) << verb;
    }
    void anUndoneDecisionLeavesTheTablesAsBefore() {
        QFETCH(int, verb);
        test::ScoredMart mart;
        QVERIFY(open(mart));
        if (static_cast<Verb>(verb) == Verb::Reopen)
            QVERIFY(decide(mart, "risk-m9-1", Verb::Refuse, "low_reviews", "first"));
        const std::string before = dump(mart);
        QVERIFY(decide(mart, "risk-m9-1", static_cast<Verb>(verb), "other", "why not"));
        const std::string after = dump(mart);
        QVERIFY(after != before);
        const auto undone = desk::undo(mart.writer(), wang());
        QVERIFY(undone);
        QCOMPARE(undone->kind, std::string("undo"));
        QCOMPARE(undone->caseId, std::string("risk-m9-1"));
        QCOMPARE(dump(mart), before);
        QVERIFY(desk::redo(mart.writer(), wang()));
        QCOMPARE(dump(mart), after);
    }
    void openingManyCasesIsUndoneAsOne() {
        test::ScoredMart mart(240);
        QCOMPARE(open(mart)->opened, 120);
        QVERIFY(desk::undo(mart.writer(), wang()));
        QCOMPARE(queue(mart).size(), 0U);
        QVERIFY(desk::redo(mart.writer(), wang()));
        QCOMPARE(queue(mart).size(), 120U);
    }
    void undoAndRedoGoOnAfterTheMartWasClosed() {
        test::ScoredMart mart;
        QVERIFY(open(mart));
        QVERIFY(decide(mart, "risk-m9-1", Verb::Approve));
        {
            auto reopened = mart::openWriter(mart.path());
            QCOMPARE(desk::undo(*reopened, wang())->target, std::string("case.approve"));
        }
        auto reopened = mart::openWriter(mart.path());
        QCOMPARE(desk::redo(*reopened, wang())->target, std::string("case.approve"));
        QCOMPARE(desk::readCase(*reopened, "risk-m9-1")->status, CaseStatus::Approved);
    }
    void nothingToUndoOrRedoIsSaidSo() {
        test::ScoredMart mart;
        QCOMPARE(desk::undo(mart.writer(), wang()).error().code, ErrorCode::NotFound);
        QVERIFY(open(mart));
        QCOMPARE(desk::redo(mart.writer(), wang()).error().code, ErrorCode::NotFound);
    }
    void aNewOperationEndsTheRedo() {
        test::ScoredMart mart;
        QVERIFY(open(mart));
        QVERIFY(decide(mart, "risk-m9-1", Verb::Approve));
        QVERIFY(desk::undo(mart.writer(), wang()));
        QVERIFY(decide(mart, "risk-m8-1", Verb::Ask));
        QCOMPARE(desk::redo(mart.writer(), wang()).error().code, ErrorCode::NotFound);
        QCOMPARE(desk::undo(mart.writer(), wang())->caseId, std::string("risk-m8-1"));
        QCOMPARE(desk::undo(mart.writer(), wang())->target, std::string("cases.open"));
    }
    void undoAndRedoWalkUpAndDownTheStack() {
        test::ScoredMart mart;
        QVERIFY(open(mart));
        QVERIFY(decide(mart, "risk-m9-1", Verb::Approve));
        QVERIFY(decide(mart, "risk-m8-1", Verb::Ask));
        QCOMPARE(desk::undo(mart.writer(), wang())->caseId, std::string("risk-m8-1"));
        QCOMPARE(desk::undo(mart.writer(), wang())->caseId, std::string("risk-m9-1"));
        QCOMPARE(desk::redo(mart.writer(), wang())->caseId, std::string("risk-m9-1"));
        QCOMPARE(desk::undo(mart.writer(), wang())->caseId, std::string("risk-m9-1"));
        QCOMPARE(desk::redo(mart.writer(), wang())->caseId, std::string("risk-m9-1"));
        QCOMPARE(desk::redo(mart.writer(), wang())->caseId, std::string("risk-m8-1"));
        QCOMPARE(desk::redo(mart.writer(), wang()).error().code, ErrorCode::NotFound);
    }
    void operatorsUndoTheirOwnWorkOnly() {
        test::ScoredMart mart;
        QVERIFY(open(mart));
        QVERIFY(decide(mart, "risk-m9-1", Verb::Approve));
        const desk::Actor li{"li", m_clock};
        QCOMPARE(desk::undo(mart.writer(), li).error().code, ErrorCode::NotFound);
        QVERIFY(desk::decide(mart.writer(), decisionOf("risk-m8-1", Verb::Ask), li));
        QCOMPARE(desk::undo(mart.writer(), wang())->caseId, std::string("risk-m9-1"));
        QCOMPARE(desk::readCase(mart.writer(), "risk-m8-1")->status, CaseStatus::Asked);
    }
    void workOfOthersOnTheSameCaseStandsInTheWayOfAnUndo() {
        test::ScoredMart mart;
        QVERIFY(open(mart));
        QVERIFY(decide(mart, "risk-m9-1", Verb::Escalate));
        const desk::Actor li{"li", m_clock};
        QVERIFY(desk::decide(mart.writer(), decisionOf("risk-m9-1", Verb::Approve), li));
        const auto refused = desk::undo(mart.writer(), wang());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(desk::readCase(mart.writer(), "risk-m9-1")->status, CaseStatus::Approved);
    }
    void anOperatorWithoutANameIsRefused() {
        test::ScoredMart mart;
        QCOMPARE(desk::openRiskCases(mart.writer(), {}, {" ", m_clock}).error().code,
                 ErrorCode::Usage);
    }
    void aRandomSessionUndoneToItsBeginningLeavesNothing_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 3; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void aRandomSessionUndoneToItsBeginningLeavesNothing() {
        QFETCH(int, seed);
        test::ScoredMart mart(30);
        const std::string start = dump(mart);
        Rng rng(static_cast<std::uint64_t>(seed));
        for (int step = 0; step < 500; ++step)
            randomStep(mart, rng);
        NoTaskContext context;
        const auto state = desk::verifyState(mart.writer(), context);
        QVERIFY2(state->ok, state->detail.c_str());
        QVERIFY(desk::verifyLedger(mart.writer(), context)->ok);
        auto undone = desk::undo(mart.writer(), wang());
        while (undone)
            undone = desk::undo(mart.writer(), wang());
        QCOMPARE(undone.error().code, ErrorCode::NotFound);
        QCOMPARE(dump(mart), start);
        QVERIFY(desk::verifyState(mart.writer(), context)->ok);
        QVERIFY(desk::verifyLedger(mart.writer(), context)->ok);
    }

    void init() { m_clock.set(fromSeconds(1'536'000'000)); }

private:
    desk::Actor wang() const { return {"wang", m_clock}; }
    Result<desk::OpenedCases> open(test::TempMart& mart) {
        return desk::openRiskCases(mart.writer(), {}, wang());
    }
    std::vector<desk::Case> queue(test::TempMart& mart) {
        return *desk::readQueue(mart.writer(), {}, m_clock);
    }
    static desk::Decision decisionOf(const std::string& caseId, Verb verb,
                                     const std::string& reason = {}, const std::string& note = {}) {
        desk::Decision decision;
        decision.caseId = caseId;
        decision.verb = verb;
        decision.reasonCode = reason;
        decision.note = note;
        return decision;
    }
    Result<desk::Receipt> decide(test::TempMart& mart, const std::string& caseId, Verb verb,
                                 const std::string& reason = {}, const std::string& note = {}) {
        return desk::decide(mart.writer(), decisionOf(caseId, verb, reason, note), wang());
    }
    /// One thing an operator might do; what is not possible just then is refused, and that is fine.
    void randomStep(test::ScoredMart& mart, Rng& rng) {
        m_clock.set(m_clock.now() + std::chrono::seconds(rng.below(40'000)));
        const auto dice = rng.below(20);
        if (dice == 0) {
            (void)open(mart);
        } else if (dice == 1) {
            mart.addScoreRun();
        } else if (dice < 5) {
            (void)desk::undo(mart.writer(), wang());
        } else if (dice < 7) {
            (void)desk::redo(mart.writer(), wang());
        } else {
            const std::string caseId = "risk-m" + std::to_string(16 + rng.below(15)) + "-" +
                                       std::to_string(1 + rng.below(2));
            const auto codes = desk::reasonCodes("merchant-risk");
            (void)decide(mart, caseId, static_cast<Verb>(rng.below(8)),
                         codes[rng.below(codes.size())].code, rng.chance(0.5) ? "注" : "");
        }
    }
    /// The case tables as text (the ledger's index by case only grows and is left out).
    static std::string dump(test::TempMart& mart) {
        std::string text;
        for (const char* sql : {"SELECT * FROM case_state ORDER BY case_id",
                                "SELECT * FROM case_note ORDER BY operation_id"}) {
            db::Statement select(mart.writer(), sql);
            while (select.step()) {
                for (int column = 0; column < select.columnCount(); ++column)
                    text +=
                        select.isNull(column) ? "NULL|" : std::string(select.text(column)) + "|";
                text += "\n";
            }
        }
        return text;
    }

    FixedClock m_clock{fromSeconds(1'536'000'000)};
};

QTEST_APPLESS_MAIN(TstCases)
#include "tst_cases.moc"
