#pragma once

#include <QString>
#include <string>

namespace mops::ui {

/// A feature's value in its unit, as short as a screen wants it ("38.2 %", "¥1.2万", "4.5 d");
/// NaN = an en dash. Documents write it in full: text::featureValueText().
QString featureValue(const std::string& id, double value, const std::string& currency);

} // namespace mops::ui
