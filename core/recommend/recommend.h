#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/recommend/item_item.h"
#include "core/mart/trade_columns.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mops::recommend {

/// Where a recommended item came from.
enum class Source { NeighbourItem, PopularInCategory, Popular };
const char* sourceName(Source source); ///< "neighbour-item", "popular-in-category", "popular"

struct RecommendedItem {
    std::string productId;
    std::string categoryId;
    double score = 0;
    Source source{};
    std::string becauseOf;    ///< the product id or category id the reason points to
    std::int64_t support = 0; ///< baskets or buyers behind the reason
    std::int64_t medianPriceMinor = 0;
};

/// Items a limit took off the list, with the limit.
enum class Limit { AlreadyOwned, NoLongerSold, LowReview };
const char* limitName(Limit limit); ///< "already-owned", "no-longer-sold", "low-review"
struct RemovedItem {
    std::string productId;
    Limit limit{};
};

struct Preview {
    std::string subjectId;            ///< merchant or buyer
    std::vector<std::string> history; ///< product ids the list stands on, newest first, at most 50
    std::vector<RecommendedItem> items; ///< best first
    std::vector<RemovedItem> removed;   ///< would have been on the list; best first
    std::string currency;
};

struct RecommendParams {
    int top = 10; ///< length of the lists, 1 … 1000
    int neighbours = 50;
    std::optional<Day> asOf;    ///< empty = end of the data
    int soldWithinDays = 180;   ///< older products count as no longer sold
    double minReviewMean = 3.0; ///< with at least 5 reviews
    std::uint64_t seed = 1;
    int threads = 1;
    Result<> validate() const;
};

/// Built once from the trade facts, asked many times; immutable, shared between threads.
class Recommender {
public:
    static Result<Recommender> build(const mart::TradeColumns& trade, const RecommendParams& params,
                                     TaskContext& context);
    /// What to show a buyer. Errors: NotFound.
    Result<Preview> forBuyer(const std::string& buyerId, int top) const;
    /// What a merchant might stock or promote: taken by buyers of its goods, not sold by it yet.
    Result<Preview> forMerchant(const std::string& merchantId, int top) const;

    /// What it was built from.
    std::int64_t items() const;      ///< products bought at least once
    std::int64_t users() const;      ///< buyers with a purchase
    std::int64_t neighbours() const; ///< neighbour pairs kept

    struct Data;

private:
    explicit Recommender(std::shared_ptr<const Data> data)
        : m_data(std::move(data)) {}
    std::shared_ptr<const Data> m_data;
};

struct RecommendScore {
    std::string algorithm; ///< "item-item", "popular-in-category", "popular", "blend"
    double precision = 0, recall = 0, ndcg = 0, map = 0, coverage = 0;
    std::int64_t users = 0;
};
struct RecommendEvaluation {
    Day split{};                        ///< the first day of the test time
    std::int64_t items = 0;             ///< products that could be recommended: those bought before
    int top = 10;                       ///< length of the lists, 1 … 1000
    std::vector<RecommendScore> scores; ///< baselines always among them
};
/// Everything bought before the split predicts what is bought after it, over the full catalogue.
/// The split is the day by which four fifths of all lines were ordered; those who bought before and
/// something else after it are the users. Errors: NotEnoughData (no such buyer), Usage, Cancelled.
Result<RecommendEvaluation> evaluate(const mart::TradeColumns& trade, const RecommendParams& params,
                                     TaskContext& context);

} // namespace mops::recommend
