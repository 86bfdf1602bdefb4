#include "core/world/campaign_writer.h"

#include "core/db/statement.h"
#include "core/world/campaigns.h"
#include "core/world/chapter.h"
#include "core/world/id_text.h"
#include "core/world/market.h"

#include <array>
#include <cmath>

namespace mops::world {
namespace {

constexpr std::int64_t kLocalOffset = 8 * 3600;
constexpr double kDailyDecay = 0.82; ///< of impressions, from day to day
constexpr double kContactsPerBuyer = 1.6;
constexpr double kClickShare = 0.035;

constexpr std::array<BothNames, 4> kOccasions{{
    {"会员日", "members' days"},
    {"焕新周", "renewal week"},
    {"满减", "discount days"},
    {"老客回馈", "thank-you days"},
}};

IdText campaignId(std::int64_t key) {
    return {'G', 4, key};
}

std::string nameOf(const CampaignPlan& plan, bool chinese) {
    const std::string occasion =
        kOccasions[static_cast<std::size_t>(plan.key) % kOccasions.size()].in(chinese);
    if (!plan.category)
        return chinese ? "全场大促" + occasion : "Whole market, " + occasion;
    const std::string category = categories()[*plan.category].name.in(chinese);
    return chinese ? category + occasion : category + ", " + occasion;
}

class CampaignWriter final : public StoryWriter {
public:
    CampaignWriter(db::Database& mart, const World& world, std::int64_t batch)
        : m_world(world)
        , m_batch(batch)
        , m_campaigns(world.campaigns)
        , m_campaign(mart, "INSERT INTO dim_campaign (campaign_key, campaign_id, name, channel, "
                           "category_key, starts_at, ends_at, budget_minor, coupon_minor, "
                           "minimum_minor, batch_id) "
                           "VALUES (?, ?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?)")
        , m_exposure(mart, "INSERT INTO fact_exposure (campaign_key, buyer_key, arm, shown_at, "
                           "batch_id) VALUES (?, ?, ?, nullif(?, 0), ?)")
        , m_spend(mart, "INSERT INTO fact_ad_spend (campaign_key, day, impressions, clicks, "
                        "spend_minor, batch_id) VALUES (?, ?, ?, ?, ?, ?)")
        , m_coupon(mart, "INSERT INTO fact_coupon_use (order_key, campaign_key, amount_minor, "
                         "batch_id) VALUES (?, ?, ?, ?)")
        , m_exposures(counter("fact_exposure"))
        , m_days(counter("fact_ad_spend"))
        , m_coupons(counter("fact_coupon_use")) {}

    void writeMarket() override {
        for (const CampaignPlan& plan : m_campaigns.plans()) {
            const std::int64_t begin =
                m_world.begin + plan.firstDay * kSecondsPerDay - kLocalOffset;
            const std::int64_t end =
                m_world.begin + (plan.lastDay + 1) * kSecondsPerDay - kLocalOffset - 1;
            const std::int64_t category = plan.category ? categoryKey(*plan.category) : 0;
            m_campaign.run(plan.key, campaignId(plan.key), nameOf(plan, m_world.chinese),
                           campaignChannels()[static_cast<std::size_t>(plan.channel)], category,
                           begin, end, plan.budgetMinor, plan.couponMinor, plan.minimumMinor,
                           m_batch);
            writeSpend(plan, writeExposures(plan));
        }
        counter("dim_campaign") = static_cast<std::int64_t>(m_campaigns.plans().size());
    }
    void writeStory(const MerchantStory& story, const StoryKeys& keys) override {
        for (std::size_t i = 0; i < story.trade.orders.size(); ++i) {
            const OrderEvent& order = story.trade.orders[i];
            if (order.campaign == 0)
                continue;
            m_coupon.run(keys.order(i), order.campaign, order.voucherMinor, m_batch);
            ++m_coupons;
        }
    }

private:
    /// How many buyers are treated.
    std::int64_t writeExposures(const CampaignPlan& plan) {
        std::int64_t treated = 0;
        for (std::size_t i = 0; i < m_world.buyers.size(); ++i) {
            const auto number = static_cast<std::uint32_t>(i);
            const Campaigns::Arm arm = m_campaigns.armOf(plan, number, m_world.buyers[i]);
            if (arm == Campaigns::Arm::Outside)
                continue;
            const bool isTreated = arm == Campaigns::Arm::Treated;
            const std::int64_t shown = isTreated ? m_campaigns.shownAt(plan, number) : 0;
            if (shown > m_world.end)
                continue; // not yet
            m_exposure.run(plan.key, static_cast<std::int64_t>(i) + 1,
                           isTreated ? "treated" : "held_out", shown, m_batch);
            ++m_exposures;
            treated += isTreated;
        }
        return treated;
    }

