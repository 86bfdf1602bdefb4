#pragma once

#include "core/recommend/recommend.h"
#include "ui/tables/rows_table.h"
#include "ui/text/recommend_text.h"

#include <functional>
#include <QString>
#include <string>
#include <vector>

namespace mops::ui {

/// A recommended item with its place in the list.
struct RankedItem {
    int rank = 0;
    recommend::RecommendedItem item;
};
/// A product the list stands on.
struct HistoryItem {
    int place = 0;
    QString productId;
};

/// Whom the list is for now; asked when a cell is shown.
using Subject = std::function<text::RecommendFor()>;
using CategoryName = std::function<QString(const std::string& categoryId)>;

std::vector<TableColumn<RankedItem>> rankedColumns(std::function<std::string()> currency,
                                                   CategoryName category, Subject subject);
std::vector<TableColumn<recommend::RemovedItem>> removedColumns(Subject subject);
std::vector<TableColumn<HistoryItem>> historyColumns();
std::vector<TableColumn<recommend::RecommendScore>> scoreColumns();

} // namespace mops::ui
