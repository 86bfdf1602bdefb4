#include "core/world/dirty_export.h"

#include "core/base/csv_record.h"
#include "core/base/whole_file.h"
#include "core/db/statement.h"
#include "core/world/defects.h"

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <unicode/ucnv.h>
#include <unordered_set>

namespace mops::world {
namespace {

using Json = nlohmann::ordered_json;
using enum DirtyType;

constexpr std::int64_t kRowsBetweenQuestions = 1'000;

constexpr std::array kCategoryColumns{
    DirtyColumn{"category_id", "类目编号", "category_id", Id, true},
    DirtyColumn{"parent_id", "上级类目", "parent_id", Text},
    DirtyColumn{"name_zh", "类目名称", "name_zh", Text},
    DirtyColumn{"name_en", "英文名称", "name_en", Text},
};
constexpr std::array kMerchantColumns{
    DirtyColumn{"merchant_id", "商家编号", "merchant_id", Id, true},
    DirtyColumn{"name", "店铺名称", "name", Text},
    DirtyColumn{"region", "省份", "region", Text},
    DirtyColumn{"city", "城市", "city", Text},
    DirtyColumn{"registered_at", "入驻时间", "registered_at", Instant},
    DirtyColumn{"status", "状态", "status", Choice, true},
};
constexpr std::array kBuyerColumns{
    DirtyColumn{"buyer_id", "买家编号", "buyer_id", Id, true},
    DirtyColumn{"region", "省份", "region", Text},
    DirtyColumn{"city", "城市", "city", Text},
};
constexpr std::array kProductColumns{
    DirtyColumn{"product_id", "商品编号", "product_id", Id, true},
    DirtyColumn{"name", "商品名称", "name", Text},
    DirtyColumn{"category_id", "类目编号", "category_id", Text},
    DirtyColumn{"weight_g", "重量克", "weight_g", Real, false, true},
    DirtyColumn{"photo_count", "图片数", "photo_count", Integer, false, true},
};
constexpr std::array kOrderColumns{
    DirtyColumn{"order_id", "订单号", "order_id", Id, true},
    DirtyColumn{"buyer_id", "买家编号", "buyer_id", Reference, true},
    DirtyColumn{"status", "订单状态", "status", Choice, true},
    DirtyColumn{"ordered_at", "下单时间", "ordered_at", Instant, true},
    DirtyColumn{"approved_at", "付款时间", "approved_at", Instant},
    DirtyColumn{"shipped_at", "发货时间", "shipped_at", Instant},
    DirtyColumn{"delivered_at", "签收时间", "delivered_at", Instant},
    DirtyColumn{"promised_at", "承诺送达", "promised_at", Instant},
    DirtyColumn{"courier", "快递公司", "courier", Text},
};
constexpr std::array kItemColumns{
    DirtyColumn{"order_id", "订单号", "order_id", Reference, true},
    DirtyColumn{"item_no", "行号", "item_no", Integer, true, true},
    DirtyColumn{"product_id", "商品编号", "product_id", Reference, true},
    DirtyColumn{"merchant_id", "商家编号", "merchant_id", Reference, true},
    DirtyColumn{"price", "单价", "price", Money, true, true},
    DirtyColumn{"freight", "运费", "freight", Money, true, true},
    DirtyColumn{"ship_by", "最晚发货", "ship_by", Instant},
};
constexpr std::array kPaymentColumns{
    DirtyColumn{"order_id", "订单号", "order_id", Reference, true},
    DirtyColumn{"sequence_no", "序号", "sequence_no", Integer, true, true},
    DirtyColumn{"method", "支付方式", "method", Text, true},
    DirtyColumn{"installments", "期数", "installments", Integer, true, true},
    DirtyColumn{"amount", "金额", "amount", Money, true, true},
};
constexpr std::array kReviewColumns{
    DirtyColumn{"order_id", "订单号", "order_id", Reference, true},
    DirtyColumn{"review_id", "评价编号", "review_id", Id, true},
    DirtyColumn{"score", "评分", "score", Integer, true, true},
    DirtyColumn{"comment", "评价内容", "comment", Prose},
    DirtyColumn{"created_at", "评价时间", "created_at", Instant},
    DirtyColumn{"answered_at", "回复时间", "answered_at", Instant},
};

#define MOPS_TIME(column) "strftime('%Y-%m-%d %H:%M:%S', " column ", 'unixepoch')"
#define MOPS_MONEY(column) "printf('%d.%02d', " column " / 100, " column " % 100)"

/// A file of the export: how it is written, and what.
struct FilePlan {
    const char* target;
    const char* zh;
    const char* en;
    std::span<const DirtyColumn> columns;
    std::size_t keys;     ///< the first columns: what makes a row the same row
    std::size_t altered;  ///< column that a row with a used id says otherwise
    const char* encoding; ///< as ICU names it
    bool withMark;        ///< begins with a byte-order mark
    char delimiter;
    const char* lineBreak;
    bool isReferredTo; ///< other files point here: a broken row would take them along
    const char* sql;   ///< first column: the order's key, or 0
};

constexpr std::
    array
        kFiles{
            FilePlan{
                "category", "类目.csv", "categories.csv", kCategoryColumns, 1, 3, "UTF-8", true,
                ',', "\r\n", true,
                "SELECT 0, c.category_id, p.category_id, c.name_zh, c.name_en FROM dim_category c "
                "LEFT JOIN dim_category p ON p.category_key = c.parent_key ORDER BY "
                "c.category_key"},
            FilePlan{"merchant", "商家.csv", "merchants.csv", kMerchantColumns, 1, 1, "GB18030",
                     false, ',', "\r\n", true,
                     "SELECT 0, merchant_id, name, region, city, " MOPS_TIME(
                         "registered_at") ", status FROM dim_merchant ORDER BY merchant_key"},
            FilePlan{"buyer", "买家.csv", "buyers.csv", kBuyerColumns, 1, 2, "UTF-8", false, '\t',
                     "\n", true,
                     "SELECT 0, buyer_id, region, city FROM dim_buyer ORDER BY buyer_key"},
            FilePlan{
                "product", "商品.csv", "products.csv", kProductColumns, 1, 1, "GB18030", false, ';',
                "\n", true,
                "SELECT 0, p.product_id, p.name, c.category_id, p.weight_g, p.photo_count FROM "
                "dim_product p LEFT JOIN dim_category c ON c.category_key = p.category_key ORDER "
                "BY "
                "p.product_key"},
            FilePlan{
                "order", "订单.csv", "orders.csv", kOrderColumns, 1, 8, "UTF-8", true, ',', "\r\n",
                false,
                "SELECT o.order_key, o.order_id, b.buyer_id, o.status, " MOPS_TIME("o.ordered_at") ", " MOPS_TIME("o.approved_at") ", " MOPS_TIME(
                    "o.shipped_at") ", " MOPS_TIME("o.delivered_at") ", " MOPS_TIME("o.promised_"
                                                                                    "at") ", "
                                                                                          "o."
                                                                                          "courier"
                                                                                          " FROM "
                                                                                          "fact_"
                                                                                          "order "
                                                                                          "o JOIN "
                                                                                          "dim_"
                                                                                          "buyer "
                                                                                          "b ON "
                                                                                          "b."
                                                                                          "buyer_"
                                                                                          "key = "
                                                                                          "o."
                                                                                          "buyer_"
                                                                                          "key "
                                                                                          "ORDER "
                                                                                          "BY "
                                                                                          "o."
                                                                                          "order_"
                                                                                          "key"},
            FilePlan{
                "item", "订单明细.csv", "order_items.csv", kItemColumns, 2, 4, "UTF-8", false, ',',
                "\n", false,
                "SELECT i.order_key, o.order_id, i.item_no, p.product_id, "
                "m.merchant_id, " MOPS_MONEY("i.price_minor") ", " MOPS_MONEY(
                    "i.freight_minor") ", " MOPS_TIME("i.ship_by") " FROM fact_item i JOIN "
                                                                   "fact_order o ON o.order_key = "
                                                                   "i.order_key "
                                                                   "JOIN dim_product p ON "
                                                                   "p.product_key = i.product_key "
                                                                   "JOIN "
                                                                   "dim_merchant m ON "
                                                                   "m.merchant_key = "
                                                                   "i.merchant_key ORDER BY "
                                                                   "i.merchant_key, i.ordered_at, "
                                                                   "i.order_key, i.item_no"},
            FilePlan{
                "payment", "支付.csv", "payments.csv", kPaymentColumns, 2, 4, "UTF-8", false, '|',
                "\n", false,
                "SELECT p.order_key, o.order_id, p.sequence_no, p.method, "
                "p.installments, " MOPS_MONEY(
                    "p.amount_minor") " FROM fact_payment p JOIN fact_order o ON o.order_key = "
                                      "p.order_key ORDER BY p.order_key, p.sequence_no"},
            FilePlan{
                "review", "评价.csv", "reviews.csv", kReviewColumns, 2, 3, "UTF-8", true, ',',
                "\r\n", false,
                "SELECT r.order_key, o.order_id, r.review_id, r.score, r.comment, " MOPS_TIME(
                    "r.created_at") ", " MOPS_TIME("r.answered_at") " FROM fact_review r JOIN "
                                                                    "fact_order o ON o.order_key = "
                                                                    "r.order_key ORDER BY "
                                                                    "r.order_key, r.review_id"},
        };

#undef MOPS_TIME
#undef MOPS_MONEY

/// UTF-8 → the file's encoding.
class Encoder {
public:
    explicit Encoder(const char* encoding) {
        if (std::string_view(encoding) == "UTF-8")
            return;
        UErrorCode error = U_ZERO_ERROR;
        m_to.reset(ucnv_open(encoding, &error));
        m_from.reset(ucnv_open("UTF-8", &error));
    }
    bool isUtf8() const { return m_to == nullptr; }
    std::string encode(const std::string& text) const {
        if (isUtf8())
            return text;
        std::string bytes(text.size() * 2 + 16, '\0');
        char* target = bytes.data();
        const char* source = text.data();
        UErrorCode error = U_ZERO_ERROR;
        UChar pivot[1'024];
        UChar* pivotSource = pivot;
        UChar* pivotTarget = pivot;
        ucnv_convertEx(m_to.get(), m_from.get(), &target, bytes.data() + bytes.size(), &source,
                       text.data() + text.size(), pivot, &pivotSource, &pivotTarget, pivot + 1'024,
                       1, 1, &error);
        bytes.resize(static_cast<std::size_t>(target - bytes.data()));
        return bytes;
    }

private:
    struct Close {
        void operator()(UConverter* converter) const { ucnv_close(converter); }
    };
    std::unique_ptr<UConverter, Close> m_to;
    std::unique_ptr<UConverter, Close> m_from;
};

const char* outcomeName(Outcome outcome) {
    switch (outcome) {
    case Outcome::Repaired: return "repaired";
    case Outcome::Duplicate: return "duplicate";
    case Outcome::Quarantined: break;
    }
    return "quarantined";
}

/// One file being written, and the lines of the manifest that it makes.
class DirtyFile {
public:
    DirtyFile(const FilePlan& plan, WholeFile file, WholeFile& manifest, const DirtyParams& params,
              DirtyReport& report)
        : m_plan(plan)
        , m_file(std::move(file))
        , m_manifest(manifest)
        , m_report(report)
        , m_chinese(params.chinese)
        , m_name(params.chinese ? plan.zh : plan.en)
        , m_encoder(plan.encoding) {
        if (plan.withMark)
            m_file.write("\xEF\xBB\xBF");
        std::vector<std::string> header;
        for (const DirtyColumn& column : plan.columns)
            header.emplace_back(m_chinese ? column.zh : column.en);
        writeFields(header);
        m_report.rows[m_name] = 0;
    }

