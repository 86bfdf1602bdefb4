#include "core/learn/standardize.h"

#include <QtTest>

using namespace mops;
using namespace mops::learn;

class TstStandardize : public QObject {
    Q_OBJECT

private slots:
    void columnsGetMeanZeroAndDeviationOne() {
        // 2 and 6: mean 4, population deviation 2.
        Matrix x(2, 1);
        x.values = {2, 6};
        NoTaskContext context;
        QCOMPARE(standardized(x, 1, context)->rows.values, (std::vector<double>{-1, 1}));
    }
    void aConstantColumnBecomesZero() {
        NoTaskContext context;
        QCOMPARE(standardized(Matrix(3, 1, 7.0), 1, context)->rows.values,
                 (std::vector<double>{0, 0, 0}));
    }
    void pointsGoThereAndBack() {
        Matrix x(2, 2);
        x.values = {2, 5, 6, 5};
        NoTaskContext context;
        const auto standard = standardized(x, 1, context).value();
        Matrix point(1, 2);
        point.values = {8, 5};
        QCOMPARE(standard.inStandardUnits(point).values, (std::vector<double>{2, 0}));
        QCOMPARE(standard.inDataUnits(standard.inStandardUnits(point)).values, point.values);
    }
    void noRowsAreRefused() {
        NoTaskContext context;
        QCOMPARE(standardized(Matrix(), 1, context).error().code, ErrorCode::NotEnoughData);
    }
};

QTEST_APPLESS_MAIN(TstStandardize)
#include "tst_standardize.moc"
