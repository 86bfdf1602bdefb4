#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mops::sources {

/// Numbers for texts in the order of their first appearance, and back. One buffer holds all texts:
/// about 20 bytes a text besides its own.
class TextIds {
public:
    static constexpr std::int32_t kNone = -1;

    /// The number of `text`, a new one if need be; kNone when there are 2^31 − 1 already.
    std::int32_t add(std::string_view text);
    /// kNone when unknown.
    std::int32_t find(std::string_view text) const;
    /// Valid until the next add().
    std::string_view text(std::int32_t id) const;
    std::int32_t size() const { return static_cast<std::int32_t>(m_begin.size() - 1); }

private:
    std::size_t slotOf(std::string_view text) const;
    void grow();

    std::string m_texts;
    std::vector<std::size_t> m_begin{0};                                     ///< texts + 1
    std::vector<std::int32_t> m_slots{std::vector<std::int32_t>(64, kNone)}; ///< open addressing
};

} // namespace mops::sources
