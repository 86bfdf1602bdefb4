#pragma once

#include "core/desk/case_kind.h"

namespace mops::desk {

/// How many cases openRiskCases() would open with these params; 0 when nothing was scored.
Result<std::int64_t> countOpenableCases(db::Database& mart, const OpenCasesParams& params);

/// Opens what somebody else found: a rule, an audit. `picked` says why ("rule", "audit"); empty =
/// chosen as openCases() does. The caller's transaction must be open; throws DatabaseFailure.
OpenedCases openCandidates(db::Database& mart, const CaseKind& kind,
                           std::vector<Candidate> candidates, const OpenKindParams& params,
                           std::string_view picked, const Actor& actor);

/// What openCases() takes of all that a kind found, best first. By value and without the mart.
struct ChosenCase {
    std::size_t candidate = 0; ///< position
    double priority = 0;
    bool teaches = false;
};
std::vector<ChosenCase> chooseCases(const std::vector<Candidate>& candidates,
                                    const std::vector<char>& eligible, double reviewMinutes,
                                    const OpenKindParams& params);

} // namespace mops::desk
