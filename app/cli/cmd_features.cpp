#include "app/cli/command.h"
#include "app/cli/csv_file.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/features/feature_catalogue.h"
#include "core/features/feature_frame.h"
#include "core/mart/mart.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>

namespace mops::cli {
namespace {

const char* unitName(features::Unit unit) {
    switch (unit) {
    case features::Unit::Count: return "count";
    case features::Unit::MinorUnits: return "minor_units";
    case features::Unit::Share: return "share";
    case features::Unit::Days: return "days";
    case features::Unit::Score: return "score";
    case features::Unit::Ratio: return "ratio";
    }
    return "";
}

const char* windowName(features::Window window) {
    switch (window) {
    case features::Window::Days30: return "30d";
    case features::Window::Days90: return "90d";
    case features::Window::AllTime: return "all";
    }
    return "";
}

Answer listCatalogue(const Session& session) {
    Answer answer;
    answer.json = {{"features", nlohmann::ordered_json::array()}};
    TextTable table({"id", "unit", "window", "name", "description"});
    for (const features::Feature& feature : features::featureCatalogue()) {
        const std::string name = session.translate("Feature", feature.name);
        const std::string description = session.translate("Feature", feature.description);
        const char* unit = unitName(feature.unit);
        const char* window = windowName(feature.window);
        answer.json["features"].push_back({{"id", feature.id},
                                           {"name", name},
                                           {"description", description},
                                           {"unit", unit},
                                           {"window", window}});
        table.add({feature.id, unit, window, name, description});
    }
    answer.text = table.render();
    return answer;
}

/// One row per merchant, one column per feature; a missing value is an empty field. Simulated data
/// say so in every row, so that they keep saying so wherever the rows go.
Result<> writeCsv(const std::string& path, const mart::TradeColumns& trade,
                  const features::FeatureFrame& frame, bool simulated) {
    auto file = CsvFile::begin(path);
    if (!file)
        return failAs(file);
    file->add("merchant_id");
    for (const features::Feature& feature : features::featureCatalogue())
        file->add(feature.id);
    if (simulated)
        file->add("data");
    file->endRow();
    for (std::size_t row = 0; row < frame.rows(); ++row) {
        file->add(trade.merchantId[frame.merchant[row]]);
        for (const auto& column : frame.columns)
            file->add(column[row]);
        if (simulated)
            file->add("simulated");
        file->endRow();
    }
    return file->commit();
}

double median(std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    if (values.empty())
        return std::nan("");
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

Result<Answer> build(const Session& session, const std::string& asOfText,
                     const std::string& csvPath) {
    std::optional<Day> asOf;
    if (!asOfText.empty()) {
        asOf = parseDay(asOfText);
        if (!asOf)
            return fail(ErrorCode::Usage, "--as-of " + asOfText, "2018-08-31");
    }
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto trade = mart::readTradeColumns(*mart, *session.context);
    if (!trade)
        return failAs(trade);
    if (!asOf)
        asOf = mart::lastFullDay(*trade);
    if (!asOf)
        return fail(ErrorCode::NotEnoughData, session.martPath.string());

    const auto facts = mart::readFacts(*mart);
    if (!facts)
        return failAs(facts);
    const Stopwatch watch;
    const auto frame = features::buildFeatures(*trade, *asOf, *session.context);
    if (!frame)
        return failAs(frame);
    const double seconds = watch.seconds();
    if (!csvPath.empty())
        if (const auto written = writeCsv(csvPath, *trade, *frame, facts->simulated); !written)
            return failAs(written);

    Answer answer;
    answer.json = {{"as_of", formatDay(*asOf)},
                   {"merchants", frame->rows()},
                   {"features", frame->columns.size()},
                   {"simulated", facts->simulated},
                   {"seconds", seconds}};
    if (!csvPath.empty())
        answer.json["file"] = csvPath;
    TextTable table({"id", "name", "missing", "median"});
    for (std::size_t i = 0; i < frame->columns.size(); ++i) {
        const features::Feature& feature = features::featureCatalogue()[i];
        const auto missing = std::count_if(frame->columns[i].begin(), frame->columns[i].end(),
                                           [](double value) { return std::isnan(value); });
        table.add({feature.id, session.translate("Feature", feature.name), std::to_string(missing),
                   formatFixed(median(frame->columns[i]), 3)});
    }
    answer.text = table.render();
    return answer;
}

} // namespace

Action defineFeatures(CLI::App& subcommand) {
    struct Options {
        std::string asOf;
        std::string out;
        bool list = false;
    };
    const auto options = std::make_shared<Options>();
    subcommand.add_option("--as-of", options->asOf,
                          "Last day looked at (default: the last full day)");
    subcommand.add_flag("--list", options->list, "List the catalogue");
    subcommand.add_option("--out", options->out, "CSV file for the values of every merchant");
    return [options](Session& session) -> Result<Answer> {
        if (options->list)
            return listCatalogue(session);
        return build(session, options->asOf, options->out);
    };
}

} // namespace mops::cli
