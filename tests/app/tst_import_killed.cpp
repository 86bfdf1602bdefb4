#include "core/base/rng.h"
#include "tests/support/cli.h"
#include "tests/support/shop_files.h"
#include "tests/support/temp_mart.h"

#include <QProcess>
#include <QtTest>

using namespace mops;

/// The import in a process of its own, killed without warning at random moments.
class TstImportKilled : public QObject {
    Q_OBJECT

private slots:
    void aKillAtAnyMomentLeavesTheMartAsItWasOrWithTheWholeImport() {
        const auto program = qEnvironmentVariable("MOPS_CLI");
        if (!QFile::exists(program))
            QSKIP("the environment variable MOPS_CLI names no program");
        const QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        const auto source = test::writeShop(root / "in");
        writeZipPoints(source, 80'000);
        const auto path = (root / "m.db").string();
        const QStringList arguments{QStringLiteral("--mart"),
                                    QString::fromStdString(path),
                                    QStringLiteral("--quiet"),
                                    QStringLiteral("import"),
                                    QStringLiteral("--preset"),
                                    QStringLiteral("olist"),
                                    QString::fromStdString(source.string())};
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(runProgram(program, arguments), 0);
        const auto whole = clock.elapsed();
        constexpr std::uint64_t seed = 42;
        Rng rng(seed);
        int unfinished = 0;
        for (int k = 0; k < 10; ++k) {
            QVERIFY(test::runCli({"--mart", path, "--quiet", "import", "--undo",
                                  std::to_string(lastBatch(path))})
                        .exitCode == 0);
            const auto delay = rng.below(static_cast<std::uint64_t>(whole) * 11 / 10);
            QProcess process;
            process.start(program, arguments);
            QVERIFY(process.waitForStarted());
            QTest::qSleep(static_cast<int>(delay)); // the random moment itself
            process.kill();
            process.waitForFinished();
            const auto where = "seed " + std::to_string(seed) + ", kill " + std::to_string(k) +
                               " after " + std::to_string(delay) + " ms";
            auto mart = mart::openReader(path);
            QVERIFY2(mart, where.c_str());
            const auto points = mart->integer("SELECT count(*) FROM zip_point");
            const auto orders = mart->integer("SELECT count(*) FROM fact_order");
            QVERIFY2((points == 0 && orders == 0) || (points == 80'000 && orders == 3),
                     where.c_str());
            QCOMPARE(mart->text("PRAGMA quick_check"), std::string("ok"));
            const auto open =
                mart->integer("SELECT count(*) FROM import_batch WHERE undone_at IS NULL");
            QVERIFY2(open == (orders == 0 ? 0 : 1), where.c_str());
            if (orders == 0) {
                ++unfinished;
                QCOMPARE(runProgram(program, arguments), 0);
            }
        }
        QVERIFY(unfinished > 0);
    }

private:
    /// The exit code; what the program says is not the test's to show.
    static int runProgram(const QString& program, const QStringList& arguments) {
        QProcess process;
        process.start(program, arguments);
        process.waitForFinished();
        return process.exitCode();
    }
    static std::int64_t lastBatch(const std::string& path) {
        auto mart = mart::openReader(path);
        return mart->integer("SELECT max(batch_id) FROM import_batch");
    }
    static void writeZipPoints(const std::filesystem::path& folder, int rows) {
        std::ofstream file(folder / "olist_geolocation_dataset.csv", std::ios::binary);
        file << "geolocation_zip_code_prefix,geolocation_lat,geolocation_lng,geolocation_city,"
                "geolocation_state\n";
        for (int k = 0; k < rows; ++k)
            file << k % 1000 << ",-" << k % 90 << "." << k << ",1.5,city " << k << ",SP\n";
    }
};

QTEST_GUILESS_MAIN(TstImportKilled)
#include "tst_import_killed.moc"
