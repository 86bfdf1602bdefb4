#include "core/base/clock.h"
#include "core/desk/rule.h"
#include "core/mart/trade_columns.h"
#include "core/profile/segments.h"
#include "tests/ui/screens/page_harness.h"
#include "ui/screens/rules/predicate_edit.h"
#include "ui/screens/rules/rules_screen.h"
#include "ui/tables/table_view.h"
#include "ui/util/notice_bar.h"
#include "ui/util/state_pane.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>

using namespace mops;
using namespace Qt::StringLiterals;

class TestRulesScreen : public QObject {
    Q_OBJECT
private slots:
    void init() { m_mart = std::make_unique<test::SimulatedMart>(); }
    void cleanup() { m_mart.reset(); }
    void withoutARuleItOffersToWriteOne();
    void aConditionIsTriedAtOnceAndSaysHowManyItHits();
    void aConditionThatCannotRunSaysWhy();
    void aSavedRuleStandsInTheListAsADraft();
    void aSecondVersionShowsWhatChanged();
    void watchingNeedsNobodyElse();
    void aReplayShowsCasesGroupsAndTheNearest();
    void aReplayWithoutSegmentsSaysWhereTheyAreFound();
    void aReplayIsHeldAgainstTheSegments();
    void aGroupOpensItsHits();
    void anEditAfterAReplayMarksItAsOld();
    void theTryOfAnOlderTextIsDropped();
    void aCancelledReplaySaysSo();
    void newsFromElsewhereLeaveWhatIsBeingWritten();
    void editsAreKeptWhileAnotherRuleIsLookedAt();
    void aRuleNeverSavedIsFoundAgain();
    void editsAreKeptOverARestart();
    void droppedEditsShowTheSavedVersionAgain();
    void anOlderVersionIsAnEditOfTheNewest();
    void theListSaysWhatTheLatestRunHit();
    void theListTakesTheFocusWhenItIsRead();

private:
    using Console = test::PageConsole<ui::RulesScreen>;
    static void write(Console& console, const QString& sql) {
        console.find<ui::PredicateEdit>("ruleSql")->setPlainText(sql);
    }
    static QString result(Console& console) { return console.find<QLabel>("ruleResult")->text(); }
    static void save(Console& console, const QString& name, const QString& sql) {
        console.find<QPushButton>("ruleNew")->click();
        console.find<QLineEdit>("ruleName")->setText(name);
        write(console, sql);
        console.find<QPushButton>("ruleSave")->click();
        console.settle();
    }

    /// Rules are tried on these.
    qlonglong merchantsThatSold() {
        return m_mart->writer().integer("SELECT count(DISTINCT merchant_key) FROM fact_item");
    }

    std::unique_ptr<test::SimulatedMart> m_mart;
    const QString m_sql = u"orders_90 >= 1"_s;
};

void TestRulesScreen::withoutARuleItOffersToWriteOne() {
    Console console(*m_mart);
    auto* pane = console.find<ui::StatePane>("rulesPane");
    QCOMPARE(pane->state(), ui::StatePane::State::Empty);
    const auto buttons = pane->findChildren<QPushButton*>();
    for (QPushButton* button : buttons)
        if (button->isVisible()) {
            button->click();
            break;
        }
    QCOMPARE(pane->state(), ui::StatePane::State::Content);
    QVERIFY(!console.find<QPushButton>("ruleSave")->isEnabled());
}

void TestRulesScreen::aConditionIsTriedAtOnceAndSaysHowManyItHits() {
    Console console(*m_mart);
    console.find<QPushButton>("ruleNew")->click();
    write(console, m_sql);
    QTRY_VERIFY2(result(console).contains(u" of %1 merchants"_s.arg(merchantsThatSold())),
                 qPrintable(result(console)));
}

void TestRulesScreen::aConditionThatCannotRunSaysWhy() {
    Console console(*m_mart);
    console.find<QPushButton>("ruleNew")->click();
    write(console, u"no_such_column > 1"_s);
    QTRY_VERIFY2(result(console).contains(u"no_such_column"_s), qPrintable(result(console)));
}

