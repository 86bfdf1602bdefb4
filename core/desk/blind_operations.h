#pragma once

#include "core/desk/approvals.h"
#include "core/desk/case_change.h"
#include "core/desk/operation_kind.h"

namespace mops::desk {

inline constexpr std::string_view kBlindDrawKind = "blind.draw";
inline constexpr std::string_view kBlindMarkKind = "blind.mark";

/// A mark as it lies in the table, the earlier one first.
struct BlindMark {
    std::string operatorName;
    Verb verb{};
    std::string reasonCode;
    std::string note;
    std::int64_t at = 0;
    std::int64_t operationId = 0;
};
/// At most two. One look-up by key. Throws DatabaseFailure.
std::vector<BlindMark> readMarks(db::Database& mart, const std::string& caseId);
/// Why the case is reviewed twice; empty when it is not. One look-up by key.
std::string blindCause(db::Database& mart, const std::string& caseId);

/// What a decision becomes on a case under double review: a mark. Empty when the case is decided as
/// any other. Errors: Conflict (the own mark is given, or was taken back after the other one was
/// seen), Forbidden (only a lead who gave neither mark decides where two did not agree).
Result<std::optional<PreparedOperation>> prepareMark(db::Database& mart, const Decision& decision,
                                                     const CaseChange& before, const Actor& actor);
/// Inserts a mark; the bands' audits give theirs through it.
void writeMark(db::Database& state, const std::string& caseId, const BlindMark& mark);

/// "blind.draw": cases are to be decided twice.
void applyBlindDraw(db::Database& state, const StoredOperation& operation,
                    const nlohmann::json& payload);
void takeBackBlindDraw(db::Database& state, const StoredOperation& operation,
                       const nlohmann::json& payload);
Result<> checkBlindDraw(db::Database& mart, const StoredOperation& operation,
                        const nlohmann::json& payload, bool redo);
/// "blind.mark": one of the two decisions.
void applyBlindMark(db::Database& state, const StoredOperation& operation,
                    const nlohmann::json& payload);
void takeBackBlindMark(db::Database& state, const StoredOperation& operation,
                       const nlohmann::json& payload);
Result<> checkBlindMark(db::Database& mart, const StoredOperation& operation,
                        const nlohmann::json& payload, bool redo);

} // namespace mops::desk
