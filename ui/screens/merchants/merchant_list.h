#pragma once

#include "core/mart/merchant_table.h"
#include "ui/util/category_names.h"

#include <memory>
#include <QAbstractTableModel>
#include <vector>

namespace mops::ui {

/// All merchants as an item model: columns in memory and a permutation of the rows that pass the
/// filter. Filtering and sorting happen elsewhere, off the GUI thread; sort() only asks for it.
class MerchantList final : public QAbstractTableModel {
    Q_OBJECT
public:
    using TablePtr = std::shared_ptr<const mart::MerchantTable>;

    using QAbstractTableModel::QAbstractTableModel;
    /// `rows`: positions in the table, in the order shown.
    void setMerchants(TablePtr table, std::vector<std::uint32_t> rows,
                      std::shared_ptr<const CategoryNames> categories);
    void refreshTexts();
    QString merchantId(int shown) const;
    /// Position in the table of a shown row.
    std::uint32_t tableRow(int shown) const { return m_rows[static_cast<std::size_t>(shown)]; }
    /// Shown row of a merchant, or −1. O(rows).
    int rowOfId(const QString& merchantId) const;
    const mart::MerchantTable* merchants() const { return m_table.get(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    /// The column of the core's table that a shown column stands for.
    static mart::MerchantColumn columnAt(int section);

signals:
    void sortWanted(int column, Qt::SortOrder order);

private:
    QString textOf(mart::MerchantColumn column, std::size_t row) const;
    QVariant keyOf(mart::MerchantColumn column, std::size_t row) const;
    int toneOf(mart::MerchantColumn column, std::size_t row) const;

    TablePtr m_table;
    std::vector<std::uint32_t> m_rows;
    std::shared_ptr<const CategoryNames> m_categories;
};

/// The status of a merchant in words.
QString merchantStatusText(std::string_view status);
/// "Merchant 3504c0cb" for sources without names.
QString merchantTitle(std::string_view name, std::string_view id);

} // namespace mops::ui
