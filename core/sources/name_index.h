#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mops::sources {

/// Texts ↔ numbers 0, 1, 2, …: ids of a file as what algorithms count with. All texts lie in one
/// piece of memory; a name costs its bytes and about 20 more.
class NameIndex {
public:
    std::int32_t size() const { return static_cast<std::int32_t>(m_begin.size()) - 1; }
    std::string_view name(std::int32_t number) const;
    std::optional<std::int32_t> find(std::string_view name) const;
    /// The name's number; a new name gets the next one. Nothing when there are 2³¹ − 1 names.
    std::optional<std::int32_t> add(std::string_view name);
    /// Renumbers the names in the order of their bytes; the new number per old one.
    std::vector<std::int32_t> sort();

private:
    std::size_t slotOf(std::string_view name) const;
    void grow();

    std::string m_texts;
    std::vector<std::uint64_t> m_begin{0};
    std::vector<std::int32_t> m_slots; ///< number + 1; 0 = free; a power of two
};

} // namespace mops::sources
