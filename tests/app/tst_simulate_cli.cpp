#include "core/db/statement.h"
#include "tests/support/cli.h"
#include "tests/support/shop_files.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace mops;
using test::runCli;

class TstSimulateCli : public QObject {
    Q_OBJECT

private slots:
    /// Mart and truth, as text: they may lie in the file in another order.
    void theNumberOfThreadsChangesNeitherMartNorTruth() {
        const std::string one = contentsWith("1");
        QVERIFY(one.size() > 1'000'000);
        QVERIFY(contentsWith("2") == one);
        QVERIFY(contentsWith("3") == one);
    }

    void withoutSizesItIsTheMarketThatTheHelpNames() {
        const auto help = runCli({"simulate", "--help"});
        QCOMPARE(help.exitCode, 0);
        const auto says = [&](const char* option, const char* size) {
            const auto at = help.out.find(option);
            return at != std::string::npos &&
                   help.out.substr(at, help.out.find('\n', at) - at).find(size) !=
                       std::string::npos;
        };
        QVERIFY2(says("--merchants", "2000"), help.out.c_str());
        QVERIFY2(says("--days", "540"), help.out.c_str());
    }

private:
    static std::string contentsWith(const std::string& threads) {
        const QTemporaryDir folder;
        const std::string mart = folder.filePath(QStringLiteral("m.db")).toStdString();
        const std::string truth = folder.filePath(QStringLiteral("t.db")).toStdString();
        const auto answer = runCli({"--mart", mart, "--threads", threads, "simulate", "--merchants",
                                    "150", "--days", "200", "--truth", truth});
        if (answer.exitCode != 0)
            return answer.err + threads; // equal to no other
        std::string contents;
        for (const std::string& file : {mart, truth}) {
            auto database = db::Database::open(file, db::Mode::Read);
            if (!database)
                return file;
            contents += test::dump(*database);
        }
        return contents;
    }
};

QTEST_APPLESS_MAIN(TstSimulateCli)
#include "tst_simulate_cli.moc"
