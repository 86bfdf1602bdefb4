#include "ui/screens/recommend/recommend_words.h"

#include <QCoreApplication>

namespace mops::ui {

QString sourceBadge(recommend::Source source) {
    switch (source) {
    case recommend::Source::NeighbourItem:
        return QCoreApplication::translate("RecommendTable", "Bought together");
    case recommend::Source::PopularInCategory:
        return QCoreApplication::translate("RecommendTable", "Popular in category");
    case recommend::Source::Popular:
        return QCoreApplication::translate("RecommendTable", "Popular");
    }
    return {};
}

} // namespace mops::ui
