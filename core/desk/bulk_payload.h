#pragma once

#include "core/desk/case_change.h"

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace mops::desk {

/// Writes the columns before of many cases with each distinct shape once.
class BeforeWriter {
public:
    void add(const std::string& caseId, const CaseChange& before);
    /// The cases alone where nothing of them is changed.
    void addTo(nlohmann::json& payload, bool casesOnly) &&;

private:
    std::map<std::string, std::size_t> m_numbers; ///< by the shape's text
    nlohmann::json m_shapes = nlohmann::json::array();
    nlohmann::json m_cases = nlohmann::json::array();
    nlohmann::json m_shape = nlohmann::json::array();
    nlohmann::json m_dueAt = nlohmann::json::array();
    nlohmann::json m_lastOperation = nlohmann::json::array();
    CaseChange m_latest; ///< neighbours mostly have the same shape
    std::size_t m_latestNumber = 0;
};

/// Reads them back, case by case. Throws nlohmann::json::exception.
class BeforeReader {
public:
    explicit BeforeReader(const nlohmann::json& payload);
    std::size_t size() const { return m_cases.size(); }
    const std::string& caseId(std::size_t k) const;
    CaseChange before(std::size_t k) const;
    std::int64_t lastOperation(std::size_t k) const;

private:
    const nlohmann::json& m_cases;
    const nlohmann::json& m_shape;
    const nlohmann::json& m_dueAt;
    const nlohmann::json& m_lastOperation;
    std::vector<CaseChange> m_shapes;
};

} // namespace mops::desk
