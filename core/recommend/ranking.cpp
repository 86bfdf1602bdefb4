#include "core/recommend/ranking.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace mops::recommend {
namespace {

constexpr double kCategoryWeight = 0.1;
constexpr double kPopularWeight = 0.01;
/// Added to the cosine's denominator: without it two products bought once, together, would be as
/// sure a pair as two bought together by hundreds.
constexpr double kShrinkage = 2;

void sortByBuyers(std::vector<std::uint32_t>& products, const std::vector<std::int32_t>& buyers) {
    std::sort(products.begin(), products.end(), [&](std::uint32_t a, std::uint32_t b) {
        return buyers[a] != buyers[b] ? buyers[a] > buyers[b] : a < b;
    });
}

/// Sums the three parts of the score per product and remembers the strongest reason.
class Scores {
public:
    explicit Scores(const Shelf& shelf)
        : m_shelf(shelf) {}

    void addNeighbours(std::span<const std::uint32_t> history) {
        for (const std::uint32_t owned : history) {
            for (const learn::Neighbour& neighbour :
                 m_shelf.neighbours.of(static_cast<std::int32_t>(owned)))
                add(static_cast<std::uint32_t>(neighbour.item),
                    static_cast<double>(neighbour.similarity),
                    {Source::NeighbourItem, owned, neighbour.support});
        }
    }

    void addCategories(std::span<const std::uint32_t> history, double weight, std::size_t most) {
        std::map<std::uint32_t, std::int64_t> taken;
        for (const std::uint32_t owned : history) {
            if (m_shelf.category[owned] != mart::kNone)
                ++taken[m_shelf.category[owned]];
        }
        for (const auto& [category, products] : taken) {
            const double share =
                static_cast<double>(products) / static_cast<double>(history.size());
            addPopular(m_shelf.popularInCategory[category], weight * share, most,
                       Source::PopularInCategory, category);
        }
    }

    void addPopular(const std::vector<std::uint32_t>& ranked, double weight, std::size_t most,
                    Source source, std::uint32_t because) {
        if (ranked.empty())
            return;
        const auto top = static_cast<double>(m_shelf.recentBuyers[ranked.front()]);
        for (std::size_t place = 0; place < std::min(most, ranked.size()); ++place) {
            const std::int32_t buyers = m_shelf.recentBuyers[ranked[place]];
            add(ranked[place], weight * static_cast<double>(buyers) / top,
                {source, because, buyers});
        }
    }

    std::vector<Candidate> best(std::size_t count) const {
        std::vector<Candidate> candidates;
        candidates.reserve(m_sums.size());
        for (const auto& [product, sum] : m_sums)
            candidates.push_back(
                {product, sum.total, sum.reason.source, sum.reason.because, sum.reason.support});
        const auto kept = static_cast<std::ptrdiff_t>(std::min(count, candidates.size()));
        std::partial_sort(candidates.begin(), candidates.begin() + kept, candidates.end(),
                          [](const Candidate& a, const Candidate& b) {
                              return a.score != b.score ? a.score > b.score : a.product < b.product;
                          });
        candidates.resize(static_cast<std::size_t>(kept));
        return candidates;
    }

private:
    struct Reason {
        Source source{};
        std::uint32_t because = 0;
        std::int32_t support = 0;
    };
    struct Sum {
        double total = 0;
        double strongest = -1;
        Reason reason;
    };

    void add(std::uint32_t product, double part, const Reason& reason) {
        Sum& sum = m_sums[product];
        sum.total += part;
        if (part > sum.strongest) {
            sum.strongest = part;
            sum.reason = reason;
        }
    }

    const Shelf& m_shelf;
    std::unordered_map<std::uint32_t, Sum> m_sums;
};

} // namespace

const char* rankingName(Ranking ranking) {
    switch (ranking) {
    case Ranking::ItemItem: return "item-item";
    case Ranking::PopularInCategory: return "popular-in-category";
    case Ranking::Popular: return "popular";
    case Ranking::Blend: return "blend";
    }
    return "";
}

Result<Shelf> buildShelf(const mart::TradeColumns& trade, const Purchases& purchases,
                         std::int64_t recentFrom, const RecommendParams& params,
                         TaskContext& context) {
    Shelf shelf;
    shelf.category = trade.productCategory;
    shelf.recentBuyers.assign(trade.products(), 0);
    for (const Purchase& purchase : purchases.entries)
        shelf.recentBuyers[purchase.product] += purchase.at >= recentFrom ? 1 : 0;
    shelf.popularInCategory.resize(trade.categoryId.size());
    for (std::uint32_t product = 0; product < trade.products(); ++product) {
        if (shelf.recentBuyers[product] == 0)
            continue;
        shelf.popular.push_back(product);
        if (shelf.category[product] != mart::kNone)
            shelf.popularInCategory[shelf.category[product]].push_back(product);
    }
    sortByBuyers(shelf.popular, shelf.recentBuyers);
    for (auto& products : shelf.popularInCategory)
        sortByBuyers(products, shelf.recentBuyers);

    context.report({"neighbours", 0.3, 0, 0, {}});
    learn::ItemItemParams itemItem;
    itemItem.neighbours = params.neighbours;
    itemItem.shrinkage = kShrinkage;
    itemItem.threads = params.threads;
    auto neighbours =
        learn::itemItem(toInteractions(purchases, trade.products()), itemItem, context);
    if (!neighbours)
        return failAs(neighbours);
    shelf.neighbours = std::move(*neighbours);
    return shelf;
}

std::vector<Candidate> rank(const Shelf& shelf, std::span<const std::uint32_t> history,
                            Ranking ranking, std::size_t count) {
    // A list without the history's own products still has `count` left.
    const std::size_t most = count + history.size();
    const bool blend = ranking == Ranking::Blend;
    Scores scores(shelf);
    if (blend || ranking == Ranking::ItemItem)
        scores.addNeighbours(history);
    if (blend || ranking == Ranking::PopularInCategory)
        scores.addCategories(history, blend ? kCategoryWeight : 1.0, most);
    if (blend || ranking == Ranking::Popular)
        scores.addPopular(shelf.popular, blend ? kPopularWeight : 1.0, most, Source::Popular,
                          mart::kNone);
    return scores.best(most);
}

} // namespace mops::recommend
