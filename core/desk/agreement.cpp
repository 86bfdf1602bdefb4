#include "core/desk/agreement.h"

#include "core/db/statement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace mops::desk {
namespace {

constexpr double kNormal95 = 1.959963984540054;

constexpr std::array<std::pair<AgreementBy, const char*>, 5> kNames{{
    {AgreementBy::All, "all"},
    {AgreementBy::Operator, "operator"},
    {AgreementBy::Reason, "reason"},
    {AgreementBy::Rule, "rule"},
    {AgreementBy::Kind, "kind"},
}};

struct Mark {
    std::string operatorName;
    bool approves = false;
    std::string reason;
};
/// Two marks on one case, the earlier one first.
struct Pair {
    std::string kind;
    std::string subjectId;
    std::string merchantId;
    Mark first, second;
};

std::vector<Pair> readPairs(db::Database& mart) {
    db::Statement select(
        mart, "SELECT c.kind, c.subject_id, c.merchant_id, a.operator, a.verb, a.reason_code, "
              "b.operator, b.verb, b.reason_code FROM blind_mark a "
              "JOIN blind_mark b ON b.case_id = a.case_id AND b.operation_id > a.operation_id "
              "JOIN blind_case d ON d.case_id = a.case_id AND d.cause <> 'audit' "
              "JOIN case_state c ON c.case_id = a.case_id ORDER BY a.case_id");
    const auto mark = [&](int column) {
        return Mark{std::string(select.text(column)), select.text(column + 1) == "approve",
                    std::string(select.text(column + 2))};
    };
    std::vector<Pair> pairs;
    while (select.step())
        pairs.push_back({std::string(select.text(0)), std::string(select.text(1)),
                         std::string(select.text(2)), mark(3), mark(6)});
    return pairs;
}

/// The two-by-two table of one group.
struct Counts {
    std::int64_t bothApprove = 0, firstOnly = 0, secondOnly = 0, bothRefuse = 0;

    void add(const Mark& first, const Mark& second) {
        ++(first.approves ? (second.approves ? bothApprove : firstOnly)
                          : (second.approves ? secondOnly : bothRefuse));
    }
};
using Groups = std::map<std::string, Counts>;

/// Rules by the ids they fired on, among those that are asked for.
std::unordered_map<std::string, std::set<std::string>>
readRuleHits(db::Database& mart, const std::vector<Pair>& pairs) {
    std::unordered_map<std::string, std::set<std::string>> rules;
    for (const Pair& pair : pairs) {
        rules[pair.subjectId];
        rules[pair.merchantId];
    }
    db::Statement select(mart, "SELECT name, subject_id FROM rule_hit");
    while (select.step())
        if (const auto found = rules.find(std::string(select.text(1))); found != rules.end())
            found->second.emplace(select.text(0));
    return rules;
}

Groups groupByRule(db::Database& mart, const std::vector<Pair>& pairs) {
    const auto rules = readRuleHits(mart, pairs);
    Groups groups;
    for (const Pair& pair : pairs) {
        std::set<std::string> names = rules.at(pair.subjectId);
        const auto& ofMerchant = rules.at(pair.merchantId);
        names.insert(ofMerchant.begin(), ofMerchant.end());
        for (const std::string& name : names)
            groups[name].add(pair.first, pair.second);
    }
    return groups;
}

Groups groupPairs(db::Database& mart, AgreementBy by) {
    const auto pairs = readPairs(mart);
    if (by == AgreementBy::Rule)
        return groupByRule(mart, pairs);
    Groups groups;
    if (by == AgreementBy::All)
        groups[""];
    for (const Pair& pair : pairs) {
        switch (by) {
        case AgreementBy::All: groups[""].add(pair.first, pair.second); break;
        case AgreementBy::Kind: groups[pair.kind].add(pair.first, pair.second); break;
        case AgreementBy::Operator:
            groups[pair.first.operatorName].add(pair.first, pair.second);
            groups[pair.second.operatorName].add(pair.second, pair.first);
            break;
        case AgreementBy::Reason:
            for (const std::string& reason : std::set{pair.first.reason, pair.second.reason})
                if (!reason.empty())
                    groups[reason].add(pair.first, pair.second);
            break;
        case AgreementBy::Rule: break;
        }
    }
    return groups;
}

} // namespace

std::optional<AgreementBy> parseAgreementBy(std::string_view name) {
    for (const auto& [by, text] : kNames)
        if (name == text)
            return by;
    return std::nullopt;
}

// With p_ij the shares of the table, p_i. and p_.j its margins:
//     kappa = (p_o − p_e) / (1 − p_e),  p_o = Σ p_ii,  p_e = Σ p_i. p_.i      (Cohen 1960)
//     n (1 − p_e)² var = Σ p_ii [1 − (p_i. + p_.i)(1 − kappa)]²
//                        + (1 − kappa)² Σ_{i≠j} p_ij (p_.i + p_j.)²
//                        − [kappa − p_e (1 − kappa)]²        (Fleiss, Cohen & Everitt 1969)
Agreement kappaOf(std::int64_t bothApprove, std::int64_t firstOnly, std::int64_t secondOnly,
                  std::int64_t bothRefuse) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    Agreement result;
    result.cases = bothApprove + firstOnly + secondOnly + bothRefuse;
    result.kappa = result.low = result.high = kNone;
    if (result.cases == 0)
        return result;
    const double n = static_cast<double>(result.cases);
    const std::array<std::array<double, 2>, 2> p{
        {{static_cast<double>(bothApprove) / n, static_cast<double>(firstOnly) / n},
         {static_cast<double>(secondOnly) / n, static_cast<double>(bothRefuse) / n}}};
    const std::array<double, 2> row{p[0][0] + p[0][1], p[1][0] + p[1][1]};
    const std::array<double, 2> column{p[0][0] + p[1][0], p[0][1] + p[1][1]};
    result.observed = p[0][0] + p[1][1];
    result.expected = row[0] * column[0] + row[1] * column[1];
    // Both gave the same mark to every case: nothing can be said beyond chance.
    const bool chanceExplainsAll = bothApprove == result.cases || bothRefuse == result.cases;
    if (chanceExplainsAll)
        return result;
    const double kappa = (result.observed - result.expected) / (1 - result.expected);
    double sum = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        const std::size_t j = 1 - i;
        const double own = 1 - (row[i] + column[i]) * (1 - kappa);
        const double other = column[i] + row[j];
        sum += p[i][i] * own * own + (1 - kappa) * (1 - kappa) * p[i][j] * other * other;
    }
    const double centre = kappa - result.expected * (1 - kappa);
    const double scale = n * (1 - result.expected) * (1 - result.expected);
    const double error = std::sqrt(std::max(0.0, sum - centre * centre) / scale);
    result.kappa = kappa;
    result.low = std::max(-1.0, kappa - kNormal95 * error);
    result.high = std::min(1.0, kappa + kNormal95 * error);
    return result;
}

Result<std::vector<Agreement>> measureAgreement(db::Database& mart, AgreementBy by) {
    return db::guarded([&]() -> Result<std::vector<Agreement>> {
        std::vector<Agreement> lines;
        for (const auto& [group, counts] : groupPairs(mart, by)) {
            lines.push_back(kappaOf(counts.bothApprove, counts.firstOnly, counts.secondOnly,
                                    counts.bothRefuse));
            lines.back().group = group;
        }
        return lines;
    });
}

} // namespace mops::desk
