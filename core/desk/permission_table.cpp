#include "core/base/translatable.h"
#include "core/desk/operators.h"

#include <algorithm>
#include <array>

namespace mops::desk {
namespace {

constexpr bool kYes = true;
constexpr bool kNo = false;

// Action, title; reviewer, analyst, lead, compliance; needs a second person.
constexpr std::array kPermissions{
    Permission{"case.open", MOPS_TEXT("Permission", "Open cases"), kYes, kYes, kYes, kNo, kNo},
    Permission{"case.decide", MOPS_TEXT("Permission", "Decide and move cases"), kYes, kYes, kYes,
               kNo, kNo},
    Permission{"case.arbitrate",
               MOPS_TEXT("Permission", "Decide where two reviewers did not agree"), kNo, kNo, kYes,
               kNo, kNo},
    Permission{"case.note", MOPS_TEXT("Permission", "Write notes and tags"), kYes, kYes, kYes, kYes,
               kNo},
    Permission{"message.send", MOPS_TEXT("Permission", "Let messages to merchants leave"), kYes,
               kYes, kYes, kNo, kNo},
    Permission{"view.save", MOPS_TEXT("Permission", "Save views"), kYes, kYes, kYes, kYes, kNo},
    Permission{"blind.draw", MOPS_TEXT("Permission", "Draw cases for double review"), kNo, kYes,
               kYes, kYes, kNo},
    Permission{"rule.save", MOPS_TEXT("Permission", "Write rules and watch them in shadow"), kNo,
               kYes, kYes, kNo, kNo},
    Permission{"rule.enable", MOPS_TEXT("Permission", "Enable rules"), kNo, kYes, kYes, kNo, kYes},
    Permission{"rule.disable", MOPS_TEXT("Permission", "Disable rules"), kNo, kYes, kYes, kNo,
               kYes},
    Permission{"rule.run", MOPS_TEXT("Permission", "Run the rules"), kNo, kYes, kYes, kNo, kNo},
    Permission{"band.save", MOPS_TEXT("Permission", "Learn and save automation bands"), kNo, kYes,
               kYes, kNo, kNo},
    Permission{"band.on", MOPS_TEXT("Permission", "Switch automation on"), kNo, kYes, kYes, kNo,
               kYes},
    Permission{"band.stop", MOPS_TEXT("Permission", "Stop automation"), kYes, kYes, kYes, kYes,
               kNo},
    Permission{"band.run", MOPS_TEXT("Permission", "Run the automation"), kNo, kYes, kYes, kNo,
               kNo},
    Permission{"approval.decide", MOPS_TEXT("Permission", "Consent as the second person"), kNo, kNo,
               kYes, kYes, kNo},
    Permission{"operator.save", MOPS_TEXT("Permission", "Add operators and change their roles"),
               kNo, kNo, kYes, kNo, kNo},
    Permission{"mart.import", MOPS_TEXT("Permission", "Take data in and out"), kNo, kYes, kYes, kNo,
               kNo},
};

} // namespace

std::span<const Permission> permissions() {
    return kPermissions;
}

const Permission* findPermission(std::string_view action) {
    const auto found =
        std::find_if(kPermissions.begin(), kPermissions.end(),
                     [&](const Permission& permission) { return action == permission.action; });
    return found == kPermissions.end() ? nullptr : &*found;
}

} // namespace mops::desk
