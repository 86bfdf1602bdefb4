#include "core/sources/record_fields.h"

#include <QtTest>

using namespace mops::sources;

namespace {

QuarantineRow rowOf(const std::string& header, const std::string& record) {
    QuarantineRow row;
    row.header = header;
    row.record = record;
    return row;
}

} // namespace

class TestRecordFields final : public QObject {
    Q_OBJECT
private slots:
    void aRecordWithQuotesComesBackAsItWas();
    void missingFieldsBecomeEmptyOnes();
    void anEmptiedSurplusFieldIsLeftOut();
    void aRecordThatBreaksTheRulesIsKeptWhole();
};

void TestRecordFields::aRecordWithQuotesComesBackAsItWas() {
    const std::string record = "1;\"a;b\";\"said \"\"no\"\"\"";
    const auto fields = splitRecord(rowOf("id;name;note", record));
    QVERIFY(fields.isReadable);
    QCOMPARE(fields.values, (std::vector<std::string>{"1", "a;b", "said \"no\""}));
    QCOMPARE(joinRecord(fields), record);
}

void TestRecordFields::missingFieldsBecomeEmptyOnes() {
    const auto fields = splitRecord(rowOf("id,name,note", "1,a"));
    QCOMPARE(fields.values.size(), std::size_t(3));
    QCOMPARE(joinRecord(fields), std::string("1,a,"));
}

void TestRecordFields::anEmptiedSurplusFieldIsLeftOut() {
    auto fields = splitRecord(rowOf("id,name", "1,a,b"));
    QCOMPARE(fields.values.size(), std::size_t(3));
    fields.values[2].clear();
    QCOMPARE(joinRecord(fields), std::string("1,a"));
}

void TestRecordFields::aRecordThatBreaksTheRulesIsKeptWhole() {
    const std::string record = "1,\"never closed";
    const auto fields = splitRecord(rowOf("id,name", record));
    QVERIFY(!fields.isReadable);
    QCOMPARE(joinRecord(fields), record);
}

QTEST_APPLESS_MAIN(TestRecordFields)
#include "tst_record_fields.moc"
