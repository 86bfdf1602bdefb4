// learn itemsets, rules and blocks by the command line.
#include "tests/support/cli.h"
#include "tests/support/real_data.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;
using test::runCli;

class TstLearnPatterns : public QObject {
    Q_OBJECT

private slots:
    void itemsetsAreCountedByLength() {
        // milk 3, bread 2, milk with bread 2 of 4 baskets.
        const auto answer =
            runCli({"learn", "itemsets", baskets(), "--min-support", "2", "--json"});
        QCOMPARE(answer.exitCode, 0);
        const auto json = answer.json();
        QCOMPARE(json.at("itemsets").get<int>(), 3);
        QCOMPARE(json.at("by_length").dump(), std::string(R"({"1":2,"2":1})"));
        QCOMPARE(json.at("baskets").get<int>(), 4);
        QCOMPARE(json.at("top")[0].at("items").dump(), std::string(R"(["bread","milk"])"));
        QVERIFY(json.at("seconds").get<double>() >= 0);
        QVERIFY(json.at("read_seconds").get<double>() >= 0);
    }
    void aPointInTheSupportMakesItAShare() {
        const auto share =
            runCli({"learn", "itemsets", baskets(), "--min-support", "0.5", "--json"}).json();
        QCOMPARE(share.at("min_count").get<int>(), 2);
        QCOMPARE(share.at("min_support_means").get<std::string>(), "share of baskets");
        const auto all =
            runCli({"learn", "itemsets", baskets(), "--min-support", "1.0", "--json"}).json();
        QCOMPARE(all.at("min_count").get<int>(), 4);
        const auto one =
            runCli({"learn", "itemsets", baskets(), "--min-support", "1", "--json"}).json();
        QCOMPARE(one.at("min_count").get<int>(), 1);
    }
    void theOutFileHoldsEverySet() {
        const auto out = file("sets.csv");
        QCOMPARE(
            runCli({"learn", "itemsets", baskets(), "--min-support", "2", "--out", out}).exitCode,
            0);
        QCOMPARE(bytesOf(out), std::string("items,length,count,support\n"
                                           "milk,1,3,0.75\n"
                                           "bread,1,2,0.5\n"
                                           "\"bread,milk\",2,2,0.5\n"));
    }
    void pairsGiveTheSameSets() {
        const auto pairs = write("pairs.csv", "order_id,item\n1,milk\n2,milk\n1,bread\n3,tea\n"
                                              "4,milk\n2,bread\n");
        const auto json = runCli({"learn", "itemsets", pairs, "--format", "pairs", "--min-support",
                                  "2", "--json"})
                              .json();
        QCOMPARE(json.at("itemsets").get<int>(), 3);
    }
    void rulesHaveAllFourMeasures() {
        const auto json = runCli({"learn", "rules", baskets(), "--min-support", "2",
                                  "--min-confidence", "0.6", "--json"})
                              .json();
        QCOMPARE(json.at("itemsets").get<int>(), 3);
        QCOMPARE(json.at("rules").size(), std::size_t{2});
        for (const auto& rule : json.at("rules")) {
            const bool certain = rule.at("consequent") == "milk"; // bread → milk: 2 of 2
            QCOMPARE(rule.at("support").get<double>(), 0.5);
            QCOMPARE(rule.at("confidence").get<double>(), certain ? 1.0 : 2.0 / 3);
            QVERIFY(std::abs(rule.at("lift").get<double>() - 4.0 / 3) < 1e-12);
            QCOMPARE(rule.at("conviction").is_null(), certain);
            if (!certain) // (1 − 1/2) / (1 − 2/3)
                QVERIFY(std::abs(rule.at("conviction").get<double>() - 1.5) < 1e-12);
        }
    }
    void rulesCanBeAskedForOneConsequent() {
        const auto json = runCli({"learn", "rules", baskets(), "--min-support", "2", "--consequent",
                                  "milk", "--json"})
                              .json();
        QCOMPARE(json.at("rules").size(), std::size_t{1});
        const auto unknown = runCli({"learn", "rules", baskets(), "--consequent", "x", "--json"});
        QCOMPARE(unknown.exitCode, 1);
        QCOMPARE(unknown.json().at("error").at("code").get<std::string>(), "not_found");
    }
    void theMostRulesAnsweredAreTheStrongestAndItIsSaid() {
        const auto json = runCli({"learn", "rules", baskets(), "--min-support", "1",
                                  "--min-confidence", "0", "--top", "1", "--json"})
                              .json();
        QCOMPARE(json.at("rules").size(), std::size_t{1});
        QVERIFY(json.at("rule_count").get<int>() > 1);
        QCOMPARE(json.at("truncated").get<bool>(), true);
    }
    void tooManySetsAreRefusedQuicklyWithAHint() {
        std::string line;
        for (int k = 0; k < 60; ++k)
            line += "item" + std::to_string(k) + ",";
        const auto path = write("clique.csv", line + "\n" + line + "\n");
        for (const char* call : {"itemsets", "rules"}) {
            const auto answer =
                runCli({"learn", call, path, "--min-support", "1", "--memory-mb", "20", "--json"});
            QCOMPARE(answer.exitCode, 1);
            const auto error = answer.json().at("error");
            QCOMPARE(error.at("code").get<std::string>(), "memory_limit");
            QVERIFY(error.at("hint").get<std::string>().find("max_length") != std::string::npos);
        }
        const auto pairs = runCli({"learn", "itemsets", path, "--min-support", "1", "--max-length",
                                   "2", "--memory-mb", "20", "--json"});
        QCOMPARE(pairs.json().at("itemsets").get<int>(), 60 + 60 * 59 / 2);
    }
    void wrongSupportIsWrongUsage() {
        for (const char* wrong : {"0", "-1", "1.5", "x"})
            QCOMPARE(runCli({"learn", "itemsets", baskets(), std::string("--min-support=") + wrong})
                         .exitCode,
                     2);
    }
    void threadsDoNotChangeTheAnswer() {
        const auto rulesWith = [&](const char* threads) {
            auto json = runCli({"learn", "rules", baskets(), "--min-support", "1",
                                "--min-confidence", "0", "--threads", threads, "--json"})
                            .json();
            for (const char* time : {"seconds", "read_seconds", "itemset_seconds", "rule_seconds"})
                json.erase(time);
            return json.dump();
        };
        QCOMPARE(rulesWith("3"), rulesWith("1"));
    }
    void blocksNameTheirMembers() {
        const auto path = write("edges.csv", "buyer,shop\na,x\na,y\nb,x\nb,y\nc,z\nb,y\n");
        const auto json = runCli({"learn", "blocks", path, "--top", "5", "--json"}).json();
        QCOMPARE(json.at("blocks").size(), std::size_t{2});
        const auto& first = json.at("blocks")[0];
        QCOMPARE(first.at("rows").dump(), std::string(R"(["a","b"])"));
        QCOMPARE(first.at("columns").dump(), std::string(R"(["x","y"])"));
        QCOMPARE(json.at("duplicates").get<int>(), 1);
        // Four edges of weight 1 / ln(2 + 5) over four nodes.
        QVERIFY(std::abs(first.at("density").get<double>() - 1 / std::log(7.0)) < 1e-12);
    }
    void theOutFileHoldsEveryMember() {
        const auto path = write("edges.csv", "buyer,shop\na,x\na,y\nb,x\nb,y\nc,z\n");
        const auto out = file("members.csv");
        QCOMPARE(runCli({"learn", "blocks", path, "--out", out}).exitCode, 0);
        QCOMPARE(bytesOf(out), std::string("block,side,id\n1,row,a\n1,row,b\n1,column,x\n"
                                           "1,column,y\n"));
    }
    void weightsAreTakenOnlyWhenAskedFor() {
        const auto path = write("edges.csv", "buyer,shop,times\na,x,1\nb,y,50\nb,z,1\n");
        const auto json =
            runCli({"learn", "blocks", path, "--weight-column", "times", "--json"}).json();
        QCOMPARE(json.at("blocks")[0].at("rows").dump(), std::string(R"(["b"])"));
        QCOMPARE(json.at("weight_column").get<std::string>(), "times");
        QVERIFY(runCli({"learn", "blocks", path, "--json"}).json().at("weight_column").is_null());
    }
    void aMissingFileIsSaid() {
        for (const char* call : {"itemsets", "rules", "blocks"}) {
            const auto answer = runCli({"learn", call, file("none.csv"), "--json"});
            QVERIFY(answer.exitCode != 0);
            QCOMPARE(answer.json().at("error").at("code").get<std::string>(), "file_not_found");
        }
    }
    void theGroceriesHaveTheirKnownSetsAndRules() {
        MOPS_NEEDS_DATA("groceries");
        const auto path = (test::realData("groceries") / "groceries.csv").string();
        // 333 sets and 15 rules: what arules' documentation has for these figures.
        const auto json = runCli({"learn", "rules", path, "--min-support", "0.01",
                                  "--min-confidence", "0.5", "--json"})
                              .json();
        QCOMPARE(json.at("itemsets").get<int>(), 333);
        QCOMPARE(json.at("rules").size(), std::size_t{15});
    }

private:
    std::string file(const char* name) const { return m_folder.path().toStdString() + "/" + name; }
    std::string write(const char* name, const std::string& text) const {
        std::ofstream(file(name), std::ios::binary) << text;
        return file(name);
    }
    std::string baskets() const {
        return write("baskets.csv", "milk,bread\nbread,milk,milk\ntea\nmilk\n");
    }
    static std::string bytesOf(const std::string& path) {
        std::ifstream stream(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TstLearnPatterns)
#include "tst_learn_patterns.moc"
