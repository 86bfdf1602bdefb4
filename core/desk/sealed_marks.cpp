#include "core/desk/sealed_marks.h"

#include "core/db/statement.h"
#include "core/desk/band_operations.h"
#include "core/desk/blind_operations.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

/// The others' marks may be seen once the own one is given, and by everybody once both are there.
bool hasOwnOrAll(const std::vector<BlindMark>& marks, std::string_view viewer) {
    return marks.size() >= 2 || std::any_of(marks.begin(), marks.end(), [&](const BlindMark& mark) {
               return !viewer.empty() && mark.operatorName == viewer;
           });
}

std::string withoutAudits(const std::string& payload) {
    auto run = Json::parse(payload, nullptr, false);
    if (run.is_object() && run.contains("cases"))
        for (Json& entry : run["cases"])
            entry.erase("verb");
    return run.dump();
}

} // namespace

bool isSealedFor(db::Database& mart, const std::string& caseId, std::string_view viewer) {
    return !blindCause(mart, caseId).empty() && !hasOwnOrAll(readMarks(mart, caseId), viewer);
}

void sealTags(db::Database& mart, Case& item, std::string_view viewer) {
    if (item.tags.empty() || !isSealedFor(mart, item.caseId, viewer))
        return;
    db::Statement own(mart, "SELECT t.tag FROM case_tag t JOIN operation o USING (operation_id) "
                            "WHERE t.case_id = ? AND o.operator = ?");
    own.bindAll(item.caseId, viewer);
    item.tags.clear();
    while (own.step())
        item.tags.emplace_back(own.text(0));
}

std::string visiblePayload(db::Database& mart, std::string_view kind, std::string_view operatorName,
                           std::string payload, std::string_view viewer) {
    // Which way the automation marked what it left to an audit: readBlindState() says it in time.
    if (kind == kBandRunKind)
        return withoutAudits(payload);
    const bool isMark = kind == kBlindMarkKind;
    if ((!isMark && !kind.starts_with("case.")) || (!viewer.empty() && operatorName == viewer))
        return payload;
    const auto parsed = Json::parse(payload, nullptr, false);
    const auto caseId = parsed.is_object() ? parsed.value("case_id", std::string()) : std::string();
    // A mark that was taken back stays hidden although its case may not be blind any more.
    const bool sealed =
        isMark ? !hasOwnOrAll(readMarks(mart, caseId), viewer) : isSealedFor(mart, caseId, viewer);
    return sealed ? Json{{"case_id", caseId}, {"sealed", true}}.dump() : payload;
}

} // namespace mops::desk
