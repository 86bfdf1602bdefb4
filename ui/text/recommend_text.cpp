#include "ui/text/recommend_text.h"

#include <QCoreApplication>

namespace mops::text {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Recommend", text);
}

} // namespace

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
                   ? tr(QT_TRANSLATE_NOOP("Recommend", "Sells it already"))
                   : tr(QT_TRANSLATE_NOOP("Recommend", "Bought it already"));
    case recommend::Limit::NoLongerSold:
        return tr(QT_TRANSLATE_NOOP("Recommend", "Not sold any more"));
    case recommend::Limit::LowReview:
        return tr(QT_TRANSLATE_NOOP("Recommend", "Orders with it are reviewed badly"));
    }
    return {};
}

QString algorithmText(const std::string& algorithm) {
    if (algorithm == "item-item")
        return tr(QT_TRANSLATE_NOOP("Recommend", "Neighbouring items"));
    if (algorithm == "popular-in-category")
        return tr(QT_TRANSLATE_NOOP("Recommend", "Popular in category"));
    if (algorithm == "popular")
        return tr(QT_TRANSLATE_NOOP("Recommend", "Popular"));
    if (algorithm == "blend")
        return tr(QT_TRANSLATE_NOOP("Recommend", "Blend"));
    return QString::fromStdString(algorithm);
}

} // namespace mops::text
