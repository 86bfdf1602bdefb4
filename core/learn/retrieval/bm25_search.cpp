#include "core/learn/retrieval/bm25.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <string>

namespace mops::learn {
namespace {

/// Documents handled together: their scores fit into the first-level cache.
constexpr std::uint32_t kWindow = 2048;
/// Scores are sums of whole multiples of 1 / kUnit: in that form addition is exact and its order
/// does not matter. The largest sum, 4096 · ln(2^33) · 101, stays below 2^63.
constexpr double kUnit = 0x1p36;

std::int64_t inUnits(double share) {
    return static_cast<std::int64_t>(share * kUnit + 0.5);
}
double fromUnits(std::int64_t units) {
    return static_cast<double>(units) / kUnit;
}

struct QueryTerm {
    std::uint32_t term = 0;
    double repeated = 0;
};

std::vector<QueryTerm> distinct(std::span<const std::uint32_t> query) {
    std::vector<std::uint32_t> sorted(query.begin(), query.end());
    std::ranges::sort(sorted);
    std::vector<QueryTerm> terms;
    for (const std::uint32_t term : sorted)
        if (!terms.empty() && terms.back().term == term)
            ++terms.back().repeated;
        else
            terms.push_back({term, 1});
    return terms;
}

Result<> check(std::span<const std::uint32_t> query, int top) {
    if (top < 1)
        return fail(ErrorCode::Usage, "top=" + std::to_string(top), "at least 1");
    if (query.size() > Bm25Index::kLongestQuery)
        return fail(ErrorCode::Usage, "query of " + std::to_string(query.size()) + " terms",
                    "at most " + std::to_string(Bm25Index::kLongestQuery));
    return {};
}

/// The best so far; the worst of them on top.
class Best {
public:
    explicit Best(std::size_t room)
        : m_room(room) {}
    /// What a later document must beat; −1 while there is room.
    std::int64_t threshold() const { return m_hits.size() < m_room ? -1 : m_hits.front().units; }
    /// Documents come in ascending order, so one that only equals the worst stays out.
    void offer(std::uint32_t document, std::int64_t units) {
        if (units <= threshold())
            return;
        if (m_hits.size() == m_room) {
            std::ranges::pop_heap(m_hits, before);
            m_hits.pop_back();
        }
        m_hits.push_back({document, units});
        std::ranges::push_heap(m_hits, before);
    }
    std::vector<Bm25Hit> sorted() {
        std::ranges::sort(m_hits, before);
        std::vector<Bm25Hit> hits;
        hits.reserve(m_hits.size());
        for (const Entry& entry : m_hits)
            hits.push_back({entry.document, fromUnits(entry.units)});
        return hits;
    }

private:
    struct Entry {
        std::uint32_t document;
        std::int64_t units;
    };
    static bool before(const Entry& a, const Entry& b) {
        return a.units != b.units ? a.units > b.units : a.document < b.document;
    }

    std::size_t m_room;
    std::vector<Entry> m_hits;
};

} // namespace

/// One query on its way through the index.
class Bm25Search {
public:
    Bm25Search(const Bm25Index& index, std::span<const std::uint32_t> query, std::size_t top)
        : m_index(index)
        , m_meanLength(index.meanLength())
        , m_inflation(std::max(1.0, m_meanLength / index.m_boundLength))
        , m_best(top) {
        const double k1 = index.m_params.k1;
        const double b = index.m_params.b;
        m_fixed = k1 * (1 - b);
        m_perLength = k1 * b / m_meanLength;
        for (const QueryTerm& asked : distinct(query)) {
            if (asked.term >= index.m_terms.size())
                continue;
            const Bm25Index::Term& term = index.m_terms[asked.term];
            if (term.documents == 0)
                continue;
            const double weight = asked.repeated * index.rarity(term) * (k1 + 1);
            m_cursors.push_back({.postings = term.postings.data(),
                                 .count = term.postings.size(),
                                 .blocks = term.blocks.data(),
                                 .blockCount = term.blocks.size(),
                                 .weight = weight,
                                 .perBound = weight / (k1 + 1) * m_inflation});
            m_work.postings += term.postings.size();
        }
    }

