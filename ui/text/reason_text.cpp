#include "ui/text/reason_text.h"

#include "core/risk/outcome.h"
#include "ui/text/feature_text.h"

#include <cmath>
#include <QCoreApplication>

namespace mops::text {

QString reasonText(std::string_view featureId, double value, double peerMedian,
                   const std::string& currency) {
    const QString name = featureName(featureId);
    const QString own = featureValueText(featureId, value, currency);
    if (std::isnan(peerMedian))
        return QCoreApplication::translate("Explanation", "%1 %2").arg(name, own);
    const QString peers = featureValueText(featureId, peerMedian, currency);
    if (std::isnan(value))
        return QCoreApplication::translate("Explanation", "%1 unknown (peers %2)").arg(name, peers);
    return QCoreApplication::translate("Explanation", "%1 %2 (peers %3)").arg(name, own, peers);
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
