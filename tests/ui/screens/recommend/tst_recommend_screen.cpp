#include "tests/ui/screens/page_harness.h"
#include "ui/screens/recommend/recommend_screen.h"
#include "ui/tables/table_view.h"
#include "ui/util/state_pane.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPushButton>

using namespace mops;

class TestRecommendScreen : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_mart = std::make_unique<test::SimulatedMart>(); }
    void cleanupTestCase() { m_mart.reset(); }
    void theLargestMerchantGetsItemsWithReasons();
    void anUnknownMerchantIsSaidToBeUnknown();
    void theEvaluationStandsBesideTheBaselines();
    void theNewestSubjectWins();

private:
    std::unique_ptr<test::SimulatedMart> m_mart;
};

void TestRecommendScreen::theLargestMerchantGetsItemsWithReasons() {
    test::PageConsole<ui::RecommendScreen> console(*m_mart);
    auto* items = console.find<ui::TableView>("recommendItems");
    const QAbstractItemModelTester tester(items->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    console.page().actions().front().run();
    console.settle();
    const QAbstractItemModel* table = items->model();
    QVERIFY(table->rowCount() > 0 && table->rowCount() <= 10);
    for (int row = 0; row < table->rowCount(); ++row) {
        QCOMPARE(table->index(row, 0).data().toString(), QString::number(row + 1));
        QVERIFY(!table->index(row, table->columnCount() - 1).data().toString().isEmpty());
    }
}

void TestRecommendScreen::anUnknownMerchantIsSaidToBeUnknown() {
    test::PageConsole<ui::RecommendScreen> console(*m_mart);
    console.page().showFor(ui::SubjectKind::Merchant, QStringLiteral("nobody"));
    console.settle();
    const auto panes = console.page().findChildren<ui::StatePane*>();
    QVERIFY(std::any_of(panes.begin(), panes.end(), [](const ui::StatePane* pane) {
        return pane->state() == ui::StatePane::State::Failed;
    }));
}

void TestRecommendScreen::theEvaluationStandsBesideTheBaselines() {
    test::PageConsole<ui::RecommendScreen> console(*m_mart);
    console.page().actions().at(2).run();
    console.settle();
    QVERIFY(console.find<ui::TableView>("recommendScores")->model()->rowCount() >= 3);
}

void TestRecommendScreen::theNewestSubjectWins() {
    test::PageConsole<ui::RecommendScreen> console(*m_mart);
    console.page().actions().at(0).run();
    console.page().actions().at(1).run();
    console.settle();
    const auto state = console.page().saveState();
    QCOMPARE(state.value(QStringLiteral("kind")).toInt(), static_cast<int>(ui::SubjectKind::Buyer));
    QCOMPARE(console.find<QLineEdit>("subjectEdit")->text(),
             state.value(QStringLiteral("subject")).toString());
}

QTEST_MAIN(TestRecommendScreen)
#include "tst_recommend_screen.moc"
