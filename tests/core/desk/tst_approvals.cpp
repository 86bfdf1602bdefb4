#include "core/desk/approvals.h"
#include "core/desk/band.h"
#include "core/desk/operators.h"
#include "tests/support/desk_mart.h"

#include <nlohmann/json.hpp>
#include <QtTest>

using namespace mops;

class TstApprovals : public QObject {
    Q_OBJECT

private slots:
    void aloneTheActionHappensAtOnceAndTheLedgerSaysSo() {
        test::DeskMart mart;
        save(mart, "lin");
        const auto on = desk::switchBand(mart.writer(), "merchant-risk", "on", mart.as("lin"));
        QVERIFY(on);
        QCOMPARE(on->kind, std::string("band.switch"));
        QCOMPARE(state(mart), std::string("on"));
        const auto operations = desk::readOperations(mart.writer(), 1);
        const auto payload = nlohmann::json::parse(operations->front().payload);
        QCOMPARE(payload.at("alone").get<bool>(), true);
    }
    void amongPeopleASecondOneIsAsked() {
        test::DeskMart mart;
        mart.addPeople();
        save(mart, "ana");
        const auto asked = desk::switchBand(mart.writer(), "merchant-risk", "on", mart.as("ana"));
        QVERIFY(asked);
        QCOMPARE(asked->kind, std::string("approval.ask"));
        QCOMPARE(state(mart), std::string("off"));
        const auto waiting = desk::readApprovals(mart.writer(), 10);
        QCOMPARE(waiting->size(), 1U);
        QCOMPARE(waiting->front().approvalId, asked->operationId);
        QCOMPARE(waiting->front().requestedBy, std::string("ana"));
        QCOMPARE(waiting->front().status, std::string("waiting"));
    }
    void consentDoesTheActionInTheSameOperation() {
        test::DeskMart mart;
        mart.addPeople();
        const auto id = ask(mart, "ana");
        const auto granted = desk::decideApproval(mart.writer(), id, true, mart.as("lin"));
        QVERIFY(granted);
        QCOMPARE(granted->kind, std::string("approval.grant"));
        QCOMPARE(granted->target, std::string("band.on"));
        QCOMPARE(state(mart), std::string("on"));
        const auto approval = desk::readApprovals(mart.writer(), 10)->front();
        QCOMPARE(approval.status, std::string("granted"));
        QCOMPARE(approval.decidedBy, std::string("lin"));
    }
    void whoAskedCannotConsent() {
        test::DeskMart mart;
        mart.addPeople();
        const auto id = ask(mart, "lin");
        const auto own = desk::decideApproval(mart.writer(), id, true, mart.as("lin"));
        QVERIFY(!own);
        QCOMPARE(own.error().code, ErrorCode::Forbidden);
        QCOMPARE(state(mart), std::string("off"));
        QVERIFY(desk::decideApproval(mart.writer(), id, true, mart.as("guo")));
    }
    void aReviewerCannotConsent() {
        test::DeskMart mart;
        mart.addPeople();
        const auto id = ask(mart, "ana");
        for (const char* name : {"wang", "stranger", "automation"})
            QCOMPARE(desk::decideApproval(mart.writer(), id, true, mart.as(name)).error().code,
                     ErrorCode::Forbidden);
        QVERIFY(desk::decideApproval(mart.writer(), id, true, mart.as("he")));
    }
    void whoAskedMayWithdraw() {
        test::DeskMart mart;
        mart.addPeople();
        const auto id = ask(mart, "ana");
        QCOMPARE(desk::decideApproval(mart.writer(), id, false, mart.as("ana"))->kind,
                 std::string("approval.withdraw"));
        QCOMPARE(desk::readApprovals(mart.writer(), 10)->front().status, std::string("withdrawn"));
    }
    void whatWasDecidedIsNotDecidedTwice() {
        test::DeskMart mart;
        mart.addPeople();
        const auto id = ask(mart, "ana");
        QVERIFY(desk::decideApproval(mart.writer(), id, false, mart.as("lin")));
        QCOMPARE(desk::decideApproval(mart.writer(), id, true, mart.as("guo")).error().code,
                 ErrorCode::Conflict);
        QCOMPARE(desk::decideApproval(mart.writer(), 999, true, mart.as("guo")).error().code,
                 ErrorCode::NotFound);
    }
    void theSameIsNotAskedForTwice() {
        test::DeskMart mart;
        mart.addPeople();
        ask(mart, "ana");
        const auto again = desk::switchBand(mart.writer(), "merchant-risk", "on", mart.as("lin"));
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::Conflict);
    }
    void whatIsNotPossibleAnyMoreIsNotConsentedTo() {
        test::DeskMart mart;
        mart.addPeople();
        const auto id = ask(mart, "ana");
        save(mart, "ana"); // a new version: what was asked for is not there any more
        const auto granted = desk::decideApproval(mart.writer(), id, true, mart.as("lin"));
        QVERIFY(!granted);
        QCOMPARE(granted.error().code, ErrorCode::Conflict);
        QCOMPARE(desk::readApprovals(mart.writer(), 10)->front().status, std::string("waiting"));
    }
    void takingConsentBackTakesTheActionBack() {
        test::DeskMart mart;
        mart.addPeople();
        const auto id = ask(mart, "ana");
        const std::string before = mart.stateText();
        QVERIFY(desk::decideApproval(mart.writer(), id, true, mart.as("lin")));
        const std::string after = mart.stateText();
        QVERIFY(desk::undo(mart.writer(), mart.as("lin")));
        QCOMPARE(mart.stateText(), before);
        QVERIFY(desk::redo(mart.writer(), mart.as("lin")));
        QCOMPARE(mart.stateText(), after);
        NoTaskContext context;
        QVERIFY(desk::verifyState(mart.writer(), context)->ok);
    }
    void consentCannotBeTakenBackAfterSomebodyElseActed() {
        test::DeskMart mart;
        mart.addPeople();
        QVERIFY(desk::decideApproval(mart.writer(), ask(mart, "ana"), true, mart.as("lin")));
        QVERIFY(desk::switchBand(mart.writer(), "merchant-risk", "stopped", mart.as("wang")));
        QCOMPARE(desk::undo(mart.writer(), mart.as("lin")).error().code, ErrorCode::Conflict);
        QCOMPARE(state(mart), std::string("stopped"));
    }
    void anybodyStopsAutomationAtOnceAndSwitchingOnNeedsTwoAgain() {
        test::DeskMart mart;
        mart.addPeople();
        QVERIFY(desk::decideApproval(mart.writer(), ask(mart, "ana"), true, mart.as("lin")));
        QCOMPARE(desk::switchBand(mart.writer(), "merchant-risk", "stopped", mart.as("wang"))->kind,
                 std::string("band.switch"));
        QCOMPARE(state(mart), std::string("stopped"));
        QCOMPARE(desk::switchBand(mart.writer(), "merchant-risk", "on", mart.as("lin"))->kind,
                 std::string("approval.ask"));
        QCOMPARE(state(mart), std::string("stopped"));
    }
    void aReviewerCannotAskForWhatTheirRoleDoesNotAllow() {
        test::DeskMart mart;
        mart.addPeople();
        save(mart, "ana");
        QCOMPARE(
            desk::switchBand(mart.writer(), "merchant-risk", "on", mart.as("wang")).error().code,
            ErrorCode::Forbidden);
        QVERIFY(desk::readApprovals(mart.writer(), 10)->empty());
    }
    void everyApprovableActionHasItsPermission() {
        for (const auto& action : desk::approvableActions()) {
            const auto* permission = desk::findPermission(action.action);
            QVERIFY(permission != nullptr);
            QVERIFY(permission->secondPerson);
        }
    }
    void bandsUndoneToTheStartAreAsBefore() {
        test::DeskMart mart;
        const std::string before = mart.stateText();
        save(mart, "lin");
        QVERIFY(desk::switchBand(mart.writer(), "merchant-risk", "on", mart.as("lin")));
        save(mart, "lin");
        QCOMPARE(desk::readBands(mart.writer())->front().version, 2);
        QCOMPARE(state(mart), std::string("off"));
        QVERIFY(desk::undo(mart.writer(), mart.as("lin")));
        QCOMPARE(state(mart), std::string("on"));
        QVERIFY(desk::undo(mart.writer(), mart.as("lin")));
        QVERIFY(desk::undo(mart.writer(), mart.as("lin")));
        QCOMPARE(mart.stateText(), before);
    }

private:
    static void save(test::DeskMart& mart, const char* who) {
        desk::Band band;
        band.kind = "merchant-risk";
        band.approveBelow = 0.1;
        band.draftBelow = 0.2;
        band.learned = "{}";
        QVERIFY(desk::saveBand(mart.writer(), band, mart.as(who)));
    }
    static std::int64_t ask(test::DeskMart& mart, const char* who) {
        save(mart, who);
        const auto asked = desk::switchBand(mart.writer(), "merchant-risk", "on", mart.as(who));
        return asked ? asked->operationId : 0;
    }
    static std::string state(test::DeskMart& mart) {
        return desk::readBands(mart.writer())->front().state;
    }
};

QTEST_GUILESS_MAIN(TstApprovals)
#include "tst_approvals.moc"
