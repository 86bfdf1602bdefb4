#include "ui/text/recommend_text.h"

#include <QCoreApplication>

namespace mops::text {
namespace {} // namespace

QString recommendReason(const recommend::RecommendedItem& item, RecommendFor subject) {
    const QString because = QString::fromStdString(item.becauseOf);
    const QString buyers = QString::number(item.support);
    switch (item.source) {
    case recommend::Source::NeighbourItem:
        return subject == RecommendFor::Merchant
                   ? QCoreApplication::translate("Recommend", "Buyers of its %1 also took it: %2")
                         .arg(because, buyers)
                   : QCoreApplication::translate("Recommend", "Buyers of %1 also took it: %2")
                         .arg(because, buyers);
    case recommend::Source::PopularInCategory:
        return QCoreApplication::translate("Recommend", "Popular in %1: %2 buyers lately")
            .arg(because, buyers);
    case recommend::Source::Popular:
        return QCoreApplication::translate("Recommend", "Popular with everybody: %1 buyers lately")
            .arg(buyers);
    }
    return {};
}

QString limitText(recommend::Limit limit, RecommendFor subject) {
    switch (limit) {
    case recommend::Limit::AlreadyOwned:
        return subject == RecommendFor::Merchant
                   ? QCoreApplication::translate("Recommend", "Sells it already")
                   : QCoreApplication::translate("Recommend", "Bought it already");
    case recommend::Limit::NoLongerSold:
        return QCoreApplication::translate("Recommend", "Not sold any more");
    case recommend::Limit::LowReview:
        return QCoreApplication::translate("Recommend", "Orders with it are reviewed badly");
    }
    return {};
}

QString algorithmText(const std::string& algorithm) {
    if (algorithm == "item-item")
        return QCoreApplication::translate("Recommend", "Neighbouring items");
    if (algorithm == "popular-in-category")
        return QCoreApplication::translate("Recommend", "Popular in category");
    if (algorithm == "popular")
        return QCoreApplication::translate("Recommend", "Popular");
    if (algorithm == "blend")
        return QCoreApplication::translate("Recommend", "Blend");
    return QString::fromStdString(algorithm);
}

} // namespace mops::text
