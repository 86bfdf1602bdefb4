#include "core/sources/text_ids.h"

#include <functional>
#include <limits>

namespace mops::sources {

std::int32_t TextIds::add(std::string_view text) {
    std::size_t slot = slotOf(text);
    if (m_slots[slot] != kNone)
        return m_slots[slot];
    if (size() == std::numeric_limits<std::int32_t>::max())
        return kNone;
    const std::int32_t id = size();
    m_texts.append(text);
    m_begin.push_back(m_texts.size());
    m_slots[slot] = id;
    if (m_begin.size() * 2 > m_slots.size())
        grow();
    return id;
}

std::int32_t TextIds::find(std::string_view text) const {
    return m_slots[slotOf(text)];
}

std::string_view TextIds::text(std::int32_t id) const {
    const auto at = static_cast<std::size_t>(id);
    return std::string_view(m_texts).substr(m_begin[at], m_begin[at + 1] - m_begin[at]);
}

/// Where the text is, or where it would go. The number of slots is a power of two, at least half
/// of them free.
std::size_t TextIds::slotOf(std::string_view wanted) const {
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = std::hash<std::string_view>{}(wanted)&mask;
    while (m_slots[slot] != kNone && text(m_slots[slot]) != wanted)
        slot = (slot + 1) & mask;
    return slot;
}

void TextIds::grow() {
    m_slots.assign(m_slots.size() * 2, kNone);
    for (std::int32_t id = 0; id < size(); ++id)
        m_slots[slotOf(text(id))] = id;
}

} // namespace mops::sources
