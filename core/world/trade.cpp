#include "core/world/trade.h"

#include "core/world/catalogue.h"
#include "core/world/chance.h"
#include "core/world/names.h"
#include "core/world/story.h"
#include "core/world/world.h"

#include <array>
#include <cmath>

namespace mops::world {
namespace {

constexpr std::int64_t kLocalOffset = 8 * 3600; ///< the world's people live by UTC+8
constexpr std::size_t kMostItems = 8;           ///< in a basket
constexpr std::int64_t kDearMinor = 9'900;      ///< from here on the freight is often free

// How much is ordered in each hour of the local day.
constexpr std::array<double, 24> kHours{1.6, 0.9, 0.5, 0.3, 0.2, 0.3, 0.7, 1.6, 3.0, 4.6, 5.6, 5.5,
                                        5.4, 5.3, 5.0, 5.1, 5.0, 4.6, 4.8, 5.8, 7.0, 7.6, 6.2, 3.6};

struct Method {
    const char* name;
    double share;
};
constexpr std::array<Method, 3> kMethods{
    {{"wallet", 0.60}, {"credit_card", 0.26}, {"debit_card", 0.14}}};
constexpr double kInstalmentsPerYuan = 0.0005; ///< the dearer, the more often in parts
constexpr double kMostInstalments = 0.4;

std::int64_t seconds(double days) {
    return static_cast<std::int64_t>(days * static_cast<double>(kSecondsPerDay));
}

/// When an order is placed, and by whose will.
struct Moment {
    std::int64_t at;
    int day;                        ///< local, of the world
    const RingPart* part = nullptr; ///< null = an honest one
};

class Life {
public:
    Life(const World& world, MerchantStory& story, Rng& rng)
        : m_world(world)
        , m_params(world.params.trade)
        , m_plan(story.plan)
        , m_rng(rng)
        , m_result(story.trade)
        , m_shelf(world, story.plan, rng.fork(0), story.stock) {
        for (const double share : kHours)
            m_hours.add(share);
    }

    void live() {
        m_result.orders.clear();
        m_result.items.clear();
        std::vector<Moment> moments;
        addHonest(moments);
        for (const RingPart& part : m_world.rings.partsOf(m_plan.number))
            addRing(part, moments);
        std::stable_sort(moments.begin(), moments.end(),
                         [](const Moment& a, const Moment& b) { return a.at < b.at; });
        for (const Moment& moment : moments)
            order(moment);
        m_shelf.close();
    }

private:
    void addHonest(std::vector<Moment>& moments) {
        WeightedChoice days;
        // One local day more, as the world's last UTC day ends within it.
        const int first = std::max(0, m_plan.firstDay);
        const int last = std::min(m_plan.lastDay - 1, m_world.params.days);
        for (int day = first; day <= last; ++day)
            days.add(paceOn(day) * mostOf(day));
        if (days.empty())
            return;
        const int orders = poisson(m_rng, days.sum());
        moments.reserve(static_cast<std::size_t>(orders));
        for (int i = 0; i < orders; ++i) {
            const int day = first + static_cast<int>(days.draw(m_rng));
            add(momentIn(day), day, nullptr, moments);
        }
    }

    /// The crude buy in one sitting a day, the cunning when everybody does.
    void addRing(const RingPart& part, std::vector<Moment>& moments) {
        const RingPlan& ring = m_world.rings.plans()[part.ring];
        const auto days = static_cast<std::uint64_t>(ring.lastDay - ring.firstDay + 1);
        const bool inOneSitting =
            part.role == RingRole::Brushed && !m_rng.chance(0.3 + 0.7 * ring.cunning);
        const double hour = m_rng.uniform(9, 22);
        for (int i = 0; i < part.orders; ++i) {
            const int day = ring.firstDay + static_cast<int>(m_rng.below(days));
            const std::int64_t at = inOneSitting
                                        ? m_world.begin - kLocalOffset + day * kSecondsPerDay +
                                              seconds((hour + 2.5 * m_rng.uniform()) / 24)
                                        : momentIn(day);
            add(at, day, &part, moments);
        }
    }

    void add(std::int64_t at, int day, const RingPart* part, std::vector<Moment>& moments) const {
        if (at >= std::max(m_world.begin, m_plan.registeredAt) && at <= m_world.end)
            moments.push_back({at, day, part});
    }

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

