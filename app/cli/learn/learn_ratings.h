#pragma once

#include "app/cli/answer.h"
#include "app/cli/session.h"
#include "core/learn/recommend/ratings.h"
#include "core/sources/rating_file.h"

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace CLI {
class App;
}

namespace mops::cli {

/// Options of every call that learns from ratings.
struct RatingOptions {
    std::string train;
    std::string test;
    std::string separator;
    std::string encoding;
    std::string header = "auto";
    std::string duplicates = "latest";
    std::string scale;
    std::string out;
};

std::shared_ptr<RatingOptions> addRatings(CLI::App& call);

/// Both files, their ids shared.
struct LearnRatings {
    sources::RatingIds ids;
    sources::RatingTable train;
    sources::RatingTable test; ///< every row, duplicates too
    std::optional<learn::RatingScale> scale;
    double readSeconds = 0;

    learn::RatingsView view() const {
        return {train.user, train.item, train.value, ids.users.size(), ids.items.size()};
    }
    learn::PairsView asked() const { return {test.user, test.item}; }
};

Result<LearnRatings> readLearnRatings(const RatingOptions& options, Session& session);

/// What every call answers of its input: train, test, users, items, duplicates, unknown_users,
/// unknown_items, read_seconds.
void describeRatings(const LearnRatings& input, nlohmann::ordered_json& json);

/// user, item, rating, prediction (and neighbours) of every row of the test file.
Result<> writePredictions(const std::string& path, const LearnRatings& input,
                          std::span<const double> predicted,
                          std::span<const std::int32_t> neighbours = {});

} // namespace mops::cli
