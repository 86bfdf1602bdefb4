#include "core/desk/case_kind.h"
#include "core/desk/queue_view.h"
#include "core/desk/wake.h"
#include "tests/support/scored_mart.h"

#include <QtTest>

using namespace mops;
using desk::CaseStatus;
using desk::Verb;

/// A snoozed case wakes on its date, or when something new is known of its merchant.
class TstWake : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_mart = std::make_unique<test::ScoredMart>();
        m_clock.set(fromSeconds(1'536'000'000));
        QVERIFY(desk::openCases(m_mart->writer(), "merchant-risk", {}, wang(), m_context));
    }

    void eachEventWakesTheCase_data() {
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("sql");
        QTest::newRow("order")
            << "order"
            << "INSERT INTO fact_order (order_key, order_id, buyer_key, status, ordered_at, "
               "currency, batch_id) VALUES (99, 'o99', 1, 'created', 1533000000, 'BRL', 2);"
               "INSERT INTO fact_item VALUES (9, 1533000000, 99, 1, 1, 100, 0, NULL, 2)";
        QTest::newRow("review") << "review"
                                << "INSERT INTO fact_review (order_key, review_id, score, "
                                   "batch_id) VALUES (9, 'r', 1, 2)";
        QTest::newRow("after-sale")
            << "after_sale"
            << "INSERT INTO fact_after_sale (after_sale_key, after_sale_id, order_key, item_no, "
               "merchant_key, kind, reason, opened_at, amount_minor, status, batch_id) VALUES "
               "(1, 's1', 9, 1, 9, 'refund_only', 'damaged', 1533200000, 100, 'open', 2)";
        QTest::newRow("message")
            << "message"
            << "INSERT INTO fact_ticket (ticket_key, ticket_id, merchant_key, channel, subject, "
               "opened_at, status, batch_id) VALUES (1, 't1', 9, 'chat', 's', 1, 'open', 2);"
               "INSERT INTO fact_message VALUES (1, 1, 1, 'merchant', 'here it is', 2)";
        QTest::newRow("score") << "score"
                               << "INSERT INTO score_run (model_id, as_of, made_at) VALUES (1, 1, "
                                  "1); INSERT INTO score VALUES (2, 9, 0.5, 0, '[]')";
    }
    void eachEventWakesTheCase() {
        QFETCH(QString, event);
        QFETCH(QString, sql);
        QVERIFY(snooze(event.toStdString()));
        QCOMPARE(status(), CaseStatus::Snoozed);
        addBatch();
        QCOMPARE(status(), CaseStatus::Snoozed); // an import alone wakes nobody
        m_mart->writer().execute(sql.toStdString());
        QCOMPARE(status(), CaseStatus::Open);
        // Nothing was written for that: the ledger still tells the whole state.
        QVERIFY(desk::verifyState(m_mart->writer(), m_context)->ok);
    }
    void otherEventsAndOtherMerchantsDoNotWakeIt() {
        QVERIFY(snooze("review"));
        addBatch();
        m_mart->writer().execute(
            "INSERT INTO fact_order (order_key, order_id, buyer_key, status, ordered_at, "
            "currency, batch_id) VALUES (99, 'o99', 1, 'created', 1533000000, 'BRL', 2);"
            "INSERT INTO fact_item VALUES (9, 1533000000, 99, 1, 1, 100, 0, NULL, 2);"
            "INSERT INTO fact_review (order_key, review_id, score, batch_id) "
            "VALUES (8, 'r', 1, 2)");
        QCOMPARE(status(), CaseStatus::Snoozed);
    }
    void theAgentsOwnMessageWakesNobody() {
        QVERIFY(snooze("message"));
        addBatch();
        m_mart->writer().execute(
            "INSERT INTO fact_ticket (ticket_key, ticket_id, merchant_key, channel, subject, "
            "opened_at, status, batch_id) VALUES (1, 't1', 9, 'chat', 's', 1, 'open', 2);"
            "INSERT INTO fact_message VALUES (1, 1, 1, 'agent', 'well?', 2)");
        QCOMPARE(status(), CaseStatus::Snoozed);
    }
    void whatWasKnownAtTheSnoozeDoesNotWakeIt() {
        addBatch();
        m_mart->writer().execute("INSERT INTO fact_review (order_key, review_id, score, batch_id) "
                                 "VALUES (9, 'r', 1, 2)");
        QVERIFY(snooze("review"));
        QCOMPARE(status(), CaseStatus::Snoozed);
    }
    void theDateWakesItEvenWithoutTheEvent() {
        QVERIFY(snooze("review"));
        m_clock.set(m_clock.now() + std::chrono::hours(72));
        QCOMPARE(status(), CaseStatus::Open);
    }
    void aClockSetBackWakesNobodyAndKeepsNobodyAsleep() {
        QVERIFY(snooze("review"));
        m_clock.set(m_clock.now() - std::chrono::hours(1'000));
        QCOMPARE(status(), CaseStatus::Snoozed);
        addBatch();
        m_mart->writer().execute("INSERT INTO fact_review (order_key, review_id, score, batch_id) "
                                 "VALUES (9, 'r', 1, 2)");
        QCOMPARE(status(), CaseStatus::Open);
    }
    void anUnknownEventIsRefused() { QCOMPARE(snooze("full moon").error().code, ErrorCode::Usage); }
    void anOpenDeskHearsOfWhatWokeItsCases() {
        QVERIFY(snooze("review"));
        auto table = desk::readQueueTable(m_mart->writer(), {}, m_context);
        QVERIFY(table);
        const std::uint32_t row = *table->find("risk-m9-1");
        const std::int64_t now = toSeconds(m_clock.now());
        addBatch();
        m_mart->writer().execute("INSERT INTO fact_review (order_key, review_id, score, batch_id) "
                                 "VALUES (9, 'r', 1, 2)");
        QCOMPARE(table->statusAt(row, now), CaseStatus::Snoozed);
        const auto changes = desk::readQueueChanges(m_mart->writer(), {}, table->lastOperation(),
                                                    table->seenBatch(), table->seenScoreRun());
        QVERIFY(changes);
        desk::applyChanges(*table, *changes);
        QCOMPARE(table->statusAt(row, now), CaseStatus::Open);
    }
    void anUndoneSnoozeLeavesNothing() {
        QVERIFY(snooze("order"));
        QVERIFY(desk::undo(m_mart->writer(), wang()));
        QCOMPARE(m_mart->writer().integer("SELECT count(*) FROM case_state WHERE snoozed_seen IS "
                                          "NOT NULL OR snoozed_event <> ''"),
                 0);
        QVERIFY(desk::redo(m_mart->writer(), wang()));
        QCOMPARE(m_mart->writer().integer("SELECT count(*) FROM case_state WHERE snoozed_seen = 1"),
                 1);
    }

private:
    desk::Actor wang() const { return {"wang", m_clock}; }
    Result<desk::Receipt> snooze(const std::string& event) {
        desk::Decision decision;
        decision.caseId = "risk-m9-1";
        decision.verb = Verb::Snooze;
        decision.snoozedEvent = event;
        return desk::decide(m_mart->writer(), decision, wang());
    }
    void addBatch() {
        m_mart->writer().execute("INSERT INTO import_batch (batch_id, kind, source, location, "
                                 "started_at, finished_at) VALUES (2, 'import', 't', 't', 0, 0)");
    }
    CaseStatus status() {
        const auto table = desk::readQueueTable(m_mart->writer(), {}, m_context);
        return table->statusAt(*table->find("risk-m9-1"), toSeconds(m_clock.now()));
    }

    NoTaskContext m_context;
    FixedClock m_clock{fromSeconds(1'536'000'000)};
    std::unique_ptr<test::ScoredMart> m_mart;
};

QTEST_APPLESS_MAIN(TstWake)
#include "tst_wake.moc"
