#include "core/desk/audit.h"

#include "core/db/statement.h"
#include "core/desk/cases.h"
#include "core/desk/second_eyes.h"
#include "tests/support/fake_context.h"
#include "tests/support/scored_mart.h"

#include <QtTest>

using namespace mops;

class TstAudit : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_clock.set(fromSeconds(1'600'000'000));
        m_mart = std::make_unique<test::ScoredMart>(20);
        const desk::Actor ann{"ann", m_clock};
        QVERIFY(desk::openRiskCases(m_mart->writer(), {}, ann)); // 1
        desk::QueueQuery query;
        m_cases = *desk::readQueue(m_mart->writer(), query, m_clock);
        QVERIFY(m_cases.size() >= 3);
        act("ann", 0, desk::Verb::Approve, "improving"); // 2
        m_clock.set(m_clock.now() + std::chrono::days(1));
        act("bob", 1, desk::Verb::Refuse, "late_delivery", "seen twice"); // 3
        act("bob", 2, desk::Verb::Note, {}, "call them");                 // 4
        QVERIFY(desk::undo(m_mart->writer(), {"ann", m_clock}));          // 5: undoes 2
    }

    void everythingComesNewestFirst() {
        QCOMPARE(find({}), (std::vector<std::int64_t>{5, 4, 3, 2, 1}));
    }
    void eachPartOfTheFilterNarrows_data() {
        QTest::addColumn<QString>("who");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<qlonglong>("from");
        QTest::addColumn<qlonglong>("to");
        QTest::addColumn<QList<int>>("expected");
        const qlonglong first = 1'600'000'000;
        QTest::newRow("who") << "bob"
                             << "" << 0LL << 0LL << QList<int>{4, 3};
        QTest::newRow("kind") << ""
                              << "case.note" << 0LL << 0LL << QList<int>{4};
        QTest::newRow("family") << ""
                                << "case." << 0LL << 0LL << QList<int>{4, 3, 2};
        QTest::newRow("from") << ""
                              << "" << first + 1 << 0LL << QList<int>{5, 4, 3};
        QTest::newRow("to") << ""
                            << "" << 0LL << first << QList<int>{2, 1};
        QTest::newRow("all") << "bob"
                             << "case." << first + 1 << first + 86'400 << QList<int>{4, 3};
        QTest::newRow("nobody") << "eve"
                                << "" << 0LL << 0LL << QList<int>{};
    }
    void eachPartOfTheFilterNarrows() {
        QFETCH(QString, who);
        QFETCH(QString, kind);
        QFETCH(qlonglong, from);
        QFETCH(qlonglong, to);
        QFETCH(QList<int>, expected);
        desk::OperationFilter filter;
        filter.operatorName = who.toStdString();
        filter.kind = kind.toStdString();
        if (from != 0)
            filter.from = from;
        if (to != 0)
            filter.to = to;
        QCOMPARE(find(filter), std::vector<std::int64_t>(expected.begin(), expected.end()));
        filter.text = m_cases[0].merchantId.substr(0, 1); // fits every case
        QCOMPARE(find(filter), std::vector<std::int64_t>(expected.begin(), expected.end()));
    }
    void aCaseIsFoundByItsIdItsMerchantAndTheMerchantsName() {
        for (const std::string& text :
             {m_cases[1].caseId, m_cases[1].merchantId, m_cases[1].merchantName}) {
            desk::OperationFilter filter;
            filter.text = text;
            QCOMPARE(find(filter), (std::vector<std::int64_t>{3, 1}));
        }
    }
    void anOperationIsFoundByItsNumberAndTheStartOfItsHash() {
        desk::OperationFilter filter;
        filter.text = "#3";
        QCOMPARE(find(filter), std::vector<std::int64_t>{3});
        filter.text = detail(4).hash.substr(0, 9);
        QCOMPARE(find(filter), std::vector<std::int64_t>{4});
        filter.text = "#99";
        QVERIFY(find(filter).empty());
    }
    void aPercentSignMeansItself() {
        desk::OperationFilter filter;
        filter.text = "%";
        QVERIFY(find(filter).empty());
    }
    void aLineSaysWhoWhatAndWhetherItStillHolds() {
        const std::vector<std::int64_t> ids{5, 3, 2, 1, 77};
        const auto lines = desk::readOperationLines(m_mart->writer(), ids, "ann");
        QVERIFY(lines);
        QCOMPARE(lines->size(), 4U);
        QCOMPARE((*lines)[0].target, std::string("case.approve"));
        QCOMPARE(*(*lines)[0].undoes, 2);
        QCOMPARE((*lines)[1].reason, std::string("late_delivery"));
        QCOMPARE((*lines)[1].note, std::string("seen twice"));
        QCOMPARE((*lines)[1].subject, m_cases[1].merchantName);
        QCOMPARE(*(*lines)[2].undoneBy, 5);
        QVERIFY(!(*lines)[3].undoneBy);
        QCOMPARE((*lines)[3].cases, static_cast<std::int64_t>(m_cases.size()));
    }
    void whatWasDoneAgainHoldsAgain() {
        QVERIFY(desk::redo(m_mart->writer(), {"ann", m_clock})); // 6: undoes 5
        QVERIFY(!detail(2).line.undoneBy);
        QCOMPARE(*detail(5).line.undoneBy, 6);
        QVERIFY(desk::undo(m_mart->writer(), {"ann", m_clock})); // 7: undoes 2 again
        QCOMPARE(*detail(2).line.undoneBy, 7);
        QCOMPARE(detail(2).undoing.size(), 2U);
    }
    void aDecisionShowsOldAndNewValues() {
        const auto changes = detail(3).changes;
        QCOMPARE(valueOf(changes, "status").first, std::string("open"));
        QCOMPARE(valueOf(changes, "status").second, std::string("refused"));
        QCOMPARE(valueOf(changes, "decided_by").second, std::string("bob"));
        QCOMPARE(valueOf(changes, "reason_code").second, std::string("late_delivery"));
        QVERIFY(valueOf(changes, "assignee").second.empty());
    }
    void anUndoShowsTheValuesTheOtherWayRound() {
        const auto changes = detail(5).changes;
        QCOMPARE(valueOf(changes, "status").first, std::string("approved"));
        QCOMPARE(valueOf(changes, "status").second, std::string("open"));
    }
    void theHashOfATamperedOperationDoesNotFit() {
        QVERIFY(detail(3).hashFits);
        m_mart->writer().execute("DROP TRIGGER operation_is_never_changed;"
                                 "UPDATE operation SET operator = 'eve' WHERE operation_id = 3");
        QVERIFY(!detail(3).hashFits);
    }
    void anUnknownOperationIsSaidToBeUnknown() {
        const auto found = desk::readOperationDetail(m_mart->writer(), 99, "ann");
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::NotFound);
    }
    void theFacetsCountWhatThereIs() {
        const auto facets = desk::readOperationFacets(m_mart->writer());
        QVERIFY(facets);
        std::int64_t all = 0;
        for (const desk::OperationFacet& facet : *facets)
            all += facet.operations;
        QCOMPARE(all, 5);
    }
    void aMarkOfADoubleReviewIsSealedUntilTheOwnOneIsGiven() {
        db::Database& mart = m_mart->writer();
        QVERIFY(desk::markBlind(mart, {1.0, 0}, {"ann", m_clock}));
        act("bob", 2, desk::Verb::Refuse, "low_reviews", "secret words");
        const std::int64_t mark = find({}).front();
        QCOMPARE(detail(mark).line.kind, std::string("blind.mark"));
        const auto seen = desk::readOperationDetail(mart, mark, "ann");
        QVERIFY(seen->line.sealed);
        QVERIFY(seen->changes.empty());
        for (const std::string& text : {seen->payload, seen->line.reason, seen->line.note}) {
            QVERIFY(text.find("low_reviews") == std::string::npos);
            QVERIFY(text.find("secret") == std::string::npos);
            QVERIFY(text.find("refuse") == std::string::npos);
        }
        QVERIFY(seen->hashFits);
        // Nor can it be guessed by searching.
        desk::OperationFilter filter;
        filter.text = "secret words";
        QVERIFY(find(filter).empty());
        QVERIFY(!desk::readOperationDetail(mart, mark, "bob")->line.sealed);
        act("ann", 2, desk::Verb::Approve, "improving");
        QVERIFY(!desk::readOperationDetail(mart, mark, "ann")->line.sealed);
    }
    void findingGoesByIndexAlone_data() {
        QTest::addColumn<QString>("where");
        QTest::newRow("kind") << "kind >= 'case.' AND kind < 'case/'";
        QTest::newRow("operator") << "operator = 'bob'";
        QTest::newRow("time") << "at >= 5 AND at <= 9";
        QTest::newRow("kind and operator") << "kind = 'case.note' AND +operator = 'bob'";
        QTest::newRow("operator and time") << "+operator = 'bob' AND +at >= 5";
        QTest::newRow("nothing") << "1";
    }
    void findingGoesByIndexAlone() {
        QFETCH(QString, where);
        db::Statement plan(m_mart->writer(),
                           "EXPLAIN QUERY PLAN SELECT operation_id FROM operation "
                           "WHERE " +
                               where.toStdString());
        QVERIFY(plan.step());
        QVERIFY2(plan.text(3).find("COVERING INDEX") != std::string_view::npos,
                 std::string(plan.text(3)).c_str());
    }

