#include "core/desk/replay_frames.h"

#include "core/base/date.h"
#include "core/desk/merchant_subjects.h"
#include "core/desk/order_subjects.h"

#include <algorithm>
#include <optional>

namespace mops::desk {

struct ReplayFrames::Impl {
    std::optional<MerchantSubjects> merchants;
    std::optional<OrderSubjects> orders;
};

ReplayFrames::ReplayFrames(const PastFacts& facts, const ReplayParams& params,
                           std::vector<std::size_t> columns)
    : m_impl(std::make_unique<Impl>())
    , m_params(params) {
    if (params.subject == RuleSubject::Order) {
        m_impl->orders.emplace(facts, std::move(columns));
        m_moments = {params.to};
        return;
    }
    m_impl->merchants.emplace(facts, std::move(columns));
    for (std::int64_t at = params.to; at >= params.from; at -= params.stepDays * kSecondsPerDay)
        m_moments.push_back(at);
    std::reverse(m_moments.begin(), m_moments.end());
}

ReplayFrames::~ReplayFrames() = default;

Result<ReplayLook> ReplayFrames::look(std::size_t number, TaskContext& context) const {
    const std::int64_t at = m_moments[number];
    auto frame = m_impl->orders ? m_impl->orders->between(m_params.from, m_params.to, context)
                                : m_impl->merchants->at(at, context);
    if (!frame)
        return failAs(frame);
    return ReplayLook{m_impl->orders ? m_params.from : at, at, std::move(*frame)};
}

std::uint32_t ReplayFrames::merchantOf(std::uint32_t subject) const {
    return m_impl->orders ? m_impl->orders->merchantOf()[subject] : subject;
}

std::int64_t ReplayFrames::amountOf(std::uint32_t order) const {
    return m_impl->orders->amountOf()[order];
}

} // namespace mops::desk
