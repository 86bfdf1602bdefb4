#include "core/world/applications.h"

#include "core/db/statement.h"
#include "core/world/catalogue.h"
#include "core/world/chapter.h"
#include "core/world/id_text.h"

#include <array>
#include <cmath>

namespace mops::world {
namespace {

constexpr std::array kOrigins{"organic_search", "paid_search", "social",
                              "referral",       "email",       "exhibition"};
constexpr std::array kLeadTypes{"online_small", "online_medium", "online_big", "offline",
                                "industry"};
constexpr std::array kBusinessTypes{"reseller", "manufacturer", "other"};
constexpr std::array kProfiles{"fast_decider", "careful", "price_driven", "relation_driven"};
constexpr std::array kStocks{"1-5", "5-20", "20-50", "50-200", "200+"};

template <class List>
const char* oneOf(Rng& rng, const List& list) {
    return list[static_cast<std::size_t>(rng.below(list.size()))];
}

ApplicationEvent describe(bool isOwn, std::size_t category, Rng& rng) {
    ApplicationEvent event;
    event.isOwn = isOwn;
    event.category = category;
    const bool serious = isOwn || rng.chance(0.35);
    event.landingPage = rng.chance(0.5) ? "landing-a" : "landing-b";
    event.origin = oneOf(rng, kOrigins);
    event.leadType = oneOf(rng, kLeadTypes);
    event.profile = oneOf(rng, kProfiles);
    event.hasCompany = rng.chance(serious ? 0.85 : 0.5);
    event.hasGtin = rng.chance(serious ? 0.7 : 0.4);
    event.averageStock = oneOf(rng, kStocks);
    event.businessType = oneOf(rng, kBusinessTypes);
    event.catalogueSize = std::round(std::exp((serious ? 3.4 : 2.6) + 0.8 * rng.normal()));
    event.monthlyMinor =
        static_cast<std::int64_t>(std::round(std::exp((serious ? 9.6 : 8.8) + rng.normal()))) * 100;
    return event;
}

class ApplicationWriter final : public StoryWriter {
public:
    ApplicationWriter(db::Database& mart, std::int64_t batch)
        : m_batch(batch)
        , m_application(
              mart,
              "INSERT INTO fact_application (application_key, application_id, applied_at, "
              "landing_page, origin, decided_at, outcome, merchant_id, business_segment, "
              "lead_type, behaviour_profile, has_company, has_gtin, average_stock, business_type, "
              "declared_catalog_size, declared_monthly_minor, batch_id) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        , m_applications(counter("fact_application")) {}

    void writeStory(const MerchantStory& story, const StoryKeys& keys) override {
        const IdText merchant = merchantId(keys.merchant);
        for (const ApplicationEvent& event : story.applications) {
            const std::int64_t key = ++m_applications;
            const auto owner =
                event.isOwn ? std::optional<std::string_view>(merchant) : std::nullopt;
            m_application.run(key, IdText('A', 6, key), event.appliedAt, event.landingPage,
                              event.origin, event.decidedAt, event.outcome, owner,
                              categories()[event.category].id, event.leadType, event.profile,
                              event.hasCompany, event.hasGtin, event.averageStock,
                              event.businessType, event.catalogueSize, event.monthlyMinor, m_batch);
        }
    }

private:
    std::int64_t m_batch;
    db::Statement m_application;
    std::int64_t& m_applications;
};

} // namespace

void apply(const World& world, MerchantStory& story, Rng& rng) {
    story.applications.clear();
    const auto reviewTime = [&rng] {
        return static_cast<std::int64_t>((2 + 9 * rng.exponential()) *
                                         static_cast<double>(kSecondsPerDay));
    };
    if (story.plan.registeredAt >= world.begin) {
        ApplicationEvent won = describe(true, story.plan.category, rng);
        won.decidedAt = story.plan.registeredAt;
        won.appliedAt = story.plan.registeredAt - reviewTime();
        won.outcome = "won";
        story.applications.push_back(won);
    }
    ApplicationEvent other =
        describe(false, static_cast<std::size_t>(rng.below(categories().size())), rng);
    other.appliedAt =
        world.begin +
        static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(world.end - world.begin)));
    if (const std::int64_t decided = other.appliedAt + reviewTime(); decided <= world.end) {
        other.decidedAt = decided;
        other.outcome = "lost";
    }
    story.applications.push_back(other);
}

std::unique_ptr<StoryWriter> writeApplicationsInto(db::Database& mart, const World&,
                                                   std::int64_t batch) {
    return std::make_unique<ApplicationWriter>(mart, batch);
}

} // namespace mops::world
