#include "ui/desk/case_list.h"

#include "ui/desk/order_words.h"
#include "ui/tables/roles.h"
#include "ui/text/decision_text.h"
#include "ui/util/format.h"

#include <algorithm>
#include <bit>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr std::size_t kBits = 64;
CellKind kindOf(CaseColumn column) {
    switch (column) {
    case CaseColumn::Score: return CellKind::Bar;
    case CaseColumn::Due: return CellKind::Badge;
    case CaseColumn::Stake:
    case CaseColumn::Priority: return CellKind::Number;
    default: return CellKind::Text;
    }
}

} // namespace

void CaseMarks::reset(std::size_t rows) {
    m_bits.assign((rows + kBits - 1) / kBits, 0);
    m_count = 0;
}

bool CaseMarks::contains(std::uint32_t row) const {
    return row / kBits < m_bits.size() && ((m_bits[row / kBits] >> (row % kBits)) & 1U) != 0;
}

void CaseMarks::set(std::uint32_t row, bool marked) {
    if (contains(row) == marked)
        return;
    if (row / kBits >= m_bits.size())
        m_bits.resize(row / kBits + 1, 0);
    m_bits[row / kBits] ^= std::uint64_t{1} << (row % kBits);
    m_count = marked ? m_count + 1 : m_count - 1;
}

void CaseMarks::set(const std::vector<std::uint32_t>& rows) {
    for (const std::uint32_t row : rows)
        set(row, true);
}

void CaseMarks::clear() {
    std::fill(m_bits.begin(), m_bits.end(), 0);
    m_count = 0;
}

std::vector<std::uint32_t> CaseMarks::rows() const {
    std::vector<std::uint32_t> rows;
    rows.reserve(m_count);
    for (std::size_t word = 0; word < m_bits.size(); ++word)
        for (std::uint64_t bits = m_bits[word]; bits != 0; bits &= bits - 1)
            rows.push_back(static_cast<std::uint32_t>(word * kBits) +
                           static_cast<std::uint32_t>(std::countr_zero(bits)));
    return rows;
}

CaseList::CaseList(const DeskQueue& queue, QObject* parent)
    : QAbstractTableModel(parent)
    , m_queue(queue) {}

void CaseList::setKindsMixed(bool mixed) {
    if (mixed == m_kindsMixed)
        return;
    m_kindsMixed = mixed;
    refreshTexts();
}

void CaseList::setRows(std::vector<std::uint32_t> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

std::string CaseList::caseId(int shown) const {
    return shown < 0 || shown >= rowCount() ? std::string()
                                            : std::string(m_queue.table()->caseId(tableRow(shown)));
}

int CaseList::shownRow(std::uint32_t tableRow) const {
    const auto found = std::find(m_rows.begin(), m_rows.end(), tableRow);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int CaseList::shownRow(const std::string& caseId) const {
    const auto row = m_queue.rowOf(caseId);
    return row ? shownRow(*row) : -1;
}

void CaseList::removeAt(int shown) {
    beginRemoveRows({}, shown, shown);
    m_rows.erase(m_rows.begin() + shown);
    endRemoveRows();
}

void CaseList::insertAt(int shown, std::uint32_t tableRow) {
    beginInsertRows({}, shown, shown);
    m_rows.insert(m_rows.begin() + shown, tableRow);
    endInsertRows();
}

void CaseList::refresh(const std::vector<std::uint32_t>& tableRows) {
    for (const std::uint32_t row : tableRows)
        if (const int shown = shownRow(row); shown >= 0)
            emit dataChanged(index(shown, 0), index(shown, kCaseColumns - 1));
}

void CaseList::refreshTexts() {
    emit headerDataChanged(Qt::Horizontal, 0, kCaseColumns - 1);
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, kCaseColumns - 1));
}

void CaseList::resetMarks() {
    m_marks.reset(m_queue.table() == nullptr ? 0 : m_queue.table()->rows());
    refreshMarks();
}

void CaseList::mark(int shown, bool marked) {
    if (shown < 0 || shown >= rowCount())
        return;
    m_marks.set(tableRow(shown), marked);
    emit dataChanged(index(shown, 0), index(shown, kCaseColumns - 1));
    emit marksChanged();
}

void CaseList::markAll() {
    m_marks.clear();
    m_marks.set(m_rows);
    refreshMarks();
}

void CaseList::clearMarks() {
    if (m_marks.count() == 0)
        return;
    m_marks.clear();
    refreshMarks();
}

void CaseList::refreshMarks() {
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0));
    emit marksChanged();
}

std::vector<std::string> CaseList::markedIds() const {
    std::vector<std::string> ids;
    ids.reserve(m_marks.count());
    for (const std::uint32_t row : m_rows)
        if (m_marks.contains(row))
            ids.emplace_back(m_queue.table()->caseId(row));
    return ids;
}

int CaseList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CaseList::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kCaseColumns;
}