    /// How little a new merchant knows of the trade yet: 1 … 0. Others who join late know it.
    double greenness(int day) const {
        constexpr double kLearningDays = 150;
        return m_plan.type == MerchantType::New
                   ? std::clamp(1 - (day - m_plan.firstDay) / kLearningDays, 0.0, 1.0)
                   : 0;
    }

    /// Strength of a trouble of that kind on a day: rises to its depth, and falls again when the
    /// merchant recovers.
    double trouble(Trouble::Kind kind, int day) const {
        constexpr double kRecoveryDays = 30;
        const Trouble& trouble = m_plan.trouble;
        if (trouble.kind != kind || day < trouble.from)
            return 0;
        if (day > trouble.until)
            return trouble.depth * std::max(0.0, 1 - (day - trouble.until) / kRecoveryDays);
        // Quickly at first: the signs are there before the end is.
        return trouble.depth * std::sqrt((day - trouble.from) /
                                         std::max(1.0, double(trouble.until - trouble.from)));
    }

    double paceOn(int day) const {
        double pace = m_plan.ordersPerDay * m_world.demand(m_plan.category, day);
        const int age = day - m_plan.firstDay;
        if (age < 45)
            pace *= 0.3 + 0.7 * age / 45.0;
        switch (m_plan.type) {
        case MerchantType::Growing:
            pace *= 0.5 + 2.2 * progressAfter(day, std::max(0, m_plan.firstDay));
            break;
        case MerchantType::Slipping: pace *= 1.3 - 0.9 * slip(day); break;
        case MerchantType::New: pace *= 1 - 0.6 * greenness(day); break;
        case MerchantType::Sleepy:
            if (day >= m_plan.changeDay)
                pace *= 0.08;
            break;
        default: break;
        }
        return pace * (1 - trouble(Trouble::Kind::Fades, day)) *
               (1 - 0.5 * trouble(Trouble::Kind::Collapses, day));
    }

    std::int64_t momentIn(int day) {
        const auto hour = static_cast<std::int64_t>(m_hours.draw(m_rng));
        return m_world.begin + day * kSecondsPerDay + hour * 3600 +
               static_cast<std::int64_t>(m_rng.below(3600)) - kLocalOffset;
    }

    /// Orders are drawn as if everybody were treated by the strongest campaign; then those of
    /// buyers who are not so moved are left out.
    double mostOf(int day) const {
        return m_world.campaigns.running(m_plan.category, day) != nullptr
                   ? 1 + Campaigns::kMostUplift
                   : 1;
    }
    bool isMoved(std::uint32_t buyer, int day) {
        const double most = mostOf(day);
        return most == 1 || m_rng.chance(m_world.campaigns.demandFactor(m_plan.category, day, buyer,
                                                                        m_world.buyers[buyer]) /
                                         most);
    }

    void order(const Moment& moment) {
        OrderEvent event;
        event.at = moment.at;
        if (moment.part != nullptr) {
            event.ring = moment.part->ring + 1;
            event.brushed = moment.part->role == RingRole::Brushed;
        }
        event.buyer = drawBuyer(moment);
        if (moment.part == nullptr && !isMoved(event.buyer, moment.day))
            return;
        const double collapse = trouble(Trouble::Kind::Collapses, moment.day);
        const double cancels =
            std::min(0.5, m_plan.cancelShare * (1 + 2 * slip(moment.day) + greenness(moment.day)) +
                              0.2 * collapse * collapse);
        const bool cancelled = m_rng.chance(event.brushed ? 0.3 * cancels : cancels);
        if (!fillBasket(event, moment.day, !cancelled))
            return;
        pay(event);
        deliver(event, moment.day, cancelled);
        m_result.orders.push_back(event);
    }

    std::uint32_t drawBuyer(const Moment& moment) {
        if (moment.part != nullptr)
            return Rings::drawBuyer(m_world.rings.plans()[moment.part->ring], m_rng);
        const std::size_t past = m_result.orders.size();
        if (past > 0 && m_rng.chance(m_plan.loyalty))
            return m_result.orders[static_cast<std::size_t>(m_rng.below(past))].buyer;
        // Who likes what is here comes more readily.
        constexpr int kTries = 8;
        std::uint32_t buyer = 0;
        for (int attempt = 0; attempt < kTries; ++attempt) {
            buyer = m_world.buyers.draw(m_plan.category, m_rng);
            if (m_rng.chance(productsFor(m_world.buyers[buyer].style).sum() / mostLiked()))
                break;
        }
        return buyer;
    }

