#include "ui/desk/case_columns.h"
#include "ui/desk/case_queue.h"
#include "ui/desk/case_text.h"
#include "ui/tables/rows_table.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace mops;
using desk::CaseStatus;

namespace {

constexpr std::int64_t kNow = 1'700'000'000;

desk::Case makeCase(const std::string& id, CaseStatus status, std::int64_t due = kNow + 500'000) {
    desk::Case item;
    item.caseId = id;
    item.kind = "merchant-risk";
    item.merchantId = "m-" + id;
    item.merchantName = "商家 " + id;
    item.status = status;
    item.dueAt = due;
    item.score = 0.7;
    item.why = {{"late_share_90", 0.4, 0.05, 1.2}, {"low_review_share_90", 0.2, 0.1, 0.3}};
    return item;
}

desk::Decision decision(const std::string& id, desk::Verb verb) {
    desk::Decision made;
    made.caseId = id;
    made.verb = verb;
    return made;
}

} // namespace

class TestCaseQueue : public QObject {
    Q_OBJECT
private slots:
    void viewsSplitTheCases();
    void aLaidDecisionShowsAtOnceAndGoesWhenTakenBack();
    void aLaidDecisionSurvivesAReadThatDoesNotKnowItYet();
    void aSnoozedCaseWaitsAgainWhenItsTimeIsOver();
    void theQueueTableIsAValidModel();
    void reasonsThatFlipTheVerdictAreTheFewestLargest();
    void aVerdictWithoutEnoughReasonsIsNotSaidToFlip();
};

void TestCaseQueue::viewsSplitTheCases() {
    ui::CaseQueue queue;
    auto snoozed = makeCase("d", CaseStatus::Snoozed);
    snoozed.snoozedUntil = kNow + 60;
    queue.setCases({makeCase("a", CaseStatus::Open), makeCase("b", CaseStatus::Asked, kNow - 5),
                    makeCase("c", CaseStatus::Approved), snoozed});
    QCOMPARE(queue.count(ui::QueueView::Waiting, kNow), 2);
    QCOMPARE(queue.count(ui::QueueView::DueToday, kNow), 1);
    QCOMPARE(queue.count(ui::QueueView::Snoozed, kNow), 1);
    QCOMPARE(queue.count(ui::QueueView::Decided, kNow), 1);
}

void TestCaseQueue::aLaidDecisionShowsAtOnceAndGoesWhenTakenBack() {
    ui::CaseQueue queue;
    queue.setCases({makeCase("a", CaseStatus::Open), makeCase("b", CaseStatus::Open)});
    const int ticket = queue.lay(decision("a", desk::Verb::Approve), "tester", kNow);
    QCOMPARE(queue.find("a")->status, CaseStatus::Approved);
    QCOMPARE(queue.count(ui::QueueView::Waiting, kNow), 1);
    queue.takeBack(ticket);
    QCOMPARE(queue.find("a")->status, CaseStatus::Open);
    QCOMPARE(queue.count(ui::QueueView::Waiting, kNow), 2);
}

void TestCaseQueue::aLaidDecisionSurvivesAReadThatDoesNotKnowItYet() {
    ui::CaseQueue queue;
    queue.setCases({makeCase("a", CaseStatus::Open)});
    const int ticket = queue.lay(decision("a", desk::Verb::Refuse), "tester", kNow);
    queue.setCases({makeCase("a", CaseStatus::Open)});
    QCOMPARE(queue.find("a")->status, CaseStatus::Refused);
    queue.settle(ticket);
    QCOMPARE(queue.find("a")->status, CaseStatus::Refused);
    QVERIFY(!queue.hasLaid("a"));
}

void TestCaseQueue::aSnoozedCaseWaitsAgainWhenItsTimeIsOver() {
    auto item = makeCase("a", CaseStatus::Snoozed);
    item.snoozedUntil = kNow;
    QVERIFY(!ui::isWaiting(item, kNow - 1));
    QVERIFY(ui::isWaiting(item, kNow));
    QVERIFY(ui::isUntouched(item, kNow));
}

void TestCaseQueue::theQueueTableIsAValidModel() {
    const ui::RiskBackground background;
    ui::RowsTable<ui::CasePtr> table(ui::caseColumns(
        [&background]() -> const ui::RiskBackground& { return background; }, [] { return kNow; }));
    const QAbstractItemModelTester tester(&table,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    ui::CaseQueue queue;
    queue.setCases({makeCase("a", CaseStatus::Open), makeCase("b", CaseStatus::Asked)});
    table.setRows(queue.rows(ui::QueueView::Waiting, kNow));
    table.sort(0, Qt::DescendingOrder);
    table.setFilter(QStringLiteral("商家 b"));
    QCOMPARE(table.rowCount(), 1);
    table.setRows(std::vector<ui::CasePtr>{});
    QCOMPARE(table.rowCount(), 0);

    ui::RowsTable<mart::MerchantOrderRow> lines(ui::lineColumns([] { return std::string("CNY"); }));
    const QAbstractItemModelTester lineTester(
        &lines, QAbstractItemModelTester::FailureReportingMode::QtTest);
    mart::MerchantOrderRow line;
    line.orderId = "o1";
    line.orderedAt = kNow;
    lines.setRows(std::vector<mart::MerchantOrderRow>{line, line});
    QCOMPARE(lines.rowCount(), 2);
}

void TestCaseQueue::reasonsThatFlipTheVerdictAreTheFewestLargest() {
    // log-odds of 0.7 are 0.847; the first reason alone (1.2) takes it below zero
    QCOMPARE(ui::flippingFeatures(makeCase("a", CaseStatus::Open)),
             std::vector<std::string>{"late_share_90"});
}

void TestCaseQueue::aVerdictWithoutEnoughReasonsIsNotSaidToFlip() {
    auto item = makeCase("a", CaseStatus::Open);
    item.score = 0.95; // log-odds 2.94, the reasons come to 1.5
    QVERIFY(ui::flippingFeatures(item).empty());
}

QTEST_GUILESS_MAIN(TestCaseQueue)
#include "tst_case_queue.moc"
