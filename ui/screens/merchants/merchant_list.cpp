#include "ui/screens/merchants/merchant_list.h"

#include "ui/tables/roles.h"
#include "ui/text/segment_text.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

using mart::MerchantColumn;

constexpr std::array kColumns{
    MerchantColumn::Name,        MerchantColumn::Risk,         MerchantColumn::Turnover30,
    MerchantColumn::Turnover,    MerchantColumn::Orders,       MerchantColumn::ReviewMean,
    MerchantColumn::LateShare,   MerchantColumn::Category,     MerchantColumn::Region,
    MerchantColumn::City,        MerchantColumn::Segment,      MerchantColumn::Status,
    MerchantColumn::LastOrderAt, MerchantColumn::RegisteredAt, MerchantColumn::Id};

constexpr double kRiskBad = 0.5;
constexpr double kRiskWatch = 0.25;
constexpr float kReviewBad = 3.0F;
constexpr float kLateBad = 0.2F;

CellKind kindOf(MerchantColumn column) {
    switch (column) {
    case MerchantColumn::Risk: return CellKind::Bar;
    case MerchantColumn::Status: return CellKind::Badge;
    case MerchantColumn::Id: return CellKind::Mono;
    case MerchantColumn::Name:
    case MerchantColumn::Region:
    case MerchantColumn::City:
    case MerchantColumn::Category:
    case MerchantColumn::Segment: return CellKind::Text;
    default: return CellKind::Number;
    }
}

} // namespace

QString merchantStatusText(std::string_view status) {
    if (status == "active")
        return MerchantList::tr("Active");
    if (status == "suspended")
        return MerchantList::tr("Suspended");
    if (status == "closed")
        return MerchantList::tr("Closed");
    return format::text(status);
}

QString merchantTitle(std::string_view name, std::string_view id) {
    return name.empty() ? format::text(id.substr(0, 8)) : format::text(name);
}

mart::MerchantColumn MerchantList::columnAt(int section) {
    return kColumns[static_cast<std::size_t>(section)];
}

void MerchantList::setMerchants(TablePtr table, std::vector<std::uint32_t> rows,
                                std::shared_ptr<const CategoryNames> categories) {
    beginResetModel();
    m_table = std::move(table);
    m_rows = std::move(rows);
    m_categories = std::move(categories);
    endResetModel();
}

void MerchantList::refreshTexts() {
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

QString MerchantList::merchantId(int shown) const {
    return shown < 0 || shown >= rowCount() ? QString()
                                            : format::text(m_table->id(tableRow(shown)));
}

int MerchantList::rowOfId(const QString& merchantId) const {
    const std::string wanted = merchantId.toStdString();
    for (std::size_t shown = 0; shown < m_rows.size(); ++shown)
        if (m_table->id(m_rows[shown]) == wanted)
            return static_cast<int>(shown);
    return -1;
}

int MerchantList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MerchantList::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(kColumns.size());
}

QVariant MerchantList::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const MerchantColumn column = columnAt(section);
    if (role == KindRole)
        return static_cast<int>(kindOf(column));
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter |
                          (kindOf(column) == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft)));
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case MerchantColumn::Name: return tr("Merchant");
    case MerchantColumn::Id: return tr("Id");
    case MerchantColumn::Region: return tr("Region");
    case MerchantColumn::City: return tr("City");
    case MerchantColumn::Category: return tr("Category");
    case MerchantColumn::Status: return tr("Status");
    case MerchantColumn::RegisteredAt: return tr("Registered");
    case MerchantColumn::Orders: return tr("Orders");
    case MerchantColumn::Turnover: return tr("Turnover");
    case MerchantColumn::Turnover30: return tr("30 days");
    case MerchantColumn::ReviewMean: return tr("Review");
    case MerchantColumn::LateShare: return tr("Late");
    case MerchantColumn::LastOrderAt: return tr("Last order");
    case MerchantColumn::Risk: return tr("Risk");
    case MerchantColumn::Segment: return tr("Segment");
    }
    return {};
}

