#include "core/desk/merchant_subjects.h"
#include "core/desk/order_subjects.h"
#include "core/features/merchant_features.h"
#include "tests/support/hand_mart.h"
#include "tests/support/simulated_trade.h"

#include <cmath>
#include <numeric>
#include <QtTest>

using namespace mops;
using desk::MerchantColumn;
using desk::OrderColumn;
using desk::RuleSubject;

namespace {

std::vector<std::size_t> allColumns(RuleSubject subject) {
    std::vector<std::size_t> columns(desk::ruleColumns(subject).size());
    std::iota(columns.begin(), columns.end(), 0U);
    return columns;
}

/// Everything that a frame says, as text: equal texts, equal frames.
std::string textOf(const desk::SubjectFrame& frame, const std::vector<std::string>& ids) {
    std::string text;
    for (std::size_t row = 0; row < frame.rows(); ++row) {
        text += ids[row] + ":";
        for (const auto& column : frame.columns) {
            if (!column.numbers.empty())
                text += std::isnan(column.numbers[row]) ? " -"
                                                        : " " + std::to_string(column.numbers[row]);
            else if (!column.codes.empty())
                text += column.codes[row] == db::ColumnData::kNull
                            ? " -"
                            : " " + column.texts[column.codes[row]];
        }
        text += "\n";
    }
    return text;
}

/// Merchant m1 in SP sells toys, then books; m2 in RJ sells one thing.
class Shop : public test::HandMart {
public:
    Shop() {
        addMerchant(1, "m1", "One", "SP", {}, 0);
        addMerchant(2, "m2", {}, "RJ");
        // day 10, 12 and 50: buyer 1 three times, buyer 2 once
        add({.key = 1,
             .buyer = 1,
             .day = 10,
             .items = {{1, 1'000, 100}, {2, 2'000, 200}},
             .delivered = 13,
             .promised = 14,
             .score = 5,
             .reviewed = 20});
        add({.key = 2,
             .buyer = 1,
             .day = 12,
             .items = {{1, 500, 0}},
             .delivered = 20,
             .promised = 15});
        add({.key = 3,
             .buyer = 2,
             .day = 12,
             .items = {{3, 700, 0}},
             .status = "canceled",
             .promised = 16});
        add({.key = 4, .buyer = 1, .day = 50, .items = {{3, 900, 0}, {3, 900, 0}, {3, 900, 0}}});
        add({.key = 5, .merchant = 2, .buyer = 1, .day = 50, .items = {{1, 50, 0}}});
        writer().execute(
            "INSERT INTO fact_payment VALUES (1, 1, 'card', 1, 2000, 1), (1, 2, 'voucher', 3, "
            "1300, 1);"
            "INSERT INTO fact_after_sale (after_sale_key, after_sale_id, order_key, merchant_key, "
            "kind, reason, opened_at, amount_minor, status, batch_id) VALUES "
            "(1, 's1', 1, 1, 'refund_only', 'not_received', " +
            std::to_string(test::noonOf(15)) +
            ", 1000, 'open', 1), (2, 's2', 2, 1, "
            "'refund_only', 'counterfeit', " +
            std::to_string(test::noonOf(40)) + ", 500, 'refunded', 1)");
        application(1, "m1", 5, "phone", "bank");
        application(2, "m2", 30, "phone", "other");
    }

    void application(int key, const std::string& merchant, int day, const std::string& contact,
                     const std::string& bank) {
        db::Statement head(writer(), "INSERT INTO fact_application (application_key, "
                                     "application_id, applied_at, outcome, merchant_id, batch_id) "
                                     "VALUES (?, ?, ?, 'won', ?, 1)");
        head.run(key, "a" + std::to_string(key), test::noonOf(day), merchant);
        db::Statement detail(writer(), "INSERT INTO fact_application_detail (application_key, "
                                       "company_name, legal_person, contact_hash, bank_hash, "
                                       "batch_id) VALUES (?, 'c', 'p', ?, ?, 1)");
        detail.run(key, contact, bank);
    }

