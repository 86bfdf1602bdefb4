#include "core/desk/case_kind.h"
#include "core/desk/timeline.h"
#include "tests/support/scored_mart.h"

#include <algorithm>
#include <QtTest>

using namespace mops;
using desk::TimelineEvent;
using desk::Verb;

class TstTimeline : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_mart = std::make_unique<test::ScoredMart>();
        m_clock.set(fromSeconds(1'536'000'000));
        QVERIFY(desk::openCases(m_mart->writer(), "merchant-risk", {}, wang(), m_context));
    }

    void everyOperationOnTheCaseIsThereNewestFirst() {
        decide(Verb::Note, "first look");
        decide(Verb::Ask, "");
        const auto events = timeline();
        std::vector<std::string> codes;
        for (const auto& event : events)
            if (event.kind == TimelineEvent::Kind::Operation)
                codes.push_back(event.code);
        QCOMPARE(codes, (std::vector<std::string>{"case.ask", "case.note", "cases.open"}));
        QVERIFY(std::is_sorted(events.begin(), events.end(),
                               [](const auto& a, const auto& b) { return a.at > b.at; }));
        const auto note = find("case.note");
        QCOMPARE(note.text, std::string("first look"));
        QCOMPARE(note.who, std::string("wang"));
    }
    void whatWasTakenBackIsMarkedAndDoneAgainIsNot() {
        decide(Verb::Ask, "");
        QVERIFY(!find("case.ask").undone);
        QVERIFY(desk::undo(m_mart->writer(), wang()));
        QVERIFY(find("case.ask").undone);
        QVERIFY(desk::redo(m_mart->writer(), wang()));
        QVERIFY(!find("case.ask").undone);
    }
    void ordersReviewsAndScoresOfTheMerchantAreMilestones() {
        m_mart->writer().execute(
            "INSERT INTO fact_review (order_key, review_id, score, created_at, batch_id) "
            "VALUES (9, 'r1', 2, 1533500000, 1)");
        QCOMPARE(find("first_order").at, test::ScoredMart::kOrderedAt);
        QCOMPARE(find("first_review").value, 2.0);
        QCOMPARE(find("first_low_review").at, 1'533'500'000);
        const auto score = find("bad-service");
        QCOMPARE(score.kind, TimelineEvent::Kind::Score);
        QVERIFY(score.value > 0.89);
    }
    void everyTenthPowerOfOrdersIsAMilestone() {
        db::Database& mart = m_mart->writer();
        for (int k = 0; k < 120; ++k) {
            const std::string key = std::to_string(1'000 + k);
            const std::string at = std::to_string(1'533'100'000 + k);
            mart.execute("INSERT INTO fact_order (order_key, order_id, buyer_key, status, "
                         "ordered_at, currency, batch_id) VALUES (" +
                         key + ", 'x" + key + "', 1, 'delivered', " + at + ", 'BRL', 1)");
            mart.execute("INSERT INTO fact_item VALUES (9, " + at + ", " + key +
                         ", 1, 1, 100, 0, NULL, 1)");
        }
        std::vector<double> steps;
        for (const auto& event : timeline())
            if (event.code == "order_number")
                steps.push_back(event.value);
        QCOMPARE(steps, (std::vector<double>{100, 10}));
        QCOMPARE(find("last_order").value, 121.0);
    }
    void aRuleIsShownWithItsTextAtThatVersion() {
        m_mart->writer().execute(
            "INSERT INTO rule_version VALUES ('late', 1, 'merchant', 'late_share_90 > 0.2', "
            "'case', '', '', 'disabled', 'li', 1, 1);"
            "INSERT INTO rule_version VALUES ('late', 2, 'merchant', 'late_share_90 > 0.5', "
            "'case', '', '', 'enabled', 'li', 1, 1);"
            "INSERT INTO rule_run VALUES (1, 1535000000, 1, 'f', 1535500000);"
            "INSERT INTO rule_run VALUES (2, 1535000000, 1, 'f', 1535600000);"
            "INSERT INTO rule_hit VALUES (1, 'late', 1, 'm9', 0);"
            "INSERT INTO rule_hit VALUES (2, 'late', 1, 'm9', 1);"
            "INSERT INTO rule_hit VALUES (2, 'late', 1, 'm8', 1);");
        const auto hits = desk::readRuleHits(m_mart->writer(), "m9");
        QVERIFY(hits);
        QCOMPARE(hits->size(), 1U);
        QCOMPARE(hits->front().predicate, std::string("late_share_90 > 0.2"));
        QCOMPARE(hits->front().ranAt, 1'535'600'000);
        QVERIFY(hits->front().shadow);
        QCOMPARE(find("late").text, std::string("late_share_90 > 0.2"));
    }
    void noMoreEventsThanAskedForAreRead() {
        decide(Verb::Note, "one");
        QCOMPARE(desk::readTimeline(m_mart->writer(), "risk-m9-1", 2)->size(), 2U);
        QCOMPARE(desk::readTimeline(m_mart->writer(), "risk-m0-1", 2).error().code,
                 ErrorCode::NotFound);
    }

private:
    desk::Actor wang() const { return {"wang", m_clock}; }
    void decide(Verb verb, const std::string& note) {
        m_clock.set(m_clock.now() + std::chrono::seconds(60));
        desk::Decision decision;
        decision.caseId = "risk-m9-1";
        decision.verb = verb;
        decision.note = note;
        QVERIFY(desk::decide(m_mart->writer(), decision, wang()));
    }
    std::vector<TimelineEvent> timeline() {
        return *desk::readTimeline(m_mart->writer(), "risk-m9-1", 1'000);
    }
    TimelineEvent find(const std::string& code) {
        for (const auto& event : timeline())
            if (event.code == code)
                return event;
        return {};
    }

    NoTaskContext m_context;
    FixedClock m_clock{fromSeconds(1'536'000'000)};
    std::unique_ptr<test::ScoredMart> m_mart;
};

QTEST_APPLESS_MAIN(TstTimeline)
#include "tst_timeline.moc"
