#include "core/mart/known_then.h"

#include "core/db/statement.h"
#include "core/mart/mart.h"

#include <array>
#include <vector>

namespace mops::mart {
namespace {

/// A table that imports write, and how the images name its rows.
struct PastTable {
    const char* name;
    const char* key;       ///< comma-separated, as in import_before.row_key
    const char* surrogate; ///< not in the images: it never changes
};
constexpr std::array kPastTables{
    PastTable{"dim_category", "category_id", "category_key"},
    PastTable{"dim_merchant", "merchant_id", "merchant_key"},
    PastTable{"dim_buyer", "buyer_id", "buyer_key"},
    PastTable{"dim_product", "product_id", "product_key"},
    PastTable{"fact_order", "order_id", "order_key"},
    PastTable{"fact_item", "order_key,item_no", ""},
    PastTable{"fact_payment", "order_key,sequence_no", ""},
    PastTable{"fact_review", "order_key,review_id", ""},
    PastTable{"zip_point", "zip_prefix,latitude,longitude,city,region", ""},
    PastTable{"fact_application", "application_id", "application_key"},
    PastTable{"fact_application_detail", "application_key", ""},
    PastTable{"fact_after_sale", "after_sale_id", "after_sale_key"},
};

struct Column {
    std::string name;
    bool isReal = false;
};

std::vector<Column> columnsOf(db::Database& mart, const char* table) {
    std::vector<Column> columns;
    db::Statement info(mart, "SELECT name, type FROM pragma_table_info(?, 'main')");
    info.bind(1, table);
    while (info.step())
        columns.push_back({std::string(info.text(0)), info.text(1) == "REAL"});
    return columns;
}

/// What a column was before the change. Two columns follow from others and are not in the images
/// as they were: a merchant's registration falls back to the first order, an item has its order's
/// time.
std::string columnNow(std::string_view table, const std::string& column) {
    if (table == "dim_merchant" && column == "registered_at")
        return "t.registered_given AS registered_at";
    if (table == "fact_item" && column == "ordered_at")
        return "coalesce((SELECT x.ordered_at FROM temp.earlier_order x "
               "WHERE x.order_key = t.order_key), t.ordered_at) AS ordered_at";
    return "t." + column;
}

std::string columnBefore(std::string_view table, const Column& column, std::string_view surrogate) {
    if (column.name == surrogate)
        return "t." + column.name;
    if (table == "dim_merchant" && column.name == "registered_at")
        return "json_extract(i.image, '$.registered_given')";
    const std::string value = "json_extract(i.image, '$." + column.name + "')";
    return column.isReal ? "CAST(" + value + " AS REAL)" : value;
}

std::string viewOf(db::Database& mart, const PastTable& table, const std::string& batch) {
    std::string now;
    std::string before;
    for (const Column& column : columnsOf(mart, table.name)) {
        now += (now.empty() ? "" : ", ") + columnNow(table.name, column.name);
        before += (before.empty() ? "" : ", ") + columnBefore(table.name, column, table.surrogate);
    }
    std::string join;
    std::string key;
    int position = 0;
    for (const char* at = table.key;; ++at) {
        if (*at != ',' && *at != '\0') {
            key += *at;
            continue;
        }
        join +=
            " AND t." + key + " = json_extract(i.row_key, '$[" + std::to_string(position++) + "]')";
        key.clear();
        if (*at == '\0')
            break;
    }
    const std::string name(table.name);
    return "CREATE TEMP VIEW " + name + " AS SELECT " + now + " FROM main." + name +
           " t WHERE t.batch_id <= " + batch + " UNION ALL SELECT " + before +
           " FROM temp.earlier_image i CROSS JOIN main." + name + " t WHERE t.batch_id > " + batch +
           " AND i.table_name = '" + name + "'" + join;
}

bool hasLaterBatch(db::Database& mart, std::int64_t batch) {
    return mart.integer("SELECT EXISTS (SELECT 1 FROM import_batch WHERE batch_id > " +
                        std::to_string(batch) + " AND undone_at IS NULL)") != 0;
}

} // namespace

std::int64_t newestBatch(db::Database& mart) {
    return mart.integer("SELECT coalesce(max(batch_id), 0) FROM import_batch");
}

std::string fingerprintUpTo(db::Database& mart, std::int64_t batch) {
    std::string fingerprint;
    db::Statement select(mart, "SELECT batch_id, rows_taken FROM import_batch WHERE undone_at IS "
                               "NULL AND rows_taken > 0 AND batch_id <= ? ORDER BY batch_id");
    select.bind(1, batch);
    while (select.step())
        fingerprint +=
            std::to_string(select.integer(0)) + ":" + std::to_string(select.integer(1)) + ";";
    return fingerprint;
}

Result<db::Database> openKnownThen(const std::filesystem::path& path, std::int64_t batch) {
    auto opened = openReader(path);
    if (!opened)
        return opened;
    return db::guarded([&]() -> Result<db::Database> {
        db::Database& mart = *opened;
        if (!hasLaterBatch(mart, batch))
            return std::move(mart);
        // The file stays read-only; only the connection's own scratch database is written.
        mart.execute("PRAGMA query_only = OFF");
        const std::string number = std::to_string(batch);
        mart.execute("CREATE TEMP TABLE earlier_image AS SELECT table_name, row_key, image "
                     "FROM import_before WHERE batch_id > " +
                     number + " AND json_extract(image, '$.batch_id') <= " + number);
        mart.execute("CREATE INDEX temp.earlier_image_by_table ON earlier_image (table_name)");
        mart.execute("CREATE TEMP TABLE earlier_order (order_key INTEGER PRIMARY KEY, "
                     "ordered_at INTEGER NOT NULL)");
        mart.execute("INSERT INTO temp.earlier_order SELECT o.order_key, "
                     "json_extract(i.image, '$.ordered_at') FROM temp.earlier_image i "
                     "JOIN main.fact_order o ON o.order_id = json_extract(i.row_key, '$[0]') "
                     "WHERE i.table_name = 'fact_order'");
        for (const PastTable& table : kPastTables)
            mart.execute(viewOf(mart, table, number));
        mart.execute("PRAGMA query_only = ON");
        return std::move(mart);
    });
}

} // namespace mops::mart
