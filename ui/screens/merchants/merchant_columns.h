#pragma once

#include "core/mart/merchant_page.h"
#include "core/risk/risk_model.h"
#include "ui/tables/rows_table.h"

#include <functional>
#include <string>

namespace mops::ui {

using CurrencyOf = std::function<std::string()>;

std::vector<TableColumn<mart::MerchantOrderRow>> orderLineColumns(CurrencyOf currency);
std::vector<TableColumn<risk::Contribution>> contributionColumns(CurrencyOf currency);

} // namespace mops::ui
