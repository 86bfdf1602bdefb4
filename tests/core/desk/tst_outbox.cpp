#include "core/desk/bulk.h"
#include "core/desk/case_change.h"
#include "core/desk/dossier.h"
#include "core/desk/fold.h"
#include "core/desk/outbox.h"
#include "core/desk/second_eyes.h"
#include "core/desk/timeline.h"
#include "tests/support/desk_mart.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <QtTest>

using namespace mops;
using desk::MessageStatus;
using desk::Verb;

namespace {

const std::string kFirst = "risk-m9-1";
const std::string kSecond = "risk-m8-1";
constexpr const char* kWords = "Please ship in time. 请按时发货。";

/// A desk whose decisions say something to the merchants.
class OutboxMart : public test::DeskMart {
public:
    Result<desk::Receipt> say(const std::string& caseId, Verb verb, const char* who = "wang",
                              const std::string& words = kWords) {
        desk::Decision decision;
        decision.caseId = caseId;
        decision.verb = verb;
        decision.reasonCode = verb == Verb::Refuse ? "late_delivery" : "";
        decision.message = words;
        decision.messageLanguage = "zh";
        return desk::decide(writer(), decision, as(who));
    }
    Result<desk::SentMessages> send(const char* file = "out.jsonl", const char* who = "sender") {
        NoTaskContext context;
        return desk::sendDue(writer(), folder() / file, as(who), context);
    }
    Result<desk::Receipt> undo(bool pastSent = false, const char* who = "wang") {
        NoTaskContext context;
        desk::UndoParams params;
        params.pastSent = pastSent;
        params.correction = [](const std::string& language, std::int64_t) {
            return "taken back (" + language + ")";
        };
        return desk::undo(writer(), as(who), params, context);
    }
    Result<desk::Receipt> reopen(const std::string& caseId, const char* who = "wang") {
        desk::Decision decision;
        decision.caseId = caseId;
        decision.verb = Verb::Reopen;
        decision.correction = [](const std::string& language, std::int64_t) {
            return "looked at again (" + language + ")";
        };
        return desk::decide(writer(), decision, as(who));
    }
    Result<desk::Receipt> redo(const char* who = "wang") { return desk::redo(writer(), as(who)); }
    void wait() { later(desk::kGraceSeconds); }

    /// "decision waiting, correction sent": newest first.
    std::string states(const std::string& caseId = {}, const std::string& viewer = {}) {
        desk::OutboxQuery query;
        query.caseId = caseId;
        std::string text;
        const auto messages = desk::readOutbox(writer(), query, viewer);
        for (const desk::OutboxMessage& message : *messages)
            text +=
                (text.empty() ? "" : ", ") + message.kind + " " + desk::statusName(message.status);
        return text;
    }
    /// The state is a pure function of the ledger.
    bool isSound() {
        NoTaskContext context;
        const auto state = desk::verifyState(writer(), context);
        if (!state->ok)
            qWarning("%s", state->detail.c_str());
        return state->ok && desk::verifyLedger(writer(), context)->ok;
    }
    std::vector<nlohmann::json> lines(const char* file = "out.jsonl") {
        std::ifstream stream(folder() / file);
        std::vector<nlohmann::json> lines;
        for (std::string line; std::getline(stream, line);)
            lines.push_back(nlohmann::json::parse(line));
        return lines;
    }
};

} // namespace

