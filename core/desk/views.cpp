#include "core/desk/views.h"

#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/desk/fold.h"
#include "core/desk/operators.h"
#include "core/desk/receipts.h"
#include "core/desk/verbs.h"

#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestName = 100;
constexpr std::size_t kLongestDefinition = 65'536;
constexpr const char* kColumns = "view_id, place, name, owner, shared, due_at, definition";

SavedView readRow(const db::Statement& row) {
    SavedView view;
    view.viewId = row.text(0);
    view.place = row.text(1);
    view.name = row.text(2);
    view.owner = row.text(3);
    view.shared = row.integer(4) != 0;
    view.dueAt = row.optionalInteger(5);
    view.definition = row.text(6);
    return view;
}

struct Stored {
    SavedView view;
    std::int64_t lastOperation = 0;
};

std::optional<Stored> findView(db::Database& mart, const std::string& viewId) {
    db::Statement select(mart, std::string("SELECT ") + kColumns +
                                   ", last_operation FROM saved_view WHERE view_id = ?");
    select.bind(1, viewId);
    if (!select.step())
        return std::nullopt;
    return Stored{readRow(select), select.integer(7)};
}

Json jsonOf(const SavedView& view) {
    return {{"place", view.place},
            {"name", view.name},
            {"owner", view.owner},
            {"shared", view.shared},
            {"due_at", view.dueAt ? Json(*view.dueAt) : Json()},
            {"definition", view.definition}};
}

Json beforeOf(const std::optional<Stored>& stored) {
    if (!stored)
        return nullptr;
    Json before = jsonOf(stored->view);
    before["last_operation"] = stored->lastOperation;
    return before;
}

Result<> checkView(const SavedView& view) {
    const std::string_view name = trim(view.name);
    if (name.empty() || name.size() > kLongestName || !isValidUtf8(view.name))
        return fail(ErrorCode::Usage, "name", "1 … " + std::to_string(kLongestName));
    if (view.place.empty() || !isValidUtf8(view.place))
        return fail(ErrorCode::Usage, "place");
    if (view.definition.size() > kLongestDefinition ||
        !Json::parse(view.definition, nullptr, false).is_object())
        return fail(ErrorCode::Usage, "definition", "{…}, ≤ " + std::to_string(kLongestDefinition));
    return {};
}

/// Two tabs of one name on one page could not be told apart.
Result<> checkNameIsFree(db::Database& mart, const SavedView& view) {
    db::Statement select(mart, "SELECT view_id FROM saved_view WHERE place = ? AND owner = ? AND "
                               "name = ? AND view_id <> ?");
    select.bindAll(view.place, view.owner, view.name, view.viewId);
    if (select.step())
        return fail(ErrorCode::Conflict, view.name);
    return {};
}

std::string newViewId(db::Database& mart) {
    return "view-" +
           std::to_string(mart.integer("SELECT coalesce(max(operation_id), 0) FROM operation") + 1);
}

Result<Receipt> write(db::Database& mart, const char* kind, const std::string& viewId, Json view,
                      const std::optional<Stored>& before, const Actor& actor) {
    const Json payload = {
        {"subject", viewId}, {"view", std::move(view)}, {"before", beforeOf(before)}};
    const auto operation = appendOperation(mart, actor, kind, payload.dump(), std::nullopt);
    Fold(mart, mart).apply(operation);
    return receiptOf(operation);
}

Failure somebodyElses(const SavedView& view) {
    return fail(ErrorCode::Conflict, view.name + " (" + view.owner + ")");
}

} // namespace

Result<std::vector<SavedView>> readViews(db::Database& mart, const std::string& place,
                                         const std::string& operatorName) {
    return db::guarded([&]() -> Result<std::vector<SavedView>> {
        db::Statement select(mart, std::string("SELECT ") + kColumns +
                                       " FROM saved_view WHERE place = ? AND (owner = ? OR shared) "
                                       "ORDER BY name, owner, view_id");
        select.bindAll(place, operatorName);
        std::vector<SavedView> views;
        while (select.step())
            views.push_back(readRow(select));
        return views;
    });
}

Result<Receipt> saveView(db::Database& mart, SavedView view, const Actor& actor) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    if (view.owner.empty())
        view.owner = actor.operatorName;
    view.name = std::string(trim(view.name));
    if (const auto sensible = checkView(view); !sensible)
        return failAs(sensible);
    return db::guarded([&]() -> Result<Receipt> {
        db::Transaction transaction(mart);
        if (const auto allowed = checkAllowed(mart, "view.save", actor); !allowed)
            return failAs(allowed);
        std::optional<Stored> before;
        if (!view.viewId.empty()) {
            before = findView(mart, view.viewId);
            if (!before)
                return fail(ErrorCode::NotFound, view.viewId);
        }
        if (view.owner != actor.operatorName)
            return somebodyElses(view);
        if (before && before->view.owner != actor.operatorName)
            return somebodyElses(before->view);
        if (const auto free = checkNameIsFree(mart, view); !free)
            return failAs(free);
        if (before && jsonOf(view) == jsonOf(before->view)) {
            Receipt nothing;
            nothing.subject = view.viewId;
            return nothing;
        }
        const std::string viewId = before ? view.viewId : newViewId(mart);
        auto receipt = write(mart, "view.save", viewId, jsonOf(view), before, actor);
        transaction.commit();
        return receipt;
    });
}

Result<Receipt> removeView(db::Database& mart, const std::string& viewId, const Actor& actor) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    return db::guarded([&]() -> Result<Receipt> {
        db::Transaction transaction(mart);
        if (const auto allowed = checkAllowed(mart, "view.save", actor); !allowed)
            return failAs(allowed);
        const auto before = findView(mart, viewId);
        if (!before)
            return fail(ErrorCode::NotFound, viewId);
        if (before->view.owner != actor.operatorName)
            return somebodyElses(before->view);
        auto receipt = write(mart, "view.remove", viewId, nullptr, before, actor);
        transaction.commit();
        return receipt;
    });
}

} // namespace mops::desk