QVariant CaseList::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= kCaseColumns)
        return {};
    const auto column = static_cast<CaseColumn>(section);
    if (role == KindRole)
        return static_cast<int>(kindOf(column));
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter |
                          (kindOf(column) == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft)));
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case CaseColumn::Mark: return QString();
    case CaseColumn::Score: return tr("Risk");
    case CaseColumn::Name: return tr("Case");
    case CaseColumn::Why: return tr("Why it is here");
    case CaseColumn::Due: return tr("Due");
    case CaseColumn::Kind: return tr("Kind");
    case CaseColumn::Stake: return tr("At stake");
    case CaseColumn::Priority: return tr("Loss a minute");
    case CaseColumn::Assignee: return tr("Held by");
    }
    return {};
}

QVariant CaseList::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= kCaseColumns)
        return {};
    const auto column = static_cast<CaseColumn>(index.column());
    const std::uint32_t row = tableRow(index.row());
    switch (role) {
    case Qt::DisplayRole: return textOf(column, row);
    case Qt::ToolTipRole: return tipOf(column, row);
    case Qt::AccessibleTextRole:
        return column == CaseColumn::Mark && m_marks.contains(row) ? QVariant(tr("Marked"))
                                                                   : QVariant();
    case SortRole: return keyOf(column, row);
    case KindRole: return static_cast<int>(kindOf(column));
    case ToneRole: return static_cast<int>(toneOf(column, row));
    case FractionRole:
        return column == CaseColumn::Score ? QVariant(m_queue.table()->score(row)) : QVariant();
    case MarkRole: return m_marks.contains(row);
    case IdRole: return format::text(m_queue.table()->caseId(row));
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    default: return {};
    }
}

void CaseList::sort(int column, Qt::SortOrder order) {
    emit sortWanted(column, order);
}

desk::QueueColumn CaseList::sortColumn(CaseColumn column) {
    switch (column) {
    case CaseColumn::Mark: return desk::QueueColumn::Desk;
    case CaseColumn::Score: return desk::QueueColumn::Score;
    case CaseColumn::Name: return desk::QueueColumn::Name;
    case CaseColumn::Why: return desk::QueueColumn::Reason;
    case CaseColumn::Due: return desk::QueueColumn::DueAt;
    case CaseColumn::Kind: return desk::QueueColumn::Kind;
    case CaseColumn::Stake: return desk::QueueColumn::Stake;
    case CaseColumn::Priority: return desk::QueueColumn::Priority;
    case CaseColumn::Assignee: return desk::QueueColumn::Assignee;
    }
    return desk::QueueColumn::Desk;
}

QString CaseList::textOf(CaseColumn column, std::uint32_t row) const {
    const desk::QueueTable& table = *m_queue.table();
    const std::string& currency = m_background->currency;
    switch (column) {
    case CaseColumn::Mark: return m_marks.contains(row) ? u"✓"_s : QString();
    case CaseColumn::Score: return format::percent(table.score(row), 0);
    case CaseColumn::Name: return shortText(table.shownName(row));
    case CaseColumn::Why: return whyOf(row);
    case CaseColumn::Due: return dueWords(table, row, m_queue.moment());
    case CaseColumn::Kind: return kindTitle(table.kind(row));
    case CaseColumn::Stake:
        return format::moneyCompact(static_cast<double>(table.stakeMinor(row)), currency);
    case CaseColumn::Priority: return format::moneyCompact(table.priority(row), currency);
    case CaseColumn::Assignee: return shortText(holderOf(table, row, m_queue.now()));
    }
    return {};
}

QString CaseList::whyOf(std::uint32_t row) const {
    const desk::QueueTable& table = *m_queue.table();
    const QString why = tr("%1  ·  %2")
                            .arg(orderWords(table, row, m_queue.moment(), m_background->currency),
                                 whyWords(table, row, m_background->currency));
    return m_kindsMixed ? tr("%1  ·  %2").arg(kindTitle(table.kind(row)), why) : why;
}

QString CaseList::tipOf(CaseColumn column, std::uint32_t row) const {
    const desk::QueueTable& table = *m_queue.table();
    switch (column) {
    case CaseColumn::Name:
        return format::text(table.caseId(row)) + u'\n' + format::text(table.merchantId(row));
    case CaseColumn::Why: {
        QStringList lines;
        for (const desk::CaseReason& reason : m_queue.at(row)->why)
            lines.append(reasonLine(reason, m_background->currency));
        return lines.join(u'\n');
    }
    case CaseColumn::Due: return format::dateTime(table.dueAt(row));
    case CaseColumn::Priority: return tr("Expected loss avoided per minute of work");
    case CaseColumn::Assignee: return textOf(column, row);
    default: return {};
    }
}

QVariant CaseList::keyOf(CaseColumn column, std::uint32_t row) const {
    const desk::QueueTable& table = *m_queue.table();
    switch (column) {
    case CaseColumn::Score: return table.score(row);
    case CaseColumn::Due: return static_cast<qlonglong>(table.dueAt(row));
    case CaseColumn::Stake: return static_cast<qlonglong>(table.stakeMinor(row));
    case CaseColumn::Priority: return table.priority(row);
    default: return textOf(column, row);
    }
}

theme::Tone CaseList::toneOf(CaseColumn column, std::uint32_t row) const {
    const desk::QueueTable& table = *m_queue.table();
    if (column == CaseColumn::Score)
        return scoreTone(table.score(row));
    if (column == CaseColumn::Due)
        return dueWordsTone(table, row, m_queue.moment());
    return theme::Tone::Neutral;
}

} // namespace mops::ui
