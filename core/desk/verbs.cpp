#include "core/desk/verbs.h"

#include <array>
#include <utility>

namespace mops::desk {
namespace {

constexpr std::array<std::pair<Verb, const char*>, 13> kVerbs{{
    {Verb::Approve, "approve"},
    {Verb::Refuse, "refuse"},
    {Verb::Ask, "ask"},
    {Verb::Escalate, "escalate"},
    {Verb::Snooze, "snooze"},
    {Verb::Note, "note"},
    {Verb::Assign, "assign"},
    {Verb::Reopen, "reopen"},
    {Verb::Resume, "resume"},
    {Verb::Claim, "claim"},
    {Verb::Release, "release"},
    {Verb::Tag, "tag"},
    {Verb::Untag, "untag"},
}};

constexpr std::array<std::pair<CaseStatus, const char*>, 6> kStatuses{{
    {CaseStatus::Open, "open"},
    {CaseStatus::Asked, "asked"},
    {CaseStatus::Escalated, "escalated"},
    {CaseStatus::Snoozed, "snoozed"},
    {CaseStatus::Approved, "approved"},
    {CaseStatus::Refused, "refused"},
}};

constexpr std::string_view kCasePrefix = "case.";

} // namespace

const char* statusName(CaseStatus status) {
    for (const auto& [value, name] : kStatuses)
        if (value == status)
            return name;
    return "open";
}

std::optional<CaseStatus> parseStatus(std::string_view name) {
    for (const auto& [value, text] : kStatuses)
        if (text == name)
            return value;
    return std::nullopt;
}

bool isClosed(CaseStatus status) {
    return status == CaseStatus::Approved || status == CaseStatus::Refused;
}

std::optional<Verb> parseVerb(std::string_view text) {
    for (const auto& [value, name] : kVerbs)
        if (name == text)
            return value;
    return std::nullopt;
}

const char* nameOfVerb(Verb verb) {
    for (const auto& [value, name] : kVerbs)
        if (value == verb)
            return name;
    return "";
}

std::string kindOfVerb(Verb verb) {
    return std::string(kCasePrefix) + nameOfVerb(verb);
}

std::optional<Verb> verbOfKind(std::string_view kind) {
    if (kind.substr(0, kCasePrefix.size()) != kCasePrefix)
        return std::nullopt;
    return parseVerb(kind.substr(kCasePrefix.size()));
}

} // namespace mops::desk
