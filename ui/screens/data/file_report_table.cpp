#include "ui/screens/data/file_report_table.h"

#include "ui/screens/data/data_words.h"
#include "ui/util/format.h"

#include <QCoreApplication>

namespace mops::ui {
namespace {

using data_words::say;

using Row = sources::FileReport;
using Column = TableColumn<Row>;

Column numberColumn(const char* title, std::int64_t (*value)(const Row&)) {
    Column column;
    column.title = [title] { return say(title); };
    column.text = [value](const Row& row) { return format::integer(value(row)); };
    column.sortKey = [value](const Row& row) { return static_cast<double>(value(row)); };
    column.kind = CellKind::Number;
    return column;
}

std::vector<Column> columns() {
    Column file;
    file.title = [] { return say(QT_TRANSLATE_NOOP("Data", "File")); };
    file.text = [](const Row& row) { return format::text(row.file); };
    file.tip = file.text;
    Column target;
    target.title = [] { return say(QT_TRANSLATE_NOOP("Data", "Becomes")); };
    target.text = [](const Row& row) { return data_words::target(row.target); };
    Column taken =
        numberColumn(QT_TRANSLATE_NOOP("Data", "Taken"), [](const Row& row) { return row.taken; });
    taken.tip = [](const Row& row) {
        return row.inserted + row.updated == 0
                   ? QString()
                   : say(QT_TRANSLATE_NOOP("Data", "%1 new, %2 changed"))
                         .arg(format::integer(row.inserted), format::integer(row.updated));
    };
    Column repaired = numberColumn(QT_TRANSLATE_NOOP("Data", "Repaired"),
                                   [](const Row& row) { return row.repairedValues(); });
    repaired.tip = data_words::repairs;
    Column quarantined = numberColumn(QT_TRANSLATE_NOOP("Data", "Quarantined"),
                                      [](const Row& row) { return row.quarantinedRows(); });
    quarantined.tone = [](const Row& row) {
        return row.quarantinedRows() > 0 ? theme::Tone::Watch : theme::Tone::Neutral;
    };
    Column why;
    why.title = [] { return say(QT_TRANSLATE_NOOP("Data", "Why")); };
    why.text = data_words::reasons;
    why.tip = data_words::reasons;
    return {
        file,
        target,
        numberColumn(QT_TRANSLATE_NOOP("Data", "Read"), [](const Row& row) { return row.read; }),
        taken,
        numberColumn(QT_TRANSLATE_NOOP("Data", "Duplicate"),
                     [](const Row& row) { return row.duplicate; }),
        repaired,
        quarantined,
        why};
}

} // namespace

FileReportTable::FileReportTable(QObject* parent)
    : RowsTable(columns(), parent) {
    setId([](const Row& row) { return format::text(row.file + '\0' + row.target); });
}

} // namespace mops::ui
