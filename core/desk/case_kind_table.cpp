#include "core/base/translatable.h"
#include "core/desk/kinds/kinds.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mops::desk {
namespace {

/// Which reason features of a merchant speak for, by a part of their name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kFeatureReasons{{
    {"late", "late_delivery"},
    {"delay", "late_delivery"},
    {"deliver", "late_delivery"},
    {"dispatch", "late_delivery"},
    {"ship", "late_delivery"},
    {"review", "low_reviews"},
    {"cancel", "cancellations"},
    {"days_since", "gone_quiet"},
}};

bool hasReason(std::span<const ReasonCode> reasons, std::string_view code) {
    return std::any_of(reasons.begin(), reasons.end(),
                       [&](const ReasonCode& reason) { return code == reason.code; });
}

constexpr std::array kAnyReasons{
    ReasonCode{"other", MOPS_TEXT("Reason", "Other (with a note)")},
};

} // namespace

std::span<const CaseKind> caseKinds() {
    static const std::array kKinds{
        kMerchantRiskCase, kRingCase,          kApplicationCase,
        kListingCase,      kListingChangeCase, kAfterSaleCase,
    };
    return kKinds;
}

const CaseKind* findCaseKind(std::string_view name) {
    for (const CaseKind& kind : caseKinds())
        if (name == kind.name)
            return &kind;
    return nullptr;
}

const CaseMeasure* findMeasure(std::string_view code) {
    for (const CaseKind& kind : caseKinds())
        for (const CaseMeasure& measure : kind.measures)
            if (code == measure.code)
                return &measure;
    return nullptr;
}

std::span<const ReasonCode> reasonCodes(const std::string& kind) {
    const CaseKind* known = findCaseKind(kind);
    return known != nullptr ? known->reasons : std::span<const ReasonCode>(kAnyReasons);
}

std::string suggestedReason(const std::string& kind, std::span<const CaseReason> why) {
    const auto strongest = std::find_if(
        why.begin(), why.end(), [](const CaseReason& reason) { return reason.contribution > 0; });
    if (strongest == why.end())
        return {};
    const auto reasons = reasonCodes(kind);
    if (hasReason(reasons, strongest->feature))
        return strongest->feature;
    for (const auto& [part, code] : kFeatureReasons)
        if (strongest->feature.find(part) != std::string::npos && hasReason(reasons, code))
            return std::string(code);
    return {};
}

} // namespace mops::desk
