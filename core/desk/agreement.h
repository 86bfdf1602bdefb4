#pragma once

#include "core/base/result.h"
#include "core/db/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mops::desk {

/// Cohen's kappa (1960) of two raters over the cases both have marked, with the 95 % interval by
/// its asymptotic variance (Fleiss, Cohen & Everitt 1969).
struct Agreement {
    std::string group; ///< operator, reason code, rule or kind; empty = all
    std::int64_t cases = 0;
    double observed = 0; ///< share of equal marks
    double expected = 0; ///< by chance
    double kappa = 0;    ///< NaN when chance agreement is 1 or there is no case
    double low = 0;      ///< NaN likewise
    double high = 0;
};
enum class AgreementBy { All, Operator, Reason, Rule, Kind };
std::optional<AgreementBy> parseAgreementBy(std::string_view name);
/// One line for each group, by name; always one for All. Pairs of people only: what the automation
/// marked for its audit is in auditBands(). By operator the operator is the first rater; else the
/// first is who marked first. By reason: where either gave it. By rule: where it fired on the
/// case's subject or merchant. O(marks), by rule also O(logged hits).
Result<std::vector<Agreement>> measureAgreement(db::Database& mart, AgreementBy by);
/// The two-by-two counts behind it: both approve, first approves and second refuses, first refuses
/// and second approves, both refuse.
Agreement kappaOf(std::int64_t bothApprove, std::int64_t firstOnly, std::int64_t secondOnly,
                  std::int64_t bothRefuse);

} // namespace mops::desk
