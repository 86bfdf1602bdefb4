#include "core/base/rng.h"
#include "core/desk/case_kind.h"
#include "core/desk/priority.h"
#include "core/desk/queue_view.h"
#include "tests/support/scored_mart.h"

#include <algorithm>
#include <cmath>
#include <QtTest>

using namespace mops;
using desk::CaseStatus;
using desk::QueueColumn;
using desk::QueueFilter;
using desk::QueueRow;
using desk::QueueTable;
using desk::QueueView;
using desk::Verb;
using Rows = std::vector<std::uint32_t>;

namespace {

constexpr std::int64_t kNow = 1'536'000'000;
constexpr std::int64_t kFar = kNow + 30 * kSecondsPerDay;

QueueRow rowOf(const std::string& caseId, double priority = 1, std::int64_t dueAt = kFar) {
    QueueRow row;
    row.item.caseId = caseId;
    row.item.kind = "merchant-risk";
    row.item.merchantId = "m-" + caseId;
    row.item.merchantName = "Shop " + caseId;
    row.item.priority = priority;
    row.item.score = 0.9;
    row.item.openedAt = kNow - 1'000;
    row.item.dueAt = dueAt;
    return row;
}

desk::QueueMoment moment(std::int64_t now = kNow) {
    return {now, kNow + kSecondsPerDay / 2, "wang"};
}

} // namespace

