#include "core/base/rng.h"
#include "core/features/merchant_features.h"
#include "core/risk/merchant_scene.h"
#include "core/risk/risk_features.h"
#include "tests/support/simulated_trade.h"

#include <algorithm>
#include <cmath>
#include <QtTest>

using namespace mops;

/// Why a merchant is where it is: peers, own past, and what would turn the verdict round. On one
/// simulated marketplace (seed 1).
class TstMerchantScene : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        auto world = test::SimulatedTrade::make(300, 540, 1);
        QVERIFY(world);
        m_trade = std::make_shared<mart::TradeColumns>(std::move(world->trade));
        auto model = risk::trainRisk(*m_trade, {}, m_context);
        QVERIFY(model);
        m_day = *risk::scoringDay(*m_trade, {});
        auto columns = risk::columnsOf(*model);
        QVERIFY(columns);
        m_columns = std::move(*columns);
        auto frame = risk::readRiskFrame(*model, *m_trade, m_day, m_context);
        QVERIFY(frame);
        m_frame = std::move(*frame);
        m_model = *model;
        auto scene = risk::MerchantScene::make(std::move(*model), m_trade, m_day, m_context);
        QVERIFY(scene);
        m_scene = std::make_unique<risk::MerchantScene>(std::move(*scene));
    }

    void aFlipScoredAgainIsOnTheOtherSide_data() {
        QTest::addColumn<double>("threshold");
        for (const double threshold : {0.1, 0.3, 0.5, 0.8})
            QTest::addRow("threshold %.1f", threshold) << threshold;
    }
    void aFlipScoredAgainIsOnTheOtherSide() {
        QFETCH(double, threshold);
        int possible = 0;
        for (std::size_t row = 0; row < m_frame.rows(); ++row) {
            const auto flip = risk::findFlip(m_model, m_columns, m_frame, row, threshold);
            const double now = risk::probabilityWith(m_model, m_columns, m_frame, row, {});
            QCOMPARE(flip.probability, now);
            QCOMPARE(flip.possible, !flip.steps.empty());
            if (!flip.possible) {
                QCOMPARE(flip.flipped, now);
                QCOMPARE(flip.best >= threshold, now >= threshold);
                continue;
            }
            ++possible;
            const double again =
                risk::probabilityWith(m_model, m_columns, m_frame, row, flip.steps);
            QCOMPARE(again, flip.flipped);
            QVERIFY((again < threshold) != (now < threshold));
        }
        QVERIFY(possible > 0);
    }
    void onlyWhatAMerchantCanChangeIsNamed() {
        for (std::size_t row = 0; row < m_frame.rows(); ++row)
            for (const auto& step : risk::findFlip(m_model, m_columns, m_frame, row, 0.3).steps) {
                const auto index = features::featureIndex(step.feature);
                QVERIFY2(index, step.feature.c_str());
                QVERIFY(features::featureCatalogue()[*index].actionable);
                QVERIFY(step.to != step.from);
            }
        for (const char* fixed : {"tenure_days", "orders_90", "turnover_all", "growth_90"})
            QVERIFY(!features::featureCatalogue()[*features::featureIndex(fixed)].actionable);
    }
    void noSmallerRandomChangeFlipsTheVerdict() {
        const double threshold = 0.3;
        Rng rng(7);
        const double slack = 0.25; // the rounding of the steps, in standard deviations
        for (std::size_t row = 0; row < m_frame.rows(); row += 17) {
            const auto flip = risk::findFlip(m_model, m_columns, m_frame, row, threshold);
            if (!flip.possible)
                continue;
            const double cost = costOf(row, flip.steps);
            for (int trial = 0; trial < 300; ++trial) {
                const auto steps = randomSteps(row, rng);
                if (costOf(row, steps) < cost - slack) {
                    const double p = risk::probabilityWith(m_model, m_columns, m_frame, row, steps);
                    QVERIFY2((p < threshold) == (flip.probability < threshold),
                             "seed 7: a smaller change flips, too");
                }
            }
        }
    }
    void withoutAnythingActionableNoFlipIsClaimed() {
        auto model = m_model;
        for (std::size_t column = 0; column < model.features.size(); ++column) {
            const auto index = features::featureIndex(model.features[column]);
            if (index && features::featureCatalogue()[*index].actionable)
                model.coefficients[column] = 0;
        }
        const auto flip = risk::findFlip(model, m_columns, m_frame, 3, 0.3);
        QVERIFY(!flip.possible);
        QVERIFY(flip.steps.empty());
        QCOMPARE(flip.best, flip.probability);
    }
    void theWholeStoryOfAMerchantHoldsTogether() {
        const std::string id = m_trade->merchantId[m_frame.merchant[5]];
        const auto why = m_scene->why(id, 0.5, 6, m_context);
        QVERIFY(why);
        QCOMPARE(why->explanation.score.merchantId, id);
        QCOMPARE(why->peers.size(), m_model.features.size());
        QVERIFY(why->group.merchants >= 30);
        QVERIFY(!why->past.empty());
        for (const auto& past : why->past) {
            QCOMPARE(past.values.size(), why->features.size());
            QVERIFY(past.asOf < m_day);
        }
        for (const auto& place : why->peers)
            if (!std::isnan(place.percentile))
                QVERIFY(place.percentile >= 0 && place.percentile <= 1);
        QVERIFY(std::abs(why->flip.probability - why->explanation.score.probability) < 1e-12);
    }
    void thePercentileIsTheShareOfPeersBelow() {
        // Nobody in a world of 300 sells in the same category at the same size often enough, so
        // the plain count over everyone of the same size is the expectation.
        const std::size_t row = 8;
        const auto why =
            m_scene->why(m_trade->merchantId[m_frame.merchant[row]], 0.5, 1, m_context);
        QVERIFY(why);
        QVERIFY(!why->group.sameCategory || why->group.merchants >= 30);
        if (why->group.sameCategory)
            QSKIP("this world has enough merchants of the category");
        const auto& orders = m_frame.columns[*risk::columnIndex("orders_90")];
        for (std::size_t column = 0; column < m_model.features.size(); ++column) {
            const double own = risk::rawValue(m_columns, m_frame, column, row);
            double below = 0;
            double known = 0;
            for (std::size_t other = 0; other < m_frame.rows(); ++other) {
                const double value = risk::rawValue(m_columns, m_frame, column, other);
                const bool sameSize =
                    2 * orders[other] >= orders[row] && orders[other] <= 2 * orders[row];
                if (other == row || std::isnan(value) || (why->group.sameSize && !sameSize))
                    continue;
                ++known;
                below += value < own ? 1 : value == own ? 0.5 : 0;
            }
            if (!std::isnan(own) && known > 0)
                QVERIFY(std::abs(why->peers[column].percentile - below / known) < 1e-12);
        }
    }
    void theOwnPastIsWhatTheFeaturesWereThen() {
        const std::uint32_t merchant = m_frame.merchant[5];
        const auto why = m_scene->why(m_trade->merchantId[merchant], 0.5, 3, m_context);
        QVERIFY(why);
        for (const auto& past : why->past) {
            features::FeatureValues values{};
            if (!features::MerchantFeatures(*m_trade, features::endOfDay(past.asOf))
                     .compute(merchant, values))
                continue;
            for (std::size_t k = 0; k < why->features.size(); ++k)
                if (const auto index = features::featureIndex(why->features[k]))
                    QVERIFY(values[*index] == past.values[k] ||
                            (std::isnan(values[*index]) && std::isnan(past.values[k])));
        }
    }
    void anUnknownMerchantAndASenselessThresholdAreRefused() {
        QCOMPARE(m_scene->why("nobody", 0.5, 1, m_context).error().code, ErrorCode::NotFound);
        QCOMPARE(m_scene->why(m_trade->merchantId[0], 1.0, 1, m_context).error().code,
                 ErrorCode::InvalidNumber);
    }

