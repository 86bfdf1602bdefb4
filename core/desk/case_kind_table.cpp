#include "core/base/translatable.h"
#include "core/desk/kinds/kinds.h"

#include <array>

namespace mops::desk {
namespace {

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

} // namespace mops::desk
