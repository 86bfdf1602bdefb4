#include "core/desk/bulk_operations.h"

#include "core/db/statement.h"
#include "core/desk/bulk_payload.h"
#include "core/desk/outbox_operations.h"
#include "core/desk/verbs.h"

#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

Verb verbOf(const StoredOperation& operation) {
    const auto verb = parseVerb(std::string_view(operation.kind).substr(kBulkPrefix.size()));
    if (!verb)
        senselessOperation(operation, "kind " + operation.kind);
    return *verb;
}

/// One note for all cases: a row without a case, found through the cases the operation touched.
void addNote(db::Database& state, const StoredOperation& operation, const Json& payload) {
    if (!payload.contains("note"))
        return;
    db::Statement insert(state, "INSERT INTO case_note (operation_id, case_id, operator, at, "
                                "note) VALUES (?, '', ?, ?, ?)");
    insert.run(operation.operationId, operation.operatorName, operation.at,
               payload.at("note").get<std::string>());
}

/// Counts the cases that are not as expected and names the first.
class Misfits {
public:
    void expect(const std::string& what, std::int64_t found, std::int64_t expected) {
        ++m_cases;
        if (found == expected)
            return;
        if (m_misfits++ == 0) {
            m_first = what;
            m_later = found;
        }
    }
    Result<> result(db::Database& mart) const {
        if (m_misfits == 0)
            return {};
        return conflictWith(
            mart, std::to_string(m_misfits) + " / " + std::to_string(m_cases) + ": " + m_first,
            m_later);
    }

private:
    std::int64_t m_cases = 0;
    std::int64_t m_misfits = 0;
    std::string m_first;
    std::int64_t m_later = 0;
};

/// One statement for all cases of a bulk.
class TagWriter {
public:
    TagWriter(db::Database& state, std::string tag)
        : m_tag(std::move(tag))
        , m_insert(state, "INSERT INTO case_tag (case_id, tag, operation_id) VALUES (?, ?, ?)")
        , m_remove(state, "DELETE FROM case_tag WHERE case_id = ? AND tag = ?") {}

    void set(const std::string& caseId, std::int64_t operationId) {
        m_insert.run(caseId, m_tag, operationId);
    }
    void remove(const std::string& caseId) { m_remove.run(caseId, m_tag); }

private:
    std::string m_tag;
    db::Statement m_insert;
    db::Statement m_remove;
};

/// What one column of a case says; 0 when there is no such row.
class Lookup {
public:
    Lookup(db::Database& mart, std::string_view sql)
        : m_select(mart, sql) {}
    template <class... Keys>
    std::int64_t operator()(const Keys&... keys) {
        m_select.bindAll(keys...);
        const std::int64_t found = m_select.step() ? m_select.integer(0) : 0;
        m_select.reset();
        return found;
    }

private:
    db::Statement m_select;
};

Lookup lastOperations(db::Database& mart) {
    return Lookup(mart, "SELECT last_operation FROM case_state WHERE case_id = ?");
}

const std::string& idOf(const Json& entry) {
    return entry.get_ref<const std::string&>();
}

Result<> checkTags(db::Database& mart, const StoredOperation& operation, const Json& payload,
                   Verb verb, bool redo) {
    const std::string tag = payload.at("tag");
    const bool shouldBeThere = (verb == Verb::Tag) != redo;
    const auto& cases = payload.at("cases");
    Lookup tagged(mart, "SELECT operation_id FROM case_tag WHERE case_id = ? AND tag = ?");
    Misfits misfits;
    for (std::size_t k = 0; k < cases.size(); ++k) {
        std::int64_t expected = 0;
        if (shouldBeThere)
            expected = verb == Verb::Tag ? operation.operationId
                                         : payload.at("tagged_by").at(k).get<std::int64_t>();
        misfits.expect(idOf(cases[k]) + " #" + tag, tagged(idOf(cases[k]), tag), expected);
    }
    return misfits.result(mart);
}

} // namespace

std::string bulkKindOfVerb(Verb verb) {
    return std::string(kBulkPrefix) + nameOfVerb(verb);
}

void applyBulk(db::Database& state, const StoredOperation& operation, const Json& payload) {
    const Verb verb = verbOf(operation);
    if (verb == Verb::Tag || verb == Verb::Untag) {
        TagWriter tags(state, payload.at("tag"));
        for (const Json& entry : payload.at("cases"))
            verb == Verb::Tag ? tags.set(idOf(entry), operation.operationId)
                              : tags.remove(idOf(entry));
    } else if (verb != Verb::Note) {
        const BeforeReader cases(payload);
        CaseWriter writer(state);
        for (std::size_t k = 0; k < cases.size(); ++k)
            writer.write(cases.caseId(k), afterVerb(cases.before(k), verb, operation, payload));
    }
    addNote(state, operation, payload);
    tellMerchants(state, operation, payload, verb);
}

void takeBackBulk(db::Database& state, const StoredOperation& operation, const Json& payload) {
    const Verb verb = verbOf(operation);
    if (verb == Verb::Tag || verb == Verb::Untag) {
        TagWriter tags(state, payload.at("tag"));
        const auto& cases = payload.at("cases");
        for (std::size_t k = 0; k < cases.size(); ++k)
            verb == Verb::Tag
                ? tags.remove(idOf(cases[k]))
                : tags.set(idOf(cases[k]), payload.at("tagged_by").at(k).get<std::int64_t>());
    } else if (verb != Verb::Note) {
        const BeforeReader cases(payload);
        CaseWriter writer(state);
        for (std::size_t k = 0; k < cases.size(); ++k)
            writer.write(cases.caseId(k), cases.before(k));
    }
    db::Statement remove(state, "DELETE FROM case_note WHERE operation_id = ?");
    remove.run(operation.operationId);
    untellMerchants(state, operation, payload, verb);
}

Result<> checkBulk(db::Database& mart, const StoredOperation& operation, const Json& payload,
                   bool redo) {
    const Verb verb = verbOf(operation);
    if (verb == Verb::Tag || verb == Verb::Untag)
        return checkTags(mart, operation, payload, verb, redo);
    Misfits misfits;
    Lookup lastOperation = lastOperations(mart);
    if (verb == Verb::Note) {
        for (const Json& entry : payload.at("cases"))
            misfits.expect(idOf(entry), lastOperation(idOf(entry)) != 0, 1);
        return redo ? misfits.result(mart) : Result<>();
    }
    const BeforeReader cases(payload);
    for (std::size_t k = 0; k < cases.size(); ++k)
        misfits.expect(cases.caseId(k), lastOperation(cases.caseId(k)),
                       redo ? cases.lastOperation(k) : operation.operationId);
    return misfits.result(mart);
}

} // namespace mops::desk
