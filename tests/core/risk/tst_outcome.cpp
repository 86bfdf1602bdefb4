#include "core/risk/outcome.h"
#include "tests/support/tiny_trade.h"

#include <cmath>
#include <QtTest>

using namespace mops;
using test::endOf;
using test::TinyLine;
using test::TinyTrade;

namespace {

/// Five good orders of merchant "m" on days 1 … 5, delivered and reviewed well within the horizon.
std::vector<TinyLine> fiveGoodOrders() {
    std::vector<TinyLine> lines;
    for (int day = 1; day <= 5; ++day)
        lines.push_back({"m", "b" + std::to_string(day), "p", day, day + 3, day + 10, 5, day + 4});
    return lines;
}

std::optional<bool> label(const char* outcome, std::vector<TinyLine> lines, int dataEnd = 60) {
    const auto trade = TinyTrade::from(std::move(lines));
    return risk::outcomeOf(*risk::findOutcome(outcome), trade, 0, endOf(0), endOf(dataEnd));
}

} // namespace

class TstOutcome : public QObject {
    Q_OBJECT

private slots:
    void goodOrdersAreGoodService() {
        QVERIFY(label("bad-service", fiveGoodOrders()) == std::optional(false));
    }
    void oneBadOrderInFiveIsNotYetMoreThanAFifth() {
        auto lines = fiveGoodOrders();
        lines[0].reviewScore = 2;
        QVERIFY(label("bad-service", lines) == std::optional(false));
    }
    void twoBadOrdersInFiveAreBadServiceWhateverTheFault() {
        auto lines = fiveGoodOrders();
        lines[0].reviewScore = 1;
        lines[1].deliveredDay = 20; // promised for day 12
        QVERIFY(label("bad-service", lines) == std::optional(true));
        lines[1] = fiveGoodOrders()[1];
        lines[1].cancelled = true;
        QVERIFY(label("bad-service", lines) == std::optional(true));
    }
    void anOrderThatNeverArrivesIsLateOnceItsDayIsOver() {
        auto lines = fiveGoodOrders();
        lines[0].deliveredDay = -1;
        QVERIFY(label("late-delivery", lines) == std::optional(true));
    }
    void fewerThanFiveOrdersGiveNoLabel() {
        auto lines = fiveGoodOrders();
        lines.pop_back();
        QVERIFY(!label("bad-service", lines));
    }
    void anOrderThatIsStillOpenDoesNotCount() {
        auto lines = fiveGoodOrders();
        lines[0].deliveredDay = -1;
        lines[0].promisedDay = 70;
        QVERIFY(!label("bad-service", lines));
    }
    void aHorizonThatIsNotOverGivesNoLabel() {
        QVERIFY(!label("bad-service", fiveGoodOrders(), 59));
    }
    void whatBecomesKnownAfterTheHorizonDoesNotCount() {
        auto lines = fiveGoodOrders();
        for (auto& line : lines) {
            line.reviewScore = 1;
            line.reviewDay = 61;
        }
        QVERIFY(label("bad-service", lines, 100) == std::optional(false));
    }
    void whoSoldAndSellsNoMoreHasGoneQuiet() {
        std::vector<TinyLine> lines;
        for (int day = 10; day < 13; ++day)
            lines.push_back({"m", "b", "p", day, day + 1});
        const auto& quiet = *risk::findOutcome("gone-quiet");
        const auto silent = TinyTrade::from(lines);
        QVERIFY(risk::outcomeOf(quiet, silent, 0, endOf(20), endOf(80)) == std::optional(true));
        lines.push_back({"m", "b", "p", 80, 81});
        const auto back = TinyTrade::from(lines);
        QVERIFY(risk::outcomeOf(quiet, back, 0, endOf(20), endOf(80)) == std::optional(false));
    }
    void theOwnPastIsTheShareOfFinishedOrders() {
        auto lines = fiveGoodOrders();
        lines[0].reviewScore = 1;
        lines.push_back({"m", "b", "p", 30}); // open: nothing delivered, nothing promised
        const auto trade = TinyTrade::from(lines);
        const auto past = risk::ownPastOf(*risk::findOutcome("bad-service"), trade, 0, endOf(40));
        QCOMPARE(past.share, 0.2);
        QCOMPARE(past.observations, 5.0);
    }
    void anUnknownOutcomeIsNotFound() { QVERIFY(risk::findOutcome("lead-lost") == nullptr); }
};

QTEST_APPLESS_MAIN(TstOutcome)
#include "tst_outcome.moc"
