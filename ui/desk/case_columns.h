#pragma once

#include "core/mart/merchant_page.h"
#include "ui/tables/rows_table.h"
#include "ui/util/category_names.h"

#include <functional>

namespace mops::ui {

/// Columns of the order lines behind a case.
std::vector<TableColumn<mart::MerchantOrderRow>> lineColumns(std::function<std::string()> currency);
/// One order line in full, as rich text for the peek.
QString linePeek(const mart::MerchantOrderRow& line, const std::string& currency,
                 const CategoryNames& categories);

} // namespace mops::ui
