#pragma once

#include "ui/desk/case_text.h"
#include "ui/desk/desk_queue.h"

#include <functional>
#include <QAbstractTableModel>
#include <vector>

namespace mops::ui {

/// What is marked for a decision on many cases at once: a bit a row of the table, so that marking
/// all 200,000 that match, sorting and filtering cost next to nothing.
class CaseMarks {
public:
    void reset(std::size_t rows);
    bool contains(std::uint32_t row) const;
    void set(std::uint32_t row, bool marked);
    void set(const std::vector<std::uint32_t>& rows);
    void clear();
    std::size_t count() const { return m_count; }
    std::vector<std::uint32_t> rows() const;

private:
    std::vector<std::uint64_t> m_bits;
    std::size_t m_count = 0;
};

/// Columns of the list, in this order.
enum class CaseColumn { Mark, Score, Name, Why, Due, Kind, Stake, Priority, Assignee };
inline constexpr int kCaseColumns = 9;

/// The cases of a desk as an item model: columns in memory and the rows that pass, in the order
/// shown. Filtering and sorting happen elsewhere, off the GUI thread; sort() only asks for it.
class CaseList final : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit CaseList(const DeskQueue& queue, QObject* parent = nullptr);

    void setBackground(const RiskBackground* background) { m_background = background; }
    /// Whether each row says in front of its reason what kind of case it is.
    void setKindsMixed(bool mixed);
    void setRows(std::vector<std::uint32_t> rows);
    const std::vector<std::uint32_t>& rows() const { return m_rows; }
    std::uint32_t tableRow(int shown) const { return m_rows[static_cast<std::size_t>(shown)]; }
    std::string caseId(int shown) const;
    /// Shown row of a row of the table, or −1. O(rows).
    int shownRow(std::uint32_t tableRow) const;
    int shownRow(const std::string& caseId) const;
    void removeAt(int shown);
    void insertAt(int shown, std::uint32_t tableRow);
    /// What is told of these rows is something else now.
    void refresh(const std::vector<std::uint32_t>& tableRows);
    void refreshTexts();

    const CaseMarks& marks() const { return m_marks; }
    void resetMarks();
    void mark(int shown, bool marked);
    void markAll();
    void clearMarks();
    /// Marked cases that are shown, in the order shown.
    std::vector<std::string> markedIds() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    static desk::QueueColumn sortColumn(CaseColumn column);

signals:
    void sortWanted(int column, Qt::SortOrder order);
    void marksChanged();

private:
    QString textOf(CaseColumn column, std::uint32_t row) const;
    QString whyOf(std::uint32_t row) const;
    QString tipOf(CaseColumn column, std::uint32_t row) const;
    QVariant keyOf(CaseColumn column, std::uint32_t row) const;
    theme::Tone toneOf(CaseColumn column, std::uint32_t row) const;
    void refreshMarks();

    const DeskQueue& m_queue;
    const RiskBackground* m_background = nullptr;
    std::vector<std::uint32_t> m_rows;
    CaseMarks m_marks;
    bool m_kindsMixed = false;
};

} // namespace mops::ui
