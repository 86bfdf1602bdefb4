#pragma once

#include "core/desk/cases.h"

#include <optional>
#include <string>
#include <string_view>

namespace mops::desk {

inline constexpr const char* kRiskKind = "merchant-risk"; ///< of cases
inline constexpr std::string_view kOpenKind = "cases.open";
inline constexpr std::string_view kUndoKind = "undo";
inline constexpr std::string_view kRedoKind = "redo";

const char* nameOfVerb(Verb verb); ///< "approve"
/// "case.approve" for Verb::Approve, and back.
std::string kindOfVerb(Verb verb);
std::optional<Verb> verbOfKind(std::string_view kind);
/// An operator has a name, in UTF-8: it goes into the ledger. Errors: Usage.
Result<> checkActor(const Actor& actor);
std::optional<CaseStatus> parseStatus(std::string_view name);

} // namespace mops::desk
