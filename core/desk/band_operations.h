#pragma once

#include "core/desk/approvals.h"
#include "core/desk/operation_kind.h"

namespace mops::desk {

inline constexpr std::string_view kBandSaveKind = "band.save";
inline constexpr std::string_view kBandSwitchKind = "band.switch";
inline constexpr std::string_view kBandRunKind = "band.run";

/// What a run does to a case that it leaves to an audit; "verb" and "reason" are its hidden mark.
inline constexpr std::string_view kAudit = "audit";

/// "band.save": a new version of a kind's band, off.
void applyBandSave(db::Database& state, const StoredOperation& operation,
                   const nlohmann::json& payload);
void takeBackBandSave(db::Database& state, const StoredOperation& operation,
                      const nlohmann::json& payload);
/// "band.switch": on, off, stopped.
void applyBandSwitch(db::Database& state, const StoredOperation& operation,
                     const nlohmann::json& payload);
void takeBackBandSwitch(db::Database& state, const StoredOperation& operation,
                        const nlohmann::json& payload);
/// "band.run": decisions, drafts and hidden marks of one run.
void applyBandRun(db::Database& state, const StoredOperation& operation,
                  const nlohmann::json& payload);
void takeBackBandRun(db::Database& state, const StoredOperation& operation,
                     const nlohmann::json& payload);
Result<> checkBandRun(db::Database& mart, const StoredOperation& operation,
                      const nlohmann::json& payload, bool redo);
/// Of "band.save" and "band.switch".
Result<> checkBand(db::Database& mart, const StoredOperation& operation,
                   const nlohmann::json& payload, bool redo);

/// "band.on" for a request of "kind" and "version". Errors: NotFound, Conflict (another version by
/// now, or on already).
Result<PreparedOperation> prepareBandOn(db::Database& mart, const nlohmann::json& request);

} // namespace mops::desk
