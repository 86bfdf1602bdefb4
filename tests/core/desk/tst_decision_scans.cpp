#include "core/desk/band.h"
#include "core/desk/operators.h"
#include "core/desk/second_eyes.h"
#include "tests/support/desk_mart.h"

#include <QtTest>
#include <sqlite3.h>

using namespace mops;
using desk::Verb;

/// Speed by construction: deciding looks things up and never walks over a table that grows with the
/// mart. Counted by the database engine itself.
class TstDecisionScans : public QObject {
    Q_OBJECT

private slots:
    void aDecisionWalksOverNothingThatGrows() {
        test::DeskMart mart(kCases);
        mart.addPeople();
        Watch watch(mart.writer());
        QVERIFY(mart.decide("risk-m9-1", Verb::Claim, "wang"));
        QVERIFY(mart.decide("risk-m9-1", Verb::Refuse, "wang", "low_reviews"));
        QVERIFY(desk::undo(mart.writer(), mart.as("wang")));
        QVERIFY(desk::redo(mart.writer(), mart.as("wang")));
        QVERIFY2(watch.steps() < kFew, qPrintable(QString::number(watch.steps())));
    }
    void neitherDoesAMark() {
        test::DeskMart mart(kCases);
        mart.addPeople();
        QVERIFY(desk::markBlind(mart.writer(), {.sampleShare = 1}, mart.as("lin")));
        Watch watch(mart.writer());
        QVERIFY(mart.decide("risk-m9-1", Verb::Refuse, "wang", "low_reviews"));
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "zhao"));
        QVERIFY(desk::undo(mart.writer(), mart.as("zhao")));
        QVERIFY(desk::redo(mart.writer(), mart.as("zhao")));
        QVERIFY(desk::readBlindState(mart.writer(), "risk-m9-1", mart.as("wang")));
        QVERIFY(desk::readNotes(mart.writer(), "risk-m9-1", "wang"));
        QVERIFY(desk::readOperations(mart.writer(), 20, "risk-m9-1", "wang"));
        QVERIFY2(watch.steps() < kFew, qPrintable(QString::number(watch.steps())));
    }
    void theWatchSeesAScan() {
        test::DeskMart mart(kCases);
        Watch watch(mart.writer());
        mart.writer().integer("SELECT count(*) FROM case_state WHERE why LIKE '%x%'");
        QVERIFY(watch.steps() >= kCases - 1);
    }

private:
    static constexpr int kCases = 500;
    /// Six operators are walked over to find a lead: that does not grow.
    static constexpr int kFew = 40;

    /// Adds up the steps of full scans of every statement that ends while it lives.
    class Watch {
    public:
        explicit Watch(db::Database& database)
            : m_handle(database.handle()) {
            sqlite3_trace_v2(m_handle, SQLITE_TRACE_PROFILE, &Watch::ended, this);
        }
        ~Watch() { sqlite3_trace_v2(m_handle, 0, nullptr, nullptr); }
        Watch(const Watch&) = delete;
        Watch& operator=(const Watch&) = delete;
        int steps() const { return m_steps; }

    private:
        static int ended(unsigned, void* self, void* statement, void*) {
            static_cast<Watch*>(self)->m_steps += sqlite3_stmt_status(
                static_cast<sqlite3_stmt*>(statement), SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
            return 0;
        }
        sqlite3* m_handle;
        int m_steps = 0;
    };
};

QTEST_GUILESS_MAIN(TstDecisionScans)
#include "tst_decision_scans.moc"
