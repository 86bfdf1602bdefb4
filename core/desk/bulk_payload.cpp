#include "core/desk/bulk_payload.h"

namespace mops::desk {
namespace {

CaseChange shapeOf(CaseChange row) {
    row.dueAt.reset();
    row.lastOperation = 0;
    return row;
}

} // namespace

void BeforeWriter::add(const std::string& caseId, const CaseChange& before) {
    CaseChange shape = shapeOf(before);
    if (m_cases.empty() || shape != m_latest) {
        auto json = jsonOf(shape);
        const auto [found, isNew] = m_numbers.try_emplace(json.dump(), m_shapes.size());
        if (isNew)
            m_shapes.push_back(std::move(json));
        m_latestNumber = found->second;
        m_latest = std::move(shape);
    }
    m_cases.push_back(caseId);
    m_shape.push_back(m_latestNumber);
    m_dueAt.push_back(before.dueAt.value_or(0));
    m_lastOperation.push_back(before.lastOperation);
}

void BeforeWriter::addTo(nlohmann::json& payload, bool casesOnly) && {
    payload["cases"] = std::move(m_cases);
    if (casesOnly)
        return;
    payload["due_at"] = std::move(m_dueAt);
    payload["last_operation"] = std::move(m_lastOperation);
    payload["shape"] = std::move(m_shape);
    payload["shapes"] = std::move(m_shapes);
}

BeforeReader::BeforeReader(const nlohmann::json& payload)
    : m_cases(payload.at("cases"))
    , m_shape(payload.at("shape"))
    , m_dueAt(payload.at("due_at"))
    , m_lastOperation(payload.at("last_operation")) {
    for (const auto& shape : payload.at("shapes"))
        m_shapes.push_back(caseChangeOf(shape));
}

const std::string& BeforeReader::caseId(std::size_t k) const {
    return m_cases.at(k).get_ref<const std::string&>();
}

CaseChange BeforeReader::before(std::size_t k) const {
    const auto number = m_shape.at(k).get<std::size_t>();
    if (number >= m_shapes.size())
        return caseChangeOf({}); // throws: there is no such shape
    CaseChange row = m_shapes[number];
    row.dueAt = m_dueAt.at(k).get<std::int64_t>();
    row.lastOperation = lastOperation(k);
    return row;
}

std::int64_t BeforeReader::lastOperation(std::size_t k) const {
    return m_lastOperation.at(k).get<std::int64_t>();
}

} // namespace mops::desk
