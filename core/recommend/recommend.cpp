#include "core/recommend/recommend.h"

#include "core/recommend/purchases.h"
#include "core/recommend/ranking.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace mops::recommend {
namespace {

constexpr std::int32_t kReviewsThatCount = 5;
constexpr std::size_t kHistoryShown = 50;
/// Candidates ranked beyond the list's length, to have enough after the limits took theirs.
constexpr std::size_t kSpare = 200;

/// What limits and labels need to know of a product as of the moment.
struct ProductFacts {
    std::int64_t lastSoldAt = 0;
    std::int64_t medianPrice = 0;
    double reviewSum = 0;
    std::int32_t reviews = 0;
};

/// Lines by the moment whose order is not known as cancelled, grouped by product.
std::vector<ProductFacts> readProductFacts(const mart::TradeColumns& trade, std::int64_t asOf) {
    std::vector<ProductFacts> facts(trade.products());
    std::vector<std::vector<std::int64_t>> prices(trade.products());
    for (std::size_t item = 0; item < trade.items(); ++item) {
        const std::uint32_t order = trade.itemOrder[item];
        if (trade.itemOrderedAt[item] > asOf || trade.cancelledKnownAt(order) <= asOf)
            continue;
        ProductFacts& product = facts[trade.itemProduct[item]];
        product.lastSoldAt = std::max(product.lastSoldAt, trade.itemOrderedAt[item]);
        prices[trade.itemProduct[item]].push_back(trade.itemPrice[item]);
        if (trade.orderReviewScore[order] > 0 && trade.orderReviewAt[order] <= asOf) {
            product.reviewSum += trade.orderReviewScore[order];
            ++product.reviews;
        }
    }
    for (std::size_t product = 0; product < facts.size(); ++product) {
        auto& all = prices[product];
        if (all.empty())
            continue;
        const auto middle = all.begin() + static_cast<std::ptrdiff_t>((all.size() - 1) / 2);
        std::nth_element(all.begin(), middle, all.end());
        facts[product].medianPrice = *middle;
    }
    return facts;
}

std::unordered_map<std::string, std::uint32_t> positions(const std::vector<std::string>& ids) {
    std::unordered_map<std::string, std::uint32_t> index;
    index.reserve(ids.size());
    for (std::uint32_t position = 0; position < ids.size(); ++position)
        index.emplace(ids[position], position);
    return index;
}

/// What a merchant sold by the moment: products once, with the time of the last sale.
std::vector<std::vector<Purchase>> readAssortments(const mart::TradeColumns& trade,
                                                   std::int64_t asOf) {
    std::vector<std::vector<Purchase>> assortments(trade.merchants());
    for (std::size_t merchant = 0; merchant < trade.merchants(); ++merchant) {
        std::map<std::uint32_t, std::int64_t> lastSold;
        for (std::size_t item = trade.merchantItemBegin[merchant];
             item < trade.merchantItemBegin[merchant + 1] && trade.itemOrderedAt[item] <= asOf;
             ++item)
            lastSold[trade.itemProduct[item]] = trade.itemOrderedAt[item];
        for (const auto& [product, at] : lastSold)
            assortments[merchant].push_back({product, at});
    }
    return assortments;
}

Result<std::int64_t> momentOf(const mart::TradeColumns& trade, const RecommendParams& params) {
    if (trade.orders() == 0 || trade.items() == 0)
        return fail(ErrorCode::NotEnoughData, "no orders", "an import with orders");
    const Day day = params.asOf.value_or(dayOf(fromSeconds(trade.lastOrderedAt)));
    const std::int64_t moment = toSeconds(Instant{day}) + kSecondsPerDay - 1;
    if (moment < trade.firstOrderedAt)
        return fail(ErrorCode::NotEnoughData, "no orders by " + formatDay(day),
                    formatDay(dayOf(fromSeconds(trade.firstOrderedAt))) + " or later");
    return moment;
}

} // namespace

struct Recommender::Data {
    RecommendParams params;
    std::int64_t asOf = 0;
    Shelf shelf;
    Purchases purchases;
    std::vector<std::vector<Purchase>> assortments; ///< per merchant
    std::vector<ProductFacts> products;
    std::vector<std::string> productId;
    std::vector<std::string> categoryId;
    std::unordered_map<std::string, std::uint32_t> buyer;
    std::unordered_map<std::string, std::uint32_t> merchant;
    std::string currency;

    Preview preview(const std::string& subject, std::span<const Purchase> history, int top) const;
    std::optional<Limit> limitOf(std::uint32_t product, const std::set<std::uint32_t>& owned) const;
    RecommendedItem itemOf(const Candidate& candidate) const;
};

std::optional<Limit> Recommender::Data::limitOf(std::uint32_t product,
                                                const std::set<std::uint32_t>& owned) const {
    const ProductFacts& facts = products[product];
    if (owned.contains(product))
        return Limit::AlreadyOwned;
    if (facts.lastSoldAt < asOf - params.soldWithinDays * kSecondsPerDay)
        return Limit::NoLongerSold;
    if (facts.reviews >= kReviewsThatCount &&
        facts.reviewSum / facts.reviews < params.minReviewMean)
        return Limit::LowReview;
    return std::nullopt;
}

