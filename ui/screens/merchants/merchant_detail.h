#pragma once

#include "core/mart/merchant_page.h"
#include "core/mart/merchant_table.h"
#include "core/risk/risk_model.h"
#include "ui/tables/rows_table.h"
#include "ui/util/category_names.h"

#include <memory>
#include <optional>
#include <QFrame>

class QLabel;
class QTabWidget;

namespace mops::ui {

class ChartPanel;
class MartSession;
class Segmented;
class StatePane;
class TableView;

/// Everything known of one merchant, beside the list.
class MerchantDetail final : public QFrame {
    Q_OBJECT
public:
    explicit MerchantDetail(MartSession& session, QWidget* parent = nullptr);
    /// Empty = none chosen. `row` of the table gives figures that need no reading.
    void showMerchant(const QString& merchantId, std::shared_ptr<const mart::MerchantTable> table,
                      std::uint32_t row, std::shared_ptr<const CategoryNames> categories);
    void showNothing();
    QString merchantId() const { return m_merchantId; }
    void retranslate();
    void setLineFilter(mart::LineFilter filter);

private:
    /// What is read of a merchant for its page.
    struct Read {
        mart::MerchantPage page;
        std::vector<risk::Contribution> reasons;
    };
    QWidget* buildContent();
    QWidget* buildHead();
    QWidget* buildOrders();
    QWidget* buildReasons();
    void load();
    void showRead();
    void showFacts();
    void showTurnover();

    MartSession& m_session;
    QString m_merchantId;
    std::shared_ptr<const mart::MerchantTable> m_table;
    std::uint32_t m_row = 0;
    std::shared_ptr<const CategoryNames> m_categories;
    std::optional<Read> m_read;
    StatePane* m_pane;
    QLabel* m_name = nullptr;
    QLabel* m_id = nullptr;
    QLabel* m_status = nullptr;
    QLabel* m_risk = nullptr;
    QLabel* m_segment = nullptr;
    QLabel* m_facts = nullptr;
    QLabel* m_figures = nullptr;
    ChartPanel* m_turnover = nullptr;
    QTabWidget* m_tabs = nullptr;
    Segmented* m_filter = nullptr;
    RowsTable<mart::MerchantOrderRow>* m_lines = nullptr;
    TableView* m_linesView = nullptr;
    RowsTable<risk::Contribution>* m_reasons = nullptr;
    TableView* m_reasonsView = nullptr;
    StatePane* m_reasonsPane = nullptr;
};

} // namespace mops::ui
