#include "ui/text/merchant_message.h"

#include "ui/text/decision_text.h"

#include <QCoreApplication>

namespace mops::text {
namespace {

/// What the message is about, as the merchant would call it.
QString subjectOf(const desk::Case& item) {
    const auto shown = [](const std::string& text) { return QString::fromStdString(text); };
    if (item.kind == "application")
        return QCoreApplication::translate("MerchantMessage", "your application");
    if (item.kind == "listing")
        return QCoreApplication::translate("MerchantMessage", "your listing “%1”")
            .arg(shown(item.title));
    if (item.kind == "listing-change")
        return QCoreApplication::translate("MerchantMessage", "the change to your listing “%1”")
            .arg(shown(item.title));
    if (item.kind == "after-sale")
        return QCoreApplication::translate("MerchantMessage", "the after-sale request %1")
            .arg(shown(item.subjectId));
    return QCoreApplication::translate("MerchantMessage", "your shop %1")
        .arg(shown(item.merchantName.empty() ? item.merchantId : item.merchantName));
}

} // namespace

QString merchantMessage(const desk::Case& item, desk::Verb verb, const std::string& reasonCode) {
    if (verb == desk::Verb::Ask)
        return QCoreApplication::translate(
                   "MerchantMessage",
                   "Hello, we are reviewing %1 and need more from you before we can decide. Please "
                   "send what shows your side; until then the clock is stopped.")
            .arg(subjectOf(item));
    if (verb != desk::Verb::Refuse || reasonCode.empty() || reasonCode == "other")
        return {};
    return QCoreApplication::translate(
               "MerchantMessage",
               "Hello, we have reviewed %1 and cannot approve it. Reason: %2. You may answer this "
               "message with evidence and we will look again.")
        .arg(subjectOf(item), decisionReason(item.kind, reasonCode));
}

} // namespace mops::text