class TstOutbox : public QObject {
    Q_OBJECT

private slots:
    void aRefusalsMessageWaitsForItsMerchant() {
        OutboxMart mart;
        const auto receipt = mart.say(kFirst, Verb::Refuse);
        QVERIFY(receipt);
        const auto messages = desk::readOutbox(mart.writer(), {});
        QCOMPARE(messages->size(), 1U);
        const desk::OutboxMessage& message = messages->front();
        QCOMPARE(message.messageId, receipt->operationId);
        QCOMPARE(message.caseId, kFirst);
        QCOMPARE(message.merchantId, std::string("m9"));
        QCOMPARE(message.text, std::string(kWords));
        QCOMPARE(message.language, std::string("zh"));
        QCOMPARE(message.verb, std::string("refuse"));
        QCOMPARE(message.reasonCode, std::string("late_delivery"));
        QCOMPARE(message.status, MessageStatus::Waiting);
        QCOMPARE(message.dueAt, toSeconds(mart.clock.now()) + desk::kGraceSeconds);
        QVERIFY(mart.isSound());
    }
    void withoutWordsTheMerchantIsToldNothing() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse, "wang", "  \n"));
        QCOMPARE(mart.states(), std::string());
    }
    void onlyRefusingAndAskingSpeakToTheMerchant() {
        OutboxMart mart;
        const auto refused = mart.say(kFirst, Verb::Approve);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Usage);
        QVERIFY(mart.say(kFirst, Verb::Ask));
        QCOMPARE(mart.states(), std::string("decision waiting"));
    }
    void aMessageLeavesAfterItsGraceAndNotBefore() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        const auto early = mart.send();
        QVERIFY(!early);
        QCOMPARE(early.error().code, ErrorCode::NotFound);
        QVERIFY2(!early.error().hint.empty(), "says from when on");
        QVERIFY(!std::filesystem::exists(mart.folder() / "out.jsonl"));
        mart.wait();
        QVERIFY(mart.say(kSecond, Verb::Refuse));
        const auto sent = mart.send();
        QVERIFY(sent);
        QCOMPARE(sent->messages, 1);
        QCOMPARE(sent->receipt.kind, std::string("message.send"));
        QCOMPARE(mart.states(kFirst), std::string("decision sent"));
        QCOMPARE(mart.states(kSecond), std::string("decision waiting"));
        QVERIFY(mart.isSound());
    }
    void theFileHasALineForEachMerchantAndCanBeWrittenAgain() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        QVERIFY(mart.say(kSecond, Verb::Ask));
        mart.wait();
        const auto sent = mart.send();
        QVERIFY(sent);
        const auto lines = mart.lines();
        QCOMPARE(lines.size(), 2U);
        QCOMPARE(lines[0]["case_id"].get<std::string>(), kFirst);
        QCOMPARE(lines[0]["merchant_id"].get<std::string>(), std::string("m9"));
        QCOMPARE(lines[0]["decision"].get<std::string>(), std::string("refuse"));
        QCOMPARE(lines[0]["text"].get<std::string>(), std::string(kWords));
        QCOMPARE(lines[0]["simulated"].get<bool>(), false);
        QCOMPARE(lines[1]["decision"].get<std::string>(), std::string("ask"));
        QVERIFY(desk::writeSentAgain(mart.writer(), sent->receipt.operationId,
                                     mart.folder() / "again.jsonl"));
        QCOMPARE(mart.lines("again.jsonl"), lines);
    }
    void aFileThatIsThereAlreadyIsNotWrittenOver() {
        OutboxMart mart;
        std::ofstream(mart.folder() / "out.jsonl") << "messages that nobody took on yet\n";
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        const auto refused = mart.send();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(mart.states(), std::string("decision waiting"));
    }
    void nothingLeavesWhereTheFileCannotBeWritten() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        const auto refused = mart.send("no such folder/out.jsonl");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::FileNotWritable);
        QCOMPARE(mart.states(), std::string("decision waiting"));
    }
    void whoMayNotSendLetsNothingLeave() {
        OutboxMart mart;
        mart.addPeople();
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        const auto refused = mart.send("out.jsonl", "he");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Forbidden);
        QVERIFY(mart.send("out.jsonl", "zhao"));
    }

    void anUndoneDecisionWithdrawsAMessageThatStillWaits() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        const auto undone = mart.undo();
        QVERIFY(undone);
        QCOMPARE(undone->corrections, 0);
        QCOMPARE(mart.states(), std::string("decision withdrawn"));
        QVERIFY(mart.redo());
        QCOMPARE(mart.states(), std::string("decision waiting"));
        QVERIFY(mart.undo());
        mart.wait();
        QCOMPARE(mart.send().error().code, ErrorCode::NotFound);
        QVERIFY(mart.isSound());
    }
    void anUndoneDecisionWhoseMessageLeftIsFollowedByACorrection() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send());
        const auto undone = mart.undo();
        QVERIFY(undone);
        QCOMPARE(undone->corrections, 1);
        QCOMPARE(undone->target, std::string("case.refuse"));
        QCOMPARE(desk::readCase(mart.writer(), kFirst)->status, desk::CaseStatus::Open);
        QCOMPARE(mart.states(kFirst), std::string("correction waiting, decision corrected"));
        const auto messages = desk::readOutbox(mart.writer(), {});
        QCOMPARE(messages->front().text, std::string("taken back (zh)"));
        QCOMPARE(messages->front().merchantId, std::string("m9"));
        mart.wait();
        QVERIFY(mart.send("second.jsonl"));
        QCOMPARE(mart.lines("second.jsonl").at(0)["kind"].get<std::string>(),
                 std::string("correction"));
        QVERIFY(mart.isSound());
    }
    void withoutATranslationTheCorrectionIsEnglishAndNamesTheDay() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send());
        QVERIFY(desk::undo(mart.writer(), mart.as("wang")));
        const auto messages = desk::readOutbox(mart.writer(), {});
        QVERIFY(messages->front().text.find("of 2018-09-02 on this case is withdrawn") !=
                std::string::npos);
    }
    void doneAgainBeforeTheCorrectionLeftTheMessageStands() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send());
        QVERIFY(mart.undo());
        QVERIFY(mart.redo());
        QCOMPARE(mart.states(), std::string("correction withdrawn, decision sent"));
        QVERIFY(mart.isSound());
    }
    void doneAgainAfterTheCorrectionLeftTheMerchantIsToldAgain() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send("1.jsonl"));
        QVERIFY(mart.undo());
        mart.wait();
        QVERIFY(mart.send("2.jsonl"));
        QVERIFY(mart.redo());
        QCOMPARE(mart.states(), std::string("repeat waiting, correction sent, decision corrected"));
        QCOMPARE(desk::readOutbox(mart.writer(), {})->front().text, std::string(kWords));
        mart.wait();
        QVERIFY(mart.send("3.jsonl"));
        QCOMPARE(mart.undo()->corrections, 1);
        QCOMPARE(mart.states(), std::string("correction waiting, repeat corrected, "
                                            "correction sent, decision corrected"));
        QVERIFY(mart.isSound());
    }
    void correctionsStandOnNobodysUndoStack() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        QVERIFY(mart.say(kSecond, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send());
        QCOMPARE(mart.undo()->caseId, kSecond);
        QCOMPARE(mart.undo()->caseId, kFirst);
        QCOMPARE(mart.undo().error().code, ErrorCode::NotFound);
        QCOMPARE(mart.redo()->caseId, kFirst);
        QCOMPARE(mart.redo()->caseId, kSecond);
        QCOMPARE(mart.redo().error().code, ErrorCode::NotFound);
        QVERIFY(mart.isSound());
    }
    void sendingCannotBeUndoneButReachedPast() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send("out.jsonl", "wang"));
        const auto refused = mart.undo();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(refused.error().hint, std::string(desk::kPastSentHint));
        QCOMPARE(mart.states(), std::string("decision sent"));
        const auto undone = mart.undo(true);
        QVERIFY(undone);
        QCOMPARE(undone->caseId, kFirst);
        QCOMPARE(mart.states(), std::string("correction waiting, decision corrected"));
        QVERIFY(mart.redo());
        QCOMPARE(mart.states(), std::string("correction withdrawn, decision sent"));
    }

    void aNewerWordWithdrawsAnOlderOneThatStillWaits_data() {
        QTest::addColumn<int>("verb");
        QTest::newRow("approved") << static_cast<int>(Verb::Approve);
        QTest::newRow("refused") << static_cast<int>(Verb::Refuse);
        QTest::newRow("answered") << static_cast<int>(Verb::Resume);
        QTest::newRow("reopened") << static_cast<int>(Verb::Reopen);
    }
    void aNewerWordWithdrawsAnOlderOneThatStillWaits() {
        QFETCH(int, verb);
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Ask));
        const bool refuses = static_cast<Verb>(verb) == Verb::Refuse;
        QVERIFY(
            mart.decide(kFirst, static_cast<Verb>(verb), "wang", refuses ? "late_delivery" : ""));
        QCOMPARE(mart.states(), std::string("decision withdrawn"));
        QVERIFY(mart.undo());
        QCOMPARE(mart.states(), std::string("decision waiting"));
        QVERIFY(mart.redo());
        QCOMPARE(mart.states(), std::string("decision withdrawn"));
        QVERIFY(mart.isSound());
    }
    void aCorrectionIsNotWithdrawnByANewerWord() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send());
        QVERIFY(mart.undo());
        QVERIFY(mart.say(kFirst, Verb::Refuse, "wang", "For another reason."));
        QCOMPARE(mart.states(),
                 std::string("decision waiting, correction waiting, decision corrected"));
        QVERIFY(mart.isSound());
    }
    void aReopenedRefusalThatLeftIsFollowedByACorrection() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send());
        const auto reopened = mart.reopen(kFirst, "zhao");
        QVERIFY(reopened);
        QCOMPARE(reopened->corrections, 1);
        QCOMPARE(mart.states(), std::string("correction waiting, decision corrected"));
        const auto messages = desk::readOutbox(mart.writer(), {});
        QCOMPARE(messages->front().text, std::string("looked at again (zh)"));
        QCOMPARE(messages->front().merchantId, std::string("m9"));
        QVERIFY(mart.isSound());
    }
    void whatWasSaidOfACaseUnderDoubleReviewIsSealedInTheListToo() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send());
        QVERIFY(mart.reopen(kFirst));
        QVERIFY(mart.say(kSecond, Verb::Refuse));
        QVERIFY(desk::markBlind(mart.writer(), {.sampleShare = 1}, mart.as("lin")));
        QCOMPARE(desk::readOutbox(mart.writer(), {}, "zhao")->size(), 1U); // of the second case
        QVERIFY(mart.decide(kFirst, Verb::Approve, "zhao"));
        QCOMPARE(desk::readOutbox(mart.writer(), {}, "zhao")->size(), 3U); // has marked it
        QCOMPARE(desk::readOutbox(mart.writer(), {}, "he")->size(), 1U);
    }
    void aReopenedQuestionIsNotCorrected() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Ask));
        mart.wait();
        QVERIFY(mart.send());
        QCOMPARE(mart.reopen(kFirst)->corrections, 0);
        QCOMPARE(mart.states(), std::string("decision sent"));
        QVERIFY(mart.isSound());
    }
    void notReopenedAfterAllBeforeTheCorrectionLeftTheRefusalStands() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send());
        QVERIFY(mart.reopen(kFirst));
        QVERIFY(mart.undo());
        QCOMPARE(mart.states(), std::string("correction withdrawn, decision sent"));
        QCOMPARE(mart.redo()->corrections, 1);
        QCOMPARE(mart.states(),
                 std::string("correction waiting, correction withdrawn, decision corrected"));
        QVERIFY(mart.undo());
        QCOMPARE(mart.states(),
                 std::string("correction withdrawn, correction withdrawn, decision sent"));
        QVERIFY(mart.isSound());
    }
    void notReopenedAfterAllOnceTheCorrectionLeftTheMerchantIsToldAgain() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send("1.jsonl"));
        QVERIFY(mart.reopen(kFirst));
        mart.wait();
        QVERIFY(mart.send("2.jsonl"));
        QVERIFY(mart.undo());
        QCOMPARE(mart.states(), std::string("repeat waiting, correction sent, decision corrected"));
        QVERIFY(mart.redo()); // the repetition has not left: withdrawing it is enough
        QCOMPARE(mart.states(),
                 std::string("repeat withdrawn, correction sent, decision corrected"));
        QVERIFY(mart.undo());
        QCOMPARE(mart.states(), std::string("repeat waiting, correction sent, decision corrected"));
        mart.wait();
        QVERIFY(mart.send("3.jsonl"));
        QCOMPARE(mart.redo()->corrections, 1);
        QCOMPARE(mart.states(), std::string("correction waiting, repeat corrected, "
                                            "correction sent, decision corrected"));
        QVERIFY(mart.isSound());
    }
    void aRepetitionIsTheWordThatStandsNotTheOneBeforeIt() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send("1.jsonl"));
        QVERIFY(mart.reopen(kFirst));
        mart.wait();
        QVERIFY(mart.send("2.jsonl"));
        QCOMPARE(mart.undo()->repeats, 1);
        mart.wait();
        QVERIFY(mart.send("3.jsonl"));
        QVERIFY(mart.redo());
        QVERIFY(mart.undo()); // the second correction has not left
        QCOMPARE(mart.states(), std::string("correction withdrawn, repeat sent, "
                                            "correction sent, decision corrected"));
        QVERIFY(mart.isSound());
    }
    void aReopeningOfAnOlderVersionCorrectsNothingEvenWhenItIsDoneAgain() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send());
        const nlohmann::json payload = {
            {"before", desk::jsonOf(*desk::readCaseChange(mart.writer(), kFirst))},
            {"case_id", kFirst}};
        const auto reopened = desk::appendOperation(mart.writer(), mart.as("wang"), "case.reopen",
                                                    payload.dump(), std::nullopt);
        desk::Fold(mart.writer(), mart.writer()).apply(reopened);
        QCOMPARE(mart.states(), std::string("decision sent"));
        QVERIFY(mart.undo());
        QCOMPARE(mart.redo()->corrections, 0);
        QVERIFY(mart.undo());
        QCOMPARE(mart.states(), std::string("decision sent"));
        QVERIFY(mart.isSound());
    }
    void aCorrectionLeavesEvenWhenTheOpeningOfItsCaseWasTakenBack() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse, "opener"));
        mart.wait();
        QVERIFY(mart.send("1.jsonl"));
        QVERIFY(mart.undo(false, "opener"));
        QCOMPARE(mart.undo(false, "opener")->target, std::string("cases.open"));
        QCOMPARE(mart.states(), std::string("correction waiting, decision corrected"));
        mart.wait();
        QCOMPARE(mart.send("2.jsonl")->recipients, 1);
        QCOMPARE(mart.lines("2.jsonl").at(0)["merchant_id"].get<std::string>(), std::string("m9"));
        QVERIFY(mart.isSound());
    }
    void whoeverWroteAMessageSeesItThoughItsCaseIsUnderDoubleReview() {
        OutboxMart mart;
        QVERIFY(desk::markBlind(mart.writer(), {.sampleShare = 1}, mart.as("lin")));
        QVERIFY(mart.say(kFirst, Verb::Ask));
        QCOMPARE(mart.states(kFirst, "wang"), std::string("decision waiting"));
        QCOMPARE(mart.states(kFirst, "zhao"), std::string());
    }
    void aRefusalThatWasTakenBackBeforeIsNotRepeatedForALaterReopening() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send("1.jsonl"));
        QVERIFY(mart.undo());
        mart.wait();
        QVERIFY(mart.send("2.jsonl"));
        QVERIFY(mart.say(kFirst, Verb::Refuse, "wang", "")); // says nothing
        QCOMPARE(mart.reopen(kFirst)->corrections, 0);
        QVERIFY(mart.undo());
        QCOMPARE(mart.states(), std::string("correction sent, decision corrected"));
        QVERIFY(mart.isSound());
    }
    void manyReopenedAtOnceAreCorrectedWhereTheRefusalLeft() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send());
        QVERIFY(mart.say(kSecond, Verb::Refuse));
        desk::Decision decision;
        decision.verb = Verb::Reopen;
        const std::vector<std::string> ids{kFirst, kSecond};
        NoTaskContext context;
        const auto radius = desk::previewBulk(mart.writer(), ids, decision, 1, mart.as("wang"));
        const auto reopened = desk::decideBulk(mart.writer(), ids, decision, radius->fingerprint,
                                               mart.as("wang"), context);
        QVERIFY(reopened);
        QCOMPARE(reopened->corrections, 1);
        QCOMPARE(mart.states(kFirst), std::string("correction waiting, decision corrected"));
        QCOMPARE(mart.states(kSecond), std::string("decision withdrawn"));
        QVERIFY(mart.undo());
        QCOMPARE(mart.states(kFirst), std::string("correction withdrawn, decision sent"));
        QCOMPARE(mart.states(kSecond), std::string("decision waiting"));
        QVERIFY(mart.isSound());
    }
    void oneTextForManyGoesToEachMerchantAndIsCorrectedForEach() {
        OutboxMart mart;
        const std::vector<std::string> ids{kFirst, kSecond, "risk-m7-1"};
        desk::Decision decision;
        decision.verb = Verb::Refuse;
        decision.reasonCode = "late_delivery";
        decision.message = kWords;
        NoTaskContext context;
        const auto radius = desk::previewBulk(mart.writer(), ids, decision, 1, mart.as("wang"));
        QVERIFY(desk::decideBulk(mart.writer(), ids, decision, radius->fingerprint, mart.as("wang"),
                                 context));
        const auto messages = desk::readOutbox(mart.writer(), {});
        QCOMPARE(messages->size(), 1U);
        QCOMPARE(messages->front().cases, 3);
        QCOMPARE(messages->front().recipients, 3);
        QCOMPARE(mart.states(kSecond), std::string("decision waiting"));
        mart.wait();
        QCOMPARE(mart.send()->recipients, 3);
        QCOMPARE(mart.undo()->corrections, 3);
        QCOMPARE(mart.states(kSecond), std::string("correction waiting, decision corrected"));
        QVERIFY(mart.isSound());
    }
    void ofTwoReviewersTheSecondOneSpeaks() {
        OutboxMart mart;
        mart.addPeople();
        desk::BlindParams params;
        params.sampleShare = 1;
        QVERIFY(desk::markBlind(mart.writer(), params, mart.as("ana")));
        QVERIFY(mart.say(kFirst, Verb::Refuse, "wang", "first"));
        QCOMPARE(mart.states(), std::string());
        QVERIFY(mart.say(kFirst, Verb::Refuse, "zhao", "second"));
        const auto messages = desk::readOutbox(mart.writer(), {});
        QCOMPARE(messages->size(), 1U);
        QCOMPARE(messages->front().text, std::string("second"));
        QVERIFY(mart.undo(false, "zhao"));
        // One mark stands again: whoever gave it sees what became of the other, nobody else does.
        QCOMPARE(mart.states({}, "wang"), std::string("decision withdrawn"));
        QCOMPARE(mart.states({}, "guo"), std::string());
        QVERIFY(mart.isSound());
    }
    void theOtherReasonIsMetByAMessage() {
        OutboxMart mart;
        desk::Decision decision;
        decision.caseId = kFirst;
        decision.verb = Verb::Refuse;
        decision.reasonCode = "other";
        QCOMPARE(desk::decide(mart.writer(), decision, mart.as("wang")).error().code,
                 ErrorCode::ReasonRequired);
        decision.message = kWords;
        QVERIFY(desk::decide(mart.writer(), decision, mart.as("wang")));
    }

    void timelineAndDossierTellWhatTheMerchantWasTold() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.wait();
        QVERIFY(mart.send());
        QVERIFY(mart.undo());
        std::vector<std::string> told;
        const auto timeline = desk::readTimeline(mart.writer(), kFirst, 100);
        for (const auto& event : *timeline)
            if (event.operationId != 0)
                told.push_back(event.code + ": " + event.message);
        const std::vector<std::string> expected{
            "undo: ", "message.correct: taken back (zh)",
            "message.send: ", std::string("case.refuse: ") + kWords, "cases.open: "};
        QCOMPARE(told, expected);
        NoTaskContext context;
        const auto dossier = desk::makeDossier(mart.writer(), kFirst, context);
        QVERIFY(dossier);
        QVERIFY(dossier->json.find("Please ship in time.") != std::string::npos);
        QVERIFY(dossier->json.find("taken back (zh)") != std::string::npos);
    }
    void anOutboxThatIsNotTheLedgersIsFound() {
        OutboxMart mart;
        QVERIFY(mart.say(kFirst, Verb::Refuse));
        mart.writer().execute("UPDATE outbox_recipient SET status = 'withdrawn'");
        NoTaskContext context;
        const auto check = desk::verifyState(mart.writer(), context);
        QVERIFY(!check->ok);
        QVERIFY(check->detail.find("outbox_recipient") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TstOutbox)
#include "tst_outbox.moc"
