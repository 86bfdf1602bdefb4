#include "app/cli/learn/learn_ratings.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/recommend/neighbourhood.h"

#include <algorithm>
#include <CLI/CLI.hpp>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::string mode = "item";
    std::string similarity = "pearson-baseline";
    learn::NeighbourhoodParams params;
    std::string recommend;
    int top = 10;
};

learn::RatingSimilarity similarityOf(const std::string& name) {
    if (name == "pearson")
        return learn::RatingSimilarity::Pearson;
    if (name == "cosine")
        return learn::RatingSimilarity::Cosine;
    return name == "msd" ? learn::RatingSimilarity::MeanSquaredDifference
                         : learn::RatingSimilarity::PearsonBaseline;
}

Result<Json> recommendations(const learn::Neighbourhood& model, const LearnRatings& input,
                             const Options& options, Session& session) {
    const std::int32_t user = input.ids.users.find(options.recommend);
    if (user == sources::TextIds::kNone)
        return fail(ErrorCode::NotFound, "user " + options.recommend);
    const auto found = model.recommend(user, options.top, *session.context);
    if (!found)
        return failAs(found);
    Json items = Json::array();
    for (const learn::RatedItem& item : *found)
        items.push_back({{"item", input.ids.items.text(item.item)},
                         {"score", item.value},
                         {"neighbours", item.neighbours}});
    return items;
}

std::string textOf(const Json& json) {
    TextTable table({"measure", "neighbours", "baseline"});
    const auto number = [&](const char* key) { return formatFixed(json[key].get<double>(), 5); };
    table.add({"rmse", number("rmse"), number("baseline_rmse")});
    table.add({"mae", number("mae"), number("baseline_mae")});
    std::string text = table.render();
    if (!json.contains("recommendations"))
        return text;
    TextTable items({"item", "score", "neighbours"});
    for (const Json& item : json["recommendations"])
        items.add({item["item"].get<std::string>(), formatFixed(item["score"].get<double>(), 3),
                   std::to_string(item["neighbours"].get<int>())});
    return text + "\n" + items.render();
}

Result<Answer> knn(const RatingOptions& files, Options options, Session& session) {
    options.params.side =
        options.mode == "user" ? learn::NeighbourSide::User : learn::NeighbourSide::Item;
    options.params.similarity = similarityOf(options.similarity);
    options.params.threads = session.threads;
    if (const auto valid = options.params.validate(); !valid)
        return failAs(valid);
    const auto input = readLearnRatings(files, session);
    if (!input)
        return failAs(input);
    options.params.scale = input->scale;
    const Stopwatch watch;
    const auto model = learn::Neighbourhood::fit(input->view(), options.params, *session.context);
    if (!model)
        return failAs(model);
    const double fitSeconds = watch.seconds();
    const auto predicted = model->predict(input->asked(), *session.context);
    if (!predicted)
        return failAs(predicted);
    const double seconds = watch.seconds();
    if (!files.out.empty())
        if (const auto written =
                writePredictions(files.out, *input, predicted->value, predicted->neighbours);
            !written)
            return failAs(written);

    const auto error = learn::ratingError(predicted->value, input->test.value);
    const auto baseline = learn::ratingError(predicted->baseline, input->test.value);
    Answer answer;
    answer.json = {{"rmse", error.rmse},
                   {"mae", error.mae},
                   {"mu", model->baselines().mean},
                   {"baseline_rmse", baseline.rmse},
                   {"baseline_mae", baseline.mae},
                   {"mode", options.mode},
                   {"similarity", options.similarity},
                   {"k", options.params.neighbours},
                   {"normalize", options.params.normalise},
                   {"scale", {model->scale().low, model->scale().high}},
                   {"without_neighbours", std::ranges::count(predicted->neighbours, 0)},
                   {"baseline_steps", model->baselines().largestStep},
                   {"fit_seconds", fitSeconds},
                   {"seconds", seconds}};
    describeRatings(*input, answer.json);
    if (!options.recommend.empty()) {
        auto items = recommendations(*model, *input, options, session);
        if (!items)
            return failAs(items);
        answer.json["recommendations"] = std::move(*items);
    }
    answer.text = textOf(answer.json);
    return answer;
}

} // namespace

Action defineLearnKnn(CLI::App& call) {
    const auto files = addRatings(call);
    const auto options = std::make_shared<Options>();
    auto& params = options->params;
    call.add_option("--mode", options->mode, "Whose neighbours: of the item or of the user")
        ->check(CLI::IsMember({"item", "user"}))
        ->capture_default_str();
    call.add_option("--similarity", options->similarity, "How alike two are")
        ->check(CLI::IsMember({"pearson-baseline", "pearson", "cosine", "msd"}))
        ->capture_default_str();
    call.add_option("--k", params.neighbours, "At most so many neighbours count")
        ->capture_default_str();
    call.add_option("--min-k", params.leastNeighbours, "With fewer the baseline answers")
        ->capture_default_str();
    call.add_option("--min-support", params.leastSupport,
                    "Common ratings below which two are not alike")
        ->capture_default_str();
    call.add_option("--shrinkage", params.shrinkage, "Of pearson-baseline: doubt of few ratings")
        ->capture_default_str();
    call.add_flag("--normalize,!--no-normalize", params.normalise,
                  "Divide the sum over neighbours by their similarities (default), or not")
        ->capture_default_str();
    call.add_option("--baseline-epochs", params.baselines.epochs, "Of the least squares")
        ->capture_default_str();
    call.add_option("--reg-u", params.baselines.userRegularisation, "Of the users' baselines")
        ->capture_default_str();
    call.add_option("--reg-i", params.baselines.itemRegularisation, "Of the items' baselines")
        ->capture_default_str();
    call.add_option("--recommend", options->recommend, "Also list the best items of this user");
    call.add_option("--top", options->top, "How many of them")->capture_default_str();
    return [=](Session& session) { return knn(*files, *options, session); };
}

} // namespace mops::cli
