#include "core/desk/approvals.h"
#include "core/desk/band_operations.h"
#include "core/desk/rule_operations.h"

#include <array>

namespace mops::desk {
namespace {

constexpr std::array kActions{
    ApprovableAction{"band.on", prepareBandOn},
    ApprovableAction{"rule.enable", prepareRuleSwitch},
    ApprovableAction{"rule.disable", prepareRuleSwitch},
};

} // namespace

std::span<const ApprovableAction> approvableActions() {
    return kActions;
}

} // namespace mops::desk
