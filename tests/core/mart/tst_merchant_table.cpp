#include "core/mart/merchant_table.h"
#include "tests/support/fake_context.h"
#include "tests/support/hand_mart.h"
#include "tests/support/merchant_rows.h"
#include "tests/support/simulated_trade.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <QtTest>

using namespace mops;
using mart::kNever;
using mart::MerchantColumn;
using mart::MerchantFilter;
using mart::MerchantTable;
using test::noonOf;
using Rows = std::vector<std::uint32_t>;

namespace {

constexpr int kColumns = static_cast<int>(MerchantColumn::Segment) + 1;

/// Five merchants; the newest order is of day 100.
void fillByHand(test::HandMart& mart) {
    mart.addMerchant(1, "m-one", "Alpha Toys", "North", 1, 5);
    mart.addMerchant(2, "seller-two-long-id", {}, "South", 2, 7);
    mart.addMerchant(3, "m3", "beta Books", "North", 1);
    mart.addMerchant(4, "m4", "Ödön", {}, {}, 2);
    mart.addMerchant(9, "m9", "Alpha Books", "South", 2, 5);
    // Merchant 1: 1 late, 2 late (overdue on day 100), 3 not yet known as cancelled, 4 known,
    // 5 in time with two lines.
    mart.add({.key = 1,
              .day = 10,
              .items = {{1, 1000}},
              .delivered = 15,
              .promised = 14,
              .score = 4,
              .reviewed = 16});
    mart.add({.key = 2, .day = 90, .items = {{1, 2000}}, .status = "shipped", .promised = 95});
    mart.add({.key = 3, .day = 95, .items = {{1, 700}}, .status = "canceled", .promised = 110});
    mart.add({.key = 4,
              .day = 20,
              .items = {{1, 500}},
              .status = "canceled",
              .promised = 30,
              .score = 1,
              .reviewed = 31});
    mart.add(
        {.key = 5, .day = 30, .items = {{1, 1500}, {2, 1500}}, .delivered = 32, .promised = 40});
    // Merchant 2: still under way. Merchant 3: nothing was promised.
    mart.add({.key = 6, .merchant = 2, .day = 100, .items = {{3, 100}}, .promised = 105});
    mart.add({.key = 7,
              .merchant = 3,
              .day = 50,
              .items = {{1, 800}},
              .delivered = 55,
              .score = 2,
              .reviewed = 56});
    mart.add(
        {.key = 8, .merchant = 9, .day = 69, .items = {{3, 800}}, .delivered = 70, .promised = 80});
    mart.writer().execute(
        "INSERT INTO model VALUES (1, 'risk', 'logistic', 'o', 0, 1, 0, '{}', '{}', 'f');"
        "INSERT INTO score_run VALUES (1, 1, 0, 0), (2, 1, 0, 0);"
        "INSERT INTO score VALUES (1, 1, 0.9, 0, '[]'), (1, 9, 0.9, 0, '[]'), "
        "(2, 1, 0.25, 0, '[]'), (2, 3, 0.75, 0, '[]');"
        "INSERT INTO segment_run VALUES (1, 0, 'kmeans', 3, 1, 0, '{}', 'f'), "
        "(2, 0, 'kmeans', 3, 1, 0, '{}', 'f');"
        "INSERT INTO segment VALUES (1, 0, 'old', 1, '{}'), (2, 0, 'steady', 1, '{}'), "
        "(2, 2, 'sleepy', 1, '{}');"
        "INSERT INTO segment_member VALUES (1, 4, 0, 0, 0, 0), (2, 1, 2, 0, 0, 0), "
        "(2, 9, 0, 0, 0, 0)");
}

/// The value by which a column sorts, nothing when unknown. Slow and plain: what the sort is
/// compared with.
struct Value {
    std::optional<double> number;
    std::string text;
    bool operator<(const Value& other) const {
        return number != other.number ? number < other.number : text < other.text;
    }
};

std::optional<Value> valueOf(const MerchantTable& table, MerchantColumn column, std::uint32_t row) {
    const auto text = [](std::string_view value) {
        return value.empty() ? std::nullopt : std::optional(Value{{}, std::string(value)});
    };
    const auto number = [](auto value) { return Value{static_cast<double>(value), {}}; };
    const auto time = [&](std::int64_t at) {
        return at == kNever ? std::nullopt : std::optional(number(at));
    };
    const auto share = [&](float value) {
        return std::isnan(value) ? std::nullopt : std::optional(number(value));
    };
    switch (column) {
    case MerchantColumn::Name: return text(table.name(row));
    case MerchantColumn::Id: return text(table.id(row));
    case MerchantColumn::Region: return text(table.region.at(row));
    case MerchantColumn::City: return text(table.city.at(row));
    case MerchantColumn::Category: return text(table.category.at(row));
    case MerchantColumn::Status: return text(table.status.at(row));
    case MerchantColumn::RegisteredAt: return time(table.registeredAt[row]);
    case MerchantColumn::Orders: return number(table.orders[row]);
    case MerchantColumn::Turnover: return number(table.turnover[row]);
    case MerchantColumn::Turnover30: return number(table.turnover30[row]);
    case MerchantColumn::ReviewMean: return share(table.reviewMean[row]);
    case MerchantColumn::LateShare: return share(table.lateShare[row]);
    case MerchantColumn::LastOrderAt: return time(table.lastOrderAt[row]);
    case MerchantColumn::Risk: return share(table.riskProbability[row]);
    case MerchantColumn::Segment:
        return table.segment[row] < 0 ? std::nullopt : std::optional(number(table.segment[row]));
    }
    return std::nullopt;
}

Rows plainlySorted(const MerchantTable& table, MerchantColumn column, bool descending, Rows rows) {
    std::vector<std::optional<Value>> values(table.rows());
    for (const std::uint32_t row : rows)
        values[row] = valueOf(table, column, row);
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (!values[a] || !values[b])
            return values[a].has_value() && !values[b];
        return descending ? *values[b] < *values[a] : *values[a] < *values[b];
    });
    return rows;
}