    desk::PastFacts facts(RuleSubject subject) {
        NoTaskContext context;
        auto facts = desk::readPastFacts(writer(), subject, allColumns(subject), context);
        return facts ? std::move(*facts) : desk::PastFacts{};
    }
};

QString valueOf(const desk::SubjectFrame& frame, std::size_t column, std::size_t row) {
    const auto& values = frame.columns[column];
    if (!values.numbers.empty())
        return std::isnan(values.numbers[row]) ? QStringLiteral("-")
                                               : QString::number(values.numbers[row], 'g', 10);
    return values.codes[row] == db::ColumnData::kNull
               ? QStringLiteral("-")
               : QString::fromStdString(values.texts[values.codes[row]]);
}

std::size_t columnOf(RuleSubject subject, const QString& name) {
    const auto known = desk::ruleColumns(subject);
    for (std::size_t i = 0; i < known.size(); ++i)
        if (known[i].name == name.toStdString())
            return i;
    return known.size();
}

} // namespace

class TstRuleSubjects : public QObject {
    Q_OBJECT

private slots:
    void everyColumnHasAPlaceInTheTable() {
        QCOMPARE(desk::ruleColumns(RuleSubject::Merchant).size(),
                 static_cast<std::size_t>(MerchantColumn::Count));
        QCOMPARE(desk::ruleColumns(RuleSubject::Order).size(),
                 static_cast<std::size_t>(OrderColumn::Count));
        for (const auto subject : {RuleSubject::Merchant, RuleSubject::Order})
            for (const auto& column : desk::ruleColumns(subject)) {
                QVERIFY(!column.name.empty() && !column.unit.empty());
                QVERIFY(column.title != nullptr && column.description != nullptr);
            }
    }

    void aMerchantsColumnsAreAsOfTheMoment_data() {
        QTest::addColumn<QString>("column");
        QTest::addColumn<int>("day");
        QTest::addColumn<QString>("value"); // of m1 at the end of the day, by hand
        const auto row = [](const char* column, int day, const char* value) {
            QTest::addRow("%s on day %d", column, day) << column << day << value;
        };
        row("orders_30", 11, "1");
        row("orders_30", 12, "3");
        row("orders_30", 42, "0");
        row("orders_all", 60, "4");
        row("turnover_30", 12, "4200"); // 3,000 + 500 + 700: not known as cancelled yet
        row("turnover_30", 16, "3500"); // the promised day of the cancelled one
        row("late_share_all", 12, "-");
        row("late_share_all", 13, "0");
        row("late_share_all", 15, "0.5");
        row("review_mean_all", 19, "-");
        row("review_mean_all", 20, "5");
        row("merchant_id", 12, "m1");
        row("name", 12, "One");
        row("region", 12, "SP");
        row("city", 12, "-");
        row("category", 12, "toys");
        row("category", 50, "books"); // four books, three toys
        row("top_buyer_share_90", 10, "1");
        row("top_buyer_share_90", 50, "0.75");
        row("busiest_day_share_90", 50, "0.5");
        row("busiest_day_share_90", 103, "1"); // only the one of day 50 is in the window
        row("after_sales_90", 14, "0");
        row("after_sales_90", 15, "1");
        row("after_sales_90", 40, "2");
        row("after_sales_90", 105, "1");
        row("after_sale_share_90", 50, "0.5");
        row("not_received_90", 40, "1");
        row("counterfeit_90", 39, "0");
        row("counterfeit_90", 40, "1");
        row("linked_merchants", 29, "0");
        row("linked_merchants", 30, "1");
    }
    void aMerchantsColumnsAreAsOfTheMoment() {
        QFETCH(QString, column);
        QFETCH(int, day);
        QFETCH(QString, value);
        Shop shop;
        const auto facts = shop.facts(RuleSubject::Merchant);
        NoTaskContext context;
        const auto frame = desk::MerchantSubjects(facts, allColumns(RuleSubject::Merchant))
                               .at(test::endOf(day), context);
        QVERIFY(frame);
        QCOMPARE(valueOf(*frame, columnOf(RuleSubject::Merchant, column), 0), value);
    }
    void aMerchantIsThereFromItsFirstOrderOn() {
        Shop shop;
        const auto facts = shop.facts(RuleSubject::Merchant);
        const desk::MerchantSubjects subjects(facts, {});
        NoTaskContext context;
        QCOMPARE(subjects.at(test::endOf(9), context)->rows(), 0U);
        QCOMPARE(subjects.at(test::endOf(10), context)->rows(), 1U);
        QCOMPARE(subjects.at(test::endOf(50), context)->rows(), 2U);
    }