void TestRulesScreen::aSavedRuleStandsInTheListAsADraft() {
    Console console(*m_mart);
    save(console, u"busy"_s, m_sql);
    const auto* model = console.find<ui::TableView>("rules")->model();
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(model->index(0, 0).data().toString(), u"busy"_s);
    QCOMPARE(model->index(0, 1).data().toString(), u"Draft"_s);
    QVERIFY(!console.find<QPushButton>("ruleSave")->isEnabled());
}

void TestRulesScreen::aSecondVersionShowsWhatChanged() {
    Console console(*m_mart);
    save(console, u"busy"_s, m_sql);
    write(console, u"orders_90 >= 2"_s);
    console.find<QPushButton>("ruleSave")->click();
    console.settle();
    QCOMPARE(console.find<ui::TableView>("ruleVersions")->model()->rowCount(), 2);
    const QString difference = console.find<QLabel>("versionDifference")->text();
    QVERIFY2(difference.contains(u"<s>1</s>"_s) && difference.contains(u"<u>2</u>"_s),
             qPrintable(difference));
}

void TestRulesScreen::watchingNeedsNobodyElse() {
    Console console(*m_mart);
    save(console, u"busy"_s, m_sql);
    console.find<QPushButton>("ruleShadow")->click();
    console.settle();
    QCOMPARE(desk::readRules(m_mart->writer())->front().state, desk::RuleState::Shadow);
}

void TestRulesScreen::aReplayShowsCasesGroupsAndTheNearest() {
    Console console(*m_mart);
    save(console, u"busy"_s, m_sql);
    console.find<QPushButton>("replayRun")->click();
    console.settle();
    QCOMPARE(console.find<ui::StatePane>("replayPane")->state(), ui::StatePane::State::Content);
    QVERIFY(console.find<QLabel>("replayFigures")->text().contains(u"merchants"_s));
    QVERIFY(console.find<ui::TableView>("replayGroups")->model()->rowCount() > 0);
    QVERIFY(console.find<ui::TableView>("replayNear")->model()->rowCount() <= 20);
}

void TestRulesScreen::aReplayWithoutSegmentsSaysWhereTheyAreFound() {
    Console console(*m_mart);
    save(console, u"busy"_s, m_sql);
    console.find<QPushButton>("replayRun")->click();
    console.settle();
    QVERIFY(console.find<QLabel>("replaySegmentLine")->text().contains(u"Profiles"_s));
}

void TestRulesScreen::aReplayIsHeldAgainstTheSegments() {
    NoTaskContext context;
    const auto trade = mart::readTradeColumns(m_mart->writer(), context);
    QVERIFY(trade);
    auto segments = profile::segmentMerchants(*trade, {}, context);
    QVERIFY(segments);
    QVERIFY(profile::storeSegmentation(m_mart->writer(), *segments, SystemClock()));
    Console console(*m_mart);
    save(console, u"busy"_s, m_sql);
    console.find<QPushButton>("replayRun")->click();
    console.settle();
    const auto* groups = console.find<ui::TableView>("replayGroups")->model();
    QCOMPARE(groups->index(0, 0).data().toString(), u"By segment"_s);
    QVERIFY2(console.find<QLabel>("replaySegmentLine")->text().contains(u"A rule's hits are no"_s),
             qPrintable(console.find<QLabel>("replaySegmentLine")->text()));
}

