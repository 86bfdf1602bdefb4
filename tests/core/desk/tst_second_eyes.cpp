#include "core/desk/queue_table.h"
#include "core/desk/second_eyes.h"
#include "tests/support/desk_mart.h"

#include <QtTest>

using namespace mops;
using desk::CaseStatus;
using desk::Role;
using desk::Verb;

/// Double review: who marks, what two marks make of a case, and what undo makes of it. That nobody
/// sees the other's mark is in tst_sealed_marks.cpp.
class TstSecondEyes : public QObject {
    Q_OBJECT

private slots:
    void theSampleIsDrawnByTheCasesOwnHash() {
        test::DeskMart mart(400);
        const auto half = desk::markBlind(mart.writer(), {.sampleShare = 0.5}, mart.as("lin"));
        QVERIFY(half);
        QCOMPARE(half->highStake, 0);
        // 400 draws with a half: within five standard deviations.
        QVERIFY(half->sampled > 150 && half->sampled < 250);
        test::DeskMart other(400);
        QCOMPARE(desk::markBlind(other.writer(), {.sampleShare = 0.5}, other.as("guo"))->sampled,
                 half->sampled);
    }
    void aLargerSampleHoldsTheSmallerOne() {
        test::DeskMart mart(200);
        const auto first = desk::markBlind(mart.writer(), {.sampleShare = 0.2}, mart.as("lin"));
        const auto more = desk::markBlind(mart.writer(), {.sampleShare = 0.4}, mart.as("lin"));
        test::DeskMart other(200);
        const auto atOnce = desk::markBlind(other.writer(), {.sampleShare = 0.4}, other.as("lin"));
        QCOMPARE(first->sampled + more->sampled, atOnce->sampled);
    }
    void casesWithMuchAtStakeAreAllReviewedTwice() {
        test::DeskMart mart;
        mart.writer().execute("UPDATE case_state SET stake_minor = 5000 "
                              "WHERE case_id IN ('risk-m3-1', 'risk-m4-1')");
        const auto drawn =
            desk::markBlind(mart.writer(), {.sampleShare = 0, .stakeMinor = 4999}, mart.as("lin"));
        QVERIFY(drawn);
        QCOMPARE(drawn->highStake, 2);
        QVERIFY(desk::readBlindState(mart.writer(), "risk-m3-1", mart.as("wang"))->blind);
        QVERIFY(!desk::readBlindState(mart.writer(), "risk-m5-1", mart.as("wang"))->blind);
    }
    void whereNothingIsDrawnNothingIsWritten() {
        test::DeskMart mart;
        const auto drawn = desk::markBlind(mart.writer(), {.sampleShare = 0}, mart.as("lin"));
        QVERIFY(!drawn);
        QCOMPARE(drawn.error().code, ErrorCode::NotFound);
        QCOMPARE(desk::readOperations(mart.writer(), 10)->size(), 1U);
    }
    void aShareThatIsNoneIsRefused() {
        test::DeskMart mart;
        for (const double share : {-0.1, 1.1, std::nan("")})
            QCOMPARE(
                desk::markBlind(mart.writer(), {.sampleShare = share}, mart.as("lin")).error().code,
                ErrorCode::InvalidNumber);
    }
    void theFirstMarkLeavesTheCaseOpenForOthers() {
        test::DeskMart mart;
        prepare(mart);
        QVERIFY(mart.decide("risk-m9-1", Verb::Claim, "wang"));
        const auto mark = mart.decide("risk-m9-1", Verb::Approve, "wang");
        QVERIFY(mark);
        QCOMPARE(mark->kind, std::string("blind.mark"));
        const auto item = desk::readCase(mart.writer(), "risk-m9-1");
        QCOMPARE(item->status, CaseStatus::Open);
        QVERIFY(item->decidedBy.empty());
        QVERIFY(item->claimedBy.empty());
        QVERIFY(mart.decide("risk-m9-1", Verb::Claim, "zhao"));
    }
    void twoEqualMarksDecideTheCase() {
        test::DeskMart mart;
        prepare(mart);
        QVERIFY(mart.decide("risk-m9-1", Verb::Refuse, "wang", "late_delivery"));
        QVERIFY(mart.decide("risk-m9-1", Verb::Refuse, "zhao", "low_reviews"));
        const auto item = desk::readCase(mart.writer(), "risk-m9-1");
        QCOMPARE(item->status, CaseStatus::Refused);
        QCOMPARE(item->reasonCode, std::string("low_reviews"));
        QCOMPARE(item->decidedBy, std::string("zhao"));
        QVERIFY(desk::readBlindState(mart.writer(), "risk-m9-1", mart.as("wang"))->complete);
    }
    void twoUnequalMarksGoToALead() {
        test::DeskMart mart;
        prepare(mart);
        disagree(mart);
        const auto item = desk::readCase(mart.writer(), "risk-m9-1");
        QCOMPARE(item->status, CaseStatus::Escalated);
        QVERIFY(item->assignee == "lin" || item->assignee == "guo");
        QVERIFY(item->claimedBy.empty());
    }
    void onlyALeadDecidesWhereTwoDidNotAgree() {
        test::DeskMart mart;
        prepare(mart);
        disagree(mart);
        for (const char* name : {"wang", "zhao", "ana"})
            QCOMPARE(mart.decide("risk-m9-1", Verb::Approve, name).error().code,
                     ErrorCode::Forbidden);
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "guo"));
        QCOMPARE(desk::readCase(mart.writer(), "risk-m9-1")->status, CaseStatus::Approved);
    }
    void aLeadWhoMarkedDoesNotArbitrateWhileAnotherCan() {
        test::DeskMart mart;
        prepare(mart);
        QVERIFY(mart.decide("risk-m9-1", Verb::Refuse, "lin", "low_reviews"));
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "zhao"));
        QCOMPARE(desk::readCase(mart.writer(), "risk-m9-1")->assignee, std::string("guo"));
        QCOMPARE(mart.decide("risk-m9-1", Verb::Refuse, "lin", "low_reviews").error().code,
                 ErrorCode::Forbidden);
        QVERIFY(desk::saveOperator(mart.writer(), {"guo", Role::Lead, false}, mart.as("lin")));
        QVERIFY(mart.decide("risk-m9-1", Verb::Refuse, "lin", "low_reviews"));
    }
    void reopeningDoesNotGoRoundTheLead() {
        test::DeskMart mart;
        prepare(mart);
        disagree(mart);
        QVERIFY(mart.decide("risk-m9-1", Verb::Reopen, "wang"));
        QCOMPARE(mart.decide("risk-m9-1", Verb::Approve, "wang").error().code,
                 ErrorCode::Forbidden);
    }
    void nobodyMarksTwice() {
        test::DeskMart mart;
        prepare(mart);
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "wang"));
        QCOMPARE(mart.decide("risk-m9-1", Verb::Approve, "wang").error().code, ErrorCode::Conflict);
        QVERIFY(!desk::readBlindState(mart.writer(), "risk-m9-1", mart.as("wang"))->complete);
    }
    void aMarkNeedsItsReasonLikeADecision() {
        test::DeskMart mart;
        prepare(mart);
        QCOMPARE(mart.decide("risk-m9-1", Verb::Refuse, "wang").error().code,
                 ErrorCode::ReasonRequired);
    }
    void askingAndSnoozingAreNotMarks() {
        test::DeskMart mart;
        prepare(mart);
        QCOMPARE(mart.decide("risk-m9-1", Verb::Ask, "wang")->kind, std::string("case.ask"));
        QCOMPARE(desk::readCase(mart.writer(), "risk-m9-1")->status, CaseStatus::Asked);
    }
    void whoSawTheOtherMarkCannotGiveAnotherOne() {
        test::DeskMart mart;
        prepare(mart);
        disagree(mart); // wang refused, zhao approved and has now seen it
        QVERIFY(desk::undo(mart.writer(), mart.as("zhao")));
        QCOMPARE(mart.decide("risk-m9-1", Verb::Refuse, "zhao", "low_reviews").error().code,
                 ErrorCode::Conflict);
        QVERIFY(desk::redo(mart.writer(), mart.as("zhao")));
        QCOMPARE(desk::readCase(mart.writer(), "risk-m9-1")->status, CaseStatus::Escalated);
    }
    void anotherOneMayStepInForAMarkTakenBack() {
        test::DeskMart mart;
        prepare(mart);
        disagree(mart);
        QVERIFY(desk::undo(mart.writer(), mart.as("zhao")));
        QVERIFY(mart.decide("risk-m9-1", Verb::Refuse, "ana", "low_reviews"));
        QCOMPARE(desk::readCase(mart.writer(), "risk-m9-1")->status, CaseStatus::Refused);
    }
    void theFirstMarkCannotBeTakenBackOnceTheSecondIsThere() {
        test::DeskMart mart;
        prepare(mart);
        disagree(mart);
        QCOMPARE(desk::undo(mart.writer(), mart.as("wang")).error().code, ErrorCode::Conflict);
    }
    void undoneToTheStartTheMartIsAsBefore() {
        test::DeskMart mart;
        mart.addPeople();
        const std::string before = mart.stateText();
        QVERIFY(desk::markBlind(mart.writer(), {.sampleShare = 1}, mart.as("lin")));
        QVERIFY(mart.decide("risk-m9-1", Verb::Claim, "wang"));
        QVERIFY(mart.decide("risk-m9-1", Verb::Refuse, "wang", "other", "first note"));
        QVERIFY(mart.decide("risk-m9-1", Verb::Refuse, "zhao", "other", "second note"));
        QCOMPARE(desk::readNotes(mart.writer(), "risk-m9-1")->size(), 2U);
        const std::string after = mart.stateText();
        for (const char* name : {"zhao", "wang", "wang", "lin"})
            QVERIFY(desk::undo(mart.writer(), mart.as(name)));
        QCOMPARE(mart.stateText(), before);
        for (const char* name : {"lin", "wang", "wang", "zhao"})
            QVERIFY(desk::redo(mart.writer(), mart.as(name)));
        QCOMPARE(mart.stateText(), after);
        NoTaskContext context;
        const auto check = desk::verifyState(mart.writer(), context);
        QVERIFY2(check->ok, check->detail.c_str());
    }
    void aDrawWithMarksIsNotTakenBack() {
        test::DeskMart mart;
        prepare(mart);
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "wang"));
        QCOMPARE(desk::undo(mart.writer(), mart.as("lin")).error().code, ErrorCode::Conflict);
    }
    void whatIsMarkedIsNotOfferedToTheSamePersonAgain() {
        test::DeskMart mart;
        prepare(mart);
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "wang"));
        const auto first = [&](const char* name) {
            desk::QueueQuery query;
            query.viewer = name;
            return desk::readQueue(mart.writer(), query, mart.clock)->front().caseId;
        };
        QCOMPARE(first("wang"), std::string("risk-m8-1"));
        QCOMPARE(first("zhao"), std::string("risk-m9-1"));
        QVERIFY(mart.decide("risk-m9-1", Verb::Refuse, "zhao", "low_reviews"));
        // Escalated now: everybody sees it again.
        QCOMPARE(first("wang"), std::string("risk-m9-1"));
    }
    void tagsOfOthersAreSealedUntilTheOwnMark() {
        test::DeskMart mart;
        prepare(mart);
        desk::Decision tag;
        tag.caseId = "risk-m9-1";
        tag.verb = Verb::Tag;
        tag.tag = "looks-fake";
        QVERIFY(desk::decide(mart.writer(), tag, mart.as("wang")));
        const auto tagsFor = [&](const std::string& viewer) {
            return desk::readCase(mart.writer(), "risk-m9-1", viewer)->tags.size();
        };
        const auto listedFor = [&](const std::string& viewer) {
            desk::QueueScope scope;
            scope.viewer = viewer;
            NoTaskContext context;
            const auto table = desk::readQueueTable(mart.writer(), scope, context);
            return table->tags(*table->find("risk-m9-1")).size();
        };
        QCOMPARE(tagsFor("wang"), 1U);
        QCOMPARE(tagsFor("zhao"), 0U);
        QCOMPARE(listedFor("wang"), 1U);
        QCOMPARE(listedFor("zhao"), 0U);
        QVERIFY(mart.decide("risk-m9-1", Verb::Refuse, "zhao", "low_reviews"));
        QCOMPARE(tagsFor("zhao"), 1U);
        QCOMPARE(listedFor("zhao"), 1U);
    }
    void disagreementsAreListedNewestFirst() {
        test::DeskMart mart;
        prepare(mart);
        disagree(mart);
        mart.later(60);
        QVERIFY(mart.decide("risk-m8-1", Verb::Approve, "zhao"));
        QVERIFY(desk::readDisagreements(mart.writer(), 10)->size() == 1);
        QVERIFY(mart.decide("risk-m8-1", Verb::Refuse, "ana", "other", "n"));
        const auto list = desk::readDisagreements(mart.writer(), 10);
        QCOMPARE(list->size(), 2U);
        QCOMPARE(list->at(0).caseId, std::string("risk-m8-1"));
        QCOMPARE(list->at(0).firstOperator, std::string("zhao"));
        QCOMPARE(list->at(0).first, Verb::Approve);
        QCOMPARE(list->at(0).secondReason, std::string("other"));
        QCOMPARE(list->at(1).caseId, std::string("risk-m9-1"));
        QCOMPARE(list->at(1).status, CaseStatus::Escalated);
        QCOMPARE(desk::readDisagreements(mart.writer(), 1)->size(), 1U);
    }

private:
    /// People, and every case reviewed twice.
    static void prepare(test::DeskMart& mart) {
        mart.addPeople();
        QVERIFY(desk::markBlind(mart.writer(), {.sampleShare = 1}, mart.as("lin")));
    }
    static void disagree(test::DeskMart& mart) {
        QVERIFY(mart.decide("risk-m9-1", Verb::Refuse, "wang", "low_reviews"));
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "zhao"));
    }
};

QTEST_GUILESS_MAIN(TstSecondEyes)
#include "tst_second_eyes.moc"
