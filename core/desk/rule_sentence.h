#pragma once

#include "core/desk/rule.h"

namespace mops::desk {

/// A predicate as a form: conditions joined by AND or OR, one level of groups. What does not fit
/// the form stays SQL text; form → predicate → form gives the same form.
enum class Comparison {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    Missing,
    Present
};
struct Condition {
    std::string column;
    Comparison comparison{};
    std::string value; ///< a number as written, or a text; empty for Missing and Present
    bool isText = false;
    bool operator==(const Condition&) const = default;
};
struct ConditionGroup {
    bool all = true; ///< AND; false = OR
    std::vector<Condition> conditions;
    bool operator==(const ConditionGroup&) const = default;
};
struct RuleForm {
    bool all = true; ///< how the groups are joined
    std::vector<ConditionGroup> groups;
    bool operator==(const RuleForm&) const = default;
};

/// The one form of all that mean and look the same: no empty groups, groups of one condition each
/// drawn together, and "all" where there is nothing to join.
RuleForm normalised(RuleForm form);

/// Empty when the predicate is more than a form can show. O(length).
std::optional<RuleForm> parseForm(const std::string& predicate);
/// The predicate that the form means; texts and names are quoted as SQL wants it, and a value that
/// is no number becomes a text, so that a form can say nothing but what it shows. Empty for an
/// empty form. parseForm(predicateOf(form)) is normalised(form).
std::string predicateOf(const RuleForm& form);

} // namespace mops::desk
