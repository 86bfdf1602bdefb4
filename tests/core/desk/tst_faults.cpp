#include "core/desk/bulk.h"
#include "core/desk/cases.h"
#include "core/desk/views.h"
#include "tests/support/desk_dump.h"
#include "tests/support/killed_child.h"
#include "tests/support/scored_mart.h"

#include <fstream>
#include <QtTest>

using namespace mops;
using desk::Verb;
using test::ChildEnd;

/// Kills, two programs on one mart, and clocks that jump: nothing lost, nothing doubled.
class TstFaults : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        test::ScoredMart mart(40);
        QVERIFY(desk::openRiskCases(mart.writer(), {}, actor("wang")));
        const auto waiting = desk::readQueue(mart.writer(), {}, m_clock);
        for (const auto& found : *waiting)
            m_ids.push_back(found.caseId);
        desk::Decision decision = decisionOf(Verb::Escalate);
        decision.caseId = m_ids[7];
        QVERIFY(desk::decide(mart.writer(), decision, actor("wang")));
        mart.writer().execute("PRAGMA wal_checkpoint(TRUNCATE)");
        m_base = bytesOf(mart.path());
        QVERIFY(m_ids.size() >= 20);
    }

    void aKillBeforeAnyStatementLeavesAllOrNothing_data() { eachAction(); }
    void aKillBeforeAnyStatementLeavesAllOrNothing() {
        QFETCH(QString, action);
        const auto work = m_actions.at(action.toStdString());
        const auto [before, after] = bothStates(work);
        int statement = 1;
        int kept = 0;
        for (;; ++statement) {
            QVERIFY2(statement < 2'000, "the action never ends");
            const auto path = freshMart();
            const auto end = test::runInChild([&] {
                auto mart = mart::openWriter(path);
                test::killBeforeStatement(*mart, statement);
                return work(*mart);
            });
            if (end == ChildEnd::Done)
                break;
            QCOMPARE(end, ChildEnd::Killed);
            kept += checkOneOf(path, before, after, "statement " + std::to_string(statement));
        }
        QVERIFY(statement > 4);
        // Committing is the last statement of each that writes; some give memory back after it.
        QVERIFY2(kept <= 1, std::to_string(kept).c_str());
    }

    void aKillInTheMidstOfAStatementLeavesAllOrNothing_data() { eachAction(); }
    void aKillInTheMidstOfAStatementLeavesAllOrNothing() {
        QFETCH(QString, action);
        const auto work = m_actions.at(action.toStdString());
        const auto [before, after] = bothStates(work);
        int steps = 1;
        for (;; steps += 1 + steps / 4) {
            const auto path = freshMart();
            const auto end = test::runInChild([&] {
                auto mart = mart::openWriter(path);
                test::killAfterSteps(*mart, steps);
                return work(*mart);
            });
            if (end == ChildEnd::Done)
                break;
            QCOMPARE(end, ChildEnd::Killed);
            checkOneOf(path, before, after, std::to_string(steps) + " steps");
        }
        QVERIFY(steps > 20);
    }

    void aKillAtTheCommitLeavesNothing_data() { eachAction(); }
    void aKillAtTheCommitLeavesNothing() {
        QFETCH(QString, action);
        const auto work = m_actions.at(action.toStdString());
        const auto [before, after] = bothStates(work);
        const auto path = freshMart();
        QCOMPARE(test::runInChild([&] {
                     auto mart = mart::openWriter(path);
                     test::killAtCommit(*mart);
                     return work(*mart);
                 }),
                 ChildEnd::Killed);
        QCOMPARE(checkOneOf(path, before, after, "commit"), 0);
    }

    void ofTwoProgramsThatDecideTheSameCasesEachCaseIsWonOnce() {
        const auto path = freshMart();
        constexpr std::size_t kCases = 20;
        constexpr auto kBytes = static_cast<ssize_t>(sizeof(int));
        int pipeEnds[2];
        QCOMPARE(pipe(pipeEnds), 0);
        std::vector<pid_t> children;
        for (const char* name : {"wang", "li"}) {
            const pid_t child = fork();
            if (child == 0) {
                auto mart = mart::openWriter(path);
                const int won = mart ? winCases(*mart, name, kCases) : -1;
                _exit(won == -1 || write(pipeEnds[1], &won, sizeof won) != kBytes ? 2 : 0);
            }
            children.push_back(child);
        }
        int sum = 0;
        for (const pid_t child : children) {
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            QCOMPARE(WEXITSTATUS(status), 0);
            int won = 0;
            QCOMPARE(read(pipeEnds[0], &won, sizeof won), kBytes);
            sum += won;
        }
        close(pipeEnds[0]);
        close(pipeEnds[1]);
        QCOMPARE(sum, static_cast<int>(kCases));
        auto mart = mart::openWriter(path);
        QCOMPARE(mart->integer("SELECT count(*) FROM operation WHERE kind = 'case.approve'"),
                 static_cast<std::int64_t>(kCases));
        verifyMart(*mart, "two programs");
    }

    void aBulkLosesAgainstADecisionMadeMeanwhileByAnotherProgram() {
        const auto path = freshMart();
        auto mine = mart::openWriter(path);
        auto theirs = mart::openWriter(path);
        const auto decision = decisionOf(Verb::Approve);
        const auto radius = desk::previewBulk(*mine, m_ids, decision, 1, actor("wang"));
        desk::Decision one = decision;
        one.caseId = m_ids[3];
        QVERIFY(desk::decide(*theirs, one, actor("li")));
        NoTaskContext context;
        const auto refused =
            desk::decideBulk(*mine, m_ids, decision, radius->fingerprint, actor("wang"), context);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        verifyMart(*mine, "bulk");
    }

    void aLaptopThatSleptLosesItsLeaseButNotItsCase() {
        const auto path = freshMart();
        auto mart = mart::openWriter(path);
        QVERIFY(act(*mart, m_ids[0], Verb::Claim, "wang"));
        QVERIFY(!act(*mart, m_ids[0], Verb::Approve, "li"));
        sleep(8 * 3'600);
        QVERIFY(act(*mart, m_ids[0], Verb::Claim, "li"));
        const auto late = act(*mart, m_ids[0], Verb::Approve, "wang");
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::Conflict);
        QVERIFY(late.error().detail.find("li") != std::string::npos);
        QVERIFY(act(*mart, m_ids[1], Verb::Claim, "wang"));
        sleep(8 * 3'600);
        QVERIFY(act(*mart, m_ids[1], Verb::Approve, "wang")); // nobody else took it
        verifyMart(*mart, "slept");
    }

    void aCaseIsNotLostWhileHelpIsAwaited() {
        const auto path = freshMart();
        auto mart = mart::openWriter(path);
        QVERIFY(act(*mart, m_ids[0], Verb::Claim, "wang"));
        QVERIFY(act(*mart, m_ids[0], Verb::Ask, "wang"));
        sleep(3 * 86'400);
        QVERIFY(!act(*mart, m_ids[0], Verb::Approve, "li"));
        QVERIFY(act(*mart, m_ids[0], Verb::Approve, "wang"));
    }

    void aClockSetBackLocksNobodyOutAndMovesNoDeadlineBack() {
        const auto path = freshMart();
        auto mart = mart::openWriter(path);
        QVERIFY(act(*mart, m_ids[0], Verb::Claim, "wang"));
        QVERIFY(act(*mart, m_ids[1], Verb::Ask, "wang"));
        const auto due = desk::readCase(*mart, m_ids[1])->dueAt;
        sleep(-86'400);
        QVERIFY(act(*mart, m_ids[0], Verb::Claim, "li"));
        QVERIFY(act(*mart, m_ids[1], Verb::Resume, "wang"));
        QCOMPARE(desk::readCase(*mart, m_ids[1])->dueAt, due);
        QVERIFY(act(*mart, m_ids[1], Verb::Approve, "wang"));
        QVERIFY(desk::undo(*mart, actor("wang")));
        NoTaskContext context;
        const auto check = desk::verifyLedger(*mart, context);
        QVERIFY(check->ok);
        QCOMPARE(check->clockSetBack, 1);
        QCOMPARE(check->firstSetBack, 5);
        verifyMart(*mart, "clock");
    }

    void init() { m_clock.set(fromSeconds(1'536'000'000)); }

private:
    using Work = std::function<bool(db::Database&)>;

    void eachAction() {
        QTest::addColumn<QString>("action");
        m_actions["decide"] = [this](db::Database& mart) {
            desk::Decision decision = decisionOf(Verb::Refuse);
            decision.caseId = m_ids[0];
            decision.note = "注";
            return desk::decide(mart, decision, actor("wang")).has_value();
        };
        m_actions["bulk"] = [this](db::Database& mart) {
            const auto decision = decisionOf(Verb::Approve);
            NoTaskContext context;
            const auto radius = desk::previewBulk(mart, m_ids, decision, 1, actor("wang"));
            return radius && desk::decideBulk(mart, m_ids, decision, radius->fingerprint,
                                              actor("wang"), context);
        };
        m_actions["undo"] = [this](db::Database& mart) {
            return desk::undo(mart, actor("wang")).has_value();
        };
        m_actions["view"] = [this](db::Database& mart) {
            desk::SavedView view;
            view.place = "risk";
            view.name = "a";
            view.definition = "{}";
            return desk::saveView(mart, view, actor("wang")).has_value();
        };
        for (const auto& [name, work] : m_actions)
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

    /// What the mart looks like without the action and with it.
    std::pair<std::string, std::string> bothStates(const Work& work) {
        auto mart = mart::openWriter(freshMart());
        const std::string before = test::deskDump(*mart);
        const bool done = work(*mart);
        return {before, done ? test::deskDump(*mart) : std::string()};
    }
    /// 1 when the action was kept whole, 0 when nothing of it was.
    static int checkOneOf(const std::filesystem::path& path, const std::string& before,
                          const std::string& after, const std::string& where) {
        auto mart = mart::openWriter(path);
        if (!mart || mart->text("PRAGMA quick_check") != "ok") {
            QTest::qFail(("the mart is damaged: " + where).c_str(), __FILE__, __LINE__);
            return -1;
        }
        verifyMart(*mart, where);
        const std::string now = test::deskDump(*mart);
        const auto operations = mart->integer("SELECT count(*) FROM operation");
        const bool kept = now == after;
        if ((now != before && !kept) || operations != (kept ? 3 : 2))
            QTest::qFail(("neither all nor nothing: " + where).c_str(), __FILE__, __LINE__);
        return kept ? 1 : 0;
    }
    static void verifyMart(db::Database& mart, const std::string& where) {
        NoTaskContext context;
        const auto chain = desk::verifyLedger(mart, context);
        const auto state = desk::verifyState(mart, context);
        QVERIFY2(chain && chain->ok, where.c_str());
        QVERIFY2(state && state->ok, (where + ": " + (state ? state->detail : "")).c_str());
    }
    /// How many of the cases this program got to decide; −1 when anything else than a conflict
    /// stood in the way.
    int winCases(db::Database& mart, const char* name, std::size_t cases) const {
        int won = 0;
        for (std::size_t k = 0; k < cases; ++k) {
            const auto receipt = act(mart, m_ids[k], Verb::Approve, name);
            if (!receipt && receipt.error().code != ErrorCode::Conflict)
                return -1;
            won += receipt ? 1 : 0;
        }
        return won;
    }
    Result<desk::Receipt> act(db::Database& mart, const std::string& caseId, Verb verb,
                              const char* name) const {
        desk::Decision decision = decisionOf(verb);
        decision.caseId = caseId;
        return desk::decide(mart, decision, actor(name));
    }
    static desk::Decision decisionOf(Verb verb) {
        desk::Decision decision;
        decision.verb = verb;
        if (verb == Verb::Refuse)
            decision.reasonCode = "low_reviews";
        return decision;
    }
    desk::Actor actor(const char* name) const { return {name, m_clock}; }
    void sleep(std::int64_t seconds) { m_clock.set(m_clock.now() + std::chrono::seconds(seconds)); }
    std::filesystem::path freshMart() {
        const std::filesystem::path path =
            m_folder.path().toStdString() + "/mart-" + std::to_string(m_marts++) + ".db";
        std::ofstream(path, std::ios::binary) << m_base;
        return path;
    }
    static std::string bytesOf(const std::filesystem::path& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    }

    FixedClock m_clock{fromSeconds(1'536'000'000)};
    QTemporaryDir m_folder;
    int m_marts = 0;
    std::string m_base;
    std::vector<std::string> m_ids;
    std::map<std::string, Work> m_actions;
};

QTEST_APPLESS_MAIN(TstFaults)
#include "tst_faults.moc"
