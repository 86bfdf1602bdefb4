#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mops {

/// Strings that repeat (region, city, category): a number per row and each text once.
struct Dictionary {
    std::vector<std::string> texts;   ///< texts[0] is "" = unknown
    std::vector<std::uint32_t> codes; ///< per row
    std::string_view at(std::size_t row) const { return texts[codes[row]]; }
    /// The number of a text, or nothing when no row ever had it. O(texts).
    std::optional<std::uint32_t> codeOf(std::string_view text) const;
};

/// A dictionary column that still grows: gives repeating texts their numbers.
class GrowingDictionary {
public:
    GrowingDictionary()
        : m_numbers{{std::string(), 0}} {
        m_column.texts.emplace_back();
    }
    std::uint32_t codeFor(std::string_view text);
    void add(std::string_view text) { m_column.codes.push_back(codeFor(text)); }
    void set(std::size_t row, std::string_view text) { m_column.codes[row] = codeFor(text); }
    /// Without giving it one: nothing when no row ever had it. O(1).
    std::optional<std::uint32_t> codeOf(std::string_view text) const;
    std::string_view at(std::size_t row) const { return m_column.at(row); }
    const Dictionary& column() const { return m_column; }
    Dictionary take() && { return std::move(m_column); }

private:
    Dictionary m_column;
    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::string m_scratch;
    std::uint32_t m_last = 0;
};

/// Appends a text to an arena; `begin` holds rows + 1 offsets. Throws std::bad_alloc beyond 4 GB.
void appendText(std::vector<char>& arena, std::vector<std::uint32_t>& begin, std::string_view text);

/// Texts of all rows in one piece of memory.
struct TextArena {
    std::vector<char> bytes;
    std::vector<std::uint32_t> begin{0};
    void add(std::string_view text) { appendText(bytes, begin, text); }
    std::string_view at(std::size_t row) const {
        return {bytes.data() + begin[row], begin[row + 1] - begin[row]};
    }
};

/// Searches a whole arena for a text without ASCII case and marks the rows that hold it. One sweep
/// over all bytes is faster than a search per row. The needle is not empty.
class ArenaSearch {
public:
    explicit ArenaSearch(std::string_view needle);
    void mark(const std::vector<char>& arena, const std::vector<std::uint32_t>& begin,
              std::vector<char>& hit) const;
    void mark(const TextArena& arena, std::vector<char>& hit) const {
        mark(arena.bytes, arena.begin, hit);
    }
    /// Whether one text holds the needle.
    bool in(std::string_view text) const;

private:
    std::size_t next(const char* data, std::size_t from, std::size_t last) const;
    bool matches(const char* at) const;

    std::string m_needle;
    std::array<char, 2> m_first{};
};

struct FacetValue {
    std::string text;
    std::int64_t rows = 0;
};
/// Values of a dictionary column among the given rows with counts, most frequent first.
std::vector<FacetValue> facet(const Dictionary& column, std::span<const std::uint32_t> rows);
/// Leaves out what no row has and puts the most frequent first.
void arrangeFacet(std::vector<FacetValue>& values);

} // namespace mops
