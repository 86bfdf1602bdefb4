#include "ui/screens/data/record_field_table.h"

#include "ui/screens/data/data_words.h"
#include "ui/util/format.h"

namespace mops::ui {

using data_words::say;

void RecordFieldTable::setLine(const QuarantineLine& line) {
    beginResetModel();
    m_line = line;
    m_fields = line.fields;
    endResetModel();
}

void RecordFieldTable::clear() {
    setLine({});
}

std::string RecordFieldTable::record() const {
    return sources::joinRecord(m_fields);
}

bool RecordFieldTable::isChanged() const {
    return m_fields.values != m_line.fields.values;
}

void RecordFieldTable::revert() {
    setLine(QuarantineLine(m_line));
}

void RecordFieldTable::refreshTexts() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int RecordFieldTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_fields.values.size());
}

int RecordFieldTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RecordFieldTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn: return say(QT_TRANSLATE_NOOP("Data", "Column"));
    case ValueColumn: return say(QT_TRANSLATE_NOOP("Data", "Value"));
    default: return say(QT_TRANSLATE_NOOP("Data", "Remark"));
    }
}

QString RecordFieldTable::text(int row, int column) const {
    const auto at = static_cast<std::size_t>(row);
    if (column == ValueColumn)
        return format::text(m_fields.values[at]);
    if (column == NameColumn)
        return at < m_fields.names.size() ? format::text(m_fields.names[at])
                                          : say(QT_TRANSLATE_NOOP("Data", "(not in the header)"));
    if (isFieldChanged(row))
        return say(QT_TRANSLATE_NOOP("Data", "corrected"));
    return row == m_line.offending ? data_words::reason(m_line.row.reason) : QString();
}

bool RecordFieldTable::isFieldChanged(int row) const {
    const auto at = static_cast<std::size_t>(row);
    return m_fields.values[at] != m_line.fields.values[at];
}

QVariant RecordFieldTable::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
    case Qt::ToolTipRole: return text(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    case KindRole:
        return static_cast<int>(index.column() == ProblemColumn ? CellKind::Badge
                                : index.column() == NameColumn  ? CellKind::Mono
                                                                : CellKind::Text);
    case ToneRole:
        return static_cast<int>(isFieldChanged(index.row())       ? theme::Tone::Good
                                : index.row() == m_line.offending ? theme::Tone::Bad
                                                                  : theme::Tone::Neutral);
    default: return {};
    }
}

bool RecordFieldTable::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid) ||
        index.column() != ValueColumn)
        return false;
    m_fields.values[static_cast<std::size_t>(index.row())] = format::toStd(value.toString());
    emit dataChanged(this->index(index.row(), 0), this->index(index.row(), ColumnCount - 1));
    return true;
}

Qt::ItemFlags RecordFieldTable::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == ValueColumn && m_fields.isReadable)
        flags |= Qt::ItemIsEditable;
    return flags;
}

} // namespace mops::ui
