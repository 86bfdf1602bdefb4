#include "core/base/rng.h"
#include "core/sources/import_run.h"
#include "core/sources/quarantine.h"
#include "tests/support/fake_context.h"
#include "tests/support/shop_files.h"
#include "tests/support/temp_mart.h"

#include <QtTest>

using namespace mops;
using sources::ImportParams;
using sources::ImportReport;
using test::dump;
using test::writeFile;

namespace {

const FixedClock kClock{fromSeconds(1'700'000'000)};

ImportParams olist(const std::filesystem::path& folder) {
    ImportParams params;
    params.preset = "olist";
    params.paths = {folder};
    return params;
}

Result<ImportReport> import(db::Database& mart, const ImportParams& params) {
    NoTaskContext context;
    return sources::runImport(mart, params, kClock, context);
}

const sources::FileReport& reportOf(const ImportReport& report, std::string_view target) {
    for (const auto& file : report.files)
        if (file.target == target)
            return file;
    qFatal("no such target");
}

} // namespace

class TstImportRun : public QObject {
    Q_OBJECT

private slots:
    void aShopIsTakenWhole() {
        test::TempMart mart;
        const auto report = import(mart.writer(), olist(test::writeShop(mart.folder() / "in")));
        QVERIFY2(report, report ? "" : report.error().detail.c_str());
        QCOMPARE(reportOf(*report, "order").taken, 3);
        QCOMPARE(reportOf(*report, "buyer").taken, 2);
        QCOMPARE(reportOf(*report, "buyer").duplicate, 1);
        QCOMPARE(mart.writer().integer("SELECT sum(price_minor) FROM fact_item"), 5890 * 2 + 1000);
        QCOMPARE(mart.writer().text("SELECT comment FROM review"),
                 std::string("good, \"very\"\nindeed"));
        QCOMPARE(mart.writer().text("SELECT category_id FROM merchant WHERE merchant_id = 'm2'"),
                 std::string("pc_gamer"));
        QCOMPARE(mart.writer().text("SELECT registered_at FROM merchant WHERE merchant_id = 'm1'"),
                 std::string("2018-01-01T10:00:00Z"));
    }
    void readIsTakenPlusDuplicatePlusQuarantinedForEveryFile() {
        test::TempMart mart;
        const auto folder = dirtyShop(mart);
        const auto report = import(mart.writer(), olist(folder));
        QVERIFY(report);
        for (const auto& file : report->files)
            QCOMPARE(file.read, file.taken + file.duplicate + file.quarantinedRows());
    }
    void theSameImportTwiceChangesNothing() {
        test::TempMart mart;
        const auto folder = dirtyShop(mart);
        QVERIFY(import(mart.writer(), olist(folder)));
        const auto once = dump(mart.writer());
        const auto report = import(mart.writer(), olist(folder));
        QVERIFY(report);
        QCOMPARE(dump(mart.writer()), once);
        for (const auto& file : report->files)
            QCOMPARE(file.taken, 0);
    }
    void aDryRunLeavesTheMartAsItWas() {
        test::TempMart mart;
        const auto before = dump(mart.writer());
        auto params = olist(test::writeShop(mart.folder() / "in"));
        params.dryRun = true;
        const auto report = import(mart.writer(), params);
        QVERIFY(report);
        QCOMPARE(report->batchId, 0);
        QCOMPARE(reportOf(*report, "order").taken, 3);
        QCOMPARE(dump(mart.writer()), before);
        QCOMPARE(mart.writer().integer("SELECT count(*) FROM import_batch"), 0);
    }
    void aChangedRowUpdatesAndUndoBringsTheOldOneBack() {
        test::TempMart mart;
        const auto folder = test::writeShop(mart.folder() / "in");
        QVERIFY(import(mart.writer(), olist(folder)));
        const auto before = dump(mart.writer());
        writeFile(folder / "olist_orders_dataset.csv",
                  "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,"
                  "order_delivered_carrier_date,order_delivered_customer_date,order_estimated_"
                  "delivery_date\n"
                  "o3,c3,delivered,2018-01-04 10:00:00,,,2018-01-20 00:00:00,\n");
        writeFile(folder / "olist_products_dataset.csv",
                  "product_id,product_category_name,product_name_lenght,product_description_lenght,"
                  "product_photos_qty,product_weight_g,product_length_cm,product_height_cm,product_"
                  "width_cm\n"
                  "p1,livros,10,100,1,0.1,10,5,4\n");
        const auto second = import(mart.writer(), olist(folder));
        QVERIFY(second);
        QCOMPARE(reportOf(*second, "order").updated, 1);
        QCOMPARE(reportOf(*second, "item").taken, 0);
        QCOMPARE(mart.writer().text("SELECT status FROM order_head WHERE order_id = 'o3'"),
                 std::string("delivered"));
        QCOMPARE(mart.writer().text("SELECT ordered_at FROM order_item WHERE order_id = 'o3'"),
                 std::string("2018-01-04T10:00:00Z"));
        NoTaskContext context;
        const auto undone = sources::undoImport(mart.writer(), second->batchId, kClock, context);
        QVERIFY2(undone, undone ? "" : undone.error().detail.c_str());
        QCOMPARE(dump(mart.writer()), before);
    }
    void undoOfTheOnlyImportLeavesAnEmptyMart() {
        test::TempMart mart;
        const auto empty = dump(mart.writer());
        const auto report = import(mart.writer(), olist(dirtyShop(mart)));
        NoTaskContext context;
        QVERIFY(sources::undoImport(mart.writer(), report->batchId, kClock, context));
        QCOMPARE(dump(mart.writer()), empty);
        const auto again = sources::undoImport(mart.writer(), report->batchId, kClock, context);
        QCOMPARE(again.error().code, ErrorCode::Conflict);
    }
    void whatALaterImportStandsOnCannotBeTakenBack() {
        test::TempMart mart;
        const auto folder = test::writeShop(mart.folder() / "in");
        const auto first = import(mart.writer(), olist(folder));
        writeFile(folder / "olist_order_payments_dataset.csv",
                  "order_id,payment_sequential,payment_type,payment_installments,payment_value\n"
                  "o2,1,voucher,1,1.00\n");
        const auto second = import(mart.writer(), olist(folder));
        QVERIFY(second);
        NoTaskContext context;
        const auto refused = sources::undoImport(mart.writer(), first->batchId, kClock, context);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QVERIFY(sources::undoImport(mart.writer(), second->batchId, kClock, context));
        QVERIFY(sources::undoImport(mart.writer(), first->batchId, kClock, context));
    }

    void aRefusedRowIsKeptWithItsPlaceAndReason_data() {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QByteArray>("column");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char* reason, const char* column, const QByteArray& text) {
            QTest::newRow(text.left(40).constData())
                << text << QByteArray(column) << QByteArray(reason);
        };
        row("missing_value", "price", "o2,1,p1,m1,,,1");
        row("bad_number", "price", "o2,1,p1,m1,,12x,1");
        row("bad_number", "price", "o2,1,p1,m1,,nan,1");
        row("bad_number", "order_item_id", "o2,1.5,p1,m1,,1,1");
        row("out_of_range", "price", "o2,1,p1,m1,,-1,1");
        row("out_of_range", "order_item_id", "o2,0,p1,m1,,1,1");
        row("bad_instant", "shipping_limit_date", "o2,1,p1,m1,2018-02-30,1,1");
        row("too_few_fields", "", "o2,1,p1,m1");
        row("too_many_fields", "", "o2,1,p1,m1,,1,1,1");
        row("broken_reference", "product_id", "o2,1,p9,m1,,1,1");
        row("broken_reference", "seller_id", "o2,1,p1,m9,,1,1");
        row("duplicate_key", "", "o1,1,p2,m1,,1,1");
        row("stray_quote", "", "\"o2\"x,1,p1,m1,,1,1");
        row("unterminated_quote", "", "\"o2,1,p1,m1,,1,1");
        row("bad_encoding", "", "o2,1,p1\xFF,m1,\xC3\xA9,1,1");
        row("nul_byte", "", QByteArray("o2,1,p1\0,m1,,1,1", 16));
    }
    void aRefusedRowIsKeptWithItsPlaceAndReason() {
        QFETCH(QByteArray, row);
        QFETCH(QByteArray, column);
        QFETCH(QByteArray, reason);
        test::TempMart mart;
        const auto folder = test::writeShop(mart.folder() / "in");
        writeFile(
            folder / "olist_order_items_dataset.csv",
            "order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value\n"
            "o1,1,p1,m1,,58.90,13.29\n\no3,1,p1,m1,,1,\xC3\xA9\n" +
                row.toStdString() + "\n");
        const auto report = import(mart.writer(), olist(folder));
        QVERIFY(report);
        QCOMPARE(reportOf(*report, "item").taken, 1);
        const auto rows = sources::readQuarantine(mart.writer(), {});
        QCOMPARE(rows->size(), 2U);
        QCOMPARE(QByteArray::fromStdString(rows->at(1).reason), reason);
        QCOMPARE(QByteArray::fromStdString(rows->at(1).column), column);
        QCOMPARE(rows->at(1).line, 5);
    }
    void aCorrectedRowIsTaken() {
        test::TempMart mart;
        QVERIFY(import(mart.writer(), olist(dirtyShop(mart))));
        const auto row = rowWith(mart, "bad_number");
        NoTaskContext context;
        const auto refused =
            sources::retake(mart.writer(), row, "o2,1,p1,m1,,still wrong,1", kClock, context);
        QVERIFY(refused);
        QCOMPARE(refused->files[0].quarantinedRows(), 1);
        QCOMPARE(sources::readQuarantineRow(mart.writer(), row)->status, std::string("open"));
        const auto taken =
            sources::retake(mart.writer(), row, "o2,1,p1,m1,,12.00,1", kClock, context);
        QVERIFY(taken);
        QCOMPARE(taken->files[0].taken, 1);
        QCOMPARE(sources::readQuarantineRow(mart.writer(), row)->status, std::string("retaken"));
        QCOMPARE(mart.writer().integer("SELECT price_minor FROM order_item WHERE order_id = 'o2'"),
                 1200);
    }
    void takingARowAgainCanBeTakenBack() {
        test::TempMart mart;
        QVERIFY(import(mart.writer(), olist(dirtyShop(mart))));
        const auto before = dump(mart.writer());
        NoTaskContext context;
        const auto taken = sources::retake(mart.writer(), rowWith(mart, "bad_number"),
                                           "o2,1,p1,m1,,12.00,1", kClock, context);
        QVERIFY(sources::undoImport(mart.writer(), taken->batchId, kClock, context));
        QCOMPARE(dump(mart.writer()), before);
    }
    void rowsWhoseReferenceCameLaterAreTakenAllAtOnce() {
        test::TempMart mart;
        const auto folder = test::writeShop(mart.folder() / "in");
        const auto parked = mart.folder() / "products.csv";
        std::filesystem::rename(folder / "olist_products_dataset.csv", parked);
        QVERIFY(import(mart.writer(), olist(folder)));
        QCOMPARE(mart.writer().integer("SELECT count(*) FROM fact_item"), 0);
        std::filesystem::rename(parked, folder / "olist_products_dataset.csv");
        auto params = olist(folder);
        params.paths = {folder / "olist_products_dataset.csv"};
        QVERIFY(import(mart.writer(), params));
        sources::QuarantineQuery query;
        query.reason = "broken_reference";
        NoTaskContext context;
        const auto taken = sources::retakeAll(mart.writer(), query, kClock, context);
        QVERIFY(taken);
        QCOMPARE(mart.writer().integer("SELECT count(*) FROM fact_item"), 3);
        QCOMPARE(mart.writer().integer("SELECT count(*) FROM quarantine WHERE status = 'open'"), 0);
    }

    void chineseAndLatinFilesAreReadInTheirEncodings_data() {
        QTest::addColumn<QByteArray>("city");
        QTest::addColumn<QByteArray>("stated");
        QTest::addColumn<QByteArray>("encoding");
        QTest::addColumn<QByteArray>("read");
        const QByteArray chinese =
            "\xB1\xB1\xBE\xA9\xCA\xD0\xBA\xA3\xB5\xED\xC7\xF8"; // 北京市海淀区
        const QByteArray latin = "S\xE3o Jos\xE9 dos Pinhais";
        QTest::newRow("GB18030") << chinese << QByteArray() << QByteArray("GB18030")
                                 << QByteArray("北京市海淀区");
        QTest::newRow("GB18030 stated") << chinese << QByteArray("GB18030") << QByteArray("GB18030")
                                        << QByteArray("北京市海淀区");
        QTest::newRow("Latin-1") << latin << QByteArray() << QByteArray("ISO-8859-1")
                                 << QByteArray("São José dos Pinhais");
        QTest::newRow("Latin-1 stated")
            << latin << QByteArray("ISO-8859-1") << QByteArray("ISO-8859-1")
            << QByteArray("São José dos Pinhais");
        QTest::newRow("UTF-8") << QByteArray("São José") << QByteArray() << QByteArray("UTF-8")
                               << QByteArray("São José");
    }
    void chineseAndLatinFilesAreReadInTheirEncodings() {
        QFETCH(QByteArray, city);
        QFETCH(QByteArray, stated);
        QFETCH(QByteArray, encoding);
        QFETCH(QByteArray, read);
        test::TempMart mart;
        const auto file = mart.folder() / "olist_sellers_dataset.csv";
        writeFile(file, "seller_id;seller_zip_code_prefix;seller_city;seller_state\r\nm1;1;" +
                            city.toStdString() + ";SP\r\n");
        auto params = olist(file);
        params.encoding = stated.toStdString();
        const auto report = import(mart.writer(), params);
        QVERIFY2(report, report ? "" : report.error().detail.c_str());
        QCOMPARE(QByteArray::fromStdString(report->files[0].encoding), encoding);
        QCOMPARE(QByteArray::fromStdString(mart.writer().text("SELECT city FROM merchant")), read);
    }
    void aFileInUtf16IsReadByItsMark() {
        test::TempMart mart;
        const auto file = mart.folder() / "olist_sellers_dataset.csv";
        const std::u16string text =
            u"\uFEFFseller_id,seller_zip_code_prefix,seller_city,seller_state\nm1,1,北京,BJ\n";
        std::string bytes; // little endian
        for (const char16_t unit : text) {
            bytes.push_back(static_cast<char>(unit & 0xFF));
            bytes.push_back(static_cast<char>(unit >> 8));
        }
        writeFile(file, bytes);
        const auto report = import(mart.writer(), olist(file));
        QVERIFY2(report, report ? "" : report.error().detail.c_str());
        QCOMPARE(mart.writer().text("SELECT city FROM merchant"), std::string("北京"));
    }
    void aStatedEncodingThatDoesNotFitIsAnError() {
        test::TempMart mart;
        const auto file = mart.folder() / "olist_sellers_dataset.csv";
        writeFile(file,
                  "seller_id,seller_zip_code_prefix,seller_city,seller_state\nm1,1,S\xE3o,SP\n");
        auto params = olist(file);
        params.encoding = "UTF-8";
        QCOMPARE(import(mart.writer(), params).error().code, ErrorCode::EncodingInvalid);
        params.encoding = "KOI-99";
        QCOMPARE(import(mart.writer(), params).error().code, ErrorCode::EncodingInvalid);
    }

    void cancellingAtAnyMomentLeavesTheMartAsItWas() {
        test::TempMart mart;
        const auto folder = test::writeShop(mart.folder() / "in");
        QVERIFY(import(mart.writer(), olist(folder)));
        const auto before = dump(mart.writer());
        writeZipPoints(folder, 20'000);
        constexpr std::uint64_t seed = 20'261'124;
        Rng rng(seed);
        int cancelled = 0;
        for (int k = 0; k < 12; ++k) {
            const int questions = static_cast<int>(rng.below(400));
            test::CancelAfter context(questions);
            const auto report = sources::runImport(mart.writer(), olist(folder), kClock, context);
            const auto where =
                "seed " + std::to_string(seed) + ", question " + std::to_string(questions);
            if (report)
                QVERIFY(sources::undoImport(mart.writer(), report->batchId, kClock,
                                            *std::make_unique<NoTaskContext>()));
            else
                QVERIFY2(report.error().code == ErrorCode::Cancelled, where.c_str());
            cancelled += report ? 0 : 1;
            QVERIFY2(dump(mart.writer()) == before, where.c_str());
        }
        QVERIFY(cancelled > 0);
    }
    void aFullDiskLeavesTheMartAsItWas() {
        test::TempMart mart;
        const auto folder = test::writeShop(mart.folder() / "in");
        QVERIFY(import(mart.writer(), olist(folder)));
        const auto before = dump(mart.writer());
        writeZipPoints(folder, 20'000);
        const auto pages = mart.writer().integer("PRAGMA page_count");
        mart.writer().execute("PRAGMA max_page_count = " + std::to_string(pages + 20));
        const auto report = import(mart.writer(), olist(folder));
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::DiskFull);
        QCOMPARE(dump(mart.writer()), before);
        mart.writer().execute("PRAGMA max_page_count = 1073741823");
        QVERIFY(import(mart.writer(), olist(folder)));
    }
    void thePreviewShowsRowsMappingAndWhatIsMissing() {
        test::TempMart mart;
        const auto preview =
            sources::previewImport(olist(test::writeShop(mart.folder() / "in")), 1);
        QVERIFY(preview);
        QCOMPARE(preview->files[0].file, std::string("product_category_name_translation.csv"));
        QCOMPARE(preview->files[0].mappedTo[1], std::string("category.name_en"));
        QCOMPARE(preview->files[0].rows.size(), 1U);
        QCOMPARE(preview->missingFiles.size(), 3U);
    }

private:
    static std::filesystem::path dirtyShop(test::TempMart& mart) {
        const auto folder = test::writeShop(mart.folder() / "in");
        std::ofstream items(folder / "olist_order_items_dataset.csv", std::ios::app);
        items << "o2,1,p1,m1,,twelve,1\no9,1,p1,m1,,1,1\no1,1,p1,m1,2018-01-03 "
                 "00:00:00,58.90,13.29\n";
        return folder;
    }
    static void writeZipPoints(const std::filesystem::path& folder, int rows) {
        std::ofstream file(folder / "olist_geolocation_dataset.csv", std::ios::binary);
        file << "geolocation_zip_code_prefix,geolocation_lat,geolocation_lng,geolocation_city,"
                "geolocation_state\n";
        for (int k = 0; k < rows; ++k)
            file << k % 1000 << ",-" << k % 90 << "." << k << ",1.5,city " << k << ",SP\n";
    }
    static std::int64_t rowWith(test::TempMart& mart, const std::string& reason) {
        sources::QuarantineQuery query;
        query.reason = reason;
        return sources::readQuarantine(mart.writer(), query)->at(0).quarantineId;
    }
};

QTEST_APPLESS_MAIN(TstImportRun)
#include "tst_import_run.moc"
