#include "ui/text/segment_text.h"

#include "core/profile/segment_names.h"
#include "ui/text/feature_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <QCoreApplication>
#include <QStringList>
#include <string_view>
#include <utility>

namespace mops::text {
namespace {

constexpr std::array<std::pair<std::string_view, const char*>, 18> kNames{{
    {"large", QT_TRANSLATE_NOOP("Segment", "Large turnover")},
    {"small", QT_TRANSLATE_NOOP("Segment", "Small turnover")},
    {"growing", QT_TRANSLATE_NOOP("Segment", "Growing")},
    {"slipping", QT_TRANSLATE_NOOP("Segment", "Slipping")},
    {"sleeping", QT_TRANSLATE_NOOP("Segment", "Sleeping")},
    {"newcomer", QT_TRANSLATE_NOOP("Segment", "Newcomers")},
    {"veteran", QT_TRANSLATE_NOOP("Segment", "Long established")},
    {"slow-dispatch", QT_TRANSLATE_NOOP("Segment", "Slow dispatch")},
    {"fast-dispatch", QT_TRANSLATE_NOOP("Segment", "Fast dispatch")},
    {"slow-delivery", QT_TRANSLATE_NOOP("Segment", "Late deliveries")},
    {"low-review", QT_TRANSLATE_NOOP("Segment", "Low reviews")},
    {"well-reviewed", QT_TRANSLATE_NOOP("Segment", "Well reviewed")},
    {"cancelling", QT_TRANSLATE_NOOP("Segment", "Many cancellations")},
    {"high-price", QT_TRANSLATE_NOOP("Segment", "High prices")},
    {"low-price", QT_TRANSLATE_NOOP("Segment", "Low prices")},
    {"wide-range", QT_TRANSLATE_NOOP("Segment", "Wide range")},
    {"regulars", QT_TRANSLATE_NOOP("Segment", "Regular buyers")},
    {profile::kSteady, QT_TRANSLATE_NOOP("Segment", "Steady")},
}};

constexpr qsizetype kMostTraits = 3;
constexpr double kLeastDeviation = 0.5;

} // namespace

QString segmentName(const std::string& nameCode) {
    for (const auto& [code, name] : kNames)
        if (code == nameCode)
            return QCoreApplication::translate("Segment", name);
    const std::string_view mixed = profile::kMixed;
    if (nameCode.starts_with(mixed))
        return QCoreApplication::translate("Segment", "Mixed group %1")
            .arg(QString::fromStdString(nameCode.substr(mixed.size())));
    return QString::fromStdString(nameCode);
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
