#include "ui/text/reason_text.h"

#include "core/risk/outcome.h"
#include "ui/text/feature_text.h"

#include <cmath>
#include <QCoreApplication>

namespace mops::text {

QString reasonText(std::string_view featureId, const QString& own, const QString& peers) {
    const QString name = featureName(featureId);
    if (isFlag(featureId) || (own.isEmpty() && peers.isEmpty()))
        return name;
    if (peers.isEmpty())
        return QCoreApplication::translate("Explanation", "%1 %2").arg(name, own);
    if (own.isEmpty())
        return QCoreApplication::translate("Explanation", "%1 unknown (peers %2)").arg(name, peers);
    return QCoreApplication::translate("Explanation", "%1 %2 (peers %3)").arg(name, own, peers);
}

QString reasonText(std::string_view featureId, double value, double peerMedian,
                   const std::string& currency) {
    const auto shown = [&](double number) {
        return std::isnan(number) ? QString() : featureValueText(featureId, number, currency);
    };
    return reasonText(featureId, shown(value), shown(peerMedian));
}

QString outcomeName(std::string_view outcomeId) {
    const auto* outcome = risk::findOutcome(outcomeId);
    return outcome == nullptr
               ? QString::fromUtf8(outcomeId.data(), static_cast<qsizetype>(outcomeId.size()))
               : QCoreApplication::translate("Outcome", outcome->name);
}

QString outcomeDescription(std::string_view outcomeId) {
    const auto* outcome = risk::findOutcome(outcomeId);
    return outcome == nullptr ? QString()
                              : QCoreApplication::translate("Outcome", outcome->description);
}

} // namespace mops::text
