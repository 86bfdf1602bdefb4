#include "core/desk/operators.h"
#include "core/desk/outbox.h"
#include "tests/support/scored_mart.h"
#include "tests/ui/screens/page_harness.h"
#include "ui/screens/audit/audit_screen.h"
#include "ui/tables/table_view.h"
#include "ui/util/dialogs.h"
#include "ui/util/notice_bar.h"
#include "ui/util/state_pane.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace mops;
using namespace Qt::StringLiterals;

class TestAuditScreen : public QObject {
    Q_OBJECT
private slots:
    void anEmptyLedgerSaysWhereOperationsComeFrom();
    void theLedgerIsNewestFirstInWords();
    void theFilterByWhoNarrowsAndItsOppositeIsOffered();
    void aCaseIsFoundByItsMerchant();
    void theOperationShowsOldAndNewInWords();
    void whatWasTakenBackSaysSoAndLeadsToTheUndo();
    void verifyNamesTheFirstBrokenOperation();
    void aSoundLedgerIsSaidToBeWhole();
    void theLedgerIsExported();
    void placeAndFilterSurviveARestart();
    void theNewestFilterWins();
    void theFirstPersonIsSavedAsALead();
    void whatRolesMayDoIsTheCoresTable();
    void nothingWaitsForASecondPersonWhereOneWorksAlone();
    void withoutMessagesItSaysWhereTheyComeFrom();
    void everyMessageIsFoundByItsStateAndItsMerchant();
    void aMessageLeadsToItsCase();

private:
    std::unique_ptr<test::ScoredMart> workedMart();
    std::unique_ptr<test::ScoredMart> toldMart();
    static QString cell(const QAbstractItemView* view, int row, int column) {
        return view->model()->index(row, column).data().toString();
    }
    /// Fetches the line and lets it arrive.
    template <class Console>
    static QString read(Console& console, int row, int column) {
        auto* view = console.template find<ui::TableView>("ledger");
        cell(view, row, column);
        console.settle();
        return cell(view, row, column);
    }
    template <class Console>
    static void show(Console& console, const char* section) {
        console.page().showSection(QString::fromLatin1(section));
        console.settle();
    }

    SystemClock m_clock;
};

void TestAuditScreen::withoutMessagesItSaysWhereTheyComeFrom() {
    test::ScoredMart mart;
    test::PageConsole<ui::AuditScreen> console(mart);
    show(console, "messages");
    QCOMPARE(console.find<ui::StatePane>("outboxPane")->state(), ui::StatePane::State::Empty);
    QVERIFY(!console.find<QPushButton>("outboxSend")->isEnabled());
}

