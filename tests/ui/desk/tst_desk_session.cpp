#include "tests/ui/desk/desk_harness.h"

#include "ui/desk/decision_bar.h"
#include "ui/desk/evidence_view.h"
#include "ui/desk/history_view.h"

#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <set>

using namespace mops;
using mops::test::DeskConsole;
using mops::test::DeskMart;

class TestDeskSession : public QObject {
    Q_OBJECT
private slots:
    void oneKeyDecidesOneCaseAndTheNextIsThere();
    void aHeldKeyActsOnce();
    void tenDecidedThreeUndoneComeBackAlsoInANewSession();
    void undoBringsTheCaseBackOnScreenAndRedoTakesItAway();
    void refusingAsksForAReasonAndEnterConfirmsIt();
    void escapeLeavesTheReasonsWithoutADecision();
    void theReasonOtherNeedsANote();
    void aRefusalOffersNoReasonThatSpeaksForTheMerchant();
    void bareKeysDoNotActInATextBox();
    void bareKeysDoNotActWhileAnInputMethodComposes();
    void aNoteIsSavedWithCtrlEnterAndTheCaseStays();
    void thePointRepeatsDecisionAndReason();
    void snoozedAndEscalatedCasesGoWhereTheyBelong();
    void evidenceIsWalkedAndPeekedAtByKeys();
    void aRefusalOfTheMartPutsTheCaseBackAndSaysWhy();
    void theEndOfTheQueueTellsTheSitting();
    void jAndKWalkTheListFromTheCaseToo();
};

void TestDeskSession::oneKeyDecidesOneCaseAndTheNextIsThere() {
    DeskMart mart;
    DeskConsole console(mart);
    const QString first = console.current();
    QVERIFY(!first.isEmpty());
    const int waiting = console.shown("waiting");
    console.press(Qt::Key_A);
    // at once, before the mart has answered
    QVERIFY(console.current() != first);
    QCOMPARE(console.desk().cases().rowCount(), waiting - 1);
    console.settle();
    QCOMPARE(console.shown("waiting"), waiting - 1);
    QCOMPARE(mart.caseOf(first.toStdString()).status, desk::CaseStatus::Approved);
    QCOMPARE(mart.decided(), 1);
}

void TestDeskSession::aHeldKeyActsOnce() {
    DeskMart mart;
    DeskConsole console(mart);
    QWidget* list = console.desk().list();
    QKeyEvent press(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, QStringLiteral("a"));
    QApplication::sendEvent(list, &press);
    for (int repeat = 0; repeat < 20; ++repeat) {
        QKeyEvent again(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, QStringLiteral("a"), true);
        QApplication::sendEvent(list, &again);
    }
    console.settle();
    QCOMPARE(mart.decided(), 1);
}

void TestDeskSession::tenDecidedThreeUndoneComeBackAlsoInANewSession() {
    DeskMart mart;
    QStringList decided;
    {
        DeskConsole console(mart);
        for (int at = 0; at < 10; ++at) {
            decided.append(console.current());
            if (at % 3 == 2) {
                console.press(Qt::Key_R);
                console.press(Qt::Key_1);
                console.press(Qt::Key_Return);
            } else {
                console.press(Qt::Key_A);
            }
        }
        console.settle();
        QCOMPARE(mart.decided(), 10);
        for (int step = 0; step < 3; ++step) {
            console.press(Qt::Key_Z, Qt::ControlModifier);
            console.settle();
        }
        QCOMPARE(console.desk().sitting().decided(), 10);
        QCOMPARE(console.desk().sitting().undone(), 3);
    }
    DeskConsole again(mart);
    QCOMPARE(mart.decided(), 7);
    QCOMPARE(again.shown("decided"), 7);
    for (int at = 7; at < 10; ++at) {
        const auto item = again.desk().queue().find(decided.at(at).toStdString());
        QVERIFY(item != nullptr);
        QCOMPARE(item->status, desk::CaseStatus::Open);
    }
    // and the undo goes on where the sitting before ended
    again.press(Qt::Key_Z, Qt::ControlModifier);
    again.settle();
    QCOMPARE(mart.decided(), 6);
    QCOMPARE(again.current(), decided.at(6));
}

