#include "core/base/rng.h"
#include "core/risk/shared_buyers.h"
#include "tests/support/fake_context.h"
#include "tests/support/tiny_trade.h"

#include <algorithm>
#include <QtTest>
#include <set>

using namespace mops;
using test::TinyLine;

namespace {

using Merchants = std::set<std::string>;

/// 4,000 orders of 2,000 buyers at 200 merchants.
std::vector<TinyLine> plainMarket(std::uint64_t seed) {
    Rng rng(seed);
    std::vector<TinyLine> lines;
    for (int k = 0; k < 4'000; ++k)
        lines.push_back({.merchant = "m" + std::to_string(rng.below(200)),
                         .buyer = "b" + std::to_string(rng.below(2'000)),
                         .product = "p",
                         .day = static_cast<int>(rng.below(30))});
    return lines;
}

/// Each buyer of a club orders at each of its merchants.
void addClub(std::vector<TinyLine>& lines, const Merchants& merchants, int buyers) {
    for (const std::string& merchant : merchants)
        for (int buyer = 0; buyer < buyers; ++buyer)
            lines.push_back({.merchant = merchant,
                             .buyer = *merchants.begin() + "-" + std::to_string(buyer),
                             .product = "p",
                             .day = buyer});
}

} // namespace

class TstSharedBuyers : public QObject {
    Q_OBJECT

private slots:
    void threeMerchantsWithFiveCommonBuyersAreAGroup_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 5; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void threeMerchantsWithFiveCommonBuyersAreAGroup() {
        QFETCH(int, seed);
        auto lines = plainMarket(static_cast<std::uint64_t>(seed));
        const Merchants club{"m3", "m70", "m150"};
        addClub(lines, club, 5);
        const auto found = groupsIn(lines);
        const auto group = std::find(found.begin(), found.end(), club);
        QVERIFY(group != found.end());
    }
    void aGroupGrowsFromTwoMerchantsStageByStage() {
        auto lines = plainMarket(1);
        const Merchants club{"x1", "x2", "x3", "x4", "x5"};
        addClub(lines, club, 6);
        const auto found = groupsIn(lines);
        for (std::size_t size = 2; size <= club.size(); ++size)
            QVERIFY(std::any_of(found.begin(), found.end(), [&](const Merchants& group) {
                return group.size() == size &&
                       std::includes(club.begin(), club.end(), group.begin(), group.end());
            }));
    }
    void buyersOfAMerchantAloneAreNotOfTheGroup() {
        auto lines = plainMarket(1);
        addClub(lines, {"x1", "x2"}, 6);
        lines.push_back({.merchant = "x1", .buyer = "stranger", .product = "p"});
        read(lines);
        const auto groups = risk::groupsOfSharedBuyers(m_graph, {}, m_context);
        QVERIFY(groups && !groups->empty());
        QCOMPARE(groups->front().columns.size(), std::size_t(2));
        QCOMPARE(groups->front().rows.size(), std::size_t(6));
    }
    void fewerCommonBuyersThanAskedForAreNoGroup() {
        std::vector<TinyLine> lines;
        addClub(lines, {"x1", "x2"}, 3);
        QVERIFY(groupsIn(lines).empty());
    }
    void aBuyerWhoBuysEverywhereBindsNobody() {
        std::vector<TinyLine> lines;
        for (int buyer = 0; buyer < 6; ++buyer)
            for (int merchant = 0; merchant < 40; ++merchant)
                lines.push_back({.merchant = "m" + std::to_string(merchant),
                                 .buyer = "everywhere" + std::to_string(buyer),
                                 .product = "p"});
        QVERIFY(groupsIn(lines).empty());
    }
    void nobodyIsNoGroup() { QVERIFY(groupsIn({}).empty()); }
    void moreThanMemoryIsRefusedWithAHint() {
        read(plainMarket(1));
        const auto groups = risk::groupsOfSharedBuyers(m_graph, {.memoryMb = -1}, m_context);
        QVERIFY(!groups);
        QCOMPARE(groups.error().code, ErrorCode::MemoryLimit);
        QVERIFY(!groups.error().hint.empty());
    }
    void aCancelledSearchAnswersCancelled() {
        std::vector<TinyLine> lines;
        addClub(lines, {"x1", "x2"}, 6);
        read(lines);
        test::CancelAfter cancelled(0);
        const auto groups = risk::groupsOfSharedBuyers(m_graph, {}, cancelled);
        QVERIFY(!groups);
        QCOMPARE(groups.error().code, ErrorCode::Cancelled);
    }

private:
    void read(const std::vector<TinyLine>& lines) {
        m_trade = test::TinyTrade::from(lines);
        m_graph = *risk::readTradeGraph(m_trade, 0, m_trade.lastOrderedAt, m_context);
    }
    std::set<Merchants> groupsIn(const std::vector<TinyLine>& lines) {
        read(lines);
        std::set<Merchants> found;
        const auto groups = risk::groupsOfSharedBuyers(m_graph, {}, m_context);
        for (const learn::DenseBlock& group : *groups) {
            Merchants merchants;
            for (const std::int32_t column : group.columns)
                merchants.insert(m_trade.merchantId[static_cast<std::size_t>(column)]);
            found.insert(merchants);
        }
        return found;
    }

    NoTaskContext m_context;
    mart::TradeColumns m_trade;
    risk::TradeGraph m_graph;
};

QTEST_APPLESS_MAIN(TstSharedBuyers)
#include "tst_shared_buyers.moc"