    /// Products as a buyer of that taste weighs them.
    const WeightedChoice& productsFor(std::uint8_t style) {
        WeightedChoice& choice = m_choices[style];
        if (choice.empty())
            for (const ProductPlan& product : m_plan.products)
                choice.add(product.popularity *
                           (product.style == style ? m_params.tasteFactor : 1));
        return choice;
    }
    /// Weight of all products for those who like them best.
    double mostLiked() {
        if (m_mostLiked == 0)
            for (std::uint8_t style = 0; style < kStyles; ++style)
                m_mostLiked = std::max(m_mostLiked, productsFor(style).sum());
        return m_mostLiked;
    }

    /// False when what was wanted is out of stock and nothing else will do.
    bool fillBasket(OrderEvent& event, int day, bool takes) {
        const auto date = static_cast<std::int32_t>(event.at / kSecondsPerDay);
        event.itemBegin = m_result.items.size();
        const std::optional<std::size_t> first =
            event.brushed ? cheapProduct(day, date) : wantedProduct(event, day, date);
        if (!first)
            return false;
        addItem(*first, event, day, takes);
        for (double more = event.brushed ? 0.4 * m_params.secondItem : m_params.secondItem;
             m_rng.chance(more); more = m_params.furtherItem) {
            const std::size_t partner = *first ^ 1U;
            const bool together = partner < m_plan.products.size() &&
                                  m_plan.products[partner].launchDay <= day &&
                                  m_rng.chance(m_params.together);
            const std::size_t next = m_rng.chance(m_params.again) ? *first
                                     : together                   ? partner
                                                                  : drawProduct(day, event.buyer);
            if (m_shelf.has(next, date))
                addItem(next, event, day, takes);
            if (m_result.items.size() - event.itemBegin >= kMostItems)
                break;
        }
        event.itemEnd = m_result.items.size();
        return true;
    }

    std::optional<std::size_t> wantedProduct(const OrderEvent& event, int day, std::int32_t date) {
        for (int attempt = 0; attempt < 3; ++attempt) {
            const std::size_t product = drawProduct(day, event.buyer);
            if (m_shelf.has(product, date))
                return product;
            if (!m_rng.chance(m_params.substitute))
                break;
        }
        return std::nullopt;
    }

    /// Who pays for his own orders pays for cheap ones.
    std::optional<std::size_t> cheapProduct(int day, std::int32_t date) {
        std::optional<std::size_t> cheapest;
        for (int attempt = 0; attempt < 3; ++attempt) {
            const auto product = static_cast<std::size_t>(m_rng.below(m_plan.products.size()));
            if (m_plan.products[product].launchDay > day || !m_shelf.has(product, date))
                continue;
            if (!cheapest || priceOn(product, day) < priceOn(*cheapest, day))
                cheapest = product;
        }
        return cheapest;
    }

    std::size_t drawProduct(int day, std::uint32_t buyer) {
        constexpr int kTries = 40;
        const WeightedChoice& choice = productsFor(m_world.buyers[buyer].style);
        for (int attempt = 0; attempt < kTries; ++attempt) {
            const std::size_t product = choice.draw(m_rng);
            if (m_plan.products[product].launchDay <= day)
                return product;
        }
        return 0; // the first ones are there from the beginning
    }

    std::int64_t priceOn(std::size_t product, int day) const {
        const auto& prices = m_plan.products[product].prices;
        const auto quarter = static_cast<std::size_t>(day) * prices.size() /
                             static_cast<std::size_t>(m_world.params.days);
        return prices[std::min(quarter, prices.size() - 1)];
    }

    void addItem(std::size_t product, const OrderEvent& event, int day, bool takes) {
        ItemEvent item;
        item.product = product;
        item.priceMinor = priceOn(product, day);
        if (m_world.festival(day) && m_plan.festivalDiscount > 0)
            item.priceMinor =
                std::max<std::int64_t>(10, std::llround(static_cast<double>(item.priceMinor) *
                                                        (1 - m_plan.festivalDiscount) / 10) *
                                               10);
        const double free =
            item.priceMinor >= kDearMinor ? m_params.freeFreightDear : m_params.freeFreightCheap;
        if (!m_rng.chance(free)) {
            const double kilometres =
                m_world.kilometres(m_plan.city, m_world.buyers[event.buyer].city);
            const double yuan =
                4 + kilometres / 400 + m_plan.products[product].weightGrams / 1000 * 1.5;
            item.freightMinor = std::llround(yuan * m_rng.uniform(0.85, 1.2) * 10) * 10;
        }
        if (takes)
            m_shelf.take(product, static_cast<std::int32_t>(event.at / kSecondsPerDay));
        m_result.items.push_back(item);
    }