    bool isUtf8() const { return m_encoder.isUtf8(); }
    void writeClean(const std::vector<std::string>& fields) {
        writeFields(fields);
        ++m_report.rows[m_name];
    }
    void writeDirty(const DirtyRow& row, const std::vector<std::string>& clean) {
        Json line = {{"file", m_name}, {"line", m_line}, {"target", m_plan.target}};
        line["defect"] = row.defect.kind;
        line["expect"] = outcomeName(row.defect.outcome);
        line["reason"] = row.defect.reason;
        if (row.column >= 0) {
            const auto column = static_cast<std::size_t>(row.column);
            line["column"] = m_chinese ? m_plan.columns[column].zh : m_plan.columns[column].en;
            line["clean"] = clean[column];
            line["dirty"] = row.fields[column];
        }
        line["key"] = std::vector<std::string>(
            clean.begin(), clean.begin() + static_cast<std::ptrdiff_t>(m_plan.keys));
        m_manifest.write(line.dump() + "\n");
        ++m_report.defects[row.defect.kind];
        ++m_report.rows[m_name];
        if (row.record.empty())
            writeFields(row.fields);
        else
            writeRecord(row.record);
    }
    Result<> commit() { return m_file.commit(); }

private:
    void writeFields(const std::vector<std::string>& fields) {
        writeRecord(
            m_encoder.encode(writeCsvRecord({fields.begin(), fields.end()}, m_plan.delimiter)));
    }
    void writeRecord(const std::string& record) {
        m_file.write(record);
        m_file.write(m_plan.lineBreak);
        m_line += 1 + std::count(record.begin(), record.end(), '\n');
    }

