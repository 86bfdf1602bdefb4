#include "core/desk/case_history.h"

#include "core/desk/bulk.h"
#include "tests/support/desk_mart.h"

#include <QtTest>

using namespace mops;
using desk::Verb;

/// What a desk reads of one case's past: short, however many cases an operation was about.
class TstCaseHistory : public QObject {
    Q_OBJECT

private slots:
    void listsAreLeftOutAndTheRestStays_data() {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("kept");
        QTest::newRow("none") << QByteArray("{}") << QByteArray("{}");
        QTest::newRow("no list") << QByteArray(R"({"a":1,"b":"x"})")
                                 << QByteArray(R"({"a":1,"b":"x"})");
        QTest::newRow("first") << QByteArray(R"({"cases":["a","b"],"reason":"r"})")
                               << QByteArray(R"({"reason":"r"})");
        QTest::newRow("last") << QByteArray(R"({"reason":"r","shapes":[{"a":[1]},{}]})")
                              << QByteArray(R"({"reason":"r"})");
        const QByteArray brackets("{\"note\":\"] } \\\" [ {, \\\\\",\"tail\":true}");
        QTest::newRow("brackets in a text") << brackets << brackets;
        QTest::newRow("list in an object") << QByteArray(R"({"message":{"to":["m"]},"x":[1]})")
                                           << QByteArray(R"({"message":{"to":["m"]}})");
    }
    void listsAreLeftOutAndTheRestStays() {
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, kept);
        QCOMPARE(QByteArray::fromStdString(desk::withoutLists(payload.toStdString())), kept);
    }
    void aShortHistoryIsTheLedgers() {
        test::DeskMart mart;
        QVERIFY(mart.decide("risk-m9-1", Verb::Refuse, "wang", "low_reviews"));
        desk::CaseHistory history;
        const auto read = history.read(mart.writer(), 10, "risk-m9-1", "wang");
        const auto plain = desk::readOperations(mart.writer(), 10, "risk-m9-1", "wang");
        QVERIFY(read && plain);
        QCOMPARE(read->size(), plain->size());
        for (std::size_t k = 0; k < read->size(); ++k) {
            QCOMPARE((*read)[k].payload, (*plain)[k].payload);
            QCOMPARE((*read)[k].hash, (*plain)[k].hash);
        }
    }
    void ofManyCasesOnlyWhatTheyShareIsKept() {
        test::DeskMart mart(1'500);
        std::vector<std::string> ids;
        for (int k = 1; k <= 1'500; ++k)
            ids.push_back("risk-m" + std::to_string(k) + "-1");
        desk::Decision refuse;
        refuse.verb = Verb::Refuse;
        refuse.reasonCode = "low_reviews";
        const auto seen = desk::previewBulk(mart.writer(), ids, refuse, 1, mart.as("wang"));
        QVERIFY(seen);
        NoTaskContext context;
        QVERIFY(desk::decideBulk(mart.writer(), ids, refuse, seen->fingerprint, mart.as("wang"),
                                 context));
        desk::CaseHistory history;
        for (const char* caseId : {"risk-m9-1", "risk-m700-1"}) {
            const auto read = history.read(mart.writer(), 10, caseId, "wang");
            QVERIFY(read);
            QCOMPARE(read->size(), 2U); // newest first
            QVERIFY(read->front().payload.size() < 1'000);
            QVERIFY(read->front().payload.find("\"reason\":\"low_reviews\"") != std::string::npos);
            QVERIFY(read->back().payload.size() < 1'000);
        }
    }
};

QTEST_GUILESS_MAIN(TstCaseHistory)
#include "tst_case_history.moc"
