#include "core/db/statement.h"
#include "core/features/feature_catalogue.h"
#include "core/features/feature_frame.h"
#include "core/learn/classify/logistic.h"
#include "core/learn/measure/metrics.h"
#include "core/learn/measure/uplift.h"
#include "core/learn/patterns/rules.h"
#include "core/learn/retrieval/bm25.h"
#include "core/learn/retrieval/tokens.h"
#include "core/mart/trade_columns.h"
#include "core/recommend/recommend.h"
#include "core/risk/rings.h"
#include "core/world/simulate.h"
#include "tests/support/temp_mart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <QtTest>
#include <set>

using namespace mops;

namespace {

const FixedClock kClock(Instant{Day{std::chrono::year{2026} / 7 / 1}});

/// Rows of numbers with a planted label, as one query gives them: the label first, then a column a
/// feature; NULL = 0.
struct Labelled {
    std::vector<std::uint8_t> label;
    learn::Matrix rows;

    Labelled() = default;
    Labelled(db::Database& mart, const std::string& sql) {
        db::Statement row(mart, sql);
        while (row.step()) {
            rows.columns = static_cast<std::size_t>(row.columnCount()) - 1;
            label.push_back(row.integer(0) != 0);
            for (std::size_t k = 0; k < rows.columns; ++k)
                rows.values.push_back(row.real(static_cast<int>(k) + 1));
        }
        rows.rows = label.size();
    }

    void add(bool planted, const std::vector<double>& values) {
        label.push_back(planted);
        rows.columns = values.size();
        rows.values.insert(rows.values.end(), values.begin(), values.end());
        rows.rows = label.size();
    }

    /// AUC on the odd rows: of one column, in its better direction, or of a model of the even ones.
    double oneFeature(std::size_t column) const {
        std::vector<double> score;
        for (std::size_t i = 1; i < rows.rows; i += 2)
            score.push_back(rows.at(i, column));
        const double auc = learn::rocAuc(oddLabels(), score);
        return std::max(auc, 1 - auc);
    }
    double bestFeature() const {
        double best = 0;
        for (std::size_t k = 0; k < rows.columns; ++k)
            best = std::max(best, oneFeature(k));
        return best;
    }
    double model() const {
        learn::Matrix fit(0, rows.columns);
        std::vector<std::uint8_t> fitLabel;
        for (std::size_t i = 0; i < rows.rows; i += 2) {
            const auto values = static_cast<learn::MatrixView>(rows).row(i);
            fit.values.insert(fit.values.end(), values.begin(), values.end());
            fitLabel.push_back(label[i]);
        }
        fit.rows = fitLabel.size();
        NoTaskContext context;
        const auto fitted = learn::fitLogistic(fit, fitLabel, {}, {}, context);
        if (!fitted)
            return 0;
        std::vector<double> score;
        for (std::size_t i = 1; i < rows.rows; i += 2)
            score.push_back(learn::logOdds(*fitted, static_cast<learn::MatrixView>(rows).row(i)));
        return learn::rocAuc(oddLabels(), score);
    }

private:
    std::vector<std::uint8_t> oddLabels() const {
        std::vector<std::uint8_t> labels;
        for (std::size_t i = 1; i < label.size(); i += 2)
            labels.push_back(label[i]);
        return labels;
    }
};

} // namespace

