#include "ui/screens/data/query_table.h"

#include "core/base/text.h"
#include "ui/tables/roles.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

using Cell = mart::QueryResult::Cell;
using Type = mart::QueryResult::Type;

/// Longer texts are shown shortened; a cell of megabytes would stall the painting.
constexpr std::size_t kLongestText = 2'000;

QString cellText(const Cell& cell) {
    switch (cell.type) {
    case Type::Null: return u"NULL"_s;
    case Type::Integer: return QString::number(cell.integer);
    case Type::Real: return QString::fromStdString(formatDouble(cell.real));
    case Type::Text: return format::text(std::string_view(cell.text).substr(0, kLongestText));
    }
    return {};
}

bool isNumber(const Cell& cell) {
    return cell.type == Type::Integer || cell.type == Type::Real;
}

double number(const Cell& cell) {
    return cell.type == Type::Integer ? static_cast<double>(cell.integer) : cell.real;
}

/// The order of the database: nothing, numbers, texts.
bool isBefore(const Cell& left, const Cell& right) {
    const auto rank = [](const Cell& cell) {
        return cell.type == Type::Null ? 0 : isNumber(cell) ? 1 : 2;
    };
    if (rank(left) != rank(right))
        return rank(left) < rank(right);
    if (left.type == Type::Integer && right.type == Type::Integer)
        return left.integer < right.integer;
    return isNumber(left) ? number(left) < number(right) : left.text < right.text;
}

} // namespace

void QueryTable::setResult(mart::QueryResult result) {
    beginResetModel();
    m_result = std::move(result);
    m_isNumeric.assign(m_result.columns.size(), !m_result.rows.empty());
    for (const auto& row : m_result.rows)
        for (std::size_t k = 0; k < row.size(); ++k)
            if (row[k].type == Type::Text)
                m_isNumeric[k] = false;
    endResetModel();
}

int QueryTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_result.rows.size());
}

int QueryTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_result.columns.size());
}

bool QueryTable::isNumeric(int column) const {
    return m_isNumeric[static_cast<std::size_t>(column)];
}

QVariant QueryTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return format::text(m_result.columns[static_cast<std::size_t>(section)]);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(
            Qt::AlignVCenter | (isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft)));
    return {};
}

QVariant QueryTable::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Cell& cell =
        m_result
            .rows[static_cast<std::size_t>(index.row())][static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return cellText(cell);
    case SortRole: return isNumber(cell) ? QVariant(number(cell)) : QVariant(cellText(cell));
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    case KindRole:
        return static_cast<int>(cell.type == Type::Null     ? CellKind::Mono
                                : isNumeric(index.column()) ? CellKind::Number
                                                            : CellKind::Text);
    case ToneRole: return static_cast<int>(theme::Tone::Neutral);
    default: return {};
    }
}

void QueryTable::sort(int column, Qt::SortOrder order) {
    if (column < 0 || column >= columnCount())
        return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const auto at = static_cast<std::size_t>(column);
    std::vector<std::size_t> places(m_result.rows.size());
    std::iota(places.begin(), places.end(), std::size_t(0));
    std::stable_sort(places.begin(), places.end(), [&](std::size_t left, std::size_t right) {
        const Cell& a = m_result.rows[left][at];
        const Cell& b = m_result.rows[right][at];
        return order == Qt::AscendingOrder ? isBefore(a, b) : isBefore(b, a);
    });
    std::vector<std::vector<Cell>> sorted(places.size());
    std::vector<int> placeNow(places.size());
    for (std::size_t k = 0; k < places.size(); ++k) {
        sorted[k] = std::move(m_result.rows[places[k]]);
        placeNow[places[k]] = static_cast<int>(k);
    }
    m_result.rows = std::move(sorted);
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    for (const QModelIndex& index : from)
        to << this->index(placeNow[static_cast<std::size_t>(index.row())], index.column());
    changePersistentIndexList(from, to);
    emit layoutChanged({}, VerticalSortHint);
}

} // namespace mops::ui
