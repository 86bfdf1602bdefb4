#pragma once

#include "core/desk/cases.h"

namespace mops::desk {

/// A rule: a condition over the documented columns of a merchant or an order, and what happens
/// when it holds. Conditions are SQL predicates that run in a sandbox (core/desk/predicate.h).
enum class RuleSubject { Merchant, Order };
enum class RuleAction { Case, Tag, Hold };
enum class RuleState { Draft, Shadow, Enabled, Disabled };
const char* subjectName(RuleSubject subject);
const char* actionName(RuleAction action);
const char* stateName(RuleState state);
std::optional<RuleSubject> parseSubject(std::string_view name);
std::optional<RuleAction> parseAction(std::string_view name);

struct RuleVersion {
    std::string name;
    int version = 0; ///< from 1
    RuleSubject subject = RuleSubject::Merchant;
    std::string predicate;
    RuleAction action = RuleAction::Case;
    std::string tag; ///< of action Tag
    std::string note;
    RuleState state = RuleState::Draft;
    std::string madeBy;
    std::int64_t madeAt = 0;
    bool waitsForApproval = false; ///< somebody asked to switch it, and a second person must agree
};

/// A column that a predicate may name.
struct RuleColumn {
    std::string name;
    std::string unit;        ///< "minor", "share", "days", "count", "text", …
    std::string description; ///< English, marked for translation
};
std::span<const RuleColumn> ruleColumns(RuleSubject subject);

/// Newest version of each rule, by name; with `allVersions` every version, newest first.
Result<std::vector<RuleVersion>> readRules(db::Database& mart, bool allVersions = false);
/// A new rule, or a new version of a known one, as a draft. The predicate is compiled first.
/// Errors: Usage (name, tag), SqlRefused (predicate), Forbidden.
Result<Receipt> saveRule(db::Database& mart, RuleVersion rule, const Actor& actor);
/// Switches a version. Shadow needs nobody else; enable and disable need a second person where the
/// mart has operators: then the receipt's kind is "approval.ask". Enabling one version disables
/// the one before. Errors: NotFound, Conflict, Forbidden.
Result<Receipt> switchRule(db::Database& mart, const std::string& name, int version,
                           RuleState state, const Actor& actor);

/// One plain try of a predicate on today's subjects.
struct RuleTest {
    std::int64_t hits = 0;
    std::int64_t subjects = 0;
    std::vector<std::string> sample; ///< the first ids in subject order, at most 20
    double seconds = 0;
};
/// Errors: SqlRefused (says where and why), TimeLimit, MemoryLimit, Cancelled.
Result<RuleTest> testPredicate(db::Database& mart, RuleSubject subject,
                               const std::string& predicate, std::optional<std::int64_t> asOf,
                               TaskContext& context);

/// Runs all enabled and shadow rules as of a moment and logs their hits; enabled ones act (open
/// cases, write tags) in one operation. Answers hits per rule.
struct RuleRunHits {
    std::string name;
    int version = 0;
    bool shadow = false;
    std::int64_t hits = 0;
    std::int64_t acted = 0; ///< cases opened, tags written
};
struct RuleRun {
    std::int64_t runId = 0;
    std::int64_t asOf = 0;
    std::vector<RuleRunHits> rules;
};
Result<RuleRun> runRules(db::Database& mart, std::optional<std::int64_t> asOf, const Actor& actor,
                         TaskContext& context);

} // namespace mops::desk
