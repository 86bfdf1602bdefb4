#include "core/desk/ledger.h"

#include "core/base/text.h"
#include "core/desk/cases.h"
#include "tests/support/fake_context.h"
#include "tests/support/scored_mart.h"

#include <fstream>
#include <QtTest>
#include <sodium.h>
#include <sqlite3.h>

using namespace mops;

class TstLedger : public QObject {
    Q_OBJECT

private slots:
    void anEmptyLedgerIsSound() {
        test::TempMart mart;
        const auto check = verify(mart);
        QVERIFY(check.ok);
        QCOMPARE(check.operations, 0);
        QCOMPARE(check.firstBroken, 0);
    }
    void everyHashIsBlake2bOverTheFieldsAndTheHashBefore() {
        test::ScoredMart mart;
        work(mart);
        const auto operations = desk::readOperations(mart.writer(), 100);
        QVERIFY(operations);
        QCOMPARE(operations->size(), 6U);
        std::string previous(32, '\0');
        for (auto operation = operations->rbegin(); operation != operations->rend(); ++operation) {
            QCOMPARE(operation->previous, hex(previous));
            previous = linkOf(previous, *operation);
            QCOMPARE(operation->hash, hex(previous));
        }
    }
    void aLedgerAfterWorkIsSoundAndItsStateIsItsReplay() {
        test::ScoredMart mart;
        work(mart);
        QVERIFY(verify(mart).ok);
        QCOMPARE(verify(mart).operations, 6);
        NoTaskContext context;
        const auto state = desk::verifyState(mart.writer(), context);
        QVERIFY(state);
        QVERIFY2(state->ok, state->detail.c_str());
    }
    void tamperingIsFoundWithItsPlace_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("firstBroken");
        QTest::newRow("payload") << "UPDATE operation SET payload = '{}' WHERE operation_id = 3"
                                 << "changed" << 3;
        QTest::newRow("operator") << "UPDATE operation SET operator = 'x' WHERE operation_id = 1"
                                  << "changed" << 1;
        QTest::newRow("time") << "UPDATE operation SET at = at + 1 WHERE operation_id = 6"
                              << "changed" << 6;
        QTest::newRow("kind") << "UPDATE operation SET kind = 'case.note' WHERE operation_id = 2"
                              << "changed" << 2;
        QTest::newRow("undoes") << "UPDATE operation SET undoes = 3 WHERE operation_id = 6"
                                << "changed" << 6;
        QTest::newRow("hash") << "UPDATE operation SET hash = zeroblob(32) WHERE operation_id = 4"
                              << "changed" << 4;
        QTest::newRow("removed first") << "DELETE FROM operation WHERE operation_id = 1"
                                       << "removed" << 1;
        QTest::newRow("removed inside") << "DELETE FROM operation WHERE operation_id = 4"
                                        << "removed" << 4;
        QTest::newRow("removed newest") << "DELETE FROM operation WHERE operation_id = 6"
                                        << "removed" << 6;
        QTest::newRow("removed the newest three") << "DELETE FROM operation WHERE operation_id > 3"
                                                  << "removed" << 4;
        QTest::newRow("removed all") << "DELETE FROM operation"
                                     << "removed" << 1;
        QTest::newRow("removed inside and closed the gap")
            << "DELETE FROM operation WHERE operation_id = 3;"
               "UPDATE operation SET operation_id = operation_id - 1 WHERE operation_id > 3"
            << "removed" << 3;
        QTest::newRow("reordered")
            << "UPDATE operation SET operation_id = 99 WHERE operation_id = 3;"
               "UPDATE operation SET operation_id = 3 WHERE operation_id = 4;"
               "UPDATE operation SET operation_id = 4 WHERE operation_id = 99"
            << "reordered" << 3;
        QTest::newRow("head removed") << "DELETE FROM mart_meta WHERE key = 'ledger_head'"
                                      << "changed" << 6;
        QTest::newRow("head set back")
            << "UPDATE mart_meta SET value = '5:' || (SELECT lower(hex(hash)) FROM operation "
               "WHERE operation_id = 5) WHERE key = 'ledger_head'"
            << "added" << 6;
    }
    void tamperingIsFoundWithItsPlace() {
        QFETCH(QString, sql);
        QFETCH(QString, fault);
        QFETCH(int, firstBroken);
        test::ScoredMart mart;
        work(mart);
        tamper(mart, sql.toStdString());
        const auto check = verify(mart);
        QVERIFY(!check.ok);
        QCOMPARE(QString::fromStdString(check.fault), fault);
        QCOMPARE(check.firstBroken, firstBroken);
    }
    void anOperationRewrittenWithAFittingHashIsFound_data() {
        QTest::addColumn<int>("operationId");
        QTest::addColumn<bool>("isFirstForm");
        QTest::newRow("inside") << 3 << false;
        QTest::newRow("newest") << 6 << false;
        QTest::newRow("inside, in the first form") << 3 << true;
        QTest::newRow("newest, in the first form") << 6 << true;
    }
    void anOperationRewrittenWithAFittingHashIsFound() {
        QFETCH(int, operationId);
        QFETCH(bool, isFirstForm);
        test::ScoredMart mart;
        work(mart);
        const auto operations = desk::readOperations(mart.writer(), 100);
        for (const desk::Operation& operation : *operations) {
            if (operation.operationId != operationId)
                continue;
            const std::string previous =
                QByteArray::fromHex(QByteArray::fromStdString(operation.previous)).toStdString();
            desk::Operation forged = operation;
            forged.operatorName = "somebody else";
            const std::string hash =
                isFirstForm ? firstHashOf(previous, forged) : linkOf(previous, forged);
            tamper(mart, "UPDATE operation SET operator = 'somebody else', hash = x'" + hex(hash) +
                             "' WHERE operation_id = " + std::to_string(operationId));
        }
        const auto check = verify(mart);
        QVERIFY(!check.ok);
        QCOMPARE(check.fault, std::string("changed"));
        QCOMPARE(check.firstBroken, operationId);
    }
    void aLedgerOfTheFirstFormStaysSoundAndGoesOnInThePresentOne() {
        test::ScoredMart mart;
        work(mart);
        const auto operations = desk::readOperations(mart.writer(), 100);
        std::string previous(32, '\0');
        std::string sql;
        for (auto operation = operations->rbegin(); operation != operations->rend(); ++operation) {
            sql += "UPDATE operation SET previous = x'" + hex(previous) + "'";
            previous = firstHashOf(previous, *operation);
            sql += ", hash = x'" + hex(previous) +
                   "' WHERE operation_id = " + std::to_string(operation->operationId) + ";";
        }
        tamper(mart, sql + "UPDATE mart_meta SET value = '6:" + hex(previous) +
                         "' WHERE key = 'ledger_head'");
        QVERIFY(verify(mart).ok);
        const FixedClock clock(fromSeconds(1'536'000'000));
        QVERIFY(desk::redo(mart.writer(), {"wang", clock}));
        QVERIFY(verify(mart).ok);
        QCOMPARE(verify(mart).operations, 7);
    }
    void theDatabaseItselfRefusesToChangeTheLedger_data() {
        QTest::addColumn<QString>("sql");
        QTest::newRow("update") << "UPDATE operation SET operator = 'x'";
        QTest::newRow("delete") << "DELETE FROM operation";
    }
    void theDatabaseItselfRefusesToChangeTheLedger() {
        QFETCH(QString, sql);
        test::ScoredMart mart;
        work(mart);
        QVERIFY_THROWS_EXCEPTION(db::DatabaseFailure, mart.writer().execute(sql.toStdString()));
    }
    void stateThatTheLedgerDoesNotTellIsFound_data() {
        QTest::addColumn<QString>("sql");
        QTest::newRow("changed") << "UPDATE case_state SET status = 'approved' WHERE case_id = "
                                    "'risk-m9-1'";
        QTest::newRow("removed") << "DELETE FROM case_state WHERE case_id = 'risk-m9-1'";
        QTest::newRow("note") << "UPDATE case_note SET note = 'another'";
        QTest::newRow("note added") << "INSERT INTO case_note VALUES (2, 'risk-m9-1', 'x', 0, 'y')";
        QTest::newRow("history") << "DELETE FROM case_operation WHERE operation_id = 2";
    }
    void stateThatTheLedgerDoesNotTellIsFound() {
        QFETCH(QString, sql);
        test::ScoredMart mart;
        work(mart);
        mart.writer().execute(sql.toStdString());
        NoTaskContext context;
        const auto check = desk::verifyState(mart.writer(), context);
        QVERIFY(check);
        QVERIFY(!check->ok);
        QCOMPARE(check->fault, std::string("state"));
        QVERIFY(check->firstBroken > 0);
    }
    void aReaderVerifiesToo() {
        test::ScoredMart mart;
        work(mart);
        auto reader = mart::openReader(mart.path());
        NoTaskContext context;
        QVERIFY(desk::verifyLedger(*reader, context)->ok);
        QVERIFY(desk::verifyState(*reader, context)->ok);
    }
    void verifyingCanBeCancelled() {
        test::ScoredMart mart;
        work(mart);
        test::CancelAfter context(0);
        QCOMPARE(desk::verifyLedger(mart.writer(), context).error().code, ErrorCode::Cancelled);
        QCOMPARE(desk::verifyState(mart.writer(), context).error().code, ErrorCode::Cancelled);
    }
    void theHistoryOfACaseIsItsOperationsOnly() {
        test::ScoredMart mart;
        work(mart);
        const auto history = desk::readOperations(mart.writer(), 100, "risk-m8-1");
        QVERIFY(history);
        QCOMPARE(history->size(), 2U); // opened, noted
        QCOMPARE(history->at(0).kind, std::string("case.note"));
        QCOMPARE(history->at(1).kind, std::string("cases.open"));
    }
    void anExportHoldsEveryOperationOnALine() {
        test::ScoredMart mart;
        work(mart);
        NoTaskContext context;
        const auto out = mart.folder() / "ledger.jsonl";
        const auto written = desk::exportLedger(mart.writer(), out, context);
        QVERIFY(written);
        QCOMPARE(*written, 6);
        std::ifstream file(out);
        std::vector<std::string> lines;
        for (std::string line; std::getline(file, line);)
            lines.push_back(line);
        QCOMPARE(lines.size(), 6U);
        QVERIFY(lines.back().find("\"kind\":\"undo\"") != std::string::npos);
    }
    void anExportIntoNoFolderSaysSo() {
        test::ScoredMart mart;
        NoTaskContext context;
        const auto written =
            desk::exportLedger(mart.writer(), mart.folder() / "nowhere" / "l.jsonl", context);
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::FileNotWritable);
    }

private:
    /// 1 open five cases, 2 escalate, 3 refuse, 4 note, 5 snooze, 6 undo.
    static void work(test::ScoredMart& mart) {
        const FixedClock clock(fromSeconds(1'536'000'000));
        const desk::Actor actor{"wang", clock};
        QVERIFY(desk::openRiskCases(mart.writer(), {}, actor));
        const auto decide = [&](const char* caseId, desk::Verb verb, const char* reason,
                                const char* note) {
            desk::Decision decision;
            decision.caseId = caseId;
            decision.verb = verb;
            decision.reasonCode = reason;
            decision.note = note;
            QVERIFY(desk::decide(mart.writer(), decision, actor));
        };
        decide("risk-m9-1", desk::Verb::Escalate, "", "");
        decide("risk-m9-1", desk::Verb::Refuse, "late_delivery", "三次催单");
        decide("risk-m8-1", desk::Verb::Note, "", "called the merchant");
        decide("risk-m7-1", desk::Verb::Snooze, "", "");
        QVERIFY(desk::undo(mart.writer(), actor));
    }
    static desk::LedgerCheck verify(test::TempMart& mart) {
        NoTaskContext context;
        const auto check = desk::verifyLedger(mart.writer(), context);
        return check ? *check : desk::LedgerCheck{false, -1, -1, check.error().detail, {}};
    }
    /// What somebody with another program could do to the file.
    static void tamper(test::TempMart& mart, const std::string& sql) {
        sqlite3* raw = nullptr;
        QCOMPARE(sqlite3_open(mart.path().string().c_str(), &raw), SQLITE_OK);
        const std::string all =
            "PRAGMA foreign_keys = OFF; DROP TRIGGER operation_is_never_changed; "
            "DROP TRIGGER operation_is_never_removed; " +
            sql;
        QCOMPARE(sqlite3_exec(raw, all.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(raw);
    }
    static std::string number(std::int64_t value) {
        std::string bytes;
        for (int k = 0; k < 8; ++k)
            bytes.push_back(static_cast<char>((value >> (8 * k)) & 0xFF));
        return bytes;
    }
    static std::string text(const std::string& value) {
        return number(static_cast<std::int64_t>(value.size())) + value;
    }
    static std::string fields(const desk::Operation& operation) {
        return number(operation.operationId) + number(operation.at) + text(operation.operatorName) +
               text(operation.kind) + text(operation.payload) + number(operation.undoes ? 1 : 0) +
               number(operation.undoes.value_or(0));
    }
    static std::string linkOf(const std::string& previous, const desk::Operation& operation) {
        const std::string content = blake2b(text("merchantops.operation.2") + fields(operation));
        return blake2b(text("merchantops.link.2") + text(previous) + text(content));
    }
    static std::string firstHashOf(const std::string& previous, const desk::Operation& operation) {
        return blake2b(text("merchantops.operation.1") + fields(operation) + text(previous));
    }
    static std::string blake2b(const std::string& bytes) {
        std::string hash(32, '\0');
        crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                           reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                           nullptr, 0);
        return hash;
    }
};

QTEST_APPLESS_MAIN(TstLedger)
#include "tst_ledger.moc"
