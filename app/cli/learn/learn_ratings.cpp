#include "app/cli/learn/learn_ratings.h"

#include "app/cli/csv_file.h"
#include "app/cli/stopwatch.h"
#include "core/base/text.h"

#include <CLI/CLI.hpp>
#include <utility>
#include <vector>

namespace mops::cli {
namespace {

using sources::DuplicateRatings;
using Header = sources::RatingFileOptions::Header;

DuplicateRatings duplicatesOf(const std::string& name) {
    if (name == "mean")
        return DuplicateRatings::Mean;
    if (name == "keep")
        return DuplicateRatings::Keep;
    return name == "fail" ? DuplicateRatings::Fail : DuplicateRatings::Latest;
}

/// "1:5"
Result<learn::RatingScale> scaleFrom(const std::string& text) {
    const std::size_t colon = text.find(':');
    const auto low = parseDouble(std::string_view(text).substr(0, colon));
    const auto high = colon == std::string::npos
                          ? std::nullopt
                          : parseDouble(std::string_view(text).substr(colon + 1));
    if (!low || !high)
        return fail(ErrorCode::Usage, "--scale " + text, "1:5");
    const learn::RatingScale scale{*low, *high};
    if (const auto valid = scale.validate(); !valid)
        return failAs(valid);
    return scale;
}

/// How many rows name someone whom the training ratings do not have.
std::int64_t unknownIn(const std::vector<std::int32_t>& asked,
                       const std::vector<std::int32_t>& trained, std::int32_t ids) {
    std::vector<bool> known(static_cast<std::size_t>(ids), false);
    for (const std::int32_t id : trained)
        known[static_cast<std::size_t>(id)] = true;
    return std::ranges::count_if(
        asked, [&](std::int32_t id) { return !known[static_cast<std::size_t>(id)]; });
}

} // namespace

std::shared_ptr<RatingOptions> addRatings(CLI::App& call) {
    auto options = std::make_shared<RatingOptions>();
    call.add_option("--train", options->train, "Ratings to learn from: user item rating [time]")
        ->required();
    call.add_option("--test", options->test, "Ratings to predict, in the same form")->required();
    call.add_option("--separator", options->separator,
                    "Between fields: , ; \\t :: | or a blank (default: found out)");
    call.add_option("--encoding", options->encoding, "UTF-8, GB18030, … (default: found out)");
    call.add_option("--header", options->header, "Whether the first row holds names")
        ->check(CLI::IsMember({"auto", "yes", "no"}))
        ->capture_default_str();
    call.add_option("--duplicates", options->duplicates,
                    "A user's second rating of an item in the training file")
        ->check(CLI::IsMember({"latest", "mean", "keep", "fail"}))
        ->capture_default_str();
    call.add_option("--scale", options->scale,
                    "LOW:HIGH, to which predictions are clipped (default: of the training file)");
    call.add_option("--out", options->out, "CSV file for the prediction of every row of the test");
    return options;
}

Result<LearnRatings> readLearnRatings(const RatingOptions& options, Session& session) {
    LearnRatings input;
    if (!options.scale.empty()) {
        const auto scale = scaleFrom(options.scale);
        if (!scale)
            return failAs(scale);
        input.scale = *scale;
    }
    sources::RatingFileOptions reading;
    reading.file = {options.separator == "\\t" ? "\t" : options.separator, options.encoding};
    reading.header = options.header == "yes"  ? Header::Yes
                     : options.header == "no" ? Header::No
                                              : Header::FindOut;
    reading.duplicates = duplicatesOf(options.duplicates);
    const Stopwatch watch;
    auto train = sources::readRatings(options.train, reading, input.ids, *session.context);
    if (!train)
        return failAs(train);
    input.train = std::move(*train);
    reading.duplicates = DuplicateRatings::Keep;
    auto test = sources::readRatings(options.test, reading, input.ids, *session.context);
    if (!test)
        return failAs(test);
    input.test = std::move(*test);
    input.readSeconds = watch.seconds();
    return input;
}

void describeRatings(const LearnRatings& input, nlohmann::ordered_json& json) {
    const auto& ids = input.ids;
    json["train"] = input.train.value.size();
    json["test"] = input.test.value.size();
    json["users"] = ids.users.size();
    json["items"] = ids.items.size();
    json["duplicates"] = input.train.duplicates;
    json["unknown_users"] = unknownIn(input.test.user, input.train.user, ids.users.size());
    json["unknown_items"] = unknownIn(input.test.item, input.train.item, ids.items.size());
    json["read_seconds"] = input.readSeconds;
}

Result<> writePredictions(const std::string& path, const LearnRatings& input,
                          std::span<const double> predicted,
                          std::span<const std::int32_t> neighbours) {
    auto file = CsvFile::begin(path);
    if (!file)
        return failAs(file);
    file->add("line").add("user").add("item").add("rating").add("prediction");
    if (!neighbours.empty())
        file->add("neighbours");
    file->endRow();
    for (std::size_t row = 0; row < predicted.size(); ++row) {
        file->add(input.test.line[row])
            .add(input.ids.users.text(input.test.user[row]))
            .add(input.ids.items.text(input.test.item[row]))
            .add(input.test.value[row])
            .add(predicted[row]);
        if (!neighbours.empty())
            file->add(std::int64_t{neighbours[row]});
        file->endRow();
    }
    return file->commit();
}

} // namespace mops::cli
