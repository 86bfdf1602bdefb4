#pragma once

#include "core/desk/cases.h"

namespace mops::desk {

/// Blind double review: a sample and the high-stake cases are decided by two people, and neither
/// sees the other's mark before giving their own. The first mark leaves the case open for others;
/// the second one decides it when both agree, and else escalates it to a lead.

struct BlindParams {
    double sampleShare = 0.05;   ///< of the waiting cases, drawn by the case's own hash
    std::int64_t stakeMinor = 0; ///< cases with more at stake are all reviewed twice; 0 = none
};
/// Marks waiting cases for double review. One operation. Errors: Forbidden, InvalidNumber,
/// NotFound (no waiting case is drawn).
struct BlindDraw {
    Receipt receipt;
    std::int64_t sampled = 0;
    std::int64_t highStake = 0;
};
Result<BlindDraw> markBlind(db::Database& mart, const BlindParams& params, const Actor& actor);

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

/// Cases that two people marked differently, newest first.
struct Disagreement {
    std::string caseId;
    std::string kind;
    std::string merchantName;
    std::string firstOperator, secondOperator;
    Verb first{}, second{};
    std::string firstReason, secondReason;
    std::int64_t at = 0;   ///< of the second mark
    CaseStatus status{};   ///< what became of it
    std::string decidedBy; ///< who arbitrated; empty = nobody yet
};
Result<std::vector<Disagreement>> readDisagreements(db::Database& mart, std::int64_t limit);

} // namespace mops::desk
