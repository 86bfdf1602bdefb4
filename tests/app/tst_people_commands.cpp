// Operators, approvals, bands, double review and the desk's day from the command line.
#include "tests/support/cli.h"
#include "tests/support/desk_mart.h"

#include <QtTest>

using namespace mops;

class TstPeopleCommands : public QObject {
    Q_OBJECT

private slots:
    void peopleAreAddedChangedAndRemoved() {
        test::DeskMart mart;
        QVERIFY(ok(mart, "lin", {"operator", "add", "lin", "--role", "lead"})["operator"]["role"] ==
                "lead");
        ok(mart, "lin", {"operator", "add", "wang"});
        ok(mart, "lin", {"operator", "role", "wang", "--role", "analyst"});
        ok(mart, "lin", {"operator", "remove", "wang"});
        const auto listed = ok(mart, "lin", {"operator", "list"});
        QVERIFY(listed["operators"].size() == 2U);
        QVERIFY(listed["operators"][1]["name"] == "wang");
        QVERIFY(listed["operators"][1]["role"] == "analyst");
        QVERIFY(listed["operators"][1]["active"] == false);
        QVERIFY(!listed["permissions"].empty());
        QVERIFY(call(mart, "wang", {"decide", "risk-m9-1", "approve"}).exitCode == 3);
        QVERIFY(call(mart, "lin", {"operator", "role", "nobody", "--role", "lead"})
                    .json()["error"]["code"] == "not_found");
    }
    void aBandIsSwitchedOnByTwoPeopleAndStoppedByOne() {
        test::DeskMart mart(2'000);
        mart.addPeople();
        for (int k = 1; k <= 2'000; k += 4)
            QVERIFY(mart.decide("risk-m" + std::to_string(k) + "-1",
                                k <= 1'000 ? desk::Verb::Approve : desk::Verb::Refuse, "wang",
                                k <= 1'000 ? "" : "low_reviews"));
        const auto learned = ok(mart, "ana", {"band", "learn", "--promise", "0.05"});
        QVERIFY(learned["band"]["approve_below"].get<double>() > 0.2);
        QVERIFY(learned["band"]["refuse_above"].get<double>() < 0.8);
        ok(mart, "ana", {"band", "save", "--promise", "0.05", "--audit", "0.1"});
        const auto asked = ok(mart, "ana", {"band", "on"});
        QVERIFY(asked["kind"] == "approval.ask");
        const auto id = std::to_string(asked["operation_id"].get<int>());
        QVERIFY(ok(mart, "lin", {"approve", "list"})["waiting"] == 1);
        QVERIFY(call(mart, "ana", {"approve", "grant", id}).json()["error"]["code"] == "forbidden");
        QVERIFY(ok(mart, "lin", {"approve", "grant", id})["action"] == "band.on");
        const auto run = ok(mart, "automation", {"band", "run"});
        QVERIFY(run["approved"].get<int>() > 0 && run["refused"].get<int>() > 0);
        QVERIFY(run["audited"].get<int>() > 0);
        QVERIFY(run["messages"] == run["refused"]); // each of them is told
        const auto told = ok(mart, "lin", {"outbox", "list"})["messages"];
        int cases = 0;
        for (const auto& message : told) {
            cases += message["cases"].get<int>();
            QVERIFY(message["text"].get<std::string>().find("An automatic check decided this.") !=
                    std::string::npos);
        }
        QVERIFY(run["refused"] == cases);
        const auto audits = ok(mart, "lin", {"band", "audit"})["audits"];
        QVERIFY(audits[0]["automatic"].get<int>() ==
                run["approved"].get<int>() + run["refused"].get<int>());
        QVERIFY(audits[0]["waiting"] == run["audited"]);
        QVERIFY(ok(mart, "zhao", {"band", "stop"})["kind"] == "band.switch");
        QVERIFY(ok(mart, "zhao", {"band", "list"})["bands"][0]["state"] == "stopped");
        QVERIFY(ok(mart, "lin", {"ledger", "verify"})["ok"].get<bool>());
        QVERIFY(ok(mart, "lin", {"verify"})["ok"].get<bool>());
    }
    void tooFewDecisionsAreSaid() {
        test::DeskMart mart;
        const auto answer = call(mart, "lin", {"band", "learn"});
        QVERIFY(answer.exitCode == 1);
        QVERIFY(answer.json()["error"]["code"] == "not_enough_data");
        QVERIFY(answer.json()["error"]["hint"].get<std::string>().find("(+") != std::string::npos);
    }
    void doubleReviewAndAgreement() {
        test::DeskMart mart;
        QVERIFY(ok(mart, "lin", {"blind", "mark", "--share", "1"})["sampled"] == 9);
        QVERIFY(ok(mart, "wang", {"decide", "risk-m9-1", "approve"})["kind"] == "blind.mark");
        ok(mart, "zhao", {"decide", "risk-m9-1", "refuse", "--reason", "low_reviews"});
        const auto agreement = ok(mart, "lin", {"agreement", "--by", "operator"});
        QVERIFY(agreement["agreement"].size() == 2U);
        QVERIFY(agreement["disagreements"][0]["case_id"] == "risk-m9-1");
        const auto shown = ok(mart, "wang", {"queue", "show", "risk-m9-1"});
        QVERIFY(shown["second_eyes"]["other_mark"] == "refuse");
        QVERIFY(shown["case"]["status"] == "escalated");
    }
    void theDeskOfToday() {
        test::DeskMart mart;
        mart.later(7'200);
        ok(mart, "wang", {"decide", "risk-m9-1", "approve"});
        const auto day = ok(mart, "wang", {"day"});
        QVERIFY(day["waiting"] == 8);
        QVERIFY(day["decided"] == 1);
        QVERIFY(day["hours"][2]["decided"] == 1);
        QVERIFY(day["operators"][0]["name"] == "wang");
        QVERIFY(day["agreement"]["kappa"].is_null());
        QVERIFY(call(mart, "wang", {"day", "--from", "yesterday"}).exitCode == 2);
    }
    void forPeopleThereIsATable() {
        test::DeskMart mart;
        mart.addPeople();
        for (const std::vector<std::string>& command :
             std::vector<std::vector<std::string>>{{"operator", "list"},
                                                   {"approve", "list"},
                                                   {"band", "list"},
                                                   {"band", "audit"},
                                                   {"agreement"},
                                                   {"day"}}) {
            auto arguments = command;
            arguments.insert(arguments.end(), {"--mart", mart.path().string()});
            const auto answer = test::runCli(arguments, mart.clock);
            QVERIFY(answer.exitCode == 0);
            QVERIFY(!answer.out.empty());
        }
    }

private:
    static test::CliAnswer call(test::DeskMart& mart, const char* who,
                                std::vector<std::string> arguments) {
        arguments.insert(arguments.end(),
                         {"--json", "--operator", who, "--mart", mart.path().string()});
        return test::runCli(arguments, mart.clock);
    }
    static nlohmann::json ok(test::DeskMart& mart, const char* who,
                             std::vector<std::string> arguments) {
        const auto answer = call(mart, who, std::move(arguments));
        if (answer.exitCode != 0)
            qWarning("%s", answer.err.c_str());
        return answer.json();
    }
};

QTEST_GUILESS_MAIN(TstPeopleCommands)
#include "tst_people_commands.moc"
