#include "core/features/feature_scaling.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <QtTest>

using namespace mops;
using features::Unit;
using Column = std::vector<double>;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

features::FeatureScaling fitOne(const Column& column, Unit unit) {
    const std::vector<Column> columns{column};
    const std::vector<Unit> units{unit};
    return features::fitScaling(columns, units);
}

/// 0, 1, … 100.
Column toHundred() {
    Column column(101);
    std::iota(column.begin(), column.end(), 0.0);
    return column;
}

} // namespace

class TstFeatureScaling : public QObject {
    Q_OBJECT

private slots:
    void heavyTailsAreLoggedAndBoundedUnitsAreNot() {
        for (const Unit unit : {Unit::Count, Unit::MinorUnits, Unit::Days, Unit::Ratio}) {
            QCOMPARE(features::transformed(unit, std::exp(3.0) - 1), 3.0);
            QCOMPARE(features::transformed(unit, 1 - std::exp(3.0)), -3.0);
            QCOMPARE(features::transformed(unit, 0), 0.0);
            QVERIFY(std::isnan(features::transformed(unit, kNaN)));
        }
        QCOMPARE(features::transformed(Unit::Share, 0.3), 0.3);
        QCOMPARE(features::transformed(Unit::Score, 4.5), 4.5);
    }

    void theMedianIsTheLowerOneOfWhatIsThere() {
        QCOMPARE(features::presentMedian(Column{4, kNaN, 1, 3, 2}), 2.0);
        QCOMPARE(features::presentMedian(Column{kNaN, 7}), 7.0);
        QVERIFY(std::isnan(features::presentMedian(Column{kNaN})));
        QVERIFY(std::isnan(features::presentMedian({})));
    }

    void scaledColumnsHaveMeanNoughtAndDeviationOne() {
        const std::vector<Column> columns{{1, 2, 3, 4}, {10, 1000, 20, 0}};
        const std::vector<Unit> units{Unit::Score, Unit::Count};
        const auto rows =
            features::scaledRows(columns, units, features::fitScaling(columns, units));
        QCOMPARE(rows.size(), std::size_t{8});
        for (const std::size_t column : {0U, 1U}) {
            double sum = 0;
            double squares = 0;
            for (std::size_t row = 0; row < 4; ++row) {
                sum += rows[row * 2 + column];
                squares += rows[row * 2 + column] * rows[row * 2 + column];
            }
            QVERIFY(std::abs(sum) < 1e-12); // rounding of four values
            QVERIFY(std::abs(squares / 4 - 1) < 1e-12);
        }
    }

    /// 1, 2, 3 (the upper end is cut, as rank ⌊0.99 · 3⌋ is 2), so 1, 2, 3, 3: mean 2.25.
    void theValuesAreThoseOnPaper() {
        const auto scaling = fitOne({1, 2, 3, 4}, Unit::Score);
        QCOMPARE(scaling.fill[0], 2.0);
        QCOMPARE(scaling.low[0], 1.0);
        QCOMPARE(scaling.high[0], 3.0);
        QCOMPARE(scaling.means[0], 2.25);
        QCOMPARE(scaling.deviations[0], std::sqrt((1.5625 + 0.0625 + 0.5625 * 2) / 4));
        QCOMPARE(scaling.scaled(0, Unit::Score, 2), -0.25 / scaling.deviations[0]);
    }

    void missingValuesBecomeTheMedian() {
        const auto scaling = fitOne({1, kNaN, 2, 3, kNaN}, Unit::Score);
        QCOMPARE(scaling.scaled(0, Unit::Score, kNaN), scaling.scaled(0, Unit::Score, 2));
    }

    void outliersAreClippedToTheOuterPercentiles() {
        const auto scaling = fitOne(toHundred(), Unit::Score);
        QCOMPARE(scaling.low[0], 1.0);
        QCOMPARE(scaling.high[0], 99.0);
        QCOMPARE(scaling.scaled(0, Unit::Score, 1e9), scaling.scaled(0, Unit::Score, 99));
        QCOMPARE(scaling.scaled(0, Unit::Score, -1e9), scaling.scaled(0, Unit::Score, 1));
    }

    void theOrderOfMerchantsIsKept() {
        const auto scaling = fitOne(toHundred(), Unit::MinorUnits);
        for (int value = 2; value <= 98; ++value)
            QVERIFY(scaling.scaled(0, Unit::MinorUnits, value) >
                    scaling.scaled(0, Unit::MinorUnits, value - 1));
    }

    void aConstantColumnSaysNothing() {
        for (const double value : {0.0, 0.1, 4.7, 1e6}) {
            const auto scaling = fitOne(Column(97, value), Unit::Count);
            QCOMPARE(scaling.deviations[0], 1.0);
            QVERIFY(std::abs(scaling.scaled(0, Unit::Count, value)) < 1e-9);
        }
    }

    void aColumnOfMissingValuesSaysNothing() {
        const auto scaling = fitOne({kNaN, kNaN}, Unit::Days);
        QCOMPARE(scaling.scaled(0, Unit::Days, kNaN), 0.0);
        QCOMPARE(scaling.scaled(0, Unit::Days, 12), 0.0);
    }

    void theCatalogueHasAUnitPerFeature() {
        QCOMPARE(features::catalogueUnits().size(), features::featureCatalogue().size());
        QCOMPARE(features::catalogueUnits()[*features::featureIndex("review_mean_90")],
                 Unit::Score);
        QVERIFY(!features::featureIndex("no_such_feature"));
    }
};

QTEST_APPLESS_MAIN(TstFeatureScaling)
#include "tst_feature_scaling.moc"
