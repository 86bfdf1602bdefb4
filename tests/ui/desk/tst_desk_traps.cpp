#include "tests/ui/desk/desk_harness.h"

#include "core/desk/outbox.h"
#include "ui/desk/bulk_panel.h"
#include "ui/desk/facet_bar.h"
#include "ui/desk/view_tabs.h"
#include "ui/shell/key_map_dialog.h"

#include <QAbstractButton>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QSettings>
#include <QStandardPaths>

using namespace mops;
using mops::test::DeskConsole;
using mops::test::DeskMart;

/// Traps that users of other review tools fell into, one test each.
class TestDeskTraps : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    // one key press approved two items
    void keysInTheMiddleOfAQuestionDecideNothing() {
        DeskMart mart;
        DeskConsole console(mart);
        const QString first = console.current();
        console.press(Qt::Key_R);
        for (const Qt::Key key : {Qt::Key_A, Qt::Key_E, Qt::Key_Z, Qt::Key_S, Qt::Key_A})
            console.press(key);
        console.press(Qt::Key_Escape);
        console.settle();
        QCOMPARE(mart.decided(), 0);
        QCOMPARE(console.current(), first);
        QVERIFY(mart.caseOf(first.toStdString()).assignee.empty());
    }

    void aHeldEnterConfirmsOnce() {
        DeskMart mart;
        DeskConsole console(mart);
        console.press(Qt::Key_R);
        console.press(Qt::Key_1);
        QWidget* list = console.desk().list();
        for (int repeat = 0; repeat < 10; ++repeat) {
            QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"),
                            repeat > 0);
            QApplication::sendEvent(list, &enter);
        }
        console.settle();
        QCOMPARE(mart.decided(), 1);
    }

    // a global key stole the dialog's key
    void anOpenDialogHasItsKeysToItself() {
        DeskMart mart;
        DeskConsole console(mart);
        QPointer<ui::KeyMapDialog> dialog =
            new ui::KeyMapDialog(ui::KeyMap::shared(), &console.desk());
        dialog->open();
        auto* button = dialog->findChild<QAbstractButton*>(QStringLiteral("key-approve"));
        button->setFocus();
        QTest::keyClick(button, Qt::Key_A);
        QTest::keyClick(button, Qt::Key_E);
        console.settle();
        QCOMPARE(mart.decided(), 0);
        delete dialog;
    }

    void theTagLineTakesEveryLetter() {
        DeskMart mart;
        DeskConsole console(mart);
        const QString first = console.current();
        console.press(Qt::Key_T);
        auto* line = console.desk().findChild<QLineEdit*>(QStringLiteral("choiceLine"));
        QVERIFY(line->hasFocus());
        QTest::keyClicks(line, QStringLiteral("area zero"));
        QCOMPARE(line->text(), QStringLiteral("area zero"));
        console.press(Qt::Key_Return);
        console.settle();
        QCOMPARE(mart.caseOf(first.toStdString()).tags, std::vector<std::string>{"area zero"});
        QVERIFY(console.desk().list()->hasFocus());
        // the same again removes it
        console.press(Qt::Key_T);
        QTest::keyClicks(line, QStringLiteral("area zero"));
        console.press(Qt::Key_Return);
        console.settle();
        QVERIFY(mart.caseOf(first.toStdString()).tags.empty());
    }

    void aReboundKeyActsAndItsButtonShowsIt() {
        DeskMart mart;
        DeskConsole console(mart);
        QVERIFY(ui::KeyMap::shared().set(ui::DeskCommand::Approve, Qt::Key_Y));
        const auto restore = qScopeGuard([] { ui::KeyMap::shared().reset(); });
        auto* approve = console.desk().findChild<ui::KeyButton*>(QStringLiteral("do-approve"));
        QCOMPARE(approve->keyCap(), QStringLiteral("Y"));
        console.press(Qt::Key_A);
        console.settle();
        QCOMPARE(mart.decided(), 0);
        console.press(Qt::Key_Y);
        console.settle();
        QCOMPARE(mart.decided(), 1);
    }

    // "select all" took the page only
    void ctrlAMarksAllThatMatchAndOneUndoTakesTheDecisionBack() {
        DeskMart mart;
        DeskConsole console(mart);
        const int waiting = console.shown("waiting");
        QVERIFY(waiting > 5);
        console.press(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(console.desk().cases().marks().count(), static_cast<std::size_t>(waiting));
        console.press(Qt::Key_A);
        console.settle();
        QVERIFY2(mart.decided() == 0, "what it would touch is shown first");
        QVERIFY(console.desk().bulk()->isVisible());
        QCOMPARE(console.desk().bulk()->radius().cases, std::int64_t(waiting));
        console.press(Qt::Key_Return);
        console.settle();
        QCOMPARE(mart.decided(), waiting);
        QVERIFY(!console.desk().toast().isEmpty());
        console.press(Qt::Key_Z, Qt::ControlModifier);
        console.settle();
        QCOMPARE(mart.decided(), 0);
        QCOMPARE(console.shown("waiting"), waiting);
        QCOMPARE(console.desk().cases().rowCount(), waiting);
    }

    void leavingTheBlastRadiusDecidesNothing() {
        DeskMart mart;
        DeskConsole console(mart);
        console.press(Qt::Key_X);
        console.press(Qt::Key_J, Qt::ShiftModifier);
        QCOMPARE(console.desk().cases().marks().count(), std::size_t(2));
        console.press(Qt::Key_A);
        console.press(Qt::Key_Escape);
        console.settle();
        QCOMPARE(mart.decided(), 0);
        QVERIFY(!console.desk().bulk()->isVisible());
        QVERIFY2(console.desk().cases().marks().count() == 2, "the marks stay");
    }

    // facets and views were lost on close
    void viewPlaceFilterAndSplitComeBack() {
        DeskMart mart;
        QVariantMap state;
        QString place;
        {
            DeskConsole console(mart);
            console.desk().showView(QStringLiteral("today"));
            console.settle();
            console.desk().showView(QStringLiteral("waiting"));
            console.settle();
            console.press(Qt::Key_J);
            console.press(Qt::Key_J);
            place = console.current();
            state = console.desk().saveState();
        }
        DeskConsole again(mart);
        again.desk().restoreState(state);
        again.settle();
        QCOMPARE(again.desk().viewId(), QStringLiteral("waiting"));
        QCOMPARE(again.current(), place);
    }

    void aViewThatWasKeptIsThereAfterARestart() {
        DeskMart mart;
        {
            DeskConsole console(mart);
            console.desk().setFilterText(QStringLiteral("1"));
            console.settle();
            console.desk().views()->save(QStringLiteral("Ones"), true, std::nullopt);
            console.settle();
            QCOMPARE(console.desk().views()->view().name, QStringLiteral("Ones"));
        }
        DeskConsole again(mart);
        const auto& views = again.desk().views()->views();
        QCOMPARE(views.back().name, QStringLiteral("Ones"));
        QCOMPARE(views.back().question.filter.text, std::string("1"));
        QCOMPARE(views.back().saved->owner, std::string("tester"));
    }

    // a cancelled filter came back later
    void onlyTheLastOfManyFiltersIsShown() {
        DeskMart mart;
        DeskConsole console(mart);
        const int all = console.desk().cases().rowCount();
        for (const char* text : {"m", "m0", "no such merchant", "m", ""})
            console.desk().setFilterText(QString::fromLatin1(text));
        console.settle();
        QCOMPARE(console.desk().cases().rowCount(), all);
    }

    // cells of a megabyte froze the table
    void aNameOfAMegabyteIsCutBeforeItIsLaidOut() {
        DeskMart mart;
        mart.mart().writer().execute("UPDATE dim_merchant SET name = '" +
                                     std::string(1'000'000, 'x') + "'");
        DeskConsole console(mart);
        const auto name = console.desk().cases().index(0, static_cast<int>(ui::CaseColumn::Name));
        QVERIFY(name.data().toString().size() < 1'000);
        QVERIFY(!console.desk().grab().isNull());
    }

    // buttons were grey without a reason
    void whatCannotBePressedSaysWhy() {
        DeskMart mart;
        DeskConsole console(mart);
        console.press(Qt::Key_A);
        console.settle();
        console.desk().showView(QStringLiteral("decided"));
        console.settle();
        const auto buttons = console.desk().findChildren<QAbstractButton*>();
        for (const QAbstractButton* button : buttons)
            if (button->isVisible() && !button->isEnabled() &&
                !button->objectName().startsWith(QLatin1String("qt_")) &&
                !button->inherits("QToolButton"))
                QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->objectName()));
    }

    void everyButtonShowsItsKey() {
        DeskMart mart;
        DeskConsole console(mart);
        const auto buttons = console.pane().decisions()->findChildren<ui::KeyButton*>();
        for (const ui::KeyButton* button : buttons)
            if (button->isVisible())
                QVERIFY2(!button->keyCap().isEmpty(), qPrintable(button->text()));
    }

    // long words pushed the list aside
    void aQuestionLeavesTheListAsWideAsItWas() {
        DeskMart mart;
        DeskConsole console(mart);
        const int width = console.desk().list()->width();
        for (const Qt::Key key : {Qt::Key_R, Qt::Key_Z, Qt::Key_Q, Qt::Key_T}) {
            console.press(key);
            QApplication::processEvents();
            QVERIFY(console.panel().isAsking());
            QCOMPARE(console.desk().list()->width(), width);
            console.press(Qt::Key_Escape);
        }
    }

    void twoKeysRefuseWhereTheEvidenceNamesTheReason() {
        DeskMart mart;
        DeskConsole console(mart);
        const QString first = console.current();
        console.press(Qt::Key_R);
        if (console.panel().picked().empty())
            QSKIP("the strongest reason of this mart names no code");
        const std::string suggested = console.panel().picked();
        QVERIFY(!console.panel().text().isEmpty());
        console.press(Qt::Key_Return);
        console.settle();
        QCOMPARE(mart.caseOf(first.toStdString()).reasonCode, suggested);
    }

    void theMessageToTheMerchantCanBeEditedBeforeItIsKept() {
        DeskMart mart;
        DeskConsole console(mart);
        const QString first = console.current();
        console.press(Qt::Key_Q);
        QVERIFY(!console.panel().text().isEmpty());
        console.panel().setText(QStringLiteral("Please send the invoices of May."));
        console.press(Qt::Key_Return);
        console.settle();
        const auto messages = desk::readOutbox(mart.mart().writer(), {});
        QCOMPARE(messages->front().text, std::string("Please send the invoices of May."));
        QCOMPARE(messages->front().caseId, first.toStdString());
        const desk::Case asked = mart.caseOf(first.toStdString());
        QCOMPARE(asked.status, desk::CaseStatus::Asked);
        QVERIFY2(asked.clockStoppedAt.has_value(), "the clock stands while the merchant is asked");
    }

    void anAnswerStartsTheClockAgain() {
        DeskMart mart;
        DeskConsole console(mart);
        const QString first = console.current();
        console.press(Qt::Key_Q);
        console.press(Qt::Key_Return);
        console.settle();
        console.press(Qt::Key_K);
        QCOMPARE(console.current(), first);
        console.press(Qt::Key_O);
        console.settle();
        const desk::Case back = mart.caseOf(first.toStdString());
        QCOMPARE(back.status, desk::CaseStatus::Open);
        QVERIFY(!back.clockStoppedAt.has_value());
    }

    void undoPutsTheCaseBackWhereItStood() {
        DeskMart mart;
        DeskConsole console(mart);
        console.press(Qt::Key_J);
        console.press(Qt::Key_J);
        const QString third = console.current();
        const int place = console.desk().list()->currentRow();
        console.press(Qt::Key_A);
        console.settle();
        console.press(Qt::Key_Z, Qt::ControlModifier);
        console.settle();
        QCOMPARE(console.current(), third);
        QCOMPARE(console.desk().list()->currentRow(), place);
        QVERIFY(!console.desk().toast().isEmpty());
    }
};

QTEST_MAIN(TestDeskTraps)
#include "tst_desk_traps.moc"
