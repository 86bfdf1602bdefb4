#include "core/world/campaigns.h"
#include "core/world/catalogue.h"

#include <QtTest>

using namespace mops;
using namespace mops::world;

namespace {

WorldParams market() {
    WorldParams params;
    params.merchants = 400;
    params.days = 540;
    return params;
}

Buyer fanOf(std::size_t category) {
    Buyer buyer;
    buyer.favourite = static_cast<std::uint8_t>(category);
    buyer.secondFavourite = buyer.favourite;
    buyer.activity = 1;
    return buyer;
}

} // namespace

class TstCampaigns : public QObject {
    Q_OBJECT

private slots:
    void theSameSeedPlansTheSameCampaigns() {
        const Campaigns once(market(), Rng(3)), again(market(), Rng(3));
        QVERIFY(once.plans().size() > 16);
        QCOMPARE(once.plans().size(), again.plans().size());
        for (std::size_t i = 0; i < once.plans().size(); ++i) {
            QCOMPARE(once.plans()[i].firstDay, again.plans()[i].firstDay);
            QCOMPARE(once.plans()[i].uplift, again.plans()[i].uplift);
        }
    }

    void campaignsOfACategoryDoNotOverlap() {
        const Campaigns campaigns(market(), Rng(5));
        for (std::size_t category = 0; category < categories().size(); ++category)
            for (int day = 0; day < 540; ++day) {
                int here = 0;
                for (const CampaignPlan& plan : campaigns.plans())
                    here += (!plan.category || *plan.category == category) &&
                            plan.firstDay <= day && day <= plan.lastDay;
                QVERIFY(here <= 1);
                QCOMPARE(campaigns.running(category, day) != nullptr, here == 1);
            }
    }

    void theHeldOutShareIsTheOnePlanned() {
        const Campaigns campaigns(market(), Rng(7));
        for (const CampaignPlan& plan : campaigns.plans()) {
            const Buyer fan = fanOf(plan.category.value_or(0));
            int inside = 0, heldOut = 0;
            for (std::uint32_t number = 0; number < 20'000; ++number) {
                const auto arm = campaigns.armOf(plan, number, fan);
                inside += arm != Campaigns::Arm::Outside;
                heldOut += arm == Campaigns::Arm::HeldOut;
            }
            // Six deviations of a share of 0.2 among the 2,000 of the smallest audience.
            QVERIFY(inside > 1'500);
            QVERIFY(std::abs(heldOut / double(inside) - plan.heldOut) < 0.06);
        }
    }

    void whoDoesNotFancyTheCategoryIsOutside() {
        const Campaigns campaigns(market(), Rng(7));
        for (const CampaignPlan& plan : campaigns.plans()) {
            if (!plan.category)
                continue;
            const Buyer other = fanOf((*plan.category + 1) % categories().size());
            for (std::uint32_t number = 0; number < 500; ++number)
                QVERIFY(campaigns.armOf(plan, number, other) == Campaigns::Arm::Outside);
        }
    }

    void onlyTreatedBuyersChangeTheirDemand() {
        const Campaigns campaigns(market(), Rng(9));
        for (const CampaignPlan& plan : campaigns.plans()) {
            const std::size_t category = plan.category.value_or(0);
            const Buyer fan = fanOf(category);
            for (std::uint32_t number = 0; number < 300; ++number) {
                const bool treated = campaigns.armOf(plan, number, fan) == Campaigns::Arm::Treated;
                const double factor = campaigns.demandFactor(category, plan.firstDay, number, fan);
                QCOMPARE(factor, treated ? 1 + Campaigns::upliftOf(plan, fan) : 1.0);
                QVERIFY(factor > 0 && factor <= 1 + Campaigns::kMostUplift);
            }
        }
    }

    void someCampaignsMoveNobodyAndSomeAnnoy() {
        const Campaigns campaigns(market(), Rng(11));
        int useless = 0, harmful = 0, useful = 0;
        for (const CampaignPlan& plan : campaigns.plans())
            ++(plan.uplift == 0 ? useless : plan.uplift < 0 ? harmful : useful);
        QVERIFY(useless > 0 && harmful > 0 && useful > useless);
    }

    void couponsAreForTreatedBuyersWhoSawTheCampaign() {
        const Campaigns campaigns(market(), Rng(13));
        const std::int64_t begin =
            toSeconds(Instant{market().lastDay - std::chrono::days(539)}) - 8 * 3600;
        int used = 0;
        for (const CampaignPlan& plan : campaigns.plans()) {
            const std::size_t category = plan.category.value_or(0);
            const Buyer fan = fanOf(category);
            for (std::uint32_t number = 0; number < 200; ++number) {
                const std::int64_t at = begin + plan.firstDay * kSecondsPerDay + 3600 * 11;
                const auto coupon = campaigns.couponFor(category, at, number, fan, 100'000);
                if (!coupon)
                    continue;
                ++used;
                QVERIFY(campaigns.armOf(plan, number, fan) == Campaigns::Arm::Treated);
                QVERIFY(campaigns.shownAt(plan, number) <= at);
                QVERIFY(!campaigns.couponFor(category, at, number, fan, plan.minimumMinor - 1));
            }
        }
        QVERIFY(used > 100);
    }

    void largeWorldsAskAShareOfTheirBuyers() {
        WorldParams params = market();
        params.merchants = 1'000'000;
        const Campaigns campaigns(params, Rng(15));
        double exposures = 0;
        for (const CampaignPlan& plan : campaigns.plans())
            exposures += plan.audienceShare * 55e6 * (plan.category ? 0.12 : 1.0);
        QVERIFY(exposures < 1.6e6);
    }
};

QTEST_APPLESS_MAIN(TstCampaigns)
#include "tst_campaigns.moc"
