#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/item_item.h"
#include "core/mart/trade_columns.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mops::recommend {

/// Where a recommended item came from.
enum class Source { NeighbourItem, PopularInCategory, Popular };

struct RecommendedItem {
    std::string productId;
    std::string categoryId;
    double score = 0;
    Source source{};
    std::string becauseOf;         ///< the product id or category id the reason points to
    std::int64_t support = 0;      ///< baskets or buyers behind the reason
    std::int64_t medianPriceMinor = 0;
};

/// Items a limit took off the list, with the limit.
enum class Limit { AlreadyOwned, NoLongerSold, LowReview };
struct RemovedItem {
    std::string productId;
    Limit limit{};
};

struct Preview {
    std::string subjectId;               ///< merchant or buyer
    std::vector<std::string> history;    ///< product ids the list stands on, newest first
    std::vector<RecommendedItem> items;  ///< best first
    std::vector<RemovedItem> removed;
    std::string currency;
};

struct RecommendParams {
    int top = 10;
    int neighbours = 50;
    std::optional<Day> asOf;      ///< empty = end of the data
    int soldWithinDays = 180;     ///< older products count as no longer sold
    double minReviewMean = 3.0;   ///< with at least 5 reviews
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

    struct Data;
private:
    explicit Recommender(std::shared_ptr<const Data> data) : m_data(std::move(data)) {}
    std::shared_ptr<const Data> m_data;
};

struct RecommendScore {
    std::string algorithm; ///< "item-item", "popular-in-category", "popular", "blend"
    double precision = 0, recall = 0, ndcg = 0, map = 0, coverage = 0;
    std::int64_t users = 0;
};
struct RecommendEvaluation {
    Day split{};
    int top = 10;
    std::vector<RecommendScore> scores; ///< baselines always among them
};
/// Everything bought before the split predicts what is bought after it, over the full catalogue.
Result<RecommendEvaluation> evaluate(const mart::TradeColumns& trade, const RecommendParams& params,
                                     TaskContext& context);

} // namespace mops::recommend