void TestDeskSession::undoBringsTheCaseBackOnScreenAndRedoTakesItAway() {
    DeskMart mart;
    DeskConsole console(mart);
    const QString first = console.current();
    console.press(Qt::Key_A);
    console.press(Qt::Key_J);
    console.settle();
    console.press(Qt::Key_Z, Qt::ControlModifier);
    console.settle();
    QCOMPARE(console.current(), first);
    QCOMPARE(console.desk().viewId(), QStringLiteral("waiting"));
    console.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    console.settle();
    QCOMPARE(mart.caseOf(first.toStdString()).status, desk::CaseStatus::Approved);
    QCOMPARE(console.current(), first);
    QCOMPARE(console.desk().viewId(), QStringLiteral("decided"));
}

void TestDeskSession::refusingAsksForAReasonAndEnterConfirmsIt() {
    DeskMart mart;
    DeskConsole console(mart);
    const QString first = console.current();
    console.press(Qt::Key_R);
    QVERIFY(console.panel().isAsking());
    QVERIFY(console.current() == first);
    console.press(Qt::Key_2);
    console.press(Qt::Key_Return);
    console.settle();
    const desk::Case stored = mart.caseOf(first.toStdString());
    QCOMPARE(stored.status, desk::CaseStatus::Refused);
    QCOMPARE(stored.reasonCode, std::string(desk::reasonCodes("merchant-risk")[1].code));
    QVERIFY(console.current() != first);
}

void TestDeskSession::escapeLeavesTheReasonsWithoutADecision() {
    DeskMart mart;
    DeskConsole console(mart);
    const QString first = console.current();
    console.press(Qt::Key_R);
    console.press(Qt::Key_1);
    console.press(Qt::Key_A); // means nothing while a reason is asked for
    console.press(Qt::Key_Escape);
    console.settle();
    QVERIFY(!console.panel().isAsking());
    QCOMPARE(console.current(), first);
    QCOMPARE(mart.decided(), 0);
}

void TestDeskSession::theReasonOtherNeedsANote() {
    DeskMart mart;
    DeskConsole console(mart);
    const QString first = console.current();
    console.press(Qt::Key_R);
    console.press(static_cast<Qt::Key>(Qt::Key_0 + console.panel().choices()));
    QCOMPARE(console.panel().picked(), std::string("other"));
    auto* note = console.desk().findChild<QPlainTextEdit*>(QStringLiteral("merchantMessage"));
    QVERIFY(note->hasFocus());
    console.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(console.panel().isAsking());
    QTest::keyClicks(note, QStringLiteral("same address as a closed shop"));
    console.press(Qt::Key_Return, Qt::ControlModifier);
    console.settle();
    QCOMPARE(mart.caseOf(first.toStdString()).reasonCode, std::string("other"));
    QVERIFY(console.desk().list()->hasFocus());
}

void TestDeskSession::aRefusalOffersNoReasonThatSpeaksForTheMerchant() {
    DeskMart mart;
    DeskConsole console(mart);
    console.press(Qt::Key_R);
    std::set<std::string> offered;
    for (int number = 1; number <= console.panel().choices(); ++number) {
        console.panel().pick(number);
        offered.insert(console.panel().picked());
    }
    QVERIFY(offered.contains("low_reviews"));
    QVERIFY(offered.contains("other"));
    QVERIFY(!offered.contains("false_alarm"));
    QVERIFY(!offered.contains("improving"));
}

