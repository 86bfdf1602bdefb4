#pragma once

#include "core/mart/merchant_table.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mops::ui {

/// Finds merchants by id, name, full pinyin or pinyin initials. Immutable; built off the GUI
/// thread, O(total length of names).
class MerchantIndex {
public:
    static std::shared_ptr<const MerchantIndex> build(std::shared_ptr<const mart::MerchantTable> table,
                                                      TaskContext& task);
    struct Match {
        std::string id;
        std::string name;
        std::uint32_t row = 0;
    };
    /// Those that begin with the words first, then those that hold them; at most `most`.
    std::vector<Match> find(std::string_view words, std::size_t most) const;

private:
    std::shared_ptr<const mart::MerchantTable> m_table;
    std::string m_keys;                 ///< "\x1f id \x1f name \x1f pinyin \x1f initials \n" per row
    std::vector<std::size_t> m_begin;   ///< rows + 1
};

} // namespace mops::ui
