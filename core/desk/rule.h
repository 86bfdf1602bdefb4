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
    std::string
        unit; ///< "minor_units", "share", "days", "count", "score", "ratio", "text", "hour", …
    const char* title;       ///< "Distance in km"; English, marked for translation
    const char* description; ///< English, marked for translation
    const char* context;     ///< of the translation: "Feature" or "RuleColumn"
    bool isText() const { return unit == "text"; }
};
std::span<const RuleColumn> ruleColumns(RuleSubject subject);

/// Newest version of each rule, by name; with `allVersions` every version, newest first.
Result<std::vector<RuleVersion>> readRules(db::Database& mart, bool allVersions = false);
/// One version; without a number the newest. Errors: NotFound.
Result<RuleVersion> readRule(db::Database& mart, const std::string& name,
                             std::optional<int> version = {});
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

/// Runs all enabled and shadow rules as of a moment and logs their hits; enabled ones act on the
/// subjects that they had not hit in the run before: open cases (an order's case is its
/// merchant's), write tags, hold. All of it is one operation. Merchants are looked at as of the
/// moment, orders of the 30 days before each as of its own.
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
    std::int64_t operationId = 0; ///< 0 when nothing was done
    std::vector<RuleRunHits> rules;
};
/// Errors: Forbidden, NotEnoughData (no rule to run, no orders), TimeLimit, MemoryLimit, Cancelled,
/// Conflict (an import came in between).
Result<RuleRun> runRules(db::Database& mart, std::optional<std::int64_t> asOf, const Actor& actor,
                         TaskContext& context);

/// A rule for the trouble that merchants make, to be taken over as a draft.
struct ExampleRule {
    const char* name;
    const char* title; ///< English, marked for translation (context "ExampleRule")
    RuleSubject subject;
    const char* predicate;
    RuleAction action;
    const char* tag;
};
std::span<const ExampleRule> exampleRules();

} // namespace mops::desk