    void pay(OrderEvent& event) {
        for (std::size_t i = event.itemBegin; i < event.itemEnd; ++i)
            event.costMinor += m_result.items[i].priceMinor + m_result.items[i].freightMinor;
        const Method& method =
            kMethods[drawShare(m_rng, kMethods, [](const Method& m) { return m.share; })];
        event.paymentMethod = method.name;
        const double yuan = static_cast<double>(event.costMinor) / 100;
        if (m_rng.chance(std::min(kMostInstalments, kInstalmentsPerYuan * yuan))) {
            event.paymentMethod = "instalments";
            event.installments = 3 * static_cast<int>(1 + m_rng.below(yuan < 200 ? 2 : 4));
        }
        const auto coupon = m_world.campaigns.couponFor(
            m_plan.category, event.at, event.buyer, m_world.buyers[event.buyer], event.costMinor);
        if (coupon) {
            event.campaign = coupon->campaignKey;
            event.voucherMinor = coupon->amountMinor;
        } else if (m_rng.chance(m_params.voucherShare))
            event.voucherMinor =
                std::min(event.costMinor, 500 * static_cast<std::int64_t>(1 + m_rng.below(4)));
    }

    void deliver(OrderEvent& event, int day, bool cancelled) {
        const double kilometres = m_world.kilometres(m_plan.city, m_world.buyers[event.buyer].city);
        event.courier = drawShare(m_rng, couriers(), [](const Courier& c) { return c.share; });
        const Courier& courier = couriers()[event.courier];
        const double typicalTransit = 1.0 + kilometres / 650;
        // Promised to the end of a local day, with the slack that platforms allow themselves; how
        // much depends on more than the distance.
        const double slack = m_rng.uniform(1.6, 3.6);
        event.promisedAt = m_world.begin - kLocalOffset +
                           (day + 1 + static_cast<int>(std::ceil(slack + typicalTransit * 1.25))) *
                               kSecondsPerDay -
                           1;
        event.shipBy = event.at + m_plan.shipByDays * kSecondsPerDay;
        const std::int64_t approvedAt =
            event.at + 20 + static_cast<std::int64_t>(m_rng.below(90)) +
            seconds(0.02 * m_rng.exponential() + (m_rng.chance(0.05) ? m_rng.uniform() : 0.0));
        event.approvedAt = m_world.ifOver(approvedAt);
        if (cancelled) {
            event.status = "canceled";
            reviewUnhappy(event);
            return;
        }
        const bool festival = m_world.festival(day);
        const double collapse = trouble(Trouble::Kind::Collapses, day);
        const double backlog = (festival ? 1.9 : 1.0) *
                               (1 + 2.2 * slip(day) + 0.8 * greenness(day)) * (1 + 3 * collapse);
        // There is nothing to pick and pack in a parcel that nobody waits for.
        const double handling = m_plan.handlingDays * (event.brushed ? 0.6 : backlog) *
                                (0.4 + 0.6 * m_rng.exponential());
        const double transit = (courier.baseDays + kilometres / courier.kilometresPerDay) *
                               (festival ? 1.2 : 1.0) * std::exp(courier.noise * m_rng.normal());
        const std::int64_t handedOverAt = atWork(approvedAt + seconds(handling), 8, 22);
        const std::int64_t deliveredAt = atWork(handedOverAt + seconds(transit), 8, 21);
        event.shippedAt = m_world.ifOver(markedAsSent(approvedAt, handedOverAt, deliveredAt));
        event.deliveredAt = m_world.ifOver(deliveredAt);
        event.status = event.deliveredAt  ? "delivered"
                       : event.shippedAt  ? "shipped"
                       : event.approvedAt ? "processing"
                                          : "created";
        if (deliveredAt > event.promisedAt)
            event.lateCause = handling > 2.2 && handling > transit - typicalTransit
                                  ? LateCause::Merchant
                                  : LateCause::Courier;
        if (!event.deliveredAt)
            return;
        if (event.brushed)
            praise(event);
        else
            review(event, day);
    }

