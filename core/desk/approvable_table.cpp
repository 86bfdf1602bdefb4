#include "core/desk/approvals.h"
#include "core/desk/band_operations.h"

#include <array>

namespace mops::desk {
namespace {

constexpr std::array kActions{
    ApprovableAction{"band.on", prepareBandOn},
};

} // namespace

std::span<const ApprovableAction> approvableActions() {
    return kActions;
}

} // namespace mops::desk
