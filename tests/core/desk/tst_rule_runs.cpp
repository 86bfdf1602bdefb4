#include "core/db/statement.h"
#include "core/desk/replay.h"
#include "tests/support/hand_mart.h"

#include <array>
#include <cmath>
#include <QtTest>

using namespace mops;
using desk::RuleAction;
using desk::RuleState;
using desk::RuleSubject;

namespace {

const FixedClock kClock(Instant{std::chrono::seconds(1'600'000'000)});
const desk::Actor kWang{"wang", kClock};

/// m1 … m4 with 1 … 4 orders, an order a day; order k costs 1,000 × k.
class Shop : public test::HandMart {
public:
    Shop() {
        int key = 0;
        for (int merchant = 1; merchant <= 4; ++merchant) {
            addMerchant(merchant, "m" + std::to_string(merchant), "Shop", merchant % 2 ? "A" : "B");
            for (int order = 1; order <= merchant; ++order) {
                ++key;
                add({.key = key,
                     .merchant = merchant,
                     .buyer = 1 + key % 6,
                     .day = order * 5,
                     .items = {{.price = 1'000 * key}}});
            }
        }
    }

    void addRule(const std::string& name, const std::string& predicate, RuleState state,
                 RuleAction action = RuleAction::Case,
                 RuleSubject subject = RuleSubject::Merchant) {
        desk::RuleVersion rule;
        rule.name = name;
        rule.predicate = predicate;
        rule.action = action;
        rule.subject = subject;
        if (action == RuleAction::Tag)
            rule.tag = "seen";
        QVERIFY(desk::saveRule(writer(), rule, kWang));
        const auto saved = desk::readRule(writer(), name);
        QVERIFY(desk::switchRule(writer(), name, saved->version, state, kWang));
    }

    /// Segments 0 ("steady") and 1 ("slow-delivery") of m1 … m4 as of the end of a day.
    void addSegments(int run, int day, std::array<std::optional<int>, 4> ofMerchant) {
        writer().execute("INSERT INTO segment_run VALUES (" + std::to_string(run) + ", " +
                         std::to_string(test::endOf(day)) + ", 'kmeans', 2, 1, 0, '{}', '')");
        db::Statement segment(writer(), "INSERT INTO segment VALUES (?, ?, ?, 1, '{}')");
        segment.run(run, 0, "steady");
        segment.run(run, 1, "slow-delivery");
        db::Statement member(writer(), "INSERT INTO segment_member VALUES (?, ?, ?, 0, 0, 0)");
        for (int merchant = 1; merchant <= 4; ++merchant)
            if (const auto of = ofMerchant[static_cast<std::size_t>(merchant - 1)])
                member.run(run, merchant, *of);
    }

    desk::RuleRun run(int day = 20) {
        NoTaskContext context;
        const auto run = desk::runRules(writer(), test::endOf(day), kWang, context);
        if (!run)
            qWarning("%s", run.error().detail.c_str());
        return run ? *run : desk::RuleRun{};
    }

    desk::ReplayReport replay(const std::string& predicate,
                              RuleSubject subject = RuleSubject::Merchant, int from = 1) {
        NoTaskContext context;
        desk::ReplayParams params;
        params.subject = subject;
        params.predicate = predicate;
        params.from = test::noonOf(from);
        params.to = test::endOf(20);
        params.stepDays = 5;
        const auto report = desk::replayRule(writer(), params, context);
        if (!report)
            qWarning("%s", report.error().detail.c_str());
        return report ? *report : desk::ReplayReport{};
    }

    bool stateIsFoldOfLedger() {
        NoTaskContext context;
        const auto check = desk::verifyState(writer(), context);
        return check && check->ok;
    }

    std::int64_t count(const std::string& table) {
        return writer().integer("SELECT count(*) FROM " + table);
    }
};

} // namespace

class TstRuleRuns : public QObject {
    Q_OBJECT

private slots:
    void anEnabledRuleOpensACaseWithTheRuleAsItsReason() {
        Shop shop;
        shop.addRule("many", "orders_all >= 3", RuleState::Enabled);
        const auto run = shop.run();
        QCOMPARE(run.rules.size(), 1U);
        QCOMPARE(run.rules[0].hits, 2);
        QCOMPARE(run.rules[0].acted, 2);
        const auto found = desk::readCase(shop.writer(), "risk-m3-1");
        QVERIFY(found);
        QCOMPARE(found->why[0].feature, std::string("rule:many 1"));
        QCOMPARE(shop.writer().text("SELECT DISTINCT picked FROM case_state"), std::string("rule"));
        QVERIFY(shop.stateIsFoldOfLedger());
    }
    void aShadowRuleIsLoggedAndDoesNothing() {
        Shop shop;
        shop.addRule("many", "orders_all >= 3", RuleState::Shadow);
        const auto run = shop.run();
        QCOMPARE(run.operationId, 0);
        QCOMPARE(run.rules[0].hits, 2);
        QCOMPARE(run.rules[0].acted, 0);
        QCOMPARE(shop.count("rule_hit WHERE shadow = 1"), 2);
        QCOMPARE(shop.count("case_state"), 0);
    }
    void tagsAndHoldsAreWrittenAndTakenBackWithTheRun() {
        Shop shop;
        shop.addRule("tagging", "orders_all >= 3", RuleState::Enabled, RuleAction::Tag);
        shop.addRule("holding", "amount > 9000", RuleState::Enabled, RuleAction::Hold,
                     RuleSubject::Order);
        const auto run = shop.run();
        QVERIFY(run.operationId != 0);
        QCOMPARE(shop.count("subject_tag WHERE tag = 'seen' AND subject = 'merchant'"), 2);
        QCOMPARE(shop.count("subject_tag WHERE tag = 'hold' AND subject_id = 'o10'"), 1);
        QVERIFY(desk::undo(shop.writer(), kWang));
        QCOMPARE(shop.count("subject_tag"), 0);
        QVERIFY(desk::redo(shop.writer(), kWang));
        QCOMPARE(shop.count("subject_tag"), 3);
        QVERIFY(shop.stateIsFoldOfLedger());
    }
    void anOrdersCaseIsItsMerchants() {
        Shop shop;
        shop.addRule("dear", "amount >= 8000", RuleState::Enabled, RuleAction::Case,
                     RuleSubject::Order);
        const auto run = shop.run();
        QCOMPARE(run.rules[0].hits, 3); // orders 8, 9, 10, all of m4
        QCOMPARE(run.rules[0].acted, 1);
        QCOMPARE(desk::readCase(shop.writer(), "risk-m4-1")->why[0].value, 3.0);
    }
    void whatWasHitBeforeIsNoNews() {
        Shop shop;
        shop.addRule("many", "orders_all >= 3", RuleState::Enabled);
        QCOMPARE(shop.run().rules[0].acted, 2);
        desk::Decision decision;
        decision.caseId = "risk-m3-1";
        decision.verb = desk::Verb::Approve;
        QVERIFY(desk::decide(shop.writer(), decision, kWang));
        const auto again = shop.run();
        QCOMPARE(again.rules[0].hits, 2);
        QCOMPARE(again.rules[0].acted, 0);
    }
    void aMerchantWithAWaitingCaseGetsNoSecondOne() {
        Shop shop;
        shop.addRule("many", "orders_all >= 3", RuleState::Enabled);
        shop.addRule("most", "orders_all >= 4", RuleState::Enabled);
        const auto run = shop.run();
        QCOMPARE(shop.count("case_state"), 2);
        QCOMPARE(desk::readCase(shop.writer(), "risk-m4-1")->why.size(), 2U);
        Q_UNUSED(run)
    }

    void anUnchangedRuleReplayedEqualsTheLog() {
        Shop shop;
        shop.addRule("many", "orders_30 >= 2 AND region = 'A'", RuleState::Shadow);
        shop.addRule("dear", "amount >= 5000", RuleState::Shadow, RuleAction::Case,
                     RuleSubject::Order);
        const auto run = shop.run(15);
        NoTaskContext context;
        const auto proof = desk::replayRun(shop.writer(), run.runId, context);
        QVERIFY2(proof, proof ? "" : proof.error().detail.c_str());
        QVERIFY(proof->equal);
        QCOMPARE(proof->logged, proof->replayed);
        QVERIFY(proof->logged > 0);
    }
    void itEqualsTheLogAfterALaterImportChangedAndAddedRows() {
        Shop shop;
        shop.addRule("many", "orders_30 >= 2 AND region = 'A'", RuleState::Shadow);
        const auto run = shop.run(15);
        db::Database& mart = shop.writer();
        // A later import moves m3 to another region and brings an older order of m1.
        mart.execute(
            "INSERT INTO import_batch (batch_id, kind, source, location, started_at, finished_at, "
            "rows_taken) VALUES (2, 'import', 'test', 'test', 0, 0, 2);"
            "INSERT INTO import_before SELECT 2, 'dim_merchant', json_array(merchant_id), "
            "json_object('merchant_id', merchant_id, 'name', name, 'region', region, 'city', city, "
            "'zip_prefix', zip_prefix, 'category_key', category_key, 'registered_given', "
            "registered_given, 'registered_at', registered_at, 'status', status, 'batch_id', "
            "batch_id) FROM dim_merchant WHERE merchant_key = 3;"
            "UPDATE dim_merchant SET region = 'C', batch_id = 2 WHERE merchant_key = 3");
        shop.add({.key = 50, .merchant = 1, .day = 3});
        mart.execute("UPDATE fact_order SET batch_id = 2 WHERE order_key = 50;"
                     "UPDATE fact_item SET batch_id = 2 WHERE order_key = 50");
        NoTaskContext context;
        const auto proof = desk::replayRun(mart, run.runId, context);
        QVERIFY2(proof, proof ? "" : proof.error().detail.c_str());
        QVERIFY(proof->equal);
        // On what is known now the same rule says something else.
        const auto now =
            desk::testPredicate(mart, RuleSubject::Merchant, "orders_30 >= 2 AND region = 'A'",
                                test::endOf(15), context);
        QCOMPARE(now->sample, std::vector<std::string>{"m1"});
    }
    void aRunWhoseFactsWereTakenBackCannotBeProved() {
        Shop shop;
        shop.addRule("many", "orders_30 >= 2", RuleState::Shadow);
        shop.writer().execute("UPDATE import_batch SET rows_taken = 10");
        const auto run = shop.run(15);
        shop.writer().execute("UPDATE import_batch SET undone_at = 1 WHERE batch_id = 1");
        NoTaskContext context;
        QCOMPARE(desk::replayRun(shop.writer(), run.runId, context).error().code,
                 ErrorCode::Conflict);
        QCOMPARE(desk::replayRun(shop.writer(), 99, context).error().code, ErrorCode::NotFound);
    }

    void aReplayCountsWhatWouldHaveFired() {
        Shop shop;
        const auto report = shop.replay("orders_all >= 3");
        QCOMPARE(report.subjects, 4);
        QCOMPARE(report.hits, 2);
        QCOMPARE(desk::hitIds(report), (std::vector<std::string>{"m3", "m4"}));
        // The ends of days 5, 10, 15 and 20: three orders since day 15.
        QCOMPARE(report.hitsPerStep.size(), 4U);
        QCOMPARE(report.hitsPerStep[1].second, 0);
        QCOMPARE(report.hitsPerStep[2].second, 2);
        QCOMPARE(report.hitsPerStep[3].second, 2);
        // Orders 4, 5, 6 of m3 and 7, 8, 9 of m4, when each fired first.
        QCOMPARE(report.moneyMinor, 15'000 + 24'000);
        QCOMPARE(report.reviewMinutes, 8.0);
        QCOMPARE(report.groups.at("region").size(), 2U);
        QCOMPARE(report.groups.at("region")[0].name, std::string("A"));
        QCOMPARE(report.groups.at("region")[0].hits, 1);
        QCOMPARE(report.groups.at("size")[0].subjects, 4);
    }
    void aReplayIsHeldAgainstTheSegments() {
        Shop shop;
        shop.addSegments(1, 20, {0, 0, 1, {}});
        const auto report = shop.replay("orders_all >= 3"); // m3 and m4
        QCOMPARE(report.segmentsAsOf, test::endOf(20));
        const auto& segments = report.groups.at("segment");
        QCOMPARE(segments.size(), 3U);
        QCOMPARE(segments[0].name, std::string()); // m4 is in none
        QCOMPARE(segments[0].hits, 1);
        QCOMPARE(segments[1].name, std::string("steady"));
        QCOMPARE(segments[1].subjects, 2);
        QCOMPARE(segments[1].hits, 0);
        QCOMPARE(segments[2].name, std::string("slow-delivery"));
        QCOMPARE(segments[2].hits, 1);
    }
    void withoutSegmentsThereIsNothingToHoldAReplayAgainst() {
        Shop shop;
        const auto report = shop.replay("orders_all >= 3");
        QVERIFY(!report.segmentsAsOf);
        QVERIFY(!report.groups.contains("segment"));
    }
    void theSegmentsOfTheWindowAreTakenBeforeLaterOnes() {
        Shop shop;
        shop.addSegments(1, 10, {0, 0, 0, 0});
        shop.addSegments(2, 15, {1, 1, 0, 0});
        shop.addSegments(3, 25, {0, 1, 0, 1}); // the window ends on day 20
        const auto report = shop.replay("orders_all >= 3");
        QCOMPARE(report.segmentsAsOf, test::endOf(15));
        QCOMPARE(report.groups.at("segment")[0].hits, 2); // steady: m3, m4
    }
    void segmentsMadeAfterTheWindowAreBetterThanNone() {
        Shop shop;
        shop.addSegments(1, 40, {0, 0, 0, 0});
        shop.addSegments(2, 25, {0, 1, 0, 1});
        QCOMPARE(shop.replay("orders_all >= 3").segmentsAsOf, test::endOf(25));
    }
    void eachHitTellsItsGroupsAndWhatWasAtStakeWhenItFirstFired() {
        Shop shop;
        shop.addSegments(1, 20, {0, 0, 1, 0});
        const auto report = shop.replay("orders_all >= 3");
        QCOMPARE(report.fired.size(), 2U);
        const desk::ReplayHit& m3 = report.fired[0];
        QCOMPARE(m3.subjectId, std::string("m3"));
        QCOMPARE(m3.merchantName, std::string("Shop"));
        QCOMPARE(m3.firstAt, test::endOf(15));
        QCOMPARE(m3.moneyMinor, 15'000); // orders 4, 5, 6
        const auto group = [&](const desk::ReplayHit& hit, std::size_t grouping) {
            return report.groups.at(desk::kReplayGroupings[grouping])
                .at(static_cast<std::size_t>(hit.group[grouping]))
                .name;
        };
        QCOMPARE(group(m3, 0), std::string("slow-delivery"));
        QCOMPARE(group(m3, 1), std::string("A"));
        QCOMPARE(group(m3, 2), std::string("1-9"));
        QCOMPARE(group(m3, 3), std::string("0-89"));
        QCOMPARE(group(report.fired[1], 0), std::string("steady"));
    }
    void aGroupIsUnevenWhenChanceHardlyMakesItSo() {
        // 60 merchants of one order, half of them hit, beside 4 or 30 of another region, unhit.
        const auto ratioOf = [](int others) {
            test::HandMart mart;
            for (int key = 1; key <= 60 + others; ++key) {
                mart.addMerchant(key, "m" + std::to_string(key), {}, key <= 60 ? "A" : "B");
                mart.add({.key = key,
                          .merchant = key,
                          .day = 5,
                          .items = {{.price = key <= 30 ? 9'000 : 1'000}}});
            }
            NoTaskContext context;
            const desk::ReplayParams params{RuleSubject::Merchant, "turnover_90 > 5000",
                                            test::noonOf(1), test::endOf(20), 5};
            return desk::replayRule(mart.writer(), params, context)->groups.at("region")[1];
        };
        QCOMPARE(ratioOf(4).ratio, 0.0);
        QVERIFY(!ratioOf(4).uneven); // 0 of 4 is up to 1 − 0.005^(1/4) = 0.73
        QVERIFY(ratioOf(30).uneven); // 0 of 30 up to 0.16, and half are hit elsewhere
    }
    void aSingleMerchantThatIsHitMakesNoUnevenGroup() {
        test::HandMart mart;
        for (int key = 1; key <= 61; ++key) {
            mart.addMerchant(key, "m" + std::to_string(key), {}, key <= 60 ? "A" : "B");
            mart.add({.key = key,
                      .merchant = key,
                      .day = 5,
                      .items = {{.price = key <= 4 || key == 61 ? 9'000 : 1'000}}});
        }
        NoTaskContext context;
        const desk::ReplayParams params{RuleSubject::Merchant, "turnover_90 > 5000",
                                        test::noonOf(1), test::endOf(20), 5};
        const auto report = desk::replayRule(mart.writer(), params, context);
        const desk::ReplayCount& alone = report->groups.at("region")[1];
        QCOMPARE(alone.hits, 1);
        QVERIFY(alone.ratio > 10);
        QVERIFY(!alone.uneven); // the pooled z test would have said p < 0.001
    }
    void anOrderIsOfItsMerchantsSegment() {
        Shop shop;
        shop.addSegments(1, 20, {0, 0, 1, 0});
        const auto report = shop.replay("merchant_orders_all = 2", RuleSubject::Order);
        const auto& segments = report.groups.at("segment");
        QCOMPARE(segments[0].subjects, 7); // of 1 + 2 + 4 orders
        QCOMPARE(segments[0].hits, 1);     // o9 of m4
        QCOMPARE(segments[1].subjects, 3);
        QCOMPARE(segments[1].hits, 1); // o6 of m3
        QCOMPARE(report.fired[0].merchantId, std::string("m3"));
        QCOMPARE(report.fired[0].moneyMinor, 6'000);
    }
    void groupsOfEveryKindAddUpToAllThatWereLookedAt() {
        Shop shop;
        shop.addSegments(1, 20, {0, {}, 1, 0});
        const auto report = shop.replay("orders_all >= 2");
        QCOMPARE(report.groups.size(), desk::kReplayGroupings.size());
        for (const auto& [grouping, list] : report.groups) {
            std::int64_t subjects = 0;
            std::int64_t hits = 0;
            for (const auto& group : list) {
                subjects += group.subjects;
                hits += group.hits;
            }
            QCOMPARE(subjects, report.subjects);
            QCOMPARE(hits, report.hits);
        }
    }
    void theNearestToTheLineComeFirst() {
        Shop shop;
        const auto report = shop.replay("orders_all >= 3");
        QCOMPARE(report.nearest.size(), 4U);
        QCOMPARE(report.nearest[0].subjectId, std::string("m3")); // on the line
        QVERIFY(report.nearest[0].hit);
        QCOMPARE(report.nearest[3].subjectId, std::string("m1"));
        QVERIFY(!report.nearest[3].hit);
        // One order more or less is the same way; 1, 2, 3, 4 deviate by √1.25.
        QVERIFY(std::abs(report.nearest[3].margin + 2 / std::sqrt(1.25)) < 1e-9);
    }
    void aConditionThatIsNoFormIsMovedToFindTheLine() {
        Shop shop;
        const auto report = shop.replay("NOT (orders_all < 3)");
        QCOMPARE(report.hits, 2);
        QVERIFY(!report.nearest.empty());
        QCOMPARE(report.nearest[0].subjectId, std::string("m3"));
    }
    void anOrderRuleLooksAtEachOrderWhenItCame() {
        Shop shop;
        const auto report = shop.replay("merchant_orders_all = 2", RuleSubject::Order);
        QCOMPARE(report.subjects, 10);
        QCOMPARE(desk::hitIds(report),
                 (std::vector<std::string>{"o6", "o9"})); // the third of m3 and m4
        QCOMPARE(report.moneyMinor, 15'000);
    }
    void theOverlapWithARunningRuleIsCounted() {
        Shop shop;
        shop.addRule("most", "orders_all >= 4", RuleState::Shadow);
        const auto report = shop.replay("orders_all >= 3");
        QCOMPARE(report.overlap.size(), 1U);
        QCOMPARE(report.overlap[0].both, 1);
        QCOMPARE(report.overlap[0].onlyThis, 1);
        QCOMPARE(report.overlap[0].onlyThat, 0);
    }
    void theAgreementWithPeopleIsCounted() {
        Shop shop;
        shop.addRule("many", "orders_all >= 2", RuleState::Enabled);
        shop.run();
        for (const auto& [id, verb] : std::vector<std::pair<std::string, desk::Verb>>{
                 {"risk-m3-1", desk::Verb::Refuse}, {"risk-m4-1", desk::Verb::Approve}}) {
            desk::Decision decision;
            decision.caseId = id;
            decision.verb = verb;
            if (verb == desk::Verb::Refuse) {
                decision.reasonCode = "other";
                decision.note = "seen";
            }
            QVERIFY(desk::decide(shop.writer(), decision, kWang));
        }
        const auto report = shop.replay("orders_all >= 3");
        QCOMPARE(report.decided, 2);
        QCOMPARE(report.agreed, 1);
    }
    void theHitsCanBeOpenedAsCasesAndTakenBack() {
        Shop shop;
        const auto report = shop.replay("orders_all >= 3");
        desk::RuleVersion rule;
        rule.name = "tried";
        rule.predicate = "orders_all >= 3";
        const auto opened = desk::openHits(shop.writer(), rule, desk::hitIds(report), kWang);
        QVERIFY(opened);
        QCOMPARE(opened->opened, 2);
        QCOMPARE(desk::openHits(shop.writer(), rule, desk::hitIds(report), kWang)->alreadyOpen, 2);
        QVERIFY(desk::undo(shop.writer(), kWang));
        QCOMPARE(shop.count("case_state"), 0);
        QVERIFY(shop.stateIsFoldOfLedger());
    }
    void theExampleRulesCompile() {
        Shop shop;
        NoTaskContext context;
        QVERIFY(desk::exampleRules().size() >= 8);
        for (const auto& example : desk::exampleRules()) {
            const auto test =
                desk::testPredicate(shop.writer(), example.subject, example.predicate, {}, context);
            QVERIFY2(
                test,
                (std::string(example.name) + ": " + (test ? "" : test.error().detail)).c_str());
        }
    }
    void nothingInTheWindowIsTooLittleData() {
        Shop shop;
        NoTaskContext context;
        desk::ReplayParams params;
        params.predicate = "1";
        params.from = 0;
        params.to = 1'000;
        QCOMPARE(desk::replayRule(shop.writer(), params, context).error().code,
                 ErrorCode::NotEnoughData);
        params.from = 2'000;
        QCOMPARE(desk::replayRule(shop.writer(), params, context).error().code, ErrorCode::Usage);
    }
};

QTEST_GUILESS_MAIN(TstRuleRuns)
#include "tst_rule_runs.moc"
