#pragma once

#include <filesystem>

namespace mops::mart {

/// Where the mart is when nobody says: MERCHANTOPS_MART, else merchantops/mart.db in XDG_DATA_HOME
/// (~/.local/share). The same for the console and the command line.
std::filesystem::path defaultPath();

} // namespace mops::mart
