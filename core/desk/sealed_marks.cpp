#include "core/desk/sealed_marks.h"

#include "core/db/statement.h"
#include "core/desk/band_operations.h"
#include "core/desk/blind_operations.h"
#include "core/desk/bulk_operations.h"
#include "core/desk/outbox_operations.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

/// The others' marks may be seen once the own one is given, and by everybody once both are there.
bool hasOwnOrAll(const std::vector<BlindMark>& marks, std::string_view viewer) {
    return marks.size() >= 2 || std::any_of(marks.begin(), marks.end(), [&](const BlindMark& mark) {
               return !viewer.empty() && mark.operatorName == viewer;
           });
}

/// Which end to begin at, the operation's cases or those under double review: the longer one can be
/// 200,000 cases.
constexpr std::int64_t kFewCases = 1'000;

bool hasFewCases(db::Database& mart, std::int64_t operationId) {
    db::Statement count(mart, "SELECT count(*) FROM (SELECT 1 FROM case_operation WHERE "
                              "operation_id = ? LIMIT ?)");
    count.bindAll(operationId, kFewCases);
    count.step();
    return count.integer(0) < kFewCases;
}

/// What many cases were told at once is said of each: one sealed case seals it.
bool hasSealedCase(db::Database& mart, std::int64_t operationId, std::string_view viewer) {
    const std::string from = hasFewCases(mart, operationId)
                                 ? "case_operation t CROSS JOIN blind_case b USING (case_id)"
                                 : "blind_case b CROSS JOIN case_operation t USING (case_id)";
    db::Statement sealed(
        mart, "SELECT 1 FROM " + from +
                  " WHERE t.operation_id = ?1 AND (SELECT count(*) FROM blind_mark k WHERE "
                  "k.case_id = b.case_id) < 2 AND "
                  "NOT EXISTS (SELECT 1 FROM blind_mark k WHERE k.case_id = b.case_id AND "
                  "k.operator = ?2 AND ?2 <> '') LIMIT 1");
    sealed.bindAll(operationId, viewer);
    return sealed.step();
}

/// Which cases, but not what was said of them.
std::string casesAlone(const std::string& payload) {
    const auto parsed = Json::parse(payload, nullptr, false);
    Json visible{{"sealed", true}};
    if (parsed.is_object() && parsed.contains("cases"))
        visible["cases"] = parsed["cases"];
    return visible.dump();
}

/// The cases of an operation that are sealed for the viewer.
std::set<std::string> sealedCases(db::Database& mart, std::int64_t operationId,
                                  std::string_view viewer) {
    db::Statement sealed(mart,
                         "SELECT b.case_id FROM blind_case b JOIN case_operation t ON "
                         "t.case_id = b.case_id AND t.operation_id = ?1 WHERE (SELECT count(*) "
                         "FROM blind_mark k WHERE k.case_id = b.case_id) < 2 AND NOT EXISTS "
                         "(SELECT 1 FROM blind_mark k WHERE k.case_id = b.case_id AND "
                         "k.operator = ?2 AND ?2 <> '')");
    sealed.bindAll(operationId, viewer);
    std::set<std::string> cases;
    while (sealed.step())
        cases.emplace(sealed.text(0));
    return cases;
}

/// Which way the automation marked what it left to an audit stays hidden: readBlindState() says it
/// in time. What it decided of a case that is under double review by now is sealed.
std::string visibleRun(const std::string& payload, const std::set<std::string>& sealed) {
    auto run = Json::parse(payload, nullptr, false);
    if (!run.is_object() || !run.contains("cases"))
        return run.dump();
    for (Json& entry : run["cases"]) {
        if (!entry.is_object())
            continue;
        const std::string what = entry.value("do", "");
        const std::string caseId = entry.value("case_id", "");
        if (what == kAudit)
            entry = {{"case_id", caseId}, {"do", kAudit}};
        else if (sealed.contains(caseId))
            entry = {{"case_id", caseId}, {"sealed", true}};
    }
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

std::string visiblePayload(db::Database& mart, const StoredOperation& operation,
                           std::string_view viewer) {
    const std::string& payload = operation.payload;
    if (operation.kind == kBandRunKind)
        return visibleRun(payload, sealedCases(mart, operation.operationId, viewer));
    if (!viewer.empty() && operation.operatorName == viewer)
        return payload;
    if (operation.kind.starts_with(kBulkPrefix) || operation.kind.starts_with(kMessagePrefix))
        return hasSealedCase(mart, operation.operationId, viewer) ? casesAlone(payload) : payload;
    const bool isMark = operation.kind == kBlindMarkKind;
    if (!isMark && !operation.kind.starts_with("case."))
        return payload;
    const auto parsed = Json::parse(payload, nullptr, false);
    const auto caseId = parsed.is_object() ? parsed.value("case_id", std::string()) : std::string();
    // A mark that was taken back stays hidden although its case may not be blind any more.
    const bool sealed =
        isMark ? !hasOwnOrAll(readMarks(mart, caseId), viewer) : isSealedFor(mart, caseId, viewer);
    return sealed ? Json{{"case_id", caseId}, {"sealed", true}}.dump() : payload;
}

} // namespace mops::desk
