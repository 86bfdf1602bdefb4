#include "core/learn/cluster/principal_axes.h"

#include "core/base/rng.h"

#include <cmath>
#include <limits>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

class TstPrincipalAxes : public QObject {
    Q_OBJECT

private slots:
    void pointsOnADiagonalHaveOneAxis() {
        Matrix x(3, 2);
        x.values = {1, 1, 2, 2, 3, 3};
        const auto found = principalAxes(x, 2).value();
        QVERIFY(std::abs(found.axes.at(0, 0) - std::sqrt(0.5)) < 1e-12);
        QVERIFY(std::abs(found.axes.at(0, 1) - std::sqrt(0.5)) < 1e-12);
        QVERIFY(std::abs(found.variance[0] - 2) < 1e-12); // both columns have variance 1
        QVERIFY(std::abs(found.variance[1]) < 1e-12);
        QVERIFY(std::abs(found.scores.at(2, 0) - std::sqrt(2.0)) < 1e-12);
    }
    void axesAreOrthonormalAndTheirVariancesSumToTheTotal() {
        Rng rng(4);
        Matrix x(500, 6);
        for (double& value : x.values)
            value = 1e6 + rng.normal();
        const auto found = principalAxes(x, 6).value();
        double total = 0;
        for (std::size_t a = 0; a < 6; ++a) {
            total += found.variance[a];
            for (std::size_t b = 0; b < 6; ++b) {
                double dot = 0;
                for (std::size_t c = 0; c < 6; ++c)
                    dot += found.axes.at(a, c) * found.axes.at(b, c);
                QVERIFY(std::abs(dot - (a == b ? 1 : 0)) < 1e-12);
            }
        }
        QVERIFY(std::abs(total - found.totalVariance) < 1e-9);
        QVERIFY(std::ranges::is_sorted(found.variance, std::greater<>()));
    }
    void badInputIsRefused() {
        Matrix x(2, 2, 1.0);
        QCOMPARE(principalAxes(x, 3).error().code, ErrorCode::Usage);
        QCOMPARE(principalAxes(x, 0).error().code, ErrorCode::Usage);
        QCOMPARE(principalAxes(Matrix(1, 2), 1).error().code, ErrorCode::NotEnoughData);
        x.at(1, 1) = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(principalAxes(x, 1).error().code, ErrorCode::InvalidNumber);
    }
};

QTEST_APPLESS_MAIN(TstPrincipalAxes)
#include "tst_principal_axes.moc"
