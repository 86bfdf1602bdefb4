#pragma once

#include "core/desk/operation_kind.h"

namespace mops::desk {

inline constexpr std::string_view kOperatorKind = "operator.save";
inline constexpr std::string_view kAskKind = "approval.ask";
inline constexpr std::string_view kGrantKind = "approval.grant";
inline constexpr std::string_view kDenyKind = "approval.deny";
inline constexpr std::string_view kWithdrawKind = "approval.withdraw";

/// "operator.save": a person is added or changed.
void applyOperator(db::Database& state, const StoredOperation& operation,
                   const nlohmann::json& payload);
void takeBackOperator(db::Database& state, const StoredOperation& operation,
                      const nlohmann::json& payload);
Result<> checkOperator(db::Database& mart, const StoredOperation& operation,
                       const nlohmann::json& payload, bool redo);

/// "approval.ask", "approval.grant", …: a grant carries the operation it lets happen.
void applyApproval(db::Database& state, const StoredOperation& operation,
                   const nlohmann::json& payload);
void takeBackApproval(db::Database& state, const StoredOperation& operation,
                      const nlohmann::json& payload);
Result<> checkApproval(db::Database& mart, const StoredOperation& operation,
                       const nlohmann::json& payload, bool redo);

} // namespace mops::desk
