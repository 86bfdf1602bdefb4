#pragma once

#include "core/base/text_columns.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace mops {

/// Sorting row numbers by the columns of a table in memory: stable radix sorts over 64-bit keys.

/// Later than every known value, so unknown values come last in both directions.
inline constexpr std::uint64_t kUnknownKey = std::numeric_limits<std::uint64_t>::max();

/// Numbers as integers whose unsigned order is the order of the values; NaN is unknown.
inline std::uint64_t sortKey(std::int64_t value) {
    return static_cast<std::uint64_t>(value) ^ (std::uint64_t{1} << 63U);
}
inline std::uint64_t sortKey(float value) {
    if (std::isnan(value))
        return kUnknownKey;
    const auto bits = std::bit_cast<std::uint32_t>(value == 0 ? 0.0F : value);
    return (bits & 0x80000000U) != 0 ? static_cast<std::uint32_t>(~bits) : bits | 0x80000000U;
}
inline std::uint64_t sortKey(double value) {
    if (std::isnan(value))
        return kUnknownKey;
    const auto bits = std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value);
    return (bits >> 63U) != 0 ? ~bits : bits | (std::uint64_t{1} << 63U);
}

/// Rank of every text of a dictionary in byte order; the unknown text is unknown.
std::vector<std::uint64_t> textRanks(const std::vector<std::string>& texts);

struct KeyedRow {
    std::uint64_t key = 0;
    std::uint32_t row = 0;
};

/// Stable, least significant byte first; bytes that are the same everywhere are skipped. `spare` is
/// as long as `entries`.
void radixSort(std::span<KeyedRow> entries, std::span<KeyedRow> spare);

/// Sorts by key(row) → 64-bit key.
template <class Key>
void sortRowsByKey(std::vector<std::uint32_t>& rows, bool descending, Key key) {
    std::vector<KeyedRow> entries(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint64_t value = key(rows[i]);
        // kUnknownKey − 1 is the largest known key: descending, the known ones turn round below it.
        entries[i] = {descending && value != kUnknownKey ? kUnknownKey - 1 - value : value,
                      rows[i]};
    }
    std::vector<KeyedRow> spare(entries.size());
    radixSort(entries, spare);
    for (std::size_t i = 0; i < entries.size(); ++i)
        rows[i] = entries[i].row;
}

void sortRowsByDictionary(const Dictionary& dictionary, bool descending,
                          std::vector<std::uint32_t>& rows);

/// A text's first eight bytes as a number of the same order.
std::uint64_t prefixKey(std::string_view text);

/// Eight bytes of all texts at a time: names begin with the same words, so runs of equal bytes are
/// sorted on by the next eight. Few texts are compared as they are. Stable.
template <class Text>
void sortKeyedByText(std::span<KeyedRow> entries, std::span<KeyedRow> spare, std::size_t depth,
                     bool descending, const Text& text) {
    constexpr std::size_t kFew = 256;
    constexpr std::size_t kDeepest = 64; // a table of one single name must end too
    if (entries.size() < kFew || depth > kDeepest) {
        std::stable_sort(entries.begin(), entries.end(), [&](const KeyedRow& a, const KeyedRow& b) {
            const int order = text(a.row).compare(text(b.row));
            return descending ? order > 0 : order < 0;
        });
        return;
    }
    for (KeyedRow& entry : entries) {
        const std::string_view whole = text(entry.row);
        const std::uint64_t key = prefixKey(whole.substr(std::min(depth, whole.size())));
        entry.key = descending ? ~key : key;
    }
    radixSort(entries, spare);
    for (std::size_t begin = 0; begin < entries.size();) {
        std::size_t end = begin + 1;
        while (end < entries.size() && entries[end].key == entries[begin].key)
            ++end;
        if (end - begin > 1)
            sortKeyedByText(entries.subspan(begin, end - begin), spare.first(end - begin),
                            depth + 8, descending, text);
        begin = end;
    }
}

/// Sorts by text(row) → string_view; empty texts last in both directions.
template <class Text>
void sortRowsByText(std::vector<std::uint32_t>& rows, bool descending, const Text& text) {
    const auto unknown = std::stable_partition(
        rows.begin(), rows.end(), [&](std::uint32_t row) { return !text(row).empty(); });
    std::vector<KeyedRow> entries(static_cast<std::size_t>(unknown - rows.begin()));
    for (std::size_t i = 0; i < entries.size(); ++i)
        entries[i].row = rows[i];
    std::vector<KeyedRow> spare(entries.size());
    sortKeyedByText(std::span(entries), std::span(spare), 0, descending, text);
    for (std::size_t i = 0; i < entries.size(); ++i)
        rows[i] = entries[i].row;
}

} // namespace mops
