#include "core/desk/agreement.h"
#include "core/desk/second_eyes.h"
#include "tests/support/desk_mart.h"

#include <cmath>
#include <QtTest>

using namespace mops;
using desk::AgreementBy;
using desk::Verb;

class TstAgreement : public QObject {
    Q_OBJECT

private slots:
    void kappaIsAsComputedByHand() {
        // 20 and 15 agreed, 5 and 10 not: p_o = 35/50 = 0.7; margins 25/25 and 30/20:
        // p_e = 0.5 × 0.6 + 0.5 × 0.4 = 0.5; kappa = 0.2 / 0.5 = 0.4.
        const auto agreement = desk::kappaOf(20, 5, 10, 15);
        QCOMPARE(agreement.cases, 50);
        QVERIFY(near(agreement.observed, 0.7));
        QVERIFY(near(agreement.expected, 0.5));
        QVERIFY(near(agreement.kappa, 0.4));
        // Fleiss, Cohen & Everitt by hand, with 1 − kappa = 0.6:
        //   0.4 (1 − 1.1 × 0.6)² + 0.3 (1 − 0.9 × 0.6)²    = 0.04624 + 0.06348
        //   0.36 [0.1 (0.6 + 0.5)² + 0.2 (0.4 + 0.5)²]     = 0.10188
        //   (0.4 − 0.5 × 0.6)²                             = 0.01
        //   variance = 0.2016 / (50 × 0.25) = 0.016128
        const double half = 1.959963984540054 * std::sqrt(0.016128);
        QVERIFY(near(agreement.low, 0.4 - half));
        QVERIFY(near(agreement.high, 0.4 + half));
    }
    void kappaIsThatOfASecondImplementation_data() {
        // statsmodels 0.13.5, stats.inter_rater.cohens_kappa: kappa, kappa_low, kappa_upp (cut at
        // 1).
        QTest::addColumn<QList<int>>("counts");
        QTest::addColumn<double>("kappa");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("20 5 10 15") << QList<int>{20, 5, 10, 15} << 0.3999999999999999
                                    << 0.151092290476661 << 0.6489077095233389;
        QTest::newRow("45 15 25 15") << QList<int>{45, 15, 25, 15} << 0.13043478260869554
                                     << -0.06293827779258965 << 0.3238078430099807;
        QTest::newRow("118 5 2 9") << QList<int>{118, 5, 2, 9} << 0.6916502301117684
                                   << 0.4773821502818783 << 0.9059183099416586;
        QTest::newRow("9000 700 500 2300") << QList<int>{9000, 700, 500, 2300} << 0.7307001795332136
                                           << 0.7163910529443543 << 0.745009306122073;
        QTest::newRow("10 1 0 5") << QList<int>{10, 1, 0, 5} << 0.8620689655172413
                                  << 0.6028154232418321 << 1.0;
    }
    void kappaIsThatOfASecondImplementation() {
        QFETCH(QList<int>, counts);
        QFETCH(double, kappa);
        QFETCH(double, low);
        QFETCH(double, high);
        const auto agreement = desk::kappaOf(counts[0], counts[1], counts[2], counts[3]);
        QVERIFY(near(agreement.kappa, kappa));
        QVERIFY(near(agreement.low, low));
        QVERIFY(near(agreement.high, high));
    }
    void thereIsNoKappaWhereChanceExplainsAll() {
        for (const auto& agreement :
             {desk::kappaOf(0, 0, 0, 0), desk::kappaOf(7, 0, 0, 0), desk::kappaOf(0, 0, 0, 7)}) {
            QVERIFY(std::isnan(agreement.kappa));
            QVERIFY(std::isnan(agreement.low) && std::isnan(agreement.high));
        }
        QCOMPARE(desk::kappaOf(7, 0, 0, 0).observed, 1.0);
    }
    void perfectAgreementIsOneAndPerfectDisagreementMinusOne() {
        QVERIFY(near(desk::kappaOf(5, 0, 0, 5).kappa, 1));
        QVERIFY(near(desk::kappaOf(0, 5, 5, 0).kappa, -1));
        QVERIFY(desk::kappaOf(5, 0, 1, 5).high <= 1);
    }
    void withoutMarksThereIsOneEmptyLine() {
        test::DeskMart mart;
        const auto all = desk::measureAgreement(mart.writer(), AgreementBy::All);
        QCOMPARE(all->size(), 1U);
        QCOMPARE(all->front().cases, 0);
        QVERIFY(desk::measureAgreement(mart.writer(), AgreementBy::Operator)->empty());
    }
    void agreementIsMeasuredByOperatorReasonRuleAndKind() {
        test::DeskMart mart;
        markAll(mart);
        const auto all = line(mart, AgreementBy::All, "");
        QCOMPARE(all.cases, 4);
        QVERIFY(near(all.observed, 0.5));
        // As first rater: approve/approve, refuse/approve, refuse/refuse.
        const auto wang = line(mart, AgreementBy::Operator, "wang");
        QCOMPARE(wang.cases, 3);
        QVERIFY(near(wang.observed, 2.0 / 3));
        const auto ana = line(mart, AgreementBy::Operator, "ana");
        QCOMPARE(ana.cases, 1);
        QCOMPARE(line(mart, AgreementBy::Reason, "low_reviews").cases, 3);
        QCOMPARE(line(mart, AgreementBy::Reason, "late_delivery").cases, 1);
        QCOMPARE(line(mart, AgreementBy::Kind, "merchant-risk").cases, 4);
        mart.writer().execute(
            "INSERT INTO rule_run VALUES (1, 0, 1, 'f', 0);"
            "INSERT INTO rule_hit VALUES (1, 'late', 1, 'm9', 0), (1, 'late', 1, 'm8', 0), "
            "(1, 'other', 1, 'm1', 0)");
        QCOMPARE(line(mart, AgreementBy::Rule, "late").cases, 2);
        QCOMPARE(desk::measureAgreement(mart.writer(), AgreementBy::Rule)->size(), 1U);
    }
    void aSingleMarkIsNotCounted() {
        test::DeskMart mart;
        mart.addPeople();
        QVERIFY(desk::markBlind(mart.writer(), {.sampleShare = 1}, mart.as("lin")));
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "wang"));
        QCOMPARE(desk::measureAgreement(mart.writer(), AgreementBy::All)->front().cases, 0);
    }

