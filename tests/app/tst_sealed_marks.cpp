// Nobody sees what another person thinks of a case under double review before they gave their own
// mark: every way by which the core and the command line show a case is walked.
#include "core/desk/bulk.h"
#include "core/desk/case_history.h"
#include "core/desk/second_eyes.h"
#include "tests/support/cli.h"
#include "tests/support/desk_mart.h"

#include <fstream>
#include <iterator>
#include <QtTest>

using namespace mops;
using desk::Verb;
using test::runCli;

using Words = std::vector<std::string>;

class TstSealedMarks : public QObject {
    Q_OBJECT

private slots:
    void noWayOfLookingShowsTheOthersMark_data() { ways(); }
    void noWayOfLookingShowsTheOthersMark() {
        QFETCH(Words, way);
        test::DeskMart mart;
        wangMarks(mart);
        for (const char* viewer : {"zhao", "lin", "he"})
            for (const bool json : {true, false}) {
                const std::string seen = look(mart, way, viewer, json);
                for (const char* secret :
                     {"cancellations", "my opinion", "looks bad to me", "smells", "all of them"})
                    QVERIFY2(seen.find(secret) == std::string::npos, seen.c_str());
            }
    }
    void whoGaveTheMarkSeesIt() {
        test::DeskMart mart;
        wangMarks(mart);
        QVERIFY(look(mart, {"ledger", "show"}, "wang", true).find("cancellations") !=
                std::string::npos);
        QVERIFY(look(mart, {"queue", "show", "risk-m9-1"}, "wang", true).find("looks bad to me") !=
                std::string::npos);
    }
    void theHashOfASealedOperationIsThatOfTheWhole() {
        test::DeskMart mart;
        wangMarks(mart);
        const auto own = desk::readOperations(mart.writer(), 100, {}, "wang");
        const auto other = desk::readOperations(mart.writer(), 100, {}, "zhao");
        QCOMPARE(own->size(), other->size());
        for (std::size_t k = 0; k < own->size(); ++k)
            QCOMPARE(own->at(k).hash, other->at(k).hash);
    }
    void whatWasSaidOfManyCasesIsSealedWhileOneOfThemIs() {
        test::DeskMart mart;
        wangMarks(mart);
        const auto tagSeenBy = [&](const char* viewer) {
            return look(mart, {"ledger", "show", "--case", "risk-m2-1"}, viewer, true)
                       .find("smells") != std::string::npos;
        };
        QVERIFY(tagSeenBy("wang"));
        QVERIFY(!tagSeenBy("zhao"));
        QVERIFY(mart.decide("risk-m2-1", Verb::Approve, "zhao"));
        QVERIFY(!tagSeenBy("zhao")); // of the other case it would still say what wang thinks
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "zhao"));
        QVERIFY(tagSeenBy("zhao"));
    }
    void aLongBulkIsSealedInTheHistoryOfACaseToo() {
        test::DeskMart mart(600);
        wangMarks(mart);
        std::vector<std::string> cases;
        for (int merchant = 1; merchant <= 600; ++merchant)
            cases.push_back("risk-m" + std::to_string(merchant) + "-1");
        const std::string note(10'000, 'z');
        QVERIFY(cases.size() * (cases[0].size() + 3) + note.size() >
                desk::CaseHistory::kLongPayload);
        tellMany(mart, cases, Verb::Note, "", note);
        desk::CaseHistory history;
        const auto says = [&](const char* viewer) {
            const auto operations = history.read(mart.writer(), 1, "risk-m9-1", viewer);
            return operations && operations->at(0).payload.find("zzz") != std::string::npos;
        };
        QVERIFY(says("wang"));
        QVERIFY(!says("zhao"));
        QVERIFY(says("wang"));
    }
    void afterTheOwnMarkEverythingIsOpen() {
        test::DeskMart mart;
        wangMarks(mart);
        const auto before = desk::readBlindState(mart.writer(), "risk-m9-1", mart.as("zhao"));
        QVERIFY(before->blind && !before->ownMarkGiven && !before->otherMark);
        QVERIFY(before->otherOperator.empty() && before->otherReason.empty());
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "zhao"));
        const auto after = desk::readBlindState(mart.writer(), "risk-m9-1", mart.as("zhao"));
        QVERIFY(after->otherMark == Verb::Refuse);
        QCOMPARE(after->otherOperator, std::string("wang"));
        QCOMPARE(after->otherReason, std::string("cancellations"));
        const std::string shown = look(mart, {"queue", "show", "risk-m9-1"}, "zhao", true);
        QVERIFY(shown.find("my opinion") != std::string::npos);
        QVERIFY(look(mart, {"ledger", "show"}, "lin", true).find("cancellations") !=
                std::string::npos);
    }
    void theFirstOneDoesNotLearnOfTheSecondBeforeItIsThere() {
        test::DeskMart mart;
        wangMarks(mart);
        const auto state = desk::readBlindState(mart.writer(), "risk-m9-1", mart.as("wang"));
        QVERIFY(state->ownMarkGiven && !state->complete && !state->otherMark);
    }
    void aMarkThatWasTakenBackStaysHidden() {
        test::DeskMart mart;
        wangMarks(mart);
        QVERIFY(desk::undo(mart.writer(), mart.as("wang")));
        QVERIFY(look(mart, {"ledger", "show"}, "zhao", true).find("cancellations") ==
                std::string::npos);
        QVERIFY(look(mart, {"sql", "SELECT payload FROM operation"}, "zhao", true)
                    .find("cancellations") == std::string::npos);
    }
    void queriesOverThePayloadAreOpenWhenNothingIsSealed() {
        test::DeskMart mart;
        QCOMPARE(runCli({"--mart", mart.path().string(), "--json", "sql",
                         "SELECT payload FROM operation"})
                     .exitCode,
                 0);
        wangMarks(mart);
        const auto refused = runCli(
            {"--mart", mart.path().string(), "--json", "sql", "SELECT payload FROM operation"});
        QCOMPARE(refused.exitCode, 3);
        QCOMPARE(runCli({"--mart", mart.path().string(), "--json", "sql",
                         "SELECT operation_id, kind, operator FROM operation"})
                     .exitCode,
                 0);
    }

