#pragma once

#include <QString>
#include <string_view>

namespace mops::text {

/// The name of a fact of a case: of a CaseMeasure or of a column that every case has.
QString caseFactName(std::string_view name);
/// A code among a fact's values in words: "not_received"; any other text as it is.
QString caseFactCode(const QString& code);

} // namespace mops::text
