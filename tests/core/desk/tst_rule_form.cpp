#include "core/base/rng.h"
#include "core/desk/predicate.h"
#include "core/desk/rule_sentence.h"

#include <chrono>
#include <QtTest>

using namespace mops;
using desk::Comparison;
using desk::RuleForm;

class TstRuleForm : public QObject {
    Q_OBJECT

private slots:
    void formToPredicateToFormIsTheSame() {
        const auto seed =
            static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
        Rng rng(seed);
        for (int i = 0; i < 2'000; ++i) {
            const RuleForm form = randomForm(rng);
            const std::string predicate = desk::predicateOf(form);
            const auto again = desk::parseForm(predicate);
            const std::string where = "seed " + std::to_string(seed) + ": " + predicate;
            if (form.groups.empty()) {
                QVERIFY2(!again, where.c_str());
                continue;
            }
            QVERIFY2(again, where.c_str());
            QVERIFY2(*again == desk::normalised(form), where.c_str());
            QVERIFY2(desk::predicateOf(*again) == predicate, where.c_str());
            if (i % 50 == 0) { // every form is a condition that compiles
                const auto compiled =
                    desk::Predicate::compile(desk::RuleSubject::Merchant, predicate);
                QVERIFY2(compiled, where.c_str());
            }
        }
    }

    void predicatesThatFit_data() {
        QTest::addColumn<QString>("predicate");
        QTest::addColumn<QString>("written");
        QTest::newRow("one") << "orders_30>5"
                             << "orders_30 > 5";
        QTest::newRow("brackets around all") << "((orders_30 > 5))"
                                             << "orders_30 > 5";
        QTest::newRow("and binds closer") << "orders_30 > 5 and orders_90 > 6 or region = 'SP'"
                                          << "(orders_30 > 5 AND orders_90 > 6) OR region = 'SP'";
        QTest::newRow("other spellings") << "orders_30 != -5 AND region == 'it''s'"
                                         << "orders_30 <> -5 AND region = 'it''s'";
        QTest::newRow("missing") << "\"region\" is not null or city is null"
                                 << "region IS NOT NULL OR city IS NULL";
        QTest::newRow("groups") << "(a < 1 OR b >= 2) AND (c <= 3 OR d = 4)"
                                << "(a < 1 OR b >= 2) AND (c <= 3 OR d = 4)";
    }
    void predicatesThatFit() {
        QFETCH(QString, predicate);
        QFETCH(QString, written);
        const auto form = desk::parseForm(predicate.toStdString());
        QVERIFY(form);
        QCOMPARE(QString::fromStdString(desk::predicateOf(*form)), written);
    }

    void predicatesThatAreMoreThanAForm_data() {
        QTest::addColumn<QString>("predicate");
        for (const char* predicate :
             {"NOT orders_30 > 5", "orders_30 > orders_90", "orders_30 / 2 > 1",
              "orders_30 BETWEEN 1 AND 2", "orders_30 IN (1, 2)", "abs(growth_30) > 1",
              "region LIKE 'S%'", "a > 1 AND (b > 2 OR (c > 3 AND d > 4))", "1",
              "CASE WHEN a > 1 THEN 1 END", "a >", "", "a > 1 AND", "(a > 1", "a > 1)",
              "a > 1; b > 2"})
            QTest::newRow(*predicate == '\0' ? "nothing" : predicate)
                << QString::fromLatin1(predicate);
    }
    void predicatesThatAreMoreThanAForm() {
        QFETCH(QString, predicate);
        QVERIFY(!desk::parseForm(predicate.toStdString()));
    }

    void aValueThatIsNoNumberCannotSmuggleSqlIn() {
        RuleForm form;
        form.groups = {{true, {{"orders_30", Comparison::Greater, "1) OR (1", false}}}};
        QCOMPARE(desk::predicateOf(form), std::string("orders_30 > '1) OR (1'"));
        form.groups[0].conditions[0].column = "a\" OR 1 --";
        QCOMPARE(desk::predicateOf(form), std::string("\"a\"\" OR 1 --\" > '1) OR (1'"));
    }

private:
    static RuleForm randomForm(Rng& rng) {
        const auto columns = desk::ruleColumns(desk::RuleSubject::Merchant);
        RuleForm form;
        form.all = rng.chance(0.5);
        const auto groups = rng.below(4);
        for (std::uint64_t g = 0; g < groups; ++g) {
            desk::ConditionGroup group;
            group.all = rng.chance(0.5);
            const auto conditions = 1 + rng.below(4);
            for (std::uint64_t c = 0; c < conditions; ++c) {
                const auto& column = columns[rng.below(columns.size())];
                desk::Condition condition;
                condition.column = column.name;
                condition.comparison = static_cast<Comparison>(rng.below(8));
                const bool valued = condition.comparison != Comparison::Missing &&
                                    condition.comparison != Comparison::Present;
                condition.isText = valued && column.isText();
                if (valued)
                    condition.value = column.isText() ? randomText(rng) : randomNumber(rng);
                group.conditions.push_back(condition);
            }
            form.groups.push_back(group);
        }
        return form;
    }

    static std::string randomText(Rng& rng) {
        static const std::vector<std::string> texts{"",   "SP",   "it's", "''",  "a\"b", "(",
                                                    "OR", "-- 1", "深圳", "; 1", "/* x", "5"};
        return texts[rng.below(texts.size())];
    }

    static std::string randomNumber(Rng& rng) {
        static const std::vector<std::string> numbers{"0",  "-1",  "12",     "0.25",
                                                      ".5", "1e3", "1.5E-7", "-0.0"};
        return numbers[rng.below(numbers.size())];
    }
};

QTEST_GUILESS_MAIN(TstRuleForm)
#include "tst_rule_form.moc"