QVariant MerchantList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MerchantColumn column = columnAt(index.column());
    const std::size_t row = tableRow(index.row());
    switch (role) {
    case Qt::DisplayRole: return textOf(column, row);
    case SortRole: return keyOf(column, row);
    case KindRole: return static_cast<int>(kindOf(column));
    case ToneRole: return toneOf(column, row);
    case FractionRole:
        return column == MerchantColumn::Risk
                   ? QVariant(static_cast<double>(m_table->riskProbability[row]))
                   : QVariant();
    case IdRole: return format::text(m_table->id(row));
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    default: return {};
    }
}

void MerchantList::sort(int column, Qt::SortOrder order) {
    emit sortWanted(column, order);
}

QString MerchantList::textOf(MerchantColumn column, std::size_t row) const {
    const mart::MerchantTable& table = *m_table;
    switch (column) {
    case MerchantColumn::Name: return merchantTitle(table.name(row), table.id(row));
    case MerchantColumn::Id: return format::text(table.id(row));
    case MerchantColumn::Region: return format::text(table.region.at(row));
    case MerchantColumn::City: return format::text(table.city.at(row));
    case MerchantColumn::Category:
        return m_categories ? m_categories->name(table.category.at(row))
                            : format::text(table.category.at(row));
    case MerchantColumn::Status: return merchantStatusText(table.status.at(row));
    case MerchantColumn::RegisteredAt: return format::date(table.registeredAt[row]);
    case MerchantColumn::Orders: return format::integer(table.orders[row]);
    case MerchantColumn::Turnover:
        return format::moneyCompact(static_cast<double>(table.turnover[row]), table.currency);
    case MerchantColumn::Turnover30:
        return format::moneyCompact(static_cast<double>(table.turnover30[row]), table.currency);
    case MerchantColumn::ReviewMean:
        return format::decimal(static_cast<double>(table.reviewMean[row]), 2);
    case MerchantColumn::LateShare:
        return format::percent(static_cast<double>(table.lateShare[row]));
    case MerchantColumn::LastOrderAt: return format::date(table.lastOrderAt[row]);
    case MerchantColumn::Risk:
        return format::percent(static_cast<double>(table.riskProbability[row]), 0);
    case MerchantColumn::Segment: {
        const auto segment = table.segment[row];
        return segment < 0 || static_cast<std::size_t>(segment) >= table.segmentNames.size()
                   ? format::missing()
                   : text::segmentName(table.segmentNames[static_cast<std::size_t>(segment)]);
    }
    }
    return {};
}

QVariant MerchantList::keyOf(MerchantColumn column, std::size_t row) const {
    const mart::MerchantTable& table = *m_table;
    switch (column) {
    case MerchantColumn::RegisteredAt: return static_cast<qlonglong>(table.registeredAt[row]);
    case MerchantColumn::Orders: return table.orders[row];
    case MerchantColumn::Turnover: return static_cast<qlonglong>(table.turnover[row]);
    case MerchantColumn::Turnover30: return static_cast<qlonglong>(table.turnover30[row]);
    case MerchantColumn::ReviewMean: return table.reviewMean[row];
    case MerchantColumn::LateShare: return table.lateShare[row];
    case MerchantColumn::LastOrderAt: return static_cast<qlonglong>(table.lastOrderAt[row]);
    case MerchantColumn::Risk: return table.riskProbability[row];
    default: return textOf(column, row);
    }
}

int MerchantList::toneOf(MerchantColumn column, std::size_t row) const {
    const mart::MerchantTable& table = *m_table;
    auto tone = theme::Tone::Neutral;
    if (column == MerchantColumn::Risk) {
        const double risk = static_cast<double>(table.riskProbability[row]);
        tone = risk >= kRiskBad     ? theme::Tone::Bad
               : risk >= kRiskWatch ? theme::Tone::Watch
                                    : theme::Tone::Good;
    } else if (column == MerchantColumn::ReviewMean && table.reviewMean[row] < kReviewBad) {
        tone = theme::Tone::Bad;
    } else if (column == MerchantColumn::LateShare && table.lateShare[row] >= kLateBad) {
        tone = theme::Tone::Bad;
    } else if (column == MerchantColumn::Status) {
        const auto status = table.status.at(row);
        tone = status == "active"      ? theme::Tone::Good
               : status == "suspended" ? theme::Tone::Watch
                                       : theme::Tone::Neutral;
    }
    return static_cast<int>(tone);
}

} // namespace mops::ui