private:
    static bool near(double a, double b) { return std::abs(a - b) < 1e-9; }
    static desk::Agreement line(test::DeskMart& mart, AgreementBy by, const std::string& group) {
        const auto lines = desk::measureAgreement(mart.writer(), by);
        for (const auto& agreement : *lines)
            if (agreement.group == group)
                return agreement;
        return {};
    }
    static void markAll(test::DeskMart& mart) {
        mart.addPeople();
        QVERIFY(desk::markBlind(mart.writer(), {.sampleShare = 1}, mart.as("lin")));
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "wang"));
        QVERIFY(mart.decide("risk-m9-1", Verb::Approve, "zhao"));
        QVERIFY(mart.decide("risk-m8-1", Verb::Refuse, "wang", "low_reviews"));
        QVERIFY(mart.decide("risk-m8-1", Verb::Approve, "zhao"));
        QVERIFY(mart.decide("risk-m7-1", Verb::Refuse, "zhao", "late_delivery"));
        QVERIFY(mart.decide("risk-m7-1", Verb::Refuse, "wang", "low_reviews"));
        QVERIFY(mart.decide("risk-m6-1", Verb::Approve, "zhao"));
        QVERIFY(mart.decide("risk-m6-1", Verb::Refuse, "ana", "low_reviews"));
    }
};

QTEST_GUILESS_MAIN(TstAgreement)
#include "tst_agreement.moc"
