#include "core/recommend/recommend.h"
#include "tests/support/fake_context.h"
#include "tests/support/simulated_trade.h"
#include "tests/support/tiny_trade.h"

#include <algorithm>
#include <cmath>
#include <QtTest>

using namespace mops;
using recommend::Limit;
using recommend::Source;
using test::TinyLine;
using test::TinyTrade;

namespace {

/// Buyers b1 … b3 take bread and butter together; b4 has bread only; honey is popular in another
/// category. Merchant "baker" sells bread, "dairy" butter, "bees" honey.
std::vector<TinyLine> breakfast() {
    std::vector<TinyLine> lines;
    int day = 1;
    for (const char* buyer : {"b1", "b2", "b3"}) {
        lines.push_back({"baker", buyer, "bread", day, -1, -1, 0, -1, false, "food"});
        lines.push_back({"dairy", buyer, "butter", day, -1, -1, 0, -1, false, "food"});
        ++day;
    }
    lines.push_back({"baker", "b4", "bread", day, -1, -1, 0, -1, false, "food"});
    for (const char* buyer : {"b5", "b6", "b7", "b8", "b9"})
        lines.push_back({"bees", buyer, "honey", day, -1, -1, 0, -1, false, "sweets"});
    return lines;
}

recommend::Recommender build(const std::vector<TinyLine>& lines,
                             const recommend::RecommendParams& params = {}) {
    NoTaskContext context;
    return *recommend::Recommender::build(TinyTrade::from(lines), params, context);
}

const recommend::RecommendedItem* find(const recommend::Preview& preview,
                                       const std::string& product) {
    for (const auto& item : preview.items)
        if (item.productId == product)
            return &item;
    return nullptr;
}

std::optional<Limit> removedBy(const recommend::Preview& preview, const std::string& product) {
    for (const auto& item : preview.removed)
        if (item.productId == product)
            return item.limit;
    return std::nullopt;
}

} // namespace

