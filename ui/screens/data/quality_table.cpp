#include "core/base/text.h"
#include "ui/screens/data/data_words.h"
#include "ui/screens/data/quality_section.h"
#include "ui/util/format.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

using data_words::say;
using Column = TableColumn<QualityLine>;

/// From here on gaps deserve a look.
constexpr double kManyMissing = 0.05;

Column textColumn(const char* title, std::function<QString(const QualityLine&)> text) {
    Column column;
    column.title = [title] { return say(title); };
    column.text = std::move(text);
    return column;
}

Column numberColumn(const char* title, std::function<std::int64_t(const QualityLine&)> value) {
    Column column = textColumn(
        title, [value](const QualityLine& line) { return format::integer(value(line)); });
    column.sortKey = [value](const QualityLine& line) { return static_cast<double>(value(line)); };
    column.kind = CellKind::Number;
    return column;
}

/// Times are kept as seconds; people read dates.
QString limitText(const QualityLine& line, const std::string& limit) {
    if (limit.empty())
        return format::missing();
    const QString name = format::text(line.column.column);
    const auto seconds = parseInteger(limit);
    if (seconds && (name.endsWith(u"_at"_s) || name == u"ship_by"_s))
        return format::dateTime(*seconds);
    return format::text(limit);
}

Column limitColumn(const char* title, std::string mart::ColumnQuality::*limit) {
    Column column = textColumn(
        title, [limit](const QualityLine& line) { return limitText(line, line.column.*limit); });
    column.tip = column.text;
    return column;
}

Column missingColumn() {
    Column column = textColumn(QT_TRANSLATE_NOOP("Data", "Missing"), [](const QualityLine& line) {
        return format::percent(line.missingShare());
    });
    column.kind = CellKind::Bar;
    column.sortKey = [](const QualityLine& line) { return line.missingShare(); };
    column.fraction = [](const QualityLine& line) { return line.missingShare(); };
    column.tone = [](const QualityLine& line) {
        return line.missingShare() >= kManyMissing ? theme::Tone::Watch : theme::Tone::Neutral;
    };
    column.tip = [](const QualityLine& line) {
        return say(QT_TRANSLATE_NOOP("Data", "%1 of %2 rows"))
            .arg(format::integer(line.column.missing), format::integer(line.rows));
    };
    return column;
}

Column brokenColumn() {
    Column column =
        textColumn(QT_TRANSLATE_NOOP("Data", "Broken references"), [](const QualityLine& line) {
            return line.brokenReferences < 0 ? QString() : format::integer(line.brokenReferences);
        });
    column.sortKey = [](const QualityLine& line) {
        return static_cast<double>(line.brokenReferences);
    };
    column.kind = CellKind::Number;
    column.tone = [](const QualityLine& line) {
        return line.brokenReferences > 0 ? theme::Tone::Bad : theme::Tone::Neutral;
    };
    return column;
}

} // namespace

double QualityLine::missingShare() const {
    return rows == 0 ? std::numeric_limits<double>::quiet_NaN()
                     : static_cast<double>(column.missing) / static_cast<double>(rows);
}

std::vector<QualityLine> qualityLines(const std::vector<mart::TableQuality>& tables) {
    std::vector<QualityLine> lines;
    for (const mart::TableQuality& table : tables)
        for (const mart::ColumnQuality& column : table.columns) {
            const bool isFirst = &column == &table.columns.front();
            lines.push_back(
                {table.table, table.rows, isFirst ? table.brokenReferences : -1, column});
        }
    return lines;
}

QualityTable::QualityTable(QObject* parent)
    : RowsTable(
          {textColumn(QT_TRANSLATE_NOOP("Data", "Table"),
                      [](const QualityLine& line) { return format::text(line.table); }),
           textColumn(QT_TRANSLATE_NOOP("Data", "Column"),
                      [](const QualityLine& line) { return format::text(line.column.column); }),
           numberColumn(QT_TRANSLATE_NOOP("Data", "Rows"),
                        [](const QualityLine& line) { return line.rows; }),
           missingColumn(),
           numberColumn(QT_TRANSLATE_NOOP("Data", "Distinct"),
                        [](const QualityLine& line) { return line.column.distinct; }),
           limitColumn(QT_TRANSLATE_NOOP("Data", "Smallest"), &mart::ColumnQuality::minimum),
           limitColumn(QT_TRANSLATE_NOOP("Data", "Largest"), &mart::ColumnQuality::maximum),
           brokenColumn()},
          parent) {
    setId([](const QualityLine& line) {
        return format::text(line.table + '.' + line.column.column);
    });
}

} // namespace mops::ui