    const FilePlan& m_plan;
    WholeFile m_file;
    WholeFile& m_manifest;
    DirtyReport& m_report;
    bool m_chinese;
    std::string m_name;
    Encoder m_encoder;
    std::int64_t m_line = 1; ///< of the next record's first character
};

class DirtyExport {
public:
    DirtyExport(db::Database& mart, const std::filesystem::path& folder, const DirtyParams& params,
                TaskContext& context)
        : m_mart(mart)
        , m_folder(folder)
        , m_params(params)
        , m_context(context)
        , m_root(params.seed) {}

    Result<DirtyReport> run() {
        auto manifest = WholeFile::begin(m_folder / "manifest.jsonl");
        if (!manifest)
            return failAs(manifest);
        const db::ReadSnapshot snapshot(m_mart);
        for (std::size_t file = 0; file < kFiles.size(); ++file) {
            m_context.report({"write", static_cast<double>(file) / kFiles.size(), 0, 0, {}});
            if (const auto written = writeFile(kFiles[file], m_root.fork(file), *manifest);
                !written)
                return failAs(written);
        }
        if (const auto written = manifest->commit(); !written)
            return failAs(written);
        if (const auto written = writeMapping(); !written)
            return failAs(written);
        return m_report;
    }

private:
    Result<> writeFile(const FilePlan& plan, Rng rng, WholeFile& manifest) {
        auto opened = WholeFile::begin(m_folder / nameOf(plan));
        if (!opened)
            return failAs(opened);
        DirtyFile file(plan, std::move(*opened), manifest, m_params, m_report);
        db::Statement row(m_mart, plan.sql);
        std::vector<std::string> fields(plan.columns.size());
        std::int64_t rows = 0;
        while (row.step()) {
            if (++rows % kRowsBetweenQuestions == 0 && m_context.cancelled())
                return fail(ErrorCode::Cancelled);
            for (std::size_t k = 0; k < fields.size(); ++k)
                fields[k] = row.text(static_cast<int>(k) + 1);
            writeRow(plan, file, fields, row.integer(0), rng);
        }
        return file.commit();
    }

