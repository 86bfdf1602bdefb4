#pragma once

#include "core/base/rng.h"
#include "core/world/ticket_texts.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mops::db {
class Database;
}

namespace mops::world {

struct MerchantStory;
struct World;
class StoryWriter;

struct TicketEvent {
    Topic topic{};                    ///< the truth; the mart does not say it
    std::optional<std::size_t> order; ///< position in the merchant's orders
    const char* channel = "chat";
    std::string subject;
    std::int64_t openedAt = 0;
    std::optional<std::int64_t> closedAt;
    const char* status = "open";
    std::size_t messageBegin = 0;
    std::size_t messageEnd = 0;
};

struct MessageEvent {
    std::int64_t at = 0;
    bool fromAgent = false;
    std::string text; ///< an order is named by a mark that the writer replaces by its id
};

struct TicketStory {
    std::vector<TicketEvent> tickets;
    std::vector<MessageEvent> messages;
};

/// Stands in a message for the id of the ticket's order, which only the writer knows.
inline constexpr std::string_view kOrderMark = "\x01";

/// Questions about the merchant's own orders and goods, and what was answered.
void ask(const World& world, MerchantStory& story, Rng& rng);
std::unique_ptr<StoryWriter> writeTicketsInto(db::Database& mart, const World& world,
                                              std::int64_t batch);
/// What each ticket is about.
std::unique_ptr<StoryWriter> writeTicketTruthInto(db::Database& truth, const World& world);

} // namespace mops::world
