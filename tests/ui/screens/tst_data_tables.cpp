#include "ui/screens/data/batch_table.h"
#include "ui/screens/data/file_report_table.h"
#include "ui/screens/data/preview_tables.h"
#include "ui/screens/data/quality_section.h"
#include "ui/screens/data/query_table.h"
#include "ui/screens/data/record_field_table.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace mops;
using namespace mops::ui;

namespace {

constexpr auto kStrict = QAbstractItemModelTester::FailureReportingMode::QtTest;

QString shown(const QAbstractItemModel& model, int row, int column) {
    return model.index(row, column).data().toString();
}

QuarantineLine weightLine() {
    sources::QuarantineRow row;
    row.header = "id,weight";
    row.record = "p2,heavy";
    row.column = "weight";
    row.reason = "bad_number";
    return quarantineLine(row);
}

mart::QueryResult::Cell integerCell(std::int64_t value) {
    mart::QueryResult::Cell cell;
    cell.type = mart::QueryResult::Type::Integer;
    cell.integer = value;
    return cell;
}

} // namespace

class TestDataTables final : public QObject {
    Q_OBJECT
private slots:
    void imports();
    void fileReportsSayWhy();
    void previewNamesWhatEachColumnBecomes();
    void filesThatAreNotThereAreListed();
    void theOffendingFieldIsMarkedAndCorrected();
    void qualitySharesAreOfTheRows();
    void queryAnswersSortByValue();
};

void TestDataTables::imports() {
    BatchTable table;
    const QAbstractItemModelTester tester(&table, kStrict);
    sources::BatchRow first;
    first.batchId = 1;
    first.kind = "import";
    first.undone = true;
    sources::BatchRow second;
    second.batchId = 2;
    second.kind = "retake";
    table.setRows({first, second});
    QCOMPARE(table.rowOfId(u"2"_s), 1);
    table.sort(0, Qt::DescendingOrder);
    QCOMPARE(shown(table, 0, 0), u"2"_s);
    QCOMPARE(shown(table, 1, 4), u"taken back"_s);
}

void TestDataTables::fileReportsSayWhy() {
    FileReportTable table;
    const QAbstractItemModelTester tester(&table, kStrict);
    sources::FileReport report;
    report.file = "sellers.csv";
    report.read = 10;
    report.taken = 6;
    report.duplicate = 1;
    report.repaired = {{"trailing_space", 4}};
    report.quarantined = {{"bad_number", 1}, {"missing_value", 2}};
    table.setRows({report});
    QCOMPARE(shown(table, 0, 5), u"4"_s);
    QCOMPARE(shown(table, 0, 6), u"3"_s);
    QVERIFY(shown(table, 0, 7).startsWith(u"2 × "_s));
}

void TestDataTables::previewNamesWhatEachColumnBecomes() {
    PreviewRowTable table;
    const QAbstractItemModelTester tester(&table, kStrict);
    sources::FilePreview file;
    file.header = {"seller_id", "colour"};
    file.mappedTo = {"merchant.merchant_id", ""};
    file.rows = {{"m1", "red"}, {"m2"}};
    table.setFile(file);
    QCOMPARE(table.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(),
             u"seller_id\n→ merchant.merchant_id"_s);
    QCOMPARE(table.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(),
             u"colour\nnot used"_s);
    QCOMPARE(shown(table, 1, 1), QString());
}

void TestDataTables::filesThatAreNotThereAreListed() {
    sources::ImportPreview preview;
    sources::FilePreview file;
    file.file = "sellers.csv";
    file.header = {"seller_id"};
    file.mappedTo = {"merchant.merchant_id"};
    file.missingColumns = {"seller_city"};
    preview.files = {file};
    preview.missingFiles = {"orders.csv"};
    PreviewFileTable table;
    const QAbstractItemModelTester tester(&table, kStrict);
    table.setRows(previewLines(preview));
    QCOMPARE(table.rowCount(), 2);
    QCOMPARE(shown(table, 0, 2), u"missing: seller_city"_s);
    QCOMPARE(table.index(0, 2).data(ToneRole).toInt(), static_cast<int>(theme::Tone::Bad));
    QCOMPARE(shown(table, 1, 2), u"not there, left out"_s);
}

void TestDataTables::theOffendingFieldIsMarkedAndCorrected() {
    RecordFieldTable table;
    const QAbstractItemModelTester tester(&table, kStrict);
    table.setLine(weightLine());
    QCOMPARE(table.offendingRow(), 1);
    QCOMPARE(table.index(1, RecordFieldTable::ProblemColumn).data(ToneRole).toInt(),
             static_cast<int>(theme::Tone::Bad));
    QVERIFY(table.setData(table.index(1, RecordFieldTable::ValueColumn), u"3,5"_s));
    QVERIFY(table.isChanged());
    QCOMPARE(table.record(), std::string("p2,\"3,5\""));
    table.revert();
    QVERIFY(!table.isChanged());
}

void TestDataTables::qualitySharesAreOfTheRows() {
    mart::TableQuality table;
    table.table = "merchant";
    table.rows = 8;
    table.brokenReferences = 1;
    table.columns.resize(2);
    table.columns[0].column = "name";
    table.columns[0].missing = 2;
    table.columns[1].column = "registered_at";
    table.columns[1].minimum = "0";
    QualityTable quality;
    const QAbstractItemModelTester tester(&quality, kStrict);
    quality.setRows(qualityLines({table}));
    QCOMPARE(quality.index(0, 3).data(FractionRole).toDouble(), 0.25);
    QVERIFY(shown(quality, 1, 5).contains(u"1970"_s) || shown(quality, 1, 5).contains(u"70"_s));
    QCOMPARE(shown(quality, 1, 7), QString());
}

void TestDataTables::queryAnswersSortByValue() {
    mart::QueryResult result;
    result.columns = {"n"};
    result.rows = {{integerCell(10)}, {integerCell(9)}, {{}}};
    QueryTable table;
    const QAbstractItemModelTester tester(&table, kStrict);
    table.setResult(result);
    const QPersistentModelIndex ten(table.index(0, 0));
    table.sort(0, Qt::AscendingOrder);
    QCOMPARE(shown(table, 0, 0), u"NULL"_s);
    QCOMPARE(shown(table, 1, 0), u"9"_s);
    QCOMPARE(ten.row(), 2);
}

QTEST_MAIN(TestDataTables)
#include "tst_data_tables.moc"