    void writeRow(const FilePlan& plan, DirtyFile& file, const std::vector<std::string>& fields,
                  std::int64_t orderKey, Rng& rng) {
        if (plan.columns.data() != kOrderColumns.data() && m_lostOrders.contains(orderKey)) {
            DirtyRow orphan;
            orphan.defect = {"order_lost", Outcome::Quarantined, "broken_reference"};
            orphan.column = 0;
            orphan.fields = fields;
            file.writeDirty(orphan, fields);
            return;
        }
        if (!rng.chance(m_params.defectRate)) {
            file.writeClean(fields);
            return;
        }
        switch (rng.below(4)) {
        case 0: writeRepairable(plan, file, fields, rng); break;
        case 1: writeBroken(plan, file, fields, orderKey, rng); break;
        case 2: writeTwice(file, fields); break;
        default: writeUsedId(plan, file, fields); break;
        }
    }

    void writeRepairable(const FilePlan& plan, DirtyFile& file,
                         const std::vector<std::string>& fields, Rng& rng) {
        DirtyRow row;
        if (spoilRepairably(plan.columns, fields, rng, row))
            file.writeDirty(row, fields);
        else
            file.writeClean(fields);
    }

    /// Rows that others point to stay; a copy under an id of its own is broken in their place.
    void writeBroken(const FilePlan& plan, DirtyFile& file, const std::vector<std::string>& fields,
                     std::int64_t orderKey, Rng& rng) {
        std::vector<std::string> subject = fields;
        if (plan.isReferredTo) {
            file.writeClean(fields);
            subject[0] += "-copy";
        }
        DirtyRow row;
        if (!spoilBeyondRepair(plan.columns, subject, plan.delimiter, file.isUtf8(), rng, row)) {
            if (!plan.isReferredTo)
                file.writeClean(fields);
            return;
        }
        file.writeDirty(row, subject);
        if (plan.columns.data() == kOrderColumns.data())
            m_lostOrders.insert(orderKey);
    }