void TestDeskSession::bareKeysDoNotActInATextBox() {
    DeskMart mart;
    DeskConsole console(mart);
    const QString first = console.current();
    console.press(Qt::Key_N);
    auto* editor = console.desk().findChild<QPlainTextEdit*>(QStringLiteral("noteEditor"));
    QVERIFY(editor->hasFocus());
    QTest::keyClicks(editor, QStringLiteral("area jkqzse.[]"));
    console.settle();
    QCOMPARE(editor->toPlainText(), QStringLiteral("area jkqzse.[]"));
    QCOMPARE(console.current(), first);
    QCOMPARE(mart.decided(), 0);
    // the text box keeps its own undo
    console.press(Qt::Key_Z, Qt::ControlModifier);
    console.settle();
    QCOMPARE(mart.waiting(), static_cast<int>(mart.opened()));
}

void TestDeskSession::bareKeysDoNotActWhileAnInputMethodComposes() {
    DeskMart mart;
    DeskConsole console(mart);
    QWidget* list = console.desk().list();
    QInputMethodEvent composing(QStringLiteral("shang"), {});
    QApplication::sendEvent(list, &composing);
    QTest::keyClick(list, Qt::Key_A);
    console.settle();
    QCOMPARE(mart.decided(), 0);
    QInputMethodEvent done;
    done.setCommitString(QStringLiteral("商"));
    QApplication::sendEvent(list, &done);
    QTest::keyClick(list, Qt::Key_A);
    console.settle();
    QCOMPARE(mart.decided(), 1);
}

void TestDeskSession::aNoteIsSavedWithCtrlEnterAndTheCaseStays() {
    DeskMart mart;
    DeskConsole console(mart);
    const QString first = console.current();
    console.press(Qt::Key_N);
    auto* editor = console.desk().findChild<QPlainTextEdit*>(QStringLiteral("noteEditor"));
    QTest::keyClicks(editor, QStringLiteral("called the merchant"));
    console.press(Qt::Key_Return, Qt::ControlModifier);
    console.settle();
    QCOMPARE(console.current(), first);
    const auto notes = desk::readNotes(mart.mart().writer(), first.toStdString());
    QCOMPARE(notes->size(), std::size_t(1));
    QCOMPARE(notes->front().note, std::string("called the merchant"));
    QTRY_VERIFY(console.pane().history()->count() >= 2); // the note, the opening, the past
    QVERIFY(console.desk().list()->hasFocus());
}

void TestDeskSession::thePointRepeatsDecisionAndReason() {
    DeskMart mart;
    DeskConsole console(mart);
    console.press(Qt::Key_R);
    console.press(Qt::Key_3);
    console.press(Qt::Key_Return);
    const QString second = console.current();
    console.press(Qt::Key_Period);
    QVERIFY2(console.panel().isAsking(), "asks once");
    console.press(Qt::Key_Return);
    console.settle();
    const desk::Case stored = mart.caseOf(second.toStdString());
    QCOMPARE(stored.status, desk::CaseStatus::Refused);
    QCOMPARE(stored.reasonCode, std::string(desk::reasonCodes("merchant-risk")[2].code));
}

void TestDeskSession::snoozedAndEscalatedCasesGoWhereTheyBelong() {
    DeskMart mart;
    DeskConsole console(mart);
    const QString first = console.current();
    console.press(Qt::Key_Z);
    console.press(Qt::Key_1);
    const QString second = console.current();
    console.press(Qt::Key_E);
    const QString third = console.current();
    console.press(Qt::Key_Q);
    console.press(Qt::Key_Return);
    console.press(Qt::Key_S);
    const QString fourth = console.current();
    console.settle();
    QCOMPARE(mart.caseOf(first.toStdString()).status, desk::CaseStatus::Snoozed);
    QCOMPARE(mart.caseOf(second.toStdString()).status, desk::CaseStatus::Escalated);
    QCOMPARE(mart.caseOf(third.toStdString()).status, desk::CaseStatus::Asked);
    QCOMPARE(mart.caseOf(fourth.toStdString()).assignee, std::string("tester"));
    QCOMPARE(console.shown("snoozed"), 1);
    QCOMPARE(console.current(), fourth);
    // as the rail counts them: asked and escalated still wait
    QCOMPARE(console.shown("waiting"), mart.waiting());
}

