#include "ui/shell/analysis.h"

#include "core/desk/cases.h"
#include "core/mart/trade_columns.h"
#include "core/profile/segments.h"
#include "core/risk/risk_model.h"

#include <algorithm>
#include <thread>

namespace mops::ui {
namespace {

int threadCount() { return static_cast<int>(std::max(1U, std::thread::hardware_concurrency())); }

Result<int> segment(db::Database& mart, const mart::TradeColumns& trade, TaskContext& task) {
    profile::SegmentParams params;
    params.threads = threadCount();
    auto segmentation = profile::segmentMerchants(trade, params, task);
    if (!segmentation)
        return failAs(segmentation);
    if (const auto stored = profile::storeSegmentation(mart, *segmentation, SystemClock()); !stored)
        return failAs(stored);
    return static_cast<int>(segmentation->segments.size());
}

Result<std::int64_t> score(db::Database& mart, const mart::TradeColumns& trade, TaskContext& task) {
    const SystemClock clock;
    risk::RiskParams params;
    params.threads = threadCount();
    auto model = risk::trainRisk(trade, params, task);
    if (!model)
        return failAs(model);
    if (const auto stored = risk::storeModel(mart, *model, clock); !stored)
        return failAs(stored);
    auto scores = risk::scoreMerchants(*model, trade, dayOf(fromSeconds(model->asOf)), task);
    if (!scores)
        return failAs(scores);
    if (const auto stored = risk::storeScores(mart, *scores, clock); !stored)
        return failAs(stored);
    return static_cast<std::int64_t>(scores->scores.size());
}

} // namespace

Result<AnalysisReport> analyseMart(db::Database& mart, const std::string& operatorName,
                                   TaskContext& task) {
    AnalysisReport report;
    const auto trade = mart::readTradeColumns(mart, task);
    if (!trade)
        return failAs(trade);
    const auto segments = segment(mart, *trade, task);
    if (segments)
        report.segments = *segments;
    else if (segments.error().code != ErrorCode::NotEnoughData)
        return failAs(segments);
    const auto scored = score(mart, *trade, task);
    if (!scored && scored.error().code != ErrorCode::NotEnoughData)
        return failAs(scored);
    if (!scored)
        return report;
    report.scored = *scored;
    const SystemClock clock;
    const auto opened = desk::openRiskCases(mart, {}, desk::Actor{operatorName, clock});
    if (!opened)
        return failAs(opened);
    report.casesOpened = opened->opened;
    return report;
}

} // namespace mops::ui
