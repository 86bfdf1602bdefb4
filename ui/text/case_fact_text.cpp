#include "ui/text/case_fact_text.h"

#include "ui/text/feature_text.h"

#include <array>
#include <charconv>
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

} // namespace

QString caseFactName(std::string_view name) {
    for (const auto& [code, text] : kNames)
        if (code == name)
            return QCoreApplication::translate("CaseFact", text);
    return featureName(name);
}

QString caseFactValue(std::string_view name, const std::string& value,
                      const std::string& currency) {
    if (name.ends_with("_minor")) {
        std::int64_t minor = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), minor);
        if (error == std::errc() && end == value.data() + value.size())
            return moneyText(static_cast<double>(minor), currency);
    }
    return QString::fromStdString(value);
}

} // namespace mops::text
