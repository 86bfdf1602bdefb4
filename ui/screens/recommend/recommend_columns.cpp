#include "ui/screens/recommend/recommend_columns.h"

#include "ui/screens/recommend/recommend_words.h"
#include "ui/util/format.h"

#include <QCoreApplication>
#include <QLocale>

namespace mops::ui {
namespace {

constexpr int kReadableId = 20;
constexpr int kShownId = 8;

QString tr(const char* text) {
    return QCoreApplication::translate("RecommendTable", text);
}

theme::Tone sourceTone(recommend::Source source) {
    switch (source) {
    case recommend::Source::NeighbourItem: return theme::Tone::Good;
    case recommend::Source::PopularInCategory: return theme::Tone::Info;
    case recommend::Source::Popular: return theme::Tone::Neutral;
    }
    return theme::Tone::Neutral;
}

} // namespace

std::vector<TableColumn<RankedItem>> rankedColumns(std::function<std::string()> currency,
                                                   CategoryName category, Subject subject) {
    using Column = TableColumn<RankedItem>;
    Column rank{[] { return QCoreApplication::translate("RecommendTable", "Rank"); },
                [](const RankedItem& row) { return format::integer(row.rank); },
                [](const RankedItem& row) { return QVariant(row.rank); },
                CellKind::Number,
                {},
                {},
                {}};
    Column product{[] { return QCoreApplication::translate("RecommendTable", "Product"); },
                   [](const RankedItem& row) { return format::text(row.item.productId); },
                   {},
                   CellKind::Mono,
                   {},
                   {},
                   [](const RankedItem& row) { return format::text(row.item.productId); }};
    Column group{[] { return QCoreApplication::translate("RecommendTable", "Category"); },
                 [category](const RankedItem& row) { return category(row.item.categoryId); },
                 {},
                 CellKind::Text,
                 {},
                 {},
                 {}};
    Column price{[] { return QCoreApplication::translate("RecommendTable", "Usual price"); },
                 [currency](const RankedItem& row) {
                     return format::money(row.item.medianPriceMinor, currency());
                 },
                 [](const RankedItem& row) {
                     return QVariant(static_cast<qlonglong>(row.item.medianPriceMinor));
                 },
                 CellKind::Number,
                 {},
                 {},
                 {}};
    Column score{[] { return QCoreApplication::translate("RecommendTable", "Score"); },
                 [](const RankedItem& row) { return format::decimal(row.item.score, 3); },
                 [](const RankedItem& row) { return QVariant(row.item.score); },
                 CellKind::Number,
                 {},
                 {},
                 {}};
    Column source{[] { return QCoreApplication::translate("RecommendTable", "Source"); },
                  [](const RankedItem& row) { return sourceBadge(row.item.source); },
                  {},
                  CellKind::Badge,
                  [](const RankedItem& row) { return sourceTone(row.item.source); },
                  {},
                  {}};
    Column reason{
        [] { return QCoreApplication::translate("RecommendTable", "Why"); },
        [subject](const RankedItem& row) {
            // A long id says nothing more in a sentence than its beginning; the tip has all of it.
            const QString id = QString::fromStdString(row.item.becauseOf);
            return text::recommendReason(row.item, subject())
                .replace(id, id.size() > kReadableId ? id.left(kShownId) + u'…' : id);
        },
        {},
        CellKind::Text,
        {},
        {},
        [subject](const RankedItem& row) { return text::recommendReason(row.item, subject()); }};
    return {rank, product, group, price, score, source, reason};
}

std::vector<TableColumn<recommend::RemovedItem>> removedColumns(Subject subject) {
    using Column = TableColumn<recommend::RemovedItem>;
    Column product{[] { return QCoreApplication::translate("RecommendTable", "Product"); },
                   [](const recommend::RemovedItem& row) { return format::text(row.productId); },
                   {},
                   CellKind::Mono,
                   {},
                   {},
                   {}};
    Column limit{[] { return QCoreApplication::translate("RecommendTable", "Taken off because"); },
                 [subject](const recommend::RemovedItem& row) {
                     return text::limitText(row.limit, subject());
                 },
                 {},
                 CellKind::Text,
                 {},
                 {},
                 {}};
    return {product, limit};
}

std::vector<TableColumn<HistoryItem>> historyColumns() {
    using Column = TableColumn<HistoryItem>;
    Column place{[] { return QCoreApplication::translate("RecommendTable", "Newest"); },
                 [](const HistoryItem& row) { return format::integer(row.place); },
                 [](const HistoryItem& row) { return QVariant(row.place); },
                 CellKind::Number,
                 {},
                 {},
                 {}};
    Column product{[] { return QCoreApplication::translate("RecommendTable", "Product"); },
                   [](const HistoryItem& row) { return row.productId; },
                   {},
                   CellKind::Mono,
                   {},
                   {},
                   {}};
    return {place, product};
}

std::vector<TableColumn<recommend::RecommendScore>> scoreColumns() {
    using Row = recommend::RecommendScore;
    using Column = TableColumn<Row>;
    const auto number = [](const char* title, double Row::*value, const char* tip) {
        return Column{[title] { return tr(title); },
                      [value](const Row& row) { return QLocale().toString(row.*value, 'f', 4); },
                      [value](const Row& row) { return QVariant(row.*value); },
                      CellKind::Number,
                      {},
                      {},
                      [tip](const Row&) { return tr(tip); }};
    };
    Column name{[] { return QCoreApplication::translate("RecommendTable", "Algorithm"); },
                [](const Row& row) { return text::algorithmText(row.algorithm); },
                {},
                CellKind::Text,
                {},
                {},
                {}};
    Column users{[] { return QCoreApplication::translate("RecommendTable", "Buyers"); },
                 [](const Row& row) { return format::integer(row.users); },
                 [](const Row& row) { return QVariant(static_cast<qlonglong>(row.users)); },
                 CellKind::Number,
                 {},
                 {},
                 {}};
    return {
        name,
        number(QT_TRANSLATE_NOOP("RecommendTable", "Precision"), &Row::precision,
               QT_TRANSLATE_NOOP("RecommendTable", "Share of the list that was bought later")),
        number(QT_TRANSLATE_NOOP("RecommendTable", "Recall"), &Row::recall,
               QT_TRANSLATE_NOOP("RecommendTable",
                                 "Share of what was bought later that the list held")),
        number(QT_TRANSLATE_NOOP("RecommendTable", "NDCG"), &Row::ndcg,
               QT_TRANSLATE_NOOP("RecommendTable", "How high in the list the right ones stood")),
        number(QT_TRANSLATE_NOOP("RecommendTable", "MAP"), &Row::map,
               QT_TRANSLATE_NOOP("RecommendTable", "Mean average precision")),
        number(QT_TRANSLATE_NOOP("RecommendTable", "Coverage"), &Row::coverage,
               QT_TRANSLATE_NOOP("RecommendTable", "Share of the catalogue that was ever shown")),
        users};
}

} // namespace mops::ui
