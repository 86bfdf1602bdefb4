#pragma once

#include "core/base/rng.h"
#include "core/world/catalogue.h"

#include <span>
#include <string>
#include <string_view>

namespace mops::world {

/// What tickets and articles are about.
std::span<const char* const> ticketTopics();
/// The topics' positions in ticketTopics().
enum class Topic : std::size_t {
    Onboarding,
    Deposit,
    Delivery,
    Refund,
    Listing,
    Brushing,
    Campaign,
    Invoice,
    Logistics,
    Account,
    Payout,
    Rating,
    Count
};
inline constexpr auto kTopics = static_cast<std::size_t>(Topic::Count);

/// What the texts speak of.
struct TicketSlots {
    std::string_view order;   ///< id; empty = none at hand
    std::string_view product; ///< name
    int days = 0;
    std::int64_t amountMinor = 0;
};

/// A merchant's question: greeting, the question with words of neighbouring topics, sometimes a
/// second concern, thanks; typing errors now and then.
std::string questionText(Topic topic, const TicketSlots& slots, bool chinese, Rng& rng);
std::string subjectText(Topic topic, bool chinese, Rng& rng);
std::string answerText(Topic topic, bool chinese, Rng& rng);
/// What a merchant writes after an answer.
std::string followUpText(bool chinese, Rng& rng);

} // namespace mops::world
