#include "core/desk/approvals.h"
#include "core/desk/band.h"
#include "core/desk/outbox.h"
#include "core/desk/second_eyes.h"
#include "tests/support/desk_mart.h"
#include "tests/support/fake_context.h"

#include <array>
#include <QtTest>

using namespace mops;
using desk::CaseStatus;
using desk::Verb;

/// Scores are 0.1, 0.2, … 0.9 for risk-m1-1 … risk-m9-1.
class TstBandRun : public QObject {
    Q_OBJECT

private slots:
    void whatLiesInTheBandsIsDecidedDraftedAndAsked() {
        test::DeskMart mart;
        switchOn(mart, 0);
        const auto run = desk::runBands(mart.writer(), mart.as("lin"), m_context);
        QVERIFY(run);
        QCOMPARE(run->approved, 2); // 0.1, 0.2
        QCOMPARE(run->drafted, 2);  // 0.3, 0.8
        QCOMPARE(run->refused, 1);  // 0.9
        QCOMPARE(run->asked, 4);
        QCOMPARE(run->audited, 0);
        const auto approved = desk::readCase(mart.writer(), "risk-m1-1");
        QCOMPARE(approved->status, CaseStatus::Approved);
        QCOMPARE(approved->decidedBy, std::string("automation"));
        QCOMPARE(desk::readCase(mart.writer(), "risk-m9-1")->status, CaseStatus::Refused);
        const auto drafted = desk::readCase(mart.writer(), "risk-m3-1");
        QCOMPARE(drafted->status, CaseStatus::Open);
        QCOMPARE(drafted->tags, std::vector<std::string>{"draft:approve"});
        QCOMPARE(desk::readCase(mart.writer(), "risk-m8-1")->tags,
                 std::vector<std::string>{"draft:refuse"});
        QVERIFY(desk::readCase(mart.writer(), "risk-m5-1")->tags.empty());
    }
    void aRunIsOneOperationThatUndoTakesBack() {
        test::DeskMart mart;
        switchOn(mart, 0.5);
        const std::string before = mart.stateText();
        const auto run = desk::runBands(mart.writer(), mart.as("lin"), m_context);
        QVERIFY(run->operationId > 0);
        const std::string after = mart.stateText();
        QVERIFY(desk::undo(mart.writer(), mart.as("lin")));
        QCOMPARE(mart.stateText(), before);
        QVERIFY(desk::redo(mart.writer(), mart.as("lin")));
        QCOMPARE(mart.stateText(), after);
        const auto check = desk::verifyState(mart.writer(), m_context);
        QVERIFY2(check->ok, check->detail.c_str());
    }
    void aRefusalNamesTheReasonThatItsStrongestEvidenceNames() {
        test::DeskMart mart;
        switchOn(mart, 0);
        mart.writer().execute("UPDATE case_state SET why = '[[\"gmv_30\",1,2,-3],"
                              "[\"late_share_30\",1,2,0.5]]' WHERE case_id = 'risk-m9-1'");
        QVERIFY(desk::runBands(mart.writer(), mart.as("lin"), m_context));
        QCOMPARE(desk::readCase(mart.writer(), "risk-m9-1")->reasonCode,
                 std::string("late_delivery"));
    }
    void aLatePatternOfShippingIsLateDelivery() {
        desk::CaseReason reason;
        reason.feature = "days_to_ship_all";
        reason.contribution = 1;
        QCOMPARE(desk::suggestedReason("merchant-risk", std::array{reason}),
                 std::string("late_delivery"));
    }
    void whatAPersonReopenedIsNotRefusedAgain() {
        test::DeskMart mart;
        switchOn(mart, 0);
        QCOMPARE(tellingRun(mart)->refused, 1);
        QVERIFY(mart.decide("risk-m9-1", Verb::Reopen, "wang"));
        const auto again = tellingRun(mart);
        QCOMPARE(again->refused + again->approved, 0);
        QCOMPARE(desk::readCase(mart.writer(), "risk-m9-1")->status, CaseStatus::Open);
    }
    void whatARunDecidedOfACaseThatIsUnderDoubleReviewByNowIsSealed() {
        test::DeskMart mart;
        switchOn(mart, 0);
        QVERIFY(tellingRun(mart));
        QVERIFY(mart.decide("risk-m9-1", Verb::Reopen, "wang"));
        QVERIFY(desk::markBlind(mart.writer(), {.sampleShare = 1}, mart.as("lin")));
        const auto operations = desk::readOperations(mart.writer(), 100, {}, "zhao");
        for (const auto& operation : *operations)
            QVERIFY2(operation.payload.find("\"refuse\"") == std::string::npos,
                     operation.payload.c_str());
    }
    void withoutEvidenceThatNamesAReasonItIsAnother() {
        test::DeskMart mart;
        switchOn(mart, 0);
        mart.writer().execute("UPDATE case_state SET why = '[]' WHERE case_id = 'risk-m9-1'");
        QVERIFY(desk::runBands(mart.writer(), mart.as("lin"), m_context));
        QCOMPARE(desk::readCase(mart.writer(), "risk-m9-1")->reasonCode, std::string("other"));
    }
    void merchantsRefusedAloneAreTold() {
        test::DeskMart mart;
        switchOn(mart, 0);
        const auto run = tellingRun(mart);
        QVERIFY(run);
        QCOMPARE(run->messages, 1);
        const auto messages = desk::readOutbox(mart.writer(), {});
        QCOMPARE(messages->size(), 1U); // nobody is told of an approval or a draft
        QCOMPARE(messages->front().caseId, std::string("risk-m9-1"));
        QCOMPARE(messages->front().language, std::string("zh"));
        QCOMPARE(messages->front().text,
                 "merchant-risk: " + desk::readCase(mart.writer(), "risk-m9-1")->reasonCode);
        QVERIFY(desk::verifyState(mart.writer(), m_context)->ok);
    }
    void eachReasonHasItsOwnText() {
        test::DeskMart mart(90); // 14 are refused
        switchOn(mart, 0);
        mart.writer().execute("UPDATE case_state SET why = CASE WHEN score > 0.95 THEN "
                              "'[[\"late_share_30\",1,2,1]]' ELSE "
                              "'[[\"review_mean\",1,2,1]]' END");
        const auto run = tellingRun(mart);
        QVERIFY(run);
        std::map<std::string, std::int64_t> told;
        const auto messages = desk::readOutbox(mart.writer(), {});
        for (const desk::OutboxMessage& message : *messages)
            told[message.text] += message.cases;
        QCOMPARE(told.size(), 2U);
        QCOMPARE(told["merchant-risk: late_delivery"] + told["merchant-risk: low_reviews"],
                 run->refused);
        QCOMPARE(run->messages, run->refused);
    }
    void whatARunToldIsWithdrawnWithItAndWaitsAgainWithItsRedo() {
        test::DeskMart mart;
        switchOn(mart, 0);
        QVERIFY(tellingRun(mart));
        QVERIFY(desk::undo(mart.writer(), mart.as("lin")));
        QCOMPARE(statusOfMessages(mart), std::string("withdrawn"));
        QVERIFY(desk::redo(mart.writer(), mart.as("lin")));
        QCOMPARE(statusOfMessages(mart), std::string("waiting"));
        QVERIFY(desk::verifyState(mart.writer(), m_context)->ok);
    }
    void whatARunToldAndHasLeftIsCorrectedWhenItIsTakenBack() {
        test::DeskMart mart;
        switchOn(mart, 0);
        QVERIFY(tellingRun(mart));
        mart.later(desk::kGraceSeconds);
        QVERIFY(desk::sendDue(mart.writer(), mart.folder() / "1.jsonl", mart.as("he"), m_context));
        const auto undone = desk::undo(mart.writer(), mart.as("lin"));
        QVERIFY(undone);
        QCOMPARE(undone->corrections, 1);
        QCOMPARE(statusOfMessages(mart), std::string("waiting corrected"));
        mart.later(desk::kGraceSeconds);
        QVERIFY(desk::sendDue(mart.writer(), mart.folder() / "2.jsonl", mart.as("he"), m_context));
        QVERIFY(desk::redo(mart.writer(), mart.as("lin")));
        QCOMPARE(statusOfMessages(mart), std::string("waiting sent corrected")); // told again
        QVERIFY(desk::verifyState(mart.writer(), m_context)->ok);
    }
    void aCaseOfARunThatAPersonReopensIsCorrectedAlone() {
        test::DeskMart mart(90);
        switchOn(mart, 0);
        const auto run = tellingRun(mart);
        mart.later(desk::kGraceSeconds);
        QVERIFY(desk::sendDue(mart.writer(), mart.folder() / "1.jsonl", mart.as("he"), m_context));
        const auto reopened = mart.decide("risk-m90-1", Verb::Reopen, "wang");
        QVERIFY(reopened);
        QCOMPARE(reopened->corrections, 1);
        desk::OutboxQuery query;
        query.caseId = "risk-m89-1";
        QCOMPARE(desk::readOutbox(mart.writer(), query)->size(), 1U);
        QVERIFY(run->refused > 1);
        QVERIFY(desk::verifyState(mart.writer(), m_context)->ok);
    }
    void anAuditDoesNotSayWhichReasonTheBandHas() {
        test::DeskMart mart;
        switchOn(mart, 1);
        QVERIFY(tellingRun(mart));
        const auto operations = desk::readOperations(mart.writer(), 100, {}, "wang");
        for (const auto& operation : *operations)
            QVERIFY(operation.payload.find("\"reason\"") == std::string::npos);
        QVERIFY(desk::readOutbox(mart.writer(), {})->empty());
    }
    void aRunIsNotTakenBackOverSomebodysWork() {
        test::DeskMart mart;
        switchOn(mart, 0);
        QVERIFY(desk::runBands(mart.writer(), mart.as("lin"), m_context));
        QVERIFY(mart.decide("risk-m1-1", Verb::Reopen, "wang"));
        QCOMPARE(desk::undo(mart.writer(), mart.as("lin")).error().code, ErrorCode::Conflict);
    }
    void aSecondRunFindsNothingToDo() {
        test::DeskMart mart;
        switchOn(mart, 0);
        QVERIFY(desk::runBands(mart.writer(), mart.as("lin"), m_context));
        const auto again = desk::runBands(mart.writer(), mart.as("lin"), m_context);
        QVERIFY(again);
        QCOMPARE(again->operationId, 0);
        QCOMPARE(again->approved + again->refused, 0);
        QCOMPARE(again->drafted, 2);
    }
    void whatSomebodyWorksOnIsLeftAlone() {
        test::DeskMart mart;
        switchOn(mart, 0);
        QVERIFY(mart.decide("risk-m1-1", Verb::Claim, "wang"));
        QVERIFY(mart.decide("risk-m2-1", Verb::Assign, "wang"));
        QVERIFY(mart.decide("risk-m9-1", Verb::Ask, "wang"));
        const auto run = desk::runBands(mart.writer(), mart.as("lin"), m_context);
        QVERIFY(run);
        QCOMPARE(run->approved + run->refused, 0);
    }
    void casesUnderDoubleReviewAreLeftToPeople() {
        test::DeskMart mart;
        switchOn(mart, 0);
        QVERIFY(desk::markBlind(mart.writer(), {.sampleShare = 1}, mart.as("lin")));
        const auto run = desk::runBands(mart.writer(), mart.as("lin"), m_context);
        QCOMPARE(run->approved + run->refused + run->drafted, 0);
    }
    void aBandThatIsOffOrStoppedDoesNothing() {
        test::DeskMart mart;
        switchOn(mart, 0);
        QVERIFY(desk::switchBand(mart.writer(), "merchant-risk", "stopped", mart.as("wang")));
        const auto run = desk::runBands(mart.writer(), mart.as("lin"), m_context);
        QCOMPARE(run->operationId, 0);
        QCOMPARE(desk::readCase(mart.writer(), "risk-m1-1")->status, CaseStatus::Open);
    }
    void anAuditedCaseWaitsForAPersonWhoDoesNotSeeTheBand() {
        test::DeskMart mart;
        switchOn(mart, 1);
        const auto run = desk::runBands(mart.writer(), mart.as("lin"), m_context);
        QCOMPARE(run->audited, 3);
        QCOMPARE(run->approved + run->refused, 0);
        QCOMPARE(desk::readCase(mart.writer(), "risk-m1-1")->status, CaseStatus::Open);
        const auto state = desk::readBlindState(mart.writer(), "risk-m1-1", mart.as("wang"));
        QVERIFY(state->blind && !state->otherMark);
        const auto operations = desk::readOperations(mart.writer(), 100, {}, "wang");
        for (const auto& operation : *operations)
            QVERIFY(operation.payload.find("\"verb\"") == std::string::npos);
        const auto audits = desk::auditBands(mart.writer());
        QCOMPARE(audits->front().waiting, 3);
        QCOMPARE(audits->front().audited, 0);
    }
    void theAuditOfADayIsTheSameWhoeverAsks() {
        const auto audited = [this](const char* who, std::int64_t later) {
            test::DeskMart mart(200);
            switchOn(mart, 0.3);
            mart.later(later);
            desk::runBands(mart.writer(), mart.as(who), m_context).value();
            std::string ids;
            db::Statement select(mart.writer(), "SELECT case_id FROM blind_case ORDER BY 1");
            while (select.step())
                ids += std::string(select.text(0)) + " ";
            return ids;
        };
        const std::string first = audited("lin", 0);
        QVERIFY(!first.empty());
        QCOMPARE(audited("guo", 3'600), first);
        QVERIFY(audited("lin", 86'400) != first);
    }
    void theErrorIsMeasuredAgainstThePromise() {
        test::DeskMart mart(90);
        mart.addPeople();
        saveAndGrant(mart, 1);
        QVERIFY(desk::runBands(mart.writer(), mart.as("lin"), m_context));
        // Everything below 0.25 was marked to be approved: people see one of 20 otherwise.
        QVERIFY(mart.decide("risk-m1-1", Verb::Refuse, "wang", "low_reviews"));
        for (int k = 2; k <= 20; ++k)
            QVERIFY(mart.decide("risk-m" + std::to_string(k) + "-1", Verb::Approve, "wang"));
        auto audit = desk::auditBands(mart.writer())->front();
        QCOMPARE(audit.audited, 20);
        QCOMPARE(audit.wrong, 1);
        QCOMPARE(audit.error, 0.05);
        // scipy 1.10.1: beta.ppf(0.95, 2, 19) and beta.ppf(0.05, 1, 20).
        QVERIFY(std::abs(audit.upperBound - 0.2161065) < 1e-6);
        QVERIFY(std::abs(audit.lowerBound - 0.0025614) < 1e-6);
        QVERIFY(audit.promiseKept);
        QCOMPARE(audit.automatic, 0);
        // Arbitrated for the band it was not wrong after all.
        QCOMPARE(desk::readCase(mart.writer(), "risk-m1-1")->status, CaseStatus::Escalated);
        QVERIFY(mart.decide("risk-m1-1", Verb::Approve, "guo"));
        QCOMPARE(desk::auditBands(mart.writer())->front().wrong, 0);
    }
    void aBrokenPromiseShows() {
        test::DeskMart mart(90);
        mart.addPeople();
        saveAndGrant(mart, 1);
        QVERIFY(desk::runBands(mart.writer(), mart.as("lin"), m_context));
        for (int k = 1; k <= 10; ++k)
            QVERIFY(mart.decide("risk-m" + std::to_string(k) + "-1", Verb::Refuse, "wang", "other",
                                "n"));
        QVERIFY(!desk::auditBands(mart.writer())->front().promiseKept);
    }
    void aNewVersionStartsWithoutAudits() {
        test::DeskMart mart(90);
        mart.addPeople();
        saveAndGrant(mart, 0.5);
        QVERIFY(desk::runBands(mart.writer(), mart.as("lin"), m_context));
        QVERIFY(desk::auditBands(mart.writer())->front().automatic > 0);
        save(mart, "ana", 1);
        const auto audit = desk::auditBands(mart.writer())->front();
        QCOMPARE(audit.version, 2);
        QCOMPARE(audit.automatic + audit.waiting + audit.audited, 0);
    }
    void aReviewerDoesNotRunTheAutomation() {
        test::DeskMart mart;
        mart.addPeople();
        QCOMPARE(desk::runBands(mart.writer(), mart.as("wang"), m_context).error().code,
                 ErrorCode::Forbidden);
        QVERIFY(desk::runBands(mart.writer(), mart.as("automation"), m_context));
    }
    void bandsThatMakeNoSenseAreRefused_data() {
        QTest::addColumn<double>("approve");
        QTest::addColumn<double>("draft");
        QTest::addColumn<double>("refuse");
        QTest::newRow("approving meets refusing") << 0.6 << 0.6 << 0.5;
        QTest::newRow("drafting inside of doing") << 0.5 << 0.3 << 0.9;
        QTest::newRow("drafting meets refusing") << 0.1 << 0.95 << 0.9;
        QTest::newRow("not a number") << std::nan("") << 0.3 << 0.9;
    }
    void bandsThatMakeNoSenseAreRefused() {
        QFETCH(double, approve);
        QFETCH(double, draft);
        QFETCH(double, refuse);
        test::DeskMart mart;
        desk::Band band;
        band.kind = "merchant-risk";
        band.approveBelow = approve;
        band.draftBelow = draft;
        band.refuseAbove = refuse;
        band.learned = "{}";
        QVERIFY(!desk::saveBand(mart.writer(), band, mart.as("lin")));
    }

private:
    static void save(test::DeskMart& mart, const char* who, double auditShare) {
        desk::Band band;
        band.kind = "merchant-risk";
        band.approveBelow = 0.25;
        band.draftBelow = 0.35;
        band.draftAbove = 0.75;
        band.refuseAbove = 0.85;
        band.auditShare = auditShare;
        band.learned = "{}";
        QVERIFY(desk::saveBand(mart.writer(), band, mart.as(who)));
    }
    static void switchOn(test::DeskMart& mart, double auditShare) {
        save(mart, "lin", auditShare);
        QVERIFY(desk::switchBand(mart.writer(), "merchant-risk", "on", mart.as("lin")));
    }
    static void saveAndGrant(test::DeskMart& mart, double auditShare) {
        save(mart, "ana", auditShare);
        const auto asked = desk::switchBand(mart.writer(), "merchant-risk", "on", mart.as("ana"));
        QVERIFY(asked);
        QVERIFY(desk::decideApproval(mart.writer(), asked->operationId, true, mart.as("guo")));
    }

    Result<desk::BandRun> tellingRun(test::DeskMart& mart) {
        desk::BandMessages messages;
        messages.language = "zh";
        messages.text = [](const std::string& kind, const std::string& reason) {
            return kind + ": " + reason;
        };
        return desk::runBands(mart.writer(), mart.as("lin"), m_context, messages);
    }
    /// Newest first.
    static std::string statusOfMessages(test::DeskMart& mart) {
        std::string text;
        const auto messages = desk::readOutbox(mart.writer(), {});
        for (const desk::OutboxMessage& message : *messages)
            text += (text.empty() ? "" : " ") + std::string(desk::statusName(message.status));
        return text;
    }

    NoTaskContext m_context;
};

QTEST_GUILESS_MAIN(TstBandRun)
#include "tst_band_run.moc"