private:
    /// Σ |change| in standard deviations of the model's columns.
    double costOf(std::size_t row, const std::vector<risk::FlipStep>& steps) const {
        double cost = 0;
        for (const auto& step : steps) {
            const auto column = static_cast<std::size_t>(
                std::find(m_model.features.begin(), m_model.features.end(), step.feature) -
                m_model.features.begin());
            const double observations = risk::observationsOf(m_columns, m_frame, column, row);
            const auto place = [&](double value) {
                return m_columns.scaling.scaled(
                    column, m_columns.unit[column],
                    risk::settled(value, observations, m_model.fill[column]));
            };
            cost += std::abs(place(step.to) - place(step.from));
        }
        return cost;
    }
    /// Changes of actionable features to values that some merchant really has.
    std::vector<risk::FlipStep> randomSteps(std::size_t row, Rng& rng) const {
        std::vector<risk::FlipStep> steps;
        for (std::size_t column = 0; column < m_model.features.size(); ++column) {
            const auto index = features::featureIndex(m_model.features[column]);
            if (!index || !features::featureCatalogue()[*index].actionable || rng.chance(0.4))
                continue;
            const double from = risk::rawValue(m_columns, m_frame, column, row);
            const double to = risk::rawValue(m_columns, m_frame, column, rng.below(m_frame.rows()));
            if (!std::isnan(to) && !std::isnan(from))
                steps.push_back(
                    {m_model.features[column], from, from + rng.uniform() * (to - from), 0});
        }
        return steps;
    }

    NoTaskContext m_context;
    std::shared_ptr<mart::TradeColumns> m_trade;
    risk::RiskModel m_model;
    risk::ModelColumns m_columns;
    features::FeatureFrame m_frame;
    std::unique_ptr<risk::MerchantScene> m_scene;
    Day m_day{};
};

QTEST_APPLESS_MAIN(TstMerchantScene)
#include "tst_merchant_scene.moc"
