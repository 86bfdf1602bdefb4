#include "core/sources/series_grid.h"

#include <cmath>
#include <limits>
#include <QtTest>

using namespace mops;
using namespace mops::sources;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Values with times and names, as the table reader gives them.
struct Rows {
    NumericTable table;
    TextColumn times{"time", {}};
    TextColumn names{"name", {}};

    Rows& add(const char* time, double value, const char* name = "a") {
        table.values.push_back(value);
        table.line.push_back(static_cast<std::int64_t>(++table.rows) + 1);
        times.values.emplace_back(time);
        names.values.emplace_back(name);
        return *this;
    }
    Result<SeriesGrid> grid(const SeriesGridOptions& options = {}) const {
        return makeSeriesGrid(table, &times, &names, options);
    }
};

/// NaN as −1.
std::vector<double> plain(const std::vector<double>& values) {
    std::vector<double> result;
    for (const double value : values)
        result.push_back(std::isnan(value) ? -1 : value);
    return result;
}

using Values = std::vector<double>;

} // namespace

class TstSeriesGrid : public QObject {
    Q_OBJECT

private slots:
    void daysWithoutARowAreGaps() {
        Rows rows;
        rows.add("2024-02-28", 1).add("2024-03-01", 3);
        const auto grid = rows.grid().value();
        QCOMPARE(plain(grid.values), (Values{1, -1, 3}));
        QCOMPARE(grid.gaps, std::int64_t{1});
        QCOMPARE(plain(rows.grid({.gapsAreZero = true})->values), (Values{1, 0, 3}));
    }
    void rowsOfADayAreAddedUpInAnyOrder() {
        Rows rows;
        rows.add("2024-01-02 23:59:59", 5).add("2024-01-01", 1).add("2024-01-02T00:00Z", 2);
        QCOMPARE(rows.grid()->values, (Values{1, 7}));
        QCOMPARE(rows.grid({.repeats = SeriesGridOptions::Repeats::Mean})->values,
                 (Values{1, 3.5}));
        QCOMPARE(rows.grid({.repeats = SeriesGridOptions::Repeats::Fail}).error().code,
                 ErrorCode::Conflict);
    }
    void allSeriesEndOnTheLastDayOfAll() {
        Rows rows;
        rows.add("2024-01-01", 1, "a").add("2024-01-03", 2, "b").add("2024-01-04", 3, "b");
        const auto grid = rows.grid().value();
        QCOMPARE(grid.names, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(grid.begin, (std::vector<std::size_t>{0, 4, 6}));
        QCOMPARE(plain(grid.values), (Values{1, -1, -1, -1, 2, 3}));
    }
    void aMissingValueStaysMissingUnlessTheDayHasAnother() {
        Rows rows;
        rows.add("2024-01-01", kNaN).add("2024-01-02", kNaN).add("2024-01-02", 4);
        QCOMPARE(plain(rows.grid({.gapsAreZero = true})->values), (Values{-1, 4}));
    }
    void stepsAreNamedByTheirBeginning_data() {
        QTest::addColumn<int>("step");
        QTest::addColumn<QByteArray>("time");
        QTest::addColumn<QByteArray>("next");
        const auto row = [](const char* name, SeriesStep step, const char* time, const char* next) {
            QTest::newRow(name) << static_cast<int>(step) << QByteArray(time) << QByteArray(next);
        };
        row("day", SeriesStep::Day, "2023-12-31", "2024-01-01");
        row("day before 1970", SeriesStep::Day, "1969-12-30 01:00", "1969-12-31");
        row("hour", SeriesStep::Hour, "2024-02-28 23:10", "2024-02-29T00:00:00Z");
        row("week from Monday", SeriesStep::Week, "2024-05-05", "2024-05-06");
        row("week from Monday itself", SeriesStep::Week, "2024-05-06", "2024-05-13");
        row("month", SeriesStep::Month, "2023-12-05", "2024-01");
    }
    void stepsAreNamedByTheirBeginning() {
        QFETCH(int, step);
        QFETCH(QByteArray, time);
        QFETCH(QByteArray, next);
        Rows rows;
        rows.add(time.constData(), 1);
        const auto grid = rows.grid({.step = static_cast<SeriesStep>(step)}).value();
        QCOMPARE(grid.label(1), next.toStdString());
    }
    void wholeNumbersAreSteps() {
        Rows rows;
        rows.add("-1", 1).add("2", 4);
        const auto grid = rows.grid().value();
        QCOMPARE(plain(grid.values), (Values{1, -1, -1, 4}));
        QCOMPARE(grid.label(1), std::string("3"));
    }
    void withoutTimesRowsAreSteps() {
        Rows rows;
        rows.add("", 1, "a").add("", 5, "b").add("", 2, "a");
        const auto grid = makeSeriesGrid(rows.table, nullptr, &rows.names, {}).value();
        QCOMPARE(grid.values, (Values{1, 2, 5}));
        QCOMPARE(grid.label(1), std::string("1"));
    }
    void aBadTimeIsNamedWithItsLine() {
        Rows rows;
        rows.add("2024-01-01", 1).add("soon", 2);
        const auto grid = rows.grid();
        QCOMPARE(grid.error().code, ErrorCode::InvalidNumber);
        QCOMPARE(grid.error().detail, std::string("time, line 3: soon"));
    }
    void aSpanBeyondAMillionStepsIsRefused() {
        Rows rows;
        rows.add("1", 1).add("2000000000", 2);
        QCOMPARE(rows.grid().error().code, ErrorCode::MemoryLimit);
    }
};

QTEST_APPLESS_MAIN(TstSeriesGrid)
#include "tst_series_grid.moc"
