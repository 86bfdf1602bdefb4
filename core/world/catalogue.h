#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mops::world {

/// A text in both languages of the world.
struct BothNames {
    const char* zh;
    const char* en;
    const char* in(bool chinese) const { return chinese ? zh : en; }
};

struct CategoryGroup {
    const char* id;
    BothNames name;
};

/// A leaf category and what its goods are like.
struct Category {
    const char* id;
    BothNames name;
    std::size_t group;      ///< position in categoryGroups()
    double share;           ///< of the merchants
    double medianPrice;     ///< yuan
    double priceSpread;     ///< deviation of the log price
    double weightGrams;     ///< typical
    int peakMonth;          ///< 1 … 12: when it sells best
    double seasonAmplitude; ///< of the yearly wave, 0 = none
    std::array<BothNames, 5> nouns;
};

std::span<const CategoryGroup> categoryGroups();
std::span<const Category> categories();

/// A product's name: style, noun and model number.
std::string productName(const Category& category, std::size_t noun, int style, int model,
                        bool chinese);

/// Which of the category's nouns a text has: its first position in `nouns`, if any.
std::optional<std::size_t> nounIn(const Category& category, std::string_view text, bool chinese);

/// How many tastes there are; buyers and products have one each.
inline constexpr int kStyles = 6;

} // namespace mops::world
