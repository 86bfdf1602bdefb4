#include "core/sources/merge.h"

#include "core/db/statement.h"
#include "core/sources/mapping.h"

#include <algorithm>

namespace mops::sources {
namespace {

using Names = std::vector<std::string>;

Names namesOf(std::string_view list) {
    Names names;
    for (const auto name : splitList(list))
        names.emplace_back(name);
    return names;
}

/// "p.a<between>q.a, p.b<between>q.b" over the names.
std::string pairs(const Names& names, const std::string& left, const std::string& between,
                  const std::string& right, const std::string& separator) {
    std::string sql;
    for (const auto& name : names)
        sql += (sql.empty() ? "" : separator) + left + name + between + right +
               (right.empty() ? "" : name);
    return sql;
}

std::string list(const Names& names, const std::string& prefix = {}) {
    return pairs(names, prefix, "", "", ", ");
}

struct TableColumn {
    std::string name;
    bool isReal = false;
};

std::vector<TableColumn> tableColumns(db::Database& mart, std::string_view table) {
    std::vector<TableColumn> columns;
    db::Statement info(mart, "SELECT name, type FROM pragma_table_info(?)");
    info.bind(1, table);
    while (info.step())
        columns.push_back({std::string(info.text(0)), info.text(1) == "REAL"});
    return columns;
}

/// JSON keeps only 15 digits of a REAL; as text, 17 bring back the same bits.
std::string imageOf(const std::vector<TableColumn>& columns, std::string_view surrogate) {
    std::string sql;
    for (const auto& [name, isReal] : columns) {
        if (name == surrogate)
            continue;
        const std::string value =
            isReal ? "iif(t." + name + " IS NULL, NULL, format('%!.17g', t." + name + "))"
                   : "t." + name;
        sql += (sql.empty() ? "'" : ", '") + name + "', " + value;
    }
    return "json_object(" + sql + ")";
}

/// Takes the table's own indexes away while an empty table is filled, and makes them anew in one
/// go.
class SuspendedIndexes {
public:
    SuspendedIndexes(db::Database& mart, std::string_view table)
        : m_mart(mart) {
        Names names;
        {
            db::Statement find(mart, "SELECT name, sql FROM sqlite_schema WHERE type = 'index' "
                                     "AND tbl_name = ? AND sql IS NOT NULL ORDER BY name");
            find.bind(1, table);
            while (find.step()) {
                names.emplace_back(find.text(0));
                m_definitions.emplace_back(find.text(1));
            }
        }
        for (const auto& name : names)
            mart.execute("DROP INDEX " + name);
    }
    void restore() {
        for (const auto& definition : m_definitions)
            m_mart.execute(definition);
    }

private:
    db::Database& m_mart;
    Names m_definitions;
};

struct Sql {
    std::string table, batch, join, same, columns, order;
};

void saveImages(db::Database& mart, const Target& target, const Sql& sql) {
    const auto keys = namesOf(target.key);
    mart.execute(
        "INSERT OR IGNORE INTO import_before (batch_id, table_name, row_key, image) SELECT " +
        sql.batch + ", '" + sql.table + "', json_array(" + list(keys, "t.") + "), " +
        imageOf(tableColumns(mart, target.table), target.surrogate) + " FROM temp.stage s JOIN " +
        sql.table + " t ON " + sql.join + " WHERE NOT (" + sql.same + ") AND t.batch_id <> " +
        sql.batch);
}

} // namespace

MergeCounts mergeStage(db::Database& mart, const Target& target, const Names& columns,
                       std::int64_t batchId) {
    const std::string table(target.table);
    const Sql sql{table,
                  std::to_string(batchId),
                  pairs(namesOf(target.key), "t.", " = ", "s.", " AND "),
                  pairs(columns, "t.", " IS ", "s.", " AND "),
                  list(columns),
                  list(namesOf(target.insertOrder), "s.")};
    const std::string into = "INSERT INTO " + table + " (" + sql.columns + ", batch_id) SELECT " +
                             list(columns, "s.") + ", " + sql.batch + " FROM temp.stage s ";
    MergeCounts counts;
    if (mart.integer("SELECT NOT EXISTS (SELECT 1 FROM " + table + ")") != 0) {
        SuspendedIndexes indexes(mart, target.table);
        mart.execute(into + "ORDER BY " + sql.order);
        counts.inserted = mart.changes();
        indexes.restore();
        return counts;
    }
    counts.identical = mart.integer("SELECT count(*) FROM temp.stage s CROSS JOIN " + table +
                                    " t ON " + sql.join + " WHERE " + sql.same);
    const std::int64_t staged = mart.integer("SELECT count(*) FROM temp.stage");
    if (counts.identical == staged)
        return counts;
    saveImages(mart, target, sql);
    mart.execute("UPDATE " + table + " AS t SET " + pairs(columns, "", " = ", "s.", ", ") +
                 ", batch_id = " + sql.batch + " FROM temp.stage s WHERE " + sql.join +
                 " AND NOT (" + sql.same + ")");
    counts.updated = mart.changes();
    if (counts.identical + counts.updated < staged) {
        mart.execute(into + "WHERE NOT EXISTS (SELECT 1 FROM " + table + " t WHERE " + sql.join +
                     ") ORDER BY " + sql.order);
        counts.inserted = mart.changes();
    }
    return counts;
}

std::int64_t unmerge(db::Database& mart, const Target& target, std::int64_t batchId) {
    const std::string table(target.table);
    const std::string batch = std::to_string(batchId);
    std::string assignments;
    for (const auto& column : tableColumns(mart, target.table))
        if (column.name != target.surrogate)
            assignments += (assignments.empty() ? "" : ", ") + column.name +
                           " = json_extract(b.image, '$." + column.name + "')";
    std::string join;
    int position = 0;
    for (const auto& key : namesOf(target.key))
        join +=
            " AND t." + key + " = json_extract(b.row_key, '$[" + std::to_string(position++) + "]')";
    mart.execute("UPDATE " + table + " AS t SET " + assignments +
                 " FROM import_before b WHERE b.batch_id = " + batch + " AND b.table_name = '" +
                 table + "'" + join);
    return mart.changes();
}

void followOrderTimes(db::Database& mart, std::int64_t batchId) {
    mart.execute(
        "UPDATE fact_item AS t SET ordered_at = o.ordered_at FROM import_before b "
        "JOIN fact_order o ON o.order_id = json_extract(b.row_key, '$[0]') WHERE b.batch_id = " +
        std::to_string(batchId) +
        " AND b.table_name = 'fact_order' "
        "AND t.order_key = o.order_key AND t.ordered_at <> o.ordered_at");
}

void deriveFacts(db::Database& mart) {
    // A merchant's category: the one with most turnover, by id where two are equal.
    mart.execute(R"(
        CREATE TEMP TABLE derived AS
        SELECT merchant_key, category_key, first_at FROM (
            SELECT s.merchant_key, s.category_key,
                   min(s.first_at) OVER (PARTITION BY s.merchant_key) AS first_at,
                   row_number() OVER (PARTITION BY s.merchant_key
                                      ORDER BY s.category_key IS NULL, s.turnover DESC, c.category_id) AS place
            FROM (SELECT i.merchant_key, p.category_key, sum(i.price_minor) AS turnover,
                         min(i.ordered_at) AS first_at
                  FROM fact_item i JOIN dim_product p ON p.product_key = i.product_key
                  GROUP BY i.merchant_key, p.category_key) s
            LEFT JOIN dim_category c ON c.category_key = s.category_key)
        WHERE place = 1)");
    mart.execute("CREATE UNIQUE INDEX temp.derived_by_merchant ON derived (merchant_key)");
    mart.execute(R"(
        UPDATE dim_merchant AS m SET category_key = n.category_key, registered_at = n.registered_at
        FROM (SELECT o.merchant_key, d.category_key, coalesce(o.registered_given, d.first_at) AS registered_at
              FROM dim_merchant o LEFT JOIN temp.derived d ON d.merchant_key = o.merchant_key
              WHERE o.batch_id NOT IN (SELECT batch_id FROM import_batch WHERE kind = 'simulate')) n
        WHERE n.merchant_key = m.merchant_key
          AND (m.category_key IS NOT n.category_key OR m.registered_at IS NOT n.registered_at))");
    mart.execute("DROP TABLE temp.derived");
}

} // namespace mops::sources
