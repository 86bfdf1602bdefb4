#include "core/world/listings.h"

#include "core/world/chance.h"
#include "core/world/story.h"
#include "core/world/world.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mops::world {
namespace {

constexpr std::int64_t kMostListings = 400'000; ///< large worlds list only the first products
constexpr double kMostVariants = 200'000;
constexpr double kMostChanges = 200'000;
constexpr double kVariants = 1.2; ///< of a merchant, decided ones
constexpr double kPendingVariants = 0.16;
constexpr double kChanges = 1.5;
constexpr double kPendingChanges = 0.14;
constexpr double kPendingDays = 4; ///< how long the oldest waits

constexpr double kFirstViolates = 0.025; ///< share of the listings of products
constexpr double kVariantViolates = 0.14;
constexpr double kChangeViolates = 0.16;
constexpr double kOtherwiseFiled = 0.04; ///< honest ones in a neighbouring category
constexpr double kWarns = 0.02;          ///< honest ones that quote what others claim
constexpr double kWarnsLater = 0.12;     ///< of the honest changes of a description
constexpr double kMistakenlyRefused = 0.015;
constexpr std::array<double, 3> kFound{0.95, 0.75, 0.4}; ///< violations refused, by manner

constexpr std::array<BothNames, 8> kVariantNames{{
    {"黑色", "black"},
    {"米白", "off-white"},
    {"雾蓝", "mist blue"},
    {"豆沙粉", "dusty pink"},
    {"大号", "size L"},
    {"小号", "size S"},
    {"家庭装", "family pack"},
    {"限定款", "special edition"},
}};

constexpr std::array kChangeClauses{
    Clause::Swapped,        Clause::Swapped,     Clause::PriceBait,
    Clause::ContactDetails, Clause::BannedClaim, Clause::MedicalClaim,
    Clause::TitleStuffing,  Clause::BrandMisuse, Clause::WrongCategory};

std::int64_t inDays(double days) {
    return static_cast<std::int64_t>(days * static_cast<double>(kSecondsPerDay));
}

class Lister {
public:
    Lister(const World& world, MerchantStory& story, Rng& rng)
        : m_world(world)
        , m_plan(story.plan)
        , m_trade(story.trade)
        , m_result(story.listing)
        , m_rng(rng)
        , m_scale(static_cast<double>(world.params.merchants)) {}

    void tell() {
        m_result.listings.clear();
        m_result.changes.clear();
        m_result.fields.clear();
        decideBrand();
        listProducts();
        const std::int64_t from = std::max(m_world.begin, m_plan.registeredAt);
        const std::int64_t until = m_world.end - inDays(kPendingDays);
        const int variants = poisson(m_rng, kVariants * std::min(1.0, kMostVariants / m_scale));
        for (int i = 0; i < variants && from < until; ++i)
            addVariant(between(from, until), true);
        if (isActive()) {
            const int pending = poisson(m_rng, kPendingVariants);
            for (int i = 0; i < pending; ++i)
                addVariant(recently(), false);
        }
        changeListings(from, until);
    }

private:
    std::int64_t between(std::int64_t from, std::int64_t until) {
        return from + static_cast<std::int64_t>(m_rng.below(
                          static_cast<std::uint64_t>(std::max<std::int64_t>(1, until - from))));
    }
    std::int64_t recently() {
        const auto newest =
            std::max(m_plan.registeredAt + 3600, m_world.end - inDays(kPendingDays));
        return std::min(m_world.end, between(newest, std::max(newest + 1, m_world.end)));
    }
    bool isActive() const {
        return !m_trade.orders.empty() && m_trade.orders.back().at > m_world.end - inDays(60);
    }
    /// Who serves badly tends to break rules, too.
    double temptation() const {
        return m_plan.type == MerchantType::BadService || m_plan.type == MerchantType::Slipping
                   ? 1.8
                   : 0.8;
    }

    void decideBrand() {
        const double dice = m_rng.uniform();
        m_brand.clear();
        m_resells = dice < 0.18;
        if (m_resells)
            m_brand = pickOne(m_rng, knownBrands()).in(m_world.chinese);
        else if (dice < 0.5)
            m_brand = ownBrand();
    }

    /// The first word of the shop's name.
    std::string ownBrand() const {
        if (m_world.chinese) // three bytes a character
            return m_plan.name.substr(0, std::min<std::size_t>(6, m_plan.name.size() / 3 * 3));
        return m_plan.name.substr(0, m_plan.name.find(' '));
    }

