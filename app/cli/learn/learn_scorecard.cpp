#include "app/cli/csv_file.h"
#include "app/cli/learn/learn_input.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/classify/scorecard.h"
#include "core/learn/measure/metrics.h"

#include <CLI/CLI.hpp>
#include <cmath>

namespace mops::cli {
namespace {

struct Options {
    std::string label;
    std::string event;
    std::vector<std::string> texts;
    std::string test;
    std::string out;
    bool monotonic = false;
    bool keepContrary = false;
    learn::ScorecardParams params;
};

/// A file's columns as the scorecard takes them. Column vectors stay where they are when it moves.
struct Rows {
    LearnTable input;
    BinaryLabels labels;
    std::vector<std::vector<double>> numbers;
    std::vector<learn::ScorecardColumn> columns;
};

std::vector<std::string> apartOf(const Options& options) {
    std::vector<std::string> apart{options.label};
    apart.insert(apart.end(), options.texts.begin(), options.texts.end());
    return apart;
}

Result<Rows> prepared(Result<LearnTable> input, const std::string& event) {
    if (!input)
        return failAs(input);
    auto labels = binaryLabels(input->table.apart[0], input->table.line, event);
    if (!labels)
        return failAs(labels);
    Rows rows{std::move(*input), std::move(*labels), {}, {}};
    const sources::NumericTable& table = rows.input.table;
    const learn::MatrixView x = rows.input.matrix();
    rows.numbers.resize(x.columns);
    for (std::size_t c = 0; c < x.columns; ++c) {
        rows.numbers[c].reserve(x.rows);
        for (std::size_t r = 0; r < x.rows; ++r)
            rows.numbers[c].push_back(x.at(r, c));
        rows.columns.push_back({table.columns[c], rows.numbers[c], {}});
    }
    for (std::size_t t = 1; t < table.apart.size(); ++t)
        rows.columns.push_back({table.apart[t].name, {}, table.apart[t].values});
    return rows;
}

nlohmann::ordered_json orNull(double value) {
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
}

nlohmann::ordered_json binJson(const learn::ScorecardAttribute& attribute, std::size_t b) {
    const learn::Bin& bin = attribute.binning.bins[b];
    nlohmann::ordered_json json{{"column", attribute.name}};
    if (attribute.binning.text) {
        json["categories"] = bin.categories;
    } else {
        json["low"] = bin.missing ? nlohmann::ordered_json() : orNull(bin.low);
        json["high"] = bin.missing ? nlohmann::ordered_json() : orNull(bin.high);
    }
    json["missing"] = bin.missing;
    json["other"] = bin.other;
    json["rows"] = bin.rows;
    json["events"] = bin.events;
    json["event_rate"] = bin.eventRate;
    json["woe"] = bin.woe;
    json["iv"] = bin.iv;
    json["points"] =
        attribute.points.empty() ? nlohmann::ordered_json() : orNull(attribute.points[b]);
    return json;
}

std::string_view nameOf(learn::ScorecardFate fate) {
    switch (fate) {
    case learn::ScorecardFate::Used: return "used";
    case learn::ScorecardFate::LittleInformation: return "little_information";
    case learn::ScorecardFate::Contrary: return "contrary";
    }
    return "";
}

void addCard(const learn::Scorecard& card, nlohmann::ordered_json& json) {
    json["bins"] = nlohmann::ordered_json::array();
    json["attributes"] = nlohmann::ordered_json::array();
    for (const learn::ScorecardAttribute& attribute : card.attributes) {
        json["attributes"].push_back({{"column", attribute.name},
                                      {"iv", attribute.binning.iv},
                                      {"fate", nameOf(attribute.fate)},
                                      {"coefficient", attribute.coefficient},
                                      {"standard_error", attribute.standardError},
                                      {"points_elsewhere", attribute.pointsElsewhere}});
        for (std::size_t b = 0; b < attribute.binning.bins.size(); ++b)
            json["bins"].push_back(binJson(attribute, b));
    }
    json["intercept"] = card.intercept;
    json["iterations"] = card.iterations;
    json["points"] = {{"base", card.basePoints},
                      {"odds", card.baseOdds},
                      {"to_double_the_odds", card.pointsToDouble}};
}

/// ks, auc and gini of the scores; low scores mean events.
nlohmann::ordered_json separationJson(const Rows& rows, const std::vector<double>& scores) {
    std::vector<double> risk(scores);
    for (double& score : risk)
        score = -score;
    const double auc = learn::rocAuc(rows.labels.y, risk);
    const auto [least, most] = std::ranges::minmax(scores);
    return {{"ks", learn::kolmogorovSmirnov(rows.labels.y, risk).ks},
            {"auc", auc},
            {"gini", 2 * auc - 1},
            {"score_min", least},
            {"score_max", most}};
}

Result<nlohmann::ordered_json> testJson(const learn::Scorecard& card, const Rows& train,
                                        const std::vector<double>& trainScores, const Rows& test,
                                        const std::vector<double>& testScores) {
    auto json = separationJson(test, testScores);
    json["rows"] = test.input.table.rows;
    json["psi"] = learn::populationStability(trainScores, testScores);
    json["column_psi"] = nlohmann::ordered_json::object();
    for (std::size_t a = 0; a < card.attributes.size(); ++a) {
        const learn::Binning& binning = card.attributes[a].binning;
        json["column_psi"][card.attributes[a].name] =
            learn::stabilityOfCounts(learn::rowsPerBin(binning, train.columns[a]),
                                     learn::rowsPerBin(binning, test.columns[a]));
    }
    return json;
}

Result<> writeRows(const std::string& path, const Rows& rows, const learn::Scorecard& card,
                   const std::vector<double>& scores) {
    auto file = CsvFile::begin(path);
    if (!file)
        return failAs(file);
    file->add("line").add("label").add("score").add("probability").endRow();
    for (std::size_t r = 0; r < scores.size(); ++r)
        file->add(rows.input.table.line[r])
            .add(std::int64_t{rows.labels.y[r]})
            .add(scores[r])
            .add(card.probability(scores[r]))
            .endRow();
    return file->commit();
}

std::string rangeOf(const learn::Bin& bin) {
    if (bin.missing)
        return "(missing)";
    if (bin.other)
        return "(other)";
    if (bin.categories.empty())
        return "(" + formatFixed(bin.low, 4) + ", " + formatFixed(bin.high, 4) + "]";
    std::string joined;
    for (const std::string& category : bin.categories)
        joined += (joined.empty() ? "" : ", ") + category;
    return joined.substr(0, 60);
}

std::string textOf(const learn::Scorecard& card, const nlohmann::ordered_json& json) {
    TextTable text({"column", "bin", "rows", "event rate", "woe", "iv", "points"});
    for (const learn::ScorecardAttribute& attribute : card.attributes) {
        if (attribute.fate != learn::ScorecardFate::Used) {
            text.add({attribute.name, std::string(nameOf(attribute.fate)), "", "", "",
                      formatFixed(attribute.binning.iv, 4), ""});
            continue;
        }
        for (std::size_t b = 0; b < attribute.binning.bins.size(); ++b) {
            const learn::Bin& bin = attribute.binning.bins[b];
            text.add({attribute.name, rangeOf(bin), std::to_string(bin.rows),
                      formatFixed(bin.eventRate, 4), formatFixed(bin.woe, 4),
                      formatFixed(bin.iv, 4), formatFixed(attribute.points[b], 1)});
        }
    }
    return text.render() + "ks " + formatFixed(json.at("ks").get<double>(), 4) + "  auc " +
           formatFixed(json.at("auc").get<double>(), 4) + "\n";
}

Result<Answer> run(const TableOptions& table, const Options& options, Session& session) {
    learn::ScorecardParams params = options.params;
    params.threads = session.threads;
    params.dropContrary = !options.keepContrary;
    params.binning.fineBins = std::max(params.binning.fineBins, params.binning.bins);
    if (options.monotonic)
        params.binning.trend = learn::Trend::Monotone;
    const auto train = prepared(readLearnTable(table, apartOf(options), session), options.event);
    if (!train)
        return failAs(train);
    const Stopwatch watch;
    const auto card =
        learn::fitScorecard(train->columns, train->labels.y, params, *session.context);
    if (!card)
        return failAs(card);
    auto scores = learn::scoreRows(*card, train->columns);
    if (!scores)
        return failAs(scores);
    Answer answer;
    addCard(*card, answer.json);
    answer.json.update(separationJson(*train, *scores));
    answer.json["event"] = train->labels.positive;
    answer.json["seconds"] = watch.seconds();

    const Rows* shown = &*train;
    Result<Rows> test = fail(ErrorCode::NotFound);
    if (!options.test.empty()) {
        test =
            prepared(readLearnTable(table, options.test, train->input, apartOf(options), session),
                     train->labels.positive);
        if (!test)
            return failAs(test);
        const auto trainScores = std::move(*scores);
        scores = learn::scoreRows(*card, test->columns);
        if (!scores)
            return failAs(scores);
        const auto found = testJson(*card, *train, trainScores, *test, *scores);
        if (!found)
            return failAs(found);
        answer.json["test"] = *found;
        shown = &*test;
    }
    if (!options.out.empty())
        if (const auto written = writeRows(options.out, *shown, *card, *scores); !written)
            return failAs(written);
    describeInput(train->input, answer.json);
    answer.text = textOf(*card, answer.json);
    return answer;
}

void addPointOptions(CLI::App& call, Options& options) {
    call.add_option("--base-points", options.params.basePoints, "Score at the base odds")
        ->capture_default_str();
    call.add_option("--base-odds", options.params.baseOdds, "Odds of no event at the base score")
        ->capture_default_str();
    call.add_option("--points-to-double", options.params.pointsToDouble,
                    "Points by which the odds double")
        ->capture_default_str();
}

} // namespace

Action defineLearnScorecard(CLI::App& call) {
    const auto table = addTable(call, true);
    const auto options = std::make_shared<Options>();
    call.add_option("--label", options->label, "Column of labels, by name, position or \"last\"")
        ->required();
    call.add_option("--event", options->event,
                    "The label that costs points (default: the larger of two)");
    call.add_option("--text", options->texts, "Columns of words, by name or position")
        ->delimiter(',');
    call.add_option("--bins", options->params.binning.bins, "Most bins a column")
        ->check(CLI::Range(2, 50))
        ->capture_default_str();
    call.add_flag("--monotonic", options->monotonic,
                  "The share of events only rises or only falls over the bins of a number");
    call.add_option("--least-share", options->params.binning.leastShare, "Of the rows, in each bin")
        ->capture_default_str();
    call.add_option("--significance", options->params.binning.significance,
                    "Chance at which a further bin is not worth it")
        ->capture_default_str();
    call.add_option("--least-iv", options->params.leastIv,
                    "Information value below which a column is left out")
        ->capture_default_str();
    call.add_flag("--keep-contrary", options->keepContrary,
                  "Keep columns whose coefficient contradicts their bins");
    call.add_option("--l2", options->params.l2, "Squared penalty of the regression")
        ->capture_default_str();
    addPointOptions(call, *options);
    call.add_option("--test", options->test, "File to measure the card on");
    call.add_option("--out", options->out,
                    "CSV file for the score of every row (of the test file, if given)");
    return [=](Session& session) { return run(*table, *options, session); };
}

} // namespace mops::cli
