#pragma once

#include "core/learn/patterns/bit_miner.h"
#include "core/learn/patterns/mining_state.h"
#include "core/learn/patterns/ranked_rows.h"

#include <cstdint>
#include <vector>

namespace mops::learn {

/// Whether bit rows are the cheaper form of these rows with so many different ranks.
bool bitsPay(const RankedRows& rows, std::size_t ranks);
/// The bit rows of all ranks, one behind the other; words = ⌈rows / 64⌉.
void fillBits(const RankedRows& rows, std::size_t ranks, std::vector<std::uint64_t>& columns);

/// Finds one branch of the tree at a time and keeps its scratch memory from one to the next: one
/// per thread. False means that the stop sign was raised or the budget exceeded.
class ItemsetMiner {
public:
    ItemsetMiner(std::uint32_t minCount, int maxLength, std::size_t ranks, MemoryBudget& budget);

    /// The sets below {rank}, from rows.
    bool mine(const RankedRows& rows, std::uint32_t rank, ItemsetBranch& branch, StopSign& stop);
    /// The sets below {rank}, from the bits of all ranks.
    bool mine(const BitTable& table, std::uint32_t rank, std::uint32_t support,
              ItemsetBranch& branch, StopSign& stop);

    const MiningState& state() const { return m_state; }

private:
    bool extend(const RankedRows& rows, const std::uint32_t* ranks, std::uint32_t rank, int left,
                NodeBlock& block);
    bool countPrefixes(const RankedRows& rows, std::uint32_t rank);
    void takeFrequent(std::uint32_t rank);
    bool project(const RankedRows& rows, std::uint32_t rank, RankedRows& projected);
    bool below(RankedRows& projected, const std::vector<std::uint32_t>& ranks, NodeBlock block,
               int left);

    MiningState m_state;
    BitMiner m_bitMiner;
    int m_maxLength;
    std::vector<std::uint32_t> m_counts;   ///< per rank, all zero between uses
    std::vector<std::uint32_t> m_slots;    ///< per rank its position among the extensions + 1
    std::vector<std::uint32_t> m_touched;  ///< ranks counted, unless all are looked through
    std::vector<std::uint32_t> m_frequent; ///< extensions, ascending
    std::vector<std::uint32_t> m_supports; ///< their counts
    RankedRows m_projected;
    std::vector<std::uint64_t> m_bits;
    bool m_touchedAll = false;
};

} // namespace mops::learn