    void anOrdersColumnsAreAsOfItsOwnMoment_data() {
        QTest::addColumn<QString>("column");
        QTest::addColumn<int>("order");
        QTest::addColumn<QString>("value");
        const auto row = [](const char* column, int order, const char* value) {
            QTest::addRow("%s of order %d", column, order) << column << order << value;
        };
        row("amount", 1, "3000");
        row("freight", 1, "300");
        row("freight_share", 1, "0.09090909091");
        row("items", 4, "3");
        row("hour", 1, "12");
        row("weekday", 1, "6"); // 2020-01-11
        row("promised_days", 1, "4");
        row("promised_days", 4, "-");
        row("payment_method", 1, "card");
        row("payment_method", 2, "-");
        row("installments", 1, "3");
        row("category", 1, "toys");
        row("buyer_orders", 1, "0");
        row("buyer_orders", 4, "2"); // order 5 came in the same second
        row("buyer_orders_1d", 2, "0");
        row("buyer_days_since_last", 1, "-");
        row("buyer_days_since_last", 2, "2");
        row("buyer_days_since_last", 4, "38");
        row("buyer_merchant_orders", 4, "2");
        row("buyer_merchant_orders", 5, "0");
        row("distance_km", 1, "-");
        row("merchant_id", 5, "m2");
        row("merchant_region", 1, "SP");
        row("merchant_orders_30", 1, "0");
        row("merchant_orders_30", 2, "1"); // order 3 came in the same second
        row("merchant_orders_30", 4, "0");
        row("merchant_orders_all", 4, "3");
        row("merchant_average_order", 1, "-");
        row("merchant_average_order", 4, "1750"); // 3,000 and 500: one is cancelled
        row("merchant_late_share_30", 2, "-");
        row("merchant_review_mean", 2, "-");
        row("merchant_review_mean", 4, "5");
        row("merchant_tenure_days", 5, "0");
    }
    void anOrdersColumnsAreAsOfItsOwnMoment() {
        QFETCH(QString, column);
        QFETCH(int, order);
        QFETCH(QString, value);
        Shop shop;
        const auto facts = shop.facts(RuleSubject::Order);
        NoTaskContext context;
        const auto frame = desk::OrderSubjects(facts, allColumns(RuleSubject::Order))
                               .between(0, test::endOf(60), context);
        QVERIFY(frame);
        QCOMPARE(valueOf(*frame, columnOf(RuleSubject::Order, column),
                         static_cast<std::size_t>(order - 1)),
                 value);
    }
    void aDistanceIsAlongTheGlobe() {
        Shop shop;
        shop.writer().execute(
            "INSERT INTO zip_point VALUES ('1', -23.55, -46.63, 'sao paulo', 'SP', 1), "
            "('2', -22.91, -43.17, 'rio', 'RJ', 1);"
            "UPDATE dim_merchant SET zip_prefix = '1' WHERE merchant_key = 1;"
            "UPDATE dim_buyer SET zip_prefix = '2' WHERE buyer_key = 1");
        const auto facts = shop.facts(RuleSubject::Order);
        NoTaskContext context;
        const auto frame = desk::OrderSubjects(facts, allColumns(RuleSubject::Order))
                               .between(0, test::endOf(60), context);
        const double distance =
            frame->columns[static_cast<std::size_t>(OrderColumn::DistanceKm)].numbers[0];
        QVERIFY2(std::abs(distance - 361) < 2, std::to_string(distance).c_str());
    }

