#include "core/base/text_columns.h"

#include "core/base/text.h"

#include <algorithm>
#include <limits>
#include <new>

namespace mops {
namespace {

char asciiLowerChar(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

std::optional<std::uint32_t> Dictionary::codeOf(std::string_view text) const {
    const auto found = std::find(texts.begin(), texts.end(), text);
    if (found == texts.end())
        return std::nullopt;
    return static_cast<std::uint32_t>(found - texts.begin());
}

std::uint32_t GrowingDictionary::codeFor(std::string_view text) {
    // Neighbouring rows often hold the same text: then nothing is looked up.
    if (text != m_column.texts[m_last]) {
        m_scratch.assign(text);
        const auto [entry, isNew] =
            m_numbers.emplace(m_scratch, static_cast<std::uint32_t>(m_column.texts.size()));
        if (isNew)
            m_column.texts.push_back(m_scratch);
        m_last = entry->second;
    }
    return m_last;
}

std::optional<std::uint32_t> GrowingDictionary::codeOf(std::string_view text) const {
    const auto found = m_numbers.find(std::string(text));
    return found == m_numbers.end() ? std::nullopt : std::optional(found->second);
}

void appendText(std::vector<char>& arena, std::vector<std::uint32_t>& begin,
                std::string_view text) {
    if (arena.size() + text.size() > std::numeric_limits<std::uint32_t>::max())
        throw std::bad_alloc();
    arena.insert(arena.end(), text.begin(), text.end());
    begin.push_back(static_cast<std::uint32_t>(arena.size()));
}

ArenaSearch::ArenaSearch(std::string_view needle)
    : m_needle(asciiLower(needle)) {
    const char lower = m_needle.front();
    m_first = {lower, lower >= 'a' && lower <= 'z' ? static_cast<char>(lower - 'a' + 'A') : lower};
}

void ArenaSearch::mark(const std::vector<char>& arena, const std::vector<std::uint32_t>& begin,
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

bool ArenaSearch::in(std::string_view text) const {
    if (text.size() < m_needle.size())
        return false;
    const std::size_t last = text.size() - m_needle.size();
    for (std::size_t at = next(text.data(), 0, last); at <= last;
         at = next(text.data(), at + 1, last))
        if (matches(text.data() + at))
            return true;
    return false;
}

std::size_t ArenaSearch::next(const char* data, std::size_t from, std::size_t last) const {
    for (; from <= last; ++from)
        if (data[from] == m_first[0] || data[from] == m_first[1])
            return from;
    return last + 1;
}

bool ArenaSearch::matches(const char* at) const {
    for (std::size_t i = 1; i < m_needle.size(); ++i)
        if (asciiLowerChar(at[i]) != m_needle[i])
            return false;
    return true;
}

std::vector<FacetValue> facet(const Dictionary& column, std::span<const std::uint32_t> rows) {
    std::vector<FacetValue> values(column.texts.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i].text = column.texts[i];
    for (const std::uint32_t row : rows)
        ++values[column.codes[row]].rows;
    arrangeFacet(values);
    return values;
}

void arrangeFacet(std::vector<FacetValue>& values) {
    std::erase_if(values, [](const FacetValue& value) { return value.rows == 0; });
    std::sort(values.begin(), values.end(), [](const FacetValue& a, const FacetValue& b) {
        return a.rows != b.rows ? a.rows > b.rows : a.text < b.text;
    });
}

} // namespace mops
