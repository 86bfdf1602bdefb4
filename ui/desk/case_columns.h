#pragma once

#include "core/mart/merchant_page.h"
#include "ui/desk/case_queue.h"
#include "ui/desk/case_text.h"
#include "ui/tables/rows_table.h"

#include <functional>

namespace mops::ui {

/// The column that tells why a case is here; the queue shows it as its second line.
inline constexpr int kCaseWhyColumn = 2;

/// Columns of the queue. `background` and `now` are asked when a cell is shown.
std::vector<TableColumn<CasePtr>> caseColumns(std::function<const RiskBackground&()> background,
                                              std::function<std::int64_t()> now);
/// Columns of the order lines behind a case.
std::vector<TableColumn<mart::MerchantOrderRow>> lineColumns(std::function<std::string()> currency);
/// One order line in full, as rich text for the peek.
QString linePeek(const mart::MerchantOrderRow& line, const std::string& currency);

} // namespace mops::ui
