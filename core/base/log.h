#pragma once

#include <filesystem>
#include <string_view>

namespace mops::log {

/// Writes to a rotating file (3 × 5 MB) in `folder` from now on; before, messages are dropped.
/// Never throws: a program without a log still works.
void openFile(const std::filesystem::path& folder);

void info(std::string_view message);
void warning(std::string_view message);
void error(std::string_view message);

} // namespace mops::log
