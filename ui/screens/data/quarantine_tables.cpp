#include "ui/screens/data/quarantine_tables.h"

#include "ui/screens/data/data_words.h"
#include "ui/util/format.h"

namespace mops::ui {
namespace {

using data_words::say;
using sources::QuarantineGroup;

/// More than anyone corrects by hand; the rest follows when these are done.
constexpr std::size_t kMostLines = 1'000;
constexpr std::int64_t kPage = 1'000;

template <class Row>
TableColumn<Row> textColumn(const char* title, std::function<QString(const Row&)> text) {
    TableColumn<Row> column;
    column.title = [title] { return say(title); };
    column.tip = text;
    column.text = std::move(text);
    return column;
}

std::vector<TableColumn<QuarantineGroup>> groupColumns() {
    auto rows = textColumn<QuarantineGroup>(
        QT_TRANSLATE_NOOP("Data", "Rows"),
        [](const QuarantineGroup& group) { return format::integer(group.rows); });
    rows.sortKey = [](const QuarantineGroup& group) { return static_cast<double>(group.rows); };
    rows.kind = CellKind::Number;
    return {rows,
            textColumn<QuarantineGroup>(
                QT_TRANSLATE_NOOP("Data", "Reason"),
                [](const QuarantineGroup& group) { return data_words::reason(group.reason); }),
            textColumn<QuarantineGroup>(QT_TRANSLATE_NOOP("Data", "Column"),
                                        [](const QuarantineGroup& group) {
                                            return group.column.empty()
                                                       ? say(QT_TRANSLATE_NOOP("Data", "whole row"))
                                                       : format::text(group.column);
                                        }),
            textColumn<QuarantineGroup>(
                QT_TRANSLATE_NOOP("Data", "File"),
                [](const QuarantineGroup& group) { return format::text(group.file); })};
}

QString offendingText(const QuarantineLine& line) {
    if (line.offending < 0)
        return format::text(line.row.record);
    const std::string& value = line.fields.values[static_cast<std::size_t>(line.offending)];
    return value.empty() ? say(QT_TRANSLATE_NOOP("Data", "(empty)")) : format::text(value);
}

std::vector<TableColumn<QuarantineLine>> lineColumns() {
    auto line = textColumn<QuarantineLine>(
        QT_TRANSLATE_NOOP("Data", "Line"),
        [](const QuarantineLine& entry) { return format::integer(entry.row.line); });
    line.sortKey = [](const QuarantineLine& entry) { return static_cast<double>(entry.row.line); };
    line.kind = CellKind::Number;
    auto batch = textColumn<QuarantineLine>(
        QT_TRANSLATE_NOOP("Data", "Import"),
        [](const QuarantineLine& entry) { return format::integer(entry.row.batchId); });
    batch.sortKey = [](const QuarantineLine& entry) {
        return static_cast<double>(entry.row.batchId);
    };
    batch.kind = CellKind::Number;
    return {
        line, batch,
        textColumn<QuarantineLine>(QT_TRANSLATE_NOOP("Data", "What stands there"), offendingText)};
}

int positionOf(const std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    return name.empty() || found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

} // namespace

QuarantineGroupTable::QuarantineGroupTable(QObject* parent)
    : RowsTable(groupColumns(), parent) {
    setId([](const QuarantineGroup& group) {
        return format::text(group.file + '\n' + group.column + '\n' + group.reason);
    });
}

QuarantineLine quarantineLine(sources::QuarantineRow row) {
    QuarantineLine line;
    line.fields = sources::splitRecord(row);
    if (line.fields.isReadable)
        line.offending = positionOf(line.fields.names, row.column);
    line.row = std::move(row);
    return line;
}

Result<QuarantineLines> readQuarantineLines(db::Database& mart, const QuarantineGroup& group,
                                            TaskContext& task) {
    QuarantineLines result;
    sources::QuarantineQuery query;
    query.file = group.file;
    query.reason = group.reason;
    query.limit = kPage;
    for (;; query.offset += kPage) {
        if (task.cancelled())
            return fail(ErrorCode::Cancelled);
        auto rows = sources::readQuarantine(mart, query);
        if (!rows)
            return failAs(rows);
        for (sources::QuarantineRow& row : *rows) {
            if (row.column != group.column)
                continue;
            if (result.lines.size() == kMostLines) {
                result.truncated = true;
                return result;
            }
            result.lines.push_back(quarantineLine(std::move(row)));
        }
        if (static_cast<std::int64_t>(rows->size()) < kPage)
            return result;
    }
}

QuarantineLineTable::QuarantineLineTable(QObject* parent)
    : RowsTable(lineColumns(), parent) {
    setId([](const QuarantineLine& line) { return QString::number(line.row.quarantineId); });
}

} // namespace mops::ui
