#include "ui/screens/profiles/segment_words.h"

#include "core/features/feature_catalogue.h"
#include "ui/text/segment_text.h"
#include "ui/util/feature_words.h"

#include <algorithm>
#include <cmath>
#include <QCoreApplication>
#include <QStringList>

namespace mops::ui {
namespace {

constexpr std::size_t kTraitsInLine = 2;
/// Traits nearer to the average than this do not tell a segment.
constexpr double kTelling = 0.3;

QString tr(const char* text) {
    return QCoreApplication::translate("Segments", text);
}

} // namespace

QString segmentTitle(const profile::Segment& segment) {
    return text::segmentName(segment.nameCode);
}

QString segmentLine(const profile::Segment& segment) {
    QStringList parts;
    for (std::size_t at = 0; at < std::min(kTraitsInLine, segment.traits.size()); ++at) {
        const profile::SegmentTrait& trait = segment.traits[at];
        if (std::abs(trait.zScore) < kTelling)
            continue;
        parts.append((trait.zScore > 0 ? tr(QT_TRANSLATE_NOOP("Segments", "above average in %1"))
                                       : tr(QT_TRANSLATE_NOOP("Segments", "below average in %1")))
                         .arg(featureName(trait.feature)));
    }
    if (parts.isEmpty())
        return tr(QT_TRANSLATE_NOOP("Segments", "Close to the average in everything."));
    return parts.join(tr(QT_TRANSLATE_NOOP("Segments", "; ")));
}

QString traitLine(const profile::SegmentTrait& trait, const std::string& currency) {
    return tr(QT_TRANSLATE_NOOP("Segments", "%1 %2 (all %3)"))
        .arg(featureName(trait.feature), featureValue(trait.feature, trait.mean, currency),
             featureValue(trait.feature, trait.overall, currency));
}

theme::Tone traitTone(const profile::SegmentTrait& trait) {
    const auto index = features::featureIndex(trait.feature);
    if (!index || !features::featureCatalogue()[*index].higherIsWorse)
        return theme::Tone::Info;
    return trait.zScore > 0 ? theme::Tone::Bad : theme::Tone::Good;
}

} // namespace mops::ui