private:
    static void wangMarks(test::DeskMart& mart) {
        mart.addPeople();
        QVERIFY(desk::markBlind(mart.writer(), {.sampleShare = 1}, mart.as("lin")));
        QVERIFY(mart.decide("risk-m9-1", Verb::Note, "wang", "", "looks bad to me"));
        const std::vector<std::string> two{"risk-m9-1", "risk-m2-1"};
        tellMany(mart, two, Verb::Tag, "smells", {});
        tellMany(mart, two, Verb::Note, "", "all of them");
        QVERIFY(mart.decide("risk-m9-1", Verb::Refuse, "wang", "cancellations", "my opinion"));
    }
    static void tellMany(test::DeskMart& mart, const std::vector<std::string>& cases, Verb verb,
                         const char* tag, const std::string& note) {
        desk::Decision decision;
        decision.verb = verb;
        decision.tag = tag;
        decision.note = note;
        NoTaskContext context;
        const auto preview = desk::previewBulk(mart.writer(), cases, decision, 1, mart.as("wang"));
        QVERIFY(preview);
        QVERIFY(desk::decideBulk(mart.writer(), cases, decision, preview->fingerprint,
                                 mart.as("wang"), context));
    }
    static void ways() {
        QTest::addColumn<Words>("way");
        const auto row = [](const char* name, const Words& way) { QTest::newRow(name) << way; };
        row("queue list", {"queue", "list"});
        row("queue next", {"queue", "next"});
        row("queue show", {"queue", "show", "risk-m9-1"});
        row("ledger show", {"ledger", "show"});
        row("ledger show of the case", {"ledger", "show", "--case", "risk-m9-1"});
        row("ledger export", {"ledger", "export", "--out", "EXPORT"});
        row("agreement", {"agreement", "--by", "operator"});
        row("agreement by reason", {"agreement", "--by", "reason"});
        row("day", {"day"});
        row("approve list", {"approve", "list"});
        row("band audit", {"band", "audit"});
        row("sql on marks", {"sql", "SELECT * FROM blind_mark"});
        row("sql on one column", {"sql", "SELECT verb FROM blind_mark"});
        row("sql on messages", {"sql", "SELECT text FROM outbox_message"});
        row("sql through an alias", {"sql", "SELECT x.reason_code FROM blind_mark AS x"});
        row("sql on payloads", {"sql", "SELECT payload FROM operation"});
        row("sql in a function",
            {"sql", "SELECT json_extract(payload, '$.reason') FROM operation"});
        row("sql in a condition",
            {"sql", "SELECT 'cancellations' FROM operation WHERE payload LIKE '%cancellations%'"});
        row("sql in a subquery", {"sql", "SELECT * FROM (SELECT * FROM operation)"});
        row("sql on tags", {"sql", "SELECT tag FROM case_tag"});
        row("sql on notes", {"sql", "SELECT note FROM case_note"});
        row("sql on cases", {"sql", "SELECT * FROM case_state"});
    }
    static std::string look(test::DeskMart& mart, const Words& way, const char* viewer, bool json) {
        const std::string out = mart.folder().string() + "/export.jsonl";
        std::vector<std::string> arguments{"--mart", mart.path().string(), "--operator", viewer};
        if (json)
            arguments.emplace_back("--json");
        for (const std::string& word : way)
            arguments.push_back(word == "EXPORT" ? out : word);
        const auto answer = runCli(arguments, mart.clock);
        std::string seen = answer.out + answer.err;
        if (std::ifstream file(out); file)
            seen.append(std::istreambuf_iterator<char>(file), {});
        // A refused query names itself in its message.
        if (answer.exitCode == 3)
            return {};
        return seen;
    }
};

QTEST_GUILESS_MAIN(TstSealedMarks)
#include "tst_sealed_marks.moc"
