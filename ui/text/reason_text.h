#pragma once

#include <QString>
#include <string>
#include <string_view>

namespace mops::text {

/// Why a score is what it is: "Late share, 90 days 38 % (peers 6 %)".
QString reasonText(std::string_view featureId, double value, double peerMedian,
                   const std::string& currency);
/// The same with the values as the caller writes them; an unknown one is empty.
QString reasonText(std::string_view featureId, const QString& own, const QString& peers);

/// "Bad service"; an unknown id is shown as it is.
QString outcomeName(std::string_view outcomeId);
/// The definition with its level and the least number of orders; empty for an unknown id.
QString outcomeDescription(std::string_view outcomeId);

} // namespace mops::text
