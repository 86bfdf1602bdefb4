#include "tests/support/cli.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace mops;
using test::CliAnswer;
using test::runCli;

/// The operator's main job from the shell, on one simulated mart, each step standing on the one
/// before: what every later issue must keep working.
class TstMainJob : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        m_mart = m_folder.filePath(QStringLiteral("m.db")).toStdString();
        const auto answer = mops({"simulate", "--merchants", "150", "--days", "400"});
        QCOMPARE(answer.exitCode, 0);
        QVERIFY(answer.json()["rows"]["fact_order"].get<int>() > 1000);
    }

    void simulatingIntoAMartWithOrdersIsRefused() {
        const auto answer = mops({"simulate", "--merchants", "10", "--days", "30"});
        QCOMPARE(answer.exitCode, 1);
        QCOMPARE(answer.json()["error"]["code"].get<std::string>(), std::string("conflict"));
    }

    void featuresAreListedWithUnitWindowAndDescription() {
        const auto list = mops({"features", "--list"}).json()["features"];
        QVERIFY(list.size() >= 30);
        for (const auto& feature : list)
            for (const char* key : {"id", "name", "unit", "window", "description"})
                QVERIFY(!feature[key].get<std::string>().empty());
    }

    void segmentsCoverEveryMerchantOnce() {
        const auto answer = mops({"segment", "--k", "auto"}).json();
        std::int64_t members = 0;
        for (const auto& segment : answer["segments"])
            members += segment["size"].get<std::int64_t>();
        const auto merchants = mops({"features"}).json()["merchants"].get<std::int64_t>();
        QCOMPARE(members, merchants);
        QCOMPARE(answer["segments"].size(), answer["k"].get<std::size_t>());
    }

    void theRiskModelStandsBesideItsBaseline() {
        const auto trained = mops({"risk", "train"});
        QCOMPARE(trained.exitCode, 0);
        const auto evaluation = mops({"risk", "evaluate"}).json();
        const auto model = evaluation["models"]["logistic"];
        QVERIFY(model["roc_auc"].get<double>() > 0.5);
        QVERIFY(model["log_loss"].get<double>() < evaluation["baseline"]["log_loss"].get<double>());
    }

    void contributionsSumToTheLogOdds() {
        const auto scored = mops({"risk", "score", "--top", "5"}).json();
        const auto merchant = scored["scores"][0]["merchant_id"].get<std::string>();
        const auto why = mops({"risk", "why", "--merchant", merchant}).json();
        double sum = why["intercept"].get<double>();
        for (const auto& contribution : why["contributions"])
            sum += contribution["contribution"].get<double>();
        // One rounding per term: 1e-9 leaves room for a hundred of them.
        QVERIFY(std::abs(sum - why["log_odds"].get<double>()) < 1e-9);
    }

    void aDecisionIsTakenAndTakenBack() {
        QCOMPARE(mops({"queue", "open", "--min-probability", "0"}).exitCode, 0);
        const auto first = mops({"queue", "list"}).json()["cases"][0];
        const auto id = first["case_id"].get<std::string>();
        QVERIFY(!first["why"].get<std::string>().empty());

        QCOMPARE(mops({"decide", id, "refuse"}).exitCode, 3);
        const auto receipt = mops({"decide", id, "refuse", "--reason", "other", "--note", "test"});
        QCOMPARE(receipt.exitCode, 0);
        QCOMPARE(receipt.json()["case_id"].get<std::string>(), id);
        QCOMPARE(statusOf(id), std::string("refused"));
        QCOMPARE(mops({"undo"}).exitCode, 0);
        QCOMPARE(statusOf(id), std::string("open"));
        QCOMPARE(mops({"redo"}).exitCode, 0);
        QCOMPARE(statusOf(id), std::string("refused"));
        QCOMPARE(mops({"undo"}).exitCode, 0);
    }

    void aRecommendationHasItsReason() {
        const auto merchant = mops({"sql", "SELECT merchant_id FROM order_item GROUP BY 1 "
                                           "ORDER BY count(*) DESC LIMIT 1"})
                                  .json()["rows"][0][0]
                                  .get<std::string>();
        const auto preview = mops({"recommend", "preview", "--merchant", merchant}).json();
        QVERIFY(!preview["items"].empty());
        for (const auto& item : preview["items"])
            QVERIFY(!item["reason"].get<std::string>().empty());
        QVERIFY(preview["removed"].is_array());
    }

    void theReportIsTheSameBytesAgain_data() {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {"pdf", "xlsx", "csv", "html"})
            QTest::newRow(ending) << QString::fromLatin1(ending);
    }
    void theReportIsTheSameBytesAgain() {
        QFETCH(QString, ending);
        const auto first = m_folder.filePath(QStringLiteral("a.") + ending).toStdString();
        const auto second = m_folder.filePath(QStringLiteral("b.") + ending).toStdString();
        const auto one = mops({"report", "merchant-risk", "--out", first});
        QVERIFY2(one.exitCode == 0, one.err.c_str());
        const auto two = mops({"report", "merchant-risk", "--out", second});
        QCOMPARE(one.json()["sha256"].get<std::string>(), two.json()["sha256"].get<std::string>());
    }

    void theMartIsSoundInTheEnd() {
        const auto verified = mops({"verify"});
        QVERIFY2(verified.exitCode == 0, verified.out.c_str());
        QCOMPARE(verified.json()["ok"].get<bool>(), true);
        QCOMPARE(mops({"ledger", "verify"}).json()["ok"].get<bool>(), true);
    }

private:
    CliAnswer mops(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--mart", m_mart, "--json", "--quiet"});
        return runCli(arguments);
    }
    std::string statusOf(const std::string& caseId) const {
        return mops({"queue", "show", caseId}).json()["case"]["status"].get<std::string>();
    }

    QTemporaryDir m_folder;
    std::string m_mart;
};

QTEST_GUILESS_MAIN(TstMainJob)
#include "tst_main_job.moc"