void TestRulesScreen::aGroupOpensItsHits() {
    Console console(*m_mart);
    save(console, u"busy"_s, m_sql);
    console.find<QPushButton>("replayRun")->click();
    console.settle();
    auto* groups = console.find<ui::TableView>("replayGroups");
    auto* hits = console.find<ui::TableView>("replayHits");
    const int all = hits->model()->rowCount();
    QVERIFY(all > 0);
    int row = 0; // of a group with some of the hits
    while (groups->model()->index(row, 3).data().toString().toInt() == 0 ||
           groups->model()->index(row, 3).data().toString().toInt() == all)
        QVERIFY(++row < groups->model()->rowCount());
    const int ofGroup = groups->model()->index(row, 3).data().toString().toInt();
    emit groups->opened(row);
    QCOMPARE(hits->model()->rowCount(), ofGroup);
    QCOMPARE(console.find<QTabWidget>("replayTabs")->currentWidget(), hits->parentWidget());
    QVERIFY(console.find<QLabel>("replayHitsLine")
                ->text()
                .contains(groups->model()->index(row, 1).data().toString()));
    console.find<QPushButton>("replayHitsAll")->click();
    QCOMPARE(hits->model()->rowCount(), all);
}

void TestRulesScreen::anEditAfterAReplayMarksItAsOld() {
    Console console(*m_mart);
    save(console, u"busy"_s, m_sql);
    console.find<QPushButton>("replayRun")->click();
    console.settle();
    QVERIFY(console.find<QLabel>("replayStale")->isHidden());
    write(console, u"orders_90 >= 5"_s);
    QVERIFY(!console.find<QLabel>("replayStale")->isHidden());
}

void TestRulesScreen::theTryOfAnOlderTextIsDropped() {
    Console console(*m_mart);
    console.find<QPushButton>("ruleNew")->click();
    for (const QString& text : {u"no_such_column > 1"_s, u"orders_90 >= 1000000"_s}) {
        write(console, text);
        console.page().actions(); // the keys stay right meanwhile
    }
    QTRY_VERIFY2(result(console).contains(u"0 of %1"_s.arg(merchantsThatSold())),
                 qPrintable(result(console)));
}

void TestRulesScreen::aCancelledReplaySaysSo() {
    Console console(*m_mart);
    save(console, u"busy"_s, m_sql);
    console.find<QPushButton>("replayRun")->click();
    console.session().jobs().cancelKind(u"rule-replay"_s);
    console.settle();
    // A job that was quicker than the cancel has its result; none is left loading.
    QVERIFY(console.find<ui::StatePane>("replayPane")->state() != ui::StatePane::State::Loading);
    QVERIFY(console.find<QPushButton>("replayRun")->isEnabled());
}

void TestRulesScreen::newsFromElsewhereLeaveWhatIsBeingWritten() {
    Console console(*m_mart);
    save(console, u"busy"_s, m_sql);
    write(console, u"orders_90 >= 7"_s);
    console.page().refresh();
    console.settle();
    QCOMPARE(console.find<ui::PredicateEdit>("ruleSql")->predicate(), u"orders_90 >= 7"_s);
}

void TestRulesScreen::editsAreKeptWhileAnotherRuleIsLookedAt() {
    Console console(*m_mart);
    save(console, u"busy"_s, m_sql);
    save(console, u"quiet"_s, u"orders_90 = 0"_s);
    auto* view = console.find<ui::TableView>("rules");
    view->selectRow(0);
    write(console, u"orders_90 >= 9"_s);
    console.find<QLineEdit>("ruleNote")->setText(u"why"_s);
    view->selectRow(1);
    QCOMPARE(console.find<ui::PredicateEdit>("ruleSql")->predicate(), u"orders_90 = 0"_s);
    QVERIFY(view->model()->index(0, 0).data().toString().contains(u"edited"_s));
    QCOMPARE(view->model()->index(1, 0).data().toString(), u"quiet"_s);
    view->selectRow(0);
    QCOMPARE(console.find<ui::PredicateEdit>("ruleSql")->predicate(), u"orders_90 >= 9"_s);
    QCOMPARE(console.find<QLineEdit>("ruleNote")->text(), u"why"_s);
    QVERIFY(console.find<QPushButton>("ruleSave")->isEnabled());
}

