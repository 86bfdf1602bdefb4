// Filter, sort and facets of the merchant table: what happens between two key strokes.
#include "core/mart/merchant_table.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

namespace mops::mart {
namespace {

/// Later than every known value, so unknown values come last in both directions.
constexpr std::uint64_t kUnknown = std::numeric_limits<std::uint64_t>::max();

char asciiLowerChar(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Searches the whole arena for a text without ASCII case and answers the rows that hold it. One
/// sweep over all bytes is faster than a search per row.
class ArenaSearch {
public:
    explicit ArenaSearch(std::string_view needle)
        : m_needle(asciiLower(needle)) {
        const char lower = m_needle.front();
        m_first = {lower,
                   lower >= 'a' && lower <= 'z' ? static_cast<char>(lower - 'a' + 'A') : lower};
    }

    void mark(const std::vector<char>& arena, const std::vector<std::uint32_t>& begin,
              std::vector<char>& hit) const {
        if (arena.size() < m_needle.size())
            return;
        const char* const data = arena.data();
        const std::size_t lastStart = arena.size() - m_needle.size();
        std::size_t row = 0;
        for (std::size_t at = next(data, 0, lastStart); at <= lastStart;) {
            if (!matches(data + at)) {
                at = next(data, at + 1, lastStart);
                continue;
            }
            while (begin[row + 1] <= at)
                ++row;
            // A text that runs over into the next row is no hit in this one.
            if (at + m_needle.size() > begin[row + 1]) {
                at = next(data, at + 1, lastStart);
                continue;
            }
            hit[row] = 1;
            at = next(data, begin[row + 1], lastStart);
        }
    }

private:
    std::size_t next(const char* data, std::size_t from, std::size_t last) const {
        for (; from <= last; ++from)
            if (data[from] == m_first[0] || data[from] == m_first[1])
                return from;
        return last + 1;
    }
    bool matches(const char* at) const {
        for (std::size_t i = 1; i < m_needle.size(); ++i)
            if (asciiLowerChar(at[i]) != m_needle[i])
                return false;
        return true;
    }

    std::string m_needle;
    std::array<char, 2> m_first{};
};

/// The number of a text, or nothing when no row has it.
std::optional<std::uint32_t> codeOf(const Dictionary& dictionary, const std::string& text) {
    const auto found = std::find(dictionary.texts.begin(), dictionary.texts.end(), text);
    if (found == dictionary.texts.end())
        return std::nullopt;
    return static_cast<std::uint32_t>(found - dictionary.texts.begin());
}

/// Integers so that unsigned order is the order of the values.
std::uint64_t ordered(std::int64_t value) {
    return static_cast<std::uint64_t>(value) ^ (std::uint64_t{1} << 63U);
}
std::uint64_t ordered(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value == 0 ? 0.0F : value);
    return (bits & 0x80000000U) != 0 ? static_cast<std::uint32_t>(~bits) : bits | 0x80000000U;
}

/// Rank of every text of a dictionary in byte order; the unknown text is unknown.
std::vector<std::uint64_t> textRanks(const std::vector<std::string>& texts) {
    std::vector<std::uint32_t> order(texts.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<std::uint32_t>(i);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
    std::vector<std::uint64_t> ranks(texts.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank)
        ranks[order[rank]] = texts[order[rank]].empty() ? kUnknown : rank;
    return ranks;
}

struct Keyed {
    std::uint64_t key = 0;
    std::uint32_t row = 0;
};

/// Stable radix sort, least significant byte first; bytes that are the same everywhere are skipped.
/// `spare` is as long as `entries`.
void radixSort(std::span<Keyed> entries, std::span<Keyed> spare) {
    std::array<std::array<std::uint32_t, 256>, 8> counts{};
    for (const Keyed& entry : entries)
        for (std::size_t byte = 0; byte < 8; ++byte)
            ++counts[byte][(entry.key >> (8 * byte)) & 0xFFU];
    const std::span<Keyed> home = entries;
    for (std::size_t byte = 0; byte < 8; ++byte) {
        auto& places = counts[byte];
        if (std::any_of(places.begin(), places.end(),
                        [&](std::uint32_t count) { return count == entries.size(); }))
            continue;
        std::uint32_t sum = 0;
        for (std::uint32_t& place : places)
            sum += std::exchange(place, sum);
        for (const Keyed& entry : entries)
            spare[places[(entry.key >> (8 * byte)) & 0xFFU]++] = entry;
        std::swap(entries, spare);
    }
    if (entries.data() != home.data())
        std::copy(entries.begin(), entries.end(), home.begin());
}

/// A text's first eight bytes as a number of the same order.
std::uint64_t prefixOf(std::string_view text) {
    std::array<unsigned char, 8> bytes{};
    std::memcpy(bytes.data(), text.data(), std::min<std::size_t>(text.size(), bytes.size()));
    std::uint64_t key = 0;
    for (const unsigned char byte : bytes)
        key = key << 8U | byte;
    return key;
}

template <class Key>
std::vector<Keyed> keyed(const std::vector<std::uint32_t>& rows, bool descending, Key key) {
    std::vector<Keyed> entries(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint64_t value = key(rows[i]);
        // kUnknown − 1 is the largest known key: descending, the known ones turn round below it.
        entries[i] = {descending && value != kUnknown ? kUnknown - 1 - value : value, rows[i]};
    }
    return entries;
}

void takeRows(const std::vector<Keyed>& entries, std::vector<std::uint32_t>& rows) {
    for (std::size_t i = 0; i < entries.size(); ++i)
        rows[i] = entries[i].row;
}

template <class Key>
void sortBy(std::vector<std::uint32_t>& rows, bool descending, Key key) {
    std::vector<Keyed> entries = keyed(rows, descending, key);
    std::vector<Keyed> spare(entries.size());
    radixSort(entries, spare);
    takeRows(entries, rows);
}

/// Eight bytes of all texts at a time: names begin with the same words, so runs of equal bytes are
/// sorted on by the next eight. Few texts are compared as they are. Stable.
template <class Text>
void sortTexts(std::span<Keyed> entries, std::span<Keyed> spare, std::size_t depth, bool descending,
               const Text& text) {
    constexpr std::size_t kFew = 256;
    constexpr std::size_t kDeepest = 64; // a table of one single name must end too
    if (entries.size() < kFew || depth > kDeepest) {
        std::stable_sort(entries.begin(), entries.end(), [&](const Keyed& a, const Keyed& b) {
            const int order = text(a.row).compare(text(b.row));
            return descending ? order > 0 : order < 0;
        });
        return;
    }
    for (Keyed& entry : entries) {
        const std::string_view whole = text(entry.row);
        const std::uint64_t key = prefixOf(whole.substr(std::min(depth, whole.size())));
        entry.key = descending ? ~key : key;
    }
    radixSort(entries, spare);
    for (std::size_t begin = 0; begin < entries.size();) {
        std::size_t end = begin + 1;
        while (end < entries.size() && entries[end].key == entries[begin].key)
            ++end;
        if (end - begin > 1)
            sortTexts(entries.subspan(begin, end - begin), spare.first(end - begin), depth + 8,
                      descending, text);
        begin = end;
    }
}

template <class Text>
void sortByText(std::vector<std::uint32_t>& rows, bool descending, const Text& text) {
    const auto unknown = std::stable_partition(
        rows.begin(), rows.end(), [&](std::uint32_t row) { return !text(row).empty(); });
    std::vector<Keyed> entries(static_cast<std::size_t>(unknown - rows.begin()));
    for (std::size_t i = 0; i < entries.size(); ++i)
        entries[i].row = rows[i];
    std::vector<Keyed> spare(entries.size());
    sortTexts(std::span(entries), std::span(spare), 0, descending, text);
    takeRows(entries, rows);
}

void sortByDictionary(const Dictionary& dictionary, bool descending,
                      std::vector<std::uint32_t>& rows) {
    const std::vector<std::uint64_t> ranks = textRanks(dictionary.texts);
    sortBy(rows, descending, [&](std::uint32_t row) { return ranks[dictionary.codes[row]]; });
}

void sortByTime(const std::vector<std::int64_t>& column, bool descending,
                std::vector<std::uint32_t>& rows) {
    sortBy(rows, descending, [&](std::uint32_t row) {
        return column[row] == kNever ? kUnknown : ordered(column[row]);
    });
}

void sortByNumber(const std::vector<float>& column, bool descending,
                  std::vector<std::uint32_t>& rows) {
    sortBy(rows, descending, [&](std::uint32_t row) {
        return std::isnan(column[row]) ? kUnknown : ordered(column[row]);
    });
}

} // namespace

std::vector<std::uint32_t> filterMerchants(const MerchantTable& table,
                                           const MerchantFilter& filter) {
    std::vector<std::uint32_t> rows;
    const auto region = codeOf(table.region, filter.region);
    const auto category = codeOf(table.category, filter.category);
    if ((!filter.region.empty() && !region) || (!filter.category.empty() && !category))
        return rows;
    const std::string_view text = trim(filter.text);
    std::vector<char> hit;
    if (!text.empty()) {
        hit.assign(table.rows(), 0);
        const ArenaSearch search(text);
        search.mark(table.names, table.nameBegin, hit);
        search.mark(table.ids, table.idBegin, hit);
    }
    rows.reserve(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!hit.empty() && hit[row] == 0)
            continue;
        if (!filter.region.empty() && table.region.codes[row] != *region)
            continue;
        if (!filter.category.empty() && table.category.codes[row] != *category)
            continue;
        if (filter.segment >= 0 && table.segment[row] != filter.segment)
            continue;
        // NaN (not scored) is below every limit.
        if (filter.minRisk >= 0 &&
            !(static_cast<double>(table.riskProbability[row]) >= filter.minRisk))
            continue;
        if (table.orders[row] < filter.minOrders)
            continue;
        rows.push_back(static_cast<std::uint32_t>(row));
    }
    return rows;
}

void sortMerchants(const MerchantTable& table, MerchantColumn column, bool descending,
                   std::vector<std::uint32_t>& rows) {
    switch (column) {
    case MerchantColumn::Name:
        return sortByText(rows, descending, [&](std::uint32_t row) { return table.name(row); });
    case MerchantColumn::Id:
        return sortByText(rows, descending, [&](std::uint32_t row) { return table.id(row); });
    case MerchantColumn::Region: return sortByDictionary(table.region, descending, rows);
    case MerchantColumn::City: return sortByDictionary(table.city, descending, rows);
    case MerchantColumn::Category: return sortByDictionary(table.category, descending, rows);
    case MerchantColumn::Status: return sortByDictionary(table.status, descending, rows);
    case MerchantColumn::RegisteredAt: return sortByTime(table.registeredAt, descending, rows);
    case MerchantColumn::LastOrderAt: return sortByTime(table.lastOrderAt, descending, rows);
    case MerchantColumn::Orders:
        return sortBy(rows, descending, [&](std::uint32_t row) {
            return ordered(static_cast<std::int64_t>(table.orders[row]));
        });
    case MerchantColumn::Turnover:
        return sortBy(rows, descending,
                      [&](std::uint32_t row) { return ordered(table.turnover[row]); });
    case MerchantColumn::Turnover30:
        return sortBy(rows, descending,
                      [&](std::uint32_t row) { return ordered(table.turnover30[row]); });
    case MerchantColumn::ReviewMean: return sortByNumber(table.reviewMean, descending, rows);
    case MerchantColumn::LateShare: return sortByNumber(table.lateShare, descending, rows);
    case MerchantColumn::Risk: return sortByNumber(table.riskProbability, descending, rows);
    case MerchantColumn::Segment:
        return sortBy(rows, descending, [&](std::uint32_t row) {
            return table.segment[row] < 0 ? kUnknown
                                          : static_cast<std::uint64_t>(table.segment[row]);
        });
    }
}

std::vector<FacetValue> facet(const Dictionary& column, std::span<const std::uint32_t> rows) {
    std::vector<FacetValue> values(column.texts.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i].text = column.texts[i];
    for (const std::uint32_t row : rows)
        ++values[column.codes[row]].rows;
    std::erase_if(values, [](const FacetValue& value) { return value.rows == 0; });
    std::sort(values.begin(), values.end(), [](const FacetValue& a, const FacetValue& b) {
        return a.rows != b.rows ? a.rows > b.rows : a.text < b.text;
    });
    return values;
}

} // namespace mops::mart
