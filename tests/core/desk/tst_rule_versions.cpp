#include "core/db/statement.h"
#include "core/desk/approvals.h"
#include "core/desk/operators.h"
#include "core/desk/rule.h"
#include "tests/support/hand_mart.h"

#include <QtTest>

using namespace mops;
using desk::RuleState;
using desk::RuleSubject;

namespace {

const FixedClock kClock(Instant{std::chrono::seconds(1'600'000'000)});

desk::Actor actor(const std::string& name) {
    return {name, kClock};
}

desk::RuleVersion ruleOf(const std::string& name, const std::string& predicate) {
    desk::RuleVersion rule;
    rule.name = name;
    rule.predicate = predicate;
    return rule;
}

/// Two merchants: m1 with five orders, one late; m2 with one.
class Shop : public test::HandMart {
public:
    Shop() {
        addMerchant(1, "m1", "One", "SP");
        addMerchant(2, "m2", "Two", "RJ");
        for (int key = 1; key <= 5; ++key)
            add({.key = key,
                 .merchant = 1,
                 .buyer = key,
                 .day = key,
                 .items = {{.price = 1'000 * key}},
                 .delivered = key == 5 ? 9 : key + 1,
                 .promised = key + 2});
        add({.key = 6, .merchant = 2, .buyer = 6, .day = 6, .items = {{.price = 50'000}}});
    }
};

RuleState stateOf(db::Database& mart, const std::string& name, int version) {
    return desk::readRule(mart, name, version)->state;
}

} // namespace

class TstRuleVersions : public QObject {
    Q_OBJECT

private slots:
    void aSavedRuleIsADraftOfVersionOne() {
        Shop shop;
        const auto receipt =
            desk::saveRule(shop.writer(), ruleOf("many", "orders_30 > 3"), actor("wang"));
        QVERIFY(receipt);
        QCOMPARE(receipt->kind, std::string("rule.save"));
        const auto rules = desk::readRules(shop.writer());
        QCOMPARE(rules->size(), 1U);
        QCOMPARE(rules->front().version, 1);
        QCOMPARE(rules->front().state, RuleState::Draft);
        QCOMPARE(rules->front().madeBy, std::string("wang"));
        QCOMPARE(rules->front().madeAt, 1'600'000'000);
    }
    void savingAgainMakesTheNextVersionAndKeepsTheOld() {
        Shop shop;
        QVERIFY(desk::saveRule(shop.writer(), ruleOf("many", "orders_30 > 3"), actor("wang")));
        QVERIFY(desk::saveRule(shop.writer(), ruleOf("many", "orders_30 > 4"), actor("li")));
        QCOMPARE(desk::readRules(shop.writer())->front().version, 2);
        const auto all = desk::readRules(shop.writer(), true);
        QCOMPARE(all->size(), 2U);
        QCOMPARE((*all)[1].predicate, std::string("orders_30 > 3"));
    }
    void aRuleThatDoesNotCompileIsNotSaved() {
        Shop shop;
        const auto receipt =
            desk::saveRule(shop.writer(), ruleOf("bad", "EXISTS (SELECT 1)"), actor("wang"));
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().code, ErrorCode::SqlRefused);
        QVERIFY(desk::readRules(shop.writer())->empty());
    }
    void aRuleWithoutANameOrTagIsNotSaved() {
        Shop shop;
        QCOMPARE(desk::saveRule(shop.writer(), ruleOf(" ", "1"), actor("wang")).error().code,
                 ErrorCode::Usage);
        auto rule = ruleOf("tagging", "1");
        rule.action = desk::RuleAction::Tag;
        QCOMPARE(desk::saveRule(shop.writer(), rule, actor("wang")).error().code, ErrorCode::Usage);
    }
    void savingIsUndoneAndRedone() {
        Shop shop;
        QVERIFY(desk::saveRule(shop.writer(), ruleOf("many", "orders_30 > 3"), actor("wang")));
        QVERIFY(desk::saveRule(shop.writer(), ruleOf("many", "orders_30 > 4"), actor("wang")));
        QVERIFY(desk::undo(shop.writer(), actor("wang")));
        QCOMPARE(desk::readRules(shop.writer())->front().version, 1);
        QVERIFY(desk::undo(shop.writer(), actor("wang")));
        QVERIFY(desk::readRules(shop.writer(), true)->empty());
        QVERIFY(desk::redo(shop.writer(), actor("wang")));
        QVERIFY(desk::redo(shop.writer(), actor("wang")));
        QCOMPARE(desk::readRules(shop.writer(), true)->size(), 2U);
        NoTaskContext context;
        QVERIFY(desk::verifyState(shop.writer(), context)->ok);
    }
    void aRuleThatSomebodySwitchedSinceIsNotTakenBack() {
        Shop shop;
        QVERIFY(desk::saveRule(shop.writer(), ruleOf("many", "orders_30 > 3"), actor("wang")));
        QVERIFY(desk::switchRule(shop.writer(), "many", 1, RuleState::Shadow, actor("li")));
        QCOMPARE(desk::undo(shop.writer(), actor("wang")).error().code, ErrorCode::Conflict);
    }
    void enablingAVersionDisablesTheOneBeforeAndUndoPutsBothBack() {
        Shop shop;
        db::Database& mart = shop.writer();
        QVERIFY(desk::saveRule(mart, ruleOf("many", "orders_30 > 3"), actor("wang")));
        QVERIFY(desk::switchRule(mart, "many", 1, RuleState::Enabled, actor("wang")));
        QVERIFY(desk::saveRule(mart, ruleOf("many", "orders_30 > 4"), actor("wang")));
        QVERIFY(desk::switchRule(mart, "many", 2, RuleState::Enabled, actor("wang")));
        QCOMPARE(stateOf(mart, "many", 1), RuleState::Disabled);
        QCOMPARE(stateOf(mart, "many", 2), RuleState::Enabled);
        QVERIFY(desk::undo(mart, actor("wang")));
        QCOMPARE(stateOf(mart, "many", 1), RuleState::Enabled);
        QCOMPARE(stateOf(mart, "many", 2), RuleState::Draft);
        NoTaskContext context;
        QVERIFY(desk::verifyState(mart, context)->ok);
    }
    void switchingToTheSameStateIsAConflict() {
        Shop shop;
        QVERIFY(desk::saveRule(shop.writer(), ruleOf("many", "1"), actor("wang")));
        QVERIFY(desk::switchRule(shop.writer(), "many", 1, RuleState::Shadow, actor("wang")));
        const auto again =
            desk::switchRule(shop.writer(), "many", 1, RuleState::Shadow, actor("wang"));
        QCOMPARE(again.error().code, ErrorCode::Conflict);
        QCOMPARE(desk::switchRule(shop.writer(), "none", 1, RuleState::Shadow, actor("wang"))
                     .error()
                     .code,
                 ErrorCode::NotFound);
    }
    void enablingNeedsASecondPersonWhereThereAreOperators() {
        Shop shop;
        db::Database& mart = shop.writer();
        QVERIFY(desk::saveOperator(mart, {"lin", desk::Role::Lead, true}, actor("lin")));
        QVERIFY(desk::saveOperator(mart, {"ana", desk::Role::Analyst, true}, actor("lin")));
        QVERIFY(desk::saveOperator(mart, {"rex", desk::Role::Reviewer, true}, actor("lin")));
        QCOMPARE(desk::saveRule(mart, ruleOf("many", "1"), actor("rex")).error().code,
                 ErrorCode::Forbidden);
        QVERIFY(desk::saveRule(mart, ruleOf("many", "orders_30 > 3"), actor("ana")));
        const auto asked = desk::switchRule(mart, "many", 1, RuleState::Enabled, actor("ana"));
        QVERIFY(asked);
        QCOMPARE(asked->kind, std::string("approval.ask"));
        QCOMPARE(stateOf(mart, "many", 1), RuleState::Draft);
        QVERIFY(desk::readRules(mart)->front().waitsForApproval);
        QCOMPARE(desk::decideApproval(mart, asked->operationId, true, actor("ana")).error().code,
                 ErrorCode::Forbidden);
        QVERIFY(desk::decideApproval(mart, asked->operationId, true, actor("lin")));
        QCOMPARE(stateOf(mart, "many", 1), RuleState::Enabled);
        QVERIFY(!desk::readRules(mart)->front().waitsForApproval);
        // Watching needs nobody; ending what is enabled does.
        QVERIFY(desk::saveRule(mart, ruleOf("few", "orders_30 < 3"), actor("ana")));
        const auto shadow = desk::switchRule(mart, "few", 1, RuleState::Shadow, actor("ana"));
        QCOMPARE(shadow->kind, std::string("rule.switch"));
        const auto disabled = desk::switchRule(mart, "many", 1, RuleState::Shadow, actor("ana"));
        QCOMPARE(disabled->kind, std::string("approval.ask"));
        NoTaskContext context;
        QVERIFY(desk::verifyState(mart, context)->ok);
    }

    void aTestCountsTodaysMerchants() {
        Shop shop;
        NoTaskContext context;
        const auto test = desk::testPredicate(shop.writer(), RuleSubject::Merchant,
                                              "orders_all >= 5", {}, context);
        QVERIFY2(test, test ? "" : test.error().detail.c_str());
        QCOMPARE(test->hits, 1);
        QCOMPARE(test->subjects, 2);
        QCOMPARE(test->sample, std::vector<std::string>{"m1"});
    }
    void aTestAsOfAnEarlierDayKnowsOnlyThatDay() {
        Shop shop;
        NoTaskContext context;
        const auto test = desk::testPredicate(shop.writer(), RuleSubject::Merchant,
                                              "orders_all = 3", test::endOf(3), context);
        QVERIFY(test);
        QCOMPARE(test->hits, 1);
        QCOMPARE(test->subjects, 1);
    }
    void aTestOnOrdersCountsThem() {
        Shop shop;
        NoTaskContext context;
        const auto test = desk::testPredicate(shop.writer(), RuleSubject::Order,
                                              "amount >= 4000 AND merchant_id = 'm1'", {}, context);
        QVERIFY2(test, test ? "" : test.error().detail.c_str());
        QCOMPARE(test->sample, (std::vector<std::string>{"o4", "o5"}));
        QCOMPARE(test->subjects, 6);
    }
    void anEmptyMartHasTooLittleData() {
        test::TempMart mart;
        NoTaskContext context;
        const auto test =
            desk::testPredicate(mart.writer(), RuleSubject::Merchant, "1", {}, context);
        QCOMPARE(test.error().code, ErrorCode::NotEnoughData);
    }
};

QTEST_GUILESS_MAIN(TstRuleVersions)
#include "tst_rule_versions.moc"
