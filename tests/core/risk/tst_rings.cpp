#include "core/base/rng.h"
#include "core/risk/rings.h"
#include "tests/support/temp_mart.h"
#include "tests/support/tiny_trade.h"

#include <algorithm>
#include <cmath>
#include <QtTest>
#include <set>

using namespace mops;
using test::TinyLine;

namespace {

constexpr int kRingMerchants = 5;
constexpr int kRingBuyers = 40;

/// 150 honest merchants with the usual few large ones, and a ring: each of its buyers orders at
/// four of its five merchants, and as often at the thirty largest honest ones to look like
/// everybody. (Camouflage that all of them place at the same few merchants cannot be told from
/// membership.)
std::vector<TinyLine> marketWithRing(std::uint64_t seed) {
    Rng rng(seed);
    std::vector<TinyLine> lines;
    const auto order = [&](const std::string& merchant, const std::string& buyer, int day) {
        lines.push_back(
            {.merchant = merchant, .buyer = buyer, .product = "p-" + merchant, .day = day});
    };
    const auto honest = [&] {
        // Squaring makes the first ones large.
        const double place = rng.uniform() * rng.uniform();
        return "m" + std::to_string(static_cast<int>(place * 150));
    };
    for (int k = 0; k < 6'000; ++k)
        order(honest(), "b" + std::to_string(rng.below(3'000)), static_cast<int>(rng.below(100)));
    for (int buyer = 0; buyer < kRingBuyers; ++buyer) {
        const std::string id = "ringbuyer" + std::to_string(buyer);
        for (int merchant = 0; merchant < kRingMerchants; ++merchant)
            if (merchant != buyer % kRingMerchants)
                order("ring" + std::to_string(merchant), id, 60 + static_cast<int>(rng.below(10)));
        for (int camouflage = 0; camouflage < 4; ++camouflage)
            order("m" + std::to_string(rng.below(30)), id, static_cast<int>(rng.below(100)));
    }
    for (int merchant = 0; merchant < kRingMerchants; ++merchant)
        for (int k = 0; k < 20; ++k)
            order("ring" + std::to_string(merchant), "b" + std::to_string(rng.below(3'000)),
                  static_cast<int>(rng.below(100)));
    return lines;
}

} // namespace

class TstRings : public QObject {
    Q_OBJECT

private slots:
    void aRingIsFoundBehindItsCamouflage_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 5; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void aRingIsFoundBehindItsCamouflage() {
        QFETCH(int, seed);
        const auto rings = find(marketWithRing(static_cast<std::uint64_t>(seed)));
        QVERIFY(rings);
        QVERIFY(!rings->rings.empty());
        const risk::Ring& ring = rings->rings.front();
        std::set<std::string> merchants;
        for (const auto& merchant : ring.merchants)
            merchants.insert(merchant.merchantId);
        for (int k = 0; k < kRingMerchants; ++k)
            QVERIFY(merchants.contains("ring" + std::to_string(k)));
        QVERIFY(merchants.size() <= kRingMerchants + 1);
        const auto bought =
            std::count_if(ring.buyers.begin(), ring.buyers.end(),
                          [](const auto& buyer) { return buyer.buyerId.starts_with("ringbuyer"); });
        QVERIFY(bought >= kRingBuyers - 2);
        QVERIFY(static_cast<double>(bought) >= 0.9 * static_cast<double>(ring.buyers.size()));
        QVERIFY(ring.lift > 3);
    }
    /// Over half a year the members' honest trade outweighs a week of bought orders by far: only
    /// the stretch around that week shows them.
    void aBurstIsFoundInTheMiddleOfAMuchLongerTrade() {
        Rng rng(7);
        std::vector<TinyLine> lines;
        const auto order = [&](std::uint64_t merchant, std::uint64_t buyer, int day) {
            lines.push_back({.merchant = "m" + std::to_string(merchant),
                             .buyer = "b" + std::to_string(buyer),
                             .product = "p",
                             .day = day});
        };
        for (int k = 0; k < 40'000; ++k)
            order(rng.below(150), rng.below(3'000), static_cast<int>(rng.below(180)));
        constexpr std::uint64_t kMembers = 6;
        constexpr std::uint64_t kBought = 24;
        for (std::uint64_t buyer = 0; buyer < kBought; ++buyer)
            for (std::uint64_t merchant = 0; merchant < kMembers; ++merchant)
                if (merchant != buyer % kMembers)
                    order(merchant, buyer, 70 + static_cast<int>(rng.below(7)));
        risk::RingParams onlyWhole;
        onlyWhole.shortestDays = onlyWhole.days;
        const auto trade = test::TinyTrade::from(lines);
        const auto whole = risk::findRings(trade, onlyWhole, m_context);
        QVERIFY(whole);
        QCOMPARE(whole->rings.size(), 0U);
        const auto rings = risk::findRings(trade, {}, m_context);
        QVERIFY(rings);
        QCOMPARE(rings->rings.size(), 1U);
        const risk::Ring& ring = rings->rings.front();
        QCOMPARE(ring.merchants.size(), kMembers);
        QVERIFY(ring.buyers.size() >= kBought - 2);
        QVERIFY(ring.until - ring.after < 60 * kSecondsPerDay);
        QVERIFY(ring.after < ring.firstAt && ring.lastAt <= ring.until);
    }
    void whatARingSaysOfItselfIsTheSumOfItsLinks() {
        const auto rings = find(marketWithRing(1));
        for (const risk::Ring& ring : rings->rings) {
            std::int64_t orders = 0;
            std::int64_t money = 0;
            for (const auto& link : ring.links) {
                orders += link.orders;
                money += link.moneyMinor;
                QVERIFY(link.firstAt >= ring.firstAt && link.lastAt <= ring.lastAt);
            }
            QCOMPARE(ring.orders, orders);
            QCOMPARE(ring.moneyMinor, money);
            QVERIFY(std::abs(ring.density *
                                 static_cast<double>(ring.merchants.size() + ring.buyers.size()) -
                             ring.suspiciousness) < 1e-9);
            for (const auto& merchant : ring.merchants)
                QVERIFY(merchant.ringOrders > 0 && merchant.ringOrders <= merchant.orders);
            for (const auto& buyer : ring.buyers)
                QVERIFY(buyer.ringOrders > 0 && buyer.ringOrders <= buyer.orders);
        }
    }
    void theSameMerchantsAreTheSameRingWhateverElseHappens() {
        auto lines = marketWithRing(1);
        const std::string before = find(lines)->rings.front().ringId;
        std::reverse(lines.begin(), lines.end());
        lines.push_back({.merchant = "m3", .buyer = "somebody new", .product = "p", .day = 50});
        QCOMPARE(find(lines)->rings.front().ringId, before);
    }
    void aMarketWithoutARingHasNone() {
        Rng rng(3);
        std::vector<TinyLine> lines;
        for (int k = 0; k < 5'000; ++k)
            lines.push_back({.merchant = "m" + std::to_string(rng.below(100)),
                             .buyer = "b" + std::to_string(rng.below(2'000)),
                             .product = "p",
                             .day = static_cast<int>(rng.below(100))});
        const auto rings = find(lines);
        QVERIFY(rings);
        QCOMPARE(rings->rings.size(), 0U);
    }
    void nothingAfterTheDayIsLookedAt() {
        risk::RingParams params;
        params.asOf = test::dayAt(59); // the ring begins on day 60
        const auto trade = test::TinyTrade::from(marketWithRing(1));
        const auto rings = risk::findRings(trade, params, m_context);
        QVERIFY(rings);
        for (const auto& ring : rings->rings)
            for (const auto& buyer : ring.buyers)
                QVERIFY(!buyer.buyerId.starts_with("ringbuyer"));
    }
    void struckOutLinksCountNoMore() {
        const auto rings = find(marketWithRing(1));
        const risk::Ring& ring = rings->rings.front();
        QVERIFY(ring.links.size() > 2);
        const auto left = risk::strikeOut(ring, std::vector<std::size_t>{0, 1});
        QCOMPARE(left.links.size(), ring.links.size() - 2);
        QVERIFY(left.suspiciousness < ring.suspiciousness);
        QVERIFY(left.density < ring.density);
        QVERIFY(left.lift < ring.lift);
        QCOMPARE(left.orders, ring.orders - ring.links[0].orders - ring.links[1].orders);
    }
    void aMerchantWhoseLinksAreAllStruckOutIsGone() {
        const auto rings = find(marketWithRing(1));
        const risk::Ring& ring = rings->rings.front();
        std::vector<std::size_t> ofFirst;
        std::vector<std::size_t> all;
        for (std::size_t k = 0; k < ring.links.size(); ++k) {
            all.push_back(k);
            if (ring.links[k].merchant == 0)
                ofFirst.push_back(k);
        }
        const auto left = risk::strikeOut(ring, ofFirst);
        QCOMPARE(left.merchants.size(), ring.merchants.size() - 1);
        QVERIFY(left.ringId != ring.ringId);
        QCOMPARE(left.merchants.front().merchantId, ring.merchants[1].merchantId);
        const auto none = risk::strikeOut(ring, all);
        QCOMPARE(none.density, 0.0);
        QCOMPARE(none.merchants.size(), 0U);
        const auto same = risk::strikeOut(ring, {});
        QCOMPARE(same.ringId, ring.ringId);
        QCOMPARE(same.density, ring.density);
    }
    void storedRingsAreReadBackAsTheyWere() {
        test::TempMart mart;
        const FixedClock clock(fromSeconds(1'600'000'000));
        QCOMPARE(risk::readRings(mart.writer()).error().code, ErrorCode::NotFound);
        const auto rings = find(marketWithRing(1));
        QVERIFY(risk::storeRings(mart.writer(), *rings, clock));
        const auto read = risk::readRings(mart.writer());
        QVERIFY(read);
        QCOMPARE(read->rings.size(), rings->rings.size());
        QCOMPARE(read->pairs, rings->pairs);
        const risk::Ring& before = rings->rings.front();
        const risk::Ring& after = read->rings.front();
        QCOMPARE(after.ringId, before.ringId);
        QCOMPARE(after.density, before.density);
        QCOMPARE(after.links.size(), before.links.size());
        QCOMPARE(after.buyers.back().buyerId, before.buyers.back().buyerId);
        // Found again: the same ring, not a second one.
        QVERIFY(risk::storeRings(mart.writer(), *rings, clock));
        QCOMPARE(mart.writer().integer("SELECT count(*) FROM ring"),
                 static_cast<std::int64_t>(rings->rings.size()));
        const auto stored = risk::readRing(mart.writer(), before.ringId);
        QVERIFY(stored);
        const auto left = risk::strikeOut(*stored, std::vector<std::size_t>{0});
        QVERIFY(left.lift < stored->lift);
        QCOMPARE(risk::readRing(mart.writer(), "no such ring").error().code, ErrorCode::NotFound);
    }
    void senselessParametersAreRefused() {
        const auto trade = test::TinyTrade::from(marketWithRing(1));
        for (const auto& params : {risk::RingParams{.top = 0}, risk::RingParams{.days = 0},
                                   risk::RingParams{.leastLift = std::nan("")}})
            QCOMPARE(risk::findRings(trade, params, m_context).error().code, ErrorCode::Usage);
        QCOMPARE(risk::findRings(mart::TradeColumns(), {}, m_context).error().code,
                 ErrorCode::NotEnoughData);
    }

private:
    Result<risk::Rings> find(const std::vector<TinyLine>& lines) {
        return risk::findRings(test::TinyTrade::from(lines), {}, m_context);
    }

    NoTaskContext m_context;
};

QTEST_APPLESS_MAIN(TstRings)
#include "tst_rings.moc"
