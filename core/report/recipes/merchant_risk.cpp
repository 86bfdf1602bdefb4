#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/report/recipes/month_figures.h"
#include "core/report/recipes/risk_sections.h"
#include "core/risk/outcome.h"

#include <algorithm>
#include <array>

namespace mops::report {
namespace {

/// Goes up when the same mart and parameters give another document.
constexpr int kVersion = 1;
constexpr std::int64_t kMostTop = 10'000;

constexpr std::array kParameters{
    RecipeParameter{"month", "",
                    MOPS_TEXT("Report", "Month as YYYY-MM; empty for the newest full month")},
    RecipeParameter{"outcome", "bad-service",
                    MOPS_TEXT("Report", "What may go wrong: the outcome that was scored")},
    RecipeParameter{"top", "20", MOPS_TEXT("Report", "How many of the riskiest merchants to list")},
};

std::string monthCode(std::chrono::year_month month) {
    return formatDay(Day{month / 1}).substr(0, 7);
}

/// The month asked for; it must have orders, else there is nothing to tell of it.
Result<std::chrono::year_month> monthOf(const std::string& asked, const mart::TradeColumns& trade) {
    const auto newest = newestFullMonth(trade);
    if (!newest)
        return fail(ErrorCode::NotEnoughData, "orders", "import, simulate");
    if (asked.empty())
        return *newest;
    const auto day = asked.size() == 7 ? parseDay(asked + "-01") : std::nullopt;
    if (!day)
        return fail(ErrorCode::Usage, "month " + asked, "YYYY-MM");
    const std::chrono::year_month_day parts{*day};
    const auto month = parts.year() / parts.month();
    const MonthSpan span = spanOf(month);
    if (std::none_of(trade.orderedAt.begin(), trade.orderedAt.end(),
                     [&](std::int64_t at) { return span.holds(at); }))
        return fail(ErrorCode::NotEnoughData, "month " + asked,
                    formatDay(dayOf(fromSeconds(trade.firstOrderedAt))).substr(0, 7) + " … " +
                        formatDay(dayOf(fromSeconds(trade.lastOrderedAt))).substr(0, 7));
    return month;
}

Result<std::size_t> topOf(const std::string& asked) {
    const auto top = parseInteger(asked);
    if (!top || *top < 1 || *top > kMostTop)
        return fail(ErrorCode::Usage, "top " + asked, "1 … " + std::to_string(kMostTop));
    return static_cast<std::size_t>(*top);
}

Result<> checkOutcome(const std::string& asked) {
    if (risk::findOutcome(asked) != nullptr)
        return {};
    std::string ids;
    for (const risk::Outcome& outcome : risk::outcomeTable())
        ids += (ids.empty() ? "" : " ") + std::string(outcome.id);
    return fail(ErrorCode::Usage, "outcome " + asked, ids);
}

/// When the mart last changed: an import, a run of a model, a decision. It takes the place of the
/// moment of writing, so that the same mart and parameters give the same bytes.
Instant stateOf(db::Database& mart) {
    return fromSeconds(mart.integer(
        "SELECT max(at) FROM (SELECT max(finished_at, coalesce(undone_at, 0)) AS at "
        "FROM import_batch UNION ALL SELECT made_at FROM model UNION ALL SELECT made_at "
        "FROM score_run UNION ALL SELECT made_at FROM segment_run UNION ALL SELECT at "
        "FROM operation)"));
}

/// Nothing made yet is no failure: the report says so.
template <class T>
Result<std::optional<T>> ifFound(Result<T> read) {
    if (read)
        return std::optional<T>(std::move(*read));
    if (read.error().code == ErrorCode::NotFound)
        return std::optional<T>();
    return failAs(read);
}

Result<> readThoughts(RiskScene& scene) {
    auto scores = ifFound(risk::readLatestScores(scene.input.mart, scene.outcome));
    if (!scores)
        return failAs(scores);
    scene.scores = std::move(*scores);
    auto model = ifFound(risk::readLatestModel(scene.input.mart, scene.outcome));
    if (!model)
        return failAs(model);
    scene.model = std::move(*model);
    return {};
}

Result<RiskScene> readScene(const RecipeInput& input) {
    const std::string& outcome = input.parameter("outcome");
    if (const auto known = checkOutcome(outcome); !known)
        return failAs(known);
    const auto top = topOf(input.parameter("top"));
    if (!top)
        return failAs(top);
    auto facts = mart::readFacts(input.mart);
    if (!facts)
        return failAs(facts);
    auto trade = mart::readTradeColumns(input.mart, input.context);
    if (!trade)
        return failAs(trade);
    const auto month = monthOf(input.parameter("month"), *trade);
    if (!month)
        return failAs(month);
    trade->currency = cleanText(trade->currency);
    RiskScene scene{.input = input,
                    .numbers = NumberText(input.language, trade->currency),
                    .facts = std::move(*facts),
                    .trade = std::move(*trade),
                    .month = *month,
                    .outcome = outcome,
                    .top = *top,
                    .scores = {},
                    .model = {},
                    .stateAsOf = stateOf(input.mart)};
    if (const auto thoughts = readThoughts(scene); !thoughts)
        return failAs(thoughts);
    return scene;
}

void addAbout(const RiskScene& scene, Document& document) {
    Table& about = document.about;
    about.title = scene.say(MOPS_TEXT("Report", "About this file"));
    about.columns = {{"item", scene.say(MOPS_TEXT("Report", "Item")), CellKind::Text, 1},
                     {"value", scene.say(MOPS_TEXT("Report", "Value")), CellKind::Text, 3}};
    const auto add = [&](const char* item, std::string value) {
        about.rows.push_back({scene.say(item), std::move(value)});
    };
    add(MOPS_TEXT("Report", "Report"),
        "merchant-risk, " +
            fillIn(scene.say(MOPS_TEXT("Report", "version %1")), {std::to_string(kVersion)}));
    add(MOPS_TEXT("Report", "Parameters"), "month=" + monthCode(scene.month) +
                                               ", outcome=" + scene.outcome +
                                               ", top=" + std::to_string(scene.top));
    add(MOPS_TEXT("Report", "Language"),
        scene.input.language == "zh" ? "简体中文 (zh)" : "English (en)");
    add(MOPS_TEXT("Report", "Merchants scored"),
        scene.numbers.integer(static_cast<std::int64_t>(document.data.rows.size())));
    if (scene.facts.dataAsOf)
        add(MOPS_TEXT("Report", "Data as of"), formatInstant(*scene.facts.dataAsOf));
    if (scene.scores)
        add(MOPS_TEXT("Report", "Scores as of"), formatInstant(fromSeconds(scene.scores->asOf)));
    add(MOPS_TEXT("Report", "Source of the data"),
        scene.say(scene.facts.simulated ? MOPS_TEXT("Report", "Simulated data")
                                        : MOPS_TEXT("Report", "Imported data")));
    add(MOPS_TEXT("Report", "Fingerprint of the data"), scene.facts.fingerprint);
    add(MOPS_TEXT("Report", "State of the mart as of"), formatInstant(scene.stateAsOf));
    add(MOPS_TEXT("Report", "Made by"), "MerchantOps");
}

} // namespace

std::string RiskScene::outcomeName() const {
    const risk::Outcome* found = risk::findOutcome(outcome);
    return found == nullptr ? outcome : input.translate("Outcome", found->name);
}

Cell shareCell(std::int64_t part, std::int64_t whole) {
    if (whole == 0)
        return {};
    return static_cast<double>(part) / static_cast<double>(whole);
}

std::span<const RecipeParameter> merchantRiskParameters() {
    return kParameters;
}

Result<Document> buildMerchantRisk(const RecipeInput& input) {
    const auto scene = readScene(input);
    if (!scene)
        return failAs(scene);
    Document document;
    document.title = scene->say(MOPS_TEXT("Report", "Merchant risk, monthly"));
    document.subtitle = scene->numbers.month(scene->month) + " · " + scene->outcomeName();
    if (scene->facts.simulated)
        document.notice = scene->say(MOPS_TEXT("Report", "Simulated data"));
    document.language = input.language;
    document.currency = scene->trade.currency;
    document.stateAsOf = scene->stateAsOf;
    addKeyFigures(*scene, document);
    addScores(*scene, document);
    addModel(*scene, document);
    addDecisions(*scene, document);
    if (const auto segments = addSegments(*scene, document); !segments)
        return failAs(segments);
    addAbout(*scene, document);
    return document;
}

} // namespace mops::report