    std::vector<Bm25Hit> run() {
        const auto documents = m_index.m_length.size();
        for (std::size_t begin = 0; begin < documents; begin += kWindow)
            window(static_cast<std::uint32_t>(begin),
                   static_cast<std::uint32_t>(std::min<std::size_t>(begin + kWindow, documents)));
        return m_best.sorted();
    }

    /// As run(), but scoring every posting of every term.
    std::vector<Bm25Hit> runAll() {
        std::vector<std::int64_t> units(m_index.m_length.size(), 0);
        for (const Cursor& cursor : m_cursors)
            for (std::size_t p = 0; p < cursor.count; ++p)
                units[cursor.postings[p].document] += share(cursor, cursor.postings[p]);
        for (std::size_t d = 0; d < units.size(); ++d)
            if (units[d] > 0 && m_index.isLive(static_cast<std::uint32_t>(d)))
                m_best.offer(static_cast<std::uint32_t>(d), units[d]);
        return m_best.sorted();
    }

    const Bm25Work& work() const { return m_work; }

private:
    struct Cursor {
        const Bm25Index::Posting* postings = nullptr;
        std::size_t count = 0;
        const Bm25Index::Block* blocks = nullptr;
        std::size_t blockCount = 0;
        double weight = 0;   ///< repetitions · rarity · (k1 + 1)
        double perBound = 0; ///< a block's bound times this bounds its shares
        std::size_t block = 0;
        std::size_t at = 0;      ///< posting, not beyond the window's first
        std::int64_t bound = 0;  ///< of the shares within the window
        std::int64_t others = 0; ///< sum of the bounds of the terms before this one
    };

    std::int64_t share(const Cursor& cursor, const Bm25Index::Posting& posting) const {
        const auto f = static_cast<double>(posting.count);
        const auto length = static_cast<double>(m_index.m_length[posting.document]);
        return inUnits(cursor.weight * f / (f + (m_fixed + m_perLength * length)));
    }

    void window(std::uint32_t begin, std::uint32_t end) {
        ++m_work.windows;
        std::int64_t total = 0;
        for (Cursor& cursor : m_cursors) {
            findBound(cursor, begin, end);
            total += cursor.bound;
        }
        if (total <= std::max<std::int64_t>(m_best.threshold(), 0)) {
            ++m_work.skipped;
            return;
        }
        std::ranges::sort(m_cursors, {}, &Cursor::bound);
        std::size_t proposing = m_cursors.size();
        std::int64_t others = 0;
        for (std::size_t c = 0; c < m_cursors.size(); ++c) {
            m_cursors[c].others = others;
            others += m_cursors[c].bound;
            if (others > m_best.threshold())
                proposing = std::min(proposing, c);
        }
        for (std::size_t c = proposing; c < m_cursors.size(); ++c)
            propose(m_cursors[c], begin, end);
        settle(proposing, begin);
    }

    /// What a posting of this window can give at most.
    void findBound(Cursor& cursor, std::uint32_t begin, std::uint32_t end) const {
        while (cursor.block < cursor.blockCount && cursor.blocks[cursor.block].last < begin)
            ++cursor.block;
        float bound = 0;
        for (std::size_t b = cursor.block; b < cursor.blockCount; ++b) {
            bound = std::max(bound, cursor.blocks[b].bound);
            if (cursor.blocks[b].last >= end - 1)
                break;
        }
        // One unit more than the product: rounding must not put the bound under a share.
        cursor.bound = bound > 0 ? inUnits(cursor.perBound * static_cast<double>(bound)) + 1 : 0;
        cursor.at = std::max(cursor.at, cursor.block * Bm25Index::kBlock);
    }

    void propose(Cursor& cursor, std::uint32_t begin, std::uint32_t end) {
        std::size_t p = cursor.at;
        while (p < cursor.count && cursor.postings[p].document < begin)
            ++p;
        for (; p < cursor.count && cursor.postings[p].document < end; ++p) {
            const std::uint32_t slot = cursor.postings[p].document - begin;
            m_units[slot] += share(cursor, cursor.postings[p]);
            m_proposed[slot / 64] |= std::uint64_t{1} << (slot % 64);
            ++m_work.scored;
        }
        cursor.at = p;
    }

