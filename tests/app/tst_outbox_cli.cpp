#include "tests/support/cli.h"
#include "tests/support/desk_mart.h"
#include "tests/support/planted_ring.h"

#include <fstream>
#include <QtTest>

using namespace mops;

/// Messages to merchants from the shell: the draft, the waiting, the leaving, the correction; and
/// rings that are refused but for some members.
class TstOutboxCli : public QObject {
    Q_OBJECT

private slots:
    void aRefusalCarriesItsDraftAndWaits() {
        Mart mart;
        const auto draft = mart.run(
            {"--lang", "zh", "outbox", "draft", kFirst, "refuse", "--reason", "late_delivery"});
        QCOMPARE(draft.exitCode, 0);
        const auto decided =
            mart.run({"--lang", "zh", "decide", kFirst, "refuse", "--reason", "late_delivery"});
        QCOMPARE(decided.exitCode, 0);
        const auto message = decided.json()["message"];
        QCOMPARE(message["text"], draft.json()["text"]);
        QCOMPARE(message["status"].get<std::string>(), std::string("waiting"));
        QCOMPARE(message["language"].get<std::string>(), std::string("zh"));
        QCOMPARE(message["merchant_id"].get<std::string>(), std::string("m9"));
        const auto listed = mart.run({"outbox", "list", "--status", "waiting"}).json();
        QCOMPARE(listed["total"].get<int>(), 1);
        QCOMPARE(listed["waiting"].get<int>(), 1);
        QCOMPARE(listed["due"].get<int>(), 0);
        QCOMPARE(listed["grace_seconds"].get<int>(), 600);
        QCOMPARE(listed["next_due_at"], message["due_at"]);
        QCOMPARE(listed["messages"][0], message);
    }
    void ownWordsOrNoneReplaceTheDraft() {
        Mart mart;
        const auto own = mart.run({"decide", kFirst, "ask", "--message", "Invoices, please."});
        QCOMPARE(own.json()["message"]["text"].get<std::string>(),
                 std::string("Invoices, please."));
        const auto none =
            mart.run({"decide", kSecond, "refuse", "--reason", "late_delivery", "--no-message"});
        QCOMPARE(none.exitCode, 0);
        QVERIFY(none.json()["message"].is_null());
        QCOMPARE(mart.run({"decide", kThird, "approve", "--message", "x"}).exitCode, 2);
    }
    void whatIsDueLeavesOnceAndTheFileCanBeMadeAgain() {
        Mart mart;
        QCOMPARE(mart.run({"decide", kFirst, "ask"}).exitCode, 0);
        const auto early = mart.run({"outbox", "send", "--out", mart.file("1.jsonl")});
        QCOMPARE(early.exitCode, 1);
        QCOMPARE(early.json()["error"]["code"].get<std::string>(), std::string("not_found"));
        mart.base.later(600);
        const auto sent = mart.run({"outbox", "send", "--out", mart.file("1.jsonl")});
        QVERIFY2(sent.exitCode == 0, sent.out.c_str());
        QCOMPARE(sent.json()["recipients"].get<int>(), 1);
        QCOMPARE(sent.json()["kind"].get<std::string>(), std::string("message.send"));
        QCOMPARE(mart.run({"outbox", "send", "--out", mart.file("2.jsonl")}).exitCode, 1);
        const auto number = std::to_string(sent.json()["operation_id"].get<int>());
        QCOMPARE(mart.run({"outbox", "again", number, "--out", mart.file("3.jsonl")}).exitCode, 0);
        QCOMPARE(mart.read("3.jsonl"), mart.read("1.jsonl"));
        QCOMPARE(mart.run({"verify"}).exitCode, 0);
    }
    void whatHasLeftIsCorrectedAndSendingIsNotUndone() {
        Mart mart;
        QCOMPARE(mart.run({"decide", kFirst, "refuse", "--reason", "low_reviews"}).exitCode, 0);
        mart.base.later(600);
        QCOMPARE(mart.run({"outbox", "send", "--out", mart.file("1.jsonl")}).exitCode, 0);
        const auto refused = mart.run({"undo"});
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(refused.json()["error"]["code"].get<std::string>(), std::string("conflict"));
        QVERIFY(refused.json()["error"]["hint"].get<std::string>().find("--past-sent") !=
                std::string::npos);
        const auto undone = mart.run({"undo", "--past-sent"});
        QCOMPARE(undone.exitCode, 0);
        QCOMPARE(undone.json()["undone"].get<std::string>(), std::string("case.refuse"));
        QCOMPARE(undone.json()["corrections"].get<int>(), 1);
        const auto shown = mart.run({"queue", "show", kFirst}).json();
        QCOMPARE(shown["messages"].size(), 2U);
        QCOMPARE(shown["messages"][0]["kind"].get<std::string>(), std::string("correction"));
        QCOMPARE(shown["messages"][1]["status"].get<std::string>(), std::string("corrected"));
        QCOMPARE(shown["case"]["status"].get<std::string>(), std::string("open"));
        QCOMPARE(mart.run({"verify"}).exitCode, 0);
    }
    void manyAreToldOneTextThatNamesNobody() {
        Mart mart;
        const std::vector<std::string> many{"decide", kFirst,     kSecond,
                                            "refuse", "--reason", "late_delivery"};
        auto look = many;
        look.push_back("--preview");
        const auto radius = mart.run(look).json();
        const std::string fingerprint = radius["fingerprint"];
        auto sure = many;
        sure.insert(sure.end(), {"--confirm", fingerprint});
        const auto decided = mart.run(sure);
        QVERIFY2(decided.exitCode == 0, decided.out.c_str());
        const auto message = decided.json()["message"];
        QCOMPARE(message["recipients"].get<int>(), 2);
        QVERIFY2(message["text"] == radius["message"], "what was seen is what is told");
        QVERIFY(message["text"].get<std::string>().find("商家") == std::string::npos);
    }
    void aRingIsRefusedButForItsInnocentMembers() {
        Mart mart;
        const auto ring = test::plantRing(mart.base.writer(), mart.base.as("opener"));
        const auto wrong =
            mart.run({"decide", ring, "refuse", "--reason", "brushing", "--except", "m9"});
        QCOMPARE(wrong.exitCode, 2);
        QVERIFY2(wrong.json()["error"]["hint"].get<std::string>().find("m1, m2, m3") !=
                     std::string::npos,
                 "names the members");
        const auto refused = mart.run(
            {"decide", ring, "refuse", "--reason", "brushing", "--except", "m1", "--except", "m3"});
        QVERIFY2(refused.exitCode == 0, refused.out.c_str());
        QCOMPARE(refused.json()["message"]["merchant_id"].get<std::string>(), std::string("m2"));
        const auto shown = mart.run({"queue", "show", ring}).json();
        QCOMPARE(shown["except"], nlohmann::json({"m1", "m3"}));
        QCOMPARE(mart.run({"verify"}).exitCode, 0);
    }

private:
    static constexpr const char* kFirst = "risk-m9-1";
    static constexpr const char* kSecond = "risk-m8-1";
    static constexpr const char* kThird = "risk-m7-1";

    struct Mart {
        std::string file(const char* name) const { return (base.folder() / name).string(); }
        std::string read(const char* name) const {
            std::ifstream stream(base.folder() / name);
            return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        }
        test::CliAnswer run(std::vector<std::string> words) const {
            words.insert(words.begin(),
                         {"--json", "--mart", base.path().string(), "--operator", "wang"});
            return test::runCli(words, base.clock);
        }
        test::DeskMart base;
    };
};

QTEST_GUILESS_MAIN(TstOutboxCli)
#include "tst_outbox_cli.moc"
