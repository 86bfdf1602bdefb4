#include "core/learn/patterns/itemset_miner.h"

#include <algorithm>
#include <limits>

namespace mops::learn {
namespace {

constexpr std::size_t kBitsPerWord = 64;

// Nanoseconds as measured: a word of an intersection, an entry of a count and projection, a branch.
constexpr double kWordCost = 0.4;
constexpr double kEntryCost = 2.5;
constexpr double kBranchCost = 150;
constexpr double kColumnCost = 2;

constexpr std::size_t wordsOf(std::size_t bits) {
    return (bits + kBitsPerWord - 1) / kBitsPerWord;
}

/// Ranks that a pass over all of them may look through for each row.
constexpr std::size_t kRanksPerRow = 8;

/// Charges for as long as it lives.
class Charge {
public:
    Charge(MemoryBudget& budget, std::size_t bytes)
        : m_budget(budget)
        , m_bytes(bytes)
        , m_granted(budget.charge(bytes)) {}
    ~Charge() { m_budget.release(m_bytes); }
    Charge(const Charge&) = delete;
    Charge& operator=(const Charge&) = delete;
    bool granted() const { return m_granted; }

private:
    MemoryBudget& m_budget;
    std::size_t m_bytes;
    bool m_granted;
};

} // namespace

bool bitsPay(const RankedRows& rows, std::size_t ranks) {
    const auto n = static_cast<double>(ranks);
    const double pairs = n * (n - 1) / 2;
    const double bits =
        pairs * (kColumnCost + kWordCost * static_cast<double>(wordsOf(rows.rows())));
    return bits <= kEntryCost * rows.pairWork + kBranchCost * n;
}

void fillBits(const RankedRows& rows, std::size_t ranks, std::vector<std::uint64_t>& columns) {
    const std::size_t words = wordsOf(rows.rows());
    columns.assign(ranks * words, 0);
    for (std::size_t r = 0; r < rows.rows(); ++r) {
        const std::uint64_t bit = std::uint64_t{1} << (r % kBitsPerWord);
        std::uint64_t* word = columns.data() + r / kBitsPerWord;
        for (std::size_t e = rows.begin[r]; e < rows.begin[r + 1]; ++e)
            word[rows.ranks[e] * words] |= bit;
    }
}

ItemsetMiner::ItemsetMiner(std::uint32_t minCount, int maxLength, std::size_t ranks,
                           MemoryBudget& budget)
    : m_state{.minCount = minCount, .budget = &budget}
    , m_bitMiner(m_state)
    , m_maxLength(maxLength > 0 ? maxLength : std::numeric_limits<int>::max())
    , m_counts(ranks, 0)
    , m_slots(ranks, 0) {}

bool ItemsetMiner::mine(const RankedRows& rows, std::uint32_t rank, ItemsetBranch& branch,
                        StopSign& stop) {
    m_state.stop = &stop;
    m_state.branch = &branch;
    NodeBlock block;
    const bool done = m_maxLength == 1 || extend(rows, nullptr, rank, m_maxLength - 1, block);
    branch.children = block.count;
    return done;
}

bool ItemsetMiner::mine(const BitTable& table, std::uint32_t rank, std::uint32_t support,
                        ItemsetBranch& branch, StopSign& stop) {
    m_state.stop = &stop;
    m_state.branch = &branch;
    NodeBlock block;
    const bool done =
        m_maxLength == 1 || m_bitMiner.extendOne(table, rank, support, m_maxLength - 1, 0, block);
    branch.children = block.count;
    return done;
}

// Occurrence delivery: every row that holds `rank` delivers its smaller ranks.
bool ItemsetMiner::countPrefixes(const RankedRows& rows, std::uint32_t rank) {
    const std::size_t begin = rows.occurrenceBegin[rank];
    const std::size_t end = rows.occurrenceBegin[rank + 1];
    m_touchedAll = rank <= kRanksPerRow * (end - begin);
    m_touched.clear();
    for (std::size_t o = begin; o < end; ++o) {
        const std::uint32_t* at = rows.ranks.data() + rows.occurrences[o];
        const std::uint32_t* const first = at;
        if (m_touchedAll) {
            for (; *at < rank; ++at)
                ++m_counts[*at];
        } else {
            for (; *at < rank; ++at)
                if (m_counts[*at]++ == 0)
                    m_touched.push_back(*at);
        }
        if (!m_state.goOn(static_cast<std::size_t>(at - first) + 8))
            return false;
    }
    return true;
}

void ItemsetMiner::takeFrequent(std::uint32_t rank) {
    m_frequent.clear();
    m_supports.clear();
    if (m_touchedAll) {
        for (std::uint32_t r = 0; r < rank; ++r)
            if (m_counts[r] >= m_state.minCount)
                m_frequent.push_back(r);
    } else {
        for (const std::uint32_t r : m_touched)
            if (m_counts[r] >= m_state.minCount)
                m_frequent.push_back(r);
        std::ranges::sort(m_frequent);
    }
    for (const std::uint32_t r : m_frequent)
        m_supports.push_back(m_counts[r]);
    if (m_touchedAll)
        std::fill_n(m_counts.begin(), rank, 0);
    else
        for (const std::uint32_t r : m_touched)
            m_counts[r] = 0;
}

/// The rows of `rank` with only the frequent extensions, renumbered; those with two or more.
bool ItemsetMiner::project(const RankedRows& rows, std::uint32_t rank, RankedRows& projected) {
    projected.ranks.clear();
    projected.begin.assign(1, 0);
    projected.pairWork = 0;
    for (std::uint32_t slot = 0; slot < m_frequent.size(); ++slot)
        m_slots[m_frequent[slot]] = slot + 1;
    bool whole = true;
    for (std::size_t o = rows.occurrenceBegin[rank]; o < rows.occurrenceBegin[rank + 1]; ++o) {
        const std::size_t before = projected.ranks.size();
        const std::uint32_t* const first = rows.ranks.data() + rows.occurrences[o];
        const std::uint32_t* at = first;
        for (; *at < rank; ++at)
            if (const std::uint32_t slot = m_slots[*at]; slot != 0)
                projected.ranks.push_back(slot - 1);
        const std::size_t length = projected.ranks.size() - before;
        if (length < 2) {
            projected.ranks.resize(before);
        } else {
            projected.begin.push_back(static_cast<std::uint32_t>(projected.ranks.size()));
            projected.pairWork += 0.5 * static_cast<double>(length * length);
        }
        if (!m_state.goOn(static_cast<std::size_t>(at - first) + 8)) {
            whole = false;
            break;
        }
    }
    for (const std::uint32_t r : m_frequent)
        m_slots[r] = 0;
    ++m_state.projections;
    return whole;
}

bool ItemsetMiner::extend(const RankedRows& rows, const std::uint32_t* ranks, std::uint32_t rank,
                          int left, NodeBlock& block) {
    block = {};
    const std::size_t holders = rows.occurrenceBegin[rank + 1] - rows.occurrenceBegin[rank];
    if (holders < m_state.minCount)
        return true;
    if (!countPrefixes(rows, rank))
        return false;
    takeFrequent(rank);
    if (!m_state.append(static_cast<std::uint32_t>(m_frequent.size()), block))
        return false;
    for (std::uint32_t i = 0; i < block.count; ++i)
        m_state.branch->nodes[block.first + i] = {
            ranks == nullptr ? m_frequent[i] : ranks[m_frequent[i]], m_supports[i], 0, 0};
    if (left == 1 || block.count < 2)
        return true;
    std::size_t entries = 0;
    for (const std::uint32_t support : m_supports)
        entries += support;
    const Charge charge(*m_state.budget,
                        (2 * entries + 2 * holders) * sizeof(std::uint32_t)); // with occurrences
    if (!charge.granted() || !project(rows, rank, m_projected))
        return false;
    if (m_projected.rows() < m_state.minCount)
        return true;
    std::vector<std::uint32_t> own(block.count);
    for (std::uint32_t i = 0; i < block.count; ++i)
        own[i] = m_state.branch->nodes[block.first + i].rank;
    return below(m_projected, own, block, left - 1);
}

bool ItemsetMiner::below(RankedRows& projected, const std::vector<std::uint32_t>& ranks,
                         NodeBlock block, int left) {
    const std::size_t words = wordsOf(projected.rows());
    if (bitsPay(projected, ranks.size())) {
        const Charge charge(*m_state.budget, ranks.size() * words * sizeof(std::uint64_t));
        if (!charge.granted())
            return false;
        fillBits(projected, ranks.size(), m_bits);
        return m_bitMiner.extendAll({m_bits.data(), ranks.data(), words}, block, left);
    }
    // `projected` is the scratch of every level: this one keeps its own.
    RankedRows own;
    std::swap(own, projected);
    own.indexRanks(ranks.size());
    for (std::uint32_t c = 1; c < block.count; ++c) {
        NodeBlock children;
        if (!extend(own, ranks.data(), c, left, children))
            return false;
        ItemsetNode& node = m_state.branch->nodes[block.first + c];
        node.firstChild = children.first;
        node.children = children.count;
    }
    return true;
}

} // namespace mops::learn
