#pragma once

#include <QString>
#include <string>

/// Features of the catalogue in words and with their units, in the language now set.
namespace mops::ui {

/// "Late share, 90 days"; an unknown id is shown as it is.
QString featureName(const std::string& id);
QString featureDescription(const std::string& id);
/// The value in the feature's unit ("38.2 %", "¥1.2万", "4.5 days"); NaN = an en dash.
QString featureValue(const std::string& id, double value, const std::string& currency);

} // namespace mops::ui
