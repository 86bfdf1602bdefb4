#include "core/db/statement.h"
#include "core/features/feature_catalogue.h"
#include "core/report/recipes/month_figures.h"
#include "core/report/recipes/risk_sections.h"
#include "core/risk/outcome.h"
#include "core/risk/risk_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace mops::report {
namespace {

constexpr std::size_t kBins = 10;
constexpr std::size_t kReasons = 3;
constexpr double kHighRisk = 0.5;

struct MerchantFace {
    std::string name;
    std::string region;
};

std::unordered_map<std::int64_t, MerchantFace> readFaces(db::Database& mart) {
    std::unordered_map<std::int64_t, MerchantFace> faces;
    db::Statement row(mart, "SELECT merchant_key, coalesce(name, substr(merchant_id, 1, 8)), "
                            "coalesce(region, '') FROM dim_merchant");
    while (row.step())
        faces[row.integer(0)] = {cleanText(row.text(1)), cleanText(row.text(2))};
    return faces;
}

std::string valueText(const RiskScene& scene, const risk::Contribution& reason, double value) {
    const NumberText& numbers = scene.numbers;
    switch (risk::columnUnit(reason.feature)) {
    case features::Unit::Count: return numbers.decimal(value, value == std::floor(value) ? 0 : 1);
    case features::Unit::MinorUnits: return numbers.money(std::llround(value));
    case features::Unit::Share: return numbers.share(value);
    case features::Unit::Days:
        return fillIn(scene.input.translate("Value", MOPS_TEXT("Value", "%1 d")),
                      {numbers.decimal(value, 1)});
    case features::Unit::Score:
    case features::Unit::Ratio: return numbers.decimal(value, 2);
    }
    return {};
}

std::string featureName(const RiskScene& scene, const std::string& id) {
    if (id == risk::kOwnPastShare)
        return scene.input.translate("Explanation",
                                     MOPS_TEXT("Explanation", "Own share of bad orders so far"));
    const auto index = features::featureIndex(id);
    return index ? scene.input.translate("Feature", features::featureCatalogue()[*index].name)
                 : cleanText(id);
}

/// "Late share, 90 days 25.0% (peers 5.0%)", in the words of the screens.
std::string reasonText(const RiskScene& scene, const risk::Contribution& reason) {
    const auto say = [&](const char* text) { return scene.input.translate("Explanation", text); };
    const std::string name = featureName(scene, reason.feature);
    const bool known = std::isfinite(reason.value);
    const std::string own = known ? valueText(scene, reason, reason.value) : kMissing;
    if (!std::isfinite(reason.peerMedian))
        return fillIn(say(MOPS_TEXT("Explanation", "%1 %2")), {name, own});
    const std::string peers = valueText(scene, reason, reason.peerMedian);
    if (!known)
        return fillIn(say(MOPS_TEXT("Explanation", "%1 unknown (peers %2)")), {name, peers});
    return fillIn(say(MOPS_TEXT("Explanation", "%1 %2 (peers %3)")), {name, own, peers});
}

/// Only what raises the score is a reason for it.
std::vector<std::string> reasonTexts(const RiskScene& scene, const risk::RiskScore& score) {
    std::vector<std::string> texts;
    for (const risk::Contribution& reason : score.reasons)
        if (texts.size() < kReasons && reason.contribution > 0)
            texts.push_back(reasonText(scene, reason));
    return texts;
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts)
        all += (all.empty() ? "" : "\n") + text;
    return all;
}

std::int64_t highRisk(const risk::RiskScores& scores) {
    return std::count_if(scores.scores.begin(), scores.scores.end(),
                         [](const risk::RiskScore& one) { return one.probability > kHighRisk; });
}