/// What is planted can be found again by what the rooms have for it, and not by a glance at one
/// figure. The world is the same in every run, so the margins only need to bear changes of it.
/// (Listings, changes, applications and claims: tst_review_kinds; merchant types: tst_segments.)
class TstPlantedTruth : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        world::WorldParams params;
        params.merchants = 800;
        params.seed = 5;
        params.threads = 2;
        params.truthFile = m_mart.folder() / "truth.db";
        QVERIFY(world::simulate(mart(), params, kClock, m_context));
        db::Statement attach(mart(), "ATTACH ? AS truth");
        attach.run(params.truthFile.string());
        auto trade = mart::readTradeColumns(mart(), m_context);
        QVERIFY(trade);
        m_trade = std::move(*trade);
    }

    /// Each ring is looked for on its last day. The most cunning spread their few orders over
    /// months and stay hidden. By chance one named merchant in ten would be of a ring.
    void ringsAreFoundByTheirDenseBlocks() {
        test::TempMart market;
        world::WorldParams world;
        world.seed = 3;
        world.threads = 2;
        world.truthFile = market.folder() / "truth.db";
        QVERIFY(world::simulate(market.writer(), world, kClock, m_context));
        db::Statement(market.writer(), "ATTACH ? AS truth").run(world.truthFile.string());
        const auto trade = mart::readTradeColumns(market.writer(), m_context);
        QVERIFY(trade);
        int crude = 0, found = 0;
        std::size_t named = 0, right = 0;
        db::Statement ring(market.writer(), "SELECT ring, last_day, cunning FROM truth.ring_truth");
        while (ring.step()) {
            std::set<std::string> members;
            db::Statement member(
                market.writer(),
                "SELECT merchant_id FROM truth.ring_merchant_truth WHERE ring = ?");
            member.bind(1, ring.integer(0));
            while (member.step())
                members.emplace(member.text(0));
            risk::RingParams params;
            params.asOf = parseDay(ring.text(1));
            const auto result = risk::findRings(*trade, params, m_context);
            QVERIFY(result);
            std::size_t most = 0, size = 0;
            for (const risk::Ring& candidate : result->rings) {
                const auto common = static_cast<std::size_t>(std::count_if(
                    candidate.merchants.begin(), candidate.merchants.end(),
                    [&](const auto& merchant) { return members.contains(merchant.merchantId); }));
                if (common > most) {
                    most = common;
                    size = candidate.merchants.size();
                }
            }
            const bool isCrude = ring.real(2) < 0.5;
            crude += isCrude;
            found += isCrude && 2 * most > members.size();
            named += size;
            right += most;
            qInfo("ring of %zu, cunning %.2f: %zu of its merchants among %zu named", members.size(),
                  ring.real(2), most, size);
        }
        qInfo("%d of %d crude rings; %zu of %zu named merchants are of the ring", found, crude,
              right, named);
        QVERIFY(crude >= 3);
        QVERIFY(2 * found > crude);
        QVERIFY(10 * right > 7 * named);
    }

    /// Tastes, favourites and loyal buyers make groups that are none.
    void aWorldWithoutRingsHasNone_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 3; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void aWorldWithoutRingsHasNone() {
        QFETCH(int, seed);
        test::TempMart market;
        world::WorldParams world;
        world.merchants = 800;
        world.days = 300;
        world.seed = static_cast<std::uint64_t>(seed);
        world.threads = 2;
        world.rings.merchantShare = 0;
        QVERIFY(world::simulate(market.writer(), world, kClock, m_context));
        const auto trade = mart::readTradeColumns(market.writer(), m_context);
        QVERIFY(trade);
        const auto found = risk::findRings(*trade, {}, m_context);
        QVERIFY(found);
        QCOMPARE(found->rings.size(), std::size_t(0));
    }

    void refundAbusersAreToldBetterByAllFiguresThanByTheBest() {
        const Labelled buyers(
            mart(),
            "SELECT t.abuser, count(s.order_key), avg(s.order_key IS NOT NULL), "
            "avg(s.reason IN ('not_received', 'counterfeit', 'damaged') AND o.delivered_at <= "
            "o.promised_at), avg(s.order_key IS NOT NULL AND coalesce(r.score, 5) > 3), "
            "avg(s.reason = 'changed_mind'), count(s.buyer_text) - count(DISTINCT s.buyer_text), "
            "count(*) FROM fact_order o JOIN dim_buyer USING (buyer_key) JOIN truth.buyer_truth t "
            "USING (buyer_id) LEFT JOIN fact_after_sale s USING (order_key) LEFT JOIN fact_review "
            "r USING (order_key) WHERE o.status = 'delivered' GROUP BY buyer_key HAVING count(*) "
            ">= 2");
        compare("refund abusers", buyers, 0.8);
    }

    /// Every ten days, from how merchants that trade enough differ from their own past: who sells
    /// nothing more within 30 days? (The risk room's own outcome is silence, which small merchants
    /// reach without failing.)
    void failingMerchantsAreToldBetterThanByChance() {
        const auto column = [](const char* feature) { return *features::featureIndex(feature); };
        const std::array pairs{std::pair("review_mean_30", "review_mean_all"),
                               std::pair("days_to_ship_90", "days_to_ship_all"),
                               std::pair("cancelled_share_90", "cancelled_share_all"),
                               std::pair("late_share_30", "late_share_all")};
        std::map<std::string, Day> failsOn;
        db::Statement truth(mart(), "SELECT merchant_id, fails_on FROM truth.failure_truth WHERE "
                                    "fails_on IS NOT NULL");
        while (truth.step())
            failsOn[std::string(truth.text(0))] = *parseDay(truth.text(1));
        Labelled data;
        for (Day asOf = *parseDay("2025-06-15"); asOf < *parseDay("2026-06-01");
             asOf += std::chrono::days{10}) {
            const auto frame = features::buildFeatures(m_trade, asOf, m_context);
            QVERIFY(frame);
            for (std::size_t row = 0; row < frame->rows(); ++row) {
                const auto value = [&](const char* feature) {
                    const double known = frame->columns[column(feature)][row];
                    return std::isnan(known) ? 0.0 : known;
                };
                const auto end = failsOn.find(m_trade.merchantId[frame->merchant[row]]);
                const bool ends = end != failsOn.end();
                if (value("orders_90") < 15 || (ends && end->second <= asOf))
                    continue;
                const double pace = value("orders_90") / 3;
                std::vector<double> values{std::log((value("orders_30") + 1) / (pace + 1))};
                for (const auto& [recent, past] : pairs)
                    values.push_back(value(recent) == 0 ? 0 : value(recent) - value(past));
                for (double& v : values)
                    v = std::clamp(v, -2.0, 2.0);
                data.add(ends && end->second <= asOf + std::chrono::days{30}, values);
            }
        }
        // Some fade and some collapse: a straight line through both tells no more than the best
        // sign does, but more than chance (0.5 ± 0.035 at these numbers).
        const double model = data.model(), best = data.bestFeature();
        qInfo("failing merchants: AUC %.3f, of the best feature alone %.3f", model, best);
        QVERIFY(model > 0.58);
        QVERIFY(best < 0.8);
    }

    void theCauseOfADelayIsToldBetterByAllFiguresThanByTheBest() {
        const Labelled parcels(
            mart(),
            "WITH pace AS (SELECT i.merchant_key, avg(o.shipped_at - o.ordered_at) / 86400 AS "
            "mean, "
            "avg(o.delivered_at - o.shipped_at) / 86400 AS way FROM fact_order o JOIN fact_item i "
            "ON i.order_key = o.order_key AND i.item_no = 1 GROUP BY 1), speed AS (SELECT courier, "
            "avg(delivered_at - shipped_at) / 86400 AS mean FROM fact_order GROUP BY 1) "
            "SELECT t.cause = 'merchant', (o.shipped_at - o.ordered_at) / 86400.0, (o.delivered_at "
            "- o.shipped_at) / 86400.0, (o.promised_at - o.ordered_at) / 86400.0, p.mean, p.way, "
            "v.mean FROM fact_order o JOIN truth.late_truth t USING (order_id) JOIN fact_item i ON "
            "i.order_key = o.order_key AND i.item_no = 1 JOIN pace p USING (merchant_key) JOIN "
            "speed v USING (courier) WHERE o.delivered_at IS NOT NULL ORDER BY o.order_key");
        compare("late by the merchant", parcels, 0.8);
    }

    /// The articles of the knowledge base are searched with the ticket's words.
    void articlesTellATicketsTopic() {
        db::Statement article(mart(), "SELECT topic, title || ' ' || body FROM dim_article WHERE "
                                      "language = 'zh' ORDER BY article_key");
        auto index = learn::Bm25Index::make({});
        QVERIFY(index);
        learn::Vocabulary words;
        const auto termsOf = [&](std::string_view text) {
            std::vector<std::uint32_t> terms;
            for (const std::string& token : learn::tokens(text))
                terms.push_back(words.add(token));
            return terms;
        };
        std::vector<std::string> topics;
        while (article.step()) {
            topics.emplace_back(article.text(0));
            QVERIFY(index->add(termsOf(article.text(1))));
        }
        std::map<std::string, int> asked;
        int tickets = 0, right = 0;
        db::Statement ticket(mart(),
                             "SELECT t.topic, k.subject || ' ' || x.text FROM fact_ticket k "
                             "JOIN fact_message x ON x.ticket_key = k.ticket_key AND "
                             "x.message_no = 1 JOIN truth.ticket_truth t USING (ticket_id)");
        while (ticket.step()) {
            const auto hits = index->search(termsOf(ticket.text(1)), 1);
            QVERIFY(hits);
            ++tickets;
            ++asked[std::string(ticket.text(0))];
            right += !hits->empty() && topics[hits->front().document] == ticket.text(0);
        }
        int most = 0;
        for (const auto& [topic, count] : asked)
            most = std::max(most, count);
        qInfo("topics: %d of %d right, the most frequent one %d", right, tickets, most);
        QVERIFY(tickets > 500);
        QVERIFY(right > 2 * most);
        QVERIFY(right < 0.95 * tickets);
    }

    /// Orders of treated buyers against those held out, over all campaigns of about the same truth.
    void theHoldOutMeasuresTheUpliftThatIsPlanted() {
        const Pooled useful = pooled("t.uplift > 0.15"), useless = pooled("t.uplift <= 0");
        for (const auto& [name, group] :
             {std::pair("useful", useful), std::pair("useless", useless)})
            qInfo("%s campaigns: measured %.3f ± %.3f, true %.3f", name, group.measured,
                  group.error, group.truth);
        QVERIFY(std::abs(useful.measured - useful.truth) < 3 * useful.error);
        QVERIFY(std::abs(useless.measured - useless.truth) < 3 * useless.error);
        QVERIFY(useful.measured > 2 * useful.error);
        QVERIFY(useful.measured > useless.measured);
    }

    void rulesFindTheProductsThatGoTogether() {
        std::map<std::int64_t, std::int64_t> partner; // by product key
        db::Statement truth(mart(),
                            "SELECT p.product_key, q.product_key FROM truth.product_truth t "
                            "JOIN dim_product p USING (product_id) JOIN dim_product q ON "
                            "q.product_id = t.goes_with");
        while (truth.step())
            partner[truth.integer(0)] = truth.integer(1);
        learn::Baskets baskets;
        std::int64_t last = 0;
        db::Statement item(mart(),
                           "SELECT order_key, product_key FROM fact_item WHERE order_key IN "
                           "(SELECT order_key FROM fact_item WHERE item_no = 2) ORDER BY "
                           "order_key, item_no");
        while (item.step()) {
            if (last != 0 && item.integer(0) != last)
                baskets.begin.push_back(static_cast<std::int64_t>(baskets.item.size()));
            last = item.integer(0);
            baskets.item.push_back(static_cast<std::int32_t>(item.integer(1)));
        }
        baskets.begin.push_back(static_cast<std::int64_t>(baskets.item.size()));
        baskets.items = static_cast<std::int32_t>(
            mart().integer("SELECT max(product_key) + 1 FROM dim_product"));
        learn::ItemsetParams often;
        often.minSupport.count = 4;
        often.maxLength = 2;
        const auto itemsets = learn::mineItemsets(baskets, often, m_context);
        QVERIFY(itemsets);
        learn::RuleParams params;
        params.minConfidence = 0.3;
        const auto rules = learn::findRules(*itemsets, params, m_context);
        QVERIFY(rules);
        std::size_t right = 0;
        for (std::size_t i = 0; i < rules->size(); ++i) {
            const learn::Rule rule = (*rules)[i];
            const auto found = partner.find(rule.antecedent[0]);
            right += found != partner.end() && found->second == rule.consequent;
        }
        qInfo("rules: %zu of %zu are planted pairs", right, rules->size());
        QVERIFY(rules->size() > 50);
        // By chance a rule names the partner once in as many cases as the merchant has products.
        QVERIFY(static_cast<double>(right) > 0.5 * static_cast<double>(rules->size()));
        QVERIFY(right < rules->size());
    }

    /// Buyers are shown, of their own taste and of the five others, what those who bought the same
    /// took as well. In a world whose buyers have no tastes the own one is as frequent as another.
    void theRoomsListsFollowTheTasteOfTheBuyer() {
        const TasteHits tasteful = tasteHits(mart(), m_trade);
        test::TempMart other;
        world::WorldParams params;
        params.merchants = 400;
        params.seed = 3;
        params.threads = 2;
        params.trade.tasteFactor = 1;
        params.truthFile = other.folder() / "truth.db";
        QVERIFY(world::simulate(other.writer(), params, kClock, m_context));
        db::Statement(other.writer(), "ATTACH ? AS truth").run(params.truthFile.string());
        const auto trade = mart::readTradeColumns(other.writer(), m_context);
        QVERIFY(trade);
        const TasteHits tasteless = tasteHits(other.writer(), *trade);
        for (const auto& [name, hits] :
             {std::pair("with tastes", tasteful), std::pair("without", tasteless)})
            qInfo("%s: %.3f of the own taste, %.3f of each other, in %.0f recommendations", name,
                  hits.own(), hits.ofAnother(), hits.shown);
        QVERIFY(tasteful.shown > 10'000 && tasteless.shown > 1'000);
        QVERIFY(tasteful.own() > 1.5 * tasteful.ofAnother());
        QVERIFY(tasteful.own() < 0.8); // buyers do not always follow their taste
        QVERIFY(tasteless.own() < 1.15 * tasteless.ofAnother());
    }

