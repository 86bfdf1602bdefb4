#include "ui/desk/open_kinds.h"

namespace mops::ui {
namespace {

/// On the risk page only what is more likely than not is worth a reviewer's time unasked.
constexpr double kRiskLine = 0.5;

desk::OpenKindParams paramsOf(const desk::CaseKind& kind) {
    desk::OpenKindParams params;
    if (std::string_view(kind.page) == "risk")
        params.minimumProbability = kRiskLine;
    return params;
}

} // namespace

Result<std::int64_t> countOpenableOn(db::Database& mart, const std::string& page,
                                     TaskContext& context) {
    std::int64_t openable = 0;
    for (const desk::CaseKind& kind : desk::caseKinds()) {
        if (page != kind.page)
            continue;
        const auto count = desk::countOpenable(mart, kind.name, paramsOf(kind), context);
        if (count)
            openable += *count;
        else if (count.error().code != ErrorCode::NotEnoughData)
            return failAs(count);
    }
    return openable;
}

Result<desk::OpenedCases> openCasesOn(db::Database& mart, const std::string& page,
                                      const desk::Actor& actor, TaskContext& context) {
    desk::OpenedCases all;
    for (const desk::CaseKind& kind : desk::caseKinds()) {
        if (page != kind.page)
            continue;
        const auto opened = desk::openCases(mart, kind.name, paramsOf(kind), actor, context);
        if (opened) {
            all.operationId = std::max(all.operationId, opened->operationId);
            all.opened += opened->opened;
            all.alreadyOpen += opened->alreadyOpen;
        } else if (opened.error().code != ErrorCode::NotEnoughData) {
            return failAs(opened);
        }
    }
    return all;
}

} // namespace mops::ui
