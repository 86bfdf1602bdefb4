#pragma once

#include "core/db/statement.h"
#include "core/desk/cases.h"
#include "core/desk/operators.h"
#include "tests/support/scored_mart.h"

#include <stdexcept>

namespace mops::test {

/// A scored mart with its cases open and, if wanted, people with roles. Time stands still until it
/// is moved on.
class DeskMart : public ScoredMart {
public:
    explicit DeskMart(int merchants = 9)
        : ScoredMart(merchants) {
        desk::OpenCasesParams params;
        params.minimumProbability = 0;
        params.most = merchants;
        must(desk::openRiskCases(writer(), params, as("opener")));
    }

    desk::Actor as(const char* name) const { return {name, clock}; }

    /// "lin" and "guo" lead, "ana" is an analyst, "wang" and "zhao" review, "he" is compliance.
    void addPeople() {
        using desk::Role;
        must(desk::saveOperator(writer(), {"lin", Role::Lead, true}, as("lin")));
        must(desk::saveOperator(writer(), {"guo", Role::Lead, true}, as("lin")));
        must(desk::saveOperator(writer(), {"ana", Role::Analyst, true}, as("lin")));
        must(desk::saveOperator(writer(), {"wang", Role::Reviewer, true}, as("lin")));
        must(desk::saveOperator(writer(), {"zhao", Role::Reviewer, true}, as("lin")));
        must(desk::saveOperator(writer(), {"he", Role::Compliance, true}, as("lin")));
    }

    Result<desk::Receipt> decide(const std::string& caseId, desk::Verb verb, const char* who,
                                 const std::string& reason = {}, const std::string& note = {}) {
        desk::Decision decision;
        decision.caseId = caseId;
        decision.verb = verb;
        decision.reasonCode = reason;
        decision.note = note;
        return desk::decide(writer(), decision, as(who));
    }

    void later(std::int64_t seconds) { clock.set(clock.now() + std::chrono::seconds(seconds)); }

    /// Every row of the state tables as text: equal texts are equal states.
    std::string stateText() {
        std::string text;
        for (const char* table :
             {"case_state", "case_note", "case_tag", "desk_operator", "approval", "blind_mark",
              "blind_case", "rule", "rule_version", "band", "saved_view"}) {
            db::Statement rows(writer(), std::string("SELECT * FROM ") + table + " ORDER BY 1, 2");
            text += std::string(table) + "\n";
            while (rows.step()) {
                for (int column = 0; column < rows.columnCount(); ++column)
                    text += std::string(rows.text(column)) + "|";
                text += "\n";
            }
        }
        return text;
    }

    FixedClock clock{fromSeconds(1'535'846'400)}; ///< 2018-09-02

private:
    template <class T>
    static void must(const Result<T>& result) {
        if (!result)
            throw std::runtime_error(result.error().detail);
    }
};

} // namespace mops::test
