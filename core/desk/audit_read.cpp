#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/desk/audit.h"
#include "core/desk/case_change.h"
#include "core/desk/operation_log.h"
#include "core/desk/sealed_marks.h"
#include "core/desk/verbs.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

/// Larger payloads (a hundred thousand cases opened at once) are counted, not parsed.
constexpr std::size_t kLongestParsed = 1'000'000;
constexpr std::size_t kMostCasesListed = 100;

/// Under which key a family names what its operations are about.
constexpr std::array kSubjectKeys{"subject", "name", "title", "kind"};

std::string textOf(const Json& value) {
    if (value.is_string())
        return value.get<std::string>();
    return value.is_null() ? std::string() : value.dump();
}

Json parsed(const std::string& payload) {
    if (payload.size() > kLongestParsed)
        return Json::object();
    auto json = Json::parse(payload, nullptr, false);
    return json.is_object() ? json : Json::object();
}

std::int64_t countOf(std::string_view text, std::string_view word) {
    std::int64_t count = 0;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
        ++count;
    return count;
}

/// The cases of a payload too large to be parsed: as objects, or as plain ids in one array.
std::int64_t countCases(std::string_view payload) {
    if (const auto objects = countOf(payload, "\"case_id\":"); objects > 0)
        return objects;
    const auto from = payload.find("\"cases\":[");
    if (from == std::string_view::npos)
        return 0;
    const auto list = payload.substr(from, payload.find(']', from) - from);
    return list.find('"', 9) == std::string_view::npos ? 0 : countOf(list, ",") + 1;
}

/// Whether the hash is that of the operation, in the present form or in that of early ledgers.
bool fits(const StoredOperation& operation) {
    const OperationView view = viewOf(operation);
    return bytesOf(hashOf(view)) == operation.hash || bytesOf(firstHashOf(view)) == operation.hash;
}

/// Reads lines one after another with its statements kept.
class LineReader {
public:
    LineReader(db::Database& mart, const std::string& viewer)
        : m_mart(mart)
        , m_viewer(viewer)
        , m_case(mart, "SELECT c.kind, coalesce(nullif(c.title, ''), nullif(m.name, ''), "
                       "substr(c.merchant_id, 1, 8)), c.merchant_id FROM case_state c LEFT JOIN "
                       "dim_merchant m "
                       "ON m.merchant_key = c.merchant_key WHERE c.case_id = ?")
        , m_undoer(mart, "SELECT max(operation_id) FROM operation WHERE undoes = ?") {}

    /// As this viewer may see it.
    std::string visible(const StoredOperation& operation) {
        return visiblePayload(m_mart, operation, m_viewer);
    }

    OperationLine line(const StoredOperation& operation) {
        const std::string payload = visible(operation);
        const Json json = parsed(payload);
        OperationLine line;
        line.operationId = operation.operationId;
        line.at = operation.at;
        line.operatorName = operation.operatorName;
        line.kind = operation.kind;
        line.undoes = operation.undoes;
        line.undoneBy = undoerOf(operation.operationId);
        line.sealed = json.value("sealed", false);
        line.reason = textAt(json, "reason");
        line.note = textAt(json, "note");
        line.target = textAt(json, "target");
        fillSubject(line, json, payload);
        return line;
    }

    /// A case as a line: its id, kind and subject.
    OperationLine caseLine(const std::string& caseId) {
        OperationLine line;
        line.caseId = caseId;
        line.cases = 1;
        m_case.bind(1, caseId);
        if (m_case.step()) {
            line.caseKind = m_case.text(0);
            line.subject = m_case.text(1);
            line.merchantId = m_case.text(2);
        }
        m_case.reset();
        return line;
    }

    /// What took an operation back and is itself in force: an undo that was done again is not.
    std::optional<std::int64_t> undoerOf(std::int64_t operationId) {
        const auto newest = newestUndoing(operationId);
        if (!newest || newestUndoing(*newest))
            return std::nullopt;
        return newest;
    }

private:
    static std::string textAt(const Json& json, const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? found->get<std::string>()
                                                         : std::string();
    }

    std::optional<std::int64_t> newestUndoing(std::int64_t operationId) {
        m_undoer.bind(1, operationId);
        m_undoer.step();
        const auto newest = m_undoer.optionalInteger(0);
        m_undoer.reset();
        return newest;
    }

    void fillSubject(OperationLine& line, const Json& json, const std::string& payload) {
        const auto many = json.find("cases");
        line.caseId = textAt(json, "case_id");
        if (!line.caseId.empty())
            line.cases = 1;
        else if (many != json.end() && many->is_array())
            line.cases = static_cast<std::int64_t>(many->size());
        else if (payload.size() > kLongestParsed)
            line.cases = countCases(payload);
        if (line.caseId.empty() && line.cases == 1)
            line.caseId = many->front().is_object() ? textAt(many->front(), "case_id")
                                                    : textOf(many->front());
        if (!line.caseId.empty()) {
            const OperationLine known = caseLine(line.caseId);
            line.caseKind = known.caseKind;
            line.subject = known.subject;
            line.merchantId = known.merchantId;
        }
        for (const char* key : kSubjectKeys)
            if (line.subject.empty() && line.cases == 0)
                line.subject = textAt(json, key);
    }

    db::Database& m_mart;
    const std::string& m_viewer;
    db::Statement m_case;
    db::Statement m_undoer;
};

/// The leaves of a value as fields; a list is its length.
void flatten(const Json& value, std::vector<std::pair<std::string, std::string>>& fields) {
    for (const auto& [key, entry] : value.items()) {
        if (key == "last_operation")
            continue;
        if (entry.is_object())
            flatten(entry, fields);
        else if (entry.is_array())
            fields.emplace_back(key, "×" + std::to_string(entry.size()));
        else
            fields.emplace_back(key, textOf(entry));
    }
}

