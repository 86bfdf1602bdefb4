#include "app/cli/csv_file.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/measure/ranking_evaluation.h"
#include "core/learn/recommend/implicit_als.h"
#include "core/learn/recommend/item_item.h"
#include "core/learn/recommend/top_items.h"
#include "core/sources/rating_file.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace mops::cli {
namespace {

using Header = sources::RatingFileOptions::Header;

struct AlsOptions {
    std::string train;
    std::string test;
    std::string separator;
    std::string encoding;
    std::string header = "auto";
    std::string weights = "ratings";
    double minRating = -std::numeric_limits<double>::infinity();
    std::string solver = "conjugate-gradient";
    learn::ImplicitAlsParams als;
    int neighbours = 20;
    int top = 10;
    std::string out;
};

/// What was taken, of one file.
struct Takings {
    learn::Interactions in;
    std::int64_t rows = 0;
    std::int64_t leftOut = 0; ///< ratings of 0 or less, or below --min-rating: not taken
};

struct AlsInput {
    sources::RatingIds ids;
    Takings train;
    std::optional<Takings> test;
    double readSeconds = 0;
};

Result<sources::RatingTable> readRatings(const std::string& path, const AlsOptions& options,
                                         sources::RatingIds& ids, Session& session) {
    sources::RatingFileOptions reading;
    reading.file = {options.separator == "\\t" ? "\t" : options.separator, options.encoding};
    reading.header = options.header == "yes"  ? Header::Yes
                     : options.header == "no" ? Header::No
                                              : Header::FindOut;
    reading.duplicates = sources::DuplicateRatings::Keep; // taken twice says more: they are added
    return sources::readRatings(path, reading, ids, *session.context);
}

Result<Takings> takingsOf(const sources::RatingTable& ratings, const sources::RatingIds& ids,
                          const AlsOptions& options, Session& session) {
    Takings result;
    result.rows = static_cast<std::int64_t>(ratings.value.size());
    std::vector<learn::Taking> takings;
    takings.reserve(ratings.value.size());
    for (std::size_t row = 0; row < ratings.value.size(); ++row) {
        const auto value = static_cast<float>(ratings.value[row]);
        if (!(value > 0) || ratings.value[row] < options.minRating)
            ++result.leftOut;
        else
            takings.push_back(
                {ratings.user[row], ratings.item[row], options.weights == "one" ? 1.0F : value});
    }
    auto in =
        learn::makeInteractions(ids.users.size(), ids.items.size(), takings, *session.context);
    if (!in)
        return failAs(in);
    result.in = std::move(*in);
    if (options.weights == "one") // also where a pair stands in several rows
        std::ranges::fill(result.in.weight, 1.0F);
    return result;
}

Result<AlsInput> readInput(const AlsOptions& options, Session& session) {
    const Stopwatch watch;
    AlsInput input;
    const auto train = readRatings(options.train, options, input.ids, session);
    if (!train)
        return failAs(train);
    std::optional<sources::RatingTable> test;
    if (!options.test.empty()) {
        auto read = readRatings(options.test, options, input.ids, session);
        if (!read)
            return failAs(read);
        test = std::move(*read);
    }
    auto taken =
        takingsOf(*train, input.ids, options, session); // the ids of both files are known now
    if (!taken)
        return failAs(taken);
    if (taken->in.item.empty())
        return fail(ErrorCode::NotEnoughData,
                    options.train + ": " + std::to_string(taken->leftOut) + " ratings, 0 taken",
                    "ratings above 0 and at least --min-rating");
    input.train = std::move(*taken);
    if (test) {
        auto later = takingsOf(*test, input.ids, options, session);
        if (!later)
            return failAs(later);
        input.test = std::move(*later);
    }
    input.readSeconds = watch.seconds();
    return input;
}

struct Ranked {
    const char* name;
    learn::TopItems lists;
    double seconds = 0;
};

Result<Ranked> rankByNeighbours(const AlsInput& input, const AlsOptions& options,
                                const learn::TopItemsParams& top, Session& session) {
    const Stopwatch watch;
    const auto near = learn::itemItem(input.train.in,
                                      {.weighting = learn::ItemWeighting::Bm25,
                                       .neighbours = options.neighbours,
                                       .threads = session.threads},
                                      *session.context);
    if (!near)
        return failAs(near);
    auto lists = learn::topItems(*near, input.train.in, top, *session.context);
    if (!lists)
        return failAs(lists);
    return Ranked{"item-item", std::move(*lists), watch.seconds()};
}

Result<Ranked> rankByPopularity(const AlsInput& input, const learn::TopItemsParams& top,
                                Session& session) {
    const Stopwatch watch;
    auto lists = learn::popularItems(input.train.in, top, *session.context);
    if (!lists)
        return failAs(lists);
    return Ranked{"popular", std::move(*lists), watch.seconds()};
}

Result<> writeLists(const std::string& path, const learn::TopItems& lists,
                    const sources::RatingIds& ids) {
    auto file = CsvFile::begin(path);
    if (!file)
        return failAs(file);
    file->add("user").add("item").add("rank").add("score").endRow();
    for (std::size_t user = 0; user < lists.users(); ++user) {
        std::int64_t rank = 0;
        for (const learn::ScoredItem& entry : lists.of(user))
            file->add(ids.users.text(static_cast<std::int32_t>(user)))
                .add(ids.items.text(entry.item))
                .add(++rank)
                .add(static_cast<double>(entry.score))
                .endRow();
    }
    return file->commit();
}

/// The measures of the first at the top level, of all under "models".
Result<std::string> evaluate(const AlsInput& input, const std::vector<Ranked>& rankings, int top,
                             Session& session, nlohmann::ordered_json& json) {
    TextTable text({"model", "precision", "recall", "ndcg", "map", "coverage", "seconds"});
    nlohmann::ordered_json models;
    for (const Ranked& ranked : rankings) {
        const auto found = learn::evaluateRanking(ranked.lists, input.train.in, input.test->in, top,
                                                  *session.context);
        if (!found)
            return failAs(found);
        nlohmann::ordered_json measures{
            {"precision", found->precision}, {"recall", found->recall},
            {"ndcg", found->ndcg},           {"map", found->map},
            {"coverage", found->coverage},   {"seconds", ranked.seconds}};
        if (json.empty()) {
            for (const char* measure : {"precision", "recall", "ndcg", "map", "coverage"})
                json[measure] = measures[measure];
            json["top"] = top;
            json["evaluated_users"] = found->users;
            json["users_without_history"] = found->withoutHistory;
            json["relevant_items"] = found->relevantItems;
            json["already_taken"] = found->alreadyTaken;
        }
        text.add({ranked.name, formatFixed(found->precision, 5), formatFixed(found->recall, 5),
                  formatFixed(found->ndcg, 5), formatFixed(found->map, 5),
                  formatFixed(found->coverage, 3), formatFixed(ranked.seconds, 3)});
        models[ranked.name] = std::move(measures);
    }
    json["models"] = std::move(models);
    return text.render();
}

void describe(const AlsInput& input, const AlsOptions& options, nlohmann::ordered_json& json) {
    json["train"] = input.train.rows;
    json["train_left_out"] = input.train.leftOut;
    json["train_pairs"] = input.train.in.item.size();
    if (input.test) {
        json["test"] = input.test->rows;
        json["test_left_out"] = input.test->leftOut;
    }
    json["users"] = input.ids.users.size();
    json["items"] = input.ids.items.size();
    json["factors"] = options.als.factors;
    json["alpha"] = options.als.alpha;
    json["lambda"] = options.als.lambda;
    json["seed"] = options.als.seed;
}

Result<Answer> als(AlsOptions options, Session& session) {
    options.als.seed = session.seed;
    options.als.threads = session.threads;
    options.als.solver = options.solver == "cholesky" ? learn::AlsSolver::Cholesky
                                                      : learn::AlsSolver::ConjugateGradient;
    const learn::TopItemsParams top{.top = options.top, .threads = session.threads};
    for (const auto& valid : {options.als.validate(), top.validate()})
        if (!valid)
            return failAs(valid);
    const auto input = readInput(options, session);
    if (!input)
        return failAs(input);
    const Stopwatch watch;
    const auto model = learn::implicitAls(input->train.in, options.als, *session.context);
    if (!model)
        return failAs(model);
    const double fitSeconds = watch.seconds();
    auto lists = learn::topItems(model->factors, input->train.in, top, *session.context);
    if (!lists)
        return failAs(lists);
    const double seconds = watch.seconds();
    if (!options.out.empty())
        if (const auto written = writeLists(options.out, *lists, input->ids); !written)
            return failAs(written);

    Answer answer;
    answer.text = std::to_string(lists->entries.size()) + " items listed for " +
                  std::to_string(lists->users()) + " users\n";
    if (input->test) {
        std::vector<Ranked> rankings{{"als", std::move(*lists), seconds}};
        auto near = rankByNeighbours(*input, options, top, session);
        if (!near)
            return failAs(near);
        rankings.push_back(std::move(*near));
        auto popular = rankByPopularity(*input, top, session);
        if (!popular)
            return failAs(popular);
        rankings.push_back(std::move(*popular));
        auto text = evaluate(*input, rankings, options.top, session, answer.json);
        if (!text)
            return failAs(text);
        answer.text = std::move(*text);
    }
    answer.json["iterations"] = model->iterations;
    if (options.als.objective)
        answer.json["objective"] = model->objectivePerIteration;
    describe(*input, options, answer.json);
    answer.json["fit_seconds"] = fitSeconds;
    answer.json["seconds"] = seconds;
    answer.json["read_seconds"] = input->readSeconds;
    return answer;
}

void addFiles(CLI::App& call, AlsOptions& options) {
    call.add_option("--train", options.train, "What was taken: user item rating [time]")
        ->required();
    call.add_option("--test", options.test, "What was taken afterwards, in the same form");
    call.add_option("--separator", options.separator,
                    "Between fields: , ; \\t :: | or a blank (default: found out)");
    call.add_option("--encoding", options.encoding, "UTF-8, GB18030, … (default: found out)");
    call.add_option("--header", options.header, "Whether the first row holds names")
        ->check(CLI::IsMember({"auto", "yes", "no"}))
        ->capture_default_str();
    call.add_option("--weights", options.weights,
                    "How much a taking says: its rating (those of a pair are added) or 1")
        ->check(CLI::IsMember({"ratings", "one"}))
        ->capture_default_str();
    call.add_option("--min-rating", options.minRating,
                    "Lower ratings, and always those of 0 and less, do not count as taken");
    call.add_option("--out", options.out, "CSV file for the list of every user");
}

} // namespace

Action defineLearnAls(CLI::App& call) {
    const auto options = std::make_shared<AlsOptions>();
    addFiles(call, *options);
    call.add_option("--factors", options->als.factors, "Numbers that describe a taste")
        ->capture_default_str();
    call.add_option("--iterations", options->als.iterations, "Passes over users and items")
        ->capture_default_str();
    call.add_option("--alpha", options->als.alpha, "Confidence is 1 + alpha times the weight")
        ->capture_default_str();
    call.add_option("--lambda", options->als.lambda, "Penalty on the length of the vectors")
        ->capture_default_str();
    call.add_option("--solver", options->solver, "How the vectors are solved for")
        ->check(CLI::IsMember({"conjugate-gradient", "cholesky"}))
        ->capture_default_str();
    call.add_flag("--objective", options->als.objective, "Report the objective of each iteration");
    call.add_option("--memory-mb", options->als.memoryLimitMb, "Largest memory of the vectors")
        ->capture_default_str();
    call.add_option("--neighbours", options->neighbours,
                    "Similar items kept by item-item, which stands beside")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    call.add_option("--top", options->top, "Length of the lists")->capture_default_str();
    return [=](Session& session) { return als(*options, session); };
}

} // namespace mops::cli
