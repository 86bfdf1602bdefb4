#pragma once

#include "core/learn/patterns/mining_state.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace mops::learn {

/// The extensions of a set as bit rows over the rows that hold the set.
struct BitTable {
    const std::uint64_t* columns = nullptr; ///< one behind the other
    const std::uint32_t* ranks = nullptr;   ///< of the columns
    std::size_t words = 0;                  ///< of a column
};

/// Eclat on bit rows, depth first. Scratch memory is kept from one branch to the next.
class BitMiner {
public:
    explicit BitMiner(MiningState& state)
        : m_state(state) {}
    ~BitMiner();
    BitMiner(const BitMiner&) = delete;
    BitMiner& operator=(const BitMiner&) = delete;

    /// Everything below the nodes of `block`, which are the columns of `table`; their sets may
    /// take `left` more items.
    bool extendAll(const BitTable& table, NodeBlock block, int left, std::size_t depth = 0);
    /// The set of `column`, held by `support` rows: its children are written to `block`, and what
    /// is below them.
    bool extendOne(const BitTable& table, std::uint32_t column, std::uint32_t support, int left,
                   std::size_t depth, NodeBlock& block);

private:
    struct Level {
        std::vector<std::uint64_t> bits;
        std::vector<std::uint64_t> narrow; ///< a column on its way
        std::vector<std::uint32_t> positions;
        std::vector<std::uint32_t> counts;
        std::vector<std::uint32_t> ranks;
    };

    bool room(Level& level, std::size_t columns, std::size_t words);
    bool intersect(const BitTable& table, const std::uint64_t* prefix, std::uint32_t count,
                   bool keep, Level& level, std::uint32_t& kept);
    bool narrow(const std::uint64_t* mask, std::uint32_t support, std::uint32_t kept,
                std::size_t& words, Level& level);

    MiningState& m_state;
    std::vector<std::unique_ptr<Level>> m_levels;
    std::size_t m_charged = 0;
};

} // namespace mops::learn
