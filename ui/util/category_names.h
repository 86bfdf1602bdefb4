#pragma once

#include "core/mart/category_names.h"
#include "core/mart/trade_columns.h"

#include <QString>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mops::ui {

/// Names of categories in the language now set; the id where a source gives no name.
class CategoryNames {
public:
    CategoryNames() = default;
    explicit CategoryNames(const mart::TradeColumns& trade);
    explicit CategoryNames(const std::vector<mart::CategoryName>& names);
    QString name(std::string_view categoryId) const;

private:
    std::unordered_map<std::string, std::pair<QString, QString>> m_names; ///< id → zh, en
};

/// The better of two names for the language now set; `otherwise` when both are empty.
QString localName(const QString& chinese, const QString& english, const QString& otherwise);

} // namespace mops::ui
