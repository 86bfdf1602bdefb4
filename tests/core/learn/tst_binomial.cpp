#include "core/learn/measure/binomial.h"

#include <cmath>
#include <QtTest>

using namespace mops;

class TstBinomial : public QObject {
    Q_OBJECT

private slots:
    void theBoundsAreThoseOfASecondImplementation_data() {
        // scipy 1.10.1: beta.ppf(1 − alpha, k + 1, n − k) and beta.ppf(alpha, k, n − k + 1).
        QTest::addColumn<int>("successes");
        QTest::addColumn<int>("trials");
        QTest::addColumn<double>("alpha");
        QTest::addColumn<double>("upper");
        QTest::addColumn<double>("lower");
        QTest::newRow("none of ten") << 0 << 10 << 0.05 << 0.2588655508930522 << 0.0;
        QTest::newRow("three of 200")
            << 3 << 200 << 0.05 << 0.03830970849856934 << 0.0041006133350699105;
        QTest::newRow("ten of ten") << 10 << 10 << 0.05 << 1.0 << 0.7411344491069477;
        QTest::newRow("none of 148")
            << 0 << 148 << 0.0010416666666666667 << 0.045338257776052174 << 0.0;
        QTest::newRow("25 of 5000")
            << 25 << 5000 << 0.001 << 0.008909687294941956 << 0.0024702741605991006;
        QTest::newRow("one of two") << 1 << 2 << 0.3 << 0.8366600265340756 << 0.16333997346592444;
    }
    void theBoundsAreThoseOfASecondImplementation() {
        QFETCH(int, successes);
        QFETCH(int, trials);
        QFETCH(double, alpha);
        QFETCH(double, upper);
        QFETCH(double, lower);
        // The incomplete beta function is good to about 1e-12 relative.
        QVERIFY(std::abs(learn::binomialUpper(successes, trials, alpha) - upper) < 1e-11);
        QVERIFY(std::abs(learn::binomialLower(successes, trials, alpha) - lower) < 1e-11);
    }
    void withoutTrialsNothingIsKnown() {
        QCOMPARE(learn::binomialUpper(0, 0, 0.05), 1.0);
        QCOMPARE(learn::binomialLower(0, 0, 0.05), 0.0);
    }
    void withoutSuccessesTheBoundHasAClosedForm() {
        // 1 − alpha^(1/n)
        for (const int trials : {1, 7, 300, 100'000})
            QVERIFY(std::abs(learn::binomialUpper(0, trials, 0.02) -
                             (1 - std::pow(0.02, 1.0 / trials))) < 1e-12);
    }
};

QTEST_GUILESS_MAIN(TstBinomial)
#include "tst_binomial.moc"
