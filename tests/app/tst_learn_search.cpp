// `learn search` and `learn uplift` on files as operators have them.
#include "tests/support/cli.h"
#include "tests/support/real_data.h"

#include <cmath>
#include <fstream>
#include <QTemporaryDir>
#include <sstream>

using namespace mops;
using test::runCli;

namespace {

class Folder {
public:
    std::string write(const char* name, const std::string& text) const {
        std::ofstream(path(name)) << text;
        return path(name);
    }
    std::string path(const char* name) const {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }

private:
    QTemporaryDir m_folder;
};

constexpr const char* kReviews = "id,text\n"
                                 "r1,\"发货很快，包装很好\"\n"
                                 "r2,Late delivery and a broken box\n"
                                 "r3,\"质量不好，发货慢\"\n"
                                 "r4,\"Delivery was quick, box fine\"\n"
                                 "r5,São Paulo\n";

} // namespace

class TstLearnSearch : public QObject {
    Q_OBJECT

private slots:
    void theBestTextsComeFirstWithTheirReasons() {
        const Folder folder;
        const auto json = runCli({"--json", "learn", "search", folder.write("d.csv", kReviews),
                                  "--text", "text", "--id", "id", "--query", "LATE delivery box"})
                              .json();
        QCOMPARE(json.at("documents"), 5);
        const auto& hits = json.at("results")[0].at("hits");
        QCOMPARE(hits.size(), std::size_t{2});
        QCOMPARE(hits[0].at("id"), "r2");
        QCOMPARE(hits[0].at("line"), 3);
        QCOMPARE(hits[0].at("terms")[0].at("term"), "late");
        QVERIFY(json.contains("seconds") && json.contains("build_seconds") &&
                json.contains("read_seconds"));
    }
    void chineseIsFoundByPairsAndAccentsDoNotMatter() {
        const Folder folder;
        const std::string file = folder.write("d.csv", kReviews);
        const auto best = [&](const char* query) {
            const auto json = runCli({"--json", "learn", "search", file, "--text", "text", "--id",
                                      "id", "--query", query})
                                  .json();
            return json.at("results")[0].at("hits").at(0).at("id").get<std::string>();
        };
        QCOMPARE(best("质量"), std::string("r3"));
        QCOMPARE(best("包装好 发货快"), std::string("r1"));
        QCOMPARE(best("SAO PAULO"), std::string("r5"));
    }
    void manyQueriesGoToTheCsvFile() {
        const Folder folder;
        const std::string out = folder.path("out.csv");
        const auto answer =
            runCli({"--json", "learn", "search", folder.write("d.csv", kReviews), "--text", "2",
                    "--queries", folder.write("q.txt", "delivery, box\n发货\n"), "--top", "1",
                    "--threads", "2", "--out", out});
        QCOMPARE(answer.json().at("queries"), 2);
        std::ifstream file(out);
        std::string header;
        std::string first;
        std::getline(file, header);
        std::getline(file, first);
        QCOMPARE(header, std::string("query,rank,line,score"));
        QVERIFY(first.starts_with("\"delivery, box\",1,"));
    }
    void aQueryWithoutKnownWordsFindsNothing() {
        const Folder folder;
        const auto json = runCli({"--json", "learn", "search", folder.write("d.csv", kReviews),
                                  "--text", "text", "--query", "zebra !!"})
                              .json();
        QVERIFY(json.at("results")[0].at("hits").empty());
    }
    void impossibleRequestsAreRefused() {
        const Folder folder;
        const std::string file = folder.write("d.csv", kReviews);
        const auto code = [](const std::vector<std::string>& arguments) {
            std::vector<std::string> all{"--json", "learn", "search"};
            all.insert(all.end(), arguments.begin(), arguments.end());
            return runCli(all).json().at("error").at("code").get<std::string>();
        };
        QCOMPARE(code({file, "--text", "text"}), std::string("usage"));
        QCOMPARE(code({file, "--text", "words", "--query", "x"}), std::string("column_missing"));
        QCOMPARE(code({file, "--text", "text", "--query", "x", "--b", "3"}), std::string("usage"));
        QCOMPARE(code({folder.write("h.csv", "id,text\n"), "--text", "text", "--query", "x"}),
                 std::string("not_enough_data"));
        QCOMPARE(code({folder.path("none.csv"), "--text", "text", "--query", "x"}),
                 std::string("file_not_found"));
        QCOMPARE(
            code({folder.write("r.csv", "id,text\n1,a\n2\n"), "--text", "text", "--query", "a"}),
            std::string("row_invalid"));
    }
    void messagesAboutPrizesAreFound() {
        MOPS_NEEDS_DATA("sms_spam");
        const auto json = runCli({"--json", "learn", "search",
                                  (test::realData("sms_spam") / "sms_spam.csv").string(), "--text",
                                  "text", "--id", "type", "--query", "claim your cash prize now"})
                              .json();
        QCOMPARE(json.at("documents"), 5574);
        for (const auto& hit : json.at("results")[0].at("hits"))
            QCOMPARE(hit.at("id"), "spam");
    }
    void upliftComparesRatesOrMeans() {
        const Folder folder;
        std::string text = "group,bought,spent\n";
        for (int i = 0; i < 200; ++i)
            text += std::string(i % 2 == 0 ? "mailed" : "held") + "," +
                    (i % 2 == 0 ? (i % 10 < 6 ? "1" : "0") : (i % 10 < 4 ? "1" : "0")) + "," +
                    std::to_string(10 + i % 7 + (i % 2 == 0 ? 3 : 0)) + "\n";
        const std::string file = folder.write("x.csv", text);
        const auto rate = runCli({"--json", "learn", "uplift", file, "--treated", "group",
                                  "--positive", "mailed", "--outcome", "bought"})
                              .json();
        // Mailed 60 of 100, held 40 of 100.
        QCOMPARE(rate.at("measure"), "rate");
        QVERIFY(std::abs(rate.at("difference").get<double>() - 0.2) < 1e-12);
        QVERIFY(rate.at("low").get<double>() > 0 && rate.at("p_value").get<double>() < 0.01);
        const auto mean = runCli({"--json", "learn", "uplift", file, "--treated", "group",
                                  "--positive", "mailed", "--outcome", "spent"})
                              .json();
        QCOMPARE(mean.at("measure"), "mean");
        QVERIFY(std::abs(mean.at("difference").get<double>() - 3) < 0.3);
        QCOMPARE(runCli({"learn", "uplift", file, "--treated", "bought", "--outcome", "group"})
                         .exitCode == 0,
                 false);
    }
};

QTEST_GUILESS_MAIN(TstLearnSearch)
#include "tst_learn_search.moc"