std::vector<FieldChange> difference(const Json& before, const Json& after) {
    std::vector<std::pair<std::string, std::string>> was;
    std::vector<std::pair<std::string, std::string>> is;
    if (before.is_object())
        flatten(before, was);
    if (after.is_object())
        flatten(after, is);
    std::vector<FieldChange> changes;
    for (const auto& [field, value] : was) {
        const auto now = std::find_if(is.begin(), is.end(),
                                      [&](const auto& pair) { return pair.first == field; });
        if (now == is.end()) {
            if (!value.empty())
                changes.push_back({field, value, std::nullopt});
        } else if (now->second != value) {
            changes.push_back({field, value, now->second});
        }
    }
    for (const auto& [field, value] : is) {
        const bool known = std::any_of(was.begin(), was.end(),
                                       [&](const auto& pair) { return pair.first == field; });
        if (!known && !value.empty())
            changes.push_back({field, std::nullopt, value});
    }
    return changes;
}

/// What a family calls the object that it changes: everything beside "before", or the one object in
/// the payload that "before" is the former self of.
Json afterOf(const Json& payload) {
    for (const char* key : {"after", "view"})
        if (const auto found = payload.find(key); found != payload.end())
            return *found;
    Json after = payload;
    for (const char* key : {"before", "case_id", "cases", "target", "sealed", "due_at",
                            "last_operation", "shape", "shapes"})
        after.erase(key);
    return after;
}

std::vector<FieldChange> changesOf(const StoredOperation& operation, const Json& payload) {
    const auto before = payload.find("before");
    const auto verb = verbOfKind(operation.kind);
    if (verb && before != payload.end()) {
        auto changes = difference(
            *before, jsonOf(afterVerb(caseChangeOf(*before), *verb, operation, payload)));
        if (const auto note = payload.find("note"); note != payload.end())
            changes.push_back({"note", std::nullopt, textOf(*note)});
        return changes;
    }
    return difference(before == payload.end() ? Json() : *before, afterOf(payload));
}

/// What an undo or redo did is what its target does, backwards or once more.
std::vector<FieldChange> changesThrough(db::Database& mart, LineReader& lines,
                                        const StoredOperation& operation) {
    if (operation.kind != kUndoKind && operation.kind != kRedoKind)
        return changesOf(operation, parsed(lines.visible(operation)));
    auto target = findOperation(mart, operation.undoes.value_or(0));
    if (target && operation.kind == kRedoKind)
        target = findOperation(mart, target->undoes.value_or(0));
    if (!target)
        return {};
    auto changes = changesOf(*target, parsed(lines.visible(*target)));
    if (operation.kind == kUndoKind)
        for (FieldChange& change : changes)
            std::swap(change.before, change.after);
    return changes;
}

void addUndoing(db::Database& mart, LineReader& lines, const StoredOperation& operation,
                std::vector<OperationLine>& undoing) {
    if (operation.undoes)
        if (const auto target = findOperation(mart, *operation.undoes))
            undoing.push_back(lines.line(*target));
    db::Statement select(mart, "SELECT operation_id FROM operation WHERE undoes = ? "
                               "ORDER BY operation_id");
    select.bind(1, operation.operationId);
    while (select.step())
        if (const auto undoer = findOperation(mart, select.integer(0)))
            undoing.push_back(lines.line(*undoer));
}

void addCases(LineReader& lines, const Json& payload, std::vector<OperationLine>& cases) {
    const auto many = payload.find("cases");
    if (many == payload.end() || !many->is_array())
        return;
    for (const Json& entry : *many) {
        if (cases.size() >= kMostCasesListed)
            return;
        cases.push_back(lines.caseLine(entry.is_object() ? entry.value("case_id", std::string())
                                                         : textOf(entry)));
    }
}

} // namespace

Result<std::vector<OperationLine>> readOperationLines(db::Database& mart,
                                                      std::span<const std::int64_t> ids,
                                                      const std::string& viewer) {
    return db::guarded([&]() -> Result<std::vector<OperationLine>> {
        const db::ReadSnapshot snapshot(mart);
        LineReader lines(mart, viewer);
        std::vector<OperationLine> found;
        found.reserve(ids.size());
        for (const std::int64_t id : ids)
            if (const auto operation = findOperation(mart, id))
                found.push_back(lines.line(*operation));
        return found;
    });
}

Result<OperationDetail> readOperationDetail(db::Database& mart, std::int64_t operationId,
                                            const std::string& viewer) {
    return db::guarded([&]() -> Result<OperationDetail> {
        const db::ReadSnapshot snapshot(mart);
        const auto operation = findOperation(mart, operationId);
        if (!operation)
            return fail(ErrorCode::NotFound, "#" + std::to_string(operationId));
        LineReader lines(mart, viewer);
        OperationDetail detail;
        detail.line = lines.line(*operation);
        detail.payload = lines.visible(*operation);
        detail.hash = hex(operation->hash);
        detail.previous = hex(operation->previous);
        detail.hashFits = fits(*operation);
        const Json payload = parsed(detail.payload);
        addCases(lines, payload, detail.cases);
        if (!detail.line.sealed)
            detail.changes = changesThrough(mart, lines, *operation);
        addUndoing(mart, lines, *operation, detail.undoing);
        if (detail.payload.size() > kLongestPayload) {
            detail.payloadCut = true;
            detail.payload.resize(kLongestPayload);
        }
        return detail;
    });
}

} // namespace mops::desk
