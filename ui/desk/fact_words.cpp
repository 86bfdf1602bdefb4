#include "ui/desk/fact_words.h"

#include "core/base/date.h"
#include "ui/text/case_fact_text.h"
#include "ui/text/feature_text.h"
#include "ui/util/format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <QDate>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// Facts whose values are made of parts; every other text is shown as somebody wrote it.
constexpr std::array<std::string_view, 11> kOfParts{
    "buyer_claim",   "shares_with",         "claim_kind",    "claim_reason",
    "status",        "business_licence",    "identity_card", "bank_account",
    "ring_merchant", "brand_authorisation", "trade_permit"};
/// Facts that count something: their digits are told apart. Ids and titles may be digits, too.
constexpr std::array<std::string_view, 5> kCounts{"orders", "staff", "declared_catalogue",
                                                  "ring_orders", "buyer_orders"};
/// What follows is free text, whatever stands in it.
constexpr int kMostParts = 4;

bool isOfParts(std::string_view name) {
    return name.ends_with("_at") || name.ends_with("_day") || name == "ring_buyer" ||
           std::find(kOfParts.begin(), kOfParts.end(), name) != kOfParts.end();
}

QString dayText(const QString& part) {
    const QDate day = QDate::fromString(part, Qt::ISODate);
    return day.isValid() ? format::date(day.startOfDay(Qt::UTC).toSecsSinceEpoch()) : part;
}

} // namespace

QString FactWords::value(const std::string& name, const std::string& value) const {
    const QString text = format::text(value);
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (isNumber && text::unitOf(name) == features::Unit::MinorUnits)
        return format::money(std::llround(number), currency);
    if (isNumber && std::find(kCounts.begin(), kCounts.end(), name) != kCounts.end())
        return format::integer(std::llround(number));
    if (name == "category" || name == "product_category")
        return categories.name(value);
    if (!isOfParts(name))
        return text;
    const QString apart = u"  "_s;
    QStringList parts = text.split(apart).mid(0, kMostParts);
    for (QString& part : parts) {
        if (part.startsWith(u'¤')) {
            part = format::money(part.mid(1).toLongLong(), currency);
            continue;
        }
        QStringList ends = part.split(u" – "_s);
        for (QString& end : ends)
            end = dayText(end);
        part = text::caseFactCode(ends.join(u" – "_s));
    }
    if (const QString rest = text.section(apart, kMostParts); !rest.isEmpty())
        parts << rest;
    return parts.join(u" · "_s);
}

} // namespace mops::ui