bool holdsPlainly(std::string_view text, std::string_view wanted) {
    const auto lower = [](std::string_view from) {
        std::string to(from);
        for (char& c : to)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return to;
    };
    return lower(text).find(lower(wanted)) != std::string::npos;
}

Rows allRows(const MerchantTable& table) {
    Rows rows(table.rows());
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

} // namespace

class TstMerchantTable : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        test::HandMart mart;
        fillByHand(mart);
        const auto trade = mart::readTradeColumns(mart.writer(), m_context);
        QVERIFY(trade);
        auto table = mart::readMerchantTable(mart.writer(), *trade, m_context);
        QVERIFY2(table, table ? "" : table.error().detail.c_str());
        m_table = std::move(*table);
    }

    void theMerchantsAreRowsInTheOrderOfTheirKeys() {
        QCOMPARE(m_table.merchantKey, (std::vector<std::int64_t>{1, 2, 3, 4, 9}));
        QCOMPARE(m_table.id(1), "seller-two-long-id");
        QCOMPARE(m_table.name(0), "Alpha Toys");
        QCOMPARE(m_table.region.at(2), "North");
        QCOMPARE(m_table.region.at(3), "");
        QCOMPARE(m_table.category.at(4), "books");
        QCOMPARE(m_table.status.at(0), "active");
        QCOMPARE(m_table.registeredAt[1], noonOf(7));
        QCOMPARE(m_table.registeredAt[2], kNever);
        QCOMPARE(m_table.currency, "CNY");
    }

    void aMerchantWithoutANameShowsTheBeginningOfItsId() { QCOMPARE(m_table.name(1), "seller-t"); }

    void theTradeAddsUpToTheValuesOnPaper() {
        QCOMPARE(m_table.orders, (std::vector<std::int32_t>{5, 1, 1, 0, 1}));
        // Without order 4, which is known as cancelled; with order 3, which is not yet.
        QCOMPARE(m_table.turnover, (std::vector<std::int64_t>{6700, 100, 800, 0, 800}));
        QCOMPARE(m_table.turnover30, (std::vector<std::int64_t>{2700, 100, 0, 0, 0}));
        QCOMPARE(m_table.lastOrderAt, (std::vector<std::int64_t>{noonOf(95), noonOf(100),
                                                                 noonOf(50), kNever, noonOf(69)}));
    }

    void reviewsAndLatenessAreMeasuredWhereThereAreAny() {
        QCOMPARE(m_table.reviewMean[0], 2.5F);
        QCOMPARE(m_table.reviewMean[2], 2.0F);
        QVERIFY(std::isnan(m_table.reviewMean[1]) && std::isnan(m_table.reviewMean[3]));
        // 1 came late and 2 is overdue, 5 came in time; the cancelled ones do not count.
        QCOMPARE(m_table.lateShare[0], 2.0F / 3.0F);
        QCOMPARE(m_table.lateShare[4], 0.0F);
        for (const std::size_t row : {1U, 2U, 3U}) // under way, nothing promised, no orders
            QVERIFY(std::isnan(m_table.lateShare[row]));
    }

    void scoresAndSegmentsAreThoseOfTheLatestRun() {
        QCOMPARE(m_table.riskProbability[0], 0.25F);
        QCOMPARE(m_table.riskProbability[2], 0.75F);
        QVERIFY(std::isnan(m_table.riskProbability[4])); // only the run before scored it
        QCOMPARE(m_table.segment, (std::vector<std::int32_t>{2, -1, -1, -1, 0}));
        QCOMPARE(m_table.segmentNames, (std::vector<std::string>{"steady", "", "sleepy"}));
    }

    void aMerchantThatCameAfterTheColumnsHasNoTrade() {
        test::HandMart mart;
        fillByHand(mart);
        const auto trade = mart::readTradeColumns(mart.writer(), m_context);
        mart.addMerchant(5, "m5", "Newcomer");
        const auto table = mart::readMerchantTable(mart.writer(), *trade, m_context);
        QVERIFY(table);
        QCOMPARE(table->orders, (std::vector<std::int32_t>{5, 1, 1, 0, 0, 1}));
    }

    void anEmptyMartGivesAnEmptyTable() {
        test::TempMart mart;
        const auto trade = mart::readTradeColumns(mart.writer(), m_context);
        const auto table = mart::readMerchantTable(mart.writer(), *trade, m_context);
        QVERIFY(table);
        QCOMPARE(table->rows(), std::size_t{0});
        QVERIFY(filterMerchants(*table, {.text = "x"}).empty());
        Rows none;
        sortMerchants(*table, MerchantColumn::Name, false, none);
        QVERIFY(facet(table->region, none).empty());
    }

    void itCanBeCancelled() {
        test::HandMart mart;
        fillByHand(mart);
        const auto trade = mart::readTradeColumns(mart.writer(), m_context);
        test::CancelAfter cancel(0);
        const auto table = mart::readMerchantTable(mart.writer(), *trade, cancel);
        QVERIFY(!table);
        QCOMPARE(table.error().code, ErrorCode::Cancelled);
    }

    void aFilterKeepsTheRowsThatPass_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("region");
        QTest::addColumn<QString>("category");
        QTest::addColumn<int>("segment");
        QTest::addColumn<double>("minRisk");
        QTest::addColumn<int>("minOrders");
        QTest::addColumn<QList<int>>("rows");
        const auto row = [](const char* name, const char* text, const char* region,
                            const char* category, int segment, double minRisk, int minOrders,
                            const QList<int>& rows) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(region)
                                << QString::fromUtf8(category) << segment << minRisk << minOrders
                                << rows;
        };
        row("nothing asked", "", "", "", -1, -1, 0, {0, 1, 2, 3, 4});
        row("part of a name", "alpha", "", "", -1, -1, 0, {0, 4});
        row("case of the question", "BOOKS", "", "", -1, -1, 0, {2, 4});
        row("part of an id", "two-LONG", "", "", -1, -1, 0, {1});
        row("in name or id", "m", "", "", -1, -1, 0, {0, 2, 3, 4});
        row("not ASCII", "dön", "", "", -1, -1, 0, {3});
        row("not across two names", "toysseller", "", "", -1, -1, 0, {});
        row("blanks around it", " alpha\t", "", "", -1, -1, 0, {0, 4});
        row("only blanks", "  ", "", "", -1, -1, 0, {0, 1, 2, 3, 4});
        row("region", "", "North", "", -1, -1, 0, {0, 2});
        row("a region that is not there", "", "West", "", -1, -1, 0, {});
        row("category", "", "", "books", -1, -1, 0, {1, 4});
        row("a category that is not there", "", "", "shoes", -1, -1, 0, {});
        row("segment", "", "", "", 0, -1, 0, {4});
        row("risk", "", "", "", -1, 0.25, 0, {0, 2});
        row("any risk leaves out who was not scored", "", "", "", -1, 0, 0, {0, 2});
        row("orders", "", "", "", -1, -1, 1, {0, 1, 2, 4});
        row("all at once", "o", "North", "toys", 2, 0.1, 5, {0});
        row("contradiction", "beta", "South", "", -1, -1, 0, {});
    }
    void aFilterKeepsTheRowsThatPass() {
        QFETCH(QString, text);
        QFETCH(QString, region);
        QFETCH(QString, category);
        QFETCH(int, segment);
        QFETCH(double, minRisk);
        QFETCH(int, minOrders);
        QFETCH(QList<int>, rows);
        const MerchantFilter filter{
            text.toStdString(), region.toStdString(), category.toStdString(), segment, minRisk,
            minOrders};
        QCOMPARE(filterMerchants(m_table, filter), Rows(rows.begin(), rows.end()));
    }

    void textIsFoundAsByPlainSearch_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"a", "aab", "AAA", "sun", "Sunny", "y s", "shop 42", "安", "居 t",
                                 "m1", "M12", "trading 99", "0", "00", "zzz"})
            QTest::newRow(text) << QByteArray(text);
    }
    void textIsFoundAsByPlainSearch() {
        QFETCH(QByteArray, text);
        const MerchantTable table = test::MerchantRows::random(3'000, 4);
        Rows expected;
        for (std::uint32_t row = 0; row < table.rows(); ++row)
            if (holdsPlainly(table.name(row), text.toStdString()) ||
                holdsPlainly(table.id(row), text.toStdString()))
                expected.push_back(row);
        QVERIFY2(filterMerchants(table, {.text = text.toStdString()}) == expected, "seed 4");
    }

    void aTextAtTheVeryEndIsFound() {
        MerchantTable table = test::MerchantRows::random(50, 6);
        const std::string last(table.id(49));
        const Rows found = filterMerchants(table, {.text = last});
        QVERIFY(!found.empty());
        QCOMPARE(found.back(), 49U);
    }

    /// Stable, unknown last in both directions: all as by a plain stable sort.
    void everyColumnIsSorted_data() {
        QTest::addColumn<int>("column");
        QTest::addColumn<bool>("descending");
        for (int column = 0; column < kColumns; ++column)
            for (const bool descending : {false, true})
                QTest::addRow("%d %s", column, descending ? "down" : "up") << column << descending;
    }
    void everyColumnIsSorted() {
        QFETCH(int, column);
        QFETCH(bool, descending);
        const auto wanted = static_cast<MerchantColumn>(column);
        for (const std::uint64_t seed : {1U, 2U}) {
            const MerchantTable table = test::MerchantRows::random(4'000, seed);
            Rows rows = allRows(table);
            std::reverse(rows.begin() + 500, rows.begin() + 3'000); // what is stable shows
            const Rows expected = plainlySorted(table, wanted, descending, rows);
            sortMerchants(table, wanted, descending, rows);
            QVERIFY2(rows == expected, ("seed " + std::to_string(seed)).c_str());
        }
    }

    void someRowsAreSortedAlone() {
        Rows rows{4, 3, 0};
        sortMerchants(m_table, MerchantColumn::Name, false, rows);
        QCOMPARE(rows, (Rows{4, 0, 3})); // Alpha Books, Alpha Toys, Ödön
    }

    void unknownValuesAreLastInBothDirections() {
        Rows rows = allRows(m_table);
        sortMerchants(m_table, MerchantColumn::Risk, false, rows);
        QCOMPARE(rows, (Rows{0, 2, 1, 3, 4}));
        sortMerchants(m_table, MerchantColumn::Risk, true, rows);
        QCOMPARE(rows, (Rows{2, 0, 1, 3, 4}));
    }

    void equalRowsKeepTheirOrder() {
        Rows rows{4, 2, 1, 0, 3};
        sortMerchants(m_table, MerchantColumn::Status, true, rows); // all are active
        QCOMPARE(rows, (Rows{4, 2, 1, 0, 3}));
    }

    void namesThatDifferLateAreSortedToTheEnd() {
        // More rows than are compared one by one, one name, and then many that share 70 bytes.
        MerchantTable table;
        const std::string shared(70, 'x');
        for (std::uint32_t row = 0; row < 2'000; ++row) {
            const std::string name =
                row % 2 == 0 ? "same" : shared + std::to_string(row * 7919 % 1000);
            table.merchantKey.push_back(row);
            table.nameBegin.push_back(static_cast<std::uint32_t>(table.names.size()));
            table.names.insert(table.names.end(), name.begin(), name.end());
        }
        table.nameBegin.push_back(static_cast<std::uint32_t>(table.names.size()));
        for (const bool descending : {false, true}) {
            Rows rows = allRows(table);
            const Rows expected = plainlySorted(table, MerchantColumn::Name, descending, rows);
            sortMerchants(table, MerchantColumn::Name, descending, rows);
            QVERIFY(rows == expected);
        }
    }

    void aFacetCountsTheGivenRows() {
        const auto all = facet(m_table.region, allRows(m_table));
        QCOMPARE(all.size(), std::size_t{3});
        QCOMPARE(all[0].text, "North");
        QCOMPARE(all[0].rows, 2);
        QCOMPARE(all[1].text, "South"); // as many: by text
        QCOMPARE(all[2].text, "");
        QCOMPARE(all[2].rows, 1);
        const Rows some{1, 2, 4};
        const auto few = facet(m_table.region, some);
        QCOMPARE(few.size(), std::size_t{2});
        QCOMPARE(few[0].text, "South");
        QCOMPARE(few[0].rows, 2);
    }

    void theTurnoverOfAllMerchantsIsThatOfTheKeptOrders() {
        const auto world = test::SimulatedTrade::make(60, 200, 3);
        QVERIFY(world);
        const auto table = mart::readMerchantTable(world->mart.writer(), world->trade, m_context);
        QVERIFY(table);
        std::int64_t expected = 0;
        for (std::size_t item = 0; item < world->trade.items(); ++item)
            if (world->trade.cancelledKnownAt(world->trade.itemOrder[item]) >
                world->trade.lastOrderedAt)
                expected += world->trade.itemPrice[item];
        QCOMPARE(std::accumulate(table->turnover.begin(), table->turnover.end(), std::int64_t{0}),
                 expected);
        QCOMPARE(std::accumulate(table->orders.begin(), table->orders.end(), std::int64_t{0}),
                 static_cast<std::int64_t>(world->trade.orders()));
    }

private:
    MerchantTable m_table;
    NoTaskContext m_context;
};

QTEST_APPLESS_MAIN(TstMerchantTable)
#include "tst_merchant_table.moc"
