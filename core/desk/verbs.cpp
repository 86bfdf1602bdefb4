#include "core/desk/verbs.h"

#include "core/base/translatable.h"

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

constexpr std::array kMerchantRiskReasons{
    ReasonCode{"late_delivery", MOPS_TEXT("Reason", "Late deliveries")},
    ReasonCode{"low_reviews", MOPS_TEXT("Reason", "Low reviews")},
    ReasonCode{"cancellations", MOPS_TEXT("Reason", "Many cancellations")},
    ReasonCode{"gone_quiet", MOPS_TEXT("Reason", "Gone quiet")},
    ReasonCode{"sudden_change", MOPS_TEXT("Reason", "Sudden change of behaviour")},
    ReasonCode{"evidence_provided", MOPS_TEXT("Reason", "The merchant gave evidence")},
    ReasonCode{"improving", MOPS_TEXT("Reason", "Already improving")},
    ReasonCode{"false_alarm", MOPS_TEXT("Reason", "False alarm")},
    ReasonCode{"other", MOPS_TEXT("Reason", "Other (with a note)")},
};
constexpr std::array kAnyReasons{
    ReasonCode{"other", MOPS_TEXT("Reason", "Other (with a note)")},
};
constexpr std::array kWakeEvents{
    WakeEvent{"order", MOPS_TEXT("WakeEvent", "A new order")},
    WakeEvent{"review", MOPS_TEXT("WakeEvent", "A new review")},
    WakeEvent{"after_sale", MOPS_TEXT("WakeEvent", "A new after-sale case")},
    WakeEvent{"message", MOPS_TEXT("WakeEvent", "A message of the merchant")},
    WakeEvent{"score", MOPS_TEXT("WakeEvent", "New risk scores")},
};
constexpr std::string_view kCasePrefix = "case.";

} // namespace

std::span<const ReasonCode> reasonCodes(const std::string& kind) {
    if (kind == "merchant-risk")
        return kMerchantRiskReasons;
    return kAnyReasons;
}

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

std::span<const WakeEvent> wakeEvents() {
    return kWakeEvents;
}

std::optional<Verb> parseVerb(std::string_view text) {
    for (const auto& [value, name] : kVerbs)
        if (name == text)
            return value;
    return std::nullopt;
}

std::string kindOfVerb(Verb verb) {
    for (const auto& [value, name] : kVerbs)
        if (value == verb)
            return std::string(kCasePrefix) + name;
    return {};
}

std::optional<Verb> verbOfKind(std::string_view kind) {
    if (kind.substr(0, kCasePrefix.size()) != kCasePrefix)
        return std::nullopt;
    return parseVerb(kind.substr(kCasePrefix.size()));
}

} // namespace mops::desk
