#include "core/sources/name_index.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

namespace mops::sources {

std::string_view NameIndex::name(std::int32_t number) const {
    const auto n = static_cast<std::size_t>(number);
    return std::string_view(m_texts).substr(m_begin[n], m_begin[n + 1] - m_begin[n]);
}

/// Where the name is, or the free slot where it would be.
std::size_t NameIndex::slotOf(std::string_view name) const {
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = std::hash<std::string_view>{}(name)&mask;
    while (m_slots[slot] != 0 && this->name(m_slots[slot] - 1) != name)
        slot = (slot + 1) & mask;
    return slot;
}

void NameIndex::grow() {
    m_slots.assign(std::max<std::size_t>(64, m_slots.size() * 2), 0);
    for (std::int32_t number = 0; number < size(); ++number)
        m_slots[slotOf(name(number))] = number + 1;
}

std::optional<std::int32_t> NameIndex::find(std::string_view name) const {
    if (m_slots.empty())
        return std::nullopt;
    const std::int32_t held = m_slots[slotOf(name)];
    return held == 0 ? std::nullopt : std::optional(held - 1);
}

std::optional<std::int32_t> NameIndex::add(std::string_view name) {
    if (m_begin.size() * 2 > m_slots.size())
        grow();
    std::int32_t& slot = m_slots[slotOf(name)];
    if (slot == 0) {
        if (size() == std::numeric_limits<std::int32_t>::max() - 1)
            return std::nullopt;
        m_texts += name;
        m_begin.push_back(m_texts.size());
        slot = size();
    }
    return slot - 1;
}

std::vector<std::int32_t> NameIndex::sort() {
    std::vector<std::int32_t> order(static_cast<std::size_t>(size()));
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, {}, [this](std::int32_t number) { return name(number); });
    std::vector<std::int32_t> renumbered(order.size());
    NameIndex sorted;
    sorted.m_texts.reserve(m_texts.size());
    sorted.m_begin.reserve(m_begin.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
        sorted.m_texts += name(order[k]);
        sorted.m_begin.push_back(sorted.m_texts.size());
        renumbered[static_cast<std::size_t>(order[k])] = static_cast<std::int32_t>(k);
    }
    sorted.m_slots = std::move(m_slots);
    for (std::int32_t& slot : sorted.m_slots)
        slot = slot == 0 ? 0 : renumbered[static_cast<std::size_t>(slot - 1)] + 1;
    *this = std::move(sorted);
    return renumbered;
}

} // namespace mops::sources
