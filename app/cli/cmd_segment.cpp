#include "app/cli/as_of_option.h"
#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/profile/segments.h"
#include "ui/text/feature_text.h"
#include "ui/text/segment_text.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::string k = "auto";
    std::string method = "kmeans";
    std::string asOf;
};

Result<profile::SegmentParams> paramsOf(const Options& options, const Session& session) {
    profile::SegmentParams params;
    params.method = options.method;
    params.seed = session.seed;
    params.threads = session.threads;
    if (options.k != "auto") {
        const auto k = parseInteger(options.k);
        if (!k || *k < 2 || *k > 50)
            return fail(ErrorCode::Usage, "--k " + options.k, "auto, 2 … 50");
        params.k = static_cast<int>(*k);
    }
    const auto asOf = asOfDay(options.asOf);
    if (!asOf)
        return failAs(asOf);
    params.asOf = *asOf;
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    return params;
}

Json traitsJson(const profile::Segment& segment) {
    Json traits = Json::array();
    for (const profile::SegmentTrait& trait : segment.traits)
        traits.push_back({{"feature", trait.feature},
                          {"mean", trait.mean},
                          {"overall", trait.overall},
                          {"z", trait.zScore}});
    return traits;
}

Json centreJson(const profile::Segment& segment, const std::vector<std::string>& features) {
    Json values = Json::object();
    for (const std::string& feature : features)
        for (const profile::SegmentTrait& trait : segment.traits)
            if (trait.feature == feature)
                values[feature] = trait.mean;
    return {{"segment_id", segment.segmentId}, {"values", values}};
}

Json criteriaJson(const profile::Segmentation& run) {
    Json criteria = Json::array();
    for (const profile::KCriterion& criterion : run.criteria)
        criteria.push_back({{"k", criterion.k},
                            {"silhouette", criterion.silhouette},
                            {"calinski_harabasz", criterion.calinskiHarabasz},
                            {"inertia", criterion.inertia},
                            {"stability", criterion.stability}});
    return criteria;
}

Answer answerOf(const profile::Segmentation& run, const std::vector<profile::Migration>& flows,
                const std::string& currency) {
    Answer answer;
    answer.json = {{"k", run.k},
                   {"run_id", run.runId},
                   {"as_of", formatDay(dayOf(fromSeconds(run.asOf)))},
                   {"method", run.method},
                   {"seed", run.seed},
                   {"merchants", run.members.size()},
                   {"currency", currency},
                   {"segments", Json::array()},
                   {"criterion", criteriaJson(run)},
                   {"centres", Json::array()},
                   {"stability", run.stability},
                   {"map", {{"explained_x", run.explainedX}, {"explained_y", run.explainedY}}},
                   {"migration", Json::array()}};
    TextTable table({"id", "name", "merchants", "turnover", "traits"});
    for (const profile::Segment& segment : run.segments) {
        const std::string name = text::segmentName(segment.nameCode).toStdString();
        const std::string description =
            text::segmentDescription(segment, run.features, currency).toStdString();
        answer.json["segments"].push_back({{"segment_id", segment.segmentId},
                                           {"name", name},
                                           {"name_code", segment.nameCode},
                                           {"description", description},
                                           {"size", segment.size},
                                           {"turnover_minor", segment.turnoverMinor},
                                           {"traits", traitsJson(segment)}});
        answer.json["centres"].push_back(centreJson(segment, run.features));
        table.add(
            {std::to_string(segment.segmentId), name, std::to_string(segment.size),
             text::moneyText(static_cast<double>(segment.turnoverMinor), currency).toStdString(),
             description});
    }
    answer.text = table.render();
    TextTable moved({"from", "to", "merchants"});
    for (const profile::Migration& flow : flows) {
        answer.json["migration"].push_back(
            {{"from", flow.from}, {"to", flow.to}, {"merchants", flow.merchants}});
        if (flow.from != flow.to)
            moved.add({std::to_string(flow.from), std::to_string(flow.to),
                       std::to_string(flow.merchants)});
    }
    TextTable criteria({"k", "silhouette", "stability"});
    for (const profile::KCriterion& criterion : run.criteria)
        criteria.add({std::to_string(criterion.k), formatFixed(criterion.silhouette, 3),
                      formatFixed(criterion.stability, 3)});
    answer.text += "\n" + criteria.render();
    if (!flows.empty())
        answer.text += "\n" + moved.render();
    return answer;
}

Result<Answer> segment(const Options& options, Session& session) {
    const auto params = paramsOf(options, session);
    if (!params)
        return failAs(params);
    auto mart = session.openExistingWriter();
    if (!mart)
        return failAs(mart);
    const auto trade = mart::readTradeColumns(*mart, *session.context);
    if (!trade)
        return failAs(trade);
    auto run = profile::segmentMerchants(*trade, *params, *session.context);
    if (!run)
        return failAs(run);
    std::vector<profile::Migration> flows;
    const auto previous = profile::readLatestSegmentation(*mart);
    if (previous)
        flows = profile::matchPrevious(*run, *previous);
    else if (previous.error().code != ErrorCode::NotFound)
        return failAs(previous);
    const auto runId = profile::storeSegmentation(*mart, *run, *session.clock);
    if (!runId)
        return failAs(runId);
    run->runId = *runId;
    return answerOf(*run, flows, trade->currency);
}

} // namespace

Action defineSegment(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.add_option("--k", options->k, "How many segments; auto = by evidence, 2 … 8")
        ->capture_default_str();
    subcommand.add_option("--method", options->method, "How they are found: kmeans")
        ->capture_default_str();
    addAsOf(subcommand, options->asOf);
    return [options](Session& session) { return segment(*options, session); };
}

} // namespace mops::cli
