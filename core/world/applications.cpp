#include "core/world/applications.h"

#include "core/world/catalogue.h"
#include "core/world/story.h"
#include "core/world/world.h"

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

constexpr double kFraudShare = 0.11; ///< of those who did not join
constexpr double kFraudJoined = 0.02;
constexpr double kMostOthers = 300'000; ///< large worlds have fewer applications
constexpr double kRecentShare = 0.1;    ///< applied within the last days: the platform grows
constexpr double kRecentDays = 10;
/// Large worlds keep papers for the last days only, as rules of retention ask.
constexpr std::int64_t kSmallWorld = 50'000;
constexpr double kKeptDays = 120;

std::int64_t inDays(double days) {
    return static_cast<std::int64_t>(days * static_cast<double>(kSecondsPerDay));
}

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

/// Who lies, and who only looks so; the group where there is one.
std::uint64_t drawIntent(const World& world, Applicant& who, double fraudShare, Rng& rng) {
    who.cunning = rng.uniform();
    const double dice = rng.uniform();
    const double kind = rng.uniform();
    const std::uint64_t place = rng.next();
    if (dice < fraudShare) {
        who.fraud = kind < 0.45   ? Fraud::Gang
                    : kind < 0.7  ? Fraud::HolderMismatch
                    : kind < 0.86 ? Fraud::FalseLicence
                                  : Fraud::Inflated;
        return place % gangs(world);
    }
    if (dice < fraudShare + 0.20) {
        who.innocent = kind < 0.22   ? Innocent::Family
                       : kind < 0.55 ? Innocent::Agency
                       : kind < 0.73 ? Innocent::ExpiredPaper
                       : kind < 0.91 ? Innocent::YoungCompany
                                     : Innocent::BigBusiness;
        return place % (who.innocent == Innocent::Family ? families(world) : agencies(world));
    }
    return 0;
}

bool isGroup(const Applicant& who) {
    return who.fraud == Fraud::Gang || who.innocent == Innocent::Family;
}

void finish(const World& world, ApplicationEvent&& event, std::uint64_t group,
            ApplicationStory& story, Rng& rng) {
    event.documentBegin = story.documents.size();
    makeUpApplicant(world, event, group, story.documents, rng);
    if (world.params.merchants > kSmallWorld && event.appliedAt < world.end - inDays(kKeptDays))
        story.documents.resize(event.documentBegin);
    event.documentEnd = story.documents.size();
    story.events.push_back(std::move(event));
}

} // namespace

void apply(const World& world, MerchantStory& story, Rng& rng) {
    story.applications.events.clear();
    story.applications.documents.clear();
    const auto reviewTime = [&rng] { return inDays(2 + 9 * rng.exponential()); };
    if (story.plan.registeredAt >= world.begin) {
        ApplicationEvent won = describe(true, story.plan.category, rng);
        won.decidedAt = story.plan.registeredAt;
        won.appliedAt = story.plan.registeredAt - reviewTime();
        won.outcome = "won";
        won.applicant.city = story.plan.city;
        const std::uint64_t group = drawIntent(world, won.applicant, kFraudJoined, rng);
        finish(world, std::move(won), group, story.applications, rng);
    }
    if (!rng.chance(kMostOthers / static_cast<double>(world.params.merchants)))
        return;
    ApplicationEvent other =
        describe(false, static_cast<std::size_t>(rng.below(categories().size())), rng);
    const std::uint64_t group = drawIntent(world, other.applicant, kFraudShare, rng);
    if (isGroup(other.applicant))
        other.appliedAt = momentOf(world, other.applicant.fraud == Fraud::Gang ? 1 : 2, group, rng);
    else if (rng.chance(kRecentShare))
        other.appliedAt = std::max(world.begin, world.end - inDays(kRecentDays * rng.uniform()));
    else
        other.appliedAt = world.begin + static_cast<std::int64_t>(rng.below(
                                            static_cast<std::uint64_t>(world.end - world.begin)));
    if (const std::int64_t decided = other.appliedAt + reviewTime(); decided <= world.end) {
        other.decidedAt = decided;
        other.outcome = "lost";
    }
    finish(world, std::move(other), group, story.applications, rng);
}

} // namespace mops::world
