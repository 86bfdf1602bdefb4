#pragma once

#include "core/desk/rule_hits.h"

#include <nlohmann/json.hpp>

namespace mops::desk {

/// The merchants that a rule's hits are about, each with the rules that hit it, as entries of an
/// operation that opens cases. Merchants with a case that waits are left out.
class RuleCases {
public:
    explicit RuleCases(std::int64_t asOf)
        : m_asOf(asOf) {}

    void add(const RuleVersion& rule, const RuleHit& hit);
    /// JSON for applyOpenCases(): by merchant key. Throws DatabaseFailure. `opened` gets the number
    /// of cases per "name version".
    nlohmann::json entries(db::Database& mart, std::map<std::string, std::int64_t>& opened) const;

private:
    struct Why {
        const RuleVersion* rule = nullptr;
        std::vector<std::string> orders; ///< of a rule on orders; at most a handful is named
        std::int64_t hits = 0;
    };

    std::int64_t m_asOf;
    std::map<std::int64_t, std::vector<Why>> m_byMerchant;
};

/// "name 3"
std::string labelOf(const RuleVersion& rule);

} // namespace mops::desk