RecommendedItem Recommender::Data::itemOf(const Candidate& candidate) const {
    RecommendedItem item;
    item.productId = productId[candidate.product];
    if (const std::uint32_t category = shelf.category[candidate.product]; category != mart::kNone)
        item.categoryId = categoryId[category];
    item.score = candidate.score;
    item.source = candidate.source;
    if (candidate.source == Source::NeighbourItem)
        item.becauseOf = productId[candidate.because];
    else if (candidate.source == Source::PopularInCategory)
        item.becauseOf = categoryId[candidate.because];
    item.support = candidate.support;
    item.medianPriceMinor = products[candidate.product].medianPrice;
    return item;
}

Preview Recommender::Data::preview(const std::string& subject, std::span<const Purchase> history,
                                   int top) const {
    std::vector<Purchase> newest(history.begin(), history.end());
    std::sort(newest.begin(), newest.end(), [](const Purchase& a, const Purchase& b) {
        return a.at != b.at ? a.at > b.at : a.product < b.product;
    });
    std::vector<std::uint32_t> owned;
    for (const Purchase& purchase : newest)
        owned.push_back(purchase.product);
    const std::set<std::uint32_t> ownedSet(owned.begin(), owned.end());

    Preview result;
    result.subjectId = subject;
    result.currency = currency;
    for (std::size_t place = 0; place < std::min(kHistoryShown, owned.size()); ++place)
        result.history.push_back(productId[owned[place]]);
    const auto wanted = static_cast<std::size_t>(top);
    for (const Candidate& candidate : rank(shelf, owned, Ranking::Blend, wanted + kSpare)) {
        if (result.items.size() == wanted)
            break;
        if (const auto limit = limitOf(candidate.product, ownedSet))
            result.removed.push_back({productId[candidate.product], *limit});
        else
            result.items.push_back(itemOf(candidate));
    }
    return result;
}

const char* sourceName(Source source) {
    switch (source) {
    case Source::NeighbourItem: return "neighbour-item";
    case Source::PopularInCategory: return "popular-in-category";
    case Source::Popular: return "popular";
    }
    return "";
}

const char* limitName(Limit limit) {
    switch (limit) {
    case Limit::AlreadyOwned: return "already-owned";
    case Limit::NoLongerSold: return "no-longer-sold";
    case Limit::LowReview: return "low-review";
    }
    return "";
}

Result<> RecommendParams::validate() const {
    if (top < 1 || top > 1000)
        return fail(ErrorCode::Usage, "top " + std::to_string(top), "1 … 1000");
    if (neighbours < 1 || neighbours > 10'000)
        return fail(ErrorCode::Usage, "neighbours " + std::to_string(neighbours), "1 … 10000");
    if (soldWithinDays < 1)
        return fail(ErrorCode::Usage, "sold within " + std::to_string(soldWithinDays) + " days",
                    "1 or more");
    if (!(minReviewMean >= 0 && minReviewMean <= 5))
        return fail(ErrorCode::Usage, "least mean review", "0 … 5");
    return {};
}

Result<Recommender> Recommender::build(const mart::TradeColumns& trade,
                                       const RecommendParams& params, TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    const auto moment = momentOf(trade, params);
    if (!moment)
        return failAs(moment);
    auto data = std::make_shared<Data>();
    data->params = params;
    data->asOf = *moment;
    data->purchases = readPurchases(trade, *moment);
    if (context.cancelled())
        return fail(ErrorCode::Cancelled);
    auto shelf = buildShelf(trade, data->purchases,
                            *moment - params.soldWithinDays * kSecondsPerDay, params, context);
    if (!shelf)
        return failAs(shelf);
    data->shelf = std::move(*shelf);
    if (context.cancelled())
        return fail(ErrorCode::Cancelled);
    data->products = readProductFacts(trade, *moment);
    data->assortments = readAssortments(trade, *moment);
    data->productId = trade.productId;
    data->categoryId = trade.categoryId;
    data->buyer = positions(trade.buyerId);
    data->merchant = positions(trade.merchantId);
    data->currency = trade.currency;
    return Recommender(std::move(data));
}

Result<Preview> Recommender::forBuyer(const std::string& buyerId, int top) const {
    if (top < 1)
        return fail(ErrorCode::Usage, "top " + std::to_string(top), "1 or more");
    const auto buyer = m_data->buyer.find(buyerId);
    if (buyer == m_data->buyer.end())
        return fail(ErrorCode::NotFound, "buyer " + buyerId, "sql \"SELECT buyer_id FROM buyer\"");
    return m_data->preview(buyerId, m_data->purchases.of(buyer->second), top);
}

Result<Preview> Recommender::forMerchant(const std::string& merchantId, int top) const {
    if (top < 1)
        return fail(ErrorCode::Usage, "top " + std::to_string(top), "1 or more");
    const auto merchant = m_data->merchant.find(merchantId);
    if (merchant == m_data->merchant.end())
        return fail(ErrorCode::NotFound, "merchant " + merchantId,
                    "sql \"SELECT merchant_id FROM merchant\"");
    return m_data->preview(merchantId, m_data->assortments[merchant->second], top);
}

std::int64_t Recommender::items() const {
    return std::count_if(m_data->products.begin(), m_data->products.end(),
                         [](const ProductFacts& product) { return product.lastSoldAt > 0; });
}

std::int64_t Recommender::users() const {
    std::int64_t users = 0;
    for (std::size_t buyer = 0; buyer < m_data->purchases.buyers(); ++buyer)
        users += m_data->purchases.of(buyer).empty() ? 0 : 1;
    return users;
}

std::int64_t Recommender::neighbours() const {
    return static_cast<std::int64_t>(m_data->shelf.neighbours.entries.size());
}

} // namespace mops::recommend
