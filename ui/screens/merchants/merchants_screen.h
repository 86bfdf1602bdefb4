#pragma once

#include "ui/screens/merchants/merchant_list.h"
#include "ui/screens/merchants/merchant_view.h"
#include "ui/shell/screen.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;

namespace mops::ui {

class MerchantDetail;
class StatePane;
class TableView;

/// Find and compare merchants; one of them beside the list.
class MerchantsScreen final : public Screen {
    Q_OBJECT
public:
    explicit MerchantsScreen(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    QString filterHint() const override;
    void setFilterText(const QString& text) override;
    QVector<ScreenAction> actions() override;
    void jumpTo(const Jump& jump) override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QWidget* mainFocus() override;

private:
    QWidget* buildBar();
    void ask();
    void show(const MerchantAnswer& answer);
    void fillFacets(const MerchantAnswer& answer);
    void showMerchantOf(int row);
    void clearFilters();
    bool hasFilters() const;

    MerchantList::TablePtr m_table;
    std::shared_ptr<const CategoryNames> m_categories;
    MerchantQuestion m_question;
    MerchantAnswer m_facets; ///< of the latest answer, without its rows
    QString m_wanted;        ///< merchant to select when it is there
    StatePane* m_pane;
    QSplitter* m_splitter;
    QComboBox* m_region;
    QComboBox* m_category;
    QComboBox* m_segment;
    QPushButton* m_risky;
    QPushButton* m_clear;
    QLabel* m_count;
    StatePane* m_listPane;
    MerchantList* m_list;
    TableView* m_view;
    MerchantDetail* m_detail;
};

} // namespace mops::ui
