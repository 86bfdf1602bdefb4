#include "ui/desk/case_columns.h"

#include "core/base/date.h"
#include "ui/util/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// Days between the promised and the real delivery; positive = late.
std::optional<double> delayDays(const mart::MerchantOrderRow& line) {
    if (!line.deliveredAt || !line.promisedAt)
        return std::nullopt;
    return static_cast<double>(*line.deliveredAt - *line.promisedAt) /
           static_cast<double>(kSecondsPerDay);
}

QString deliveryText(const mart::MerchantOrderRow& line) {
    const auto delay = delayDays(line);
    if (!delay)
        return line.status == "canceled"
                   ? QCoreApplication::translate("CaseTable", "cancelled")
                   : QCoreApplication::translate("CaseTable", "not delivered");
    return *delay > 0 ? QCoreApplication::translate("CaseTable", "%1 d late")
                            .arg(format::decimal(*delay, 1))
                      : QCoreApplication::translate("CaseTable", "on time");
}

theme::Tone deliveryTone(const mart::MerchantOrderRow& line) {
    const auto delay = delayDays(line);
    if (!delay)
        return line.status == "canceled" ? theme::Tone::Watch : theme::Tone::Neutral;
    return *delay > 0 ? theme::Tone::Bad : theme::Tone::Good;
}

QString reviewText(const mart::MerchantOrderRow& line) {
    return line.reviewScore ? u"★ "_s + format::integer(*line.reviewScore) : format::missing();
}

} // namespace

std::vector<TableColumn<mart::MerchantOrderRow>>
lineColumns(std::function<std::string()> currency) {
    using Row = mart::MerchantOrderRow;
    using Column = TableColumn<Row>;
    Column ordered{[] { return QCoreApplication::translate("CaseTable", "Ordered"); },
                   [](const Row& row) { return format::date(row.orderedAt); },
                   [](const Row& row) { return QVariant(static_cast<qlonglong>(row.orderedAt)); },
                   CellKind::Text,
                   {},
                   {},
                   [](const Row& row) { return format::dateTime(row.orderedAt); }};
    Column delivery{[] { return QCoreApplication::translate("CaseTable", "Delivery"); },
                    [](const Row& row) { return deliveryText(row); },
                    [](const Row& row) { return QVariant(delayDays(row).value_or(-1e9)); },
                    CellKind::Badge,
                    [](const Row& row) { return deliveryTone(row); },
                    {},
                    {}};
    Column review{[] { return QCoreApplication::translate("CaseTable", "Review"); },
                  [](const Row& row) { return reviewText(row); },
                  [](const Row& row) {
                      return QVariant(static_cast<qlonglong>(row.reviewScore.value_or(0)));
                  },
                  CellKind::Number,
                  {},
                  {},
                  {}};
    Column price{[] { return QCoreApplication::translate("CaseTable", "Price"); },
                 [currency](const Row& row) { return format::money(row.priceMinor, currency()); },
                 [](const Row& row) { return QVariant(static_cast<qlonglong>(row.priceMinor)); },
                 CellKind::Number,
                 {},
                 {},
                 {}};
    Column comment{[] { return QCoreApplication::translate("CaseTable", "Comment"); },
                   [](const Row& row) { return format::text(row.comment).simplified().left(120); },
                   {},
                   CellKind::Text,
                   {},
                   {},
                   [](const Row& row) { return format::text(row.comment); }};
    return {ordered, delivery, review, price, comment};
}

QString linePeek(const mart::MerchantOrderRow& line, const std::string& currency,
                 const CategoryNames& categories) {
    const auto row = [](const QString& name, const QString& value) {
        return u"<tr><td style='padding-right:12px'>%1</td><td>%2</td></tr>"_s.arg(
            name.toHtmlEscaped(), value.toHtmlEscaped());
    };
    const auto time = [](const std::optional<std::int64_t>& at) {
        return at ? format::dateTime(*at) : format::missing();
    };
    QString table = u"<table>"_s;
    table += row(QCoreApplication::translate("CaseTable", "Order"), format::text(line.orderId));
    table += row(QCoreApplication::translate("CaseTable", "Product"), format::text(line.productId));
    table +=
        row(QCoreApplication::translate("CaseTable", "Category"), categories.name(line.categoryId));
    table += row(QCoreApplication::translate("CaseTable", "Price and freight"),
                 QCoreApplication::translate("CaseTable", "%1 and %2")
                     .arg(format::money(line.priceMinor, currency),
                          format::money(line.freightMinor, currency)));
    table +=
        row(QCoreApplication::translate("CaseTable", "Ordered"), format::dateTime(line.orderedAt));
    table += row(QCoreApplication::translate("CaseTable", "Promised for"), time(line.promisedAt));
    table += row(QCoreApplication::translate("CaseTable", "Delivered"),
                 QCoreApplication::translate("CaseTable", "%1 (%2)")
                     .arg(time(line.deliveredAt), deliveryText(line)));
    table += row(QCoreApplication::translate("CaseTable", "Review"), reviewText(line));
    if (!line.comment.empty())
        table +=
            row(QCoreApplication::translate("CaseTable", "Comment"), format::text(line.comment));
    return table + u"</table>"_s;
}

} // namespace mops::ui
