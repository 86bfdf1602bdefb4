#include "core/db/statement.h"
#include "core/world/chapter.h"
#include "core/world/id_text.h"
#include "core/world/tickets.h"

namespace mops::world {
namespace {

IdText ticketId(std::int64_t key) {
    return {'T', 7, key};
}

class TicketWriter final : public StoryWriter {
public:
    TicketWriter(db::Database& mart, std::int64_t batch)
        : m_batch(batch)
        , m_ticket(mart, "INSERT INTO fact_ticket (ticket_key, ticket_id, merchant_key, order_key, "
                         "channel, subject, opened_at, closed_at, status, batch_id) "
                         "VALUES (?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?)")
        , m_message(mart, "INSERT INTO fact_message (ticket_key, message_no, at, author, text, "
                          "batch_id) VALUES (?, ?, ?, ?, ?, ?)")
        , m_tickets(counter("fact_ticket"))
        , m_messages(counter("fact_message")) {}

    void writeStory(const MerchantStory& story, const StoryKeys& keys) override {
        for (const TicketEvent& event : story.talk.tickets) {
            const std::int64_t key = ++m_tickets;
            const std::int64_t order = event.order ? keys.order(*event.order) : 0;
            m_ticket.run(key, ticketId(key), keys.merchant, order, event.channel, event.subject,
                         event.openedAt, event.closedAt, event.status, m_batch);
            for (std::size_t i = event.messageBegin; i < event.messageEnd; ++i) {
                const MessageEvent& message = story.talk.messages[i];
                m_message.run(key, static_cast<std::int64_t>(i - event.messageBegin) + 1,
                              message.at, message.fromAgent ? "agent" : "merchant",
                              withOrder(message.text, order), m_batch);
            }
            m_messages += static_cast<std::int64_t>(event.messageEnd - event.messageBegin);
        }
    }

private:
    std::string_view withOrder(const std::string& text, std::int64_t order) {
        if (order == 0 || text.find(kOrderMark) == std::string::npos)
            return text;
        m_text = text;
        const IdText id = orderId(order);
        for (std::size_t at = m_text.find(kOrderMark); at != std::string::npos;
             at = m_text.find(kOrderMark))
            m_text.replace(at, kOrderMark.size(), std::string_view(id));
        return m_text;
    }

    std::int64_t m_batch;
    db::Statement m_ticket;
    db::Statement m_message;
    std::int64_t& m_tickets;
    std::int64_t& m_messages;
    std::string m_text; ///< used again for every message
};

class TicketTruthWriter final : public StoryWriter {
public:
    explicit TicketTruthWriter(db::Database& truth)
        : m_ticket((truth.execute("CREATE TABLE ticket_truth (ticket_id TEXT PRIMARY KEY, topic "
                                  "TEXT NOT NULL) STRICT, WITHOUT ROWID"),
                    truth),
                   "INSERT INTO ticket_truth VALUES (?, ?)") {}

    void writeStory(const MerchantStory& story, const StoryKeys&) override {
        for (const TicketEvent& event : story.talk.tickets)
            m_ticket.run(ticketId(++m_tickets),
                         ticketTopics()[static_cast<std::size_t>(event.topic)]);
    }

private:
    db::Statement m_ticket;
    std::int64_t m_tickets = 0;
};

} // namespace

std::unique_ptr<StoryWriter> writeTicketsInto(db::Database& mart, const World&,
                                              std::int64_t batch) {
    return std::make_unique<TicketWriter>(mart, batch);
}

std::unique_ptr<StoryWriter> writeTicketTruthInto(db::Database& truth, const World&) {
    return std::make_unique<TicketTruthWriter>(truth);
}

} // namespace mops::world
