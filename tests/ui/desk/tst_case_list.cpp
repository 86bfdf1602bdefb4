#include "tests/ui/desk/desk_harness.h"
#include "ui/desk/case_columns.h"
#include "ui/desk/case_list.h"
#include "ui/desk/desk_view.h"
#include "ui/tables/roles.h"

#include <QAbstractItemModelTester>
#include <QIdentityProxyModel>
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

/// Counts the cells that a view asks for.
class CountingProxy final : public QIdentityProxyModel {
public:
    QVariant data(const QModelIndex& index, int role) const override {
        ++asked;
        return QIdentityProxyModel::data(index, role);
    }
    mutable int asked = 0;
};

} // namespace

class TestCaseList : public QObject {
    Q_OBJECT
private slots:
    void aDecisionShowsBeforeTheMartHasAnswered();
    void aSnoozedCaseWaitsAgainWhenItsTimeIsOver();
    void theListIsAValidModelWhileCasesComeAndGo();
    void marksSurviveSortingAndCountExactly();
    void markingAMillionCasesAsksForTheCellsOnScreenOnly();
    void aQuestionComesBackFromItsDefinition();
    void aDamagedDefinitionIsTheWholeQueue();
    void reasonsThatFlipTheVerdictAreTheFewestLargest();
    void aVerdictWithoutEnoughReasonsIsNotSaidToFlip();
};

void TestCaseList::aDecisionShowsBeforeTheMartHasAnswered() {
    desk::Decision decision;
    decision.caseId = "a";
    decision.verb = desk::Verb::Ask;
    const desk::Case after =
        ui::afterDecision(makeCase("a", CaseStatus::Open), decision, "tester", kNow);
    QCOMPARE(after.status, CaseStatus::Asked);
    QCOMPARE(after.clockStoppedAt, std::optional<std::int64_t>(kNow));
    QVERIFY(ui::belongs(after, {}, kNow));
    decision.verb = desk::Verb::Approve;
    QVERIFY(!ui::belongs(ui::afterDecision(after, decision, "tester", kNow), {}, kNow));
}

void TestCaseList::aSnoozedCaseWaitsAgainWhenItsTimeIsOver() {
    auto item = makeCase("a", CaseStatus::Snoozed);
    item.snoozedUntil = kNow;
    QVERIFY(!ui::isWaiting(item, kNow - 1));
    QVERIFY(ui::isWaiting(item, kNow));
    QVERIFY(ui::isUntouched(item, kNow));
    QVERIFY(ui::belongs(item, {}, kNow));
}

void TestCaseList::theListIsAValidModelWhileCasesComeAndGo() {
    test::DeskMart mart;
    test::DeskConsole console(mart);
    ui::CaseList list(console.desk().queue());
    const ui::RiskBackground background;
    list.setBackground(&background);
    const QAbstractItemModelTester tester(&list,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<std::uint32_t> rows = console.desk().cases().rows();
    QVERIFY(rows.size() > 3);
    list.setRows(rows);
    list.removeAt(1);
    QCOMPARE(list.rowCount(), static_cast<int>(rows.size()) - 1);
    list.insertAt(1, rows[1]);
    QCOMPARE(list.rows(), rows);
    list.mark(2, true);
    QVERIFY(list.index(2, 0).data(ui::MarkRole).toBool());
    list.setRows({});
    QCOMPARE(list.rowCount(), 0);
}

void TestCaseList::marksSurviveSortingAndCountExactly() {
    ui::CaseMarks marks;
    marks.reset(200'000);
    std::vector<std::uint32_t> all(200'000);
    for (std::uint32_t row = 0; row < all.size(); ++row)
        all[row] = row;
    marks.set(all);
    QCOMPARE(marks.count(), all.size());
    marks.set(77, false);
    marks.set(77, false);
    QCOMPARE(marks.count(), all.size() - 1);
    QVERIFY(!marks.contains(77));
    QCOMPARE(marks.rows().size(), all.size() - 1);
    marks.clear();
    QCOMPARE(marks.count(), std::size_t(0));
    QVERIFY(marks.rows().empty());
}

void TestCaseList::markingAMillionCasesAsksForTheCellsOnScreenOnly() {
    test::DeskMart mart;
    test::DeskConsole console(mart);
    ui::CaseList list(console.desk().queue());
    const ui::RiskBackground background;
    list.setBackground(&background);
    const std::vector<std::uint32_t> few = console.desk().cases().rows();
    std::vector<std::uint32_t> rows(1'000'000);
    for (std::size_t k = 0; k < rows.size(); ++k)
        rows[k] = few[k % few.size()];
    list.setRows(rows);
    list.resetMarks();
    CountingProxy counting;
    counting.setSourceModel(&list);
    ui::TableView view;
    view.setModel(&counting);
    view.resize(1100, 700);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QVERIFY(!view.grab().isNull());
    counting.asked = 0;
    QVERIFY(!view.grab().isNull());
    const int once = counting.asked;
    QVERIFY(once > 0);
    counting.asked = 0;
    list.markAll();
    QVERIFY(!view.grab().isNull());
    QCOMPARE(list.marks().count(), few.size());
    QVERIFY(list.index(999'999, 0).data(ui::MarkRole).toBool());
    QVERIFY2(counting.asked <= 3 * once, qPrintable(QString::number(counting.asked)));
}

void TestCaseList::aQuestionComesBackFromItsDefinition() {
    ui::DeskQuestion question;
    question.filter.text = "安居";
    question.filter.kinds = {"ring", "listing"};
    question.filter.statuses = {CaseStatus::Open, CaseStatus::Escalated};
    question.filter.assignee = std::string();
    question.filter.tag = "vip";
    question.filter.late = true;
    question.sortBy = desk::QueueColumn::Stake;
    question.descending = true;
    const std::string definition = ui::definitionOf(question);
    QCOMPARE(ui::definitionOf(ui::questionOf(definition)), definition);
    const ui::DeskQuestion back = ui::questionOf(definition);
    QCOMPARE(back.filter.text, question.filter.text);
    QCOMPARE(back.filter.statuses, question.filter.statuses);
    QVERIFY(back.filter.assignee.has_value());
    QVERIFY(back.sortBy == desk::QueueColumn::Stake && back.descending);
}

void TestCaseList::aDamagedDefinitionIsTheWholeQueue() {
    const ui::DeskQuestion question = ui::questionOf("{\"statuses\": [\"nonsense\", 7], ");
    QVERIFY(question.filter.statuses.empty());
    QVERIFY(question.sortBy == desk::QueueColumn::Desk);
}

void TestCaseList::reasonsThatFlipTheVerdictAreTheFewestLargest() {
    // log-odds of 0.7 are 0.847; the first reason alone (1.2) takes it below zero
    QCOMPARE(ui::flippingFeatures(makeCase("a", CaseStatus::Open)),
             std::vector<std::string>{"late_share_90"});
}

void TestCaseList::aVerdictWithoutEnoughReasonsIsNotSaidToFlip() {
    auto item = makeCase("a", CaseStatus::Open);
    item.score = 0.95; // log-odds 2.94, the reasons come to 1.5
    QVERIFY(ui::flippingFeatures(item).empty());
}

QTEST_MAIN(TestCaseList)
#include "tst_case_list.moc"
