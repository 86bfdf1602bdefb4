#pragma once

#include <QString>
#include <string>
#include <string_view>

namespace mops::text {

/// Label of a fact of a case: "Turnover". A name that nobody knows is shown as it is.
QString caseFactName(std::string_view name);
/// Its value for people: money, dates and states by the fact's name; everything else as it is.
QString caseFactValue(std::string_view name, const std::string& value, const std::string& currency);

} // namespace mops::text
