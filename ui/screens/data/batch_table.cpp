#include "ui/screens/data/batch_table.h"

#include "ui/screens/data/data_words.h"
#include "ui/util/format.h"

namespace mops::ui {
namespace {

using data_words::say;
using Row = sources::BatchRow;
using Column = TableColumn<Row>;

Column textColumn(const char* title, std::function<QString(const Row&)> text) {
    Column column;
    column.title = [title] { return say(title); };
    column.tip = text;
    column.text = std::move(text);
    return column;
}

Column numberColumn(const char* title, std::int64_t (*value)(const Row&)) {
    Column column;
    column.title = [title] { return say(title); };
    column.text = [value](const Row& row) { return format::integer(value(row)); };
    column.sortKey = [value](const Row& row) { return static_cast<double>(value(row)); };
    column.kind = CellKind::Number;
    return column;
}

std::vector<Column> columns() {
    Column when = textColumn(QT_TRANSLATE_NOOP("Data", "When"),
                             [](const Row& row) { return format::dateTime(row.finishedAt); });
    when.sortKey = [](const Row& row) { return static_cast<double>(row.finishedAt); };
    Column state = textColumn(QT_TRANSLATE_NOOP("Data", "State"), [](const Row& row) {
        return row.undone ? say(QT_TRANSLATE_NOOP("Data", "taken back"))
                          : say(QT_TRANSLATE_NOOP("Data", "in force"));
    });
    state.kind = CellKind::Badge;
    state.tone = [](const Row& row) {
        return row.undone ? theme::Tone::Neutral : theme::Tone::Good;
    };
    Column quarantined = numberColumn(QT_TRANSLATE_NOOP("Data", "Quarantined"),
                                      [](const Row& row) { return row.rowsQuarantined; });
    quarantined.tone = [](const Row& row) {
        return row.rowsQuarantined > 0 && !row.undone ? theme::Tone::Watch : theme::Tone::Neutral;
    };
    return {
        numberColumn(QT_TRANSLATE_NOOP("Data", "No."), [](const Row& row) { return row.batchId; }),
        when,
        textColumn(QT_TRANSLATE_NOOP("Data", "Kind"),
                   [](const Row& row) { return data_words::batchKind(row.kind); }),
        textColumn(QT_TRANSLATE_NOOP("Data", "Source"),
                   [](const Row& row) { return format::text(row.source); }),
        state,
        numberColumn(QT_TRANSLATE_NOOP("Data", "Read"),
                     [](const Row& row) { return row.rowsRead; }),
        numberColumn(QT_TRANSLATE_NOOP("Data", "Taken"),
                     [](const Row& row) { return row.rowsTaken; }),
        quarantined,
        textColumn(QT_TRANSLATE_NOOP("Data", "From"),
                   [](const Row& row) { return format::text(row.location); })};
}

} // namespace

BatchTable::BatchTable(QObject* parent)
    : RowsTable(columns(), parent) {
    setId([](const Row& row) { return QString::number(row.batchId); });
}

} // namespace mops::ui
