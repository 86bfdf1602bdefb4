#pragma once

#include "core/desk/approvals.h"
#include "core/desk/operation_kind.h"

namespace mops::desk {

inline constexpr std::string_view kRuleSaveKind = "rule.save";
inline constexpr std::string_view kRuleSwitchKind = "rule.switch";
inline constexpr std::string_view kRuleRunKind = "rule.run";
inline constexpr const char* kHoldTag = "hold"; ///< what action Hold writes

/// "rule.save": a new version of a rule, as a draft.
void applyRuleSave(db::Database& state, const StoredOperation& operation,
                   const nlohmann::json& payload);
void takeBackRuleSave(db::Database& state, const StoredOperation& operation,
                      const nlohmann::json& payload);
Result<> checkRuleSave(db::Database& mart, const StoredOperation& operation,
                       const nlohmann::json& payload, bool redo);

/// "rule.switch": the state of a version, and of the version that was enabled before it.
void applyRuleSwitch(db::Database& state, const StoredOperation& operation,
                     const nlohmann::json& payload);
void takeBackRuleSwitch(db::Database& state, const StoredOperation& operation,
                        const nlohmann::json& payload);
Result<> checkRuleSwitch(db::Database& mart, const StoredOperation& operation,
                         const nlohmann::json& payload, bool redo);

/// "rule.run": what enabled rules did with their hits: cases opened, tags written.
void applyRuleRun(db::Database& state, const StoredOperation& operation,
                  const nlohmann::json& payload);
void takeBackRuleRun(db::Database& state, const StoredOperation& operation,
                     const nlohmann::json& payload);
Result<> checkRuleRun(db::Database& mart, const StoredOperation& operation,
                      const nlohmann::json& payload, bool redo);

/// For a request of "name", "version" and "state". Errors: NotFound, Conflict (in that state
/// already, or a draft is to be disabled).
Result<PreparedOperation> prepareRuleSwitch(db::Database& mart, const nlohmann::json& request);

} // namespace mops::desk
