#include "core/learn/patterns/bit_miner.h"

#include "core/learn/kernels/bitsets.h"

#include <algorithm>

namespace mops::learn {
namespace {

constexpr std::size_t kBitsPerWord = 64;
/// A kernel call beyond this is cut, so that the stop sign is asked every few milliseconds.
constexpr std::size_t kWordsPerCall = std::size_t{1} << 21;
/// Columns of fewer words are not worth narrowing.
constexpr std::size_t kWorthNarrowing = 4;

constexpr std::size_t wordsOf(std::size_t bits) {
    return (bits + kBitsPerWord - 1) / kBitsPerWord;
}

template <class T>
void growTo(std::vector<T>& vector, std::size_t size) {
    if (vector.size() < size)
        vector.resize(std::max(size, vector.size() * 2));
}

} // namespace

BitMiner::~BitMiner() {
    if (m_state.budget != nullptr)
        m_state.budget->release(m_charged);
}

bool BitMiner::room(Level& level, std::size_t columns, std::size_t words) {
    growTo(level.positions, columns);
    growTo(level.counts, columns);
    growTo(level.ranks, columns);
    if (columns * words <= level.bits.size())
        return true;
    const std::size_t size = std::max(columns * words, level.bits.size() * 2);
    const std::size_t more = (size - level.bits.size()) * sizeof(std::uint64_t);
    if (!m_state.budget->charge(more))
        return false;
    m_charged += more;
    level.bits = {}; // the old contents are not needed
    level.bits.resize(size);
    return true;
}

bool BitMiner::intersect(const BitTable& table, const std::uint64_t* prefix, std::uint32_t count,
                         bool keep, Level& level, std::uint32_t& kept) {
    kept = 0;
    const std::size_t slice = std::max<std::size_t>(kWordsPerCall / table.words, 1);
    for (std::size_t first = 0; first < count; first += slice) {
        const std::size_t columns = std::min(slice, count - first);
        const std::uint64_t* from = table.columns + first * table.words;
        std::uint32_t* positions = level.positions.data() + kept;
        std::uint32_t* counts = level.counts.data() + kept;
        const std::size_t found =
            keep ? kernels::intersectFrequent(prefix, from, columns, table.words, m_state.minCount,
                                              level.bits.data() + kept * table.words, positions,
                                              counts)
                 : kernels::countFrequent(prefix, from, columns, table.words, m_state.minCount,
                                          positions, counts);
        if (first > 0)
            for (std::size_t i = 0; i < found; ++i)
                positions[i] += static_cast<std::uint32_t>(first);
        kept += static_cast<std::uint32_t>(found);
        if (!m_state.goOn(columns * (table.words + 4)))
            return false;
    }
    m_state.intersections += count;
    return true;
}

/// Of `kept` columns in the level only the bits of `mask`, moved together, when that pays: each
/// pair of columns will be intersected, and what is narrowed makes all that shorter.
bool BitMiner::narrow(const std::uint64_t* mask, std::uint32_t support, std::uint32_t kept,
                      std::size_t& words, Level& level) {
    const std::size_t narrow = wordsOf(support);
    if (words < kWorthNarrowing || narrow >= words ||
        kept * (words - narrow) < kernels::compressCost() * words)
        return true;
    level.narrow.assign(narrow, 0);
    for (std::uint32_t c = 0; c < kept; ++c) {
        // Behind its words a narrowed column is never read: the next one may lie there.
        std::ranges::fill(level.narrow, 0);
        kernels::compressBits(mask, level.bits.data() + c * words, words, level.narrow.data());
        std::ranges::copy(level.narrow,
                          level.bits.begin() + static_cast<std::ptrdiff_t>(c * narrow));
        if (!m_state.goOn(4 * words))
            return false;
    }
    words = narrow;
    return true;
}

bool BitMiner::extendOne(const BitTable& table, std::uint32_t column, std::uint32_t support,
                         int left, std::size_t depth, NodeBlock& block) {
    block = {};
    if (column == 0 || table.words == 0)
        return true;
    while (m_levels.size() <= depth)
        m_levels.push_back(std::make_unique<Level>());
    Level& level = *m_levels[depth];
    const bool keep = left > 1;
    const std::uint64_t* prefix = table.columns + column * table.words;
    if (!room(level, column, keep ? table.words : 0))
        return false;
    std::uint32_t kept = 0;
    if (!intersect(table, prefix, column, keep, level, kept) || !m_state.append(kept, block))
        return false;
    ItemsetNode* nodes = m_state.branch->nodes.data() + block.first;
    for (std::uint32_t i = 0; i < kept; ++i) {
        level.ranks[i] = table.ranks[level.positions[i]];
        nodes[i] = {level.ranks[i], level.counts[i], 0, 0};
    }
    if (!keep || kept < 2)
        return true;
    std::size_t words = table.words;
    return narrow(prefix, support, kept, words, level) &&
           extendAll({level.bits.data(), level.ranks.data(), words}, block, left - 1, depth + 1);
}

bool BitMiner::extendAll(const BitTable& table, NodeBlock block, int left, std::size_t depth) {
    for (std::uint32_t c = 1; left > 0 && c < block.count; ++c) {
        NodeBlock children;
        const std::uint32_t support = m_state.branch->nodes[block.first + c].count;
        if (!extendOne(table, c, support, left, depth, children))
            return false;
        ItemsetNode& node = m_state.branch->nodes[block.first + c];
        node.firstChild = children.first;
        node.children = children.count;
    }
    return true;
}

} // namespace mops::learn
