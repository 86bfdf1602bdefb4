#include "app/cli/as_of_option.h"
#include "app/cli/command.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/desk/outbox.h"
#include "core/risk/rings.h"
#include "ui/text/feature_text.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
    risk::RingParams params;
    std::string asOf;
};

std::string dayText(std::int64_t at) {
    return formatDay(dayOf(fromSeconds(at)));
}

/// `spared`: merchants whom the refusal of some ring named as innocent, and its case.
Json ringJson(const risk::Ring& ring, const std::map<std::string, std::string>& spared) {
    Json merchants = Json::array();
    for (const risk::RingMerchant& merchant : ring.merchants) {
        const auto innocent = spared.find(merchant.merchantId);
        merchants.push_back(
            {{"merchant_id", merchant.merchantId},
             {"buyers", merchant.buyers},
             {"orders", merchant.orders},
             {"ring_orders", merchant.ringOrders},
             {"innocent_in", innocent == spared.end() ? Json() : Json(innocent->second)}});
    }
    Json buyers = Json::array();
    for (const risk::RingBuyer& buyer : ring.buyers)
        buyers.push_back({{"buyer_id", buyer.buyerId},
                          {"merchants", buyer.merchants},
                          {"orders", buyer.orders},
                          {"ring_orders", buyer.ringOrders}});
    return {{"ring_id", ring.ringId},
            {"merchants", std::move(merchants)},
            {"buyers", std::move(buyers)},
            {"links", ring.links.size()},
            {"density", ring.density},
            {"suspiciousness", ring.suspiciousness},
            {"fill", ring.fill},
            {"lift", ring.lift},
            {"orders", ring.orders},
            {"money_minor", ring.moneyMinor},
            {"first_day", dayText(ring.firstAt)},
            {"last_day", dayText(ring.lastAt)},
            {"found_from", dayText(ring.after + 1)},
            {"found_to", dayText(ring.until)}};
}

Result<Answer> search(const Options& options, Session& session) {
    risk::RingParams params = options.params;
    const auto asOf = asOfDay(options.asOf);
    if (!asOf)
        return failAs(asOf);
    params.asOf = *asOf;
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    const auto trade = mart::readTradeColumns(*mart, *session.context);
    if (!trade)
        return failAs(trade);
    const Stopwatch watch;
    const auto found = risk::findRings(*trade, params, *session.context);
    if (!found)
        return failAs(found);
    const double seconds = watch.seconds();
    const auto searchId = risk::storeRings(*mart, *found, *session.clock);
    if (!searchId)
        return failAs(searchId);
    const auto spared = desk::readSparedMembers(*mart);
    if (!spared)
        return failAs(spared);
    Answer answer;
    answer.json = {{"search_id", *searchId},  {"as_of", dayText(found->asOf)},
                   {"buyers", found->buyers}, {"merchants", found->merchants},
                   {"pairs", found->pairs},   {"rings", Json::array()},
                   {"seconds", seconds}};
    TextTable table({"ring", "merchants", "buyers", "links", "density", "against chance", "orders",
                     "money", "first day", "last day"});
    for (const risk::Ring& ring : found->rings) {
        answer.json["rings"].push_back(ringJson(ring, *spared));
        table.add(
            {ring.ringId, std::to_string(ring.merchants.size()), std::to_string(ring.buyers.size()),
             std::to_string(ring.links.size()), formatFixed(ring.density, 3),
             formatFixed(ring.lift, 1), std::to_string(ring.orders),
             text::moneyText(static_cast<double>(ring.moneyMinor), trade->currency).toStdString(),
             dayText(ring.firstAt), dayText(ring.lastAt)});
    }
    answer.text = table.render();
    return answer;
}

} // namespace

Action defineRings(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.add_option("--top", options->params.top, "Most rings to find")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    subcommand.add_option("--days", options->params.days, "How far back orders are looked at")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    subcommand
        .add_option("--lift", options->params.leastLift,
                    "Least pairs against what chance would give")
        ->check(CLI::Range(1.0, 1e6))
        ->capture_default_str();
    addAsOf(subcommand, options->asOf);
    return [options](Session& session) { return search(*options, session); };
}

} // namespace mops::cli