    static void writeTwice(DirtyFile& file, const std::vector<std::string>& fields) {
        file.writeClean(fields);
        DirtyRow row;
        row.defect = {"repeated_row", Outcome::Duplicate, ""};
        row.fields = fields;
        file.writeDirty(row, fields);
    }

    static void writeUsedId(const FilePlan& plan, DirtyFile& file,
                            const std::vector<std::string>& fields) {
        file.writeClean(fields);
        DirtyRow row;
        row.defect = {"used_id", Outcome::Quarantined, "duplicate_key"};
        row.fields = fields;
        std::string& altered = row.fields[plan.altered];
        altered = plan.columns[plan.altered].type == Money ? "1" + altered : altered + " 2";
        file.writeDirty(row, fields);
    }

    std::string nameOf(const FilePlan& plan) const { return m_params.chinese ? plan.zh : plan.en; }

    Result<> writeMapping() {
        auto file = WholeFile::begin(m_folder / "mapping.toml");
        if (!file)
            return failAs(file);
        file->write("# How the files beside this one become a mart:\n"
                    "# merchantops-cli --mart NEW.db import --mapping mapping.toml .\n"
                    "name = \"dirty-edition\"\ncurrency = \"CNY\"\n");
        for (const FilePlan& plan : kFiles) {
            file->write("\n[[file]]\nmatch = \"" + nameOf(plan) + "\"\ntarget = \"" + plan.target +
                        "\"\ncolumns = [\n");
            for (const DirtyColumn& column : plan.columns)
                file->write(std::string("  { from = \"") +
                            (m_params.chinese ? column.zh : column.en) + "\", to = \"" +
                            column.field + "\" },\n");
            file->write("]\n");
        }
        return file->commit();
    }

    db::Database& m_mart;
    const std::filesystem::path& m_folder;
    const DirtyParams& m_params;
    TaskContext& m_context;
    const Rng m_root;
    DirtyReport m_report;
    std::unordered_set<std::int64_t> m_lostOrders;
};

} // namespace

Result<> checkDirtyFolder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::FileNotWritable, folder.string());
    if (std::filesystem::exists(folder / "manifest.jsonl"))
        return {};
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        return fail(ErrorCode::Conflict, entry.path().string(), "--dirty FOLDER");
    return {};
}

Result<DirtyReport> writeDirtyFiles(db::Database& mart, const std::filesystem::path& folder,
                                    const DirtyParams& params, TaskContext& context) {
    if (!(params.defectRate >= 0 && params.defectRate <= 0.5))
        return fail(ErrorCode::Usage, "defect rate", "0 … 0.5");
    if (const auto usable = checkDirtyFolder(folder); !usable)
        return failAs(usable);
    return db::guarded(
        [&]() -> Result<DirtyReport> { return DirtyExport(mart, folder, params, context).run(); });
}

} // namespace mops::world
