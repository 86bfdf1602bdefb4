#include "ui/screens/merchants/merchant_columns.h"

#include "core/mart/trade_columns.h"
#include "ui/text/feature_text.h"
#include "ui/util/feature_words.h"
#include "ui/util/format.h"

#include <cmath>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

QString orderStatusText(const std::string& status) {
    if (status == "delivered")
        return QCoreApplication::translate("MerchantColumns", "Delivered");
    if (status == "shipped")
        return QCoreApplication::translate("MerchantColumns", "Shipped");
    if (status == "canceled")
        return QCoreApplication::translate("MerchantColumns", "Cancelled");
    if (status == "unavailable")
        return QCoreApplication::translate("MerchantColumns", "Unavailable");
    if (status == "processing")
        return QCoreApplication::translate("MerchantColumns", "Processing");
    if (status == "invoiced")
        return QCoreApplication::translate("MerchantColumns", "Invoiced");
    if (status == "approved")
        return QCoreApplication::translate("MerchantColumns", "Paid");
    if (status == "created")
        return QCoreApplication::translate("MerchantColumns", "Created");
    return QString::fromStdString(status);
}

/// Days after the promised day; nothing when it was in time or is not known.
std::optional<int> daysLate(const mart::MerchantOrderRow& row) {
    if (!row.deliveredAt || !row.promisedAt || *row.deliveredAt <= *row.promisedAt)
        return std::nullopt;
    return static_cast<int>((*row.deliveredAt - *row.promisedAt) / kSecondsPerDay) + 1;
}

QString deliveryText(const mart::MerchantOrderRow& row) {
    if (const auto late = daysLate(row))
        return QCoreApplication::translate("MerchantColumns", "%n day(s) late", nullptr, *late);
    return orderStatusText(row.status);
}

theme::Tone deliveryTone(const mart::MerchantOrderRow& row) {
    if (row.status == "canceled" || row.status == "unavailable" || daysLate(row))
        return theme::Tone::Bad;
    return row.status == "delivered" ? theme::Tone::Good : theme::Tone::Neutral;
}

} // namespace

std::vector<TableColumn<mart::MerchantOrderRow>> orderLineColumns(CurrencyOf currency) {
    using Row = mart::MerchantOrderRow;
    return {
        {[] { return QCoreApplication::translate("MerchantColumns", "Ordered"); },
         [](const Row& row) { return format::date(row.orderedAt); },
         [](const Row& row) { return static_cast<qlonglong>(row.orderedAt); },
         CellKind::Text,
         {},
         {},
         [](const Row& row) {
             return format::dateTime(row.orderedAt) + u" · "_s +
                    QString::fromStdString(row.orderId);
         }},
        {[] { return QCoreApplication::translate("MerchantColumns", "Amount"); },
         [currency](const Row& row) { return format::money(row.priceMinor, currency()); },
         [](const Row& row) { return static_cast<qlonglong>(row.priceMinor); },
         CellKind::Number,
         {},
         {},
         {}},
        {[] { return QCoreApplication::translate("MerchantColumns", "Delivery"); },
         deliveryText,
         {},
         CellKind::Badge,
         deliveryTone,
         {},
         [](const Row& row) {
             return QCoreApplication::translate("MerchantColumns", "Promised %1, delivered %2")
                 .arg(format::date(row.promisedAt.value_or(mart::kNever)),
                      format::date(row.deliveredAt.value_or(mart::kNever)));
         }},
        {[] { return QCoreApplication::translate("MerchantColumns", "Review"); },
         [](const Row& row) {
             return row.reviewScore ? format::integer(*row.reviewScore) + u" ★"_s
                                    : format::missing();
         },
         [](const Row& row) {
             return row.reviewScore ? static_cast<double>(*row.reviewScore) : std::nan("");
         },
         CellKind::Number,
         [](const Row& row) {
             return row.reviewScore && *row.reviewScore <= 2 ? theme::Tone::Bad
                                                             : theme::Tone::Neutral;
         },
         {},
         {}},
        {[] { return QCoreApplication::translate("MerchantColumns", "Comment"); },
         [](const Row& row) { return QString::fromStdString(row.comment).simplified(); },
         {},
         CellKind::Text,
         {},
         {},
         [](const Row& row) { return QString::fromStdString(row.comment).toHtmlEscaped(); }},
    };
}

std::vector<TableColumn<risk::Contribution>> contributionColumns(CurrencyOf currency) {
    using Row = risk::Contribution;
    return {
        {[] { return QCoreApplication::translate("MerchantColumns", "Feature"); },
         [](const Row& row) { return text::featureName(row.feature); },
         {},
         CellKind::Text,
         {},
         {},
         [](const Row& row) { return text::featureDescription(row.feature); }},
        {[] { return QCoreApplication::translate("MerchantColumns", "Here"); },
         [currency](const Row& row) { return featureValue(row.feature, row.value, currency()); },
         [](const Row& row) { return row.value; },
         CellKind::Number,
         {},
         {},
         {}},
        {[] { return QCoreApplication::translate("MerchantColumns", "Peers"); },
         [currency](const Row& row) {
             return featureValue(row.feature, row.peerMedian, currency());
         },
         [](const Row& row) { return row.peerMedian; },
         CellKind::Number,
         {},
         {},
         {}},
        {[] { return QCoreApplication::translate("MerchantColumns", "Risk"); },
         [](const Row& row) { return row.contribution > 0 ? u"▲"_s : u"▼"_s; },
         [](const Row& row) { return row.contribution; },
         CellKind::Number,
         [](const Row& row) { return row.contribution > 0 ? theme::Tone::Bad : theme::Tone::Good; },
         {},
         [](const Row& row) {
             return (row.contribution > 0 ? QCoreApplication::translate(
                                                "MerchantColumns", "Raises the risk (log-odds %1)")
                                          : QCoreApplication::translate(
                                                "MerchantColumns", "Lowers the risk (log-odds %1)"))
                 .arg(format::decimal(row.contribution, 2));
         }},
    };
}

} // namespace mops::ui
