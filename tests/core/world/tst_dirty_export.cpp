#include "core/db/statement.h"
#include "core/sources/import_run.h"
#include "core/world/dirty_export.h"
#include "core/world/simulate.h"
#include "tests/support/fake_context.h"
#include "tests/support/temp_mart.h"

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <QtTest>
#include <set>
#include <sstream>

using namespace mops;

namespace {

const FixedClock kClock(Instant{Day{std::chrono::year{2026} / 7 / 1}});

using Place = std::tuple<std::string, std::int64_t, std::string>; ///< file, line, reason

std::string bytesOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::set<std::string> rowsOf(db::Database& mart, const char* sql) {
    std::set<std::string> rows;
    db::Statement row(mart, sql);
    while (row.step()) {
        std::string text;
        for (int column = 0; column < row.columnCount(); ++column)
            text +=
                (row.isNull(column) ? std::string("NULL") : std::string(row.text(column))) + "|";
        rows.insert(text);
    }
    return rows;
}

/// What the files carry of each subject, readable, in both marts. Rows of lost orders aside.
constexpr std::array kContents{
    "SELECT * FROM category",
    "SELECT merchant_id, name, region, city, registered_at, status FROM merchant",
    "SELECT buyer_id, region, city FROM buyer",
    "SELECT product_id, category_id, name, weight_g, photo_count FROM product",
    "SELECT order_id, buyer_id, status, ordered_at, approved_at, shipped_at, delivered_at, "
    "promised_at, courier, currency FROM order_head",
    "SELECT order_id, item_no, product_id, merchant_id, price_minor, freight_minor, ship_by "
    "FROM order_item",
    "SELECT order_id, sequence_no, method, installments, amount_minor FROM payment",
    "SELECT order_id, review_id, score, comment, created_at, answered_at FROM review",
};

} // namespace

/// The manifest says what was planted; the import must find all of it and nothing else.
class TstDirtyExport : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        world::WorldParams params;
        params.merchants = 120;
        params.days = 200;
        params.seed = 11;
        QVERIFY(world::simulate(m_clean.writer(), params, kClock, m_context));
        m_dirty.defectRate = 0.05;
        m_dirty.seed = 11;
        const auto report = world::writeDirtyFiles(m_clean.writer(), folder(), m_dirty, m_context);
        QVERIFY2(report, report ? "" : report.error().detail.c_str());
        m_report = *report;
        sources::ImportParams import;
        import.mappingFile = folder() / "mapping.toml";
        import.paths = {folder()};
        const auto imported = sources::runImport(m_imported.writer(), import, kClock, m_context);
        QVERIFY2(imported, imported ? "" : imported.error().detail.c_str());
        m_import = *imported;
        std::istringstream lines(bytesOf(folder() / "manifest.jsonl"));
        for (std::string line; std::getline(lines, line);)
            m_manifest.push_back(nlohmann::json::parse(line));
    }

    void everyKindOfDefectIsPlanted() {
        for (const char* kind :
             {"spaces", "thousands_separator", "currency_sign", "date_format", "full_width",
              "too_few_fields", "too_many_fields", "stray_quote", "nul_byte", "bad_encoding",
              "missing_value", "impossible_date", "unknown_choice", "out_of_range", "no_number",
              "broken_reference", "repeated_row", "used_id", "order_lost"})
            QVERIFY2(m_report.defects[kind] > 0, kind);
    }
    void everyDefectThatNeedsAPersonIsInQuarantineAndNothingCleanIs() {
        std::set<Place> planted;
        for (const auto& line : m_manifest)
            if (line.at("expect") == "quarantined")
                planted.emplace(line.at("file"), line.at("line"), line.at("reason"));
        std::set<Place> found;
        db::Statement row(m_imported.writer(), "SELECT file, line, reason FROM quarantined_row");
        while (row.step())
            found.emplace(std::string(row.text(0)), row.integer(1), std::string(row.text(2)));
        QVERIFY(planted.size() > 300);
        for (const Place& place : planted)
            QVERIFY2(found.contains(place), describe("not found", place).c_str());
        for (const Place& place : found)
            QVERIFY2(planted.contains(place), describe("refused though clean", place).c_str());
    }
    void repairsAndRepeatedRowsAreCountedAsPlanted() {
        std::map<std::string, std::int64_t> planted, counted;
        for (const auto& line : m_manifest)
            if (line.at("expect") == "repaired")
                ++planted[line.at("reason")];
            else if (line.at("expect") == "duplicate")
                ++planted["duplicate"];
        for (const auto& file : m_import.files) {
            for (const auto& [code, values] : file.repaired)
                counted[code] += values;
            counted["duplicate"] += file.duplicate;
        }
        QVERIFY(counted == planted);
    }
    void whatIsTakenIsWordForWordWhatWasClean() {
        for (const char* sql : kContents) {
            const auto clean = rowsOf(m_clean.writer(), sql);
            const auto taken = rowsOf(m_imported.writer(), sql);
            for (const std::string& row : taken)
                QVERIFY2(clean.contains(row), (std::string(sql) + ": " + row).c_str());
        }
    }
    void whatIsMissingIsWhatWasQuarantined() {
        const auto clean = rowsOf(m_clean.writer(), kContents[4]).size();
        const auto taken = rowsOf(m_imported.writer(), kContents[4]).size();
        std::set<std::string> lost;
        for (const auto& line : m_manifest)
            if (line.at("target") == "order" && line.at("expect") == "quarantined" &&
                line.at("defect") != "used_id")
                lost.insert(line.at("key").at(0));
        QVERIFY(!lost.empty());
        QCOMPARE(clean - taken, lost.size());
    }
    void theSameMartAndSeedGiveTheSameBytes() {
        const auto again = folder() / "again";
        QVERIFY(world::writeDirtyFiles(m_clean.writer(), again, m_dirty, m_context));
        for (const auto& entry : std::filesystem::directory_iterator(again))
            QVERIFY2(bytesOf(entry.path()) == bytesOf(folder() / entry.path().filename()),
                     entry.path().c_str());
        std::filesystem::remove_all(again);
    }
    void aFolderWithOtherFilesIsLeftAlone() {
        const auto other = m_clean.folder() / "other";
        std::filesystem::create_directories(other);
        std::ofstream(other / "letter.txt") << "mine";
        const auto refused = world::writeDirtyFiles(m_clean.writer(), other, m_dirty, m_context);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(bytesOf(other / "letter.txt"), std::string("mine"));
    }
    void cancellingLeavesNoHalfFile() {
        const auto stopped = m_clean.folder() / "stopped";
        test::CancelAfter soon(1);
        const auto result = world::writeDirtyFiles(m_clean.writer(), stopped, m_dirty, soon);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        QVERIFY(!std::filesystem::exists(stopped / "mapping.toml"));
        QVERIFY(!std::filesystem::exists(stopped / "manifest.jsonl"));
    }

private:
    std::filesystem::path folder() const { return m_clean.folder() / "dirty"; }
    static std::string describe(const char* what, const Place& place) {
        const auto& [file, line, reason] = place;
        return std::string(what) + ": " + file + ":" + std::to_string(line) + " " + reason;
    }

    test::TempMart m_clean;
    test::TempMart m_imported;
    NoTaskContext m_context;
    world::DirtyParams m_dirty;
    world::DirtyReport m_report;
    sources::ImportReport m_import;
    std::vector<nlohmann::json> m_manifest;
};

QTEST_APPLESS_MAIN(TstDirtyExport)
#include "tst_dirty_export.moc"
