#include "ui/text/case_fact_text.h"

#include "ui/text/feature_text.h"

#include <array>
#include <QCoreApplication>
#include <utility>

namespace mops::text {
namespace {

constexpr std::array<std::pair<std::string_view, const char*>, 8> kNames{{
    {"region", QT_TRANSLATE_NOOP("CaseFact", "Region")},
    {"city", QT_TRANSLATE_NOOP("CaseFact", "City")},
    {"category", QT_TRANSLATE_NOOP("CaseFact", "Category")},
    {"status", QT_TRANSLATE_NOOP("CaseFact", "Status")},
    {"registered_at", QT_TRANSLATE_NOOP("CaseFact", "Registered")},
    {"orders", QT_TRANSLATE_NOOP("CaseFact", "Orders")},
    {"turnover_minor", QT_TRANSLATE_NOOP("CaseFact", "Turnover")},
    {"last_order_at", QT_TRANSLATE_NOOP("CaseFact", "Last order")},
}};

/// What the mart's tables and the kinds of case write.
constexpr std::array<std::pair<QLatin1StringView, const char*>, 22> kCodes{{
    {QLatin1StringView("refund_only"), QT_TRANSLATE_NOOP("CaseFact", "money back, no return")},
    {QLatin1StringView("return_refund"), QT_TRANSLATE_NOOP("CaseFact", "money back on return")},
    {QLatin1StringView("exchange"), QT_TRANSLATE_NOOP("CaseFact", "exchange")},
    {QLatin1StringView("not_received"), QT_TRANSLATE_NOOP("CaseFact", "not received")},
    {QLatin1StringView("damaged"), QT_TRANSLATE_NOOP("CaseFact", "damaged")},
    {QLatin1StringView("not_as_described"), QT_TRANSLATE_NOOP("CaseFact", "not as described")},
    {QLatin1StringView("wrong_item"), QT_TRANSLATE_NOOP("CaseFact", "wrong item")},
    {QLatin1StringView("counterfeit"), QT_TRANSLATE_NOOP("CaseFact", "counterfeit")},
    {QLatin1StringView("changed_mind"), QT_TRANSLATE_NOOP("CaseFact", "changed mind")},
    {QLatin1StringView("late"), QT_TRANSLATE_NOOP("CaseFact", "came late")},
    {QLatin1StringView("open"), QT_TRANSLATE_NOOP("CaseFact", "open")},
    {QLatin1StringView("disputed"), QT_TRANSLATE_NOOP("CaseFact", "disputed")},
    {QLatin1StringView("refunded"), QT_TRANSLATE_NOOP("CaseFact", "refunded")},
    {QLatin1StringView("refused"), QT_TRANSLATE_NOOP("CaseFact", "refused")},
    {QLatin1StringView("withdrawn"), QT_TRANSLATE_NOOP("CaseFact", "withdrawn")},
    {QLatin1StringView("active"), QT_TRANSLATE_NOOP("CaseFact", "active")},
    {QLatin1StringView("suspended"), QT_TRANSLATE_NOOP("CaseFact", "suspended")},
    {QLatin1StringView("closed"), QT_TRANSLATE_NOOP("CaseFact", "closed")},
    {QLatin1StringView("bank"), QT_TRANSLATE_NOOP("CaseFact", "bank account")},
    {QLatin1StringView("telephone"), QT_TRANSLATE_NOOP("CaseFact", "telephone")},
    {QLatin1StringView("device"), QT_TRANSLATE_NOOP("CaseFact", "device")},
    {QLatin1StringView("picture"), QT_TRANSLATE_NOOP("CaseFact", "picture")},
}};

} // namespace

QString caseFactName(std::string_view name) {
    for (const auto& [code, text] : kNames)
        if (code == name)
            return QCoreApplication::translate("CaseFact", text);
    return featureName(name);
}

QString caseFactCode(const QString& code) {
    for (const auto& [known, text] : kCodes)
        if (known == code)
            return QCoreApplication::translate("CaseFact", text);
    return code;
}

} // namespace mops::text