void TestAuditScreen::everyMessageIsFoundByItsStateAndItsMerchant() {
    const auto mart = toldMart();
    test::PageConsole<ui::AuditScreen> console(*mart);
    show(console, "messages");
    auto* table = console.find<ui::TableView>("outboxTable");
    const QAbstractItemModelTester tester(table->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(table->model()->rowCount(), 2);
    QCOMPARE(console.find<QPlainTextEdit>("outboxText")->toPlainText(), u"Second words."_s);
    console.find<QLineEdit>("outboxFind")->setText(u"risk-m9"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(console.find<QPlainTextEdit>("outboxText")->toPlainText(), u"First words."_s);
    console.find<QLineEdit>("outboxFind")->clear();
    auto* status = console.find<QComboBox>("outboxStatus");
    const int withdrawn = status->findData(static_cast<int>(desk::MessageStatus::Withdrawn));
    status->setCurrentIndex(withdrawn);
    emit status->activated(withdrawn);
    console.settle();
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(console.find<QPlainTextEdit>("outboxText")->toPlainText(), u"Second words."_s);
}

void TestAuditScreen::aMessageLeadsToItsCase() {
    const auto mart = toldMart();
    test::PageConsole<ui::AuditScreen> console(*mart);
    show(console, "messages");
    auto* table = console.find<ui::TableView>("outboxTable");
    table->selectRow(1);
    emit table->opened(1);
    QCOMPARE(console.lastJump.screen, u"risk"_s);
    QCOMPARE(console.lastJump.more.value(u"case"_s).toString(), u"risk-m9-1"_s);
}

/// Two merchants were told of a refusal; the second one was taken back before it left.
std::unique_ptr<test::ScoredMart> TestAuditScreen::toldMart() {
    auto mart = std::make_unique<test::ScoredMart>();
    const desk::Actor actor{"tester", m_clock};
    desk::OpenCasesParams params;
    params.minimumProbability = 0;
    if (!desk::openRiskCases(mart->writer(), params, actor))
        qFatal("open");
    for (const auto& [caseId, words] :
         {std::pair{"risk-m9-1", "First words."}, std::pair{"risk-m8-1", "Second words."}}) {
        desk::Decision decision;
        decision.caseId = caseId;
        decision.verb = desk::Verb::Refuse;
        decision.reasonCode = "late_delivery";
        decision.message = words;
        if (!desk::decide(mart->writer(), decision, actor))
            qFatal("decide");
    }
    if (!desk::undo(mart->writer(), actor))
        qFatal("undo");
    return mart;
}

std::unique_ptr<test::ScoredMart> TestAuditScreen::workedMart() {
    auto mart = std::make_unique<test::ScoredMart>(20);
    const desk::Actor ann{"ann", m_clock};
    const desk::Actor bob{"bob", m_clock};
    if (!desk::openRiskCases(mart->writer(), {}, ann))
        qFatal("open");
    const auto cases = *desk::readQueue(mart->writer(), {}, m_clock);
    desk::Decision decision;
    decision.caseId = cases[0].caseId;
    decision.verb = desk::Verb::Refuse;
    decision.reasonCode = "late_delivery";
    decision.note = "seen twice";
    if (!desk::decide(mart->writer(), decision, ann))
        qFatal("decide");
    decision.caseId = cases[1].caseId;
    if (!desk::decide(mart->writer(), decision, bob) || !desk::undo(mart->writer(), bob))
        qFatal("undo");
    return mart;
}

void TestAuditScreen::anEmptyLedgerSaysWhereOperationsComeFrom() {
    test::ScoredMart mart;
    test::PageConsole<ui::AuditScreen> console(mart);
    auto* pane = console.find<ui::StatePane>("ledgerPane");
    QCOMPARE(pane->state(), ui::StatePane::State::Empty);
    const auto buttons = pane->findChildren<QPushButton*>();
    for (QPushButton* button : buttons)
        if (button->isVisible())
            button->click();
    QCOMPARE(console.lastJump.screen, u"risk"_s);
    QVERIFY(!console.find<QPushButton>("verifyLedger")->isEnabled());
}

void TestAuditScreen::theLedgerIsNewestFirstInWords() {
    const auto mart = workedMart();
    test::PageConsole<ui::AuditScreen> console(*mart);
    auto* view = console.find<ui::TableView>("ledger");
    const QAbstractItemModelTester tester(view->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(view->model()->rowCount(), 4);
    QCOMPARE(read(console, 0, 3), u"Taken back"_s);
    QCOMPARE(read(console, 1, 2), u"bob"_s);
    QCOMPARE(read(console, 1, 6), u"taken back"_s);
    QCOMPARE(read(console, 2, 5), u"Late deliveries · seen twice"_s);
    QCOMPARE(read(console, 3, 3), u"Cases opened"_s);
}

void TestAuditScreen::theFilterByWhoNarrowsAndItsOppositeIsOffered() {
    const auto mart = workedMart();
    test::PageConsole<ui::AuditScreen> console(*mart);
    auto* who = console.find<QComboBox>("ledgerWho");
    who->setCurrentIndex(who->findData(u"bob"_s));
    emit who->activated(who->currentIndex());
    console.settle();
    QCOMPARE(console.find<ui::TableView>("ledger")->model()->rowCount(), 2);
    auto* what = console.find<QComboBox>("ledgerWhat");
    what->setCurrentIndex(what->findData(u"cases."_s));
    emit what->activated(what->currentIndex());
    console.settle();
    auto* pane = console.find<ui::StatePane>("ledgerPane");
    QCOMPARE(pane->state(), ui::StatePane::State::Empty);
    const auto buttons = pane->findChildren<QPushButton*>();
    for (QPushButton* button : buttons)
        if (button->isVisible())
            button->click();
    console.settle();
    QCOMPARE(console.find<ui::TableView>("ledger")->model()->rowCount(), 4);
}

void TestAuditScreen::aCaseIsFoundByItsMerchant() {
    const auto mart = workedMart();
    const auto refused = mart->writer().text("SELECT merchant_id FROM case_state "
                                             "WHERE status = 'refused'");
    test::PageConsole<ui::AuditScreen> console(*mart);
    auto* text = console.find<QLineEdit>("ledgerText");
    text->setText(QString::fromStdString(refused));
    QTRY_COMPARE(console.find<ui::TableView>("ledger")->model()->rowCount(), 2);
}

void TestAuditScreen::theOperationShowsOldAndNewInWords() {
    const auto mart = workedMart();
    test::PageConsole<ui::AuditScreen> console(*mart);
    console.find<ui::TableView>("ledger")->selectRow(2);
    console.settle();
    auto* changes = console.find<ui::TableView>("operationChanges");
    int row = 0;
    while (row < changes->model()->rowCount() && cell(changes, row, 0) != u"State"_s)
        ++row;
    QCOMPARE(cell(changes, row, 1), u"Waiting"_s);
    QCOMPARE(cell(changes, row, 2), u"Refused"_s);
    QVERIFY(console.find<QLabel>("operationProof")->text().startsWith(u"✓"_s));
}

void TestAuditScreen::whatWasTakenBackSaysSoAndLeadsToTheUndo() {
    const auto mart = workedMart();
    test::PageConsole<ui::AuditScreen> console(*mart);
    auto* view = console.find<ui::TableView>("ledger");
    view->selectRow(1);
    console.settle();
    auto* undoing = console.find<ui::TableView>("operationUndoing");
    QCOMPARE(undoing->model()->rowCount(), 1);
    emit undoing->opened(0);
    console.settle();
    QCOMPARE(view->currentRow(), 0);
}

void TestAuditScreen::verifyNamesTheFirstBrokenOperation() {
    const auto mart = workedMart();
    mart->writer().execute("DROP TRIGGER operation_is_never_changed;"
                           "UPDATE operation SET operator = 'eve' WHERE operation_id = 2");
    test::PageConsole<ui::AuditScreen> console(*mart);
    console.find<QPushButton>("verifyLedger")->click();
    console.settle();
    auto* notice = console.find<ui::NoticeBar>("ledgerNotice");
    QCOMPARE(notice->tone(), theme::Tone::Bad);
    QVERIFY2(notice->text().contains(u"Operation 2 was changed"_s), qPrintable(notice->text()));
    QCOMPARE(console.find<ui::TableView>("ledger")->currentRow(), 2);
}

void TestAuditScreen::aSoundLedgerIsSaidToBeWhole() {
    const auto mart = workedMart();
    test::PageConsole<ui::AuditScreen> console(*mart);
    console.find<QPushButton>("verifyLedger")->click();
    console.settle();
    auto* notice = console.find<ui::NoticeBar>("ledgerNotice");
    QCOMPARE(notice->tone(), theme::Tone::Good);
    QVERIFY(notice->text().contains(u"4 operations"_s));
}

void TestAuditScreen::theLedgerIsExported() {
    const auto mart = workedMart();
    test::PageConsole<ui::AuditScreen> console(*mart);
    const QString path = QString::fromStdString((mart->folder() / "ledger.jsonl").string());
    ui::dialogs::answerNextWith({path});
    console.find<QPushButton>("exportLedger")->click();
    console.settle();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 4);
}

void TestAuditScreen::placeAndFilterSurviveARestart() {
    const auto mart = workedMart();
    QVariantMap state;
    {
        test::PageConsole<ui::AuditScreen> console(*mart);
        auto* who = console.find<QComboBox>("ledgerWho");
        who->setCurrentIndex(who->findData(u"bob"_s));
        emit who->activated(who->currentIndex());
        console.settle();
        console.find<ui::TableView>("ledger")->selectRow(1);
        console.settle();
        state = console.page().saveState();
    }
    test::PageConsole<ui::AuditScreen> console(*mart);
    console.page().restoreState(state);
    console.page().refresh();
    console.settle();
    QCOMPARE(console.find<ui::TableView>("ledger")->model()->rowCount(), 2);
    QCOMPARE(console.find<ui::TableView>("ledger")->currentRow(), 1);
}

void TestAuditScreen::theNewestFilterWins() {
    const auto mart = workedMart();
    test::PageConsole<ui::AuditScreen> console(*mart);
    auto* who = console.find<QComboBox>("ledgerWho");
    for (const QString& name : {u"bob"_s, u"ann"_s, u"bob"_s, QString()}) {
        who->setCurrentIndex(who->findData(name));
        emit who->activated(who->currentIndex());
    }
    console.settle();
    QCOMPARE(console.find<ui::TableView>("ledger")->model()->rowCount(), 4);
}

void TestAuditScreen::theFirstPersonIsSavedAsALead() {
    const auto mart = workedMart();
    test::PageConsole<ui::AuditScreen> console(*mart);
    show(console, "people");
    QVERIFY(console.find<QLabel>("alone")->isVisible());
    console.find<QPushButton>("personSave")->click();
    console.settle();
    const auto people = desk::readOperators(mart->writer());
    QVERIFY(people);
    QCOMPARE(people->size(), 1U);
    QCOMPARE(people->front().name, std::string("tester"));
    QCOMPARE(people->front().role, desk::Role::Lead);
    QCOMPARE(cell(console.find<ui::TableView>("people"), 0, 1), u"Lead"_s);
}

void TestAuditScreen::whatRolesMayDoIsTheCoresTable() {
    const auto mart = workedMart();
    test::PageConsole<ui::AuditScreen> console(*mart);
    show(console, "people");
    const auto* view = console.find<ui::TableView>("permissions");
    QCOMPARE(view->model()->rowCount(), static_cast<int>(desk::permissions().size()));
    for (int row = 0; row < view->model()->rowCount(); ++row)
        QCOMPARE(cell(view, row, 3) == u"✓"_s,
                 desk::permissions()[static_cast<std::size_t>(row)].lead);
}

void TestAuditScreen::nothingWaitsForASecondPersonWhereOneWorksAlone() {
    const auto mart = workedMart();
    test::PageConsole<ui::AuditScreen> console(*mart);
    show(console, "approvals");
    QCOMPARE(console.find<ui::StatePane>("approvalsPane")->state(), ui::StatePane::State::Empty);
}

QTEST_MAIN(TestAuditScreen)
#include "tst_audit_screen.moc"
