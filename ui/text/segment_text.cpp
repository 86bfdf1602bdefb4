#include "ui/text/segment_text.h"

#include "core/profile/segment_names.h"
#include "ui/text/feature_text.h"

#include <algorithm>
#include <cmath>
#include <QCoreApplication>
#include <QStringList>

namespace mops::text {
namespace {

constexpr qsizetype kMostTraits = 3;
constexpr double kLeastDeviation = 0.5;

} // namespace

QString segmentName(const std::string& nameCode) {
    const profile::SegmentName name = profile::segmentName(nameCode);
    if (name.text == nullptr)
        return QString::fromStdString(nameCode);
    const QString text = QCoreApplication::translate("Segment", name.text);
    return name.number.empty() ? text : text.arg(QString::fromStdString(name.number));
}

QString segmentDescription(const profile::Segment& segment, std::span<const std::string> features,
                           const std::string& currency) {
    QStringList parts;
    for (const profile::SegmentTrait& trait : segment.traits) {
        const bool used = features.empty() || std::find(features.begin(), features.end(),
                                                        trait.feature) != features.end();
        if (!used || std::isnan(trait.mean))
            continue;
        // The second trait is always told; a third one only when it stands out.
        if (parts.size() >= 2 && std::abs(trait.zScore) < kLeastDeviation)
            break;
        parts << QCoreApplication::translate("Segment", "%1 %2 (all merchants %3)")
                     .arg(featureName(trait.feature),
                          featureValueText(trait.feature, trait.mean, currency),
                          featureValueText(trait.feature, trait.overall, currency));
        if (parts.size() == kMostTraits)
            break;
    }
    return parts.join(QCoreApplication::translate("Segment", "; "));
}

} // namespace mops::text
