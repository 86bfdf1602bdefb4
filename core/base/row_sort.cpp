#include "core/base/row_sort.h"

#include <array>
#include <cstring>
#include <numeric>
#include <utility>

namespace mops {

std::vector<std::uint64_t> textRanks(const std::vector<std::string>& texts) {
    std::vector<std::uint32_t> order(texts.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
    std::vector<std::uint64_t> ranks(texts.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank)
        ranks[order[rank]] = texts[order[rank]].empty() ? kUnknownKey : rank;
    return ranks;
}

void radixSort(std::span<KeyedRow> entries, std::span<KeyedRow> spare) {
    std::array<std::array<std::uint32_t, 256>, 8> counts{};
    for (const KeyedRow& entry : entries)
        for (std::size_t byte = 0; byte < 8; ++byte)
            ++counts[byte][(entry.key >> (8 * byte)) & 0xFFU];
    const std::span<KeyedRow> home = entries;
    for (std::size_t byte = 0; byte < 8; ++byte) {
        auto& places = counts[byte];
        if (std::any_of(places.begin(), places.end(),
                        [&](std::uint32_t count) { return count == entries.size(); }))
            continue;
        std::uint32_t sum = 0;
        for (std::uint32_t& place : places)
            sum += std::exchange(place, sum);
        for (const KeyedRow& entry : entries)
            spare[places[(entry.key >> (8 * byte)) & 0xFFU]++] = entry;
        std::swap(entries, spare);
    }
    if (entries.data() != home.data())
        std::copy(entries.begin(), entries.end(), home.begin());
}

void sortRowsByDictionary(const Dictionary& dictionary, bool descending,
                          std::vector<std::uint32_t>& rows) {
    const std::vector<std::uint64_t> ranks = textRanks(dictionary.texts);
    sortRowsByKey(rows, descending,
                  [&](std::uint32_t row) { return ranks[dictionary.codes[row]]; });
}

std::uint64_t prefixKey(std::string_view text) {
    std::array<unsigned char, 8> bytes{};
    std::memcpy(bytes.data(), text.data(), std::min<std::size_t>(text.size(), bytes.size()));
    std::uint64_t key = 0;
    for (const unsigned char byte : bytes)
        key = key << 8U | byte;
    return key;
}

} // namespace mops
