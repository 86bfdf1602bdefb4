#include "core/desk/wake.h"

#include "core/base/translatable.h"
#include "core/db/statement.h"
#include "core/desk/cases.h"

#include <array>
#include <optional>

namespace mops::desk {
namespace {

constexpr std::array kWakeEvents{
    WakeEvent{"order", MOPS_TEXT("WakeEvent", "A new order")},
    WakeEvent{"review", MOPS_TEXT("WakeEvent", "A new review")},
    WakeEvent{"after_sale", MOPS_TEXT("WakeEvent", "A new after-sale case")},
    WakeEvent{"message", MOPS_TEXT("WakeEvent", "A message of the merchant")},
    WakeEvent{"score", MOPS_TEXT("WakeEvent", "New risk scores")},
};

/// Per event, in the order of kWakeEvents: is there something of merchant ?1 newer than ?2?
constexpr std::array<const char*, kWakeEvents.size()> kQuestions{
    "SELECT 1 FROM fact_item WHERE merchant_key = ?1 AND batch_id > ?2 LIMIT 1",
    "SELECT 1 FROM fact_item i JOIN fact_review r ON r.order_key = i.order_key "
    "WHERE i.merchant_key = ?1 AND r.batch_id > ?2 LIMIT 1",
    "SELECT 1 FROM fact_after_sale WHERE merchant_key = ?1 AND batch_id > ?2 LIMIT 1",
    "SELECT 1 FROM fact_ticket t JOIN fact_message x ON x.ticket_key = t.ticket_key "
    "WHERE t.merchant_key = ?1 AND x.author = 'merchant' AND x.batch_id > ?2 LIMIT 1",
    "SELECT 1 FROM score_run r JOIN score s ON s.run_id = r.run_id AND s.merchant_key = ?1 "
    "WHERE r.run_id > ?2 LIMIT 1",
};
constexpr std::string_view kScoreEvent = "score";

std::int64_t newestBatchOf(db::Database& mart) {
    return mart.integer("SELECT coalesce(max(batch_id), 0) FROM import_batch");
}
std::int64_t newestRunOf(db::Database& mart) {
    return mart.integer("SELECT coalesce(max(run_id), 0) FROM score_run");
}

} // namespace

std::span<const WakeEvent> wakeEvents() {
    return kWakeEvents;
}

std::int64_t seenNow(db::Database& mart, std::string_view event) {
    return event == kScoreEvent ? newestRunOf(mart) : newestBatchOf(mart);
}

struct WakeCheck::Impl {
    db::Database& mart;
    std::int64_t batch = 0;
    std::int64_t run = 0;
    std::array<std::optional<db::Statement>, kQuestions.size()> questions;
};

WakeCheck::WakeCheck(db::Database& mart)
    : m_impl(new Impl{mart, newestBatchOf(mart), newestRunOf(mart), {}}) {}

WakeCheck::~WakeCheck() = default;

bool WakeCheck::isWoken(std::int64_t merchantKey, std::string_view event, std::int64_t seen) {
    if ((event == kScoreEvent ? m_impl->run : m_impl->batch) <= seen)
        return false;
    for (std::size_t k = 0; k < kWakeEvents.size(); ++k) {
        if (event != kWakeEvents[k].name)
            continue;
        auto& question = m_impl->questions[k];
        if (!question)
            question.emplace(m_impl->mart, kQuestions[k]);
        question->bindAll(merchantKey, seen);
        const bool woken = question->step();
        question->reset();
        return woken;
    }
    return false;
}

std::int64_t WakeCheck::newestBatch() const {
    return m_impl->batch;
}

std::int64_t WakeCheck::newestScoreRun() const {
    return m_impl->run;
}

} // namespace mops::desk
