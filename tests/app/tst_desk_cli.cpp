#include "tests/support/cli.h"
#include "tests/support/desk_mart.h"
#include "tests/support/shop_files.h"

#include <QProcess>
#include <QtTest>

using namespace mops;

/// The review desk from the shell: every verb, bulk with a look first, undo, and the ledger as
/// evidence.
class TstDeskCli : public QObject {
    Q_OBJECT

private slots:
    void everyVerbIsReachable() {
        const Mart mart;
        const auto id = mart.ids[0];
        const std::vector<std::vector<std::string>> session{
            {"decide", id, "claim"},
            {"decide", id, "tag", "--tag", "重点"},
            {"decide", id, "note", "--note", "called"},
            {"decide", id, "ask", "--note", "invoices?"},
            {"decide", id, "resume"},
            {"decide", id, "assign", "--to", "li"},
            {"decide", id, "release"},
            {"decide", id, "snooze", "--until", "2018-12-01", "--event", "order"},
            {"decide", id, "reopen"},
            {"decide", id, "escalate", "--to", "lin"},
            {"decide", id, "untag", "--tag", "重点"},
            {"decide", id, "refuse", "--reason", "late_delivery"},
            {"decide", id, "reopen"},
            {"decide", id, "approve"}};
        for (const auto& line : session) {
            const auto answer = mart.run(line);
            QVERIFY2(answer.exitCode == 0, (line[2] + ": " + answer.out).c_str());
            QCOMPARE(answer.json()["kind"].get<std::string>(), "case." + line[2]);
            QCOMPARE(answer.json()["case_id"].get<std::string>(), id);
        }
        for (auto line = session.rbegin(); line != session.rend(); ++line) {
            const auto undone = mart.run({"undo"});
            QCOMPARE(undone.exitCode, 0);
            QCOMPARE(undone.json()["undone"].get<std::string>(), "case." + (*line)[2]);
        }
        QCOMPARE(mart.run({"redo"}).json()["redone"].get<std::string>(), std::string("case.claim"));
    }
    void aBulkIsShownThenConfirmedThenUndoneAsOne() {
        const Mart mart;
        const auto preview =
            mart.run({"decide", "--all", "approve", "--kind", "merchant-risk", "--preview"});
        QCOMPARE(preview.exitCode, 0);
        const auto radius = preview.json();
        QCOMPARE(radius["cases"].get<std::size_t>(), mart.ids.size());
        QCOMPARE(radius["random"].size(), 5U);
        QCOMPARE(radius["extreme"].size(), 5U);
        const std::string fingerprint = radius["fingerprint"];
        const auto decided = mart.run(
            {"decide", "--all", "approve", "--kind", "merchant-risk", "--confirm", fingerprint});
        QVERIFY2(decided.exitCode == 0, decided.out.c_str());
        QCOMPARE(decided.json()["cases"].get<std::size_t>(), mart.ids.size());
        QCOMPARE(decided.json()["kind"].get<std::string>(), std::string("bulk.approve"));
        QCOMPARE(mart.run({"queue", "list"}).json()["total"].get<std::size_t>(), 0U);
        const auto undone = mart.run({"undo"});
        QCOMPARE(undone.json()["undone"].get<std::string>(), std::string("bulk.approve"));
        QCOMPARE(undone.json()["cases"].get<std::size_t>(), mart.ids.size());
        QCOMPARE(mart.run({"queue", "list"}).json()["total"].get<std::size_t>(), mart.ids.size());
    }
    void casesNamedOneByOneAreABulk() {
        const Mart mart;
        const auto preview =
            mart.run({"decide", mart.ids[0], mart.ids[1], "escalate", "--preview"});
        QCOMPARE(preview.json()["cases"].get<int>(), 2);
        const std::string fingerprint = preview.json()["fingerprint"];
        QCOMPARE(mart.run({"decide", mart.ids[1], "approve"}).exitCode, 0);
        const auto refused =
            mart.run({"decide", mart.ids[0], mart.ids[1], "escalate", "--confirm", fingerprint});
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(refused.json()["error"]["code"].get<std::string>(), std::string("conflict"));
    }
    void wrongUsageIsSaidSo_data() {
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char* name, const char* words) {
            QTest::newRow(name) << QString::fromLatin1(words).split(QLatin1Char(' '));
        };
        row("no verb", "decide risk-m1-1");
        row("unknown verb", "decide risk-m1-1 shrug");
        row("all and a case", "decide risk-m1-1 approve --all --preview");
        row("many without preview", "decide risk-m1-1 risk-m2-1 approve");
        row("a filter without all", "decide risk-m1-1 approve --kind merchant-risk");
        row("until without snooze", "decide risk-m1-1 approve --until 2030-01-01");
        row("preview and confirm", "decide --all approve --preview --confirm x");
        row("an unknown event", "decide risk-m1-1 snooze --event moon");
    }
    void wrongUsageIsSaidSo() {
        QFETCH(QStringList, words);
        const Mart mart;
        std::vector<std::string> line;
        for (const QString& word : words)
            line.push_back(word.toStdString());
        QCOMPARE(mart.run(line).exitCode, 2);
    }
    void anImportIsAnOperationThatIsUndoneAndDoneAgain() {
        const Mart mart;
        const auto shop = test::writeShop(mart.folder() / "in").string();
        test::writeFile(std::filesystem::path(shop) / "olist_sellers_dataset.csv",
                        "seller_id,seller_zip_code_prefix,seller_city,seller_state\n"
                        "s1,01001,sao paulo,SP\n");
        const auto count = [&] {
            return mart.run({"sql", "SELECT count(*) FROM merchant WHERE merchant_id = 's1'"})
                .json()["rows"][0][0]
                .get<int>();
        };
        const auto imported = mart.run({"import", "--preset", "olist", shop});
        QCOMPARE(imported.exitCode, 0);
        QVERIFY(imported.json()["operation_id"].get<int>() > 0);
        QCOMPARE(count(), 1);
        const auto undone = mart.run({"undo"});
        QVERIFY2(undone.exitCode == 0, undone.out.c_str());
        QCOMPARE(undone.json()["undone"].get<std::string>(), std::string("import.run"));
        QCOMPARE(undone.json()["subject"].get<std::string>(), std::string("batch 2"));
        QCOMPARE(count(), 0);
        QCOMPARE(mart.run({"redo"}).exitCode, 0);
        QCOMPARE(count(), 1);
        QCOMPARE(mart.run({"import", "--undo", "3"}).exitCode, 0);
        QCOMPARE(count(), 0);
        QCOMPARE(mart.run({"undo"}).json()["undone"].get<std::string>(),
                 std::string("import.undo"));
        QCOMPARE(count(), 1);
        QCOMPARE(mart.run({"undo"}).json()["undone"].get<std::string>(), std::string("import.run"));
        QCOMPARE(count(), 0);
        test::writeFile(std::filesystem::path(shop) / "olist_sellers_dataset.csv",
                        "seller_id,seller_zip_code_prefix,seller_city,seller_state\n"
                        "s1,01001,sao paulo,RJ\n");
        const auto changed = mart.run({"redo"});
        QCOMPARE(changed.exitCode, 1);
        QVERIFY(changed.out.find("olist_sellers_dataset.csv") != std::string::npos);
        std::filesystem::remove_all(shop);
        QCOMPARE(mart.run({"redo"}).json()["error"]["code"].get<std::string>(),
                 std::string("file_not_found"));
        QCOMPARE(count(), 0);
        QCOMPARE(mart.run({"verify"}).exitCode, 0);
    }
    void aDossierIsVerifiedWithoutUs_data() {
        QTest::addColumn<QString>("ending");
        QTest::newRow("pdf") << ".pdf";
        QTest::newRow("json") << ".json";
    }
    void aDossierIsVerifiedWithoutUs() {
        QFETCH(QString, ending);
        const Mart mart;
        const auto id = workedOn(mart);
        const auto out = (mart.folder() / ("case" + ending.toStdString())).string();
        const auto answer = mart.run({"ledger", "dossier", id, "--out", out});
        QVERIFY2(answer.exitCode == 0, answer.out.c_str());
        QCOMPARE(answer.json()["head"], mart.run({"ledger", "verify"}).json()["head"]);
        const auto head = answer.json()["head"].get<std::string>();
        const auto [code, said] = verifyWithPython({out, "--head", head});
        QVERIFY2(code == 0, said.c_str());
        QVERIFY(said.find(answer.json()["head"].get<std::string>()) != std::string::npos);
        QVERIFY(said.find(answer.json()["blake2b"].get<std::string>()) != std::string::npos);
        QCOMPARE(verifyWithPython({out, "--head", std::string(64, '0')}).first, 4);
    }
    void aTamperedDossierIsFound_data() {
        QTest::addColumn<QString>("what");
        for (const char* what : {"note", "operator", "time", "status", "removed", "added", "head",
                                 "swapped", "other", "other removed", "undoes", "hash"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void aTamperedDossierIsFound() {
        QFETCH(QString, what);
        const Mart mart;
        const auto id = workedOn(mart);
        const auto out = mart.folder() / "case.json";
        QCOMPARE(mart.run({"ledger", "dossier", id, "--out", out.string()}).exitCode, 0);
        auto dossier = nlohmann::json::parse(std::ifstream(out));
        tamper(dossier, what.toStdString());
        test::writeFile(out, dossier.dump());
        const auto [code, said] = verifyWithPython({out.string()});
        QVERIFY2(code == 4, said.c_str());
        QVERIFY(said.starts_with("fault: "));
    }
    void aBrokenLedgerGivesNoDossierAndExitCodeFour() {
        Mart mart;
        const auto id = workedOn(mart);
        mart.tamper("UPDATE operation SET operator = 'x' WHERE operation_id = 2");
        QCOMPARE(mart.run({"ledger", "verify"}).exitCode, 4);
        QCOMPARE(mart.run({"verify"}).exitCode, 4);
        QCOMPARE(mart.run({"ledger", "dossier", id, "--out", (mart.folder() / "x.pdf").string()})
                     .exitCode,
                 4);
        QVERIFY(!std::filesystem::exists(mart.folder() / "x.pdf"));
    }
    void anEditedStateIsFoundWithItsPlaceAndExitCodeFour() {
        Mart mart;
        const auto id = workedOn(mart);
        mart.tamper("UPDATE case_state SET status = 'approved' WHERE case_id = '" + id + "'");
        QCOMPARE(mart.run({"ledger", "verify"}).exitCode, 0);
        const auto found = mart.run({"verify"});
        QCOMPARE(found.exitCode, 4);
        QVERIFY(found.out.find(id) != std::string::npos);
    }

private:
    struct Mart {
        Mart() {
            const auto waiting = desk::readQueue(base.writer(), {}, base.clock);
            for (const auto& found : *waiting)
                ids.push_back(found.caseId);
        }
        std::filesystem::path folder() const { return base.folder(); }
        test::CliAnswer run(std::vector<std::string> words) const {
            words.insert(words.begin(), {"--json", "--mart", base.path().string()});
            return test::runCli(words, base.clock);
        }
        /// What somebody with another program could do to the file.
        void tamper(const std::string& sql) {
            base.writer().execute("DROP TRIGGER operation_is_never_changed; " + sql);
        }
        test::DeskMart base;
        std::vector<std::string> ids;
    };

    /// A case with a history among the work on others.
    static std::string workedOn(const Mart& mart) {
        const auto id = mart.ids[1];
        for (const std::vector<std::string>& line : std::vector<std::vector<std::string>>{
                 {"decide", mart.ids[0], "approve"},
                 {"decide", id, "escalate"},
                 {"decide", mart.ids[2], "ask"},
                 {"decide", id, "approve"},
                 {"undo"},
                 {"decide", id, "refuse", "--reason", "other", "--note", "三次催单未回复"},
                 {"decide", mart.ids[3], "ask"}})
            if (mart.run(line).exitCode != 0)
                QTest::qFail(line.back().c_str(), __FILE__, __LINE__);
        return id;
    }
    static std::pair<int, std::string> verifyWithPython(const std::vector<std::string>& arguments) {
        QStringList words{qEnvironmentVariable("MOPS_SOURCE_DIR") +
                          QStringLiteral("/packaging/verify_dossier.py")};
        for (const auto& argument : arguments)
            words << QString::fromStdString(argument);
        QProcess python;
        python.start(QStringLiteral("python3"), words);
        python.waitForFinished();
        return {python.exitCode(),
                (python.readAllStandardOutput() + python.readAllStandardError()).toStdString()};
    }
    static void tamper(nlohmann::json& dossier, const std::string& what) {
        auto& operations = dossier["operations"];
        auto& last = operations.back();
        auto& stretch = dossier["others"].back();
        if (what == "note") {
            std::string payload = last["payload"];
            last["payload"] = payload.replace(payload.find("三次"), 6, "一次");
        } else if (what == "operator") {
            last["operator"] = "somebody";
        } else if (what == "time") {
            last["at"] = last["at"].get<std::int64_t>() + 1;
        } else if (what == "status") {
            dossier["case"]["status"] = "approved";
        } else if (what == "removed") {
            operations.erase(operations.size() - 2);
        } else if (what == "added") {
            operations.push_back(last);
        } else if (what == "head") {
            dossier["ledger"]["head"] = std::string(64, 'a');
        } else if (what == "swapped") {
            std::swap(operations[1]["operation_id"], operations[2]["operation_id"]);
        } else if (what == "other") {
            stretch["contents"][0] = std::string(64, 'b');
        } else if (what == "other removed") {
            stretch["contents"].erase(std::size_t{0});
        } else if (what == "undoes") {
            for (auto& operation : operations)
                if (operation["kind"] == "undo")
                    operation["undoes"] = operation["undoes"].get<int>() - 1;
        } else {
            last["hash"] = std::string(64, 'c');
        }
    }
};

QTEST_GUILESS_MAIN(TstDeskCli)
#include "tst_desk_cli.moc"