    void write(std::size_t product, ListingEvent& event) {
        event.product = product;
        event.text.category = m_plan.products[product].category;
        event.text.brand = m_rng.chance(0.8) ? m_brand : std::string();
        event.text.priceMinor = m_plan.products[product].priceMinor;
        event.text.photos = 1 + static_cast<int>(m_rng.below(9));
        writeHonestTexts(m_plan.products[product].name, m_world.chinese, m_rng, event.text,
                         event.truth.lookalike);
        if (m_rng.chance(kOtherwiseFiled)) {
            violate(Clause::WrongCategory, Manner::Cunning, m_world.chinese, m_rng, event.text);
            event.truth.lookalike = true; // a matter of opinion
        }
        warn(kWarns, event.text, event.truth);
        if (m_resells && !event.text.brand.empty() && m_rng.chance(0.5)) {
            event.truth.lookalike = true;
            if (!m_world.chinese)
                event.text.description += ' ';
            event.text.description +=
                m_world.chinese
                    ? event.text.brand + "授权经销，授权书见资质页。"
                    : "Authorised by " + event.text.brand + "; see the letter on our shop page.";
        }
    }

    void warn(double share, ListingText& text, PlantedViolation& truth) {
        if (!m_rng.chance(share))
            return;
        warnOfViolations(m_world.chinese, m_rng, text);
        truth.lookalike = true;
    }

    void plant(ListingText& text, PlantedViolation& truth, Clause clause) {
        truth.clause = clause;
        truth.lookalike = false;
        truth.manner = static_cast<Manner>(m_rng.below(3));
        violate(clause, truth.manner, m_world.chinese, m_rng, text);
    }
    Clause drawClause() { return static_cast<Clause>(1 + m_rng.below(kListingClauses)); }

    void decide(ListingEvent& event, bool mayBeRefused) {
        event.decidedAt =
            std::min(m_world.end, event.listedAt + 600 + inDays(0.7 * m_rng.exponential()));
        const bool bad = event.truth.clause != Clause::None;
        const double refused =
            bad ? kFound[static_cast<std::size_t>(event.truth.manner)] : kMistakenlyRefused;
        if (mayBeRefused && m_rng.chance(refused))
            event.status = "refused";
        else if (mayBeRefused && m_rng.chance(0.04))
            event.status = "withdrawn";
    }

    void listProducts() {
        const auto cap = static_cast<std::size_t>(
            std::max<std::int64_t>(1, kMostListings / m_world.params.merchants));
        m_sold.assign(m_plan.products.size(), false);
        for (const ItemEvent& item : m_trade.items)
            m_sold[item.product] = true;
        for (std::size_t i = 0; i < std::min(cap, m_plan.products.size()); ++i) {
            ListingEvent event;
            write(i, event);
            if (m_rng.chance(kFirstViolates * temptation()))
                plant(event.text, event.truth, drawClause());
            const std::int64_t launch =
                m_world.begin - 8 * 3600 +
                static_cast<std::int64_t>(m_plan.products[i].launchDay) * kSecondsPerDay;
            const std::int64_t earliest = m_plan.registeredAt + 1800;
            event.listedAt = m_plan.registeredAt < m_world.begin && launch < m_world.begin
                                 ? between(earliest, std::max(earliest + 1, m_world.begin))
                                 : std::max(earliest, launch - inDays(1 + m_rng.uniform()));
            event.listedAt = std::min(event.listedAt, m_world.end - 600);
            decide(event, !m_sold[i]);
            m_result.listings.push_back(std::move(event));
        }
    }

    void addVariant(std::int64_t at, bool decided) {
        ListingEvent event;
        const auto product = static_cast<std::size_t>(m_rng.below(m_plan.products.size()));
        write(product, event);
        event.text.title += m_world.chinese ? " " : ", ";
        event.text.title += pickOne(m_rng, kVariantNames).in(m_world.chinese);
        event.text.priceMinor =
            rounded(static_cast<double>(event.text.priceMinor) * m_rng.uniform(0.85, 1.15));
        if (m_rng.chance(0.06)) { // an honest clearance
            event.text.priceMinor = rounded(static_cast<double>(event.text.priceMinor) * 0.45);
            event.truth.lookalike = true;
        }
        if (m_rng.chance(kVariantViolates * temptation()))
            plant(event.text, event.truth, drawClause());
        event.listedAt = at;
        event.status = "pending";
        if (decided) {
            event.status = "live";
            decide(event, true);
        }
        m_result.listings.push_back(std::move(event));
    }

    static std::int64_t rounded(double minor) {
        return std::max<std::int64_t>(
            100, static_cast<std::int64_t>(std::lround(minor / 100)) * 100 - 10);
    }