    /// Adds what the other terms give to the proposed documents, as long as it can matter.
    void settle(std::size_t others, std::uint32_t begin) {
        for (std::size_t word = 0; word < m_proposed.size(); ++word) {
            for (std::uint64_t left = m_proposed[word]; left != 0; left &= left - 1) {
                const auto slot = static_cast<std::uint32_t>(word * 64) +
                                  static_cast<std::uint32_t>(std::countr_zero(left));
                settle(others, begin + slot, m_units[slot]);
                m_units[slot] = 0;
            }
            m_proposed[word] = 0;
        }
    }
    void settle(std::size_t others, std::uint32_t document, std::int64_t units) {
        if (!m_index.isLive(document))
            return;
        for (std::size_t c = others; c-- > 0;) {
            Cursor& cursor = m_cursors[c];
            if (units + cursor.others + cursor.bound <= m_best.threshold())
                return;
            if (const auto* posting = seek(cursor, document)) {
                units += share(cursor, *posting);
                ++m_work.scored;
            }
        }
        m_best.offer(document, units);
    }

    static const Bm25Index::Posting* seek(Cursor& cursor, std::uint32_t document) {
        while (cursor.block < cursor.blockCount && cursor.blocks[cursor.block].last < document)
            ++cursor.block;
        if (cursor.block == cursor.blockCount)
            return nullptr;
        const std::size_t end = std::min((cursor.block + 1) * Bm25Index::kBlock, cursor.count);
        std::size_t low = std::max(cursor.at, cursor.block * Bm25Index::kBlock);
        std::size_t high = end;
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            if (cursor.postings[middle].document < document)
                low = middle + 1;
            else
                high = middle;
        }
        cursor.at = low;
        return low < end && cursor.postings[low].document == document ? cursor.postings + low
                                                                      : nullptr;
    }

    const Bm25Index& m_index;
    double m_meanLength;
    double m_inflation;
    double m_fixed = 0;     ///< k1 (1 − b)
    double m_perLength = 0; ///< k1 b / mean length
    std::vector<Cursor> m_cursors;
    std::array<std::int64_t, kWindow> m_units = {};
    std::array<std::uint64_t, kWindow / 64> m_proposed = {};
    Best m_best;
    Bm25Work m_work;
};

Result<std::vector<Bm25Hit>> Bm25Index::search(std::span<const std::uint32_t> query, int top,
                                               Bm25Work* work) const {
    if (const auto valid = check(query, top); !valid)
        return failAs(valid);
    Bm25Search search(*this, query, static_cast<std::size_t>(top));
    auto hits = search.run();
    if (work != nullptr)
        *work = search.work();
    return hits;
}

Result<std::vector<Bm25Hit>> Bm25Index::searchAll(std::span<const std::uint32_t> query,
                                                  int top) const {
    if (const auto valid = check(query, top); !valid)
        return failAs(valid);
    return Bm25Search(*this, query, static_cast<std::size_t>(top)).runAll();
}

Result<std::vector<Bm25Share>> Bm25Index::explain(std::uint32_t document,
                                                  std::span<const std::uint32_t> query) const {
    if (const auto valid = check(query, 1); !valid)
        return failAs(valid);
    if (document >= m_length.size() || !isLive(document))
        return fail(ErrorCode::NotFound, "document=" + std::to_string(document));
    std::vector<Bm25Share> shares;
    const double mean = meanLength();
    for (const QueryTerm& asked : distinct(query)) {
        if (asked.term >= m_terms.size())
            continue;
        const Term& term = m_terms[asked.term];
        const auto found =
            std::ranges::lower_bound(term.postings, document, {}, &Posting::document);
        if (found == term.postings.end() || found->document != document)
            continue;
        const double score =
            asked.repeated * rarity(term) * saturation(found->count, m_length[document], mean);
        shares.push_back({asked.term, found->count, fromUnits(inUnits(score))});
    }
    std::ranges::stable_sort(shares, std::ranges::greater{}, &Bm25Share::score);
    return shares;
}

} // namespace mops::learn