class TstRecommend : public QObject {
    Q_OBJECT

private slots:
    void whatOthersTookTogetherComesFirstWithItsReason() {
        const auto preview = *build(breakfast()).forBuyer("b4", 10);
        QCOMPARE(preview.history, std::vector<std::string>{"bread"});
        QCOMPARE(preview.items[0].productId, std::string("butter"));
        QCOMPARE(preview.items[0].source, Source::NeighbourItem);
        QCOMPARE(preview.items[0].becauseOf, std::string("bread"));
        QCOMPARE(preview.items[0].support, 3);
        // cosine 3 / (√(4·3) + 2) + a tenth of its category's best, 3 of 4 buyers, + a hundredth of
        // everybody's, 3 of 5.
        const double expected = 3 / (std::sqrt(12.0) + 2) + 0.1 * 3 / 4 + 0.01 * 3 / 5;
        QVERIFY(std::abs(preview.items[0].score - expected) < 1e-6); // similarity is a float
    }
    void whatEverybodyLikesFillsTheList() {
        const auto preview = *build(breakfast()).forBuyer("b4", 10);
        const auto* honey = find(preview, "honey");
        QVERIFY(honey != nullptr);
        QCOMPARE(honey->source, Source::Popular);
        QCOMPARE(honey->support, 5);
    }
    void whatTheBuyerHasIsTakenOffWithItsLimit() {
        const auto preview = *build(breakfast()).forBuyer("b4", 10);
        QVERIFY(find(preview, "bread") == nullptr);
        QVERIFY(removedBy(preview, "bread") == std::optional(Limit::AlreadyOwned));
    }
    void aMerchantIsToldWhatItsBuyersTakeElsewhere() {
        const auto preview = *build(breakfast()).forMerchant("baker", 10);
        QCOMPARE(preview.items[0].productId, std::string("butter"));
        QVERIFY(removedBy(preview, "bread") == std::optional(Limit::AlreadyOwned));
    }
    void whatIsSoldNoMoreIsTakenOff() {
        auto lines = breakfast();
        lines.push_back({"bees", "b9", "honey", 300, -1, -1, 0, -1, false, "sweets"});
        const auto preview = *build(lines).forBuyer("b4", 10);
        QVERIFY(removedBy(preview, "butter") == std::optional(Limit::NoLongerSold));
    }
    void whatIsReviewedBadlyIsTakenOff() {
        auto lines = breakfast();
        for (auto& line : lines) {
            if (line.product != "honey")
                continue;
            line.reviewScore = 2;
            line.reviewDay = line.day;
        }
        const auto preview = *build(lines).forBuyer("b4", 10);
        QVERIFY(removedBy(preview, "honey") == std::optional(Limit::LowReview));
    }
    void cancelledOrdersTeachNothing() {
        auto lines = breakfast();
        for (auto& line : lines) {
            line.cancelled = line.product == "butter";
            line.promisedDay = line.day;
        }
        const auto preview = *build(lines).forBuyer("b4", 10);
        QVERIFY(find(preview, "butter") == nullptr);
    }
    void laterOrdersAreNotSeen() {
        auto lines = breakfast();
        const auto before = *build(lines).forBuyer("b4", 10);
        for (const char* buyer : {"b4", "b5", "b6"})
            lines.push_back({"bees", buyer, "jam", 50, -1, -1, 0, -1, false, "food"});
        recommend::RecommendParams params;
        params.asOf = test::dayAt(4);
        const auto after = *build(lines, params).forBuyer("b4", 10);
        QCOMPARE(after.items.size(), before.items.size());
        for (std::size_t i = 0; i < after.items.size(); ++i) {
            QCOMPARE(after.items[i].productId, before.items[i].productId);
            QCOMPARE(after.items[i].score, before.items[i].score);
        }
    }
    void unknownPeopleAreNotFound() {
        const auto recommender = build(breakfast());
        QCOMPARE(recommender.forBuyer("nobody", 10).error().code, ErrorCode::NotFound);
        QCOMPARE(recommender.forMerchant("nobody", 10).error().code, ErrorCode::NotFound);
    }
    void anEmptyMartIsNotEnough() {
        NoTaskContext context;
        const auto recommender = recommend::Recommender::build({}, {}, context);
        QVERIFY(!recommender);
        QCOMPARE(recommender.error().code, ErrorCode::NotEnoughData);
    }

    void theBlendBeatsPopularityOnTheSimulatedMarket() {
        // In a market of a few hundred merchants a category has few products, and popularity is
        // hard to beat.
        const auto world = test::SimulatedTrade::make(1'500, 400, 1);
        QVERIFY(world);
        NoTaskContext context;
        const auto evaluation = recommend::evaluate(world->trade, {}, context);
        QVERIFY(evaluation);
        QCOMPARE(evaluation->scores.size(), 4U);
        const auto of = [&](const char* name) {
            return *std::find_if(evaluation->scores.begin(), evaluation->scores.end(),
                                 [&](const auto& score) { return score.algorithm == name; });
        };
        QVERIFY(of("blend").users > 500);
        QVERIFY(of("blend").ndcg > of("popular").ndcg);
        QVERIFY(of("blend").ndcg > of("popular-in-category").ndcg);
        QVERIFY(of("blend").coverage > of("popular").coverage);

        recommend::RecommendParams params;
        params.threads = 3;
        const auto other = recommend::evaluate(world->trade, params, context);
        for (std::size_t i = 0; i < other->scores.size(); ++i)
            QCOMPARE(other->scores[i].ndcg, evaluation->scores[i].ndcg);
    }
    void cancellingStopsTheBuilding() {
        test::CancelAfter context(0);
        const auto recommender =
            recommend::Recommender::build(TinyTrade::from(breakfast()), {}, context);
        QVERIFY(!recommender);
        QCOMPARE(recommender.error().code, ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TstRecommend)
#include "tst_recommend.moc"
