#include "core/world/trade.h"

#include "core/world/calendar.h"
#include "core/world/names.h"
#include "core/world/story.h"
#include "core/world/world.h"

#include <array>
#include <cmath>

namespace mops::world {
namespace {

constexpr std::int64_t kLocalOffset = 8 * 3600; ///< the world's people live by UTC+8

// How much is ordered in each hour of the local day.
constexpr std::array<double, 24> kHours{1.6, 0.9, 0.5, 0.3, 0.2, 0.3, 0.7, 1.6, 3.0, 4.6, 5.6, 5.5,
                                        5.4, 5.3, 5.0, 5.1, 5.0, 4.6, 4.8, 5.8, 7.0, 7.6, 6.2, 3.6};

constexpr const char* kInstalments = "instalments";
constexpr std::array kMethods{"wallet",      "wallet",      "wallet",     "wallet",
                              "credit_card", "credit_card", "debit_card", kInstalments};

std::int64_t seconds(double days) {
    return static_cast<std::int64_t>(days * static_cast<double>(kSecondsPerDay));
}

class Life {
public:
    Life(const World& world, const MerchantPlan& plan, MerchantTrade& result, Rng& rng)
        : m_world(world)
        , m_plan(plan)
        , m_rng(rng)
        , m_result(result) {
        for (const double share : kHours)
            m_hours.add(share);
    }

    void live() {
        m_result.orders.clear();
        m_result.items.clear();
        std::vector<std::int64_t> moments;
        // One local day more, as the world's last UTC day ends within it.
        for (int day = std::max(0, m_plan.firstDay); day <= m_world.params.days; ++day) {
            const int orders = poisson(m_rng, paceOn(day));
            moments.clear();
            for (int i = 0; i < orders; ++i) {
                const std::int64_t at = momentIn(day);
                if (at >= std::max(m_world.begin, m_plan.registeredAt) && at <= m_world.end)
                    moments.push_back(at);
            }
            std::sort(moments.begin(), moments.end());
            for (const std::int64_t at : moments)
                order(day, at);
        }
    }

private:
    double progressAfter(int day, int from) const {
        return std::clamp(static_cast<double>(day - from) / std::max(1, m_world.params.days - from),
                          0.0, 1.0);
    }

    /// How far a slipping merchant has slipped: 0 … 1.
    double slip(int day) const {
        return m_plan.type == MerchantType::Slipping
                   ? std::sqrt(progressAfter(day, m_plan.changeDay))
                   : 0;
    }

    double paceOn(int day) const {
        const Day date = m_world.firstDay + std::chrono::days(day);
        double pace =
            m_plan.ordersPerDay * demandOn(date) * seasonOf(categories()[m_plan.category], date);
        const int age = day - m_plan.firstDay;
        if (age < 45)
            pace *= 0.3 + 0.7 * age / 45.0;
        switch (m_plan.type) {
        case MerchantType::Growing:
            pace *= 0.5 + 2.2 * progressAfter(day, std::max(0, m_plan.firstDay));
            break;
        case MerchantType::Slipping: pace *= 1.3 - 0.9 * slip(day); break;
        case MerchantType::Sleepy:
            if (day >= m_plan.changeDay)
                pace *= m_plan.closes ? 0 : 0.08;
            break;
        default: break;
        }
        return pace;
    }

    std::int64_t momentIn(int day) {
        const auto hour = static_cast<std::int64_t>(m_hours.draw(m_rng));
        return m_world.begin + day * kSecondsPerDay + hour * 3600 +
               static_cast<std::int64_t>(m_rng.below(3600)) - kLocalOffset;
    }

    std::uint32_t drawBuyer() {
        const std::size_t past = m_result.orders.size();
        if (past > 0 && m_rng.chance(m_plan.loyalty))
            return m_result.orders[static_cast<std::size_t>(m_rng.below(past))].buyer;
        return m_world.buyers.draw(m_plan.category, m_rng);
    }

