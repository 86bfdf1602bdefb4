#pragma once

#include "core/mart/merchant_page.h"
#include "ui/desk/case_loader.h"
#include "ui/tables/rows_table.h"

#include <array>
#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;

namespace mops::ui {

class StatePane;
class TableView;

/// The order lines behind a case: all of them or those that show a problem, and one in full.
class EvidenceView final : public QWidget {
    Q_OBJECT
public:
    explicit EvidenceView(QWidget* parent = nullptr);

    void showLoading();
    void showFailed(const Error& error, std::function<void()> retry);
    void setDetail(CaseDetailPtr detail);
    void setFilter(mart::LineFilter filter);
    mart::LineFilter filter() const { return m_filter; }
    /// −1 or +1: the line before or after.
    void step(int by);
    /// Opens or closes the full view of the current line; false without a line.
    bool togglePeek();
    bool isPeeking() const;
    int currentRow() const;
    QAbstractItemModel* table() { return &m_table; }
    void retranslate();

signals:
    void peekChanged(bool open);

private:
    QWidget* buildContent();
    void showLines();
    void refreshPeek();

    CaseDetailPtr m_detail;
    mart::LineFilter m_filter = mart::LineFilter::All;
    RowsTable<mart::MerchantOrderRow> m_table;
    std::array<QPushButton*, 4> m_filters{};
    StatePane* m_state;
    TableView* m_view = nullptr;
    QScrollArea* m_peek = nullptr;
    QLabel* m_peekText = nullptr;
};

} // namespace mops::ui
