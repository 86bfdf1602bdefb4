#include "core/desk/view_operations.h"

#include "core/db/statement.h"

#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

/// Makes the row what `view` says; null = there is none.
void put(db::Database& state, const std::string& viewId, const Json& view,
         std::int64_t lastOperation) {
    if (view.is_null()) {
        db::Statement remove(state, "DELETE FROM saved_view WHERE view_id = ?");
        remove.run(viewId);
        return;
    }
    const auto due = view.at("due_at");
    db::Statement write(state, "INSERT OR REPLACE INTO saved_view (view_id, place, name, owner, "
                               "shared, due_at, definition, last_operation) "
                               "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    write.run(viewId, view.at("place").get<std::string>(), view.at("name").get<std::string>(),
              view.at("owner").get<std::string>(), view.at("shared").get<bool>(),
              due.is_null() ? std::nullopt : std::optional(due.get<std::int64_t>()),
              view.at("definition").get<std::string>(), lastOperation);
}

std::int64_t lastOperationOf(const Json& view) {
    return view.is_null() ? 0 : view.at("last_operation").get<std::int64_t>();
}

} // namespace

void applyView(db::Database& state, const StoredOperation& operation, const Json& payload) {
    put(state, payload.at("subject"), payload.at("view"), operation.operationId);
}

void takeBackView(db::Database& state, const StoredOperation&, const Json& payload) {
    const Json& before = payload.at("before");
    put(state, payload.at("subject"), before, lastOperationOf(before));
}

Result<> checkView(db::Database& mart, const StoredOperation& operation, const Json& payload,
                   bool redo) {
    const std::string viewId = payload.at("subject");
    db::Statement select(mart, "SELECT last_operation FROM saved_view WHERE view_id = ?");
    select.bind(1, viewId);
    const std::int64_t last = select.step() ? select.integer(0) : 0;
    const std::int64_t expected = redo ? lastOperationOf(payload.at("before"))
                                  : payload.at("view").is_null() ? 0
                                                                 : operation.operationId;
    if (last != expected)
        return conflictWith(mart, viewId, last);
    return {};
}

} // namespace mops::desk
