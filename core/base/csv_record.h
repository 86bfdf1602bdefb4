#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mops {

/// One CSV record of the fields (RFC 4180), quoted where needed, without its line break.
std::string writeCsvRecord(const std::vector<std::string_view>& fields, char delimiter);

} // namespace mops
