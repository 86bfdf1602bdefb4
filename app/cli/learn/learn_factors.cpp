#include "app/cli/learn/learn_ratings.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/recommend/baselines.h"
#include "core/learn/recommend/factors.h"

#include <CLI/CLI.hpp>

namespace mops::cli {
namespace {

/// What the user and the item alone predict, to hold the factors against.
Result<learn::RatingError> baselineError(const LearnRatings& input, learn::RatingScale scale,
                                         Session& session) {
    const auto baselines =
        learn::fitBaselines(input.view(), {.threads = session.threads}, *session.context);
    if (!baselines)
        return failAs(baselines);
    std::vector<double> predicted(input.test.value.size());
    for (std::size_t row = 0; row < predicted.size(); ++row)
        predicted[row] = scale.clip(baselines->at(input.test.user[row], input.test.item[row]));
    return learn::ratingError(predicted, input.test.value);
}

std::string textOf(const nlohmann::ordered_json& json) {
    TextTable table({"measure", "factors", "baseline"});
    const auto number = [&](const char* key) { return formatFixed(json[key].get<double>(), 5); };
    table.add({"rmse", number("rmse"), number("baseline_rmse")});
    table.add({"mae", number("mae"), number("baseline_mae")});
    return table.render();
}

Result<Answer> factors(const RatingOptions& files, learn::FactorParams params, Session& session) {
    params.seed = session.seed;
    params.threads = session.threads;
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    const auto input = readLearnRatings(files, session);
    if (!input)
        return failAs(input);
    params.scale = input->scale;
    const Stopwatch watch;
    const auto found = learn::fitFactors(input->view(), params, *session.context);
    if (!found)
        return failAs(found);
    const double fitSeconds = watch.seconds();
    const auto predicted =
        learn::predictRatings(found->model, input->asked(), params.threads, *session.context);
    if (!predicted)
        return failAs(predicted);
    const double seconds = watch.seconds();
    if (!files.out.empty())
        if (const auto written = writePredictions(files.out, *input, *predicted); !written)
            return failAs(written);
    const auto baseline = baselineError(*input, found->model.scale, session);
    if (!baseline)
        return failAs(baseline);

    const auto error = learn::ratingError(*predicted, input->test.value);
    Answer answer;
    answer.json = {{"rmse", error.rmse},
                   {"mae", error.mae},
                   {"mu", found->model.mean},
                   {"baseline_rmse", baseline->rmse},
                   {"baseline_mae", baseline->mae},
                   {"factors", params.factors},
                   {"epochs", found->epochs},
                   {"stopped_early", found->stoppedEarly},
                   {"train_rmse", found->trainRmse},
                   {"hold_out_rmse", found->holdOutRmse},
                   {"scale", {found->model.scale.low, found->model.scale.high}},
                   {"seed", params.seed},
                   {"fit_seconds", fitSeconds},
                   {"seconds", seconds}};
    describeRatings(*input, answer.json);
    answer.text = textOf(answer.json);
    return answer;
}

} // namespace

Action defineLearnFactors(CLI::App& call) {
    const auto files = addRatings(call);
    const auto params = std::make_shared<learn::FactorParams>();
    call.add_option("--factors", params->factors, "Numbers that describe a taste")
        ->capture_default_str();
    call.add_option("--epochs", params->epochs, "Passes over the ratings")->capture_default_str();
    call.add_option("--rate", params->learningRate, "Step of the first pass")
        ->capture_default_str();
    call.add_option("--last-rate", params->lastRate, "Share of it in the last pass")
        ->capture_default_str();
    call.add_option("--reg", params->factorPenalty, "Penalty of the factors")
        ->capture_default_str();
    call.add_option("--reg-bias", params->biasPenalty, "Penalty of the biases")
        ->capture_default_str();
    call.add_option("--hold-out", params->holdOut,
                    "Share of the training ratings kept apart to stop early")
        ->capture_default_str();
    call.add_option("--patience", params->patience, "Passes without gain before it stops")
        ->capture_default_str();
    return [=](Session& session) { return factors(*files, *params, session); };
}

} // namespace mops::cli
