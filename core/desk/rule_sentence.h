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
};
struct ConditionGroup {
    bool all = true; ///< AND; false = OR
    std::vector<Condition> conditions;
};
struct RuleForm {
    bool all = true; ///< how the groups are joined
    std::vector<ConditionGroup> groups;
};

/// Empty when the predicate is more than a form can show. O(length).
std::optional<RuleForm> parseForm(const std::string& predicate);
/// The predicate that the form means; texts and names are quoted as SQL wants it.
std::string predicateOf(const RuleForm& form);

} // namespace mops::desk
