#pragma once

#include "core/desk/case_kind.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

namespace mops::desk {

inline constexpr double kNoPeers = std::numeric_limits<double>::quiet_NaN();

/// Adds up what speaks for and against in log-odds, starting from how often such a case is bad. The
/// weights stand beside their use: they are assumptions of people who review such cases, until
/// decisions teach better ones.
class Evidence {
public:
    explicit Evidence(double badShare)
        : m_logOdds(std::log(badShare / (1 - badShare))) {}

    /// `value` with its peers' is what the reason shows.
    void add(std::string_view code, double value, double peers, double weight) {
        m_logOdds += weight;
        m_why.push_back({std::string(code), value, peers, weight});
    }
    void addIf(bool holds, std::string_view code, double value, double peers, double weight) {
        if (holds)
            add(code, value, peers, weight);
    }

    double probability() const { return 1 / (1 + std::exp(-m_logOdds)); }
    /// Strongest first.
    std::vector<CaseReason> takeReasons() {
        std::stable_sort(m_why.begin(), m_why.end(), [](const CaseReason& a, const CaseReason& b) {
            return std::abs(a.contribution) > std::abs(b.contribution);
        });
        return std::move(m_why);
    }

private:
    double m_logOdds;
    std::vector<CaseReason> m_why;
};

/// The merchants' ids by their keys.
Result<> fillMerchantIds(db::Database& mart, std::span<Candidate> chosen);

} // namespace mops::desk