private:
    void act(const std::string& who, std::size_t which, desk::Verb verb, std::string reason,
             std::string note = {}) {
        desk::Decision decision;
        decision.caseId = m_cases[which].caseId;
        decision.verb = verb;
        decision.reasonCode = std::move(reason);
        decision.note = std::move(note);
        const auto done = desk::decide(m_mart->writer(), decision, {who, m_clock});
        QVERIFY2(done, done ? "" : done.error().detail.c_str());
    }
    std::vector<std::int64_t> find(const desk::OperationFilter& filter) {
        NoTaskContext context;
        const auto found = desk::findOperations(m_mart->writer(), filter, context);
        return found ? found->ids : std::vector<std::int64_t>{-1};
    }
    desk::OperationDetail detail(std::int64_t id) {
        const auto found = desk::readOperationDetail(m_mart->writer(), id, "ann");
        if (!found)
            qFatal("no operation %d: %s", static_cast<int>(id), found.error().detail.c_str());
        return *found;
    }
    static std::pair<std::string, std::string>
    valueOf(const std::vector<desk::FieldChange>& changes, const std::string& field) {
        for (const desk::FieldChange& change : changes)
            if (change.field == field)
                return {change.before.value_or(""), change.after.value_or("")};
        return {};
    }

    FixedClock m_clock{fromSeconds(1'600'000'000)};
    std::unique_ptr<test::ScoredMart> m_mart;
    std::vector<desk::Case> m_cases;
};

QTEST_GUILESS_MAIN(TstAudit)
#include "tst_audit.moc"