    std::size_t drawProduct(int day, const Buyer& buyer) {
        m_choice.clear();
        for (const ProductPlan& product : m_plan.products) {
            double weight = product.popularity;
            if (product.style == buyer.style)
                weight *= 6;
            m_choice.add(product.launchDay <= day ? weight : 0);
        }
        return m_choice.draw(m_rng);
    }

    void addItem(std::size_t product, int day, const City& to) {
        const ProductPlan& plan = m_plan.products[product];
        ItemEvent item;
        item.product = product;
        const double discount = isFestival(m_world.firstDay + std::chrono::days(day)) ? 0.85 : 1;
        item.priceMinor = static_cast<std::int64_t>(
                              std::round(static_cast<double>(plan.priceMinor) * discount / 10)) *
                          10;
        const bool free = item.priceMinor >= 9900 ? m_rng.chance(0.75) : m_rng.chance(0.25);
        if (!free) {
            const double kilometres = kilometresBetween(cities()[m_plan.city], to);
            const double yuan = 4 + kilometres / 400 + plan.weightGrams / 1000 * 1.5;
            item.freightMinor = static_cast<std::int64_t>(std::round(yuan * 2)) * 50;
        }
        m_result.items.push_back(item);
    }

    void fillBasket(OrderEvent& event, int day) {
        const Buyer& buyer = m_world.buyers[event.buyer];
        const City& to = cities()[buyer.city];
        event.itemBegin = m_result.items.size();
        const std::size_t first = drawProduct(day, buyer);
        addItem(first, day, to);
        for (double more = 0.24; m_rng.chance(more); more = 0.3) {
            const std::size_t partner = first ^ 1U;
            const bool together = partner < m_plan.products.size() &&
                                  m_plan.products[partner].launchDay <= day && m_rng.chance(0.5);
            addItem(together ? partner : drawProduct(day, buyer), day, to);
            if (m_result.items.size() - event.itemBegin >= 8)
                break;
        }
        event.itemEnd = m_result.items.size();
    }

    void order(int day, std::int64_t at) {
        OrderEvent event;
        event.at = at;
        event.buyer = drawBuyer();
        fillBasket(event, day);
        pay(event);
        deliver(event, day);
        m_result.orders.push_back(event);
    }

    void pay(OrderEvent& event) {
        for (std::size_t i = event.itemBegin; i < event.itemEnd; ++i)
            event.costMinor += m_result.items[i].priceMinor + m_result.items[i].freightMinor;
        event.paymentMethod = kMethods[static_cast<std::size_t>(m_rng.below(kMethods.size()))];
        if (event.paymentMethod == kInstalments)
            event.installments = 3 * static_cast<int>(1 + m_rng.below(4));
        if (event.costMinor > 2000 && m_rng.chance(0.05))
            event.voucherMinor = 500 * static_cast<std::int64_t>(1 + m_rng.below(3));
    }

