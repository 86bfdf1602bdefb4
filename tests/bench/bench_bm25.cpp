// Retrieval among generated articles; `--data DIR` writes them for peer_bm25.py. See README.md.
// A query takes so little that seconds are those of a thousand of them.
#include "core/base/rng.h"
#include "core/base/text.h"
#include "core/learn/retrieval/bm25.h"
#include "tests/bench/bench.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iostream>
#include <numeric>
#include <string>

using namespace mops;
using namespace mops::learn;

namespace {

using Terms = std::vector<std::uint32_t>;
using SteadyClock = std::chrono::steady_clock;

constexpr std::uint32_t kArticles = 100'000;
constexpr std::size_t kQueries = 1'000;
constexpr std::size_t kPeersQueries = 100; ///< the peer asks the first of them
constexpr int kTop = 10;

/// Word numbers with chances as 1 / (rank + 2.7), Zipf's law as Mandelbrot wrote it.
class Words {
public:
    Words() {
        double sum = 0;
        for (std::size_t r = 0; r < kWords; ++r)
            m_sums.push_back(sum += 1 / (static_cast<double>(r) + 2.7));
    }
    std::uint32_t draw(Rng& rng) const {
        const double at = rng.uniform() * m_sums.back();
        return static_cast<std::uint32_t>(std::ranges::upper_bound(m_sums, at) - m_sums.begin());
    }

private:
    static constexpr std::size_t kWords = 200'000;
    std::vector<double> m_sums;
};

/// 20 to 140 words each.
std::vector<Terms> articles(const Words& words) {
    Rng rng(1);
    std::vector<Terms> all(kArticles);
    for (Terms& article : all) {
        article.resize(20 + rng.below(121));
        for (std::uint32_t& word : article)
            word = words.draw(rng);
    }
    return all;
}

struct Query {
    std::uint32_t article = 0; ///< that its words come from
    Terms words;
};

/// `fromArticle` words of an article and `noise` words of the language.
std::vector<Query> queries(const std::vector<Terms>& all, const Words& words,
                           std::size_t fromArticle, std::size_t noise) {
    Rng rng(2);
    std::vector<Query> result(kQueries);
    for (Query& query : result) {
        query.article = static_cast<std::uint32_t>(rng.below(all.size()));
        const Terms& from = all[query.article];
        for (std::size_t w = 0; w < fromArticle; ++w)
            query.words.push_back(from[rng.below(from.size())]);
        for (std::size_t w = 0; w < noise; ++w)
            query.words.push_back(words.draw(rng));
    }
    return result;
}

double since(SteadyClock::time_point begin) {
    return std::chrono::duration<double>(SteadyClock::now() - begin).count();
}

double reciprocalRank(const std::vector<Bm25Hit>& hits, std::uint32_t article) {
    const auto found = std::ranges::find(hits, article, &Bm25Hit::document);
    return found == hits.end() ? 0.0 : 1.0 / static_cast<double>(found - hits.begin() + 1);
}

/// The best of three runs of each query: what else the machine does is not measured.
void ask(const Bm25Index& index, const std::string& kind, const std::vector<Query>& asked) {
    std::vector<double> seconds;
    double reciprocal = 0;
    double firstReciprocal = 0;
    std::size_t scored = 0;
    std::size_t postings = 0;
    for (const Query& query : asked) {
        double best = 1e300;
        for (int run = 0; run < 3; ++run) {
            Bm25Work work;
            const auto begin = SteadyClock::now();
            const auto hits = index.search(query.words, kTop, &work);
            best = std::min(best, since(begin));
            if (run > 0)
                continue;
            const double rank = reciprocalRank(*hits, query.article);
            reciprocal += rank;
            firstReciprocal += seconds.size() < kPeersQueries ? rank : 0.0;
            scored += work.scored;
            postings += work.postings;
        }
        seconds.push_back(best);
    }
    std::ranges::sort(seconds);
    const double share = static_cast<double>(scored) / static_cast<double>(postings);
    bench::line("bm25 " + kind + ", 1000 × median", "ours", 1, 1000 * seconds[kQueries / 2],
                "mrr10 " + formatFixed(reciprocal / kQueries, 4) + ", of the peer's queries " +
                    formatFixed(firstReciprocal / kPeersQueries, 4));
    bench::line("bm25 " + kind + ", 1000 × p99", "ours", 1, 1000 * seconds[kQueries * 99 / 100],
                formatFixed(100 * share, 1) + " % of the postings scored");
    const double mean = std::accumulate(seconds.begin(), seconds.end(), 0.0) / kQueries;
    bench::line("bm25 " + kind + ", 1000 × mean", "ours", 1, 1000 * mean, "");
}

/// The same answers without bounds.
void askAll(const Bm25Index& index, const std::string& kind, const std::vector<Query>& asked) {
    const auto begin = SteadyClock::now();
    std::size_t found = 0;
    for (std::size_t q = 0; q < 100; ++q)
        found += index.searchAll(asked[q].words, kTop)->size();
    bench::line("bm25 " + kind + ", 1000 × mean", "every posting", 1, 10 * since(begin),
                std::to_string(found) + " found by 100");
}

void write(const std::filesystem::path& folder, const std::vector<Terms>& all,
           const std::vector<std::pair<std::string, std::vector<Query>>>& kinds) {
    const auto spell = [](std::ofstream& file, const Terms& words) {
        for (const std::uint32_t word : words)
            file << 'w' << word << ' ';
        file << '\n';
    };
    std::ofstream articleFile(folder / "articles.txt");
    for (const Terms& article : all)
        spell(articleFile, article);
    for (const auto& [kind, asked] : kinds) {
        std::ofstream file(folder / ("queries " + kind + ".txt"));
        for (const Query& query : asked) {
            file << query.article << ' ';
            spell(file, query.words);
        }
    }
}

} // namespace

int main(int argc, char** argv) {
    const Words words;
    const auto all = articles(words);
    const std::vector<std::pair<std::string, std::vector<Query>>> kinds = {
        {"5 words", queries(all, words, 4, 1)}, {"30 words", queries(all, words, 20, 10)}};
    if (const auto folder = bench::dataFolder(argc, argv); !folder.empty())
        write(folder, all, kinds);
    const auto begin = SteadyClock::now();
    auto index = Bm25Index::make({.rarity = TermRarity::Robertson});
    for (const Terms& article : all)
        if (!index->add(article))
            return 1;
    const auto statistics = index->statistics();
    bench::line("bm25 build", "ours", 1, since(begin),
                std::to_string(statistics.postings) + " postings, " +
                    std::to_string(statistics.bytes / 1'000'000) + " MB");
    for (const auto& [kind, asked] : kinds) {
        ask(*index, kind, asked);
        askAll(*index, kind, asked);
    }
}