void TestDeskSession::evidenceIsWalkedAndPeekedAtByKeys() {
    DeskMart mart;
    // four more late orders of the most urgent merchant
    for (int more = 0; more < 4; ++more) {
        const std::string key = std::to_string(1'000 + more);
        mart.mart().writer().execute(
            "INSERT INTO fact_order (order_key, order_id, buyer_key, status, ordered_at, "
            "delivered_at, "
            "promised_at, currency, batch_id) VALUES (" +
            key + ", 'x" + key +
            "', 1, 'delivered', 1533000000, 1535000000, 1534000000, 'BRL', 1);"
            "INSERT INTO fact_item (merchant_key, ordered_at, order_key, item_no, product_key, "
            "price_minor, freight_minor, batch_id) VALUES (30, 1533000000, " +
            key + ", 1, 1, 500, 0, 1)");
    }
    DeskConsole console(mart);
    QTRY_COMPARE(console.pane().evidence()->table()->rowCount(), 5);
    console.press(Qt::Key_BracketRight);
    console.press(Qt::Key_BracketRight);
    QCOMPARE(console.pane().evidence()->currentRow(), 2);
    console.press(Qt::Key_BracketLeft);
    QCOMPARE(console.pane().evidence()->currentRow(), 1);
    QVERIFY(!console.pane().evidence()->isPeeking());
    console.press(Qt::Key_Space);
    QVERIFY(console.pane().evidence()->isPeeking());
    console.press(Qt::Key_Space);
    QVERIFY(!console.pane().evidence()->isPeeking());
    QCOMPARE(mart.decided(), 0);
}

void TestDeskSession::aRefusalOfTheMartPutsTheCaseBackAndSaysWhy() {
    DeskMart mart;
    DeskConsole console(mart);
    const QString first = console.current();
    // somebody else was quicker
    const SystemClock clock;
    desk::Decision quicker;
    quicker.caseId = first.toStdString();
    quicker.verb = desk::Verb::Approve;
    QVERIFY(desk::decide(mart.mart().writer(), quicker, {"somebody", clock}).has_value());
    console.press(Qt::Key_E);
    console.settle();
    QCOMPARE(console.current(), first);
    QVERIFY(!console.pane().problem().isEmpty());
    QCOMPARE(console.desk().sitting().decided(), 0);
}

void TestDeskSession::theEndOfTheQueueTellsTheSitting() {
    DeskMart mart(5); // two cases
    QCOMPARE(mart.opened(), std::int64_t(3));
    DeskConsole console(mart);
    console.press(Qt::Key_A);
    console.press(Qt::Key_A);
    console.press(Qt::Key_Z);
    console.press(Qt::Key_Return);
    console.settle();
    QVERIFY(console.pane().isAllDone());
    const auto* text = console.desk().findChild<QLabel*>(QStringLiteral("caseMessageText"));
    QVERIFY2(text->text().contains(QStringLiteral("Decided: 3")), qPrintable(text->text()));
    console.press(Qt::Key_A);
    console.settle();
    QCOMPARE(mart.decided(), 2);
}

void TestDeskSession::jAndKWalkTheListFromTheCaseToo() {
    DeskMart mart;
    DeskConsole console(mart);
    const QString first = console.current();
    console.press(Qt::Key_J);
    const QString second = console.current();
    QVERIFY(second != first);
    console.press(Qt::Key_Return);
    QVERIFY(console.pane().hasFocus());
    console.press(Qt::Key_J);
    QVERIFY(console.current() != second);
    console.press(Qt::Key_K);
    console.press(Qt::Key_Up);
    QCOMPARE(console.current(), first);
    console.press(Qt::Key_Escape);
    QVERIFY(console.desk().list()->hasFocus());
}

QTEST_MAIN(TestDeskSession)
#include "tst_desk_session.moc"
