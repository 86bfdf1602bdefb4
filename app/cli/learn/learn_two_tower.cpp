#include "app/cli/csv_file.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/measure/ranking_evaluation.h"
#include "core/learn/neural/two_tower.h"
#include "core/sources/rating_file.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <numeric>

namespace mops::cli {
namespace {

using nlohmann::ordered_json;

struct Options {
    learn::TwoTowerParams params;
    std::string train;
    std::string test;
    std::string out;
    int top = 20;
};

struct Input {
    sources::RatingIds ids;
    learn::Interactions train;
    learn::Interactions test; ///< without rows when no file is given
    double readSeconds = 0;
};

/// Every pair of the file once; how high it was rated does not count.
Result<learn::Interactions> interactionsOf(const sources::RatingTable& table,
                                           const sources::RatingIds& ids, TaskContext& context) {
    std::vector<learn::Taking> takings;
    takings.reserve(table.user.size());
    for (std::size_t k = 0; k < table.user.size(); ++k)
        takings.push_back({table.user[k], table.item[k], 1.0F});
    return learn::makeInteractions(ids.users.size(), ids.items.size(), takings, context);
}

Result<Input> readInput(const Options& options, Session& session) {
    const Stopwatch watch;
    Input input;
    const auto train = sources::readRatings(options.train, {}, input.ids, *session.context);
    if (!train)
        return failAs(train);
    Result<sources::RatingTable> test = sources::RatingTable();
    if (!options.test.empty())
        test = sources::readRatings(options.test, {}, input.ids, *session.context);
    if (!test)
        return failAs(test);
    auto taken = interactionsOf(*train, input.ids, *session.context);
    if (!taken)
        return failAs(taken);
    auto later = interactionsOf(*test, input.ids, *session.context);
    if (!later)
        return failAs(later);
    input.train = std::move(*taken);
    input.test = std::move(*later);
    input.readSeconds = watch.seconds();
    return input;
}

Result<learn::TopItems> listsOf(const learn::TwoTower& model, const Input& input, int top,
                                Session& session) {
    std::vector<std::int32_t> users(static_cast<std::size_t>(input.train.users()));
    std::iota(users.begin(), users.end(), 0);
    return model.top(input.train, {}, users, top, session.threads, *session.context);
}

Result<> writeLists(const std::string& path, const Input& input, const learn::TopItems& lists) {
    auto file = CsvFile::begin(path);
    if (!file)
        return failAs(file);
    file->add("user").add("rank").add("item").add("score");
    file->endRow();
    for (std::size_t user = 0; user < lists.users(); ++user) {
        std::int64_t rank = 0;
        for (const learn::ScoredItem& scored : lists.of(user)) {
            file->add(input.ids.users.text(static_cast<std::int32_t>(user))).add(++rank);
            file->add(input.ids.items.text(scored.item)).add(static_cast<double>(scored.score));
            file->endRow();
        }
    }
    return file->commit();
}

Result<> evaluate(const Input& input, const learn::TopItems& lists, int top, Session& session,
                  ordered_json& json) {
    const auto ours = learn::evaluateRanking(lists, input.train, input.test, top, *session.context);
    if (!ours)
        return failAs(ours);
    const auto popular = learn::popularItems(input.train, {.top = top, .threads = session.threads},
                                             *session.context);
    if (!popular)
        return failAs(popular);
    const auto baseline =
        learn::evaluateRanking(*popular, input.train, input.test, top, *session.context);
    if (!baseline)
        return failAs(baseline);
    const auto measures = [](const learn::RankingEvaluation& e) {
        return ordered_json{
            {"precision", e.precision}, {"recall", e.recall}, {"ndcg", e.ndcg}, {"map", e.map}};
    };
    json.update(measures(*ours));
    json["evaluated_users"] = ours->users;
    json["baseline"] = measures(*baseline);
    return {};
}

Result<Answer> runTwoTower(Options options, Session& session) {
    options.params.seed = session.seed;
    options.params.threads = session.threads;
    const auto input = readInput(options, session);
    if (!input)
        return failAs(input);
    const Stopwatch watch;
    const auto fit = learn::fitTwoTower(input->train, {}, options.params, *session.context);
    if (!fit)
        return failAs(fit);
    const double seconds = watch.seconds();
    Answer answer;
    answer.json = {{"loss", fit->loss},
                   {"hold_out_loss", fit->holdOutLoss},
                   {"epochs", fit->loss.size()},
                   {"best_epoch", fit->bestEpoch},
                   {"stopped_early", fit->stoppedEarly},
                   {"users", input->train.users()},
                   {"items", input->train.items},
                   {"interactions", input->train.item.size()},
                   {"top", options.top}};
    if (!options.test.empty() || !options.out.empty()) {
        const auto lists = listsOf(fit->model, *input, options.top, session);
        if (!lists)
            return failAs(lists);
        if (!options.test.empty())
            if (const auto done = evaluate(*input, *lists, options.top, session, answer.json);
                !done)
                return failAs(done);
        if (!options.out.empty())
            if (const auto written = writeLists(options.out, *input, *lists); !written)
                return failAs(written);
    }
    answer.json["seconds"] = seconds;
    answer.json["read_seconds"] = input->readSeconds;
    TextTable text({"epoch", "loss", "hold-out"});
    for (std::size_t e = 0; e < fit->loss.size(); ++e)
        text.add({std::to_string(e + 1), formatFixed(fit->loss[e], 5),
                  e < fit->holdOutLoss.size() ? formatFixed(fit->holdOutLoss[e], 5) : "–"});
    answer.text = text.render();
    if (answer.json.contains("recall")) {
        TextTable measures({"top " + std::to_string(options.top), "two-tower", "most popular"});
        for (const char* name : {"precision", "recall", "ndcg", "map"})
            measures.add({name, formatFixed(answer.json[name].get<double>(), 4),
                          formatFixed(answer.json["baseline"][name].get<double>(), 4)});
        answer.text += measures.render();
    }
    return answer;
}

} // namespace

Action defineLearnTwoTower(CLI::App& call) {
    const auto options = std::make_shared<Options>();
    auto& params = options->params;
    call.add_option("--train", options->train, "Who took what: user item rating [time]")
        ->required();
    call.add_option("--test", options->test, "What they took afterwards, in the same form");
    call.add_option("--dim", params.dimension, "Width of the vectors")->capture_default_str();
    call.add_option("--hidden", params.hidden, "Width of each tower's hidden layer, 0 = none")
        ->capture_default_str();
    call.add_option("--temperature", params.temperature, "Scores are divided by it")
        ->capture_default_str();
    call.add_option("--rate", params.adam.rate, "Step size of Adam")->capture_default_str();
    call.add_option("--minibatch", params.minibatch, "Interactions a step")->capture_default_str();
    call.add_option("--epochs", params.epochs,
                    "Passes over the interactions at most (default: by their number)")
        ->check(CLI::PositiveNumber);
    call.add_option("--top", options->top, "Items a user")->capture_default_str();
    call.add_option("--out", options->out, "CSV file for the list of every user");
    return [=](Session& session) { return runTwoTower(*options, session); };
}

} // namespace mops::cli
