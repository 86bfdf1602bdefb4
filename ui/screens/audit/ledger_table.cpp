#include "ui/screens/audit/ledger_table.h"

#include "ui/screens/audit/ledger_words.h"
#include "ui/tables/roles.h"
#include "ui/util/format.h"

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr int kPage = 200;
/// Lines kept; a walk through the whole ledger must not fill the memory.
constexpr std::size_t kMostLines = 4'000;

CellKind kindOf(int column) {
    switch (column) {
    case LedgerTable::Number: return CellKind::Number;
    case LedgerTable::State: return CellKind::Badge;
    default: return CellKind::Text;
    }
}

} // namespace

void LedgerTable::setIds(std::vector<std::int64_t> ids) {
    beginResetModel();
    m_ids = std::move(ids);
    m_lines.clear();
    endResetModel();
}

void LedgerTable::setLines(const std::vector<desk::OperationLine>& lines) {
    if (m_lines.size() > kMostLines)
        m_lines.clear();
    int first = rowCount();
    int last = -1;
    for (const desk::OperationLine& line : lines) {
        const int row = rowOf(line.operationId);
        if (row < 0)
            continue;
        first = std::min(first, row);
        last = std::max(last, row);
        m_lines.insert_or_assign(line.operationId, line);
    }
    if (last >= 0)
        emit dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

void LedgerTable::refreshTexts() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int LedgerTable::rowOf(std::int64_t operationId) const {
    const auto at = std::lower_bound(m_ids.begin(), m_ids.end(), operationId, std::greater<>());
    return at != m_ids.end() && *at == operationId ? static_cast<int>(at - m_ids.begin()) : -1;
}

const desk::OperationLine* LedgerTable::lineAt(int row) const {
    if (row < 0 || row >= rowCount())
        return nullptr;
    const auto found = m_lines.find(idAt(row));
    return found == m_lines.end() ? nullptr : &found->second;
}

std::vector<std::int64_t> LedgerTable::idsAround(int row) const {
    const int first = std::clamp(row - kPage / 4, 0, std::max(0, rowCount() - 1));
    const int last = std::min(rowCount(), first + kPage);
    return {m_ids.begin() + first, m_ids.begin() + last};
}

int LedgerTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int LedgerTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant LedgerTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == KindRole)
        return static_cast<int>(kindOf(section));
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter |
                          (kindOf(section) == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft)));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number: return u"#"_s;
    case When: return tr("When");
    case Who: return tr("Who");
    case What: return tr("What");
    case About: return tr("About");
    case Words: return tr("Reason or note");
    case State: return tr("Now");
    default: return {};
    }
}

QVariant LedgerTable::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == KindRole)
        return static_cast<int>(kindOf(index.column()));
    if (role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, role);
    if (role == IdRole)
        return static_cast<qlonglong>(idAt(index.row()));
    const desk::OperationLine* line = lineAt(index.row());
    if (line == nullptr) {
        if (role != Qt::DisplayRole)
            return {};
        emit linesWanted(index.row());
        return index.column() == Number ? QVariant(format::integer(idAt(index.row())))
                                        : QVariant(u"…"_s);
    }
    switch (role) {
    case Qt::DisplayRole: return textOf(index.column(), *line);
    case Qt::ToolTipRole:
        return index.column() == Words   ? QVariant(ledger_words::wordsLine(*line))
               : index.column() == About ? QVariant(format::text(line->caseId))
                                         : QVariant();
    case SortRole:
        return index.column() == When ? QVariant(static_cast<qlonglong>(line->at))
                                      : textOf(index.column(), *line);
    case ToneRole:
        return static_cast<int>(index.column() == State ? ledger_words::stateTone(*line)
                                                        : theme::Tone::Neutral);
    default: return {};
    }
}

QVariant LedgerTable::textOf(int column, const desk::OperationLine& line) const {
    switch (column) {
    case Number: return format::integer(line.operationId);
    case When: return format::dateTime(line.at);
    case Who: return format::text(line.operatorName);
    case What: return ledger_words::kindName(line.kind);
    case About: return ledger_words::aboutLine(line);
    case Words: return ledger_words::wordsLine(line);
    case State: return ledger_words::stateLine(line);
    default: return {};
    }
}

} // namespace mops::ui