    void changeListings(std::int64_t from, std::int64_t until) {
        m_live.clear();
        for (std::size_t i = 0; i < m_result.listings.size(); ++i)
            if (m_result.listings[i].status == std::string_view("live"))
                m_live.push_back(i);
        if (m_live.empty())
            return;
        m_moments.clear();
        const int changes = poisson(m_rng, kChanges * std::min(1.0, kMostChanges / m_scale));
        for (int i = 0; i < changes && from < until; ++i)
            m_moments.push_back(between(from, until));
        std::sort(m_moments.begin(), m_moments.end());
        for (const std::int64_t at : m_moments)
            change(at, true);
        if (!isActive())
            return;
        const int pending = poisson(m_rng, kPendingChanges);
        for (int i = 0; i < pending; ++i)
            change(recently(), false);
    }

    void change(std::int64_t at, bool decided) {
        ChangeEvent event;
        event.listing = pickOne(m_rng, m_live);
        ListingEvent& listing = m_result.listings[event.listing];
        if (at <= *listing.decidedAt)
            return;
        ListingText after = listing.text;
        if (m_rng.chance(kChangeViolates * temptation()))
            plant(after, event.truth, pickOne(m_rng, kChangeClauses));
        else
            improve(listing, after, event.truth);
        event.changedAt = at;
        event.fieldBegin = m_result.fields.size();
        addFields(listing.text, after);
        event.fieldEnd = m_result.fields.size();
        if (event.fieldBegin == event.fieldEnd)
            return;
        if (decided) {
            event.decidedAt = std::min(m_world.end, at + 300 + inDays(0.5 * m_rng.exponential()));
            const double refused = event.truth.clause == Clause::None
                                       ? kMistakenlyRefused
                                       : kFound[static_cast<std::size_t>(event.truth.manner)];
            event.status = m_rng.chance(refused) ? "refused" : "accepted";
            if (event.status == std::string_view("accepted"))
                listing.text = std::move(after);
        }
        m_result.changes.push_back(event);
    }

    void improve(const ListingEvent& listing, ListingText& after, PlantedViolation& truth) {
        const double dice = m_rng.uniform();
        const std::string& name = m_plan.products[listing.product].name;
        if (dice < 0.35) {
            double factor = m_rng.uniform(0.84, 1.16);
            if (m_rng.chance(0.15)) { // honest clearances and dear years
                factor = m_rng.chance(0.6) ? m_rng.uniform(0.35, 0.6) : m_rng.uniform(1.4, 1.9);
                truth.lookalike = true;
            }
            after.priceMinor = rounded(static_cast<double>(after.priceMinor) * factor);
        } else if (dice < 0.58) {
            // Last year's goods make room for this year's, under the same reviews.
            truth.lookalike = m_rng.chance(0.3);
            const Category& category = categories()[m_plan.products[listing.product].category];
            after.title = retitled(
                truth.lookalike ? successorName(category, name, m_world.chinese, m_rng) : name,
                after.brand, m_world.chinese, m_rng);
        } else if (dice < 0.82) {
            const std::string title = after.title;
            writeHonestTexts(name, m_world.chinese, m_rng, after, truth.lookalike);
            if (m_rng.chance(0.7))
                after.title = title;
            warn(kWarnsLater, after, truth);
        } else if (dice < 0.89) {
            refile(listing, after);
            truth.lookalike = true;
        } else if (dice < 0.96) {
            after.photos = 1 + static_cast<int>(m_rng.below(9));
        } else {
            after.brand = after.brand.empty() ? ownBrand() : std::string();
        }
    }

    /// To where the product belongs, or to a neighbour where more people look.
    void refile(const ListingEvent& listing, ListingText& after) {
        const std::size_t own = m_plan.products[listing.product].category;
        if (after.category != own)
            after.category = own;
        else
            violate(Clause::WrongCategory, m_rng.chance(0.3) ? Manner::Veiled : Manner::Cunning,
                    m_world.chinese, m_rng, after);
    }

    void addFields(const ListingText& before, const ListingText& after) {
        const auto add = [this](const char* field, std::string was, std::string is) {
            if (was != is)
                m_result.fields.push_back({field, std::move(was), std::move(is)});
        };
        add("title", before.title, after.title);
        add("description", before.description, after.description);
        add("price", std::to_string(before.priceMinor), std::to_string(after.priceMinor));
        add("category", categories()[before.category].id, categories()[after.category].id);
        add("brand", before.brand, after.brand);
        add("photos", std::to_string(before.photos), std::to_string(after.photos));
    }

    const World& m_world;
    const MerchantPlan& m_plan;
    const MerchantTrade& m_trade;
    ListingStory& m_result;
    Rng& m_rng;
    double m_scale;
    std::string m_brand;
    bool m_resells = false;
    std::vector<bool> m_sold;
    std::vector<std::size_t> m_live;
    std::vector<std::int64_t> m_moments;
};

} // namespace

void list(const World& world, MerchantStory& story, Rng& rng) {
    Lister(world, story, rng).tell();
}

} // namespace mops::world