private:
    struct TasteHits {
        static constexpr double kOthers = 5;
        double shown = 0, right = 0;
        double own() const { return right / shown; }
        double ofAnother() const { return (1 - own()) / kOthers; }
    };

    /// Of what the recommendation room shows to buyers with a past; products that go together by
    /// plan are left out.
    TasteHits tasteHits(db::Database& world, const mart::TradeColumns& trade) {
        std::map<std::string, std::int64_t, std::less<>> style;
        std::map<std::string, std::string, std::less<>> partner;
        db::Statement product(world,
                              "SELECT product_id, style, goes_with FROM truth.product_truth");
        while (product.step()) {
            style.emplace(product.text(0), product.integer(1));
            partner.emplace(product.text(0), product.text(2));
        }
        TasteHits hits;
        const auto room = recommend::Recommender::build(trade, {}, m_context);
        if (!room)
            return hits;
        db::Statement buyer(world, "SELECT t.buyer_id, t.style FROM truth.buyer_truth t "
                                   "JOIN dim_buyer b USING (buyer_id) JOIN fact_order o USING "
                                   "(buyer_key) GROUP BY 1 HAVING count(*) >= 4 LIMIT 5000");
        while (buyer.step()) {
            const auto preview = room->forBuyer(std::string(buyer.text(0)), 10);
            if (!preview)
                return {};
            for (const recommend::RecommendedItem& item : preview->items) {
                const bool planned = std::any_of(
                    preview->history.begin(), preview->history.end(),
                    [&](const auto& owned) { return partner[owned] == item.productId; });
                if (item.source != recommend::Source::NeighbourItem || planned)
                    continue;
                ++hits.shown;
                hits.right += style.find(item.productId)->second == buyer.integer(1);
            }
        }
        return hits;
    }

    struct Pooled {
        double measured = 0, error = 0, truth = 0;
    };

    db::Database& mart() { return m_mart.writer(); }

    std::set<std::string> ids(const std::string& sql) {
        std::set<std::string> found;
        db::Statement row(mart(), sql);
        while (row.step())
            found.emplace(row.text(0));
        return found;
    }

    void compare(const char* what, const Labelled& data, double least) {
        const double model = data.model(), best = data.bestFeature();
        qInfo("%s: %zu rows, AUC %.3f, of the best feature alone %.3f", what, data.label.size(),
              model, best);
        QVERIFY(model >= least);
        QVERIFY(model > best);
        QVERIFY(best < 0.92);
    }

    /// Orders at merchants of the campaign's category while it ran, a buyer of each arm. The error
    /// is that of counts: the relative ones of both arms, in squares.
    Pooled pooled(const std::string& which) {
        Pooled result;
        double treated = 0, expected = 0, variance = 0;
        db::Statement row(
            mart(),
            "SELECT t.uplift_of_orders, sum(x.arm = 'treated'), sum(x.arm = 'held_out'), "
            "sum(CASE WHEN x.arm = 'treated' THEN n.orders END), sum(CASE WHEN x.arm = 'held_out' "
            "THEN n.orders END) FROM truth.campaign_truth t JOIN dim_campaign g USING "
            "(campaign_id) "
            "JOIN fact_exposure x USING (campaign_key) LEFT JOIN (SELECT c.campaign_key, "
            "o.buyer_key, count(*) AS orders FROM dim_campaign c JOIN fact_order o ON o.ordered_at "
            "BETWEEN c.starts_at AND c.ends_at JOIN fact_item i ON i.order_key = o.order_key AND "
            "i.item_no = 1 JOIN dim_merchant m USING (merchant_key) WHERE c.category_key IS NULL "
            "OR "
            "m.category_key = c.category_key GROUP BY 1, 2) n ON n.campaign_key = x.campaign_key "
            "AND n.buyer_key = x.buyer_key WHERE " +
                which + " GROUP BY campaign_id");
        double truth = 0;
        while (row.step()) {
            // What the treated would have ordered without the campaign, by those held out.
            const double scale = row.real(1) / row.real(2);
            treated += row.real(3);
            expected += row.real(4) * scale;
            variance += row.real(4) * scale * scale;
            truth += row.real(0) * row.real(4) * scale;
        }
        result.measured = treated / expected - 1;
        result.truth = truth / expected;
        result.error =
            treated / expected * std::sqrt(1 / treated + variance / (expected * expected));
        return result;
    }

    NoTaskContext m_context;
    test::TempMart m_mart;
    mart::TradeColumns m_trade;
};

QTEST_APPLESS_MAIN(TstPlantedTruth)
#include "tst_planted_truth.moc"
