#pragma once

#include <string_view>

namespace mops {

/// A text file compiled into the program (schema, mapping presets).
struct EmbeddedFile {
    std::string_view name; ///< file name without folder
    std::string_view text;
};

} // namespace mops