class TstQueueTable : public QObject {
    Q_OBJECT

private slots:
    void aCaseIsFoundByItsIdAmongThousands() {
        QueueTable table;
        for (int k = 0; k < 5'000; ++k)
            QCOMPARE(table.put(rowOf("c" + std::to_string(k))), static_cast<std::uint32_t>(k));
        QCOMPARE(table.rows(), 5'000U);
        QCOMPARE(*table.find("c4321"), 4'321U);
        QVERIFY(!table.find("c5000"));
        QVERIFY(!QueueTable().find("c1"));
        QCOMPARE(table.merchantName(17), std::string_view("Shop c17"));
    }
    void puttingAKnownCaseChangesItsRowOnly() {
        QueueTable table;
        table.put(rowOf("a"));
        table.put(rowOf("b"));
        QueueRow changed = rowOf("a");
        changed.item.status = CaseStatus::Refused;
        changed.item.tags = {"ring", "vip"};
        changed.item.assignee = "li";
        QCOMPARE(table.put(changed), 0U);
        QCOMPARE(table.rows(), 2U);
        QCOMPARE(table.statusAt(0, kNow), CaseStatus::Refused);
        QCOMPARE(table.tags(0), (std::vector<std::string>{"ring", "vip"}));
        QCOMPARE(table.assignee(0), std::string_view("li"));
        QCOMPARE(table.assignee(1), std::string_view());
        QCOMPARE(filter(table, {}), Rows{1});
    }
    void aCaseWhoseOpeningWasUndoneIsGoneAndMayComeBack() {
        QueueTable table;
        table.put(rowOf("a"));
        table.remove("a");
        table.remove("never seen");
        QVERIFY(table.isGone(0));
        QCOMPARE(filter(table, {}), Rows{});
        QCOMPARE(table.put(rowOf("a")), 0U);
        QCOMPARE(filter(table, {}), Rows{0});
    }
    void aMovedTableStillAnswers() {
        QueueTable table;
        table.put(rowOf("a"));
        QueueTable moved = std::move(table);
        moved.put(rowOf("b"));
        QCOMPARE(*moved.find("a"), 0U);
        QCOMPARE(moved.kind(1), std::string_view("merchant-risk"));
    }

    void lateCasesComeFirstThenThoseAtTheEdgeThenByLoss() {
        QueueTable table;
        table.put(rowOf("poor", 1));
        table.put(rowOf("rich", 100));
        table.put(rowOf("edge late", 2, kNow + desk::kEdgeSeconds));
        table.put(rowOf("edge soon", 1, kNow + 60));
        table.put(rowOf("late poor", 1, kNow - 1));
        table.put(rowOf("late rich", 2, kNow - 1));
        QueueRow asked = rowOf("asked", 1'000, kNow - 50);
        asked.item.status = CaseStatus::Asked;
        asked.item.clockStoppedAt = kNow - 100;
        table.put(asked);
        QCOMPARE(deskOrder(table),
                 (std::vector<std::string>{"late rich", "late poor", "edge soon", "edge late",
                                           "rich", "poor", "asked"}));
    }
    void everyTenthPlaceIsGivenToWhatTeachesMost() {
        QueueTable table;
        for (int k = 0; k < 40; ++k)
            table.put(rowOf("loss" + std::to_string(100 + k), 1'000 - k));
        for (int k = 0; k < 3; ++k) {
            QueueRow row = rowOf("teach" + std::to_string(k), 0.001);
            row.item.score = 0.6 - 0.05 * k; // teach2 is nearest to one half
            row.item.picked = "teach";
            table.put(row);
        }
        const auto order = deskOrder(table);
        QCOMPARE(order[9], std::string("teach2"));
        QCOMPARE(order[19], std::string("teach1"));
        QCOMPARE(order[29], std::string("teach0"));
        QCOMPARE(order[10], std::string("loss109"));
    }
    void whatTeachesDoesNotWaitForItsPlaceWhenItsLossIsLarge() {
        QueueTable table;
        for (int k = 0; k < 40; ++k)
            table.put(rowOf("loss" + std::to_string(100 + k), 1'000 - k));
        QueueRow row = rowOf("teach", 5'000);
        row.item.score = 0.5;
        row.item.picked = "teach";
        table.put(row);
        QCOMPARE(deskOrder(table)[0], std::string("teach"));
    }
    void theNextCaseIsOneThatThisOperatorMayTake() {
        QueueTable table;
        QueueRow row = rowOf("of li", 9);
        row.item.assignee = "li";
        table.put(row);
        row = rowOf("held by li", 8);
        row.item.claimedBy = "li";
        row.item.claimedUntil = kNow + 60;
        table.put(row);
        row = rowOf("escalated to li", 7);
        row.item.status = CaseStatus::Escalated;
        row.item.assignee = "li";
        row.item.claimedBy = "wang"; // without end: help was asked for
        table.put(row);
        table.put(rowOf("free", 1));
        const auto nextOf = [&](const char* who, std::int64_t now = kNow) {
            auto when = moment(now);
            when.operatorName = who;
            const QueueView view(table);
            auto rows = view.filter({}, when);
            view.sort(QueueColumn::Desk, false, when, rows);
            const auto next = view.next(rows, when);
            return next ? std::string(table.caseId(*next)) : std::string();
        };
        QCOMPARE(nextOf("wang"), std::string("free"));
        QCOMPARE(nextOf("li"), std::string("of li"));
        QCOMPARE(nextOf("wang", kNow + 60), std::string("held by li")); // the lease is over
        table.remove("of li");
        table.remove("held by li");
        QCOMPARE(nextOf("li"), std::string("escalated to li"));
    }

    void aSnoozedCaseIsOpenWhenItsTimeIsOverOrItWasWoken() {
        QueueTable table;
        QueueRow row = rowOf("a");
        row.item.status = CaseStatus::Snoozed;
        row.item.snoozedUntil = kNow + 100;
        table.put(row);
        QCOMPARE(filter(table, {}), Rows{});
        QCOMPARE(filter(table, {}, kNow + 100), Rows{0});
        row.woken = true;
        table.put(row);
        QCOMPARE(filter(table, {}), Rows{0});
    }
    void whatOneMarkedBlindlyWaitsForSomebodyElse() {
        QueueTable table;
        QueueRow row = rowOf("a");
        row.marked = true;
        table.put(row);
        QCOMPARE(filter(table, {}), Rows{});
        row.item.status = CaseStatus::Approved;
        table.put(row);
        QueueFilter closed;
        closed.statuses = {CaseStatus::Approved};
        QCOMPARE(filter(table, closed), Rows{0});
    }
    void aClosedCaseIsLateByTheTimeOfItsDecisionForEver() {
        QueueTable table;
        QueueRow row = rowOf("in time", 1, kNow);
        row.item.status = CaseStatus::Approved;
        row.item.decidedAt = kNow - 1;
        table.put(row);
        row.item.caseId = "too late";
        row.item.decidedAt = kNow + 1;
        table.put(row);
        for (const std::int64_t now : {kNow, kNow + 1'000'000}) {
            QVERIFY(!table.isLateAt(0, now));
            QVERIFY(table.isLateAt(1, now));
        }
    }
    void aCaseWhoseClockStandsNeverBecomesLate() {
        QueueTable table;
        QueueRow row = rowOf("a", 1, kNow);
        row.item.status = CaseStatus::Asked;
        row.item.clockStoppedAt = kNow - 10;
        table.put(row);
        QVERIFY(!table.isLateAt(0, kNow + 1'000'000));
        row.item.clockStoppedAt = kNow + 10; // it was late before the merchant was asked
        table.put(row);
        QVERIFY(table.isLateAt(0, kNow + 1'000'000));
    }
    void theOldestIsTheOldestAndNotTheNewest() {
        QueueTable table;
        for (const int age : {50, 900, 7}) {
            QueueRow row = rowOf("c" + std::to_string(age));
            row.item.openedAt = kNow - age;
            table.put(row);
        }
        QueueRow closed = rowOf("closed");
        closed.item.openedAt = 0;
        closed.item.status = CaseStatus::Approved;
        table.put(closed);
        QCOMPARE(*desk::countQueue(table, moment()).oldestOpenedAt, kNow - 900);
        QVERIFY(!desk::countQueue(QueueTable(), moment()).oldestOpenedAt);
    }
    void theCountsSayHowTheQueueStands() {
        QueueTable table;
        table.put(rowOf("late", 1, kNow - 1));
        table.put(rowOf("today", 1, kNow + 1));
        table.put(rowOf("later"));
        QueueRow row = rowOf("asked");
        row.item.status = CaseStatus::Asked;
        table.put(row);
        row = rowOf("snoozed");
        row.item.status = CaseStatus::Snoozed;
        row.item.snoozedUntil = kFar;
        table.put(row);
        row = rowOf("closed");
        row.item.status = CaseStatus::Refused;
        table.put(row);
        const auto counts = desk::countQueue(table, moment());
        QCOMPARE(counts.waiting, 4);
        QCOMPARE(counts.late, 1);
        QCOMPARE(counts.dueToday, 1);
        QCOMPARE(counts.asked, 1);
        QCOMPARE(counts.snoozed, 1);
    }

    void eachFilterKeepsWhatItNames_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("kept");
        QTest::newRow("text in the name, any case") << 0 << "b";
        QTest::newRow("text in the case id") << 1 << "c";
        QTest::newRow("kind") << 2 << "b";
        QTest::newRow("status") << 3 << "e";
        QTest::newRow("merchant") << 4 << "a";
        QTest::newRow("assignee") << 5 << "d";
        QTest::newRow("nobody's") << 6 << "abc";
        QTest::newRow("tag, whole") << 7 << "c";
        QTest::newRow("region") << 8 << "a";
        QTest::newRow("category") << 9 << "b";
        QTest::newRow("reason") << 10 << "d";
        QTest::newRow("picked") << 11 << "c";
        QTest::newRow("due today") << 12 << "a";
        QTest::newRow("late") << 13 << "b";
        QTest::newRow("claimed by me") << 14 << "c";
        QTest::newRow("mine") << 15 << "cd";
        QTest::newRow("a region that nobody has") << 16 << "";
    }
    void eachFilterKeepsWhatItNames() {
        QFETCH(int, which);
        QFETCH(QString, kept);
        const QueueTable table = fiveCases();
        QueueFilter filter;
        switch (which) {
        case 0: filter.text = " BAKERY "; break;
        case 1: filter.text = "case-c"; break;
        case 2: filter.kinds = {"ring", "nothing"}; break;
        case 3: filter.statuses = {CaseStatus::Refused}; break;
        case 4: filter.merchantId = "m-case-a"; break;
        case 5: filter.assignee = "wang"; break;
        case 6: filter.assignee = ""; break;
        case 7: filter.tag = "vip"; break;
        case 8: filter.region = "North"; break;
        case 9: filter.category = "toys"; break;
        case 10: filter.reason = "late_share_90"; break;
        case 11: filter.picked = "rule"; break;
        case 12: filter.dueToday = true; break;
        case 13: filter.late = true; break;
        case 14: filter.claimedByMe = true; break;
        case 15: filter.mine = true; break;
        case 16: filter.region = "Atlantis"; break;
        default: QFAIL("no such filter");
        }
        QString ids;
        const QueueView view(table);
        for (const std::uint32_t row : view.filter(filter, moment()))
            ids += QLatin1Char(table.caseId(row).back());
        QCOMPARE(ids, kept);
        for (std::uint32_t row = 0; row < table.rows(); ++row)
            QCOMPARE(view.passes(row, filter, moment()),
                     kept.contains(QLatin1Char(table.caseId(row).back())));
    }
    void everyColumnSortsLikeAPlainStableSort_data() {
        QTest::addColumn<int>("column");
        for (int column = 1; column <= static_cast<int>(QueueColumn::Picked); ++column)
            QTest::addRow("column %d", column) << column;
    }
    void everyColumnSortsLikeAPlainStableSort() {
        QFETCH(int, column);
        const QueueTable table = randomTable(600, 7);
        const QueueView view(table);
        for (const bool descending : {false, true}) {
            Rows rows(table.rows());
            for (std::uint32_t row = 0; row < rows.size(); ++row)
                rows[row] = row;
            Rows expected = rows;
            view.sort(static_cast<QueueColumn>(column), descending, moment(), rows);
            std::stable_sort(
                expected.begin(), expected.end(), [&](std::uint32_t a, std::uint32_t b) {
                    return isBefore(table, static_cast<QueueColumn>(column), descending, a, b);
                });
            QCOMPARE(rows, expected);
        }
    }
    void facetsCountWhatIsThereMostFrequentFirst() {
        const QueueTable table = fiveCases();
        const QueueView view(table);
        const auto rows = view.filter({}, moment());
        const auto tags = view.facet(desk::QueueFacet::Tag, rows, moment());
        QCOMPARE(tags.size(), 2U);
        QCOMPARE(tags[0].text, std::string("vip2"));
        QCOMPARE(tags[0].rows, 2);
        QCOMPARE(tags[1].text, std::string("vip"));
        const auto statuses = view.facet(desk::QueueFacet::Status, rows, moment());
        QCOMPARE(statuses.size(), 1U);
        QCOMPARE(statuses[0].rows, 4);
        const auto kinds = view.facet(desk::QueueFacet::Kind, rows, moment());
        QCOMPARE(kinds[0].text, std::string("merchant-risk"));
        QCOMPARE(kinds[0].rows, 3);
    }

    void theTableHoldsWhatTheMartHolds() {
        test::ScoredMart mart;
        open(mart);
        decide(mart, "risk-m9-1", Verb::Refuse, "low_reviews");
        desk::Decision tag;
        tag.caseId = "risk-m8-1";
        tag.verb = Verb::Tag;
        tag.tag = "watch";
        QVERIFY(desk::decide(mart.writer(), tag, wang()));
        const auto table = desk::readQueueTable(mart.writer(), {}, m_context);
        QVERIFY(table);
        QCOMPARE(table->rows(), 8U);
        const auto row = table->find("risk-m8-1");
        QVERIFY(row);
        const auto item = desk::readCase(mart.writer(), "risk-m8-1");
        QCOMPARE(table->shownName(*row), std::string_view("商家 8"));
        QCOMPARE(table->region(*row), std::string_view("SP"));
        QCOMPARE(table->priority(*row), item->priority);
        QCOMPARE(table->stakeMinor(*row), item->stakeMinor);
        QCOMPARE(table->tags(*row), std::vector<std::string>{"watch"});
        QCOMPARE(table->feature(table->reasons(*row)[0]), std::string_view("review_mean_90"));
        QVERIFY(std::isnan(table->reasons(*row)[0].value));
        QCOMPARE(table->reasons(*row)[1].peerMedian, 0.05F);
        QCOMPARE(table->feature(table->reasons(*row)[2]), std::string_view());
        QCOMPARE(desk::readQueueTable(mart.writer(), {.kinds = {"ring"}}, m_context)->rows(), 0U);
        QCOMPARE(desk::readQueueTable(mart.writer(), {.closedSince = 0}, m_context)->rows(), 9U);
    }
    void afterEachOperationTheChangesBringTheTableToWhereReadingAnewWould_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 3; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void afterEachOperationTheChangesBringTheTableToWhereReadingAnewWould() {
        QFETCH(int, seed);
        test::ScoredMart mart(30);
        open(mart);
        const desk::QueueScope all{.closedSince = 0};
        auto table = desk::readQueueTable(mart.writer(), all, m_context);
        QVERIFY(table);
        Rng rng(static_cast<std::uint64_t>(seed));
        for (int step = 0; step < 120; ++step) {
            randomStep(mart, rng);
            const auto changes = desk::readQueueChanges(mart.writer(), all, table->lastOperation(),
                                                        table->seenBatch(), table->seenScoreRun());
            QVERIFY(changes);
            desk::applyChanges(*table, *changes);
            const auto anew = desk::readQueueTable(mart.writer(), all, m_context);
            QCOMPARE(describe(*table), describe(*anew));
        }
    }
    void aCancelledReadingAnswersSo() {
        class Cancelled final : public TaskContext {
        public:
            bool cancelled() const override { return true; }
            void report(const Progress&) override {}
        } context;
        test::ScoredMart mart;
        open(mart);
        QCOMPARE(desk::readQueueTable(mart.writer(), {}, context).error().code,
                 ErrorCode::Cancelled);
    }

private:
    static Rows filter(const QueueTable& table, const QueueFilter& filter,
                       std::int64_t now = kNow) {
        return QueueView(table).filter(filter, moment(now));
    }
    static std::vector<std::string> deskOrder(const QueueTable& table) {
        const QueueView view(table);
        auto rows = view.filter({}, moment());
        view.sort(QueueColumn::Desk, false, moment(), rows);
        return view.caseIds(rows);
    }
    static QueueTable fiveCases() {
        QueueTable table;
        QueueRow row = rowOf("case-a", 1, kNow + 10);
        row.region = "North";
        table.put(row);
        row = rowOf("case-b", 1, kNow - 10);
        row.item.merchantName = "Old Bakery";
        row.item.kind = "ring";
        row.category = "toys";
        row.item.tags = {"vip2"};
        table.put(row);
        row = rowOf("case-c");
        row.item.tags = {"vip", "vip2"};
        row.item.picked = "rule";
        row.item.claimedBy = "wang";
        row.item.claimedUntil = kNow + 1;
        table.put(row);
        row = rowOf("case-d");
        row.item.assignee = "wang";
        row.item.why = {{"late_share_90", 0.5, 0.1, 1.0}};
        table.put(row);
        row = rowOf("case-e");
        row.item.status = CaseStatus::Refused;
        table.put(row);
        return table;
    }
    static QueueTable randomTable(int rows, std::uint64_t seed) {
        Rng rng(seed);
        QueueTable table;
        const auto word = [&](const char* prefix, std::uint64_t of) {
            return rng.chance(0.2) ? std::string() : prefix + std::to_string(rng.below(of));
        };
        for (int k = 0; k < rows; ++k) {
            QueueRow row =
                rowOf("c" + std::to_string(rng.below(1'000'000)) + "-" + std::to_string(k),
                      rng.uniform(-5, 5), kNow + static_cast<std::int64_t>(rng.below(9)));
            row.item.merchantName = word("the same long beginning ", 300);
            row.item.title = word("title ", 5);
            row.item.kind = word("kind", 4);
            row.item.assignee = word("person", 5);
            row.item.picked = word("p", 3);
            row.item.score = rng.uniform();
            row.item.stakeMinor = static_cast<std::int64_t>(rng.below(50));
            row.item.openedAt = static_cast<std::int64_t>(rng.below(50));
            row.item.status = static_cast<CaseStatus>(rng.below(6));
            row.region = word("region", 6);
            row.category = word("category", 6);
            if (rng.chance(0.7))
                row.item.why = {{word("feature", 5), 0, 0, 0}};
            table.put(row);
        }
        return table;
    }
    /// The plain meaning of each column; unknown texts come last in both directions.
    static bool isBefore(const QueueTable& table, QueueColumn column, bool descending,
                         std::uint32_t a, std::uint32_t b) {
        const auto numbers = [&](auto x, auto y) { return descending ? y < x : x < y; };
        const auto texts = [&](std::string_view x, std::string_view y) {
            return x.empty() || y.empty() ? !x.empty() && y.empty() : numbers(x, y);
        };
        switch (column) {
        case QueueColumn::Name: return texts(table.shownName(a), table.shownName(b));
        case QueueColumn::CaseId: return texts(table.caseId(a), table.caseId(b));
        case QueueColumn::Kind: return texts(table.kind(a), table.kind(b));
        case QueueColumn::Status: return numbers(table.statusAt(a, kNow), table.statusAt(b, kNow));
        case QueueColumn::Priority: return numbers(table.priority(a), table.priority(b));
        case QueueColumn::Score: return numbers(table.score(a), table.score(b));
        case QueueColumn::Stake: return numbers(table.stakeMinor(a), table.stakeMinor(b));
        case QueueColumn::OpenedAt: return numbers(table.openedAt(a), table.openedAt(b));
        case QueueColumn::DueAt: return numbers(table.dueAt(a), table.dueAt(b));
        case QueueColumn::Assignee: return texts(table.assignee(a), table.assignee(b));
        case QueueColumn::Region: return texts(table.region(a), table.region(b));
        case QueueColumn::Category: return texts(table.category(a), table.category(b));
        case QueueColumn::Reason:
            return texts(table.feature(table.reasons(a)[0]), table.feature(table.reasons(b)[0]));
        case QueueColumn::Picked: return texts(table.picked(a), table.picked(b));
        case QueueColumn::Desk: break;
        }
        return false;
    }
    /// All rows as text, by case id.
    static QStringList describe(const QueueTable& table) {
        QStringList lines;
        for (std::uint32_t row = 0; row < table.rows(); ++row) {
            if (table.isGone(row))
                continue;
            QString line = QString::fromUtf8(table.caseId(row).data(),
                                             static_cast<qsizetype>(table.caseId(row).size()));
            for (const std::string_view text :
                 {table.kind(row), table.assignee(row), table.reasonCode(row), table.decidedBy(row),
                  table.claimedByAt(row, kNow)})
                line += u'|' + QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
            for (const std::string& tag : table.tags(row))
                line += u'#' + QString::fromStdString(tag);
            line += QStringLiteral("|%1|%2|%3|%4|%5")
                        .arg(static_cast<int>(table.statusAt(row, kNow)))
                        .arg(table.dueAt(row))
                        .arg(table.snoozedUntil(row).value_or(0))
                        .arg(table.decidedAt(row).value_or(0))
                        .arg(table.priority(row));
            lines.push_back(line);
        }
        lines.sort();
        return lines;
    }

    desk::Actor wang() const { return {"wang", m_clock}; }
    void open(test::TempMart& mart) {
        QVERIFY(desk::openCases(mart.writer(), "merchant-risk", {}, wang(), m_context));
    }
    void decide(test::TempMart& mart, const std::string& caseId, Verb verb,
                const std::string& reason = {}) {
        desk::Decision decision;
        decision.caseId = caseId;
        decision.verb = verb;
        decision.reasonCode = reason;
        QVERIFY(desk::decide(mart.writer(), decision, wang()));
    }
    void randomStep(test::ScoredMart& mart, Rng& rng) {
        const auto dice = rng.below(20);
        if (dice == 0) {
            (void)desk::openCases(mart.writer(), "merchant-risk", {}, wang(), m_context);
        } else if (dice == 1) {
            mart.addScoreRun();
        } else if (dice < 5) {
            (void)desk::undo(mart.writer(), wang());
        } else if (dice < 7) {
            (void)desk::redo(mart.writer(), wang());
        } else {
            desk::Decision decision;
            decision.caseId = "risk-m" + std::to_string(1 + rng.below(30)) + "-1";
            decision.verb = static_cast<Verb>(rng.below(13));
            decision.reasonCode = rng.chance(0.5) ? "low_reviews" : "";
            decision.note = "n";
            decision.tag = "t" + std::to_string(rng.below(3));
            if (decision.verb == Verb::Snooze && rng.chance(0.5))
                decision.snoozedEvent = "score";
            (void)desk::decide(mart.writer(), decision, wang());
        }
    }

    NoTaskContext m_context;
    FixedClock m_clock{fromSeconds(kNow)};
};

QTEST_APPLESS_MAIN(TstQueueTable)
#include "tst_queue_table.moc"
