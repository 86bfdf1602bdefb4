#pragma once

#include "core/base/rng.h"
#include "core/world/catalogue.h"

#include <span>
#include <string>
#include <string_view>

namespace mops::world {

/// A listing as the merchant fills in the form.
struct ListingText {
    std::size_t category = 0; ///< where it is put
    std::string title;
    std::string description;
    std::string brand; ///< empty = none
    std::int64_t priceMinor = 0;
    int photos = 0;
};

/// Made-up brands that everybody knows: the world says nothing about real ones.
std::span<const BothNames> knownBrands();

/// What an honest merchant writes: the product's name with selling points, three to six sentences.
/// Some of it looks like a violation and is none: "before the first use", "fits brand X", numbers.
/// `lookalike` becomes true then.
void writeHonestTexts(const std::string& productName, bool chinese, Rng& rng, ListingText& text,
                      bool& lookalike);
/// Another way to say a title: other selling points.
std::string retitled(const std::string& productName, const std::string& brand, bool chinese,
                     Rng& rng);

/// The same goods in this year's model: another style and number.
std::string successorName(const Category& category, const std::string& productName, bool chinese,
                          Rng& rng);

template <class List>
auto& pickOne(Rng& rng, const List& list) {
    return list[static_cast<std::size_t>(rng.below(std::size(list)))];
}

} // namespace mops::world
