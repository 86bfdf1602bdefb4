#pragma once

#include "core/features/feature_catalogue.h"

#include <QString>
#include <string>
#include <string_view>

namespace mops::text {

/// "Late share, 90 days" in the language now installed; an unknown id is shown as it is.
QString featureName(std::string_view featureId);
/// One sentence with the formula; empty for an unknown id.
QString featureDescription(std::string_view featureId);

/// Of a feature's values, or of a case measure's.
features::Unit unitOf(std::string_view featureId);
/// A case measure that holds or not: its name says all.
bool isFlag(std::string_view featureId);

/// A value with its unit: "38 %", "1,234.50 BRL", "4.3 d". Missing (NaN) is a dash.
QString valueText(features::Unit unit, double value, const std::string& currency);
/// The same by the feature's id.
QString featureValueText(std::string_view featureId, double value, const std::string& currency);
/// Minor units as money: "1,234.50 BRL".
QString moneyText(double minor, const std::string& currency);

} // namespace mops::text