    /// What the platform knows of the hand-over is mostly the moment itself. But some merchants
    /// enter a number before there is a parcel, and some parcels are scanned on the way only: who
    /// caused a delay cannot be read off one order.
    std::int64_t markedAsSent(std::int64_t approvedAt, std::int64_t handedOverAt,
                              std::int64_t deliveredAt) {
        const bool careless =
            m_plan.type == MerchantType::BadService || m_plan.type == MerchantType::Slipping;
        const double early = careless ? m_params.sentOnPaperCareless : m_params.sentOnPaper;
        const double place = m_rng.uniform(), share = m_rng.uniform();
        if (place < early)
            return approvedAt + static_cast<std::int64_t>(
                                    share * static_cast<double>(handedOverAt - approvedAt));
        if (place > 1 - m_params.scannedLate)
            return handedOverAt + static_cast<std::int64_t>(
                                      share * static_cast<double>(deliveredAt - handedOverAt));
        return handedOverAt;
    }

    /// What would happen at night happens in the next morning.
    std::int64_t atWork(std::int64_t at, std::int64_t from, std::int64_t until) {
        const std::int64_t local = at + kLocalOffset;
        const std::int64_t hour = local / 3600 % 24;
        if (hour >= from && hour < until)
            return at;
        const std::int64_t midnight =
            local - local % kSecondsPerDay + (hour >= until ? kSecondsPerDay : 0);
        return midnight - kLocalOffset + from * 3600 +
               static_cast<std::int64_t>(9'000 * m_rng.exponential() / 2);
    }

    void review(OrderEvent& event, int day) {
        const std::int64_t deliveredAt = *event.deliveredAt;
        const double lateDays = static_cast<double>(deliveredAt - event.promisedAt) /
                                static_cast<double>(kSecondsPerDay);
        const bool late = lateDays > 0;
        if (!m_rng.chance(late ? m_params.reviewedLate : m_params.reviewedOnTime))
            return;
        const double bad = m_rng.chance(m_params.badExperience) ? 2.2 + m_rng.exponential() : 0;
        const double felt = 4.95 + m_plan.quality - 0.9 * slip(day) - 0.4 * greenness(day) -
                            1.6 * trouble(Trouble::Kind::Collapses, day) + 0.8 * m_rng.normal() -
                            bad - (late ? 1.6 + 0.3 * std::min(lateDays, 6.0) : 0.0);
        int score = std::clamp(static_cast<int>(std::lround(felt)), 1, 5);
        if (score == 2 && m_rng.chance(m_params.angry))
            score = 1;
        write(event, deliveredAt + seconds(0.1 + 1.8 * m_rng.exponential()), score, late);
    }

    /// Paid praise: soon and full. The cunning wait a little and leave out a star now and then.
    void praise(OrderEvent& event) {
        const double cunning = m_world.rings.plans()[event.ring - 1].cunning;
        if (!m_rng.chance(0.97))
            return;
        const double wait = (0.05 + 0.9 * cunning) * m_rng.exponential() + 0.02;
        write(event, *event.deliveredAt + seconds(wait),
              m_rng.chance(0.02 + 0.12 * cunning) ? 4 : 5, false);
    }

    /// Some buyers of a cancelled order say what they think of it.
    void reviewUnhappy(OrderEvent& event) {
        if (m_rng.chance(m_params.reviewedCancelled))
            write(event, event.promisedAt + seconds(2 * m_rng.exponential()),
                  m_rng.chance(0.7) ? 1 : 2 + static_cast<int>(m_rng.below(3)), true);
    }

    void write(OrderEvent& event, std::int64_t at, int score, bool late) {
        const bool withComment = m_rng.chance(event.brushed ? 0.7 : score <= 3 ? 0.6 : 0.3);
        const std::string_view comment = reviewComment(m_rng, score, late, m_world.chinese);
        const bool careless = m_plan.type == MerchantType::BadService;
        const bool answered = m_rng.chance(careless ? 0.2 * m_params.answered : m_params.answered);
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
    const TradeParams& m_params;
    const MerchantPlan& m_plan;
    Rng& m_rng;
    MerchantTrade& m_result;
    Shelf m_shelf;
    WeightedChoice m_hours;
    std::array<WeightedChoice, kStyles> m_choices; ///< of products, per taste of the buyer
    double m_mostLiked = 0;                        ///< 0 = not known yet
};

} // namespace

void trade(const World& world, MerchantStory& story, Rng& rng) {
    Life(world, story, rng).live();
}

} // namespace mops::world
