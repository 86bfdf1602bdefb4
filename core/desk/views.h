#pragma once

#include "core/desk/cases.h"

namespace mops::desk {

/// A filter, a sort and columns under a name. `definition` is JSON that only the page understands.
struct SavedView {
    std::string viewId;
    std::string place; ///< "risk", "review", "merchants"
    std::string name;
    std::string owner;
    bool shared = false; ///< others see it, too
    std::optional<std::int64_t> dueAt;
    std::string definition;
};

/// Own and shared views of a place, by name.
Result<std::vector<SavedView>> readViews(db::Database& mart, const std::string& place,
                                         const std::string& operatorName);
/// Renames, shares, sets the deadline, redefines; an empty viewId makes a new one. The receipt's
/// subject is the view's id; its operationId is 0 when nothing changed. Errors: Usage (name,
/// definition), NotFound, Conflict (somebody else's; a name that this owner has on the page).
Result<Receipt> saveView(db::Database& mart, SavedView view, const Actor& actor);
Result<Receipt> removeView(db::Database& mart, const std::string& viewId, const Actor& actor);

} // namespace mops::desk