void setDataColumns(const RiskScene& scene, Table& table) {
    const auto add = [&](const char* id, const char* title, CellKind kind, double width) {
        table.columns.push_back({id, scene.say(title), kind, width});
    };
    add("period", MOPS_TEXT("Report", "Month"), CellKind::Text, 1);
    add("data_as_of", MOPS_TEXT("Report", "Data as of"), CellKind::Text, 2);
    add("simulated", MOPS_TEXT("Report", "Simulated"), CellKind::Text, 1);
    add("rank", MOPS_TEXT("Report", "Rank"), CellKind::Integer, 0.8);
    add("merchant_id", MOPS_TEXT("Report", "Merchant id"), CellKind::Text, 3);
    add("merchant", MOPS_TEXT("Report", "Merchant"), CellKind::Text, 2);
    add("region", MOPS_TEXT("Report", "Region"), CellKind::Text, 1);
    add("probability", MOPS_TEXT("Report", "Risk"), CellKind::Share, 1);
    add("orders", MOPS_TEXT("Report", "Orders"), CellKind::Integer, 1);
    add("turnover", MOPS_TEXT("Report", "Turnover"), CellKind::Money, 1.5);
    add("currency", MOPS_TEXT("Report", "Currency"), CellKind::Text, 0.8);
    add("reason_1", MOPS_TEXT("Report", "First reason"), CellKind::Text, 4);
    add("reason_2", MOPS_TEXT("Report", "Second reason"), CellKind::Text, 4);
    add("reason_3", MOPS_TEXT("Report", "Third reason"), CellKind::Text, 4);
}

Table topTable(const RiskScene& scene) {
    Table table;
    table.title = scene.say(MOPS_TEXT("Report", "Riskiest merchants"));
    table.columns = {
        {"rank", scene.say(MOPS_TEXT("Report", "Rank")), CellKind::Integer, 0.7},
        {"merchant", scene.say(MOPS_TEXT("Report", "Merchant")), CellKind::Text, 2.2},
        {"probability", scene.say(MOPS_TEXT("Report", "Risk")), CellKind::Share, 1},
        {"orders", scene.say(MOPS_TEXT("Report", "Orders")), CellKind::Integer, 0.9},
        {"turnover", scene.say(MOPS_TEXT("Report", "Turnover")), CellKind::Money, 1.7},
        {"reasons", scene.say(MOPS_TEXT("Report", "Main reasons")), CellKind::Text, 5.5}};
    table.excerpt = true;
    return table;
}

/// The full table, and its beginning in the short form for pages.
void addMerchants(const RiskScene& scene, Document& document) {
    Table top = topTable(scene);
    const auto faces = readFaces(scene.input.mart);
    const auto months = merchantMonths(scene.trade, scene.month);
    const std::string period = formatDay(Day{scene.month / 1}).substr(0, 7);
    const std::string dataAsOf =
        scene.facts.dataAsOf ? formatInstant(*scene.facts.dataAsOf) : std::string();
    const std::string simulated = scene.facts.simulated ? "yes" : "no";
    std::int64_t rank = 0;
    for (const risk::RiskScore& score : scene.scores->scores) {
        const auto place = std::lower_bound(scene.trade.merchantKey.begin(),
                                            scene.trade.merchantKey.end(), score.merchantKey) -
                           scene.trade.merchantKey.begin();
        const MerchantMonth& month = months.at(static_cast<std::size_t>(place));
        const MerchantFace& face = faces.at(score.merchantKey);
        const std::string id = cleanText(score.merchantId);
        auto reasons = reasonTexts(scene, score);
        if (static_cast<std::size_t>(++rank) <= scene.top)
            top.rows.push_back({rank, id.starts_with(face.name) ? face.name : face.name + "\n" + id,
                                score.probability, month.orders, month.turnover, joined(reasons)});
        reasons.resize(kReasons);
        document.data.rows.push_back({period, dataAsOf, simulated, rank, id, face.name, face.region,
                                      score.probability, month.orders, month.turnover,
                                      scene.trade.currency, reasons[0], reasons[1], reasons[2]});
    }
    document.blocks.emplace_back(std::move(top));
}

void addDistribution(const RiskScene& scene, Document& document) {
    std::array<std::int64_t, kBins> counts{};
    for (const risk::RiskScore& score : scene.scores->scores)
        ++counts[std::min(kBins - 1, static_cast<std::size_t>(score.probability * kBins))];
    const auto all = static_cast<std::int64_t>(scene.scores->scores.size());
    Bars bars{scene.say(MOPS_TEXT("Report", "Merchants by risk")), {}, {}};
    Table table;
    table.title = scene.say(MOPS_TEXT("Report", "Risk distribution"));
    table.columns = {
        {"risk", scene.say(MOPS_TEXT("Report", "Risk")), CellKind::Text, 1},
        {"merchants", scene.say(MOPS_TEXT("Report", "Merchants")), CellKind::Integer, 1},
        {"share", scene.say(MOPS_TEXT("Report", "Share")), CellKind::Share, 1}};
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        const std::string range =
            std::to_string(bin * 100 / kBins) + "–" + std::to_string((bin + 1) * 100 / kBins) + "%";
        bars.labels.push_back(range);
        bars.values.push_back(counts[bin]);
        table.rows.push_back({range, counts[bin], shareCell(counts[bin], all)});
    }
    document.blocks.emplace_back(Heading{table.title});
    document.blocks.emplace_back(std::move(bars));
    document.blocks.emplace_back(std::move(table));
}

} // namespace

