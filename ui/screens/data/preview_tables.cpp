#include "ui/screens/data/preview_tables.h"

#include "ui/screens/data/data_words.h"
#include "ui/util/format.h"

#include <algorithm>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

using data_words::say;

using Column = TableColumn<PreviewLine>;

QString stateText(const PreviewLine& line) {
    if (line.preview < 0)
        return say(QT_TRANSLATE_NOOP("Data", "not there, left out"));
    if (line.missingColumns.isEmpty())
        return say(QT_TRANSLATE_NOOP("Data", "ready"));
    return say(QT_TRANSLATE_NOOP("Data", "missing: %1")).arg(line.missingColumns.join(u", "_s));
}

theme::Tone stateTone(const PreviewLine& line) {
    if (line.preview < 0)
        return theme::Tone::Watch;
    return line.missingColumns.isEmpty() ? theme::Tone::Good : theme::Tone::Bad;
}

Column textColumn(const char* title, std::function<QString(const PreviewLine&)> text) {
    Column column;
    column.title = [title] { return say(title); };
    column.text = std::move(text);
    return column;
}

std::vector<Column> fileColumns() {
    Column file = textColumn(QT_TRANSLATE_NOOP("Data", "File"),
                             [](const PreviewLine& line) { return line.file; });
    file.tip = file.text;
    Column state = textColumn(QT_TRANSLATE_NOOP("Data", "State"), stateText);
    state.kind = CellKind::Badge;
    state.tone = stateTone;
    state.tip = stateText;
    Column size = textColumn(QT_TRANSLATE_NOOP("Data", "Size"), [](const PreviewLine& line) {
        return line.preview < 0 ? format::missing() : format::bytes(line.bytes);
    });
    size.sortKey = [](const PreviewLine& line) { return static_cast<double>(line.bytes); };
    size.kind = CellKind::Number;
    Column used = textColumn(QT_TRANSLATE_NOOP("Data", "Columns"), [](const PreviewLine& line) {
        return line.preview < 0 ? format::missing()
                                : u"%1 / %2"_s.arg(line.columnsUsed).arg(line.columns);
    });
    used.sortKey = [](const PreviewLine& line) { return line.columnsUsed; };
    used.kind = CellKind::Number;
    used.tip = [](const PreviewLine&) {
        return say(QT_TRANSLATE_NOOP("Data", "Columns that are used, of all in the file"));
    };
    return {file,
            textColumn(QT_TRANSLATE_NOOP("Data", "Becomes"),
                       [](const PreviewLine& line) { return data_words::target(line.target); }),
            state,
            used,
            size,
            textColumn(QT_TRANSLATE_NOOP("Data", "Encoding"),
                       [](const PreviewLine& line) { return line.encoding; })};
}

} // namespace

std::vector<PreviewLine> previewLines(const sources::ImportPreview& preview) {
    std::vector<PreviewLine> lines;
    for (std::size_t k = 0; k < preview.files.size(); ++k) {
        const sources::FilePreview& file = preview.files[k];
        PreviewLine line;
        line.file = format::text(file.file);
        line.target = file.target;
        line.encoding = format::text(file.encoding);
        line.bytes = file.bytes;
        line.columns = static_cast<int>(file.header.size());
        line.columnsUsed = static_cast<int>(
            std::count_if(file.mappedTo.begin(), file.mappedTo.end(),
                          [](const std::string& field) { return !field.empty(); }));
        for (const std::string& column : file.missingColumns)
            line.missingColumns << format::text(column);
        line.preview = static_cast<int>(k);
        lines.push_back(std::move(line));
    }
    for (const std::string& pattern : preview.missingFiles) {
        PreviewLine line;
        line.file = format::text(pattern);
        lines.push_back(std::move(line));
    }
    return lines;
}

PreviewFileTable::PreviewFileTable(QObject* parent)
    : RowsTable(fileColumns(), parent) {
    setId([](const PreviewLine& line) { return line.file + u'\n' + format::text(line.target); });
}

void PreviewRowTable::setFile(sources::FilePreview file) {
    beginResetModel();
    m_file = std::move(file);
    endResetModel();
}

void PreviewRowTable::refreshTexts() {
    if (columnCount() > 0)
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

int PreviewRowTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_file.rows.size());
}

int PreviewRowTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_file.header.size());
}

bool PreviewRowTable::isUsed(int column) const {
    const auto at = static_cast<std::size_t>(column);
    return at < m_file.mappedTo.size() && !m_file.mappedTo[at].empty();
}

QVariant PreviewRowTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto at = static_cast<std::size_t>(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role == KindRole)
        return static_cast<int>(CellKind::Text);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const QString name = format::text(m_file.header[at]);
    return name + u'\n' +
           (isUsed(section) ? u"→ "_s + format::text(m_file.mappedTo[at])
                            : say(QT_TRANSLATE_NOOP("Data", "not used")));
}

QVariant PreviewRowTable::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = m_file.rows[static_cast<std::size_t>(index.row())];
    const auto at = static_cast<std::size_t>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case SortRole: return at < row.size() ? format::text(row[at]) : QString();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    // What is not used is muted.
    case KindRole:
        return static_cast<int>(isUsed(index.column()) ? CellKind::Text : CellKind::Mono);
    case ToneRole: return static_cast<int>(theme::Tone::Neutral);
    default: return {};
    }
}

} // namespace mops::ui
