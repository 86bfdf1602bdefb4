#include "core/learn/bit_miner.h"

#include "core/learn/kernels/bitsets.h"

#include <algorithm>

namespace mops::learn {
namespace {

constexpr std::size_t kBitsPerWord = 64;
/// A kernel call beyond this is cut, so that the stop sign is asked every few milliseconds.
constexpr std::size_t kWordsPerCall = std::size_t{1} << 21;
/// Moving bits together costs about as much as two intersections and pays when columns shrink
/// at least so much and are not short anyway.
constexpr std::size_t kNarrowing = 4;
constexpr std::size_t kWorthNarrowing = 8;

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

bool BitMiner::narrow(const BitTable& table, std::uint32_t column, std::size_t words,
                      Level& level) {
    const std::uint64_t* mask = table.columns + column * table.words;
    for (std::uint32_t c = 0; c < column; ++c) {
        kernels::compressBits(mask, table.columns + c * table.words, table.words,
                              level.bits.data() + c * words);
        if (!m_state.goOn(2 * table.words))
            return false;
    }
    level.narrowPrefix.assign(words, ~std::uint64_t{0});
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
    BitTable source = table;
    const std::uint64_t* prefix = table.columns + column * table.words;
    const std::size_t narrowWords = wordsOf(support);
    const bool narrowed =
        keep && table.words >= kWorthNarrowing && narrowWords * kNarrowing <= table.words;
    if (!room(level, column, keep ? (narrowed ? narrowWords : table.words) : 0))
        return false;
    if (narrowed) {
        // The mask may have fewer bits than the set has rows, never more: words behind are zero.
        std::fill_n(level.bits.begin(), column * narrowWords, 0);
        if (!narrow(table, column, narrowWords, level))
            return false;
        source = {level.bits.data(), table.ranks, narrowWords};
        prefix = level.narrowPrefix.data();
    }
    std::uint32_t kept = 0;
    if (!intersect(source, prefix, column, keep, level, kept) || !m_state.append(kept, block))
        return false;
    ItemsetNode* nodes = m_state.branch->nodes.data() + block.first;
    for (std::uint32_t i = 0; i < kept; ++i) {
        level.ranks[i] = table.ranks[level.positions[i]];
        nodes[i] = {level.ranks[i], level.counts[i], 0, 0};
    }
    return !keep || extendAll({level.bits.data(), level.ranks.data(), source.words}, block,
                              left - 1, depth + 1);
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
