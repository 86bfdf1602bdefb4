#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace mops::features {

enum class Unit { Count, MinorUnits, Share, Days, Score, Ratio };
enum class Window { Days30, Days90, AllTime };

/// One feature of a merchant as of a date. `description` is English and marked for translation
/// (context "Feature"); `name` too. A value may be missing (NaN): then nothing was there to
/// measure.
struct Feature {
    const char* id;          ///< "late_share_90"
    const char* name;        ///< "Late share, 90 days"
    const char* description; ///< one sentence with the formula
    Unit unit;
    Window window;
    bool higherIsWorse; ///< for colouring against peers; meaningless features say false
    /// Whether a merchant can change it by how it works from now on: service, not demand, not age
    /// or place. Only these may be named when somebody asks what would change a verdict.
    bool actionable = false;
};

/// All features, in the order of the frame's columns.
std::span<const Feature> featureCatalogue();
std::optional<std::size_t> featureIndex(std::string_view id);

} // namespace mops::features
