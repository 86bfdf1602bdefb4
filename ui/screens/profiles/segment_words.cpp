#include "ui/screens/profiles/segment_words.h"

#include "core/features/feature_catalogue.h"
#include "ui/text/feature_text.h"
#include "ui/text/segment_text.h"
#include "ui/util/feature_words.h"

#include <QCoreApplication>

namespace mops::ui {
namespace {} // namespace

QString segmentTitle(const profile::Segment& segment) {
    return text::segmentName(segment.nameCode);
}

QString traitLine(const profile::SegmentTrait& trait, const std::string& currency) {
    return QCoreApplication::translate("Segments", "%1 %2 (all %3)")
        .arg(text::featureName(trait.feature), featureValue(trait.feature, trait.mean, currency),
             featureValue(trait.feature, trait.overall, currency));
}

theme::Tone traitTone(const profile::SegmentTrait& trait) {
    const auto index = features::featureIndex(trait.feature);
    if (!index || !features::featureCatalogue()[*index].higherIsWorse)
        return theme::Tone::Info;
    return trait.zScore > 0 ? theme::Tone::Bad : theme::Tone::Good;
}

} // namespace mops::ui