    void deliver(OrderEvent& event, int day) {
        const City& from = cities()[m_plan.city];
        const City& to = cities()[m_world.buyers[event.buyer].city];
        event.courier = drawCourier();
        const Courier& courier = couriers()[event.courier];
        const double kilometres = kilometresBetween(from, to);
        const double typicalTransit = 1.0 + kilometres / 650;
        // Promised to the end of a local day, with the slack that platforms allow themselves.
        event.promisedAt =
            m_world.begin - kLocalOffset +
            (day + 1 + static_cast<int>(std::ceil(2.6 + typicalTransit * 1.25))) * kSecondsPerDay -
            1;
        event.shipBy = event.at + 2 * kSecondsPerDay;
        const double cancelShare = std::min(0.5, m_plan.cancelShare * (1 + 2 * slip(day)));
        const std::int64_t approvedAt =
            event.at + 60 +
            seconds(0.02 * m_rng.exponential() + (m_rng.chance(0.05) ? m_rng.uniform() : 0.0));
        if (m_rng.chance(cancelShare)) {
            event.status = "canceled";
            event.approvedAt = m_world.ifOver(approvedAt);
            reviewUnhappy(event);
            return;
        }
        const bool festival = isFestival(m_world.firstDay + std::chrono::days(day));
        const double backlog = (festival ? 1.9 : 1.0) * (1 + 2.2 * slip(day));
        const double handling = m_plan.handlingDays * backlog * (0.4 + 0.6 * m_rng.exponential());
        const double transit = (courier.baseDays + kilometres / courier.kilometresPerDay) *
                               (festival ? 1.2 : 1.0) * std::exp(courier.noise * m_rng.normal());
        const std::int64_t shippedAt = approvedAt + seconds(handling);
        const std::int64_t deliveredAt = shippedAt + seconds(transit);
        event.approvedAt = m_world.ifOver(approvedAt);
        event.shippedAt = m_world.ifOver(shippedAt);
        event.deliveredAt = m_world.ifOver(deliveredAt);
        event.status = event.deliveredAt  ? "delivered"
                       : event.shippedAt  ? "shipped"
                       : event.approvedAt ? "processing"
                                          : "created";
        if (deliveredAt > event.promisedAt)
            event.lateCause = handling > 2.2 && handling > transit - typicalTransit
                                  ? LateCause::Merchant
                                  : LateCause::Courier;
        if (event.deliveredAt)
            review(event, day);
    }

    std::size_t drawCourier() {
        double place = m_rng.uniform();
        for (std::size_t i = 0; i + 1 < couriers().size(); ++i) {
            place -= couriers()[i].share;
            if (place < 0)
                return i;
        }
        return couriers().size() - 1;
    }

    void review(OrderEvent& event, int day) {
        const std::int64_t deliveredAt = *event.deliveredAt;
        const double lateDays = static_cast<double>(deliveredAt - event.promisedAt) /
                                static_cast<double>(kSecondsPerDay);
        const bool late = lateDays > 0;
        if (!m_rng.chance(late ? 0.75 : 0.55))
            return;
        const double felt = 4.75 + m_plan.quality - 0.9 * slip(day) + 0.75 * m_rng.normal() -
                            (late ? 1.5 + 0.2 * std::min(lateDays, 5.0) : 0.0);
        write(event, deliveredAt + seconds(0.1 + 1.8 * m_rng.exponential()),
              std::clamp(static_cast<int>(std::lround(felt)), 1, 5), late);
    }

    /// Some buyers of a cancelled order say what they think of it.
    void reviewUnhappy(OrderEvent& event) {
        if (m_rng.chance(0.2))
            write(event, event.promisedAt + seconds(2 * m_rng.exponential()),
                  m_rng.chance(0.7) ? 1 : 2, true);
    }

    void write(OrderEvent& event, std::int64_t at, int score, bool late) {
        const bool withComment = m_rng.chance(score <= 3 ? 0.6 : 0.3);
        const std::string_view comment = reviewComment(m_rng, score, late, m_world.chinese);
        const double answerShare = m_plan.type == MerchantType::BadService ? 0.1 : 0.5;
        const bool answered = m_rng.chance(answerShare);
        const std::int64_t answeredAt = at + seconds(0.2 + 1.5 * m_rng.exponential());
        if (at > m_world.end)
            return;
        event.reviewScore = score;
        event.reviewAt = at;
        event.comment = withComment ? comment : std::string_view();
        if (answered)
            event.answeredAt = m_world.ifOver(answeredAt);
    }

    const World& m_world;
    const MerchantPlan& m_plan;
    Rng& m_rng;
    MerchantTrade& m_result;
    WeightedChoice m_hours;
    WeightedChoice m_choice;
};

} // namespace

void trade(const World& world, MerchantStory& story, Rng& rng) {
    Life(world, story.plan, story.trade, rng).live();
}

} // namespace mops::world
