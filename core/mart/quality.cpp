#include "core/mart/quality.h"

#include "core/db/statement.h"

#include <array>
#include <string>

namespace mops::mart {
namespace {

/// The readable views, and the table that holds the references of each.
struct ReadableView {
    std::string_view view;
    std::string_view table;
};
constexpr std::array<ReadableView, 10> kViews{{{"category", "dim_category"},
                                               {"merchant", "dim_merchant"},
                                               {"buyer", "dim_buyer"},
                                               {"product", "dim_product"},
                                               {"order_head", "fact_order"},
                                               {"order_item", "fact_item"},
                                               {"payment", "fact_payment"},
                                               {"shipment", ""},
                                               {"review", "fact_review"},
                                               {"application", "fact_application"}}};

std::vector<std::string> columnsOf(db::Database& mart, std::string_view view) {
    std::vector<std::string> columns;
    db::Statement info(mart, "SELECT name FROM pragma_table_info(?)");
    info.bind(1, view);
    while (info.step())
        columns.emplace_back(info.text(0));
    return columns;
}

/// Rows of the table that point to a row that is not there.
std::int64_t brokenReferences(db::Database& mart, std::string_view table) {
    std::int64_t broken = 0;
    db::Statement check(mart, "SELECT count(*) FROM pragma_foreign_key_check(?)");
    check.bind(1, table);
    if (check.step())
        broken = check.integer(0);
    return broken;
}

Result<TableQuality> measureView(db::Database& mart, const ReadableView& view,
                                 TaskContext& context) {
    TableQuality quality;
    quality.table = view.view;
    const std::string from = " FROM " + quality.table;
    quality.rows = mart.integer("SELECT count(*)" + from);
    if (!view.table.empty())
        quality.brokenReferences = brokenReferences(mart, view.table);
    // One column at a time keeps the memory for distinct values to that of one column.
    for (const std::string& name : columnsOf(mart, view.view)) {
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        const std::string column = "\"" + name + "\"";
        db::Statement measure(mart, "SELECT count(*) - count(" + column + "), count(DISTINCT " +
                                        column + "), min(" + column + "), max(" + column + ")" +
                                        from);
        measure.step();
        ColumnQuality result;
        result.column = name;
        result.missing = measure.integer(0);
        result.distinct = measure.integer(1);
        result.minimum = measure.text(2);
        result.maximum = measure.text(3);
        quality.columns.push_back(std::move(result));
    }
    return quality;
}

class CancelCheck {
public:
    CancelCheck(db::Database& mart, TaskContext& context)
        : m_mart(mart) {
        mart.setCancelCheck([&context] { return context.cancelled(); });
    }
    ~CancelCheck() { m_mart.setCancelCheck({}); }
    CancelCheck(const CancelCheck&) = delete;
    CancelCheck& operator=(const CancelCheck&) = delete;

private:
    db::Database& m_mart;
};

} // namespace

Result<std::vector<TableQuality>> readQuality(db::Database& mart, TaskContext& context) {
    return db::guarded([&]() -> Result<std::vector<TableQuality>> {
        const CancelCheck cancel(mart, context);
        std::vector<TableQuality> tables;
        for (const ReadableView& view : kViews) {
            context.report(
                {"quality", static_cast<double>(tables.size()) / kViews.size(), 0, 0, view.view});
            auto quality = measureView(mart, view, context);
            if (!quality)
                return failAs(quality);
            tables.push_back(std::move(*quality));
        }
        return tables;
    });
}

} // namespace mops::mart