void TestRulesScreen::aRuleNeverSavedIsFoundAgain() {
    Console console(*m_mart);
    save(console, u"busy"_s, m_sql);
    console.find<QPushButton>("ruleNew")->click();
    console.find<QLineEdit>("ruleName")->setText(u"half"_s);
    write(console, u"orders_90 >= 3"_s);
    console.find<ui::TableView>("rules")->selectRow(0);
    QCOMPARE(console.find<ui::PredicateEdit>("ruleSql")->predicate(), m_sql);
    console.find<QPushButton>("ruleNew")->click();
    QCOMPARE(console.find<QLineEdit>("ruleName")->text(), u"half"_s);
    QCOMPARE(console.find<ui::PredicateEdit>("ruleSql")->predicate(), u"orders_90 >= 3"_s);
}

void TestRulesScreen::editsAreKeptOverARestart() {
    QVariantMap state;
    {
        Console console(*m_mart);
        save(console, u"busy"_s, m_sql);
        write(console, u"orders_90 >= 9"_s);
        state = console.page().saveState();
    }
    Console console(*m_mart);
    console.page().restoreState(state);
    console.page().refresh();
    console.settle();
    QCOMPARE(console.find<ui::PredicateEdit>("ruleSql")->predicate(), u"orders_90 >= 9"_s);
}

void TestRulesScreen::droppedEditsShowTheSavedVersionAgain() {
    Console console(*m_mart);
    save(console, u"busy"_s, m_sql);
    QVERIFY(console.find<QPushButton>("ruleDrop")->isHidden());
    write(console, u"orders_90 >= 9"_s);
    console.find<QPushButton>("ruleDrop")->click();
    QCOMPARE(console.find<ui::PredicateEdit>("ruleSql")->predicate(), m_sql);
    QVERIFY(!console.find<QPushButton>("ruleSave")->isEnabled());
}

void TestRulesScreen::anOlderVersionIsAnEditOfTheNewest() {
    Console console(*m_mart);
    save(console, u"busy"_s, m_sql);
    write(console, u"orders_90 >= 2"_s);
    console.find<QPushButton>("ruleSave")->click();
    console.settle();
    auto* versions = console.find<ui::TableView>("ruleVersions");
    emit versions->opened(1);
    QCOMPARE(console.find<ui::PredicateEdit>("ruleSql")->predicate(), m_sql);
    QVERIFY(console.find<QPushButton>("ruleSave")->isEnabled());
    console.find<QPushButton>("ruleSave")->click();
    console.settle();
    QCOMPARE(desk::readRules(m_mart->writer())->front().version, 3);
    QCOMPARE(desk::readRules(m_mart->writer())->front().predicate, m_sql.toStdString());
}

void TestRulesScreen::theListSaysWhatTheLatestRunHit() {
    Console console(*m_mart);
    save(console, u"busy"_s, m_sql);
    const auto* model = console.find<ui::TableView>("rules")->model();
    QCOMPARE(model->index(0, 2).data().toString(), u"–"_s);
    console.find<QPushButton>("ruleShadow")->click();
    console.settle();
    console.find<QPushButton>("ruleRunAll")->click();
    console.settle();
    const auto logged = m_mart->writer().integer("SELECT count(*) FROM rule_hit");
    QVERIFY(logged > 0);
    QCOMPARE(model->index(0, 2).data().toString(), QString::number(logged));
}

void TestRulesScreen::theListTakesTheFocusWhenItIsRead() {
    Console console(*m_mart);
    QVERIFY(QTest::qWaitForWindowActive(&console.page()));
    console.page().setFocus(); // as the window does while a page has nothing to show yet
    desk::RuleVersion rule;
    rule.name = "busy";
    rule.predicate = m_sql.toStdString();
    const SystemClock clock;
    QVERIFY(desk::saveRule(m_mart->writer(), rule, {"tester", clock}));
    console.page().refresh();
    console.settle();
    QCOMPARE(QApplication::focusWidget(),
             static_cast<QWidget*>(console.find<ui::TableView>("rules")));
}

QTEST_MAIN(TestRulesScreen)
#include "tst_rules_screen.moc"
