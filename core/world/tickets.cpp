#include "core/world/tickets.h"

#include "core/world/chance.h"
#include "core/world/story.h"
#include "core/world/world.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mops::world {
namespace {

constexpr double kPerMerchant = 0.5; ///< tickets without an occasion
constexpr double kPerOrder = 0.02;
constexpr double kMost = 12;           ///< of one merchant, on average
constexpr double kMostInAll = 300'000; ///< large worlds ask less
constexpr double kMeanPerMerchant = 1.6;
constexpr double kNeverAnswered = 0.03;

// How often each topic is asked about without a visible occasion, in the order of the topics.
constexpr std::array<double, kTopics> kShares{0.06, 0.09, 0.10, 0.13, 0.12, 0.05,
                                              0.09, 0.07, 0.10, 0.06, 0.08, 0.05};
constexpr std::array kChannels{"chat", "chat", "chat", "chat", "form",
                               "form", "form", "mail", "mail", "phone"};

std::int64_t inDays(double days) {
    return static_cast<std::int64_t>(days * static_cast<double>(kSecondsPerDay));
}

class Asker {
public:
    Asker(const World& world, MerchantStory& story, Rng& rng)
        : m_world(world)
        , m_story(story)
        , m_result(story.talk)
        , m_rng(rng) {}

    void tell() {
        m_result.tickets.clear();
        m_result.messages.clear();
        const auto orders = static_cast<double>(m_story.trade.orders.size());
        const double scale = std::min(
            1.0, kMostInAll / (kMeanPerMerchant * static_cast<double>(m_world.params.merchants)));
        const int tickets =
            poisson(m_rng, scale * std::min(kMost, kPerMerchant + kPerOrder * orders));
        for (int i = 0; i < tickets; ++i)
            askOnce();
        std::stable_sort(
            m_result.tickets.begin(), m_result.tickets.end(),
            [](const TicketEvent& a, const TicketEvent& b) { return a.openedAt < b.openedAt; });
    }

private:
    void askOnce() {
        TicketEvent ticket;
        ticket.topic =
            static_cast<Topic>(drawShare(m_rng, kShares, [](double share) { return share; }));
        TicketSlots slots;
        slots.days = 1 + static_cast<int>(m_rng.below(9));
        slots.amountMinor = 100 * static_cast<std::int64_t>(10 + m_rng.below(490));
        slots.product =
            m_story.plan
                .products[static_cast<std::size_t>(m_rng.below(m_story.plan.products.size()))]
                .name;
        ticket.openedAt = momentOf(ticket, slots);
        if (ticket.openedAt > m_world.end)
            return;
        ticket.channel = kChannels[static_cast<std::size_t>(m_rng.below(kChannels.size()))];
        ticket.subject = subjectText(ticket.topic, m_world.chinese, m_rng);
        talk(ticket, slots);
        m_result.tickets.push_back(std::move(ticket));
    }

    /// Mostly days after an order of its own, which the question then names.
    std::int64_t momentOf(TicketEvent& ticket, TicketSlots& slots) {
        const std::vector<OrderEvent>& orders = m_story.trade.orders;
        if (orders.empty() || m_rng.chance(0.3)) {
            const std::int64_t from = std::max(m_world.begin, m_story.plan.registeredAt + 3600);
            return from + static_cast<std::int64_t>(m_rng.below(static_cast<std::uint64_t>(
                              std::max<std::int64_t>(1, m_world.end - from))));
        }
        const auto position = static_cast<std::size_t>(m_rng.below(orders.size()));
        const OrderEvent& order = orders[position];
        const bool late = order.deliveredAt && *order.deliveredAt > order.promisedAt;
        if (late && m_rng.chance(0.6))
            ticket.topic = m_rng.chance(0.5) ? Topic::Delivery : Topic::Logistics;
        else if (order.reviewScore > 0 && order.reviewScore <= 2 && m_rng.chance(0.5))
            ticket.topic = m_rng.chance(0.5) ? Topic::Rating : Topic::Refund;
        ticket.order = position;
        slots.order = kOrderMark;
        const ItemEvent& item = m_story.trade.items[order.itemBegin];
        slots.product = m_story.plan.products[item.product].name;
        slots.amountMinor = item.priceMinor;
        return order.at + inDays(0.2 + 4 * m_rng.exponential());
    }

    void say(std::int64_t at, bool fromAgent, std::string text) {
        m_result.messages.push_back({at, fromAgent, std::move(text)});
    }

    void talk(TicketEvent& ticket, const TicketSlots& slots) {
        ticket.messageBegin = m_result.messages.size();
        std::int64_t at = ticket.openedAt;
        say(at, false, questionText(ticket.topic, slots, m_world.chinese, m_rng));
        for (;;) {
            at += inDays(0.02 + 0.7 * m_rng.exponential());
            const bool goesOn = m_rng.chance(0.35);
            const bool answered = !m_rng.chance(kNeverAnswered);
            std::string answer = answerText(ticket.topic, m_world.chinese, m_rng);
            std::string further = followUpText(m_world.chinese, m_rng);
            const std::int64_t next = at + inDays(0.02 + 0.4 * m_rng.exponential());
            if (!answered || at > m_world.end)
                break;
            say(at, true, std::move(answer));
            ticket.status = "answered";
            if (!goesOn || next > m_world.end) {
                const std::int64_t closed = at + inDays(0.5 + 2 * m_rng.exponential());
                if (closed <= m_world.end) {
                    ticket.status = "closed";
                    ticket.closedAt = closed;
                }
                break;
            }
            at = next;
            say(at, false, std::move(further));
            ticket.status = "open";
        }
        ticket.messageEnd = m_result.messages.size();
    }

    const World& m_world;
    const MerchantStory& m_story;
    TicketStory& m_result;
    Rng& m_rng;
};

} // namespace

void ask(const World& world, MerchantStory& story, Rng& rng) {
    Asker(world, story, rng).tell();
}

} // namespace mops::world
