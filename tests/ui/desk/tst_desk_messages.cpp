#include "tests/ui/desk/desk_harness.h"

#include "core/desk/outbox.h"
#include "tests/support/planted_ring.h"
#include "ui/desk/history_view.h"
#include "ui/desk/outbox_dialog.h"
#include "ui/desk/outbox_view.h"
#include "ui/util/dialogs.h"

#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

using namespace mops;
using mops::test::DeskConsole;
using mops::test::DeskMart;

namespace {

std::vector<desk::OutboxMessage> outbox(DeskMart& mart) {
    return *desk::readOutbox(mart.mart().writer(), {});
}

/// As if the grace were over: the desk's clock is the computer's.
void letTimePass(DeskMart& mart) {
    mart.mart().writer().execute("UPDATE outbox_message SET due_at = due_at - 3600, "
                                 "written_at = written_at - 3600");
}

Result<desk::SentMessages> send(DeskMart& mart, const char* who, const char* file) {
    const SystemClock clock;
    NoTaskContext context;
    return desk::sendDue(mart.mart().writer(), mart.mart().folder() / file, {who, clock}, context);
}

} // namespace

/// What the desk shows of the words to merchants: drafted before a decision, followed after it.
class TestDeskMessages : public QObject {
    Q_OBJECT

private slots:
    void theDraftFollowsTheReasonUntilItIsEdited() {
        DeskMart mart;
        DeskConsole console(mart);
        console.press(Qt::Key_R);
        console.press(Qt::Key_1);
        const QString first = console.panel().text();
        QVERIFY(!first.isEmpty());
        console.press(Qt::Key_2);
        const QString second = console.panel().text();
        QVERIFY(second != first);
        console.panel().setText(QStringLiteral("My own words."));
        console.press(Qt::Key_1);
        QCOMPARE(console.panel().text(), QStringLiteral("My own words."));
    }
    void theDraftIsWrittenInTheMerchantsLanguage() {
        DeskMart mart;
        DeskConsole console(mart);
        const QString id = console.current();
        console.press(Qt::Key_R);
        console.press(Qt::Key_1);
        console.panel().setLanguage("en");
        QVERIFY(console.panel().text().startsWith(QStringLiteral("Hello")));
        console.panel().setLanguage("zh");
        QVERIFY(console.panel().text().startsWith(QStringLiteral("您好")));
        const QString words = console.panel().text();
        console.press(Qt::Key_Return);
        console.settle();
        const auto messages = outbox(mart);
        QCOMPARE(messages.size(), 1U);
        QCOMPARE(messages[0].caseId, id.toStdString());
        QCOMPARE(messages[0].language, std::string("zh"));
        QCOMPARE(QString::fromStdString(messages[0].text), words);
    }
    void anEmptiedDraftTellsTheMerchantNothing() {
        DeskMart mart;
        DeskConsole console(mart);
        console.press(Qt::Key_R);
        console.press(Qt::Key_1);
        console.panel().setText({});
        console.press(Qt::Key_Return);
        console.settle();
        QCOMPARE(mart.decided(), 1);
        QVERIFY(outbox(mart).empty());
    }
    void caseAndHistoryTellWhatTheMerchantIsTold() {
        DeskMart mart;
        DeskConsole console(mart);
        const QString id = console.current();
        console.press(Qt::Key_Q);
        console.panel().setText(QStringLiteral("Please send the invoices of May."));
        console.press(Qt::Key_Return);
        console.settle();
        console.desk().showView(QStringLiteral("waiting"));
        console.desk().showMerchant(mart.caseOf(id.toStdString()).merchantId);
        console.settle();
        QCOMPARE(console.current(), id);
        const auto* told = console.desk().findChild<QLabel*>(QStringLiteral("merchantTold"));
        QTRY_VERIFY(told->isVisibleTo(told->window()));
        QVERIFY2(told->text().contains(QStringLiteral("invoices of May")),
                 qPrintable(told->text()));
        QVERIFY(told->text().contains(QStringLiteral("may leave from")));
        const auto* history = console.desk().findChild<QTableView*>(QStringLiteral("historyTable"));
        QStringList lines;
        for (int row = 0; row < history->model()->rowCount(); ++row)
            lines << history->model()->index(row, 3).data().toString();
        QVERIFY2(lines.filter(QStringLiteral("invoices of May")).size() == 1,
                 qPrintable(lines.join(QLatin1Char('\n'))));
    }
    void repeatingDraftsAnewForTheNextMerchant() {
        DeskMart mart;
        DeskConsole console(mart);
        console.press(Qt::Key_R);
        console.press(Qt::Key_1);
        console.press(Qt::Key_Return);
        const QString second = console.current();
        console.press(Qt::Key_Period);
        console.press(Qt::Key_Return);
        console.settle();
        const auto messages = outbox(mart);
        QCOMPARE(messages.size(), 2U);
        QCOMPARE(messages[0].caseId, second.toStdString());
        QVERIFY2(messages[0].text.find(second.toStdString()) != std::string::npos,
                 "names its own case");
        QVERIFY(messages[0].text != messages[1].text);
    }
    void manyAreToldOneTextThatNamesNobody() {
        DeskMart mart;
        DeskConsole console(mart);
        const std::string first = console.current().toStdString();
        console.press(Qt::Key_X);
        console.press(Qt::Key_J);
        console.press(Qt::Key_X);
        console.press(Qt::Key_R);
        console.press(Qt::Key_1);
        QVERIFY(!console.panel().text().isEmpty());
        console.press(Qt::Key_Return);
        console.settle();
        console.press(Qt::Key_Return);
        console.settle();
        const auto messages = outbox(mart);
        QCOMPARE(messages.size(), 1U);
        QCOMPARE(messages[0].recipients, 2);
        QVERIFY(messages[0].text.find(first) == std::string::npos);
        QVERIFY(messages[0].text.find(mart.caseOf(first).merchantName) == std::string::npos);
    }
    void undoAfterTheMessageLeftSaysThatACorrectionWaits() {
        DeskMart mart;
        DeskConsole console(mart);
        const QString id = console.current();
        console.press(Qt::Key_R);
        console.press(Qt::Key_1);
        console.press(Qt::Key_Return);
        console.settle();
        letTimePass(mart);
        QVERIFY(send(mart, "somebody", "1.jsonl"));
        console.press(Qt::Key_Z, Qt::ControlModifier);
        console.settle();
        QCOMPARE(mart.caseOf(id.toStdString()).status, desk::CaseStatus::Open);
        QVERIFY2(console.desk().toast().contains(QStringLiteral("correction")),
                 qPrintable(console.desk().toast()));
        QCOMPARE(outbox(mart).front().kind, std::string("correction"));
        QCOMPARE(console.current(), id);
        const auto* told = console.desk().findChild<QLabel*>(QStringLiteral("merchantTold"));
        QTRY_VERIFY2(told->text().contains(QStringLiteral("Correction")), qPrintable(told->text()));
    }
    void reopeningAfterTheMessageLeftSaysThatACorrectionWaits() {
        DeskMart mart;
        DeskConsole console(mart);
        const std::string id = console.current().toStdString();
        console.press(Qt::Key_R);
        console.press(Qt::Key_1);
        console.press(Qt::Key_Return);
        console.settle();
        letTimePass(mart);
        QVERIFY(send(mart, "somebody", "1.jsonl"));
        console.desk().showView(QStringLiteral("decided"));
        console.settle();
        QCOMPARE(console.current().toStdString(), id);
        console.press(Qt::Key_O);
        console.settle();
        QCOMPARE(mart.caseOf(id).status, desk::CaseStatus::Open);
        QCOMPARE(outbox(mart).front().kind, std::string("correction"));
        QVERIFY2(console.desk().toast().contains(QStringLiteral("a correction for 1 merchant")),
                 qPrintable(console.desk().toast()));
    }
    void undoStopsAtASendingAndReachesPastItTheSecondTime() {
        DeskMart mart;
        DeskConsole console(mart);
        const QString id = console.current();
        console.press(Qt::Key_R);
        console.press(Qt::Key_1);
        console.press(Qt::Key_Return);
        console.settle();
        letTimePass(mart);
        QVERIFY(send(mart, "tester", "1.jsonl"));
        console.press(Qt::Key_Z, Qt::ControlModifier);
        console.settle();
        QVERIFY2(console.desk().toast().contains(QStringLiteral("cannot be called back")),
                 qPrintable(console.desk().toast()));
        QCOMPARE(mart.decided(), 1);
        console.press(Qt::Key_Z, Qt::ControlModifier);
        console.settle();
        QCOMPARE(mart.caseOf(id.toStdString()).status, desk::CaseStatus::Open);
    }
    void theOutboxShowsWhatWaitsAndLetsItLeave() {
        DeskMart mart;
        DeskConsole console(mart);
        console.press(Qt::Key_R);
        console.press(Qt::Key_1);
        console.press(Qt::Key_Return);
        console.settle();
        ui::OutboxDialog* dialog = open(console);
        QVERIFY(dialog);
        console.settle();
        QCOMPARE(dialog->view()->messages(), 1);
        auto* button = dialog->findChild<QPushButton*>(QStringLiteral("outboxSend"));
        QVERIFY2(!button->isEnabled(), "its grace is not over");
        QVERIFY(!dialog->findChild<QPlainTextEdit*>(QStringLiteral("outboxText"))
                     ->toPlainText()
                     .isEmpty());
        letTimePass(mart);
        dialog->view()->refresh();
        console.settle();
        QVERIFY(button->isEnabled());
        const auto file = mart.mart().folder() / "left.jsonl";
        ui::dialogs::answerNextWith({QString::fromStdString(file.string())});
        button->click();
        console.settle();
        QVERIFY(std::filesystem::exists(file));
        QCOMPARE(outbox(mart).front().status, desk::MessageStatus::Sent);
        QVERIFY(!button->isEnabled());
        dialog->close();
    }
    void innocentMembersOfARingAreLeftOut() {
        DeskMart mart;
        const SystemClock clock;
        const std::string ring = test::plantRing(mart.mart().writer(), {"tester", clock});
        DeskConsole console(mart);
        for (int row = 0; row < console.desk().cases().rowCount(); ++row)
            if (console.desk().cases().caseId(row) == ring)
                console.desk().list()->selectRow(row);
        console.settle();
        QCOMPARE(console.current().toStdString(), ring);
        console.press(Qt::Key_R);
        QVERIFY(console.panel().isAsking());
        auto* members = console.desk().findChild<QListWidget*>(QStringLiteral("leftOut"));
        QVERIFY(members->isVisibleTo(members->window()));
        QCOMPARE(members->count(), 3);
        console.press(Qt::Key_1);
        for (const char* member : {"m1", "m2", "m3"})
            console.panel().leaveOut(member, true);
        QVERIFY2(!console.panel().confirm(), "nobody would be left");
        console.panel().leaveOut("m1", false);
        console.panel().leaveOut("m3", false);
        console.press(Qt::Key_Return);
        console.settle();
        QCOMPARE(mart.caseOf(ring).status, desk::CaseStatus::Refused);
        const auto spared = desk::readSparedMembers(mart.mart().writer(), ring);
        QCOMPARE(spared->size(), 1U);
        QVERIFY(spared->contains("m2"));
        QCOMPARE(outbox(mart).front().recipients, 2);
    }
    void aCaseOfOneMerchantAsksForNoMembers() {
        DeskMart mart;
        DeskConsole console(mart);
        console.press(Qt::Key_R);
        auto* members = console.desk().findChild<QListWidget*>(QStringLiteral("leftOut"));
        QVERIFY(!members->isVisibleTo(members->window()));
    }

private:
    static ui::OutboxDialog* open(DeskConsole& console) {
        for (const ui::ScreenAction& action : console.desk().actions())
            if (action.name.contains(QStringLiteral("what waits to leave")))
                action.run();
        return console.desk().findChild<ui::OutboxDialog*>();
    }
};

QTEST_MAIN(TestDeskMessages)
#include "tst_desk_messages.moc"
