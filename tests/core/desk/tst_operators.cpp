#include "core/desk/operators.h"
#include "tests/support/desk_mart.h"

#include <QtTest>
#include <set>

using namespace mops;
using desk::Role;
using desk::Verb;

class TstOperators : public QObject {
    Q_OBJECT

private slots:
    void withoutOperatorsOnePersonMayDoEverything() {
        test::DeskMart mart;
        for (const auto& permission : desk::permissions())
            QVERIFY(desk::checkAllowed(mart.writer(), permission.action, mart.as("anybody")));
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "anybody"));
    }
    void theFirstOperatorIsALead() {
        test::DeskMart mart;
        const auto reviewer =
            desk::saveOperator(mart.writer(), {"wang", Role::Reviewer, true}, mart.as("wang"));
        QVERIFY(!reviewer);
        QCOMPARE(reviewer.error().code, ErrorCode::Conflict);
        QVERIFY(desk::saveOperator(mart.writer(), {"lin", Role::Lead, true}, mart.as("lin")));
    }
    void onlyALeadAddsOperators() {
        test::DeskMart mart;
        mart.addPeople();
        const auto added =
            desk::saveOperator(mart.writer(), {"new", Role::Lead, true}, mart.as("ana"));
        QVERIFY(!added);
        QCOMPARE(added.error().code, ErrorCode::Forbidden);
        QVERIFY(desk::saveOperator(mart.writer(), {"new", Role::Lead, true}, mart.as("guo")));
    }
    void theLastLeadStays() {
        test::DeskMart mart;
        mart.addPeople();
        QVERIFY(desk::saveOperator(mart.writer(), {"guo", Role::Lead, false}, mart.as("lin")));
        for (const auto& change : {desk::DeskOperator{"lin", Role::Lead, false},
                                   desk::DeskOperator{"lin", Role::Reviewer, true}}) {
            const auto gone = desk::saveOperator(mart.writer(), change, mart.as("lin"));
            QVERIFY(!gone);
            QCOMPARE(gone.error().code, ErrorCode::Conflict);
        }
    }
    void takingBackNeverLeavesPeopleWithoutALead() {
        test::DeskMart mart;
        auto& db = mart.writer();
        QVERIFY(desk::saveOperator(db, {"lin", Role::Lead, true}, mart.as("lin")));
        QVERIFY(desk::saveOperator(db, {"guo", Role::Lead, true}, mart.as("lin")));
        QVERIFY(desk::saveOperator(db, {"lin", Role::Lead, false}, mart.as("guo")));
        // guo is the only lead now, and lin, who made guo one, is not active any more.
        QVERIFY(!desk::undo(db, mart.as("lin")));
        QVERIFY(desk::roleOf(db, "guo") == Role::Lead);
    }
    void whoIsNotRegisteredOrNotActiveMayDoNothing() {
        test::DeskMart mart;
        mart.addPeople();
        QCOMPARE(mart.decide("risk-m9-1", Verb::Approve, "stranger").error().code,
                 ErrorCode::Forbidden);
        QVERIFY(desk::saveOperator(mart.writer(), {"wang", Role::Reviewer, false}, mart.as("lin")));
        QCOMPARE(mart.decide("risk-m9-1", Verb::Note, "wang", "", "n").error().code,
                 ErrorCode::Forbidden);
        QCOMPARE(desk::undo(mart.writer(), mart.as("stranger")).error().code, ErrorCode::NotFound);
    }
    void complianceReadsAndNotesButDoesNotDecide() {
        test::DeskMart mart;
        mart.addPeople();
        QVERIFY(mart.decide("risk-m9-1", Verb::Note, "he", "", "looked at"));
        QCOMPARE(mart.decide("risk-m9-1", Verb::Approve, "he").error().code, ErrorCode::Forbidden);
    }
    void eachRoleMayDoWhatTheTableSays() {
        test::DeskMart mart;
        mart.addPeople();
        for (const auto& permission : desk::permissions()) {
            const auto may = [&](const char* name) {
                return desk::checkAllowed(mart.writer(), permission.action, mart.as(name))
                    .has_value();
            };
            QCOMPARE(may("wang"), permission.reviewer);
            QCOMPARE(may("ana"), permission.analyst);
            QCOMPARE(may("lin"), permission.lead);
            QCOMPARE(may("he"), permission.compliance);
        }
    }
    void theTableNamesEachActionOnceAndSomebodyMayDoIt() {
        std::set<std::string> names;
        for (const auto& permission : desk::permissions()) {
            QVERIFY2(names.insert(permission.action).second, permission.action);
            QVERIFY(permission.reviewer || permission.analyst || permission.lead ||
                    permission.compliance);
        }
    }
    void anActionThatNobodyKnowsIsForbidden() {
        test::DeskMart mart;
        mart.addPeople();
        QCOMPARE(desk::checkAllowed(mart.writer(), "mart.burn", mart.as("lin")).error().code,
                 ErrorCode::Forbidden);
    }
    void theAutomationRunsBandsAndNothingElse() {
        test::DeskMart mart;
        mart.addPeople();
        QVERIFY(desk::checkAllowed(mart.writer(), "band.run", mart.as("automation")));
        QVERIFY(!desk::checkAllowed(mart.writer(), "case.decide", mart.as("automation")));
        QCOMPARE(desk::saveOperator(mart.writer(), {"automation", Role::Lead, true}, mart.as("lin"))
                     .error()
                     .code,
                 ErrorCode::Usage);
    }
    void undoneToTheStartTheMartIsAsBefore() {
        test::DeskMart mart;
        const std::string before = mart.stateText();
        mart.addPeople();
        QVERIFY(desk::saveOperator(mart.writer(), {"wang", Role::Analyst, true}, mart.as("lin")));
        for (int k = 0; k < 7; ++k)
            QVERIFY(desk::undo(mart.writer(), mart.as("lin")));
        QCOMPARE(mart.stateText(), before);
        for (int k = 0; k < 7; ++k)
            QVERIFY(desk::redo(mart.writer(), mart.as("lin")));
        QVERIFY(desk::roleOf(mart.writer(), "wang") == Role::Analyst);
        NoTaskContext context;
        QVERIFY(desk::verifyState(mart.writer(), context)->ok);
    }
    void somebodyElsesChangeIsNotOverwrittenByAnUndo() {
        test::DeskMart mart;
        mart.addPeople();
        QVERIFY(desk::saveOperator(mart.writer(), {"zhao", Role::Lead, true}, mart.as("lin")));
        QVERIFY(desk::saveOperator(mart.writer(), {"zhao", Role::Analyst, true}, mart.as("guo")));
        const auto undone = desk::undo(mart.writer(), mart.as("lin"));
        QVERIFY(!undone);
        QCOMPARE(undone.error().code, ErrorCode::Conflict);
    }
    void aNameThatIsNoneIsRefused_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("blanks") << QByteArray("  ");
        QTest::newRow("blank at the end") << QByteArray("wang ");
        QTest::newRow("not UTF-8") << QByteArray("\xff\xfe");
        QTest::newRow("too long") << QByteArray(101, 'x');
    }
    void aNameThatIsNoneIsRefused() {
        QFETCH(QByteArray, name);
        test::DeskMart mart;
        const auto saved = desk::saveOperator(mart.writer(), {name.toStdString(), Role::Lead, true},
                                              mart.as("lin"));
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::Usage);
    }
};

QTEST_GUILESS_MAIN(TstOperators)
#include "tst_operators.moc"
