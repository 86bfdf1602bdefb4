#pragma once

#include "core/desk/cases.h"

namespace mops::desk {

/// Blind double review: a sample and the high-stake cases are decided by two people, and neither
/// sees the other's mark before giving their own. The first mark leaves the case open for others.

struct BlindParams {
    double sampleShare = 0.05;   ///< of the waiting cases, drawn by the case's own hash
    std::int64_t stakeMinor = 0; ///< cases with more at stake are all reviewed twice; 0 = none
};
/// Marks waiting cases for double review. One operation. Errors: Forbidden, InvalidNumber.
Result<Receipt> markBlind(db::Database& mart, const BlindParams& params, const Actor& actor);

/// How a blind case stands for this operator; says nothing of the other's mark before they gave
/// their own.
struct BlindState {
    bool blind = false;
    bool ownMarkGiven = false;
    bool complete = false;         ///< both marks are there
    std::optional<Verb> otherMark; ///< only once the own one is given
    std::string otherOperator;     ///< likewise
    std::string otherReason;       ///< likewise
};
Result<BlindState> readBlindState(db::Database& mart, const std::string& caseId,
                                  const Actor& actor);

/// Cohen's kappa (1960) of two raters over the cases both have marked, with the 95 % interval by
/// its asymptotic variance (Fleiss, Cohen & Everitt 1969).
struct Agreement {
    std::string group; ///< operator, reason code, rule or kind; empty = all
    std::int64_t cases = 0;
    double observed = 0; ///< share of equal marks
    double expected = 0; ///< by chance
    double kappa = 0;    ///< NaN when chance agreement is 1 or there is no case
    double low = 0;
    double high = 0;
};
enum class AgreementBy { All, Operator, Reason, Rule, Kind };
Result<std::vector<Agreement>> measureAgreement(db::Database& mart, AgreementBy by);
/// The two-by-two counts behind it: both approve, first approves and second refuses, …
Agreement kappaOf(std::int64_t bothApprove, std::int64_t firstOnly, std::int64_t secondOnly,
                  std::int64_t bothRefuse);

/// Cases that two people marked differently, newest first.
struct Disagreement {
    std::string caseId;
    std::string merchantName;
    std::string firstOperator, secondOperator;
    Verb first{}, second{};
    std::string firstReason, secondReason;
};
Result<std::vector<Disagreement>> readDisagreements(db::Database& mart, std::int64_t limit);

} // namespace mops::desk