    /// The budget is never overspent; the first days cost most.
    void writeSpend(const CampaignPlan& plan, std::int64_t treated) {
        const std::int64_t firstDay = m_world.firstDay.time_since_epoch().count() + plan.firstDay;
        const int days = std::min(plan.lastDay, m_world.params.days - 1) - plan.firstDay + 1;
        double weights = 0;
        for (int day = 0; day <= plan.lastDay - plan.firstDay; ++day)
            weights += std::pow(kDailyDecay, day);
        for (int day = 0; day < days; ++day) {
            const double share = std::pow(kDailyDecay, day) / weights;
            const auto impressions =
                std::llround(static_cast<double>(treated) * kContactsPerBuyer * share);
            const auto clicks =
                std::llround(static_cast<double>(impressions) * kClickShare *
                             (0.8 + 0.05 * static_cast<double>((plan.key + day) % 9)));
            const auto spend =
                static_cast<std::int64_t>(0.93 * static_cast<double>(plan.budgetMinor) * share);
            m_spend.run(plan.key, firstDay + day, static_cast<std::int64_t>(impressions),
                        static_cast<std::int64_t>(clicks), spend, m_batch);
            ++m_days;
        }
    }

    const World& m_world;
    std::int64_t m_batch;
    const Campaigns& m_campaigns;
    db::Statement m_campaign;
    db::Statement m_exposure;
    db::Statement m_spend;
    db::Statement m_coupon;
    std::int64_t& m_exposures;
    std::int64_t& m_days;
    std::int64_t& m_coupons;
};

constexpr const char* kTruthSchema = R"(
CREATE TABLE campaign_truth (campaign_id TEXT PRIMARY KEY, uplift REAL NOT NULL,
    uplift_of_orders REAL NOT NULL, held_out REAL NOT NULL,
    audience_share REAL NOT NULL) STRICT, WITHOUT ROWID;
)";

class CampaignTruthWriter final : public StoryWriter {
public:
    CampaignTruthWriter(db::Database& truth, const World& world)
        : m_world(world)
        , m_campaign((truth.execute(kTruthSchema), truth),
                     "INSERT INTO campaign_truth VALUES (?, ?, ?, ?, ?)") {}

    void writeMarket() override {
        for (const CampaignPlan& plan : m_world.campaigns.plans())
            m_campaign.run(campaignId(plan.key), plan.uplift, upliftOfOrders(plan), plan.heldOut,
                           plan.audienceShare);
    }
    void writeStory(const MerchantStory&, const StoryKeys&) override {}

private:
    /// Over the treated, each weighing as much as it buys: what a hold-out can measure.
    double upliftOfOrders(const CampaignPlan& plan) const {
        double all = 0, more = 0;
        for (std::size_t i = 0; i < m_world.buyers.size(); ++i) {
            const Buyer& buyer = m_world.buyers[i];
            if (m_world.campaigns.armOf(plan, static_cast<std::uint32_t>(i), buyer) !=
                Campaigns::Arm::Treated)
                continue;
            const double weight = m_world.buyers.weightIn(plan.category, i);
            all += weight;
            more += weight * Campaigns::upliftOf(plan, buyer);
        }
        return all > 0 ? more / all : 0;
    }

    const World& m_world;
    db::Statement m_campaign;
};

} // namespace

std::unique_ptr<StoryWriter> writeCampaignsInto(db::Database& mart, const World& world,
                                                std::int64_t batch) {
    return std::make_unique<CampaignWriter>(mart, world, batch);
}

std::unique_ptr<StoryWriter> writeCampaignTruthInto(db::Database& truth, const World& world) {
    return std::make_unique<CampaignTruthWriter>(truth, world);
}

} // namespace mops::world