    void laterFactsChangeNothing() {
        Shop shop;
        NoTaskContext context;
        const auto look = [&](int day) {
            const auto merchantFacts = shop.facts(RuleSubject::Merchant);
            const auto merchants =
                desk::MerchantSubjects(merchantFacts, allColumns(RuleSubject::Merchant))
                    .at(test::endOf(day), context);
            std::vector<std::string> ids;
            for (const auto merchant : merchants->subject)
                ids.push_back(merchantFacts.trade.merchantId[merchant]);
            const auto orderFacts = shop.facts(RuleSubject::Order);
            const auto orders = desk::OrderSubjects(orderFacts, allColumns(RuleSubject::Order))
                                    .between(0, test::endOf(day), context);
            std::vector<std::string> orderIds;
            for (const auto order : orders->subject)
                orderIds.push_back(std::to_string(orderFacts.trade.orderKey[order]));
            return textOf(*merchants, ids) + textOf(*orders, orderIds);
        };
        const std::string before = look(14);
        const std::string later = std::to_string(test::endOf(14));
        // What is not known yet on day 14: later orders, deliveries, reviews, claims, applications.
        shop.writer().execute("DELETE FROM fact_after_sale WHERE opened_at > " + later +
                              "; DELETE FROM fact_review WHERE created_at > " + later +
                              "; DELETE FROM fact_item WHERE ordered_at > " + later +
                              "; DELETE FROM fact_order WHERE ordered_at > " + later +
                              "; UPDATE fact_order SET delivered_at = NULL WHERE delivered_at > " +
                              later +
                              "; DELETE FROM fact_application_detail WHERE application_key = 2"
                              "; DELETE FROM fact_application WHERE applied_at > " +
                              later);
        QCOMPARE(QString::fromStdString(look(14)), QString::fromStdString(before));
    }

    void anOrdersMerchantFiguresAreTheFeaturesOfTheSecondBefore() {
        const auto world = test::SimulatedTrade::make(60, 200, 7);
        QVERIFY(world);
        NoTaskContext context;
        const auto facts = desk::readPastFacts(world->mart.writer(), RuleSubject::Order,
                                               allColumns(RuleSubject::Order), context);
        QVERIFY(facts);
        const desk::OrderSubjects subjects(*facts, allColumns(RuleSubject::Order));
        const auto frame = subjects.between(0, facts->trade.lastOrderedAt, context);
        const auto number = [&](OrderColumn column, std::size_t row) {
            return frame->columns[static_cast<std::size_t>(column)].numbers[row];
        };
        const auto same = [](double left, double right) {
            return (std::isnan(left) && std::isnan(right)) ||
                   std::abs(left - right) <= 1e-9 * std::max(1.0, std::abs(right));
        };
        std::size_t compared = 0;
        for (std::size_t row = 0; row < frame->rows(); row += 37) {
            const std::uint32_t merchant = subjects.merchantOf()[frame->subject[row]];
            const std::int64_t at = facts->trade.orderedAt[frame->subject[row]];
            features::MerchantFeatures features(facts->trade, at - 1);
            features::FeatureValues values;
            if (!features.compute(merchant, values))
                continue;
            const auto feature = [&](features::Column column) {
                return values[static_cast<std::size_t>(column)];
            };
            ++compared;
            using F = features::Column;
            QVERIFY(same(number(OrderColumn::MerchantOrders30, row), feature(F::Orders30)));
            QVERIFY(same(number(OrderColumn::MerchantOrdersAll, row), feature(F::OrdersAll)));
            QVERIFY(
                same(number(OrderColumn::MerchantAverageOrder, row), feature(F::AverageOrderAll)));
            QVERIFY(same(number(OrderColumn::MerchantLateShare30, row), feature(F::LateShare30)));
            QVERIFY(same(number(OrderColumn::MerchantReviewMean, row), feature(F::ReviewMeanAll)));
            QVERIFY(same(number(OrderColumn::MerchantTenureDays, row), feature(F::TenureDays)));
        }
        QVERIFY(compared > 50);
    }
};

QTEST_GUILESS_MAIN(TstRuleSubjects)
#include "tst_rule_subjects.moc"
