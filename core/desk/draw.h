#pragma once

#include <string_view>

namespace mops::desk {

/// A number in [0, 1) that belongs to a text: the first 8 bytes of BLAKE2b-256 over domain and
/// text. A share s of all texts lies below s, and nobody can choose which.
double drawOf(std::string_view domain, std::string_view text);

} // namespace mops::desk