void addKeyFigures(const RiskScene& scene, Document& document) {
    using Better = KeyFigure::Better;
    const MonthFigures now = figuresOf(scene.trade, scene.month);
    const MonthFigures before = figuresOf(scene.trade, scene.month - std::chrono::months{1});
    // The month before the first one has nothing to compare with, which is not the same as zero.
    const bool compared = before.orders > 0;
    KeyFigures figures{.title = scene.say(MOPS_TEXT("Report", "Key figures")),
                       .labelTitle = scene.say(MOPS_TEXT("Report", "Figure")),
                       .nowTitle = scene.numbers.month(scene.month),
                       .beforeTitle = scene.numbers.month(scene.month - std::chrono::months{1}),
                       .againstText = scene.say(MOPS_TEXT("Report", "against the month before")),
                       .figures = {}};
    const auto add = [&](const char* label, CellKind kind, Cell value, Cell past, Better better) {
        figures.figures.push_back({scene.say(label), kind, std::move(value),
                                   compared ? std::move(past) : Cell(), better});
    };
    add(MOPS_TEXT("Report", "Orders"), CellKind::Integer, now.orders, before.orders,
        Better::Higher);
    add(MOPS_TEXT("Report", "Turnover"), CellKind::Money, now.turnover, before.turnover,
        Better::Higher);
    add(MOPS_TEXT("Report", "Active merchants"), CellKind::Integer, now.activeMerchants,
        before.activeMerchants, Better::Higher);
    add(MOPS_TEXT("Report", "Late deliveries"), CellKind::Share, shareCell(now.late, now.settled),
        shareCell(before.late, before.settled), Better::Lower);
    add(MOPS_TEXT("Report", "Low reviews (1–2)"), CellKind::Share,
        shareCell(now.lowReviews, now.reviews), shareCell(before.lowReviews, before.reviews),
        Better::Lower);
    add(MOPS_TEXT("Report", "Cancelled orders"), CellKind::Share,
        shareCell(now.cancelled, now.orders), shareCell(before.cancelled, before.orders),
        Better::Lower);
    if (scene.scores) {
        const auto all = static_cast<std::int64_t>(scene.scores->scores.size());
        add(MOPS_TEXT("Report", "Merchants scored"), CellKind::Integer, all, {}, Better::Neither);
        add(MOPS_TEXT("Report", "Above 50% risk"), CellKind::Share,
            shareCell(highRisk(*scene.scores), all), {}, Better::Neither);
    }
    document.blocks.emplace_back(Heading{figures.title});
    document.blocks.emplace_back(std::move(figures));
}

void addScores(const RiskScene& scene, Document& document) {
    document.data.title = scene.say(MOPS_TEXT("Report", "All scored merchants"));
    setDataColumns(scene, document.data);
    const std::string none = scene.say(MOPS_TEXT("Report", "No merchants were scored yet."));
    document.data.whenEmpty = none;
    if (!scene.scores || scene.scores->scores.empty()) {
        document.blocks.emplace_back(Heading{scene.say(MOPS_TEXT("Report", "Risk distribution"))});
        document.blocks.emplace_back(Paragraph{none});
        return;
    }
    addDistribution(scene, document);
    const std::string asOf = scene.numbers.date(dayOf(fromSeconds(scene.scores->asOf)));
    document.blocks.emplace_back(Heading{scene.say(MOPS_TEXT("Report", "Riskiest merchants"))});
    document.blocks.emplace_back(
        Paragraph{fillIn(scene.say(MOPS_TEXT("Report", "Risk is the probability of the outcome, "
                                                       "scored as of %1. Orders and turnover are "
                                                       "those of the month.")),
                         {asOf})});
    document.blocks.emplace_back(Paragraph{
        fillIn(scene.say(MOPS_TEXT("Report", "Outcome: %1. %2")),
               {scene.outcomeName(),
                scene.input.translate("Outcome", risk::findOutcome(scene.outcome)->description)})});
    addMerchants(scene, document);
}

} // namespace mops::report
